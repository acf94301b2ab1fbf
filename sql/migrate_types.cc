// Types and sequences of a migration.
//
// A type that loses something is made anew beside its old self, which is renamed; the columns that
// have it move over (migrate_parts.cc), and then the old one is dropped.
#include <fmt/format.h>

#include <algorithm>

#include "ir/pairs.h"
#include "sql/migrate_parts.h"

namespace sqlx::sql {
namespace {

ir::ObjectName name_meanwhile(const ir::ObjectName& name) {
  return {name.schema, name.name + " (before)"};
}

void add_labels(Migration& migration, const ir::Enum& before, const ir::Enum& after) {
  const DialectWords& words = migration.context.words;
  auto known = before.values.begin();
  for (std::size_t i = 0; i < after.values.size(); ++i) {
    if (known != before.values.end() && *known == after.values[i]) {
      ++known;
      continue;
    }
    std::string sql = fmt::format("ALTER TYPE {} ADD VALUE {}", words.name(after.name),
                                  words.string(after.values[i]));
    if (i > 0) {
      sql += " AFTER " + words.string(after.values[i - 1]);
    } else if (!before.values.empty()) {
      sql += " BEFORE " + words.string(before.values.front());
    }
    migration.statement(sql);
  }
}

template <class T>
bool has_name(const std::vector<T>& types, const ir::ObjectName& name) {
  return std::any_of(types.begin(), types.end(), [&](const T& type) { return type.name == name; });
}

template <class T>
void drop_type(Migration& migration, std::string_view kind, const T& type,
               const std::vector<T>& after) {
  const bool is_aside = migration.plan.retyped.contains(ir::identity(type.name));
  if (!is_aside && has_name(after, type.name)) return;
  migration.statement(
      fmt::format("DROP {} {}", kind,
                  migration.context.words.name(is_aside ? name_meanwhile(type.name) : type.name)));
}

const ir::Column* owner_after(const Migration& migration, const ir::Sequence& sequence) {
  if (!sequence.owned_by) return nullptr;
  const ir::Table* table = find_table(migration.after.tables, sequence.owned_by->table);
  return table == nullptr ? nullptr : ir::find_column(*table, sequence.owned_by->column);
}

// The server drops a sequence with the column that owns it.
bool goes_by_itself(const Migration& migration, const ir::Sequence& sequence) {
  if (!sequence.owned_by) return false;
  if (owner_after(migration, sequence) == nullptr) return true;
  const TableChange* change = find_change(migration.plan, sequence.owned_by->table);
  return change == nullptr || change->renewed.contains(sequence.owned_by->column);
}

bool stays(const ir::Check* before, const ir::Check* after) {
  return before != nullptr && after != nullptr && before->sql == after->sql &&
         before->attributes == after->attributes;
}

}  // namespace

void add_labels(Migration& migration) {
  for (const auto& [before, after] : ir::pair_up(migration.before.enums, migration.after.enums)) {
    if (before == nullptr || after == nullptr ||
        migration.plan.retyped.contains(ir::identity(after->name)))
      continue;
    if (before->values != after->values) add_labels(migration, *before, *after);
  }
}

void lay_aside_types(Migration& migration) {
  const auto lay_aside = [&](std::string_view kind, const auto& types) {
    for (const auto& type : types) {
      if (!migration.plan.retyped.contains(ir::identity(type.name))) continue;
      migration.statement(
          fmt::format("ALTER {} {} RENAME TO {}", kind, migration.context.words.name(type.name),
                      migration.context.words.name(name_meanwhile(type.name).name)));
    }
  };
  lay_aside("TYPE", migration.before.enums);
  lay_aside("TYPE", migration.before.composites);
  lay_aside("DOMAIN", migration.before.domains);
}

void drop_domain_checks(Migration& migration) {
  for (const auto& [before, after] :
       ir::pair_up(migration.before.domains, migration.after.domains)) {
    if (before == nullptr) continue;
    const std::vector<ir::Check> none;
    const bool goes =
        after == nullptr || migration.plan.retyped.contains(ir::identity(before->name));
    for (const auto& [old_check, new_check] :
         ir::pair_up(before->checks, goes ? none : after->checks)) {
      if (old_check == nullptr || stays(old_check, new_check)) continue;
      migration.statement(fmt::format("ALTER DOMAIN {} DROP CONSTRAINT {}",
                                      migration.context.words.name(before->name),
                                      migration.context.words.name(old_check->name)));
    }
  }
}

void drop_type(Migration& migration, const Unit& unit) {
  if (const auto* type = std::get_if<const ir::Enum*>(&unit.object))
    drop_type(migration, "TYPE", **type, migration.after.enums);
  if (const auto* type = std::get_if<const ir::Composite*>(&unit.object))
    drop_type(migration, "TYPE", **type, migration.after.composites);
  if (const auto* type = std::get_if<const ir::Domain*>(&unit.object))
    drop_type(migration, "DOMAIN", **type, migration.after.domains);
}

void alter_domain(Migration& migration, const ir::Domain& before, const ir::Domain& after) {
  const std::string alter = "ALTER DOMAIN " + migration.context.words.name(after.name);
  for (const auto& [old_check, new_check] : ir::pair_up(before.checks, after.checks)) {
    if (new_check == nullptr || stays(old_check, new_check)) continue;
    migration.statement(
        fmt::format("{} ADD {}", alter, check_clause(migration.context, *new_check)));
    migration.uncommented.insert(fmt::format("CONSTRAINT {} ON DOMAIN {}",
                                             migration.context.words.name(new_check->name),
                                             migration.context.words.name(after.name)));
  }
  if (before.default_value != after.default_value)
    migration.statement(after.default_value
                            ? fmt::format("{} SET {}", alter,
                                          default_clause(migration.context, *after.default_value))
                            : alter + " DROP DEFAULT");
  if (before.nullable != after.nullable)
    migration.statement(fmt::format("{} {} NOT NULL", alter, after.nullable ? "DROP" : "SET"));
}

void alter_composite(Migration& migration, const ir::Composite& before,
                     const ir::Composite& after) {
  const DialectWords& words = migration.context.words;
  const std::string alter = "ALTER TYPE " + words.name(after.name);
  for (const auto& [old_field, new_field] : ir::pair_up(before.fields, after.fields)) {
    if (new_field == nullptr) {
      migration.statement(fmt::format("{} DROP ATTRIBUTE {}", alter, words.name(old_field->name)));
    } else if (old_field == nullptr) {
      migration.statement(fmt::format("{} ADD ATTRIBUTE {} {}", alter, words.name(new_field->name),
                                      new_field->database_type));
    } else if (old_field->database_type != new_field->database_type ||
               has_type(new_field->type, migration.plan.retyped)) {
      migration.statement(fmt::format("{} ALTER ATTRIBUTE {} TYPE {}", alter,
                                      words.name(new_field->name), new_field->database_type));
    }
  }
}

void alter_sequence(Migration& migration, const ir::Sequence& before, const ir::Sequence& after) {
  if (before.options == after.options) return;
  std::string sql = "ALTER SEQUENCE " + migration.context.words.name(after.name);
  if (before.options.type != after.options.type && !after.options.type.empty())
    sql += " AS " + after.options.type;
  sql += ' ';
  append_sequence_options(sql, after.options);
  if (!after.options.cycle) sql += " NO CYCLE";
  migration.statement(sql);
}

void drop_sequences(Migration& migration) {
  for (const auto& [before, after] :
       ir::pair_up(migration.before.sequences, migration.after.sequences)) {
    if (after == nullptr && !goes_by_itself(migration, *before))
      migration.statement("DROP SEQUENCE " + migration.context.words.name(before->name));
  }
}

void own_sequences(Migration& migration) {
  for (const auto& [before, after] :
       ir::pair_up(migration.before.sequences, migration.after.sequences)) {
    if (after == nullptr) continue;
    const bool owned_already = before != nullptr && before->owned_by == after->owned_by &&
                               !migration.makes(ir::identity(after->name));
    if (owned_already) continue;
    if (after->owned_by) {
      write_sequence_owner(migration.context, *after);
    } else if (before != nullptr && before->owned_by) {
      migration.statement(fmt::format("ALTER SEQUENCE {} OWNED BY NONE",
                                      migration.context.words.name(after->name)));
    }
  }
}

}  // namespace sqlx::sql
