// Constraints that a column says of itself, for a target whose columns have keys and checks without
// names only: those with a name, and foreign keys, become the table's.
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class ColumnConstraints {
 public:
  explicit ColumnConstraints(const RewriteContext& context) : arena_(context.arena) {}

  const Node* rewrite(const CreateTable& create) {
    CreateTable* made = clone(arena_, create);
    std::vector<const ColumnDefinition*> columns;
    for (const ColumnDefinition* column : create.columns) columns.push_back(plain(*column));
    std::vector<const Constraint*> constraints(create.constraints.begin(),
                                               create.constraints.end());
    constraints.insert(constraints.end(), lifted_.begin(), lifted_.end());
    made->columns = arena_.copy(columns);
    made->constraints = arena_.copy(constraints);
    return made;
  }

  const Node* rewrite(const AlterTable& alter) {
    AlterTable* made = clone(arena_, alter);
    std::vector<const AlterAction*> actions;
    for (const AlterAction* action : alter.actions) {
      AlterAction* changed = clone(arena_, *action);
      if (action->column != nullptr) changed->column = plain(*action->column);
      actions.push_back(changed);
      for (const Constraint* constraint : lifted_) actions.push_back(added(*constraint));
      lifted_.clear();
    }
    made->actions = arena_.copy(actions);
    return made;
  }

 private:
  static bool is_lifted(const Constraint& constraint) {
    if (constraint.constraint == ConstraintKind::kForeignKey) return true;
    const bool may_stay = constraint.constraint != ConstraintKind::kUnique &&
                          constraint.constraint != ConstraintKind::kCheck;
    return !may_stay && !constraint.name.text.empty();
  }

  const ColumnDefinition* plain(const ColumnDefinition& column) {
    std::vector<const Constraint*> kept;
    for (const Constraint* constraint : column.constraints) {
      Constraint* made = clone(arena_, *constraint);
      if (is_lifted(*constraint)) {
        lifted_.push_back(of_table(made, column.name));
      } else {
        made->name = {};
        kept.push_back(made);
      }
    }
    ColumnDefinition* made = clone(arena_, column);
    made->constraints = arena_.copy(kept);
    return made;
  }

  const Constraint* of_table(Constraint* constraint, const Name& column) {
    if (constraint->constraint == ConstraintKind::kCheck) return constraint;
    auto* part = arena_.make<OrderItem>();
    part->value = make_column(arena_, column);
    constraint->columns = arena_.list(static_cast<const OrderItem*>(part));
    return constraint;
  }

  const AlterAction* added(const Constraint& constraint) {
    auto* action = arena_.make<AlterAction>();
    action->action = AlterKind::kAddConstraint;
    action->constraint = &constraint;
    action->begin = constraint.begin;
    action->end = constraint.end;
    return action;
  }

  Arena& arena_;
  std::vector<const Constraint*> lifted_;
};

}  // namespace

const Node* column_constraints(const Node* node, const RewriteContext& context) {
  if (context.pack.has(Feature::kColumnConstraints)) return node;
  if (const auto* create = node->as<CreateTable>())
    return ColumnConstraints(context).rewrite(*create);
  if (const auto* alter = node->as<AlterTable>()) return ColumnConstraints(context).rewrite(*alter);
  return node;
}

}  // namespace sqlx::sql
