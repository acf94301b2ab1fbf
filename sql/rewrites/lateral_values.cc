// LATERAL queries of exactly one row, for a target without LATERAL: what they show is written where
// it is used.
//
//   FROM a, LATERAL (SELECT a.n * 2 AS twice) AS x                             x.twice becomes a.n
//   * 2 FROM a, LATERAL (SELECT sum(b.n) AS total FROM b WHERE b.a = a.id) AS x    x.total becomes
//   (SELECT sum(b.n) FROM b WHERE b.a = a.id)
//
// Any other LATERAL query is the business of lateral_rows. What is not clear stays, and is refused.
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

struct Value {
  Name column;
  const Expr* value = nullptr;
};

struct OneRow {
  Name table;
  std::vector<Value> columns;
};

bool has_rows(const Node& node) {
  return has_node(node, [](const Node& each) {
    const auto* call = each.as<Call>();
    return call != nullptr && info(call->meaning).role == Role::kTable;
  });
}

// The select list of a query that gives one row, whatever is in the tables.
const Select* one_row_of(const Query& query) {
  const auto* select = query.body->as<Select>();
  if (select == nullptr || query.with != nullptr || query.limit != nullptr ||
      query.offset != nullptr)
    return nullptr;
  if (!select->group_by.empty() || select->having != nullptr || select->distinct ||
      !select->distinct_on.empty())
    return nullptr;
  const bool is_bare = select->from.empty() && select->where == nullptr;
  const bool is_whole = std::any_of(select->items.begin(), select->items.end(),
                                    [](const SelectItem* item) { return has_aggregate(*item); });
  const bool has_star = std::any_of(select->items.begin(), select->items.end(),
                                    [](const SelectItem* item) { return item->value->is<Star>(); });
  return (is_bare || is_whole) && !has_star && !has_rows(*select) ? select : nullptr;
}

class LateralValues {
 public:
  LateralValues(const Query& query, const Select& select, const RewriteContext& context)
      : query_(query), select_(select), arena_(context.arena) {}

  const Node* rewrite() {
    std::vector<const TableRef*> from;
    for (const TableRef* table : select_.from) {
      const TableRef* left = without_values(*table);
      if (left != nullptr) from.push_back(left);
    }
    if (tables_.empty()) return &query_;
    Select* bare = clone(arena_, select_);
    bare->items = {};
    bare->from = arena_.copy(from);
    if (select_.where != nullptr) conditions_.push_back(select_.where);
    bare->where = make_chain(arena_, Meaning::kAnd, conditions_);
    Select* made =
        clone(arena_, *static_cast<const Select*>(map_children(
                          arena_, bare, [this](const Node* child) { return replaced(child); })));
    made->items = items();
    Query* whole = clone(arena_, query_);
    whole->body = made;
    whole->order_by = order();
    failed_ |= std::any_of(made->group_by.begin(), made->group_by.end(),
                           [this](const Expr* key) { return is_new_literal(key); });
    return failed_ ? &query_ : whole;
  }

 private:
  // The table without the LATERAL ones among those that it joins; null if it is one.
  const TableRef* without_values(const TableRef& table) {
    if (const auto* derived = table.as<DerivedTable>()) return take(*derived) ? nullptr : &table;
    const auto* join = table.as<Join>();
    if (join == nullptr) return &table;
    const TableRef* left = join->left->is<Join>() ? without_values(*join->left) : join->left;
    const auto* right = join->right->as<DerivedTable>();
    if (right != nullptr && joins_each_row(*join) && take(*right)) {
      if (join->join == JoinType::kInner && join->on != nullptr && !is_literal(join->on, "true"))
        conditions_.push_back(join->on);
      return left;
    }
    if (left == join->left) return join;
    Join* made = clone(arena_, *join);
    made->left = left;
    return made;
  }

  static bool joins_each_row(const Join& join) {
    if (join.natural || !join.using_columns.empty()) return false;
    if (join.join == JoinType::kLeft) return join.on != nullptr && is_literal(join.on, "true");
    return join.join == JoinType::kInner || join.join == JoinType::kCross;
  }

  bool take(const DerivedTable& table) {
    const Select* select =
        table.lateral && !table.alias.text.empty() ? one_row_of(*table.query) : nullptr;
    if (select == nullptr) return false;
    OneRow made{table.alias, {}};
    for (const SelectItem* item : select->items) {
      const Name name = made.columns.size() < table.columns.size()
                            ? table.columns[made.columns.size()]
                            : name_of(*item);
      const Expr* value = select->from.empty() ? item->value : subquery(*select, *item);
      made.columns.push_back({name, static_cast<const Expr*>(replaced(value))});
    }
    tables_.push_back(std::move(made));
    return true;
  }

  const Expr* subquery(const Select& select, const SelectItem& item) {
    Select* one = clone(arena_, select);
    one->items = arena_.list(static_cast<const SelectItem*>(make_item(arena_, item.value)));
    auto* made = arena_.make<Subquery>();
    made->query = make_query(arena_, one);
    made->type = item.value->type;
    made->nullable = item.value->nullable;
    made->begin = item.begin;
    made->end = item.end;
    return made;
  }

  const Node* replaced(const Node* node) {
    if (const auto* column = node->as<Column>()) {
      const Value* value = value_of(*column);
      return value == nullptr ? static_cast<const Node*>(column) : value->value;
    }
    if (node->is<Query>()) failed_ |= is_unclear(*node);
    return map_children(arena_, node, [this](const Node* child) { return replaced(child); });
  }

  const Value* value_of(const Column& column) const {
    const std::size_t parts = column.path.size();
    for (const OneRow& table : tables_) {
      if (parts > 1 && !equal_fold(column.path[parts - 2].text, table.table.text)) continue;
      for (const Value& each : table.columns) {
        if (equal_fold(each.column.text, column.path.back().text)) return &each;
      }
    }
    return nullptr;
  }

  // In a subquery a bare name may be that of a column of its own, and a table may hide one of ours.
  bool is_unclear(const Node& query) const {
    return has_node(query, [this](const Node& each) {
      const auto* column = each.as<Column>();
      if (column != nullptr) return column->path.size() == 1 && value_of(*column) != nullptr;
      const auto* table = each.as<Table>();
      return table != nullptr && is_ours(name_of(*table));
    });
  }

  bool is_ours(const Name& table) const {
    return std::any_of(tables_.begin(), tables_.end(),
                       [&](const OneRow& each) { return equal_fold(each.table.text, table.text); });
  }

  // A column that is shown keeps its name.
  List<const SelectItem*> items() {
    for (const SelectItem* item : select_.items) {
      const auto* star = item->value->as<Star>();
      if (star != nullptr) {
        add_star(*star, *item);
        continue;
      }
      SelectItem* made = clone(arena_, *item);
      made->value = static_cast<const Expr*>(replaced(item->value));
      if (made->value != item->value) made->alias = name_of(*item);
      items_.push_back(made);
    }
    return arena_.copy(items_);
  }

  void add_star(const Star& star, const SelectItem& item) {
    if (!star.path.empty() && !is_ours(star.path.back())) return items_.push_back(&item);
    for (const TableRef* table : select_.from) add_columns(*table, star);
  }

  void add_columns(const TableRef& table, const Star& star) {
    if (const auto* join = table.as<Join>()) {
      failed_ |= join->natural || !join->using_columns.empty();
      add_columns(*join->left, star);
      return add_columns(*join->right, star);
    }
    const Name name = name_of(table);
    failed_ |= name.text.empty();
    const auto ours = std::find_if(tables_.begin(), tables_.end(), [&](const OneRow& each) {
      return equal_fold(each.table.text, name.text);
    });
    const bool is_whole = star.path.empty();
    if (ours == tables_.end()) {
      if (is_whole) items_.push_back(all_of(name));
    } else if (is_whole || equal_fold(star.path.back().text, name.text)) {
      for (const Value& each : ours->columns)
        items_.push_back(make_item(arena_, each.value, each.column));
    }
  }

  const SelectItem* all_of(const Name& table) {
    auto* star = arena_.make<Star>();
    star->path = arena_.list(table);
    return make_item(arena_, star);
  }

  // A name of the select list comes before one of the tables.
  List<const OrderItem*> order() {
    return map_list(arena_, query_.order_by, [this](const OrderItem* key) -> const OrderItem* {
      const auto* column = key->value->as<Column>();
      const auto shows = [&](const SelectItem* item) {
        return equal_fold(name_of(*item).text, column->path[0].text);
      };
      if (column != nullptr && column->path.size() == 1 &&
          std::any_of(select_.items.begin(), select_.items.end(), shows))
        return key;
      const auto* made = static_cast<const OrderItem*>(replaced(key));
      failed_ |= made != key && is_new_literal(made->value);
      return made;
    });
  }

  // A number there would be a place in the select list.
  bool is_new_literal(const Expr* key) const {
    return key->is<Literal>() &&
           std::any_of(tables_.begin(), tables_.end(), [&](const OneRow& table) {
             return std::any_of(table.columns.begin(), table.columns.end(),
                                [&](const Value& each) { return each.value == key; });
           });
  }

  const Query& query_;
  const Select& select_;
  Arena& arena_;
  std::vector<OneRow> tables_;
  std::vector<const Expr*> conditions_;
  std::vector<const SelectItem*> items_;
  bool failed_ = false;
};

}  // namespace

const Node* lateral_values(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kLateral)) return node;
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    return select == nullptr ? each : LateralValues(*query, *select, context).rewrite();
  });
}

}  // namespace sqlx::sql
