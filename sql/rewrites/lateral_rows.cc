// LATERAL queries of any number of rows, for a target without LATERAL: the conditions that look at
// the other tables go to the join, and the rows that LIMIT counts for each row of those are
// numbered.
//
//   FROM a JOIN LATERAL (SELECT b.n FROM b WHERE b.a = a.id ORDER BY b.n LIMIT 2) AS x ON TRUE
//   becomes FROM a JOIN (SELECT b.n, b.a AS joined1, ROW_NUMBER() OVER (PARTITION BY b.a ORDER BY
//   b.n) AS place FROM b) AS x
//     ON x.joined1 = a.id AND x.place <= 2
//
// Only conditions may look outside, and beside LIMIT, GROUP BY and DISTINCT only those that compare
// a column for equality. What is not clear stays, and is refused.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_number.h"
#include "sql/rewrites/shown_columns.h"
#include "sql/rewrites/written_numbers.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kPlace = "place";

bool is_named(const TableRef& tables, const Name& name) {
  if (const auto* join = tables.as<Join>())
    return is_named(*join->left, name) || is_named(*join->right, name);
  return equal_fold(name_of(tables).text, name.text);
}

bool is_any(List<const TableRef*> tables, const Name& name) {
  return std::any_of(tables.begin(), tables.end(),
                     [&](const TableRef* each) { return is_named(*each, name); });
}

bool has_window(const Node& node) {
  return has_node(
      node, [](const Node& each) { return each.is<Call>() && each.as<Call>()->over != nullptr; });
}

// One LATERAL query as a derived table, and the condition to join it by.
class JoinedRows {
 public:
  JoinedRows(const DerivedTable& table, const Select& around, const RewriteContext& context)
      : table_(table),
        query_(*table.query),
        around_(around),
        context_(context),
        arena_(context.arena) {}

  // Null if it is not clear.
  const DerivedTable* rewrite() {
    const auto* select = query_.body->as<Select>();
    if (select == nullptr || select->from.empty() || query_.with != nullptr || query_.with_ties ||
        table_.alias.text.empty())
      return nullptr;
    select_ = clone(arena_, *select);
    items_.assign(select->items.begin(), select->items.end());
    return take_conditions() && is_free() && number_rows() && can_be_seen() ? made() : nullptr;
  }

  const Expr* condition() const { return make_chain(arena_, Meaning::kAnd, conditions_); }

 private:
  enum class Side { kInner, kOuter, kNobody };

  Side side_of(const Column& column) const {
    const std::size_t parts = column.path.size();
    if (parts > 1) {
      const Name& table = column.path[parts - 2];
      return is_any(select_->from, table)  ? Side::kInner
             : is_any(around_.from, table) ? Side::kOuter
                                           : Side::kNobody;
    }
    const auto has = [&](const TableRef* table) {
      return has_column(*table, column.path[0].text, context_.catalog);
    };
    if (std::any_of(select_->from.begin(), select_->from.end(), has)) return Side::kInner;
    return std::any_of(around_.from.begin(), around_.from.end(), has) ? Side::kOuter
                                                                      : Side::kNobody;
  }

  bool looks(const Node& node, Side at) const {
    return has_node(node, [&](const Node& each) {
      return each.is<Column>() && side_of(*each.as<Column>()) == at;
    });
  }

  // A subquery may not look outside at all: what its bare names are is not known here.
  bool is_clear(const Node& node) const {
    return !looks(node, Side::kNobody) &&
           !has_node(node, [](const Node& each) { return each.is<Query>(); });
  }

  bool take_conditions() {
    if (select_->where == nullptr) return true;
    const Call* chain = as_call(select_->where, Meaning::kAnd);
    const auto all = chain == nullptr ? arena_.list(select_->where) : chain->arguments;
    std::vector<const Expr*> own;
    for (const Expr* each : all) {
      if (!is_clear(*each)) return false;
      if (!looks(*each, Side::kOuter)) {
        own.push_back(each);
      } else if (!take(*each)) {
        return false;
      }
    }
    select_->where = make_chain(arena_, Meaning::kAnd, own);
    return true;
  }

  // Rows that are counted, grouped or told apart are so for each value of a column.
  bool take(const Expr& condition) {
    const bool groups = query_.limit != nullptr || query_.offset != nullptr ||
                        !select_->group_by.empty() || select_->distinct || has_aggregates();
    const Column* key = key_of(condition);
    if (groups && key == nullptr) return false;
    if (key != nullptr) keys_.push_back(key);
    conditions_.push_back(static_cast<const Expr*>(outside(&condition)));
    return true;
  }

  bool has_aggregates() const {
    return std::any_of(items_.begin(), items_.end(),
                       [](const SelectItem* item) { return has_aggregate(*item); });
  }

  // column = value of the other tables
  const Column* key_of(const Expr& condition) const {
    const Call* equality = as_call(&condition, Meaning::kEqual);
    if (equality == nullptr) return nullptr;
    for (const std::size_t i : {0U, 1U}) {
      const auto* column = equality->arguments[i]->as<Column>();
      if (column != nullptr && side_of(*column) == Side::kInner &&
          !looks(*equality->arguments[1 - i], Side::kInner))
        return column;
    }
    return nullptr;
  }

  // The condition, as it is seen from outside the query.
  const Node* outside(const Node* node) {
    const auto* column = node->as<Column>();
    if (column == nullptr)
      return map_children(arena_, node, [this](const Node* child) { return outside(child); });
    if (side_of(*column) == Side::kOuter) return node;
    Column* made = clone(arena_, *column);
    made->path = arena_.list(table_.alias, shown_name(*column));
    return made;
  }

  Name shown_name(const Column& column) {
    const bool has_star =
        items_.size() == 1 && items_[0]->value->is<Star>() && table_.columns.empty();
    if (has_star) return column.path.back();
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const auto* item = items_[i]->value->as<Column>();
      const bool is_it =
          item != nullptr && equal_fold(item->path.back().text, column.path.back().text) &&
          (item->path.size() == 1 || column.path.size() == 1 || equal(item, &column));
      if (is_it) return i < table_.columns.size() ? table_.columns[i] : name_of(*items_[i]);
    }
    return add(&column, Name{arena_.copy(std::string_view(fmt::format("joined{}", ++added_)))});
  }

  Name add(const Expr* value, Name name) {
    items_.push_back(make_item(arena_, value, name));
    return name;
  }

  // Whether all but the conditions looks at its own tables only.
  bool is_free() const {
    const auto is_own = [this](const Node* node) {
      return node == nullptr || !looks(*node, Side::kOuter);
    };
    const auto are_own = [&](const auto& nodes) {
      return std::all_of(nodes.begin(), nodes.end(), is_own);
    };
    return are_own(items_) && are_own(select_->from) && are_own(select_->group_by) &&
           are_own(query_.order_by) && is_own(select_->having);
  }

  bool number_rows() {
    const bool groups = !select_->group_by.empty();
    if (has_aggregates() && !groups) return false;
    if (groups) {
      std::vector<const Expr*> group(select_->group_by.begin(), select_->group_by.end());
      group.insert(group.end(), keys_.begin(), keys_.end());
      select_->group_by = arena_.copy(group);
    }
    if (query_.limit == nullptr && query_.offset == nullptr) return true;
    const auto limit =
        query_.limit == nullptr ? std::optional<std::int64_t>(0) : whole_number(query_.limit);
    const auto offset =
        query_.offset == nullptr ? std::optional<std::int64_t>(0) : whole_number(query_.offset);
    if (!limit || !offset || select_->distinct || has_window(*select_)) return false;
    const Expr* number = place();
    if (number == nullptr) return false;
    add(number, Name{kPlace});
    if (query_.limit != nullptr) compare(Meaning::kLessEqual, *limit + *offset);
    if (*offset > 0) compare(Meaning::kGreater, *offset);
    return true;
  }

  void compare(Meaning meaning, std::int64_t number) {
    Column* place = make_column(arena_, table_.alias, Name{kPlace});
    place->type = TypeClass::kInteger;
    conditions_.push_back(
        make_call(arena_, meaning, {place, integer_literal(arena_, number)}, table_));
  }

  // ROW_NUMBER() OVER (PARTITION BY keys ORDER BY order); null if the order is by a place in the
  // select list.
  const Expr* place() {
    std::vector<const OrderItem*> order;
    for (const OrderItem* key : query_.order_by) {
      if (key->value->is<Literal>()) return nullptr;
      OrderItem* made = clone(arena_, *key);
      made->value = unnamed(key->value);
      order.push_back(made);
    }
    return row_number(arena_.copy(keys_), arena_.copy(order), arena_);
  }

  // What a name of the select list stands for.
  const Expr* unnamed(const Expr* key) const {
    const auto* column = key->as<Column>();
    if (column == nullptr || column->path.size() > 1) return key;
    for (const SelectItem* item : items_) {
      if (!item->alias.text.empty() && equal_fold(item->alias.text, column->path[0].text))
        return item->value;
    }
    return key;
  }

  // Columns that were added would be seen by a star.
  bool can_be_seen() const {
    const bool adds = items_.size() > query_.body->as<Select>()->items.size();
    return !adds ||
           std::none_of(around_.items.begin(), around_.items.end(), [this](const SelectItem* item) {
             const auto* star = item->value->as<Star>();
             return star != nullptr &&
                    (star->path.empty() || equal_fold(star->path.back().text, table_.alias.text));
           });
  }

  const DerivedTable* made() {
    select_->items = arena_.copy(items_);
    DerivedTable* made = clone(arena_, table_);
    made->lateral = false;
    made->query = make_query(arena_, select_);
    if (!table_.columns.empty()) made->columns = with_added_names();
    return made;
  }

  List<Name> with_added_names() {
    std::vector<Name> names(table_.columns.begin(), table_.columns.end());
    for (std::size_t i = names.size(); i < items_.size(); ++i) names.push_back(name_of(*items_[i]));
    return arena_.copy(names);
  }

  const DerivedTable& table_;
  const Query& query_;
  const Select& around_;
  const RewriteContext& context_;
  Arena& arena_;
  Select* select_ = nullptr;
  std::vector<const SelectItem*> items_;
  std::vector<const Expr*> keys_;
  std::vector<const Expr*> conditions_;  // to join by
  std::size_t added_ = 0;
};

class LateralRows {
 public:
  LateralRows(const Select& select, const RewriteContext& context)
      : select_(select), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    const auto from =
        map_list(arena_, select_.from, [this](const TableRef* table) { return joined(table); });
    if (from.data() == select_.from.data()) return &select_;
    Select* made = clone(arena_, select_);
    made->from = from;
    if (select_.where != nullptr) conditions_.push_back(select_.where);
    made->where = make_chain(arena_, Meaning::kAnd, conditions_);
    return made;
  }

 private:
  const TableRef* joined(const TableRef* table) {
    const auto* derived = table->as<DerivedTable>();
    if (derived != nullptr && derived->lateral) {
      JoinedRows rows(*derived, select_, context_);
      const DerivedTable* made = rows.rewrite();
      if (made == nullptr) return table;
      if (rows.condition() != nullptr) conditions_.push_back(rows.condition());
      return made;
    }
    const auto* join = table->as<Join>();
    return join == nullptr ? table : with_rows(*join);
  }

  const TableRef* with_rows(const Join& join) {
    const TableRef* left = join.left->is<Join>() ? with_rows(*join.left->as<Join>()) : join.left;
    const auto* derived = join.right->as<DerivedTable>();
    const bool is_plain = !join.natural && join.using_columns.empty() &&
                          join.join != JoinType::kRight && join.join != JoinType::kFull;
    JoinType type = join.join;
    const TableRef* right = join.right;
    const Expr* on = join.on;
    if (derived != nullptr && derived->lateral && is_plain) {
      JoinedRows rows(*derived, select_, context_);
      const DerivedTable* made = rows.rewrite();
      if (made != nullptr) right = made;
      if (made != nullptr && rows.condition() != nullptr) {
        on = on == nullptr || is_literal(on, "true")
                 ? rows.condition()
                 : make_chain(arena_, Meaning::kAnd, {on, rows.condition()});
        if (type == JoinType::kCross) type = JoinType::kInner;
      }
    }
    if (left == join.left && right == join.right) return &join;
    Join* made = clone(arena_, join);
    made->join = type;
    made->left = left;
    made->right = right;
    made->on = on;
    return made;
  }

  const Select& select_;
  const RewriteContext& context_;
  Arena& arena_;
  std::vector<const Expr*> conditions_;
};

}  // namespace

const Node* lateral_rows(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kLateral)) return node;
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    return select == nullptr ? each : LateralRows(*select, context).rewrite();
  });
}

}  // namespace sqlx::sql
