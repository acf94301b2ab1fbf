// MERGE for a target without it, step by step: DELETE what matches and goes, UPDATE what matches
// and stays, INSERT what is not there.
//
// Each step sees what those before it have done, so only such are taken where that makes no
// difference: the source does not read the table, what is set is not what rows are matched by, and
// rows that are deleted are not inserted again. Any other MERGE stays, and is refused.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class MergeSteps {
 public:
  MergeSteps(const Merge& merge, const RewriteContext& context)
      : merge_(merge), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    if (!merge_.returning.empty() || !sort_clauses() || !are_apart()) return &merge_;
    std::vector<const Node*> steps;
    if (remove_ != nullptr) steps.push_back(deletion());
    if (change_ != nullptr) steps.push_back(update());
    if (add_ != nullptr) steps.push_back(insertion());
    if (steps.empty()) return &merge_;
    context_.before.insert(context_.before.end(), steps.begin(), steps.end() - 1);
    return steps.back();
  }

 private:
  // One clause of each kind, and what the first takes of the rows that match is not the second's.
  bool sort_clauses() {
    for (const MergeClause* clause : merge_.clauses) {
      const bool matches = clause->match == MergeMatch::kMatched;
      const MergeClause*& place = !matches                                 ? add_
                                  : clause->action == MergeAction::kDelete ? remove_
                                                                           : change_;
      const bool fits =
          matches
              ? clause->action == MergeAction::kDelete || clause->action == MergeAction::kUpdate
              : clause->match == MergeMatch::kNotMatched && clause->action == MergeAction::kInsert;
      if (!fits || place != nullptr) return false;
      place = clause;
      if (matches && first_ == nullptr) first_ = clause;
    }
    return true;
  }

  bool are_apart() const {
    const Name table = merge_.target->name.back();
    if (reads_table(*merge_.source, table)) return false;
    if (remove_ != nullptr && add_ != nullptr) return false;
    if (change_ == nullptr || add_ == nullptr) return insert_is_plain();
    return insert_is_plain() &&
           std::none_of(change_->set.begin(), change_->set.end(),
                        [this](const Assignment* each) { return matches_by(*each); });
  }

  bool insert_is_plain() const {
    if (add_ == nullptr) return true;
    return add_->values != nullptr && add_->overriding == Overriding::kUnsaid &&
           std::none_of(add_->values->items.begin(), add_->values->items.end(),
                        [](const Expr* value) { return value->is<DefaultValue>(); });
  }

  // Whether rows are matched by a column of that name.
  bool matches_by(const Assignment& assignment) const {
    return std::any_of(
        assignment.targets.begin(), assignment.targets.end(), [this](const Expr* target) {
          const auto* set = target->as<Column>();
          return set == nullptr || has_node(*merge_.on, [&](const Node& node) {
                   const auto* column = node.as<Column>();
                   return column != nullptr &&
                          equal_fold(column->path.back().text, set->path.back().text) &&
                          !is_of_source(*column);
                 });
        });
  }

  bool is_of_source(const Column& column) const {
    const Name& target =
        merge_.target->alias.text.empty() ? merge_.target->name.back() : merge_.target->alias;
    return column.path.size() > 1 &&
           !equal_fold(column.path[column.path.size() - 2].text, target.text);
  }

  const Expr* condition_of(const MergeClause& clause) {
    std::vector<const Expr*> parts{merge_.on};
    if (clause.condition != nullptr) parts.push_back(clause.condition);
    if (&clause != first_) parts.push_back(is_left());
    return make_chain(arena_, Meaning::kAnd, parts);
  }

  // What the first of two clauses has not taken; an unknown condition takes nothing.
  const Expr* is_left() {
    if (first_->condition == nullptr) return boolean_literal(arena_, false);
    const Expr* is_taken = make_call(arena_, Meaning::kIsTrue, {first_->condition}, merge_);
    return make_call(arena_, Meaning::kNot, {is_taken}, merge_);
  }

  const Node* deletion() {
    auto* made = arena_.make<Delete>();
    made->with = merge_.with;
    made->target = merge_.target;
    made->from = arena_.list(merge_.source);
    made->where = condition_of(*remove_);
    return placed(made);
  }

  const Node* update() {
    auto* made = arena_.make<Update>();
    made->with = merge_.with;
    made->tables = arena_.list(static_cast<const TableRef*>(merge_.target));
    made->set = change_->set;
    made->from = arena_.list(merge_.source);
    made->where = condition_of(*change_);
    return placed(made);
  }

  // INSERT … SELECT values FROM source WHERE NOT EXISTS (SELECT 1 FROM target WHERE on)
  const Node* insertion() {
    const Expr* is_there =
        make_exists(arena_, arena_.list(static_cast<const TableRef*>(merge_.target)), merge_.on);
    std::vector<const Expr*> parts{make_call(arena_, Meaning::kNot, {is_there}, merge_)};
    if (add_->condition != nullptr) parts.push_back(add_->condition);
    const std::vector<const Expr*> values(add_->values->items.begin(), add_->values->items.end());
    Table* target = clone(arena_, *merge_.target);
    target->alias = {};
    auto* made = arena_.make<Insert>();
    made->with = merge_.with;
    made->target = target;
    made->columns = add_->columns;
    made->source = make_query(arena_, select_columns(arena_, values, arena_.list(merge_.source),
                                                     make_chain(arena_, Meaning::kAnd, parts)));
    return placed(made);
  }

  template <class T>
  const Node* placed(T* made) const {
    made->begin = merge_.begin;
    made->end = merge_.end;
    return made;
  }

  const Merge& merge_;
  const RewriteContext& context_;
  Arena& arena_;
  const MergeClause* remove_ = nullptr;
  const MergeClause* change_ = nullptr;
  const MergeClause* add_ = nullptr;
  const MergeClause* first_ = nullptr;  // of those for rows that match
};

}  // namespace

const Node* merge_steps(const Node* node, const RewriteContext& context) {
  const auto* merge = node->as<Merge>();
  return merge == nullptr || context.pack.has(wirepacks::Feature::kMerge)
             ? node
             : MergeSteps(*merge, context).rewrite();
}

}  // namespace sqlx::sql
