#include "advise/rules.h"

#include <array>

namespace sqlx::advise {

std::span<const Rule> all_rules() {
  static constexpr std::array<Rule, 10> kRules = {
      find_missing_indexes,      // that a statement, or a row that is deleted, would be found by
      find_unused_indexes,       // never searched, and written all the time
      find_duplicate_indexes,    // another one does the same
      find_leading_wildcards,    // LIKE '%…': no ordinary index helps
      find_repeated_statements,  // one row at a time, again and again in one request
      find_implicit_casts,       // a value of another type than the column's
      find_hidden_columns,       // a function around the column that is searched by
      find_wide_stars,           // SELECT * of columns that weigh
      find_deep_offsets,         // rows that are made and thrown away
      find_stale_statistics,     // the planner does not know what the table has become
  };
  return kRules;
}

}  // namespace sqlx::advise
