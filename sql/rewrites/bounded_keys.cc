// `code text PRIMARY KEY`, for a target whose keys hold no texts of any length: the column gets
// one, which is told.
#include "sql/build.h"
#include "sql/rewrites/key_parts.h"
#include "sql/rewrites/list.h"
#include "sql/type_names.h"

namespace sqlx::sql {

const Node* bounded_keys(const Node* node, const RewriteContext& context) {
  const auto* create = node->as<CreateTable>();
  if (create == nullptr) return node;
  const auto columns =
      map_list(context.arena, create->columns, [&](const ColumnDefinition* column) {
        if (column->to == nullptr || !is_unbounded(*column->to) || !is_key_part(*create, *column))
          return column;
        ColumnDefinition* made = clone(context.arena, *column);
        made->to = bounded_for_key(*column->to, *column, context.place(*column), context.arena,
                                   context.diagnostics);
        return static_cast<const ColumnDefinition*>(made);
      });
  if (columns.data() == create->columns.data()) return create;
  CreateTable* made = clone(context.arena, *create);
  made->columns = columns;
  return made;
}

}  // namespace sqlx::sql
