#include "generators/validation/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace sqlx::generators {
namespace {

// A character that could not be seen, by its number.
bool append_unseen(std::string& out, char32_t character) {
  if (!(character < 0x20 || character == 0x7f || character == 0xfeff ||
        (character >= 0x80 && character < 0xa0) || (character >= 0x2000 && character <= 0x206f))) {
    return false;
  }
  out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(character));
  return true;
}

bool is_one_of(char32_t character, std::string_view ascii) {
  return character < 0x80 && ascii.find(static_cast<char>(character)) != std::string_view::npos;
}

// One character of the text as a regular expression, outside of brackets.
void append_plain(std::string& out, char32_t character) {
  if (append_unseen(out, character)) return;
  if (is_one_of(character, "^$\\.*+?()[]{}|/")) out += '\\';
  append_utf8(out, character);
}

// And inside, where few have a meaning: a hyphen between two others, and a ^ right behind the
// bracket. The brackets' contents begin at `begin`.
void append_member(std::string& out, std::size_t begin, char32_t character, bool is_last) {
  if (append_unseen(out, character)) return;
  const bool is_first = out.size() == begin;
  const bool has_meaning = is_one_of(character, "\\]") ||
                           (character == '-' && !is_first && !is_last) ||
                           (character == '^' && is_first && out.back() == '[');
  if (has_meaning) out += '\\';
  append_utf8(out, character);
}

void append_folded(std::string& out, char32_t character) {
  if (character < 0x80 && is_letter(static_cast<char>(character))) {
    const char letter = static_cast<char>(character);
    out += fmt::format("[{}{}]", to_lower(letter), to_upper(letter));
  } else {
    append_plain(out, character);
  }
}

// Reads characters off the front of a pattern.
class Characters {
 public:
  explicit Characters(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char32_t peek() const { return rest_.empty() ? 0 : decode_utf8(rest_).value; }
  [[nodiscard]] bool ahead(std::string_view text) const { return rest_.starts_with(text); }
  char32_t take() {
    const CodePoint point = decode_utf8(rest_);
    rest_.remove_prefix(point.bytes);
    return point.value;
  }
  bool take(std::string_view text) {
    if (!ahead(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

 private:
  std::string_view rest_;
};

// A POSIX class, as far as ASCII goes.
struct NamedClass {
  std::string_view name;
  std::string_view members;  // inside brackets
};

constexpr NamedClass kNamedClasses[] = {
    {"alpha", "A-Za-z"},    {"digit", "0-9"},  {"alnum", "A-Za-z0-9"},
    {"upper", "A-Z"},       {"lower", "a-z"},  {"xdigit", "A-Fa-f0-9"},
    {"space", "\\t-\\r "},  {"blank", "\\t "}, {"punct", "!-/:-@[-`{-~"},
    {"print", " -~"},       {"graph", "!-~"},  {"cntrl", "\\u{0}-\\u{1f}\\u{7f}"},
    {"word", "A-Za-z0-9_"},
};

// The regular expressions of POSIX and Perl, where they and JavaScript's agree. Nothing at the
// first thing in which they do not.
//
//   branch (| branch)*       branch: (atom quantifier?)*
class RegexReader {
 public:
  RegexReader(std::string_view pattern, bool ignores_case) : in_(pattern) {
    out_.ignores_case = out_.ascii_only = ignores_case;
  }

  std::optional<Pattern> read() {
    if (in_.ahead("***") || in_.ahead("(?") || !alternatives(0) || !in_.at_end())
      return std::nullopt;
    return out_;
  }

 private:
  static constexpr int kDeepest = 50;

  bool alternatives(int depth) {
    if (depth > kDeepest || !branch(depth)) return false;
    while (in_.take("|")) {
      out_.source += '|';
      if (!branch(depth)) return false;
    }
    return true;
  }

  bool branch(int depth) {
    bool is_empty = true;
    while (!in_.at_end() && !in_.ahead("|") && !in_.ahead(")")) {
      if (!piece(depth)) return false;
      is_empty = false;
    }
    return !is_empty;  // engines disagree about an empty branch
  }

  bool piece(int depth) {
    const char32_t first = in_.peek();
    if (first == '^' || first == '$') {
      out_.source += static_cast<char>(in_.take());
      return !at_quantifier();
    }
    return atom(depth) && quantifier();
  }

  [[nodiscard]] bool at_quantifier() const {
    return in_.ahead("*") || in_.ahead("+") || in_.ahead("?") || in_.ahead("{");
  }

  bool quantifier() {
    if (!at_quantifier()) return true;
    if (in_.ahead("{")) {
      if (!bound()) return false;
    } else {
      out_.source += static_cast<char>(in_.take());
    }
    return !at_quantifier();  // *?, *+ and ** differ
  }

  // {m}, {m,} and {m,n}, up to what every engine takes.
  bool bound() {
    in_.take("{");
    const auto least = number();
    if (!least) return false;
    out_.source += fmt::format("{{{}", *least);
    if (in_.take(",")) {
      out_.source += ',';
      if (!in_.ahead("}")) {
        const auto most = number();
        if (!most || *most < *least) return false;
        out_.source += fmt::format("{}", *most);
      }
    }
    out_.source += '}';
    return in_.take("}");
  }

  std::optional<int> number() {
    constexpr int kMost = 255;
    std::string digits;
    while (in_.peek() < 0x80 && is_digit(static_cast<char>(in_.peek())))
      digits += static_cast<char>(in_.take());
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || value > kMost) return std::nullopt;
    return value;
  }

  bool atom(int depth) {
    if (in_.take("(")) return group(depth);
    if (in_.ahead("[")) return brackets();
    if (in_.take("\\")) return escape(false);
    if (in_.ahead("*") || in_.ahead("+") || in_.ahead("?") || in_.ahead("{") || in_.ahead("}") ||
        in_.ahead("]"))
      return false;
    if (in_.take(".")) {
      out_.source += '.';
    } else {
      append_plain(out_.source, in_.take());
    }
    return true;
  }

  bool group(int depth) {
    const bool captures = !in_.take("?:");
    if (captures && in_.ahead("?")) return false;
    out_.source += "(?:";
    if (!alternatives(depth + 1) || !in_.take(")")) return false;
    out_.source += ')';
    return true;
  }

  bool escape(bool in_brackets) {
    if (in_.at_end()) return false;
    const char32_t character = in_.take();
    const char as_char = character < 0x80 ? static_cast<char>(character) : '\0';
    constexpr std::string_view kClasses = "dws";
    if (kClasses.find(to_lower(as_char)) != std::string_view::npos && as_char != '\0') {
      if (in_brackets && is_upper(as_char)) return false;
      out_.ascii_only = true;
      out_.source += '\\';
      out_.source += as_char;
      return true;
    }
    constexpr std::string_view kControls = "ntrf";
    if (as_char != '\0' && kControls.find(as_char) != std::string_view::npos) {
      out_.source += '\\';
      out_.source += as_char;
      return true;
    }
    if (as_char == '\0' || is_letter(as_char) || is_digit(as_char)) return false;
    in_brackets ? append_member(character) : append_plain(out_.source, character);
    return true;
  }

  bool brackets() {
    in_.take("[");
    if (in_.ahead("[:<:]") || in_.ahead("[:>:]")) return false;
    out_.source += in_.take("^") ? "[^" : "[";
    begin_ = out_.source.size();
    if (in_.take("]")) out_.source += "\\]";
    while (!in_.at_end() && !in_.ahead("]")) {
      if (!member()) return false;
    }
    out_.source += ']';
    return in_.take("]");
  }

  // A class, or a character that may begin a range.
  bool member() {
    if (in_.take("[:")) return named_class();
    if (in_.ahead("[.") || in_.ahead("[=")) return false;
    if (in_.take("\\")) return escape(true) && !(in_.ahead("-") && !in_.ahead("-]"));
    const char32_t first = in_.take();
    append_member(first);
    if (!in_.ahead("-") || in_.ahead("-]")) return true;
    in_.take("-");
    if (in_.at_end() || in_.ahead("\\") || in_.ahead("[")) return false;
    const char32_t last = in_.take();
    if (last < first) return false;
    if (!is_plain_range(first, last)) out_.ascii_only = true;
    out_.source += '-';
    append_member(last);
    return true;
  }

  void append_member(char32_t character) {
    generators::append_member(out_.source, begin_, character, in_.ahead("]"));
  }

  // Digits, capitals or small letters: the same characters in every locale that orders by code.
  static bool is_plain_range(char32_t first, char32_t last) { return last < 0x80 && first < 0x80; }

  bool named_class() {
    for (const NamedClass& each : kNamedClasses) {
      if (!in_.take(std::string(each.name) + ":]")) continue;
      out_.ascii_only = true;
      out_.source += each.members;
      return true;
    }
    return false;
  }

  Characters in_;
  Pattern out_;
  std::size_t begin_ = 0;  // of the brackets that are read
};

// [abc], [^a-z], []x]: what stands between the brackets of GLOB; nothing if they are not closed.
bool append_glob_class(Characters& in, std::string& out) {
  out += in.take("^") ? "[^" : "[";
  const std::size_t begin = out.size();
  const auto append = [&](char32_t character) {
    append_member(out, begin, character, in.ahead("]"));
  };
  while (!in.at_end() && (out.size() == begin || !in.ahead("]"))) {
    const char32_t first = in.take();
    append(first);
    if (!in.ahead("-") || in.ahead("-]")) continue;
    in.take("-");
    if (in.at_end() || in.peek() < first) return false;
    out += '-';
    append(in.take());
  }
  out += ']';
  return in.take("]");
}

}  // namespace

std::string Pattern::literal() const {
  return fmt::format("/{}/{}", source.empty() ? "(?:)" : source, ignores_case ? "isu" : "su");
}

std::optional<Pattern> like_pattern(std::string_view pattern, std::string_view escape, bool folds) {
  if (!is_valid_utf8(pattern) || (!escape.empty() && decode_utf8(escape).bytes != escape.size()))
    return std::nullopt;
  const auto append = folds ? append_folded : append_plain;
  Pattern made{"^"};
  Characters in(pattern);
  while (!in.at_end()) {
    if (!escape.empty() && in.take(escape)) {
      if (in.at_end()) return std::nullopt;
      append(made.source, in.take());
    } else if (in.take("%")) {
      made.source += ".*";
    } else if (in.take("_")) {
      made.source += '.';
    } else {
      append(made.source, in.take());
    }
  }
  made.source += '$';
  return made;
}

std::optional<Pattern> glob_pattern(std::string_view pattern) {
  if (!is_valid_utf8(pattern)) return std::nullopt;
  Pattern made{"^"};
  Characters in(pattern);
  while (!in.at_end()) {
    if (in.take("*")) {
      made.source += ".*";
    } else if (in.take("?")) {
      made.source += '.';
    } else if (!in.take("[")) {
      append_plain(made.source, in.take());
    } else if (!append_glob_class(in, made.source)) {
      return std::nullopt;
    }
  }
  made.source += '$';
  return made;
}

std::optional<Pattern> regex_pattern(std::string_view pattern, bool ignores_case) {
  return is_valid_utf8(pattern) ? RegexReader(pattern, ignores_case).read() : std::nullopt;
}

}  // namespace sqlx::generators
