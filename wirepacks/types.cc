#include "wirepacks/types.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/text.h"

namespace sqlx::wirepacks {
namespace {

using ir::LogicalType;
using ir::TypeKind;

// "numeric(10,2) unsigned" taken apart: name "numeric unsigned"'s words, and the arguments between
// the parentheses.
struct TypeWords {
  std::string name;       // lower case, single blanks: "timestamp with time zone"
  std::string arguments;  // as written: "10,2", "'a','b'"
  bool has_arguments = false;
  bool is_unsigned = false;
  int dimensions = 0;  // trailing []
};

void take_dimensions(std::string_view& text, TypeWords& words) {
  while (text.ends_with(']')) {
    const std::size_t open = text.rfind('[');
    if (open == std::string_view::npos) return;
    text = trim(text.substr(0, open));
    ++words.dimensions;
  }
}

// Where the parenthesis that opens at `open` closes; quoted labels may hold parentheses.
std::size_t closing_parenthesis(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\'') {
      i = text.find('\'', i + 1);  // a doubled quote closes and opens again
      if (i == std::string_view::npos) return i;
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')' && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

void append_words(std::string& name, std::string_view text) {
  for (const char c : text) {
    if (!is_space(c)) {
      name += to_lower(c);
    } else if (!name.empty() && name.back() != ' ') {
      name += ' ';
    }
  }
}

bool take_word(std::string& name, std::string_view word) {
  const std::size_t at = name.find(word);
  if (at == std::string::npos || (at > 0 && name[at - 1] != ' ')) return false;
  const std::size_t end = at + word.size();
  if (end < name.size() && name[end] != ' ') return false;
  name.erase(at == 0 ? 0 : at - 1, word.size() + 1);
  return true;
}

TypeWords take_apart(std::string_view text) {
  TypeWords words;
  text = trim(text);
  take_dimensions(text, words);
  const std::size_t open = text.find('(');
  const std::size_t close = open == std::string_view::npos ? open : closing_parenthesis(text, open);
  if (close == std::string_view::npos) {
    append_words(words.name, text.substr(0, open));
  } else {
    words.has_arguments = true;
    words.arguments = std::string(trim(text.substr(open + 1, close - open - 1)));
    append_words(words.name, text.substr(0, open));
    words.name += ' ';
    append_words(words.name, text.substr(close + 1));
  }
  words.is_unsigned = take_word(words.name, "unsigned");
  take_word(words.name, "signed");
  if (take_word(words.name, "zerofill")) words.is_unsigned = true;
  words.name = trim(words.name);
  return words;
}

std::optional<TypeKind> find_name(const Types& types, std::string_view name) {
  const auto found =
      std::lower_bound(types.names.begin(), types.names.end(), name,
                       [](const auto& row, std::string_view n) { return row.first < n; });
  return found != types.names.end() && found->first == name ? std::optional(found->second)
                                                            : std::nullopt;
}

TypeKind find_kind(const Types& types, const TypeWords& words) {
  if (words.has_arguments && !words.is_unsigned) {
    if (const auto kind = find_name(types, words.name + '(' + words.arguments + ')')) return *kind;
  }
  if (const auto kind = find_name(types, words.name)) return *kind;
  for (const TypeFallback& fallback : types.fallbacks) {
    if (contains_fold(words.name, fallback.contains)) return fallback.kind;
  }
  return TypeKind::kOther;
}

TypeKind to_unsigned(TypeKind kind) {
  switch (kind) {
    case TypeKind::kInt8: return TypeKind::kUint8;
    case TypeKind::kInt16: return TypeKind::kUint16;
    case TypeKind::kInt24: return TypeKind::kUint24;
    case TypeKind::kInt32: return TypeKind::kUint32;
    case TypeKind::kInt64: return TypeKind::kUint64;
    default: return kind;
  }
}

template <class N>
std::optional<N> to_number(std::string_view text) {
  N value{};
  text = trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The text of the string that opens at `at`, which moves behind its closing quote; nothing if it is
// not closed.
std::optional<std::string> take_string(std::string_view text, std::size_t& at,
                                       bool backslash_escapes) {
  std::string value;
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\' && backslash_escapes && at + 1 < text.size()) {
      append_escaped(value, text[++at]);
      continue;
    }
    if (text[at] == '\'' && (++at >= text.size() || text[at] != '\'')) return value;
    value += text[at];
  }
  return std::nullopt;
}

// 'a','it''s' → a, it's
std::vector<std::string> quoted_labels(std::string_view text, bool backslash_escapes) {
  std::vector<std::string> labels;
  for (std::size_t at = text.find('\''); at < text.size(); at = text.find('\'', at)) {
    if (auto label = take_string(text, at, backslash_escapes)) labels.push_back(std::move(*label));
  }
  return labels;
}

void read_arguments(LogicalType& type, const std::string& arguments, bool backslash_escapes) {
  const std::vector<std::string_view> parts = split(arguments, ',');
  switch (type.kind) {
    case TypeKind::kText:
    case TypeKind::kChar:
    case TypeKind::kBytes:
    case TypeKind::kBit:
    case TypeKind::kVarBit:
    case TypeKind::kVector: type.length = to_number<std::int64_t>(parts[0]); return;
    case TypeKind::kDecimal:
      type.precision = to_number<std::int32_t>(parts[0]);
      if (type.precision) type.scale = parts.size() > 1 ? to_number<std::int32_t>(parts[1]) : 0;
      return;
    case TypeKind::kTime:
    case TypeKind::kTimeZoned:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampZoned:
    case TypeKind::kInterval: type.precision = to_number<std::int32_t>(parts[0]); return;
    case TypeKind::kEnum:
    case TypeKind::kSet: type.values = quoted_labels(arguments, backslash_escapes); return;
    default: return;  // display widths and the like say nothing about values
  }
}

}  // namespace

void append_escaped(std::string& out, char letter) {
  constexpr std::string_view kLetters = "0nrtbZ";
  constexpr std::string_view kMeanings("\0\n\r\t\b\x1a", kLetters.size());
  if (letter == '%' || letter == '_') out += '\\';  // belongs to LIKE, which reads it again
  const std::size_t found = kLetters.find(letter);
  out += found == std::string_view::npos ? letter : kMeanings[found];
}

LogicalType logical_type(const WirePack& pack, std::string_view database_type) {
  const TypeWords words = take_apart(database_type);
  LogicalType type;
  type.kind = find_kind(pack.types, words);
  if (words.is_unsigned && pack.types.unsigned_integers) type.kind = to_unsigned(type.kind);
  if (words.has_arguments) read_arguments(type, words.arguments, pack.lexical.backslash_escapes);
  for (int i = 0; i < words.dimensions; ++i) {
    LogicalType array;
    array.kind = TypeKind::kArray;
    array.element.push_back(std::move(type));
    type = std::move(array);
  }
  return type;
}

namespace {

// ::character varying(20), ::"Shop"."it's"[]: anything may stand in a quoted name, no operator
// outside of one.
bool is_only_a_cast(std::string_view sql) {
  if (!sql.starts_with("::")) return false;
  bool in_name = false;
  for (const char c : sql) {
    if (c == '"') in_name = !in_name;
    if (!in_name && std::string_view("'+-*/|<>=;").find(c) != std::string_view::npos) return false;
  }
  return !in_name;
}

// 'it''s'::character varying → it's, b'101' → 101; nothing if `sql` is more than one string with a
// cast.
std::optional<std::string> quoted_literal(std::string_view sql, bool backslash_escapes) {
  if (sql.starts_with("b'")) sql.remove_prefix(1);
  if (!sql.starts_with('\'')) return std::nullopt;
  std::size_t end = 0;
  auto value = take_string(sql, end, backslash_escapes);
  if (!value) return std::nullopt;
  const std::string_view rest = sql.substr(end);
  if (!rest.empty() && !is_only_a_cast(rest)) return std::nullopt;
  return value;
}

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool digits = false;
  bool point = false;
  for (const char c : text) {
    if (is_digit(c)) {
      digits = true;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      return false;
    }
  }
  return digits;
}

std::string_view without_parentheses(std::string_view sql) {
  sql = trim(sql);
  while (sql.starts_with('(') && closing_parenthesis(sql, 0) == sql.size() - 1) {
    sql = trim(sql.substr(1, sql.size() - 2));
  }
  return sql;
}

// (-1)::bigint → -1, ('x'::text)::varchar keeps its inner cast for quoted_literal
std::string_view without_casts_of_numbers(std::string_view sql) {
  const std::size_t cast = sql.rfind("::");
  if (cast == std::string_view::npos) return sql;
  const std::string_view inner = without_parentheses(sql.substr(0, cast));
  return is_number(inner) ? inner : sql;
}

// nextval('orders_id_seq'::regclass), and nothing around it
bool is_call_of(const std::vector<std::string>& functions, std::string_view sql) {
  const std::size_t open = sql.find('(');
  return open != std::string_view::npos && closing_parenthesis(sql, open) == sql.size() - 1 &&
         std::find(functions.begin(), functions.end(), sql.substr(0, open)) != functions.end();
}

}  // namespace

ir::Default read_default(const WirePack& pack, std::string_view sql) {
  ir::Default result{.sql = std::string(sql), .kind = ir::DefaultKind::kExpression, .value = {}};
  const std::string_view text = without_casts_of_numbers(without_parentheses(sql));
  const std::string folded = lower(text);
  const auto one_of = [&](const std::vector<std::string>& names) {
    return std::binary_search(names.begin(), names.end(), folded);
  };
  if (one_of(pack.defaults.now)) {
    result.kind = ir::DefaultKind::kNow;
  } else if (one_of(pack.defaults.uuid)) {
    result.kind = ir::DefaultKind::kUuid;
  } else if (is_call_of(pack.defaults.sequence, folded)) {
    result.kind = ir::DefaultKind::kSequence;
  } else if (auto literal = quoted_literal(text, pack.lexical.backslash_escapes)) {
    result.kind = ir::DefaultKind::kLiteral;
    result.value = std::move(*literal);
  } else if (is_number(text) || folded == "true" || folded == "false") {
    result.kind = ir::DefaultKind::kLiteral;
    result.value = folded;
  }
  return result;
}

}  // namespace sqlx::wirepacks
