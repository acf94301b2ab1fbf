// INSERT INTO t AS a … ON CONFLICT … DO UPDATE SET n = a.n + 1 for a target where the table that is
// filled has no second name: a.n is t.n.
#include "base/text.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class OwnNames {
 public:
  OwnNames(const Insert& insert, Arena& arena) : target_(*insert.target), arena_(arena) {}

  template <class T>
  List<const T*> of(List<const T*> nodes) {
    return map_list(arena_, nodes,
                    [this](const T* node) { return static_cast<const T*>(named(node)); });
  }

 private:
  const Node* named(const Node* node) {
    const auto* column = node->as<Column>();
    if (column == nullptr)
      return map_children(arena_, node, [this](const Node* child) { return named(child); });
    if (column->path.size() != 2 || !equal_fold(column->path[0].text, target_.alias.text))
      return node;
    Column* made = clone(arena_, *column);
    made->path = arena_.list(target_.name.back(), column->path[1]);
    return made;
  }

  const Table& target_;
  Arena& arena_;
};

}  // namespace

const Node* insert_names(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  if (insert == nullptr || insert->target->alias.text.empty() ||
      context.pack.has(wirepacks::Feature::kInsertAlias))
    return node;
  OwnNames own(*insert, context.arena);
  Table* target = clone(context.arena, *insert->target);
  target->alias = {};
  Insert* made = clone(context.arena, *insert);
  made->target = target;
  made->on_conflict = own.of(insert->on_conflict);
  made->returning = own.of(insert->returning);
  return made;
}

}  // namespace sqlx::sql
