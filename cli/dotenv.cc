#include "cli/dotenv.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/redact.h"
#include "base/text.h"
#include "cli/expand.h"

namespace sqlx::cli {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-';
}

// The beginning of a line: `export NAME = `, and where its parts are.
struct Head {
  Range name;
  std::size_t value = kNowhere;  // where the value begins; nowhere if the line is no assignment
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

Range read_name(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (at < text.size() && !is_digit(text[at])) {
    while (end < text.size() && is_name_character(text[end])) ++end;
  }
  return {at, end};
}

Head read_head(std::string_view text, std::size_t at) {
  Head head{.name = read_name(text, skip_blanks(text, at))};
  std::size_t next = skip_blanks(text, head.name.end);
  if (text.substr(head.name.begin, head.name.end - head.name.begin) == "export" &&
      next > head.name.end && next < text.size() && text[next] != '=') {
    head.name = read_name(text, next);
    next = skip_blanks(text, head.name.end);
  }
  const bool assigns = head.name.begin < head.name.end && next < text.size() && text[next] == '=';
  if (assigns) head.value = skip_blanks(text, next + 1);
  return head;
}

// All but `NAME=` and an opening quote. A line without them may be the rest of a key that was
// pasted without quotes.
std::vector<Range> all_values(std::string_view text) {
  std::vector<Range> hidden;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t shown_end = end > at && text[end - 1] == '\r' ? end - 1 : end;
    std::size_t begin = read_head(text.substr(0, end), at).value;
    if (begin == kNowhere) begin = at;
    if (begin < end && (text[begin] == '"' || text[begin] == '\'')) ++begin;
    hidden.push_back({begin, shown_end});
    at = end + 1;
  }
  return hidden;
}

class DotEnvReader {
 public:
  DotEnvReader(std::string_view name, std::string_view text, const VariableMap& outer,
               Diagnostics& diagnostics)
      : text_(text),
        shown_(redact(std::string(name), text, all_values(text))),
        outer_(outer),
        diagnostics_(diagnostics) {}

  std::optional<VariableMap> read() {
    if (const std::size_t null = text_.find('\0'); null != kNowhere)
      fail("there is a null byte", {null, null + 1}, "");
    while (at_ < text_.size()) read_line();
    return failed_ ? std::nullopt : std::optional(std::move(variables_));
  }

 private:
  void fail(std::string message, Range where, std::string hint) {
    diagnostics_.add(Code::kDotEnvSyntax, std::move(message), shown_.span(where.begin, where.end),
                     std::move(hint));
    failed_ = true;
  }

  [[nodiscard]] std::size_t line_end(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
  }

  void read_line() {
    const std::size_t begin = at_;
    const std::size_t end = line_end(begin);
    const std::string_view line = trim(text_.substr(begin, end - begin));
    at_ = end + 1;
    if (line.empty() || line.starts_with('#')) return;
    const Head head = read_head(text_.substr(0, end), begin);
    if (head.value == kNowhere) {
      fail("a line is not of the form NAME=value", {begin, end},
           "a value that spans lines stands in quotes; `#` begins a comment");
      return;
    }
    read_value(head, end);
  }

  void read_value(const Head& head, std::size_t end) {
    const char first = head.value < end ? text_[head.value] : '\0';
    if (first == '"' || first == '\'') {
      read_quoted(head, first);
    } else {
      set(head, bare(text_.substr(head.value, end - head.value)), true);
    }
  }

  static std::string bare(std::string_view value) {
    for (std::size_t at = value.find('#'); at != kNowhere; at = value.find('#', at + 1)) {
      if (at == 0 || is_blank(value[at - 1])) return std::string(trim(value.substr(0, at)));
    }
    return std::string(trim(value));
  }

  void read_quoted(const Head& head, char quote) {
    std::string value;
    std::size_t at = head.value + 1;
    for (; at < text_.size() && text_[at] != quote; ++at) {
      if (text_[at] == '\\' && quote == '"' && at + 1 < text_.size()) {
        append_escape(value, text_.substr(++at));
      } else if (!text_.substr(at).starts_with("\r\n")) {
        value += text_[at];
      }
    }
    const std::string_view name = name_of(head);
    if (at == text_.size()) {
      fail(fmt::format("the value of `{}` has no closing quote", name),
           {head.value, head.value + 1},
           fmt::format("a value that holds a {} stands in the other kind of quotes", quote));
      at_ = at;
      return;
    }
    const std::size_t end = line_end(at);
    at_ = end + 1;
    const std::string_view rest = trim(text_.substr(at + 1, end - at - 1));
    if (!rest.empty() && !rest.starts_with('#')) {
      fail(fmt::format("something follows the closing quote of `{}`", name), head.name,
           "is there a quote inside the value? Put the value in the other kind of quotes");
      return;
    }
    set(head, value, quote == '"');
  }

  // What a backslash makes of the beginning of `rest`. `\${` becomes what `expand` takes for a
  // literal `${`.
  static void append_escape(std::string& value, std::string_view rest) {
    switch (rest.front()) {
      case 'n': value += '\n'; return;
      case 'r': value += '\r'; return;
      case 't': value += '\t'; return;
      case '"':
      case '\\': value += rest.front(); return;
      case '$': value += rest.starts_with("${") ? "$$" : "$"; return;
      default: value += '\\'; value += rest.front();
    }
  }

  [[nodiscard]] std::string_view name_of(const Head& head) const {
    return text_.substr(head.name.begin, head.name.end - head.name.begin);
  }

  [[nodiscard]] std::optional<std::string> find(std::string_view name) const {
    for (const VariableMap* map : {&outer_, &variables_}) {
      if (const auto found = map->find(name); found != map->end()) return found->second;
    }
    return std::nullopt;
  }

  void set(const Head& head, const std::string& value, bool expands) {
    std::string result = expands ? std::string() : value;
    if (expands) {
      const auto problem = expand(
          value, [&](std::string_view name) { return find(name); }, Unset::kIsEmpty, result);
      if (problem) {
        fail(fmt::format("in the value of `{}`, {}", name_of(head), problem->message), head.name,
             "single quotes keep `${` as it is");
        return;
      }
    }
    variables_.insert_or_assign(std::string(name_of(head)), std::move(result));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Redacted shown_;
  const VariableMap& outer_;
  Diagnostics& diagnostics_;
  VariableMap variables_;
  bool failed_ = false;
};

}  // namespace

std::optional<VariableMap> read_dotenv(std::string_view name, std::string_view text,
                                       const VariableMap& outer, Diagnostics& diagnostics) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return DotEnvReader(name, text, outer, diagnostics).read();
}

}  // namespace sqlx::cli
