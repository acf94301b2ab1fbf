#include "sql/reading/number_literals.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "sql/infer.h"
#include "sql/parse/literals.h"

namespace sqlx::sql {
namespace {

bool wants_number(TypeClass type) { return is_number(type) || type == TypeClass::kBoolean; }

bool is_binary(const Literal& literal) { return to_lower(literal.text[1]) == 'b'; }

std::optional<std::uint64_t> number_of(const Literal& literal) {
  const std::string_view digits = literal.text.substr(2);
  const int base = is_binary(literal) ? 2 : to_lower(literal.text[1]) == 'o' ? 8 : 16;
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  const bool is_read = error == std::errc() && end == digits.data() + digits.size();
  return is_read && number >> 63 == 0 ? std::optional(number) : std::nullopt;
}

// Of 0b…, four digits are one.
std::string hexadecimal_digits(const Literal& literal) {
  const std::string_view digits = literal.text.substr(2);
  if (!is_binary(literal)) return std::string(digits);
  std::string made;
  const std::string padded = std::string((4 - digits.size() % 4) % 4, '0') + std::string(digits);
  for (std::size_t at = 0; at < padded.size(); at += 4) {
    int digit = 0;
    for (std::size_t bit = 0; bit < 4; ++bit) digit = 2 * digit + (padded[at + bit] - '0');
    made += "0123456789abcdef"[digit];
  }
  return made;
}

const Expr* made_of(const Literal& literal, LiteralKind kind, std::string_view text, Arena& arena) {
  Literal* made = clone(arena, literal);
  made->meaning_memo = nullptr;
  made->literal = kind;
  made->text = text;
  infer_type(*made);
  return made;
}

// The number that was spelled, instead of what was read.
const Expr* number(const Expr* spelled, const Expr* read, Arena& arena) {
  const Expr* made = is_in_digits(*spelled) ? in_decimals(*spelled, arena) : nullptr;
  return made == nullptr ? read : made;
}

List<const Expr*> numbers(List<const Expr*> spelled, List<const Expr*> read, Arena& arena) {
  std::vector<const Expr*> made;
  for (std::size_t i = 0; i < read.size(); ++i) made.push_back(number(spelled[i], read[i], arena));
  return arena.copy(made);
}

bool any_in_digits(List<const Expr*> spelled) {
  return std::any_of(spelled.begin(), spelled.end(),
                     [](const Expr* each) { return is_in_digits(*each); });
}

const Expr* compare_in(const In& spelled, const In& read, Arena& arena) {
  In* made = clone(arena, read);
  made->operand = number(spelled.operand, read.operand, arena);
  made->items = numbers(spelled.items, read.items, arena);
  return made;
}

const Expr* compare_between(const Between& spelled, const Between& read, Arena& arena) {
  Between* made = clone(arena, read);
  made->operand = number(spelled.operand, read.operand, arena);
  made->low = number(spelled.low, read.low, arena);
  made->high = number(spelled.high, read.high, arena);
  return made;
}

const Row* with_numbers(const Row& spelled, const Row& read, List<TypeClass> columns,
                        Arena& arena) {
  if (!any_in_digits(spelled.items)) return &read;
  std::vector<const Expr*> items(read.items.begin(), read.items.end());
  for (std::size_t i = 0; i < items.size() && i < columns.size(); ++i) {
    if (wants_number(columns[i])) items[i] = number(spelled.items[i], items[i], arena);
  }
  Row* made = clone(arena, read);
  made->items = arena.copy(items);
  return made;
}

const Values* rows_of(const Query* query) {
  return query == nullptr || query->body == nullptr ? nullptr : query->body->as<Values>();
}

}  // namespace

bool is_in_digits(const Expr& spelled) {
  const auto* literal = spelled.as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kInteger &&
         literal->text.size() > 2 && is_letter(literal->text[1]);
}

const Expr* in_decimals(const Expr& spelled, Arena& arena) {
  const Literal& literal = *spelled.as<Literal>();
  const auto number = number_of(literal);
  if (!number || !literal.charset.empty()) return nullptr;
  return made_of(literal, LiteralKind::kInteger,
                 arena.copy(std::string_view(fmt::to_string(*number))), arena);
}

const Expr* in_bytes(const Expr& spelled, Arena& arena) {
  const Literal& literal = *spelled.as<Literal>();
  const std::string digits = hexadecimal_digits(literal);
  const std::string even = digits.size() % 2 == 0 ? digits : '0' + digits;
  return made_of(literal, LiteralKind::kBytes, decode_hex(even, arena).value_or(""), arena);
}

bool counts(Meaning meaning) {
  return (meaning >= Meaning::kAdd && meaning <= Meaning::kLcm) || meaning == Meaning::kCastRound ||
         meaning == Meaning::kCastTruncate;
}

Compared compared(List<const Expr*> spelled, List<const Expr*> read) {
  if (!any_in_digits(spelled)) return Compared::kAsRead;
  const auto any = [&](auto is_wanted) {
    return std::any_of(read.begin(), read.end(),
                       [&](const Expr* each) { return is_wanted(each->type); });
  };
  if (any(wants_number)) return Compared::kNumbers;
  const bool is_unknown = any([](TypeClass type) { return type == TypeClass::kUnknown; });
  return is_unknown ? Compared::kPerhapsNumbers : Compared::kAsRead;
}

std::vector<const Expr*> compared_operands(const Expr& expression) {
  if (const auto* between = expression.as<Between>())
    return {between->operand, between->low, between->high};
  const auto* in = expression.as<In>();
  if (in == nullptr) return {};
  std::vector<const Expr*> all(in->items.begin(), in->items.end());
  all.push_back(in->operand);
  return all;
}

const Expr* compare_numbers(const Expr& spelled, const Expr* read, Arena& arena) {
  if (const auto* in = spelled.as<In>()) return compare_in(*in, *read->as<In>(), arena);
  if (const auto* between = spelled.as<Between>())
    return compare_between(*between, *read->as<Between>(), arena);
  return read;
}

const Query* with_numbers(const Query* spelled, const Query* read, List<TypeClass> columns,
                          Arena& arena) {
  const Values* before = rows_of(spelled);
  const Values* after = rows_of(read);
  if (before == nullptr || after == nullptr) return read;
  std::vector<const Row*> rows;
  for (std::size_t i = 0; i < after->rows.size(); ++i)
    rows.push_back(with_numbers(*before->rows[i], *after->rows[i], columns, arena));
  if (std::equal(rows.begin(), rows.end(), after->rows.begin())) return read;
  Values* body = clone(arena, *after);
  body->rows = arena.copy(rows);
  Query* made = clone(arena, *read);
  made->body = body;
  return made;
}

const Expr* first_untyped(const Query* spelled, List<TypeClass> columns) {
  const Values* values = rows_of(spelled);
  if (values == nullptr) return nullptr;
  for (const Row* row : values->rows) {
    for (std::size_t i = 0; i < row->items.size(); ++i) {
      const bool is_typed = i < columns.size() && columns[i] != TypeClass::kUnknown;
      if (!is_typed && is_in_digits(*row->items[i])) return row->items[i];
    }
  }
  return nullptr;
}

List<const Assignment*> with_numbers(List<const Assignment*> spelled, List<const Assignment*> read,
                                     Arena& arena) {
  std::vector<const Assignment*> made(read.begin(), read.end());
  for (std::size_t i = 0; i < made.size(); ++i) {
    const bool is_plain = made[i]->targets.size() == 1 && made[i]->value != nullptr;
    if (!is_plain || !is_in_digits(*spelled[i]->value)) continue;
    if (!wants_number(made[i]->targets[0]->type)) continue;
    Assignment* copy = clone(arena, *made[i]);
    copy->value = number(spelled[i]->value, copy->value, arena);
    made[i] = copy;
  }
  return arena.copy(made);
}

}  // namespace sqlx::sql
