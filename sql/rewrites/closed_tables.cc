// Derived tables that read a table of the query around them, for a target whose derived tables
// stand for themselves: refused, because the name would not be found there.
//
//   SELECT (SELECT count(*) FROM (SELECT 1 FROM b WHERE b.a = a.id) AS c) FROM a
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

void add_names(const Node& node, std::vector<std::string_view>& names) {
  if (const auto* table = node.as<Table>(); table != nullptr && !table->name.empty())
    names.push_back(table->name.back().text);
  if (const auto* function = node.as<TableFunction>()) names.push_back(function->alias.text);
  if (const auto* document = node.as<JsonTable>()) names.push_back(document->alias.text);
  if (const auto* derived = node.as<DerivedTable>()) names.push_back(derived->alias.text);
  if (const auto* common = node.as<CommonTable>()) names.push_back(common->name.text);
  if (const auto* table = node.as<Table>()) names.push_back(table->alias.text);
  for_each_child(node, [&](const Node& child) { add_names(child, names); });
}

// A column that says whose it is, of a table that is not in the query; null if there is none.
const Column* column_from_outside(const Node& node, const std::vector<std::string_view>& names) {
  if (const auto* column = node.as<Column>()) {
    if (column->path.size() < 2) return nullptr;
    const std::string_view table = column->path[column->path.size() - 2].text;
    const bool is_inside = std::any_of(
        names.begin(), names.end(), [&](std::string_view name) { return equal_fold(name, table); });
    return is_inside ? nullptr : column;
  }
  const Column* found = nullptr;
  for_each_child(node, [&](const Node& child) {
    found = found == nullptr ? column_from_outside(child, names) : found;
  });
  return found;
}

void refuse_outside(const DerivedTable& table, const RewriteContext& context) {
  if (table.lateral || context.diagnostics.has_errors()) return;
  std::vector<std::string_view> names;
  add_names(*table.query, names);
  const Column* column = column_from_outside(*table.query, names);
  if (column == nullptr) return;
  context.diagnostics.add(
      Code::kFeatureMissing,
      fmt::format("{} has no derived tables that read a table outside of them", context.pack.title),
      context.place(*column), "join the tables inside, or read the table in the query itself");
}

}  // namespace

const Node* closed_tables(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kLateral) || context.from.family == context.pack.family)
    return node;
  return bottom_up<DerivedTable>(node, context, [&](const Node* each) -> const Node* {
    refuse_outside(*each->as<DerivedTable>(), context);
    return each;
  });
}

}  // namespace sqlx::sql
