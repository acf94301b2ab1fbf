// What a migration has to do, before any of it is written. For the .cc files of sql/migrate* only;
// others include sql/migrate.h.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// Parts of one kind that are dropped, and that are added; one that is changed is both.
template <class T>
struct Parts {
  std::vector<const T*> go, come;

  [[nodiscard]] bool empty() const { return go.empty() && come.empty(); }
};

// A table or view that is there before and after.
struct TableChange {
  const ir::Table* before = nullptr;
  const ir::Table* after = nullptr;
  std::vector<std::pair<const ir::Table*, const ir::Table*>> parents;  // before and after
  std::set<std::string> upset;  // columns that go, or whose values get another type: what speaks of
                                // one goes and comes again
  std::set<std::string> renewed;  // those that are dropped and added again
  Parts<ir::Key> primary_keys, uniques;
  Parts<ir::ForeignKey> foreign_keys;
  Parts<ir::Check> checks;
  Parts<ir::Exclusion> exclusions;
  Parts<ir::Index> indexes;
  Parts<ir::Trigger> triggers;
  Parts<ir::Policy> policies;
  bool rebuilt = false;  // the whole table is made anew, and its rows are copied
};

struct MigrationPlan {
  std::vector<TableChange> tables;
  std::set<std::string>
      gone;  // identities of views, routines, tables that are dropped, for good or not
  std::set<std::string> made;     // of what is created, for the first time or again
  std::set<std::string> retyped;  // of types that are made anew beside their old selves
};

[[nodiscard]] MigrationPlan plan_migration(const ir::Database& before, const ir::Database& after,
                                           const wirepacks::WirePack& pack,
                                           Diagnostics& diagnostics);

// Whether SQL has to say the column otherwise; a comment counts only where it is part of that.
[[nodiscard]] bool differs(const ir::Column& before, const ir::Column& after,
                           const wirepacks::Ddl& ddl);

// The same change comes from a parent.
[[nodiscard]] bool comes_from_parent(const TableChange& change, const std::string& column,
                                     const wirepacks::Ddl& ddl);

// A type that is only added to can stay as it is.
[[nodiscard]] bool only_adds_labels(const ir::Enum& before, const ir::Enum& after);
[[nodiscard]] bool has_type(const ir::LogicalType& type, const std::set<std::string>& identities);
[[nodiscard]] bool is_replaced_in_place(const ir::Routine& before, const ir::Routine& after);
[[nodiscard]] const TableChange* find_change(const MigrationPlan& plan,
                                             const ir::ObjectName& table);

}  // namespace sqlx::sql
