// A condition as TypeScript, in the words of templates/validation/runtime: `amount > 0 AND state IN
// ('new', 'paid')` becomes
//
//     and(greater(numbers, row.amount, 0n), isIn(exact, row.state, ['new', 'paid']))
//
// Values in that code are SQL's: NULL is null, and what cannot be decided outside of the database
// is `undefined`, which a whole atom becomes that has no translation. How single expressions are
// written is in generators/validation/value_code.h.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generators/validation/condition_reader.h"
#include "generators/validation/row_scope.h"
#include "wirepacks/pack.h"

namespace sqlx::generators {

struct ConditionCode {
  std::string text;
  std::set<std::string, std::less<>> imports;  // of the runtime
  std::set<std::string, std::less<>> fields;   // of the row
  std::vector<std::string> left;  // why an atom is left to the database, one for each that is
  std::size_t atoms = 0;

  [[nodiscard]] bool is_whole() const { return left.empty(); }
  [[nodiscard]] bool is_nothing() const { return left.size() == atoms; }
};

[[nodiscard]] ConditionCode condition_code(const Condition& condition,
                                           std::span<const RowColumn> columns,
                                           const wirepacks::WirePack& pack);

}  // namespace sqlx::generators
