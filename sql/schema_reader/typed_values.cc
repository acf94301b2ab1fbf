#include "sql/schema_reader/typed_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/schema_reader/texts.h"

namespace sqlx::sql::schema_reader {
namespace {

bool is_float(std::string_view type) { return type == "real" || type == kDouble; }
bool is_number(std::string_view type) {
  return is_whole(type) || is_float(type) || type == kNumeric;
}

bool is_at_most(std::string_view digits, std::string_view most) {
  return digits.size() < most.size() || (digits.size() == most.size() && digits <= most);
}

Typed whole_number(std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (is_at_most(digits, "2147483647")) return {.text = std::move(digits), .type = "integer"};
  const std::string type(is_at_most(digits, "9223372036854775807") ? "bigint" : kNumeric);
  return {.text = fmt::format("'{}'::{}", digits, type), .type = type};
}

}  // namespace

bool is_whole(std::string_view type) {
  return type == "smallint" || type == "integer" || type == "bigint";
}
bool is_varying(std::string_view type) { return type == "character varying"; }

bool is_textual(const Typed& value) {
  return value.type == kText || is_varying(value.type) || value.type == kUnknown ||
         value.type.empty();
}

std::string without_arguments(std::string_view words) {
  std::string made(words);
  const std::size_t open = made.find('(');
  const std::size_t close = made.find(')');
  if (open != std::string::npos && close != std::string::npos) made.erase(open, close - open + 1);
  const bool array = made.ends_with("[]");
  const std::string element = array ? made.substr(0, made.size() - 2) : made;
  if (element == "character") return array ? "bpchar[]" : "bpchar";
  return made;
}

Typed constant(const Literal& literal) {
  switch (literal.literal) {
    case LiteralKind::kInteger: return whole_number(std::string(literal.text));
    case LiteralKind::kDecimal:
      return {.text = std::string(literal.text), .type = std::string(kNumeric)};
    case LiteralKind::kBoolean:
      return {.text = std::string(literal.text), .type = std::string(kBoolean)};
    case LiteralKind::kString:
    case LiteralKind::kNull:
      return {.text = {}, .type = std::string(kUnknown), .literal = &literal};
    case LiteralKind::kBits:
      return {.text = fmt::format("'{}'::\"bit\"", literal.text), .type = "bit"};
    default: return {.text = std::string(literal.text), .type = {}};
  }
}

Typed typed_constant(const Literal& literal, std::string_view type) {
  const std::string word(type);
  if (literal.literal == LiteralKind::kNull)
    return {.text = fmt::format("NULL::{}", word), .type = word};
  const std::string_view text = trim(literal.text);
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
  if (type == "integer" && digits) return {.text = std::string(text), .type = word};
  if (type == kNumeric && text.find('.') != std::string_view::npos && is_digit(text.front()))
    return {.text = std::string(text), .type = word};
  if (type == kBoolean) {
    constexpr auto kTrue = std::to_array<std::string_view>({"t", "true", "y", "yes", "on", "1"});
    const bool is_true = std::find(kTrue.begin(), kTrue.end(), lower(text)) != kTrue.end();
    return {.text = is_true ? "true" : "false", .type = word};
  }
  if (type == "bytea" && text.empty()) return {.text = "'\\x'::bytea", .type = word};
  double number = 0;
  const bool is_all =
      is_float(type) && std::from_chars(text.data(), text.data() + text.size(), number).ptr ==
                            text.data() + text.size();
  if (is_all && !text.empty()) return {.text = fmt::format("'{}'::{}", number, word), .type = word};
  return {.text = fmt::format("{}::{}", quoted(literal.text, '\''), word), .type = word};
}

Typed coerced(Typed value, std::string_view type) {
  if (type.empty() || type == kUnknown) {
    if (value.literal != nullptr) return typed_constant(*value.literal, kText);
    return value;
  }
  if (value.literal != nullptr) return typed_constant(*value.literal, type);
  if (value.type == type || value.type.empty()) return value;
  Typed made{.text = fmt::format("({})::{}", value.text, type),
             .type = std::string(type),
             .literal = nullptr,
             .implicit = true};
  made.bare = value.text;
  return made;
}

void meet(Typed& left, Typed& right) {
  const std::string common = common_type(left.type, right.type);
  if (common.empty()) {
    if (left.literal != nullptr) left = coerced(left, right.type);
    if (right.literal != nullptr) right = coerced(right, left.type);
    return;
  }
  left = coerced(std::move(left), common);
  right = coerced(std::move(right), common);
}

std::string common_type(const std::string& left, const std::string& right) {
  const auto either = [&](auto is) { return is(left) || is(right); };
  const std::string& known = left == kUnknown ? right : left;
  if (left == kUnknown || right == kUnknown) {
    if (left == right) return std::string(kText);
    return is_varying(known) ? std::string(kText) : known;
  }
  if (left.empty() || right.empty()) return {};
  if (either(is_varying) &&
      either([](std::string_view type) { return type == kText || is_varying(type); }))
    return std::string(kText);
  if (is_number(left) && is_number(right) && either(is_float))
    return either([](std::string_view t) { return !is_float(t); }) ? std::string(kDouble)
                                                                   : std::string();
  if (is_number(left) && is_number(right) &&
      either([](std::string_view type) { return type == kNumeric; }))
    return std::string(kNumeric);
  return {};
}

std::string pair(const Typed& left, std::string_view word, const Typed& right) {
  return fmt::format("({} {} {})", left.text, word, right.text);
}

Typed arithmetic(Typed left, std::string_view word, Typed right) {
  if (is_number(left.type) && is_number(right.type)) {
    const std::string common = common_type(left.type, right.type);
    if (!common.empty()) {
      left = coerced(std::move(left), common);
      right = coerced(std::move(right), common);
    }
    const std::string wider =
        left.type == "bigint" || right.type == "bigint" ? "bigint" : "integer";
    return {.text = pair(left, word, right),
            .type = is_whole(left.type) && is_whole(right.type) ? wider : left.type};
  }
  const bool moment = left.type.starts_with("timestamp") || left.type == "date";
  if (right.literal != nullptr)
    right = coerced(std::move(right),
                    moment ? std::string_view("interval") : std::string_view(left.type));
  if (left.literal != nullptr) left = coerced(std::move(left), right.type);
  const bool is_span = right.type == "interval";
  std::string type = moment && is_span
                         ? (left.type == "date" ? "timestamp without time zone" : left.type)
                         : std::string();
  return {.text = pair(left, word, right), .type = std::move(type)};
}

}  // namespace sqlx::sql::schema_reader
