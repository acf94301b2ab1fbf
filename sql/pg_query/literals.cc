// Constants and the values of options.
//
// libpg_query's JSON has a hole: of integers it writes only those above zero (`if (node->ival >
// 0)`), so that 0 and -5 both arrive as
// `{}`. Which one it was is read from the text, where the constant stands.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

Literal* literal(Conversion& in, LiteralKind kind, std::string_view text) {
  auto* made = in.arena.make<Literal>();
  made->literal = kind;
  made->text = text;
  return in.placed(made);
}

Expr* minus(Conversion& in, const Expr* operand) {
  return in.placed(call_of(in, CallForm::kPrefix, "-", in.arena.list<const Expr*>(operand)));
}

// The first number at or behind a place; other words may stand before it: `INCREMENT BY -5`.
std::string_view digits_behind(Conversion& in, std::int64_t location) {
  if (location < 0) return {};
  TokenReader tokens(in.source(), static_cast<std::size_t>(location));
  std::string_view token = tokens.next();
  while (!token.empty() && token != ";" && token != "," && !is_digit(token.front()))
    token = tokens.next();
  return all_digits(token) ? token : std::string_view();
}

// An integer that is not above zero.
Expr* lost_integer(Conversion& in, std::int64_t location) {
  const std::string_view digits = digits_behind(in, location);
  if (digits.empty()) {
    in.report_unknown("an integer could not be found in the text");
    return nullptr;
  }
  Literal* magnitude = literal(in, LiteralKind::kInteger, digits);
  const bool is_zero = digits.find_first_not_of('0') == std::string_view::npos;
  return is_zero ? static_cast<Expr*>(magnitude) : minus(in, magnitude);
}

// `{}`, or `{"ival": 5}`.
Expr* integer(Conversion& in, const JsonValue& bare, std::int64_t location) {
  if (bare.first == nullptr) return lost_integer(in, location);
  return literal(in, LiteralKind::kInteger, bare.first->text);
}

// Also integers that do not fit into 32 bits.
Expr* number(Conversion& in, std::string_view text) {
  if (text.starts_with('-')) return minus(in, number(in, text.substr(1)));
  const bool is_float = text.find_first_of("eE") != std::string_view::npos;
  return literal(in,
                 all_digits(text) ? LiteralKind::kInteger
                 : is_float       ? LiteralKind::kFloat
                                  : LiteralKind::kDecimal,
                 text);
}

// "b0101", or "x1F", which is a bit string too.
Expr* bits(Conversion& in, std::string_view text) {
  if (text.starts_with('b')) return literal(in, LiteralKind::kBits, text.substr(1));
  std::string digits;
  for (const char c : text.substr(1))
    fmt::format_to(std::back_inserter(digits), "{:04b}", hex_digit(c));
  return literal(in, LiteralKind::kBits, in.arena.copy(digits));
}

std::string_view text_in(const JsonValue& bare) {
  return bare.first == nullptr ? std::string_view() : bare.first->text;
}

// (a, b): names, in parentheses.
const Expr* names_as_value(Conversion& in, const JsonValue& list) {
  auto* row = in.arena.make<Row>();
  row->items = nodes_of<Expr>(in.arena, items_in(&list), [&](const JsonValue* name) {
    return in.placed(column_of(in, name_in(*name)));
  });
  return in.placed(row);
}

// A bare word among options comes as a type.
const Expr* type_as_value(Conversion& in, const JsonValue& bare) {
  const TypeName* type = type_name(in, &bare);
  if (type == nullptr) return nullptr;
  std::string words;
  append_path(words, type->name);
  return string_literal(in, in.arena.copy(words));
}

}  // namespace

Expr* constant(Conversion& in, Fields& fields) {
  if (const JsonValue* value = fields.find("ival")) return integer(in, *value, fields.location());
  if (const JsonValue* value = fields.find("sval"))
    return literal(in, LiteralKind::kString, text_in(*value));
  if (const JsonValue* value = fields.find("boolval")) {
    return literal(in, LiteralKind::kBoolean, value->first == nullptr ? "false" : "true");
  }
  if (fields.flag("isnull")) return literal(in, LiteralKind::kNull, {});
  if (const JsonValue* value = fields.find("fval")) return number(in, text_in(*value));
  if (const JsonValue* value = fields.find("bsval")) return bits(in, text_in(*value));
  in.report_unknown("sqlx does not know this kind of constant");
  return nullptr;
}

const Expr* option_value(Conversion& in, const JsonValue& wrapped, std::int64_t location) {
  const std::string_view kind = node_kind(wrapped);
  const JsonValue& bare = *node_in(wrapped);
  if (kind == "Integer") return integer(in, bare, location);
  if (kind == "Float") return number(in, text_in(bare));
  if (kind == "String") return string_literal(in, text_in(bare));
  if (kind == "Boolean") return literal(in, LiteralKind::kBoolean, text_in(bare));
  if (kind == "List") return names_as_value(in, wrapped);
  if (kind == "TypeName") return type_as_value(in, bare);
  return expression(in, &wrapped);
}

}  // namespace sqlx::sql::pg_query
