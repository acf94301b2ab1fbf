// Columns of whole numbers that the target's widest type for them does not hold all of, told.
#include <fmt/format.h>

#include "ir/enum_names.h"
#include "sql/rewrites/list.h"
#include "sql/type_names.h"
#include "wirepacks/types.h"

namespace sqlx::sql {
namespace {

bool is_kind(const TypeName& type, ir::TypeKind kind) { return type.name.size() == 1 && type.dimensions == 0 && type.name[0].text == ir::enum_name(kind); }

// What a column of that type is when the target shows it.
ir::TypeKind kept_kind(const TypeName& type, const RewriteContext& context) {
  const TypeName* spelled = spelled_type(type, false, context.pack, context.arena);
  return spelled == nullptr ? ir::TypeKind::kUint64 : wirepacks::logical_type(context.pack, spelled->name.back().text).kind;
}

}  // namespace

const Node* narrow_numbers(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) {
    const auto* column = each->as<ColumnDefinition>();
    const bool is_large = column != nullptr && column->to != nullptr && is_kind(*column->to, ir::TypeKind::kUint64);
    if (is_large && kept_kind(*column->to, context) == ir::TypeKind::kInt64) {
      context.diagnostics.add(Code::kConditional, fmt::format("`{}` takes numbers up to 9223372036854775807 in {}", column->name.text, context.pack.title),
                              context.place(*column));
    }
    return each;
  });
}

}  // namespace sqlx::sql
