// RETURNING of a change that reads other tables too. Where it shows columns of the changed table only, they are given that table's name for a target
// where it shows those of all, and a name alone would be one of several. The other way round, what is not the changed table's is refused.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class ReturnedColumns {
 public:
  ReturnedColumns(const Name& table, const RewriteContext& context) : table_(table), context_(context), arena_(context.arena) {}

  template <class T>
  const Node* rewrite(const T& change) {
    if (context_.from.has(Feature::kReturnsJoined)) {
      for (const SelectItem* item : change.returning) check(*item);
      return &change;
    }
    T* made = clone(arena_, change);
    made->returning = map_list(arena_, change.returning, [this](const SelectItem* item) { return static_cast<const SelectItem*>(qualified(item)); });
    return made;
  }

 private:
  void check(const SelectItem& item) {
    const auto is_foreign = [this](const Node& node) {
      const auto* star = node.as<Star>();
      const auto* column = node.as<Column>();
      if (star != nullptr) return star->path.empty() || !equal_fold(star->path.back().text, table_.text);
      return column != nullptr && column->path.size() > 1 && !equal_fold(column->path[column->path.size() - 2].text, table_.text);
    };
    if (!has_node(item, is_foreign)) return;
    context_.diagnostics.add(Code::kFeatureMissing, fmt::format("{} has no {}", context_.pack.title, words(Feature::kReturnsJoined)), context_.place(item));
  }

  const Node* qualified(const Node* node) {
    if (const auto* column = node->as<Column>(); column != nullptr && column->path.size() == 1) {
      Column* made = clone(arena_, *column);
      made->path = arena_.list(table_, column->path[0]);
      return made;
    }
    if (const auto* star = node->as<Star>(); star != nullptr && star->path.empty()) {
      Star* made = clone(arena_, *star);
      made->path = arena_.list(table_);
      return made;
    }
    return node->is<Query>() ? node : map_children(arena_, node, [this](const Node* child) { return qualified(child); });
  }

  const Name table_;
  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* returned_columns(const Node* node, const RewriteContext& context) {
  if (context.from.has(Feature::kReturnsJoined) == context.pack.has(Feature::kReturnsJoined)) return node;
  if (const auto* update = node->as<Update>(); update != nullptr && !update->from.empty() && update->tables.size() == 1) {
    return ReturnedColumns(name_of(*update->tables[0]), context).rewrite(*update);
  }
  const auto* statement = node->as<Delete>();
  const bool joins = statement != nullptr && statement->target != nullptr && !statement->from.empty();
  return joins ? ReturnedColumns(name_of(*statement->target), context).rewrite(*statement) : node;
}

}  // namespace sqlx::sql
