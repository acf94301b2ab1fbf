#include "generators/template_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"

namespace sqlx::generators {
namespace {

using Kind = TemplateToken::Kind;
using Tokens = std::vector<TemplateToken>;

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

struct Sign {
  char sign;
  Kind kind;
};
constexpr Sign kSigns[] = {{'#', Kind::kSection},
                           {'^', Kind::kInverted},
                           {'/', Kind::kEnd},
                           {'!', Kind::kComment},
                           {'>', Kind::kPartial}};

bool is_blank(std::string_view text) { return trim(text).empty(); }

// [A-Za-z_@][A-Za-z0-9_]*, or a dot; of a partial also what paths have
bool is_name(std::string_view name, Kind kind) {
  if (name == ".") return true;
  if (name.starts_with('@')) name.remove_prefix(1);
  const std::string_view more = kind == Kind::kPartial ? "_-./" : "_";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_letter(c) || is_digit(c) || more.find(c) != std::string_view::npos;
  });
}

class Reader {
 public:
  Reader(const Source& source, Diagnostics& diagnostics)
      : source_(source), text_(source->text), diagnostics_(diagnostics) {}

  // false: a mistake was told
  bool read() {
    while (at_ < text_.size()) {
      const std::size_t open = std::min(text_.find(kOpen, at_), text_.size());
      add_lines(text_.substr(at_, open - at_));
      at_ = open;
      if (at_ < text_.size() && !read_mark()) return false;
    }
    return check_nesting();
  }

  Tokens take() { return std::move(tokens_); }

 private:
  void add_lines(std::string_view text) {
    while (!text.empty()) {
      const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
      tokens_.push_back({.text = std::string(text.substr(0, length))});
      text.remove_prefix(length);
    }
  }

  bool read_mark() {
    if (text_.substr(at_).starts_with("{{{")) {
      return fail(at_, at_ + 3, "three braces could be meant in two ways",
                  "put a blank between a brace of the text and `{{`");
    }
    const std::size_t inside = at_ + kOpen.size();
    const std::size_t close = text_.find(kClose, inside);
    if (close == std::string_view::npos)
      return fail(at_, inside, "a mark is never closed", "`}}` closes it");
    add_mark(trim(text_.substr(inside, close - inside)), {source_, at_, close + kClose.size()});
    at_ = close + kClose.size();
    return !failed_;
  }

  void add_mark(std::string_view inside, Span where) {
    const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns),
                                   [&](const Sign& each) { return inside.starts_with(each.sign); });
    const Kind kind = sign == std::end(kSigns) ? Kind::kVariable : sign->kind;
    const std::string_view name = kind == Kind::kVariable ? inside : trim(inside.substr(1));
    if (kind != Kind::kComment && !is_name(name, kind)) {
      fail(where.begin, where.end, fmt::format("`{}` is no name", printable(name)),
           "a mark is {{name}}, {{#name}}, {{^name}}, {{/name}}, {{> file}} or {{! comment}}");
      return;
    }
    tokens_.push_back({.kind = kind,
                       .text = kind == Kind::kComment ? std::string() : std::string(name),
                       .where = std::move(where)});
  }

  bool check_nesting() {
    std::vector<const TemplateToken*> open;
    for (const TemplateToken& token : tokens_) {
      if (token.kind == Kind::kSection || token.kind == Kind::kInverted) open.push_back(&token);
      if (token.kind != Kind::kEnd) continue;
      if (open.empty() || open.back()->text != token.text)
        return wrong_end(token, open.empty() ? nullptr : open.back());
      open.pop_back();
    }
    if (open.empty()) return true;
    const TemplateToken& last = *open.back();
    return fail(last.where.begin, last.where.end,
                fmt::format("the section `{}` is never closed", last.text),
                fmt::format("{{{{/{}}}}} closes it", last.text));
  }

  bool wrong_end(const TemplateToken& end, const TemplateToken* open) {
    fail(end.where.begin, end.where.end,
         fmt::format("`{}` is not the section that is open here", end.text), "");
    if (open != nullptr)
      diagnostics_.back().notes.push_back({fmt::format("`{}` is", open->text), open->where});
    return false;
  }

  bool fail(std::size_t begin, std::size_t end, std::string message, std::string hint) {
    diagnostics_.add(Code::kTemplateSyntax, std::move(message), Span{source_, begin, end},
                     std::move(hint));
    failed_ = true;
    return false;
  }

  const Source& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  Tokens tokens_;
  bool failed_ = false;
};

// Blanks and marks that print nothing by themselves; a partial only if it is the one mark.
bool leaves_no_line(std::span<const TemplateToken> line) {
  const auto marks = std::count_if(line.begin(), line.end(),
                                   [](const TemplateToken& each) { return !each.is_text(); });
  return marks > 0 && std::all_of(line.begin(), line.end(), [&](const TemplateToken& each) {
           return each.is_text()
                      ? is_blank(each.text)
                      : each.kind != Kind::kVariable && (each.kind != Kind::kPartial || marks == 1);
         });
}

void append_line(Tokens& out, std::span<TemplateToken> line) {
  const bool no_line = leaves_no_line(line);
  const std::string indent = no_line && line.front().is_text() ? line.front().text : "";
  for (TemplateToken& token : line) {
    if (token.kind == Kind::kComment || (no_line && token.is_text())) continue;
    token.alone = no_line;
    if (token.kind == Kind::kPartial && no_line) token.indent = indent;
    out.push_back(std::move(token));
  }
}

Tokens without_empty_lines(Tokens tokens) {
  Tokens out;
  for (auto begin = tokens.begin(); begin != tokens.end();) {
    const auto last = std::find_if(begin, tokens.end(), [](const TemplateToken& each) {
      return each.is_text() && each.text.ends_with('\n');
    });
    const auto end = last == tokens.end() ? last : last + 1;
    append_line(out, {begin, end});
    begin = end;
  }
  return out;
}

Tokens indented(Tokens tokens, const std::string& indent) {
  Tokens out;
  bool at_line_start = true;
  for (TemplateToken& token : tokens) {
    const bool prints = token.kind == Kind::kVariable || (token.is_text() && token.text != "\n");
    if (at_line_start && prints) out.push_back({.text = indent});
    if (token.is_text() || prints) at_line_start = token.is_text() && token.text.ends_with('\n');
    out.push_back(std::move(token));
  }
  return out;
}

void drop_last_newline(Tokens& tokens) {
  if (!tokens.empty() && tokens.back().is_text() && tokens.back().text.ends_with('\n'))
    tokens.back().text.pop_back();
}

}  // namespace

std::optional<std::vector<TemplateToken>> read_template(const Source& source,
                                                        Diagnostics& diagnostics) {
  Reader reader(source, diagnostics);
  if (!reader.read()) return std::nullopt;
  return without_empty_lines(reader.take());
}

std::vector<TemplateToken> in_place_of(const TemplateToken& mark,
                                       std::vector<TemplateToken> partial) {
  if (!mark.alone) drop_last_newline(partial);
  return mark.indent.empty() ? std::move(partial) : indented(std::move(partial), mark.indent);
}

}  // namespace sqlx::generators
