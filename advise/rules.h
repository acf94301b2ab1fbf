// What the advisor looks for, a file each in advise/rules/. The table in rules.cc lists them all.
//
// A rule reads the situation and adds what it finds. It must be right: a finding stands on a plan
// or a count of the database, never on the look of a statement alone, and where a rule cannot know
// something it stays silent.
#pragma once

#include <span>
#include <vector>

#include "advise/finding.h"
#include "advise/situation.h"

namespace sqlx::advise {

using Rule = void (*)(Situation& situation, std::vector<Finding>& findings);

void find_missing_indexes(Situation& situation, std::vector<Finding>& findings);
void find_unused_indexes(Situation& situation, std::vector<Finding>& findings);
void find_duplicate_indexes(Situation& situation, std::vector<Finding>& findings);
void find_leading_wildcards(Situation& situation, std::vector<Finding>& findings);
void find_repeated_statements(Situation& situation, std::vector<Finding>& findings);
void find_implicit_casts(Situation& situation, std::vector<Finding>& findings);
void find_hidden_columns(Situation& situation, std::vector<Finding>& findings);
void find_wide_stars(Situation& situation, std::vector<Finding>& findings);
void find_deep_offsets(Situation& situation, std::vector<Finding>& findings);
void find_stale_statistics(Situation& situation, std::vector<Finding>& findings);

[[nodiscard]] std::span<const Rule> all_rules();

}  // namespace sqlx::advise
