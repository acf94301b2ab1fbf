// RETURNING of a change that may read other tables too. Where it shows columns of the changed table
// only, they are given that table's name for a target where it shows those of all, and a name alone
// would be one of several. The other way round the name goes, and what is not the changed table's
// is refused.
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
  ReturnedColumns(const Name& table, const RewriteContext& context)
      : table_(table), context_(context), arena_(context.arena) {}

  template <class T>
  const Node* rewrite(const T& change) {
    const bool is_of_all = context_.from.has(Feature::kReturnsJoined);
    if (change.returning.empty() || (change.from.empty() && !is_of_all)) return &change;
    T* made = clone(arena_, change);
    made->returning = map_list(arena_, change.returning, [&](const SelectItem* item) {
      if (is_of_all) check(*item, !change.from.empty());
      return static_cast<const SelectItem*>(is_of_all ? bare(item) : qualified(item));
    });
    return made;
  }

 private:
  void check(const SelectItem& item, bool joins) {
    const auto is_foreign = [&](const Node& node) {
      const auto* star = node.as<Star>();
      const auto* column = node.as<Column>();
      if (star != nullptr)
        return joins && (star->path.empty() || !equal_fold(star->path.back().text, table_.text));
      return column != nullptr && column->path.size() > 1 &&
             !equal_fold(column->path[column->path.size() - 2].text, table_.text);
    };
    if (!has_node(item, is_foreign)) return;
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} has no {}", context_.pack.title, words(Feature::kReturnsJoined)),
        context_.place(item));
  }

  const Node* bare(const Node* node) {
    if (const auto* column = node->as<Column>(); column != nullptr && column->path.size() > 1) {
      Column* made = clone(arena_, *column);
      made->path = arena_.list(column->path.back());
      return made;
    }
    if (const auto* star = node->as<Star>(); star != nullptr && !star->path.empty()) {
      Star* made = clone(arena_, *star);
      made->path = {};
      return made;
    }
    return node->is<Query>()
               ? node
               : map_children(arena_, node, [this](const Node* child) { return bare(child); });
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
    return node->is<Query>()
               ? node
               : map_children(arena_, node, [this](const Node* child) { return qualified(child); });
  }

  const Name table_;
  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* returned_columns(const Node* node, const RewriteContext& context) {
  if (context.from.has(Feature::kReturnsJoined) == context.pack.has(Feature::kReturnsJoined))
    return node;
  if (const auto* update = node->as<Update>(); update != nullptr && update->tables.size() == 1) {
    return ReturnedColumns(name_of(*update->tables[0]), context).rewrite(*update);
  }
  const auto* statement = node->as<Delete>();
  const bool is_plain = statement != nullptr && statement->target != nullptr;
  return is_plain ? ReturnedColumns(name_of(*statement->target), context).rewrite(*statement)
                  : node;
}

}  // namespace sqlx::sql
