// ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 1, for a target that adds columns without
// constraints: NOT NULL is a change of its own, behind it.
//
// What cannot be added to a column that is there is refused.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class BareAdditions {
 public:
  explicit BareAdditions(const RewriteContext& context)
      : context_(context), arena_(context.arena) {}

  const AlterTable* rewrite(const AlterTable& alter) {
    for (const AlterAction* action : alter.actions) add(*action);
    AlterTable* made = clone(arena_, alter);
    made->actions = arena_.copy(actions_);
    return made;
  }

 private:
  void add(const AlterAction& action) {
    if (action.action != AlterKind::kAddColumn) {
      actions_.push_back(&action);
      return;
    }
    std::vector<const Constraint*> kept;
    bool is_not_null = false;
    for (const Constraint* constraint : action.column->constraints) {
      switch (constraint->constraint) {
        case ConstraintKind::kNotNull: is_not_null = true; break;
        case ConstraintKind::kNull: break;
        case ConstraintKind::kCheck:
        case ConstraintKind::kForeignKey:
        case ConstraintKind::kUnique:
        case ConstraintKind::kPrimaryKey: refuse(*constraint); break;
        default: kept.push_back(constraint);
      }
    }
    ColumnDefinition* column = clone(arena_, *action.column);
    column->constraints = arena_.copy(kept);
    AlterAction* added = clone(arena_, action);
    added->column = column;
    actions_.push_back(added);
    if (is_not_null) actions_.push_back(not_null(action));
  }

  const AlterAction* not_null(const AlterAction& addition) {
    auto* made = arena_.make<AlterAction>();
    made->action = AlterKind::kSetNotNull;
    made->name = addition.column->name;
    made->begin = addition.begin;
    made->end = addition.end;
    return made;
  }

  void refuse(const Constraint& constraint) {
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} adds columns without keys and checks", context_.pack.title),
        context_.place(constraint), "make the table with the column in it, and copy the rows");
  }

  const RewriteContext& context_;
  Arena& arena_;
  std::vector<const AlterAction*> actions_;
};

}  // namespace

const Node* bare_additions(const Node* node, const RewriteContext& context) {
  const auto* alter = node->as<AlterTable>();
  return alter == nullptr ? node : BareAdditions(context).rewrite(*alter);
}

}  // namespace sqlx::sql
