// UPDATE and DELETE with LIMIT, or over an outer join, for a target that has no such thing: the
// rows are found by a query for their primary key, `WHERE key IN (SELECT key FROM … LIMIT 1)`.
//
// It takes a table whose rows are told apart (row_keys.h). Where an assignment reads the joined
// row, the query brings its value along: `UPDATE t SET a = joined.value1 FROM (SELECT t.id AS key1,
// p.b AS value1 FROM t LEFT JOIN p ON …) AS joined WHERE t.id = joined.key1`.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_keys.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

constexpr std::string_view kJoined = "joined";

// The table whose columns are assigned, by the names in front of them.
std::string_view assigned(const Update& update) {
  std::string_view name;
  for (const Assignment* assignment : update.set) {
    const auto* column =
        assignment->targets.size() == 1 ? assignment->targets[0]->as<Column>() : nullptr;
    if (column == nullptr || column->path.size() < 2) return {};
    const std::string_view table = column->path[column->path.size() - 2].text;
    if (!name.empty() && !equal_fold(name, table)) return {};
    name = table;
  }
  return name;
}

// Whether every column is of that table.
bool reads_only(const Node& node, std::string_view table) {
  if (node.is<Query>()) return false;
  if (const auto* column = node.as<Column>())
    return column->path.size() > 1 && equal_fold(column->path[column->path.size() - 2].text, table);
  bool all = true;
  for_each_child(node, [&](const Node& child) { all = all && reads_only(child, table); });
  return all;
}

class ByKey {
 public:
  explicit ByKey(const RewriteContext& context) : context_(context), arena_(context.arena) {}

  const Node* rewrite(const Update& update) {
    if (context_.pack.has(Feature::kUpdateLimit) || update.tables.size() != 1 ||
        !update.from.empty())
      return &update;
    const bool joins = update.tables[0]->is<Join>();
    const bool sorts = update.limit != nullptr || !update.order_by.empty();
    if (!joins && !sorts) return &update;
    const Table* target =
        joins ? find_table(*update.tables[0], assigned(update)) : update.tables[0]->as<Table>();
    if (target == nullptr) return &update;
    if (joins && !can_leave(update, name_of(*target).text))
      return sorts ? &update : with_values(update, *target);
    const Expr* condition = rows(*target, update.tables[0], update);
    if (condition == nullptr) return &update;
    Update* made = clone(arena_, update);
    made->tables = arena_.list(static_cast<const TableRef*>(target));
    return plain(made, condition);
  }

  const Node* rewrite(const Delete& statement) {
    if (context_.pack.has(Feature::kDeleteLimit)) return &statement;
    const bool joins = statement.targets.size() == 1 && statement.from.size() == 1 &&
                       statement.from[0]->is<Join>();
    const bool sorts = statement.target != nullptr && statement.from.empty() &&
                       (statement.limit != nullptr || !statement.order_by.empty());
    if (!joins && !sorts) return &statement;
    const Table* target =
        joins ? find_table(*statement.from[0], statement.targets[0]->name.back().text)
              : statement.target;
    const Expr* condition =
        target == nullptr ? nullptr : rows(*target, joins ? statement.from[0] : target, statement);
    if (condition == nullptr) return &statement;
    Delete* made = clone(arena_, statement);
    made->target = target;
    made->targets = {};
    made->from = {};
    return plain(made, condition);
  }

 private:
  static bool can_leave(const Update& update, std::string_view table) {
    return std::all_of(update.set.begin(), update.set.end(),
                       [&](const Assignment* each) { return reads_only(*each->value, table); });
  }

  const Node* with_values(const Update& update, const Table& target) {
    const std::vector<const Expr*> key = key_of(target, context_);
    const bool is_one_by_one =
        std::all_of(update.set.begin(), update.set.end(),
                    [](const Assignment* each) { return each->targets.size() == 1; });
    if (key.empty() || !is_one_by_one || !context_.pack.has(Feature::kUpdateFrom)) return &update;
    std::vector<const SelectItem*> items;
    std::vector<const Expr*> conditions;
    conditions.reserve(key.size());
    for (const Expr* each : key)
      conditions.push_back(
          make_call(arena_, Meaning::kEqual, {each, brought(items, *each, "key")}, update));
    Update* made = clone(arena_, update);
    made->set = map_list(arena_, update.set, [&](const Assignment* each) {
      Assignment* assignment = clone(arena_, *each);
      assignment->value = brought(items, *each->value, "value");
      return static_cast<const Assignment*>(assignment);
    });
    const Query* rows = make_query(arena_, make_select(arena_, items, update.tables, update.where));
    made->tables = arena_.list(static_cast<const TableRef*>(&target));
    made->from =
        arena_.list(static_cast<const TableRef*>(make_derived(arena_, rows, Name{kJoined})));
    made->where = make_chain(arena_, Meaning::kAnd, conditions);
    return made;
  }

  // One more column of the query, as it is seen outside.
  const Expr* brought(std::vector<const SelectItem*>& items, const Expr& value,
                      std::string_view name) {
    const Name alias{arena_.copy(std::string_view(fmt::format("{}{}", name, items.size() + 1)))};
    items.push_back(make_item(arena_, &value, alias));
    Column* column = make_column(arena_, Name{kJoined}, alias);
    column->learn(value);
    return column;
  }

  template <class T>
  const Node* plain(T* made, const Expr* condition) {
    made->where = condition;
    made->order_by = {};
    made->limit = nullptr;
    made->offset = nullptr;
    return made;
  }

  // key IN (SELECT key FROM …); null if the key is not known.
  template <class T>
  const Expr* rows(const Table& target, const TableRef* from, const T& statement) {
    const std::vector<const Expr*> key = key_of(target, context_);
    return key.empty() ? nullptr : is_among(key, keys(key, from, statement), arena_);
  }

  template <class T>
  const Query* keys(const std::vector<const Expr*>& key, const TableRef* from, const T& statement) {
    Query* query =
        make_query(arena_, select_columns(arena_, key, arena_.list(from), statement.where));
    if (statement.limit == nullptr) return query;
    query->order_by = statement.order_by;
    query->limit = statement.limit;
    query->offset = statement.offset;
    return query;
  }

  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* changes_by_key(const Node* node, const RewriteContext& context) {
  if (const auto* update = node->as<Update>()) return ByKey(context).rewrite(*update);
  if (const auto* statement = node->as<Delete>()) return ByKey(context).rewrite(*statement);
  return node;
}

}  // namespace sqlx::sql
