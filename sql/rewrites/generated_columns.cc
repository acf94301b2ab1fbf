// Generated columns as the target keeps them: virtual or stored, whichever it has, and NOT NULL as
// a check where it takes that only so.
#include <algorithm>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class GeneratedColumns {
 public:
  explicit GeneratedColumns(const RewriteContext& context)
      : pack_(context.pack), arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    const auto* column = node->as<ColumnDefinition>();
    const bool is_generated =
        column != nullptr && std::any_of(column->constraints.begin(), column->constraints.end(),
                                         [](const Constraint* each) {
                                           return each->constraint == ConstraintKind::kGenerated;
                                         });
    if (!is_generated) return node;
    ColumnDefinition* made = clone(arena_, *column);
    made->constraints = map_list(arena_, column->constraints,
                                 [&](const Constraint* each) { return part(*each, *column); });
    return made;
  }

 private:
  const Constraint* part(const Constraint& constraint, const ColumnDefinition& column) {
    if (constraint.constraint == ConstraintKind::kNotNull && !pack_.has(Feature::kGeneratedNotNull))
      return check(constraint, column);
    if (constraint.constraint != ConstraintKind::kGenerated) return &constraint;
    if (const Expr* number = number_of(constraint, column)) {
      Constraint* made = clone(arena_, constraint);
      made->value = number;
      return stored(*made);
    }
    return stored(constraint);
  }

  // A condition that is kept in a column of numbers, where a truth value is none.
  const Expr* number_of(const Constraint& constraint, const ColumnDefinition& column) {
    const bool is_mixed = pack_.has(Feature::kBooleanType) &&
                          constraint.value->type == TypeClass::kBoolean && column.to != nullptr &&
                          is_number(column.to->type);
    return is_mixed ? make_call(arena_, Meaning::kBooleanNumber, {constraint.value}, constraint)
                    : nullptr;
  }

  const Constraint* stored(const Constraint& constraint) {
    const bool is_virtual = constraint.storage != Storage::kStored;
    const bool has_virtual = pack_.has(Feature::kGeneratedVirtual);
    const bool has_stored = pack_.has(Feature::kGeneratedStored);
    if (is_virtual ? has_virtual || !has_stored : has_stored || !has_virtual) return &constraint;
    Constraint* made = clone(arena_, constraint);
    made->storage = is_virtual ? Storage::kStored : Storage::kVirtual;
    return made;
  }

  const Constraint* check(const Constraint& constraint, const ColumnDefinition& column) {
    const Expr* is_null =
        make_call(arena_, Meaning::kIsNull, {make_column(arena_, column.name)}, constraint);
    Constraint* made = clone(arena_, constraint);
    made->constraint = ConstraintKind::kCheck;
    made->value = make_call(arena_, Meaning::kNot, {is_null}, constraint);
    return made;
  }

  const wirepacks::WirePack& pack_;
  Arena& arena_;
};

}  // namespace

const Node* generated_columns(const Node* node, const RewriteContext& context) {
  return bottom_up<ColumnDefinition>(
      node, context, [&](const Node* each) { return GeneratedColumns(context).rewrite(each); });
}

}  // namespace sqlx::sql
