// count(t.*), which counts the rows that a table has to give, and not those that an outer join
// makes up: for a target without it, count(t.id), if one of its columns is never NULL.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

const Star* counted_table(const Node& node) {
  const Call* count =
      node.is<Call>() && node.as<Call>()->meaning == Meaning::kCount ? node.as<Call>() : nullptr;
  const auto* star =
      count == nullptr || count->arguments.empty() ? nullptr : count->arguments[0]->as<Star>();
  return star == nullptr || star->path.empty() ? nullptr : star;
}

const Name& called(const Table& table) {
  return table.alias.text.empty() ? table.name.back() : table.alias;
}

class CountedTables {
 public:
  CountedTables(const Node& statement, const RewriteContext& context) : context_(context) {
    NodeList own;
    for (const Node* each : context.nodes_of(statement, own)) {
      if (const auto* table = each->as<Table>()) tables_.push_back(table);
    }
  }

  const Node* rewrite(const Node* node) const {
    const Star* star = counted_table(*node);
    if (star == nullptr) return node;
    const ColumnInfo* column = certain_column(star->path.back());
    if (column == nullptr) {
      context_.diagnostics.add(Code::kNoTranslation,
                               fmt::format("{} has no count({}.*)", context_.pack.title,
                                           printable(star->path.back().text)),
                               context_.place(*node), "count a column that is never NULL");
      return node;
    }
    Call* made = clone(context_.arena, *node->as<Call>());
    const Expr* counted =
        make_column(context_.arena, star->path.back(),
                    exact_name(context_.arena.copy(std::string_view(column->name))));
    made->arguments = context_.arena.list(counted);
    return made;
  }

 private:
  // Of the one table that is called so.
  const ColumnInfo* certain_column(const Name& name) const {
    const auto is_it = [&](const Table* table) {
      return equal_fold(called(*table).text, name.text);
    };
    const auto found = std::find_if(tables_.begin(), tables_.end(), is_it);
    if (found == tables_.end() || std::count_if(tables_.begin(), tables_.end(), is_it) > 1)
      return nullptr;
    const TableInfo* table = context_.catalog.table((*found)->name);
    if (table == nullptr) return nullptr;
    const auto is_certain = [](const ColumnInfo& column) { return !column.nullable; };
    const auto column = std::find_if(table->columns.begin(), table->columns.end(), is_certain);
    return column == table->columns.end() ? nullptr : &*column;
  }

  const RewriteContext& context_;
  std::vector<const Table*> tables_;
};

}  // namespace

const Node* counted_tables(const Node* node, const RewriteContext& context) {
  const auto is_meant = [](const Node& each) { return counted_table(each) != nullptr; };
  if (context.from.family == context.pack.family || !any_node(*node, context, is_meant))
    return node;
  const CountedTables counted(*node, context);
  return bottom_up<Call>(node, context, [&](const Node* each) { return counted.rewrite(each); });
}

}  // namespace sqlx::sql
