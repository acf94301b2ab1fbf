// A pack's rows as rules: a tree to match, a tree to make, and what the metavariables between them
// must be.
//
// The same row gives a rule for reading (spelled → meaning) and one for writing (meaning →
// spelled). Trees are matched and filled in as trees, so precedence is always right, and neither
// direction looks at text. Rules are tried in the order of the pack; see sql/patterns/dialect.h for
// how they are found.
#pragma once

#include <array>
#include <string_view>

#include "base/arena.h"
#include "sql/ast/ast.h"
#include "sql/patterns/condition.h"

namespace sqlx::sql {

constexpr std::size_t kMostVariables = 12;

struct RuleVariable {
  std::string_view name;
  bool variadic = false;
  Condition condition;
};

struct Rule {
  const Expr* match = nullptr;
  const Expr* make = nullptr;
  bool carries =
      false;  // a call in `make`, marked with kCarrier, takes over DISTINCT, FILTER, OVER …
  List<RuleVariable> variables;
  wirepacks::Fidelity fidelity = wirepacks::Fidelity::kExact;
  std::string_view note;
  std::string_view refuses;  // why what matches has no meaning; then nothing is made
};

// `OVER _` in a pattern marks the calls that take over the clauses of the one that was matched.
constexpr std::string_view kCarrier = "_";

// What the metavariables stand for, by index.
struct Bindings {
  std::array<const Expr*, kMostVariables> one{};
  List<const Expr*> many;  // of the one that is variadic
};

// The parts of a call beyond its arguments that belong to the aggregate, however it is spelled.
struct Clauses {
  bool distinct = false;
  Nullness nulls = Nullness::kRespect;
  List<const OrderItem*> order_by;
  const Expr* filter = nullptr;
  const Window* over = nullptr;

  [[nodiscard]] bool empty() const {
    return !distinct && nulls == Nullness::kRespect && order_by.empty() && filter == nullptr &&
           over == nullptr;
  }
};

[[nodiscard]] Clauses clauses_of(const Call& call);
void set_clauses(Call& call, const Clauses& clauses);

// Whether `node` looks like the rule's tree; fills `bindings`. Clauses that can be carried are not
// looked at unless the rule names them.
[[nodiscard]] bool matches(const Rule& rule, const Expr& node, Bindings& bindings);

// The rule's other tree with everything in its place, typed; it stands where `from` stood.
[[nodiscard]] const Expr* fill(const Rule& rule, const Bindings& bindings, const Clauses& clauses,
                               const Expr& from, Arena& arena);

}  // namespace sqlx::sql
