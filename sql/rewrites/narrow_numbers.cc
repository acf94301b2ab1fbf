// Columns whose values the target's type for them does not hold as they are, told: the largest
// whole numbers, and bits.
#include <fmt/format.h>

#include "ir/enum_names.h"
#include "sql/rewrites/list.h"
#include "sql/type_names.h"
#include "wirepacks/types.h"

namespace sqlx::sql {
namespace {

// What a column of that type is when the target shows it.
ir::TypeKind kept_kind(const TypeName& type, const RewriteContext& context) {
  const TypeName* spelled = spelled_type(type, false, context.pack, context.arena);
  return spelled == nullptr ? ir::TypeKind::kOther
                            : wirepacks::logical_type(context.pack, spelled->name.back().text).kind;
}

void tell(const ColumnDefinition& column, std::string_view what, const RewriteContext& context) {
  context.diagnostics.add(Code::kConditional,
                          fmt::format("`{}` {} in {}", column.name.text, what, context.pack.title),
                          context.place(column));
}

}  // namespace

const Node* narrow_numbers(const Node* node, const RewriteContext& context) {
  return bottom_up<ColumnDefinition>(node, context, [&](const Node* each) {
    const auto* column = each->as<ColumnDefinition>();
    if (column == nullptr || column->to == nullptr || column->to->name.size() != 1 ||
        column->to->dimensions != 0)
      return each;
    const std::string_view kind = column->to->name[0].text;
    if (kind == ir::enum_name(ir::TypeKind::kUint64) &&
        kept_kind(*column->to, context) == ir::TypeKind::kInt64) {
      tell(*column, "takes numbers up to 9223372036854775807", context);
    } else if (kind == ir::enum_name(ir::TypeKind::kBit) &&
               kept_kind(*column->to, context) == ir::TypeKind::kText) {
      tell(*column, "keeps bits as a text of ones and zeros", context);
    }
    return each;
  });
}

}  // namespace sqlx::sql
