// Columns that take values of any type, for a target whose columns have one: that of what they
// refer to or are made of, where it is known, else texts. A default that is a number's text is that
// number in a column of numbers.
#include <fmt/format.h>

#include "ir/enum_names.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/referenced_columns.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

TypeClass type_of(const Constraint& constraint, const Catalog& catalog) {
  if (constraint.constraint == ConstraintKind::kGenerated) return constraint.value->type;
  const TableInfo* table =
      constraint.references == nullptr ? nullptr : catalog.table(constraint.references->name);
  if (table == nullptr || constraint.referenced_columns.size() != 1) return TypeClass::kUnknown;
  const ColumnInfo* column = table->column(constraint.referenced_columns[0].text);
  return column == nullptr ? TypeClass::kUnknown : column->type;
}

// The widest type of a class.
std::optional<ir::TypeKind> kind_of(TypeClass type) {
  switch (type) {
    case TypeClass::kInteger: return ir::TypeKind::kInt64;
    case TypeClass::kDecimal: return ir::TypeKind::kDecimal;
    case TypeClass::kFloat: return ir::TypeKind::kFloat64;
    case TypeClass::kText: return ir::TypeKind::kText;
    case TypeClass::kBytes: return ir::TypeKind::kBytes;
    default: return std::nullopt;
  }
}

class TypedColumns {
 public:
  explicit TypedColumns(const RewriteContext& context) : context_(context), arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    const auto* column = node->as<ColumnDefinition>();
    if (column == nullptr) return node;
    if (column->to != nullptr && column->to->name.back().text != ir::enum_name(ir::TypeKind::kAny))
      return with_number(*column);
    ColumnDefinition* made = clone(arena_, *column);
    made->constraints = map_list(arena_, column->constraints, [&](const Constraint* each) {
      return with_referenced_columns(*each, context_);
    });
    made->to = make_middle_type(kind(*made), arena_);
    return made;
  }

 private:
  // DEFAULT (strftime('%s', 'now'))
  const ColumnDefinition* with_number(const ColumnDefinition& column) {
    if (!is_number(column.to->type) || !context_.from.has(Feature::kFreeTypes)) return &column;
    const auto constraints =
        map_list(arena_, column.constraints, [&](const Constraint* each) -> const Constraint* {
          const auto* cast = each->constraint == ConstraintKind::kDefault && each->value != nullptr
                                 ? each->value->as<Cast>()
                                 : nullptr;
          if (cast == nullptr || cast->type != TypeClass::kText || !is_number(cast->operand->type))
            return each;
          Constraint* made = clone(arena_, *each);
          made->value = cast->operand;
          return made;
        });
    if (constraints.data() == column.constraints.data()) return &column;
    ColumnDefinition* made = clone(arena_, column);
    made->constraints = constraints;
    return made;
  }

  ir::TypeKind kind(const ColumnDefinition& column) {
    for (const Constraint* each : column.constraints) {
      if (const auto kind = kind_of(type_of(*each, context_.catalog))) return *kind;
    }
    context_.diagnostics.add(
        Code::kLossy,
        fmt::format("`{}` has no type, and takes any value; here all become texts",
                    column.name.text),
        context_.place(column));
    return ir::TypeKind::kText;
  }

  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* typed_columns(const Node* node, const RewriteContext& context) {
  const auto* create = node->as<CreateTable>();
  const bool has_types_elsewhere = create != nullptr && create->partition_of != nullptr;
  if (context.pack.has(Feature::kFreeTypes) || has_types_elsewhere) return node;
  return bottom_up<ColumnDefinition>(
      node, context, [&](const Node* each) { return TypedColumns(context).rewrite(each); });
}

}  // namespace sqlx::sql
