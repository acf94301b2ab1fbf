#include "ir/filter.h"

#include <algorithm>
#include <set>

#include "base/glob.h"

namespace sqlx::ir {
namespace {

bool matches(const ObjectName& name, const std::string& pattern) {
  if (glob_match(pattern, name.name)) return true;
  return glob_match(pattern, name.schema.empty() ? name.name : name.schema + '.' + name.name);
}

bool matches_any(const ObjectName& name, std::span<const std::string> patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(name, pattern); });
}

}  // namespace

void filter_tables(Database& database, std::span<const std::string> include,
                   std::span<const std::string> exclude) {
  std::set<ObjectName> dropped;
  std::erase_if(database.tables, [&](const Table& table) {
    const bool keep =
        (include.empty() || matches_any(table.name, include)) && !matches_any(table.name, exclude);
    if (!keep) dropped.insert(table.name);
    return !keep;
  });
  std::erase_if(database.sequences, [&](const Sequence& sequence) {
    return sequence.owned_by && dropped.contains(sequence.owned_by->table);
  });
}

}  // namespace sqlx::ir
