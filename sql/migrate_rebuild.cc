// Tables of an engine that can change little of one: the table is made anew, and its rows are
// copied.
//
// The old self is renamed, and dropped at the end. Whatever fails in between takes the renaming
// back, so that also a client that goes on after an error finds nothing to drop: the statements of
// the pack see to that.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ir/pairs.h"
#include "sql/migrate_parts.h"

namespace sqlx::sql {
namespace {

bool has_table(const ir::Database& database, const std::string& name) {
  return std::any_of(database.tables.begin(), database.tables.end(),
                     [&](const ir::Table& table) { return equal_fold(table.name.name, name); });
}

// What the table is called while it is made anew.
ir::ObjectName name_meanwhile(const Migration& migration, const ir::Table& table) {
  std::string name = table.name.name + " (before)";
  while (has_table(migration.before, name) || has_table(migration.after, name)) name += '_';
  return {table.name.schema, name};
}

std::vector<std::string> copied_columns(const TableChange& change) {
  std::vector<std::string> names;
  for (const ir::Column& column : change.after->columns) {
    if (!column.generated && ir::find_column(*change.before, column.name) != nullptr)
      names.push_back(column.name);
  }
  return names;
}

bool counts(const ir::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const ir::Column& column) {
    return column.identity && column.identity->kind == ir::IdentityKind::kAutoIncrement;
  });
}

void rebuild(Migration& migration, const TableChange& change) {
  DdlContext& context = migration.context;
  const ir::ObjectName meanwhile = name_meanwhile(migration, *change.before);
  const std::string object = name_of(migration, *change.after);
  const std::string part = context.words.name(meanwhile);
  const std::vector<std::string> copied = copied_columns(change);
  const std::string columns = context.words.names(copied);
  const auto write = [&](const std::vector<std::string>& statements) {
    for (const std::string& each : statements) {
      context.script.statement(context.words.fill(each, {.value = change.after->name.name,
                                                         .object = object,
                                                         .part = part,
                                                         .column = meanwhile.name,
                                                         .columns = columns,
                                                         .values = columns}));
    }
  };
  context.script.paragraph();
  write(migration.alter.rebuild_begin);
  write_table(context, Unit{.object = change.after, .identity = {}, .needs = {}, .wants = {}},
              *change.after);
  if (!copied.empty()) write(migration.alter.rebuild_copy);
  if (counts(*change.before) && counts(*change.after)) write(migration.alter.rebuild_numbers);
  write(migration.alter.rebuild_end);
}

void append_columns(Migration& migration, const TableChange& change) {
  for (std::size_t i = change.before->columns.size(); i < change.after->columns.size(); ++i) {
    migration.statement(fmt::format(
        "ALTER TABLE {} ADD COLUMN {}", name_of(migration, *change.after),
        column_line(migration.context, *change.after, change.after->columns[i], false)));
  }
}

}  // namespace

void change_or_rebuild(Migration& migration, const TableChange& change) {
  if (change.after->kind != ir::TableKind::kTable) return;
  if (change.rebuilt) {
    rebuild(migration, change);
  } else {
    append_columns(migration, change);
  }
  const bool refers = change.rebuilt && !change.after->foreign_keys.empty() &&
                      change.before->foreign_keys != change.after->foreign_keys;
  if (!refers) return;
  migration.afterwards.push_back(migration.context.words.fill(migration.alter.check_references,
                                                              {.value = change.after->name.name}));
}

}  // namespace sqlx::sql
