// UNION of numbers or moments and texts, for a target that wants one type: all become texts, but
// for texts that are written out as days beside days.
//
//   SELECT name FROM a UNION SELECT total FROM b   as   SELECT name FROM a UNION SELECT CAST(total
//   AS text) FROM b
#include <algorithm>

#include "sql/build.h"
#include "sql/moments.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/other_values.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class UnitedTypes {
 public:
  explicit UnitedTypes(Arena& arena) : arena_(arena) {}

  const Node* rewrite(const SetOperation& operation) {
    look_at(operation);
    const bool needs = !has_star_ && std::any_of(columns_.begin(), columns_.end(), is_mixed);
    return needs ? united(&operation) : &operation;
  }

 private:
  struct Column {
    bool has_text = false;
    bool has_other = false;
    bool has_words = false;     // a text that is not written out as a day
    bool has_days_only = true;  // but for the texts
  };

  static bool is_mixed(const Column& column) { return column.has_text && column.has_other; }
  static bool are_days(const Column& column) {
    return is_mixed(column) && !column.has_words && column.has_days_only;
  }

  static bool is_day(const Expr* value) {
    const auto* literal = value->as<Literal>();
    return literal != nullptr && literal->literal == LiteralKind::kString &&
           literal->text.size() == 10 && full_date(literal->text).has_value();
  }

  void look_at(const Body& body) {
    if (const auto* operation = body.as<SetOperation>()) {
      look_at(*operation->left);
      return look_at(*operation->right);
    }
    const auto* select = body.as<Select>();
    if (select == nullptr) return;
    for (std::size_t i = 0; i < select->items.size(); ++i) {
      has_star_ |= select->items[i]->value->is<Star>();
      if (i == columns_.size()) columns_.emplace_back();
      const TypeClass type = select->items[i]->value->type;
      columns_[i].has_text |= type == TypeClass::kText;
      columns_[i].has_other |= is_other_than_text(type);
      columns_[i].has_words |= type == TypeClass::kText && !is_day(select->items[i]->value);
      columns_[i].has_days_only &= type == TypeClass::kDate || type == TypeClass::kText;
    }
  }

  const Body* united(const Body* body) {
    if (const auto* operation = body->as<SetOperation>()) {
      SetOperation* made = clone(arena_, *operation);
      made->left = united(operation->left);
      made->right = united(operation->right);
      return made;
    }
    const auto* select = body->as<Select>();
    if (select == nullptr) return body;
    std::size_t place = 0;
    Select* made = clone(arena_, *select);
    made->items = map_list(arena_, select->items,
                           [&](const SelectItem* item) { return text(item, place++); });
    return made;
  }

  const SelectItem* text(const SelectItem* item, std::size_t place) {
    if (place < columns_.size() && are_days(columns_[place])) return day(item);
    const bool is_part = place < columns_.size() && is_mixed(columns_[place]) &&
                         is_other_than_text(item->value->type);
    if (!is_part) return item;
    const auto* column = item->value->as<sql::Column>();
    const bool is_named = !item->alias.text.empty() || column == nullptr;
    SelectItem* made = clone(arena_, *item);
    made->value = make_cast(arena_, item->value, ir::TypeKind::kText);
    if (!is_named) made->alias = column->path.back();
    return made;
  }

  // '2024-01-01' beside days is one of them.
  const SelectItem* day(const SelectItem* item) {
    if (!is_day(item->value)) return item;
    SelectItem* made = clone(arena_, *item);
    made->value = make_cast(arena_, item->value, ir::TypeKind::kDate);
    return made;
  }

  Arena& arena_;
  std::vector<Column> columns_;
  bool has_star_ = false;  // then it is not known here which columns meet
};

}  // namespace

const Node* united_types(const Node* node, const RewriteContext& context) {
  if (context.from.has(Feature::kStrictTypes)) return node;
  return bottom_up<SetOperation>(node, context, [&](const Node* each) -> const Node* {
    const auto* operation = each->as<SetOperation>();
    return operation == nullptr ? each : UnitedTypes(context.arena).rewrite(*operation);
  });
}

}  // namespace sqlx::sql
