// DROP, and what goes with what is dropped.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ir/catalog.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

bool erase_partition(std::vector<ir::Table>& tables, const ir::ObjectName& name) {
  const auto is_it = [&](const ir::Table& each) { return each.name == name; };
  if (std::erase_if(tables, is_it) != 0) return true;
  return std::any_of(tables.begin(), tables.end(),
                     [&](ir::Table& each) { return erase_partition(each.partitions, name); });
}

// Where views may outlive what they show.
void tell_of_views(Draft& draft, const Node& place, const ir::ObjectName& gone) {
  for (const ir::Table& each : draft.database.tables) {
    const auto& needs = each.depends_on;
    if (std::find(needs.begin(), needs.end(), ir::identity(gone)) != needs.end())
      draft.tell(place, fmt::format("view `{}` needs `{}`, which is dropped here", each.name.name,
                                    gone.name));
  }
}

// Foreign keys that point to it go too, which is what CASCADE means and the only way in which the
// rest could stand.
void drop_table(Draft& draft, const Node& place, List<Name> path) {
  const ir::Table* found = draft.find_table(path);
  if (found == nullptr) return;
  const ir::ObjectName name = found->name;
  tell_of_views(draft, place, name);
  erase_partition(draft.database.tables, name);
  std::erase_if(draft.database.sequences, [&](const ir::Sequence& each) {
    return each.owned_by && each.owned_by->table == name;
  });
  if (draft.stored.foreign_keys_find_parents_late) return;
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    std::erase_if(table.foreign_keys,
                  [&](const ir::ForeignKey& key) { return key.references == name; });
  });
}

void drop_index(Draft& draft, const Drop& statement, const Name& name) {
  const ir::Table* only = statement.on == nullptr ? nullptr : draft.find_table(statement.on->name);
  const std::string wanted = draft.name(name);
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    if (only != nullptr && &table != only) return;
    const auto named = [&](const auto& each) { return draft.same(each.name, wanted); };
    std::erase_if(table.indexes, named);
    if (draft.stored.unique_indexes_are_keys) std::erase_if(table.uniques, named);
  });
}

void drop_trigger(Draft& draft, const Drop& statement, const Name& name) {
  const ir::Table* only = statement.on == nullptr ? nullptr : draft.find_table(statement.on->name);
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    if (only != nullptr && &table != only) return;
    std::erase_if(table.triggers,
                  [&](const ir::Trigger& each) { return draft.same(each.name, draft.name(name)); });
  });
}

void drop_policy(Draft& draft, const Drop& statement, const Name& name) {
  ir::Table* table = statement.on == nullptr ? nullptr : draft.find_table(statement.on->name);
  if (table != nullptr)
    std::erase_if(table->policies,
                  [&](const ir::Policy& each) { return each.name == draft.name(name); });
}

template <class Items>
void drop_named(Draft& draft, Items& items, List<Name> path) {
  const ir::ObjectName wanted = draft.known_name(path, items);
  std::erase_if(items, [&](const auto& each) { return each.name == wanted; });
}

void drop_schema(Draft& draft, const Name& name) {
  const std::string gone = draft.name(name);
  ir::Database& database = draft.database;
  const auto inside = [&](const auto& each) { return each.name.schema == gone; };
  std::erase_if(database.schemas, [&](const ir::Namespace& each) { return each.name == gone; });
  std::erase_if(database.tables, inside);
  std::erase_if(database.sequences, inside);
  std::erase_if(database.enums, inside);
  std::erase_if(database.domains, inside);
  std::erase_if(database.composites, inside);
  std::erase_if(database.routines, inside);
}

bool uses(const ir::KeyPart& part, std::string_view column) { return part.column == column; }

template <class Parts>
bool any_uses(const Parts& parts, std::string_view column) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const ir::KeyPart& each) { return uses(each, column); });
}

}  // namespace

// Keys and indexes of several columns lose one in some engines, and go as a whole in others.
void drop_column(Draft& draft, ir::Table& table, std::string_view column) {
  const bool shrink = draft.stored.unique_indexes_are_keys;
  const auto lose = [&](auto& parts) {
    const bool had = any_uses(parts, column);
    if (had && shrink)
      std::erase_if(parts, [&](const ir::KeyPart& each) { return uses(each, column); });
    return had && (!shrink || parts.empty());
  };
  std::erase_if(table.columns, [&](const ir::Column& each) { return each.name == column; });
  if (table.primary_key && lose(table.primary_key->columns)) table.primary_key.reset();
  std::erase_if(table.uniques, [&](ir::Key& each) { return lose(each.columns); });
  std::erase_if(table.indexes, [&](ir::Index& each) { return lose(each.parts); });
  const auto named = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), column) != names.end();
  };
  std::erase_if(table.foreign_keys,
                [&](const ir::ForeignKey& each) { return named(each.columns); });
  std::erase_if(draft.database.sequences, [&](const ir::Sequence& each) {
    return each.owned_by && each.owned_by->table == table.name && each.owned_by->column == column;
  });
  std::erase_if(table.checks, [&](const ir::Check& each) {
    return !shrink && each.name == table.name.name + '_' + std::string(column) + "_check";
  });
}

void drop(Draft& draft, const Drop& statement) {
  ir::Database& database = draft.database;
  for (const Table* each : statement.names) {
    switch (statement.object) {
      case ObjectKind::kTable:
      case ObjectKind::kView:
      case ObjectKind::kMaterializedView:
      case ObjectKind::kForeignTable: drop_table(draft, *each, each->name); break;
      case ObjectKind::kIndex: drop_index(draft, statement, each->name.back()); break;
      case ObjectKind::kTrigger: drop_trigger(draft, statement, each->name.back()); break;
      case ObjectKind::kSequence: drop_named(draft, database.sequences, each->name); break;
      case ObjectKind::kSchema: drop_schema(draft, each->name.back()); break;
      case ObjectKind::kType:
      case ObjectKind::kDomain:
        drop_named(draft, database.enums, each->name);
        drop_named(draft, database.domains, each->name);
        drop_named(draft, database.composites, each->name);
        break;
      case ObjectKind::kFunction:
      case ObjectKind::kProcedure: drop_named(draft, database.routines, each->name); break;
      case ObjectKind::kExtension:
        std::erase_if(database.extensions, [&](const ir::Extension& one) {
          return one.name == draft.name(each->name.back());
        });
        break;
      case ObjectKind::kPolicy: drop_policy(draft, statement, each->name.back()); break;
      default: drop_named(draft, database.unsupported, each->name); break;
    }
  }
}

}  // namespace sqlx::sql::schema_reader
