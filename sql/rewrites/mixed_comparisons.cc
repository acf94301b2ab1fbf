// Texts compared with numbers, said as one of the two, for a target that refuses to compare them or
// does it otherwise.
//
// Where types only advise (SQLite), the column decides: beside a column of numbers a text is a
// number if it looks like one, and beside a column of texts a number is a text; two literals are
// not alike. There a moment is a text, too, and '2024-02-29 00:00:00' is more than '2024-02-29'.
// Elsewhere (MySQL) such a comparison is one of numbers: of a text its leading digits count, and
// beside a day the number 20240131 is one; a text beside bytes is bytes.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/moments.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/written_numbers.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const Literal* string_of(const Expr* value) {
  const auto* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

bool is_text(const Expr* value) {
  return value->type == TypeClass::kText || string_of(value) != nullptr;
}

class MixedComparisons {
 public:
  explicit MixedComparisons(const RewriteContext& context)
      : context_(context),
        arena_(context.arena),
        columns_decide_(context.from.has(Feature::kFreeTypes)) {}

  const Node* rewrite(const Node* node) {
    if (const auto* call = node->as<Call>(); call != nullptr && is_comparison(call->meaning))
      return comparison(*call);
    if (const auto* between = node->as<Between>()) return range(*between);
    if (const auto* in = node->as<In>(); in != nullptr && in->query == nullptr) return list(*in);
    return node;
  }

 private:
  // A text and a number that no column decides about: the text is the greater one, whatever it
  // says.
  const Expr* of_two_kinds(const Call& call) {
    const bool text_first = string_of(call.arguments[0]) != nullptr;
    const auto* number = call.arguments[text_first ? 1 : 0]->as<Literal>();
    if (string_of(call.arguments[text_first ? 0 : 1]) == nullptr || number == nullptr ||
        !is_number(number->type))
      return nullptr;
    switch (call.meaning) {
      case Meaning::kLess:
      case Meaning::kLessEqual: return boolean_literal(arena_, !text_first);
      case Meaning::kGreater:
      case Meaning::kGreaterEqual: return boolean_literal(arena_, text_first);
      default: return boolean_literal(arena_, call.meaning == Meaning::kNotEqual);
    }
  }

  static bool is_moment(const Expr* value) {
    return !value->is<Literal>() &&
           (value->type == TypeClass::kTimestamp || value->type == TypeClass::kTimestampTz);
  }

  static bool is_day(const Expr* value) {
    const Literal* literal = string_of(value);
    return literal == nullptr ? value->type == TypeClass::kDate
                              : literal->text.size() == 10 && full_date(literal->text).has_value();
  }

  // A moment as a text, with its time behind the day, beside a day alone: it is never equal, and
  // from midnight on it is more. Null if it is none.
  const Expr* moment_beside_day(const Call& call) {
    const bool is_first = is_moment(call.arguments[0]) && is_day(call.arguments[1]);
    if (!is_first && !(is_day(call.arguments[0]) && is_moment(call.arguments[1]))) return nullptr;
    const bool is_after =
        is_first ? call.meaning == Meaning::kGreater : call.meaning == Meaning::kLess;
    const bool is_until =
        is_first ? call.meaning == Meaning::kLessEqual : call.meaning == Meaning::kGreaterEqual;
    const Expr* moment = call.arguments[is_first ? 0 : 1];
    const Expr* day = call.arguments[is_first ? 1 : 0];
    if (is_after) return make_call(arena_, Meaning::kGreaterEqual, {moment, day}, call);
    if (is_until) return make_call(arena_, Meaning::kLess, {moment, day}, call);
    if (call.meaning == Meaning::kEqual || call.meaning == Meaning::kNotEqual) {
      context_.diagnostics.add(Code::kConditional,
                               fmt::format("{} takes a day for its midnight, which in the original "
                                           "no moment with a time is equal to",
                                           context_.pack.title),
                               context_.place(call));
    }
    return nullptr;
  }

  // The first day of '2024-02', as a literal, or of '2024' beside what is no column: beside one of
  // days that is a number. Null if the value is no such text.
  const Expr* first_day(const Expr* value, const Expr* other) {
    const Literal* literal = string_of(value);
    const std::size_t size = literal == nullptr ? 0 : literal->text.size();
    if (size != 7 && (size != 4 || other->is<Column>())) return nullptr;
    const auto day = full_date(fmt::format("{}{}", literal->text, size == 7 ? "-01" : "-01-01"));
    return day ? string_literal(arena_, *day) : nullptr;
  }

  static bool is_time(const Expr* value) {
    return is_moment(value) || (!value->is<Literal>() && value->type == TypeClass::kDate);
  }

  // A moment or day as a text, beside the text of a month: it is never equal, and from the first
  // day on it is more. Null if it is none.
  const Expr* moment_beside_period(const Call& call) {
    const bool is_first = is_time(call.arguments[0]);
    const Expr* moment = call.arguments[is_first ? 0 : 1];
    const Expr* day =
        is_time(moment) ? first_day(call.arguments[is_first ? 1 : 0], moment) : nullptr;
    if (day == nullptr) return nullptr;
    switch (call.meaning) {
      case Meaning::kLess:
      case Meaning::kLessEqual:
        return make_call(arena_, is_first ? Meaning::kLess : Meaning::kGreaterEqual, {moment, day},
                         call);
      case Meaning::kGreater:
      case Meaning::kGreaterEqual:
        return make_call(arena_, is_first ? Meaning::kGreaterEqual : Meaning::kLess, {moment, day},
                         call);
      default: return nullptr;
    }
  }

  // From the first moment on, and before the day that ends it.
  const Expr* moments_until(const Between& between) {
    if (!columns_decide_ || between.symmetric || !is_moment(between.operand) ||
        !is_day(between.high))
      return nullptr;
    const Expr* from =
        make_call(arena_, Meaning::kGreaterEqual, {between.operand, between.low}, between);
    return make_call(
        arena_, Meaning::kAnd,
        {from, make_call(arena_, Meaning::kLess, {between.operand, between.high}, between)},
        between);
  }

  const Node* comparison(const Call& call) {
    if (const Expr* known = columns_decide_ ? of_two_kinds(call) : nullptr) return known;
    if (const Expr* known = columns_decide_ ? moment_beside_period(call) : nullptr) return known;
    if (const Expr* known = columns_decide_ ? moment_beside_day(call) : nullptr) return known;
    const Expr* left = beside(call.arguments[0], call.arguments[1]);
    const Expr* right = beside(call.arguments[1], call.arguments[0]);
    if (left == call.arguments[0] && right == call.arguments[1]) return &call;
    return make_call(arena_, call.meaning, {left, right}, call);
  }

  // BETWEEN '2024-01' AND '2024-03'
  const Expr* periods(const Between& between) {
    const Expr* low = first_day(between.low, between.operand);
    const Expr* high = first_day(between.high, between.operand);
    if (!columns_decide_ || between.symmetric || !is_time(between.operand) ||
        (low == nullptr && high == nullptr))
      return nullptr;
    const Expr* from = make_call(arena_, Meaning::kGreaterEqual,
                                 {between.operand, low == nullptr ? between.low : low}, between);
    const Meaning until = high == nullptr ? Meaning::kLessEqual : Meaning::kLess;
    const Expr* to =
        make_call(arena_, until, {between.operand, high == nullptr ? between.high : high}, between);
    return make_call(arena_, Meaning::kAnd,
                     {from, static_cast<const Expr*>(comparison(*to->as<Call>()))}, between);
  }

  const Node* range(const Between& between) {
    if (const Expr* known = periods(between)) return known;
    if (const Expr* known = moments_until(between)) return known;
    Between* made = clone(arena_, between);
    made->operand = beside_all(between.operand, arena_.list(between.low, between.high));
    made->low = beside(between.low, between.operand);
    made->high = beside(between.high, between.operand);
    return made->operand == between.operand && made->low == between.low &&
                   made->high == between.high
               ? static_cast<const Node*>(&between)
               : made;
  }

  const Node* list(const In& in) {
    In* made = clone(arena_, in);
    made->operand = beside_all(in.operand, in.items);
    made->items =
        map_list(arena_, in.items, [&](const Expr* item) { return beside(item, in.operand); });
    return made->operand == in.operand && made->items.data() == in.items.data()
               ? static_cast<const Node*>(&in)
               : made;
  }

  // A value beside several that are all of one kind.
  const Expr* beside_all(const Expr* value, List<const Expr*> others) {
    const bool are_numbers =
        !others.empty() && std::all_of(others.begin(), others.end(),
                                       [](const Expr* each) { return is_number(each->type); });
    return are_numbers ? beside(value, others[0]) : value;
  }

  const Expr* beside(const Expr* value, const Expr* other) {
    return columns_decide_ ? beside_column(value, other) : beside_number(value, other);
  }

  const Expr* beside_column(const Expr* value, const Expr* other) {
    if (!other->is<Column>()) return value;
    const Literal* text = string_of(value);
    if (is_number(other->type) && text != nullptr &&
        leading_number(text->text).size() == text->text.size() && !text->text.empty())
      return number(*text);
    const auto* literal = value->as<Literal>();
    const bool is_whole = literal != nullptr && literal->literal == LiteralKind::kInteger;
    return is_whole && other->type == TypeClass::kText ? string_literal(arena_, literal->text)
                                                       : value;
  }

  const Expr* beside_number(const Expr* value, const Expr* other) {
    if (other->type == TypeClass::kBytes && string_of(value) != nullptr)
      return bytes(*string_of(value));
    if (other->type == TypeClass::kDate || other->type == TypeClass::kTimestamp) return day(value);
    if (other->type == TypeClass::kBoolean && !other->is<Literal>() && string_of(value) != nullptr)
      return truth(*string_of(value));
    if (!is_number(other->type) || !is_text(value)) return value;
    const Literal* text = string_of(value);
    return text != nullptr ? number(*text)
                           : make_call(arena_, Meaning::kToNumberLenient, {value}, *value);
  }

  const Expr* number(const Literal& text) {
    const std::string_view digits = leading_number(text.text);
    Literal* made = clone(arena_, text);
    made->charset = {};
    made->text = digits.empty() ? "0" : digits;
    if (made->text.starts_with('-')) made->text.remove_prefix(1);
    made->literal = made->text.find_first_of("eE") != std::string_view::npos ? LiteralKind::kFloat
                    : made->text.find('.') != std::string_view::npos         ? LiteralKind::kDecimal
                                                                     : LiteralKind::kInteger;
    infer_type(*made);
    return digits.starts_with('-') ? negated_number(arena_, made) : made;
  }

  const Expr* bytes(const Literal& text) {
    Literal* made = clone(arena_, text);
    made->charset = {};
    made->literal = LiteralKind::kBytes;
    infer_type(*made);
    return made;
  }

  // A truth value is 0 or 1, and a text beside it a number.
  const Expr* truth(const Literal& text) {
    const std::string_view digits = leading_number(text.text);
    if (digits.empty() || digits == "0") return boolean_literal(arena_, false);
    return digits == "1" ? boolean_literal(arena_, true) : static_cast<const Expr*>(&text);
  }

  const Expr* day(const Expr* value) {
    const auto* literal = value->as<Literal>();
    const bool is_day = literal != nullptr && literal->literal == LiteralKind::kInteger &&
                        literal->text.size() == 8;
    if (!is_day) return value;
    const std::string_view digits = literal->text;
    return string_literal(arena_, fmt::format("{}-{}-{}", digits.substr(0, 4), digits.substr(4, 2),
                                              digits.substr(6)));
  }

  const RewriteContext& context_;
  Arena& arena_;
  bool columns_decide_;
};

}  // namespace

const Node* mixed_comparisons(const Node* node, const RewriteContext& context) {
  if (context.from.has(Feature::kStrictTypes) || context.from.family == context.pack.family)
    return node;
  return bottom_up<Call, Between, In>(
      node, context, [&](const Node* each) { return MixedComparisons(context).rewrite(each); });
}

}  // namespace sqlx::sql
