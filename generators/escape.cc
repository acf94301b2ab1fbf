#include "generators/escape.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/document.h"
#include "base/text.h"

namespace sqlx::generators {
namespace {

// Code points one by one; what is no UTF-8 is U+FFFD, since no file that we write could hold it.
template <class Fn>
void for_each_code_point(std::string_view text, Fn&& fn) {
  while (!text.empty()) {
    const CodePoint next = decode_utf8(text);
    text.remove_prefix(next.bytes);
    fn(next.value, text);
  }
}

struct Escape {
  char32_t value;
  std::string_view written;
};
constexpr Escape kTsEscapes[] = {
    {U'\'', "\\'"}, {U'\\', "\\\\"}, {U'\n', "\\n"}, {U'\r', "\\r"}, {U'\t', "\\t"}};

// `<` before `/` or `!`: the page that a literal ends up in must not take it for the end of its
// script.
bool ends_script(char32_t value, std::string_view rest) {
  return value == U'<' && (rest.starts_with('/') || rest.starts_with('!'));
}

void append_ts(std::string& out, char32_t value, std::string_view rest) {
  const auto escape = std::find_if(std::begin(kTsEscapes), std::end(kTsEscapes),
                                   [&](const Escape& each) { return each.value == value; });
  if (escape != std::end(kTsEscapes)) {
    out += escape->written;
  } else if (ends_script(value, rest)) {
    out += "\\u003c";
  } else if (disturbs_terminal(value)) {
    out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(value));
  } else {
    append_utf8(out, value);
  }
}

bool is_ts_identifier(std::string_view name) {
  if (!name.empty() && name.front() == '$') name.remove_prefix(1);
  return is_plain_word(name);
}

// Words that tools take for an order where a comment begins with them.
constexpr std::string_view kOrders[] = {"eslint",  "prettier", "biome",  "oxlint",   "istanbul",
                                        "c8",      "v8",       "global", "exported", "jshint",
                                        "webpack", "#",        "<",      "!"};

bool is_order(std::string_view comment) {
  return std::any_of(std::begin(kOrders), std::end(kOrders),
                     [&](std::string_view order) { return starts_with_fold(comment, order); });
}

// A tag of JSDoc or an order to the compiler: `@` before a word and behind none.
bool begins_tag(char32_t value, std::string_view rest, std::string_view before) {
  const bool behind_word = !before.empty() && (is_letter(before.back()) || is_digit(before.back()));
  return value == U'@' && !behind_word && !rest.empty() && is_letter(rest.front());
}

// One line, without what could end the comment or mean something in it.
std::string comment_line(std::string_view line) {
  std::string out = is_order(trim(line)) ? "\\" : "";
  for_each_code_point(line, [&](char32_t value, std::string_view rest) {
    if (begins_tag(value, rest, out)) {
      out += "\\@";
    } else if (value == U'/' && out.ends_with('*')) {
      out += "\\/";
    } else if (value != U'\t' && disturbs_terminal(value)) {
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(value));
    } else {
      append_utf8(out, value);
    }
  });
  return out;
}

std::string in_one_line(std::string_view text) {
  std::string out(trim(text));
  replace_all(out, "\r\n", " ");
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

// What means something in Markdown, and may stand behind a backslash.
constexpr std::string_view kMarkdownSigns = "\\`*_{}[]()#+-.!|~>@:$^=";

}  // namespace

std::string ts_string(std::string_view text) {
  std::string out = "'";
  for_each_code_point(text,
                      [&](char32_t value, std::string_view rest) { append_ts(out, value, rest); });
  return out + "'";
}

std::string ts_key(std::string_view name) {
  if (name == "__proto__") return "['__proto__']";
  return is_ts_identifier(name) ? std::string(name) : ts_string(name);
}

std::string ts_member(std::string_view name) {
  return is_ts_identifier(name) ? fmt::format(".{}", name) : fmt::format("[{}]", ts_string(name));
}

std::string ts_comment(std::string_view text, std::string_view line_start) {
  std::string whole(text);
  replace_all(whole, "\r\n", "\n");
  std::replace(whole.begin(), whole.end(), '\r', '\n');
  std::string out;
  for (const std::string_view line : split(whole, '\n')) {
    if (!out.empty()) out += fmt::format("\n{}", line_start);
    out += comment_line(line);
  }
  return out;
}

std::string line_comment(std::string_view text) { return comment_line(in_one_line(text)); }

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string markdown_text(std::string_view text) {
  std::string out;
  for_each_code_point(in_one_line(text), [&](char32_t value, std::string_view) {
    if (value == U'<') {
      out += "&lt;";
    } else if (value == U'&') {
      out += "&amp;";
    } else if (value < 0x80 &&
               kMarkdownSigns.find(static_cast<char>(value)) != std::string_view::npos) {
      out += {'\\', static_cast<char>(value)};
    } else if (!disturbs_terminal(value)) {
      append_utf8(out, value);
    }
  });
  return out;
}

std::string markdown_code(std::string_view text) {
  const std::string line = printable(in_one_line(text));
  std::string fence = "`";
  while (line.find(fence) != std::string::npos) fence += '`';
  const bool touches = line.starts_with('`') || line.ends_with('`') || line.empty();
  std::string out =
      touches ? fmt::format("{0} {1} {0}", fence, line) : fmt::format("{0}{1}{0}", fence, line);
  replace_all(out, "|", "\\|");
  return out;
}

std::string markdown_prose(std::string_view text) {
  std::string out;
  for_each_code_point(text, [&](char32_t value, std::string_view) {
    if (value == U'<') {
      out += "&lt;";
    } else if (value == U'&') {
      out += "&amp;";
    } else if (value == U'[' || value == U']' || value == U'\\') {
      out += {'\\', static_cast<char>(value)};
    } else if (value == U'\n' || value == U'\t' || !disturbs_terminal(value)) {
      append_utf8(out, value);
    }
  });
  return out;
}

std::string markdown_block(std::string_view language, std::string_view code) {
  std::string lines;
  for_each_code_point(trim(code), [&](char32_t value, std::string_view) {
    if (value == U'\n' || value == U'\t' || !disturbs_terminal(value)) {
      append_utf8(lines, value);
    } else if (value != U'\r') {
      lines += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(value));
    }
  });
  std::string fence = "```";
  while (lines.find(fence) != std::string::npos) fence += '`';
  return fmt::format("{0}{1}\n{2}\n{0}\n", fence, language, lines);
}

std::string html_text(std::string_view text) {
  std::string out;
  for_each_code_point(text, [&](char32_t value, std::string_view) {
    static constexpr std::string_view kSigns = "&<>\"'";
    if (value < 0x80 && kSigns.find(static_cast<char>(value)) != std::string_view::npos) {
      out += fmt::format("&#{};", static_cast<std::uint32_t>(value));
    } else if (value == U'\n' || value == U'\t' || !disturbs_terminal(value)) {
      append_utf8(out, value);
    }
  });
  return out;
}

}  // namespace sqlx::generators
