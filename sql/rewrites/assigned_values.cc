// Values as the column they go into would have made them, for a target whose columns take them as
// they are: rounded to whole numbers or to a scale, moments in their full form, words as truth
// values.
//
// What the columns are, the schema and the script tell; without them nothing is changed.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/moments.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_fraction(TypeClass type) {
  return type == TypeClass::kDecimal || type == TypeClass::kFloat;
}

// Digits behind the point of a plain literal; nothing for anything else.
std::optional<std::size_t> digits_of(const Expr* value) {
  if (const Call* negation = as_call(value, Meaning::kNegate)) value = negation->arguments[0];
  const auto* literal = value->as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kDecimal) return std::nullopt;
  const std::size_t point = literal->text.find('.');
  return point == std::string_view::npos ? 0 : literal->text.size() - point - 1;
}

bool is_time(TypeClass type) {
  return type == TypeClass::kDate || type == TypeClass::kTimestamp ||
         type == TypeClass::kTimestampTz;
}

// 20240131 and 20240131102030 as '2024-01-31' and '2024-01-31 10:20:30'; any other text as it is.
std::string spread_digits(std::string_view text) {
  const bool is_digits = std::all_of(text.begin(), text.end(), is_digit);
  if (!is_digits || (text.size() != 8 && text.size() != 14)) return std::string(text);
  std::string spread =
      fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  if (text.size() == 14)
    spread += fmt::format(" {}:{}:{}", text.substr(8, 2), text.substr(10, 2), text.substr(12, 2));
  return spread;
}

class AssignedValues {
 public:
  explicit AssignedValues(const RewriteContext& context)
      : context_(context),
        arena_(context.arena),
        rounds_(context.pack.has(Feature::kFreeTypes) && !context.from.has(Feature::kFreeTypes)) {}

  const Node* inserted(const Insert& insert) {
    table_ = context_.catalog.table(insert.target->name);
    if (table_ == nullptr) return &insert;
    const Node* filled = with_values(
        insert, context_,
        [this](const Expr* value, const ColumnInfo* column) { return taken(value, column); });
    Insert* made = clone(arena_, *filled->as<Insert>());
    made->source = selected(*made);
    made->on_conflict = map_list(arena_, insert.on_conflict,
                                 [this](const OnConflict* conflict) -> const OnConflict* {
                                   OnConflict* copy = clone(arena_, *conflict);
                                   copy->set = assigned(conflict->set);
                                   return copy;
                                 });
    return made;
  }

  const Node* updated(const Update& update) {
    const auto* target = update.tables.size() == 1 ? update.tables[0]->as<Table>() : nullptr;
    table_ = target == nullptr ? nullptr : context_.catalog.table(target->name);
    if (table_ == nullptr) return &update;
    Update* made = clone(arena_, update);
    made->set = assigned(update.set);
    return made;
  }

 private:
  // Of a plain SELECT, whose groups are not numbered by its items.
  const Query* selected(const Insert& insert) {
    const auto* select = insert.source == nullptr ? nullptr : insert.source->body->as<Select>();
    const auto is_place = [](const Expr* key) { return key->is<Literal>(); };
    const auto is_star = [](const SelectItem* item) { return item->value->is<Star>(); };
    const bool is_plain =
        select != nullptr && !select->distinct &&
        std::none_of(select->group_by.begin(), select->group_by.end(), is_place) &&
        std::none_of(select->items.begin(), select->items.end(), is_star);
    if (!is_plain) return insert.source;
    std::size_t place = 0;
    const auto items =
        map_list(arena_, select->items, [&](const SelectItem* item) -> const SelectItem* {
          const Expr* value = taken(item->value, column_at(insert, table_, place++));
          if (value == item->value) return item;
          SelectItem* made = clone(arena_, *item);
          made->value = value;
          return made;
        });
    if (items.data() == select->items.data()) return insert.source;
    Select* made = clone(arena_, *select);
    made->items = items;
    Query* source = clone(arena_, *insert.source);
    source->body = made;
    return source;
  }

  const ColumnInfo* named(const Expr& target) const {
    const auto* column = target.as<Column>();
    return column == nullptr ? nullptr : table_->column(column->path.back().text);
  }

  List<const Assignment*> assigned(List<const Assignment*> set) {
    return map_list(arena_, set, [this](const Assignment* assignment) -> const Assignment* {
      if (assignment->targets.size() != 1 || assignment->in_parentheses) return assignment;
      Assignment* copy = clone(arena_, *assignment);
      copy->value = taken(assignment->value, named(*assignment->targets[0]));
      return copy;
    });
  }

  const Expr* taken(const Expr* value, const ColumnInfo* column) {
    if (column == nullptr) return value;
    const auto* literal = value->as<Literal>();
    if (literal != nullptr && literal->literal == LiteralKind::kString)
      return word(*literal, *column);
    if (literal != nullptr && literal->literal == LiteralKind::kInteger && is_time(column->type))
      return word(*literal, *column);
    return rounds_ ? rounded(value, *column) : value;
  }

  const Expr* word(const Literal& literal, const ColumnInfo& column) {
    if (is_number(column.type)) return number(literal, column);
    if (column.type == TypeClass::kBoolean)
      return context_.from.has(Feature::kStrictTypes) ? truth(literal) : &literal;
    if (column.type == TypeClass::kDate) {
      const auto moment = full_moment(spread_digits(literal.text), false);
      return moment ? string_literal(arena_, moment->substr(0, 10)) : &literal;
    }
    if (column.type != TypeClass::kTimestamp && column.type != TypeClass::kTimestampTz)
      return &literal;
    const auto text =
        full_moment(spread_digits(literal.text), column.type == TypeClass::kTimestampTz);
    return text ? string_literal(arena_, *text) : &literal;
  }

  // '12.345' for a column of numbers is rounded as the number would be.
  const Expr* number(const Literal& literal, const ColumnInfo& column) {
    const bool is_plain = !literal.text.empty() &&
                          literal.text.find_first_not_of("0123456789.") == std::string_view::npos &&
                          is_digit(literal.text.front()) &&
                          std::count(literal.text.begin(), literal.text.end(), '.') == 1 &&
                          literal.text.back() != '.';
    if (!rounds_ || !is_plain) return &literal;
    Literal* made = clone(arena_, literal);
    made->literal = LiteralKind::kDecimal;
    made->charset = {};
    infer_type(*made);
    const Expr* taken = rounded(made, column);
    return taken == made ? static_cast<const Expr*>(&literal) : taken;
  }

  const Expr* truth(const Literal& literal) {
    for (const std::string_view word : {"t", "true", "y", "yes", "on", "1"}) {
      if (equal_fold(literal.text, word)) return boolean_literal(arena_, true);
    }
    for (const std::string_view word : {"f", "false", "n", "no", "off", "0"}) {
      if (equal_fold(literal.text, word)) return boolean_literal(arena_, false);
    }
    return &literal;
  }

  const Expr* rounded(const Expr* value, const ColumnInfo& column) {
    if (column.type == TypeClass::kInteger && value->type == TypeClass::kDecimal)
      return make_call(arena_, Meaning::kCastRound, {value}, *value);
    if (column.type == TypeClass::kInteger && value->type == TypeClass::kFloat) {
      return make_call(arena_, Meaning::kCastRound,
                       {make_call(arena_, Meaning::kRoundFloat, {value}, *value)}, *value);
    }
    if (column.scale < 0 || !is_fraction(value->type)) return value;
    const auto digits = digits_of(value);
    if (digits && *digits <= static_cast<std::size_t>(column.scale)) return value;
    return make_call(arena_, Meaning::kRoundTo, {value, integer_literal(arena_, column.scale)},
                     *value);
  }

  const RewriteContext& context_;
  Arena& arena_;
  bool rounds_;
  const TableInfo* table_ = nullptr;
};

}  // namespace

const Node* assigned_values(const Node* node, const RewriteContext& context) {
  if (context.from.has(Feature::kFreeTypes)) return node;
  if (const auto* insert = node->as<Insert>()) return AssignedValues(context).inserted(*insert);
  const auto* update = node->as<Update>();
  return update == nullptr ? node : AssignedValues(context).updated(*update);
}

}  // namespace sqlx::sql
