// For a target whose assignments see those before them: an order in which that makes no difference.
// Where there is none, the values are those of the rows as they were, found by their key:
//
//   UPDATE t SET a = b, b = a   as   UPDATE t, (SELECT DISTINCT id AS old_id, b AS old_b, a AS
//   old_a FROM t) AS old_rows SET t.a = old_rows.old_b, … WHERE …
#include "sql/reading/sequential.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_keys.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kOldRows = "old_rows";

class OldRows {
 public:
  OldRows(const Update& update, const Table& table, const RewriteContext& context)
      : update_(update), table_(table), context_(context), arena_(context.arena) {}

  // Null if the rows have no key that is known.
  const Node* rewrite() {
    const std::vector<const Expr*> key = key_of(table_, context_);
    if (key.empty()) return nullptr;
    std::vector<const Expr*> conditions;
    if (update_.where != nullptr) conditions.push_back(update_.where);
    for (const Expr* each : key)
      conditions.push_back(
          make_call(arena_, Meaning::kEqual, {each, old(*each->as<Column>())}, update_));
    Update* made = clone(arena_, update_);
    made->set =
        map_list(arena_, update_.set, [&](const Assignment* each) { return assigned(*each); });
    made->where = make_chain(arena_, Meaning::kAnd, conditions);
    made->tables = arena_.list(static_cast<const TableRef*>(&table_),
                               static_cast<const TableRef*>(old_rows()));
    return made;
  }

 private:
  // old_rows.old_a for a
  const Expr* old(const Column& column) {
    const std::string_view name = column.path.back().text;
    const auto known = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const Name& each) { return equal_fold(each.text, name); });
    if (known == columns_.end()) columns_.push_back(column.path.back());
    Column* made = clone(arena_, column);
    made->path = arena_.list(Name{kOldRows}, old_name(column.path.back()));
    return made;
  }

  Name old_name(const Name& name) {
    return exact_name(arena_.copy(std::string_view(fmt::format("old_{}", name.text))));
  }

  const Assignment* assigned(const Assignment& assignment) {
    Assignment* made = clone(arena_, assignment);
    made->targets = map_list(arena_, assignment.targets, [&](const Expr* each) -> const Expr* {
      return make_column(arena_, name_of(table_), each->as<Column>()->path.back());
    });
    made->value = static_cast<const Expr*>(with_old(assignment.value));
    return made;
  }

  const Node* with_old(const Node* node) {
    if (const auto* column = node->as<Column>()) return old(*column);
    return map_children(arena_, node, [&](const Node* child) { return with_old(child); });
  }

  // DISTINCT keeps the rows apart from those that change.
  const DerivedTable* old_rows() {
    std::vector<const SelectItem*> items;
    for (const Name& each : columns_)
      items.push_back(make_item(arena_, make_column(arena_, each), old_name(each)));
    const Table* table = make_table(arena_, table_.name);
    Select* select = make_select(arena_, items, arena_.list(static_cast<const TableRef*>(table)));
    select->distinct = true;
    return make_derived(arena_, make_query(arena_, select), Name{kOldRows});
  }

  const Update& update_;
  const Table& table_;
  const RewriteContext& context_;
  Arena& arena_;
  std::vector<Name> columns_;
};

// Null where the rows as they were cannot be asked for.
const Node* from_old_rows(const Update& update, const RewriteContext& context) {
  const auto is_query = [](const Node& node) { return node.is<Query>(); };
  const auto* table = update.tables.size() == 1 ? update.tables[0]->as<Table>() : nullptr;
  const bool is_plain = table != nullptr && update.from.empty() && update.order_by.empty() &&
                        update.limit == nullptr && update.with == nullptr;
  if (!is_plain || has_node(update, is_query)) return nullptr;
  const bool are_columns =
      std::all_of(update.set.begin(), update.set.end(), [](const Assignment* each) {
        return each->targets.size() == 1 && each->targets[0]->is<Column>();
      });
  return are_columns ? OldRows(update, *table, context).rewrite() : nullptr;
}

List<const Assignment*> ordered(List<const Assignment*> set, const Node& statement,
                                const RewriteContext& context) {
  if (set.size() < 2) return set;
  const std::vector<const Assignment*> order = sequential(set);
  if (!order.empty()) return context.arena.copy(order);
  context.diagnostics.add(
      Code::kFeatureMissing,
      fmt::format(
          "{} assigns one column after the other, and here each needs what another had before",
          context.pack.title),
      context.place(statement), "keep the old value in a subquery or in two statements");
  return set;
}

}  // namespace

const Node* sequential_assignments(const Node* node, const RewriteContext& context) {
  return bottom_up<Update, OnConflict>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* update = each->as<Update>()) {
      if (update->set.size() > 1 && sequential(update->set).empty()) {
        if (const Node* made = from_old_rows(*update, context)) return made;
      }
      Update* made = clone(context.arena, *update);
      made->set = ordered(update->set, *update, context);
      return made;
    }
    if (const auto* conflict = each->as<OnConflict>()) {
      OnConflict* made = clone(context.arena, *conflict);
      made->set = ordered(conflict->set, *conflict, context);
      return made;
    }
    return each;
  });
}

}  // namespace sqlx::sql
