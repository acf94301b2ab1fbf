// What a constraint says beyond what the target's constraints can say: left out where the table
// means the same without it, told where less is checked or it is checked at another time. What
// remains is refused like anything that the target does not have.
#include <fmt/format.h>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class ConstraintParts {
 public:
  ConstraintParts(const Constraint& constraint, const RewriteContext& context)
      : made_(clone(context.arena, constraint)), context_(context) {}

  const Node* rewrite() {
    if (!has(Feature::kInherits)) made_->no_inherit = false;
    if (!has(Feature::kIndexInclude)) made_->included = {};
    if (made_->match == MatchType::kSimple || made_->columns.size() < 2)
      made_->match = MatchType::kUnsaid;
    made_->direction = Direction::kUnsaid;
    match();
    deferral();
    validity();
    conflict();
    return made_;
  }

 private:
  bool has(Feature feature) const { return context_.pack.has(feature); }

  void tell(Code code, std::string what) {
    context_.diagnostics.add(code, std::move(what), context_.place(*made_));
  }

  void match() {
    if (made_->match == MatchType::kUnsaid || has(Feature::kMatchFull)) return;
    tell(Code::kLossy, fmt::format("{} has no {}: a key that is NULL in part refers to nothing",
                                   context_.pack.title, words(Feature::kMatchFull)));
    made_->match = MatchType::kUnsaid;
  }

  Feature deferrable() const {
    return made_->constraint == ConstraintKind::kForeignKey ? Feature::kDeferrable
                                                            : Feature::kDeferrableKeys;
  }

  // A key that can be deferred is at least checked after the whole statement; a foreign key is
  // checked then anyway.
  void deferral() {
    if (made_->deferral == Deferral::kUnsaid || has(deferrable())) return;
    const bool is_foreign_key = made_->constraint == ConstraintKind::kForeignKey;
    const bool waits = made_->deferral == Deferral::kInitiallyDeferred ||
                       (made_->deferral == Deferral::kDeferrable && !is_foreign_key);
    if (waits)
      tell(Code::kLossy, fmt::format("{} has no {}: rows are checked at once", context_.pack.title,
                                     words(deferrable())));
    made_->deferral = Deferral::kUnsaid;
  }

  void validity() {
    if (!made_->not_valid || has(Feature::kNotValid)) return;
    tell(Code::kConditional,
         fmt::format("{} checks the rows that are there, too", context_.pack.title));
    made_->not_valid = false;
  }

  void conflict() {
    if (made_->on_conflict == ConflictAction::kUnsaid || has(Feature::kInsertOr)) return;
    if (made_->on_conflict == ConflictAction::kIgnore ||
        made_->on_conflict == ConflictAction::kReplace) {
      tell(Code::kFeatureMissing,
           fmt::format("{} has no keys that settle conflicts themselves", context_.pack.title));
    }
    made_->on_conflict = ConflictAction::kUnsaid;
  }

  Constraint* made_;
  const RewriteContext& context_;
};

}  // namespace

const Node* constraint_parts(const Node* node, const RewriteContext& context) {
  if (context.from.family == context.pack.family) return node;
  return bottom_up<Constraint>(node, context, [&](const Node* each) -> const Node* {
    const auto* constraint = each->as<Constraint>();
    return constraint == nullptr ? each : ConstraintParts(*constraint, context).rewrite();
  });
}

}  // namespace sqlx::sql
