// The order of a migration: first what is in the way goes, from the outside in; then what is new
// comes, from the inside out, while tables change where they stand.
#include "sql/migrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "ir/diff.h"
#include "ir/enum_names.h"
#include "ir/pairs.h"
#include "sql/migrate_parts.h"
#include "sql/name_scan.h"

namespace sqlx::sql {
namespace {

using wirepacks::AlterStyle;

bool is_view(const Unit& unit) {
  const auto* table = std::get_if<const ir::Table*>(&unit.object);
  return table != nullptr && ir::is_view(**table);
}

// ---------------------------------------------------------------------------------------- dropping

std::string drop_routine(const Migration& migration, const ir::Routine& routine) {
  return migration.context.words.fill(
      migration.alter.drop_routine,
      {.object = migration.context.words.name(routine.name),
       .kind = routine.kind == ir::RoutineKind::kProcedure ? "PROCEDURE" : "FUNCTION",
       .signature = routine.signature});
}

// A virtual table is made by other words than it is dropped by.
std::string drop_table(const Migration& migration, const ir::Table& table) {
  const std::string_view kind =
      table.kind == ir::TableKind::kVirtualTable ? "TABLE" : noun(table.kind);
  return fmt::format("DROP {} {}", kind, migration.context.words.name(table.name));
}

void drop_unit(Migration& migration, const Unit& unit) {
  if (const auto* table = std::get_if<const ir::Table*>(&unit.object))
    migration.statement(drop_table(migration, **table));
  if (const auto* routine = std::get_if<const ir::Routine*>(&unit.object))
    migration.statement(drop_routine(migration, **routine));
}

// A partition goes with its parent.
bool goes_with_parent(const Migration& migration, const Unit& unit) {
  return unit.parent != nullptr && migration.plan.gone.contains(ir::identity(unit.parent->name));
}

template <class Chosen>
void drop_units(Migration& migration, const std::vector<Unit>& units, Chosen chosen) {
  for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
    if (migration.plan.gone.contains(unit->identity) && !goes_with_parent(migration, *unit) &&
        chosen(*unit))
      drop_unit(migration, *unit);
  }
}

void drop_foreign_key(Migration& migration, const ir::Table& table, const ir::ForeignKey& key) {
  migration.statement(
      fmt::format("ALTER {} {} {}", noun(table.kind), name_of(migration, table),
                  part_clause(migration, migration.alter.drop_foreign_key, table, key.name)));
}

// Two tables that go may point at each other.
void drop_keys_among_the_gone(Migration& migration, const std::vector<ir::Table>& tables) {
  for (const ir::Table& table : tables) {
    if (!migration.plan.gone.contains(ir::identity(table.name))) {
      drop_keys_among_the_gone(migration, table.partitions);
      continue;
    }
    for (const ir::ForeignKey& key : table.foreign_keys) {
      const bool stays_in_the_way = key.references != table.name &&
                                    migration.plan.gone.contains(ir::identity(key.references));
      if (stays_in_the_way && !key.inherited) drop_foreign_key(migration, table, key);
    }
  }
}

void drop_foreign_keys(Migration& migration) {
  if (migration.alter.style == AlterStyle::kRebuild) return;
  for (const TableChange& change : migration.plan.tables) {
    for (const ir::ForeignKey* key : change.foreign_keys.go)
      drop_foreign_key(migration, *change.before, *key);
  }
  drop_keys_among_the_gone(migration, migration.before.tables);
}

void drop_programs(Migration& migration, const TableChange& change) {
  for (const ir::Trigger* trigger : change.triggers.go)
    migration.statement(
        part_clause(migration, migration.alter.drop_trigger, *change.before, trigger->name));
  for (const ir::Policy* policy : change.policies.go)
    migration.statement(fmt::format("DROP POLICY {} ON {}",
                                    migration.context.words.name(policy->name),
                                    name_of(migration, *change.before)));
}

// An index is in the schema of its table.
void drop_indexes(Migration& migration, const TableChange& change) {
  if (migration.alter.style == AlterStyle::kWhole) return;
  for (const ir::Index* index : change.indexes.go) {
    const std::string name =
        migration.context.words.name(ir::ObjectName{change.before->name.schema, index->name});
    migration.statement(migration.context.words.fill(migration.alter.drop_index, {.part = name}));
  }
}

// What is not made again and stands on nothing that goes may itself stand under what is about to
// change: it goes at the end.
bool goes_last(const Migration& migration, const Unit& unit) {
  if (!std::holds_alternative<const ir::Routine*>(unit.object) || migration.makes(unit.identity))
    return false;
  return std::none_of(unit.needs.begin(), unit.needs.end(),
                      [&](const std::string& need) { return migration.plan.gone.contains(need); });
}

void drop_all(Migration& migration, const std::vector<Unit>& units) {
  drop_units(migration, units, is_view);
  for (const TableChange& change : migration.plan.tables) drop_programs(migration, change);
  drop_foreign_keys(migration);
  for (const TableChange& change : migration.plan.tables) {
    drop_indexes(migration, change);
    if (migration.alter.style == AlterStyle::kParts) drop_parts(migration, change);
  }
  drop_units(migration, units,
             [&](const Unit& unit) { return !is_view(unit) && !goes_last(migration, unit); });
}

// Routines and types, those first that stand on others.
void drop_the_last(Migration& migration, const std::vector<Unit>& units) {
  for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
    drop_type(migration, *unit);
    if (migration.plan.gone.contains(unit->identity) && goes_last(migration, *unit))
      drop_unit(migration, *unit);
  }
}

// ------------------------------------------------------------------------------------------ coming

void make_namespaces(Migration& migration) {
  const std::set<std::string> known = schema_names(migration.before);
  for (const std::string& name : schema_names(migration.after)) {
    if (name.empty() || known.contains(name)) continue;
    migration.statement(
        fmt::format("CREATE SCHEMA IF NOT EXISTS {}", migration.context.words.name(name)));
  }
  for (const auto& [before, after] :
       ir::pair_up(migration.before.extensions, migration.after.extensions)) {
    if (after == nullptr) continue;
    const std::string alter = "ALTER EXTENSION " + migration.context.words.name(after->name);
    if (before == nullptr) {
      write_extension(migration.context, *after);
    } else {
      if (before->schema != after->schema)
        migration.statement(
            fmt::format("{} SET SCHEMA {}", alter, migration.context.words.name(after->schema)));
      if (before->version != after->version)
        migration.statement(
            fmt::format("{} UPDATE TO {}", alter, migration.context.words.string(after->version)));
    }
  }
}

void drop_namespaces(Migration& migration) {
  for (const auto& [before, after] :
       ir::pair_up(migration.before.extensions, migration.after.extensions)) {
    if (after == nullptr)
      migration.statement("DROP EXTENSION " + migration.context.words.name(before->name));
  }
  const std::set<std::string> kept = schema_names(migration.after);
  for (const std::string& name : schema_names(migration.before)) {
    if (!name.empty() && !kept.contains(name))
      migration.statement("DROP SCHEMA " + migration.context.words.name(name));
  }
}

void alter_table(Migration& migration, const ir::Table& table) {
  const TableChange* change = find_change(migration.plan, table.name);
  if (change == nullptr) return;
  switch (migration.alter.style) {
    case AlterStyle::kParts: return alter_columns(migration, *change);
    case AlterStyle::kWhole: return alter_whole_table(migration, *change);
    case AlterStyle::kRebuild: return change_or_rebuild(migration, *change);
    case AlterStyle::kNone: return;
  }
}

template <class T>
const T* find_before(const std::vector<T>& objects, const T& wanted) {
  const auto found = std::find_if(objects.begin(), objects.end(),
                                  [&](const T& each) { return each.name == wanted.name; });
  return found == objects.end() ? nullptr : &*found;
}

// What a unit becomes that is there before and after, and is not made again: an overload for each
// alternative of Unit::Object.
struct UnitAlterer {
  Migration& migration;

  void operator()(const ir::Enum* /*type*/) const {}  // its labels were added before everything
  void operator()(const ir::Composite* type) const {
    if (const auto* before = find_before(migration.before.composites, *type))
      alter_composite(migration, *before, *type);
  }
  void operator()(const ir::Domain* domain) const {
    if (const auto* before = find_before(migration.before.domains, *domain))
      alter_domain(migration, *before, *domain);
  }
  void operator()(const ir::Sequence* sequence) const {
    if (const auto* before = find_before(migration.before.sequences, *sequence))
      alter_sequence(migration, *before, *sequence);
  }
  void operator()(const ir::Unsupported* /*item*/) const {}  // told by tell_unsupported
  void operator()(const ir::Routine* routine) const {
    const auto found = std::find_if(
        migration.before.routines.begin(), migration.before.routines.end(),
        [&](const ir::Routine& each) { return ir::identity(each) == ir::identity(*routine); });
    if (found != migration.before.routines.end() && found->definition != routine->definition)
      migration.context.script.body(routine->definition);
  }
  void operator()(const ir::Table* table) const { alter_table(migration, *table); }
};

// As sql/ddl.cc makes them.
struct UnitMaker {
  Migration& migration;
  const Unit& unit;

  void operator()(const ir::Enum* type) const { write_enum(migration.context, *type); }
  void operator()(const ir::Composite* type) const { write_composite(migration.context, *type); }
  void operator()(const ir::Domain* domain) const { write_domain(migration.context, *domain); }
  void operator()(const ir::Sequence* sequence) const {
    write_sequence(migration.context, *sequence);
  }
  void operator()(const ir::Unsupported* item) const { migration.context.script.body(item->sql); }
  void operator()(const ir::Routine* routine) const {
    migration.context.script.body(routine->definition);
  }
  void operator()(const ir::Table* table) const { write_table(migration.context, unit, *table); }
};

void make_units(Migration& migration, const std::vector<Unit>& units) {
  for (const Unit& unit : units) {
    if (migration.makes(unit.identity)) {
      std::visit(UnitMaker{migration, unit}, unit.object);
    } else {
      std::visit(UnitAlterer{migration}, unit.object);
    }
  }
  for (const Unit& unit : units) {
    if (unit.bare && migration.makes(unit.identity))
      write_bare_expressions(migration.context, *std::get<const ir::Table*>(unit.object));
  }
}

// ---------------------------------------------------------------------------- parts that come last

template <class Write>
void each_made_table(Migration& migration, const std::vector<ir::Table>& tables,
                     const ir::Table* parent, const Write& write) {
  for (const ir::Table& table : tables) {
    each_made_table(migration, table.partitions, &table, write);
    if (migration.makes(ir::identity(table.name))) write(table, parent);
  }
}

void add_indexes(Migration& migration) {
  for (const TableChange& change : migration.plan.tables) {
    if (migration.alter.style == AlterStyle::kWhole) break;
    for (const ir::Index* index : change.indexes.come) {
      write_index(migration.context, *change.after, *index);
      migration.uncommented.insert("INDEX " + migration.context.words.name(ir::ObjectName{
                                                  change.after->name.schema, index->name}));
    }
  }
  each_made_table(
      migration, migration.after.tables, nullptr,
      [&](const ir::Table& table, const ir::Table*) { write_indexes(migration.context, table); });
}

void add_foreign_keys(Migration& migration) {
  if (migration.alter.style == AlterStyle::kRebuild) return;
  for (const TableChange& change : migration.plan.tables) {
    for (const ir::ForeignKey* key : change.foreign_keys.come) {
      migration.statement(fmt::format("ALTER {} {}\n  ADD {}", noun(change.after->kind),
                                      name_of(migration, *change.after),
                                      foreign_key_clause(migration.context, *key)));
      migration.uncommented.insert(fmt::format("CONSTRAINT {} ON {}",
                                               migration.context.words.name(key->name),
                                               name_of(migration, *change.after)));
    }
  }
  each_made_table(migration, migration.after.tables, nullptr,
                  [&](const ir::Table& table, const ir::Table* parent) {
                    write_foreign_keys(migration.context, table, parent);
                  });
}

void change_row_security(Migration& migration, const TableChange& change) {
  using enum ir::RowSecurity;
  if (change.before->row_security == change.after->row_security) return;
  const std::string alter = fmt::format("ALTER TABLE {}", name_of(migration, *change.after));
  const auto is_on = [](ir::RowSecurity security) {
    return security == kOn || security == kForced;
  };
  const auto is_forced = [](ir::RowSecurity security) {
    return security == kForced || security == kOffForced;
  };
  const ir::RowSecurity before = change.before->row_security;
  const ir::RowSecurity after = change.after->row_security;
  if (is_on(before) != is_on(after))
    migration.statement(
        fmt::format("{} {} ROW LEVEL SECURITY", alter, is_on(after) ? "ENABLE" : "DISABLE"));
  if (is_forced(before) != is_forced(after))
    migration.statement(
        fmt::format("{} {}FORCE ROW LEVEL SECURITY", alter, is_forced(after) ? "" : "NO "));
}

void add_programs(Migration& migration) {
  for (const TableChange& change : migration.plan.tables) {
    const std::string on = " ON " + name_of(migration, *change.after);
    for (const ir::Trigger* trigger : change.triggers.come) {
      write_trigger(migration.context, *change.after, *trigger);
      migration.uncommented.insert("TRIGGER " + migration.context.words.name(trigger->name) + on);
    }
    change_row_security(migration, change);
    for (const ir::Policy* policy : change.policies.come) {
      write_policy(migration.context, *change.after, *policy);
      migration.uncommented.insert("POLICY " + migration.context.words.name(policy->name) + on);
    }
  }
  each_made_table(migration, migration.after.tables, nullptr,
                  [&](const ir::Table& table, const ir::Table*) {
                    write_triggers(migration.context, table);
                    write_policies(migration.context, table);
                  });
}

void add_what_waits(Migration& migration) {
  if (migration.alter.style == AlterStyle::kParts) {
    for (const TableChange& change : migration.plan.tables) add_parts(migration, change);
  }
  each_made_table(migration, migration.after.tables, nullptr,
                  [&](const ir::Table& table, const ir::Table*) {
                    write_late_constraints(migration.context, table);
                  });
  add_indexes(migration);
  add_foreign_keys(migration);
  each_made_table(migration, migration.after.tables, nullptr,
                  [&](const ir::Table& table, const ir::Table*) {
                    write_attribute_statements(migration.context, table);
                  });
  add_programs(migration);
}

// A materialized view is made without rows, and would refuse to be read.
void fill_materialized_views(Migration& migration) {
  each_made_table(migration, migration.after.tables, nullptr,
                  [&](const ir::Table& table, const ir::Table*) {
                    if (table.kind == ir::TableKind::kMaterializedView &&
                        find_table(migration.before.tables, table.name) != nullptr)
                      migration.statement("REFRESH MATERIALIZED VIEW " + name_of(migration, table));
                  });
}

// ---------------------------------------------------------------------------------------- comments

// Made again, and so without what was said of it: `"shop"."orders"`, and its columns and
// constraints.
bool is_about(std::string_view object, const std::string& made) {
  return object.ends_with(' ' + made) || object.find(' ' + made + '.') != std::string_view::npos;
}

void comment(Migration& migration) {
  if (migration.context.ddl.comments != wirepacks::CommentStyle::kStatement) return;
  std::map<std::string, std::string> said;
  for (auto& [object, text] : comments_of(migration.before, migration.context.words))
    said.insert_or_assign(std::move(object), std::move(text));
  std::vector<std::string> made;
  each_made_table(
      migration, migration.after.tables, nullptr,
      [&](const ir::Table& table, const ir::Table*) { made.push_back(name_of(migration, table)); });
  for (const auto& routine : migration.after.routines) {
    if (migration.makes(ir::identity(routine)))
      made.push_back(
          fmt::format("{}({})", migration.context.words.name(routine.name), routine.signature));
  }
  const auto add_types = [&](const auto& types) {
    for (const auto& type : types) {
      if (migration.makes(ir::identity(type.name)))
        made.push_back(migration.context.words.name(type.name));
    }
  };
  add_types(migration.after.enums);
  add_types(migration.after.domains);
  for (const auto& [object, text] : comments_of(migration.after, migration.context.words)) {
    const auto found = said.find(object);
    const bool is_new =
        migration.uncommented.contains(object) ||
        std::any_of(made.begin(), made.end(), [&, &object = object](const std::string& name) {
          return is_about(object, name);
        });
    const std::string before = is_new || found == said.end() ? std::string() : found->second;
    if (before == text) continue;
    migration.statement(fmt::format("COMMENT ON {} IS {}", object,
                                    text.empty() ? "NULL" : migration.context.words.string(text)));
  }
}

// ------------------------------------------------------------------------------------ what is left

template <class T>
bool drops_named(const Migration& migration, const ir::ObjectName& name,
                 const std::vector<T>& before, const std::vector<T>& after) {
  const auto has = [&](const std::vector<T>& objects) {
    return std::any_of(objects.begin(), objects.end(),
                       [&](const T& object) { return object.name == name; });
  };
  return has(before) && (!has(after) || migration.plan.retyped.contains(ir::identity(name)));
}

bool stands_on_the_dropped(const Migration& migration, const ir::Unsupported& item) {
  const std::vector<ir::ObjectName> names = names_in(item.sql, migration.identifier_quote);
  return std::any_of(names.begin(), names.end(), [&](const ir::ObjectName& name) {
    return drops_named(migration, name, migration.before.routines, migration.after.routines) ||
           drops_named(migration, name, migration.before.enums, migration.after.enums) ||
           drops_named(migration, name, migration.before.domains, migration.after.domains) ||
           drops_named(migration, name, migration.before.composites, migration.after.composites);
  });
}

// Of these only the statement that creates them is known, if that.
void tell_unsupported(Migration& migration) {
  const auto is_fact_only = [&](const ir::Unsupported& item) {
    const auto& facts = migration.context.ddl.written_elsewhere;
    return std::find(facts.begin(), facts.end(), item.kind) != facts.end();
  };
  for (const auto& [before, after] :
       ir::pair_up(migration.before.unsupported, migration.after.unsupported)) {
    const ir::Unsupported& item = before == nullptr ? *after : *before;
    const bool differs = before == nullptr || after == nullptr || before->sql != after->sql;
    if (!differs || is_fact_only(item)) continue;
    if (before != nullptr && stands_on_the_dropped(migration, *before)) {
      migration.refuse(
          item.name,
          fmt::format(
              "the {} stands on something that would be dropped, and has to be dropped before it",
              item.kind));
      continue;
    }
    const bool is_made =
        before == nullptr && !after->sql.empty() && migration.makes(ir::identity(after->name));
    if (is_made) continue;
    migration.context.diagnostics.add(
        Code::kDdlIncomplete, fmt::format("the statements leave the {} as it is", item.kind),
        SchemaPath{{item.name.schema, item.name.name}});
  }
}

bool has_statements(const wirepacks::Alter& alter) { return alter.style != AlterStyle::kNone; }

// Foreign keys come last, when both ends are there; where the engine can only say them with the
// table, that is a rebuilt one.
wirepacks::Ddl ddl_of(const wirepacks::WirePack& pack) {
  wirepacks::Ddl ddl = pack.ddl;
  if (ddl.alter.style != AlterStyle::kRebuild) ddl.foreign_keys_inline = false;
  return ddl;
}

void write_changes(Migration& migration, const std::vector<Unit>& old_units,
                   const std::vector<Unit>& new_units) {
  drop_all(migration, old_units);
  drop_domain_checks(migration);
  migration.context.script.paragraph();
  lay_aside_types(migration);
  make_namespaces(migration);
  migration.context.script.paragraph();
  make_units(migration, new_units);
  migration.context.script.paragraph();
  add_what_waits(migration);
  own_sequences(migration);
  fill_materialized_views(migration);
  comment(migration);
  migration.context.script.paragraph();
  drop_sequences(migration);
  drop_the_last(migration, old_units);
  drop_namespaces(migration);
  write_statements(migration.context, migration.afterwards);
}

}  // namespace

void Migration::refuse(const ir::ObjectName& object, std::string message) {
  context.diagnostics.add(Code::kChangeUnwritten, std::move(message),
                          SchemaPath{{object.schema, object.name}},
                          "change it by hand, and compare again");
}

std::string name_of(const Migration& migration, const ir::Table& table) {
  return migration.context.words.name(table.name);
}

std::string part_clause(const Migration& migration, const std::string& clause,
                        const ir::Table& table, const std::string& part) {
  return migration.context.words.fill(
      clause, {.object = name_of(migration, table), .part = migration.context.words.name(part)});
}

std::string option_names(std::string_view options) {
  std::string names;
  for (const std::string_view option : split(options, ',')) {
    if (!names.empty()) names += ", ";
    names += trim(option.substr(0, option.find('=')));
  }
  return names;
}

std::vector<std::string> attribute_clauses(Migration& migration, const TableChange& change) {
  std::vector<std::string> clauses;
  const auto fill = [&](const std::vector<wirepacks::Clause>& rows, const ir::Attribute& attribute,
                        bool needed) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const auto& each) { return each.key == attribute.key; });
    if (found != rows.end()) {
      const std::string keys = option_names(attribute.value);
      clauses.push_back(
          migration.context.words.fill(found->text, {.value = attribute.value, .keys = keys}));
    } else if (needed) {
      migration.refuse(change.after->name, fmt::format("`{}` of the table cannot be changed",
                                                       ir::enum_name(attribute.key)));
    }
  };
  for (const ir::Attribute& attribute : change.before->attributes) {
    const std::string* now = ir::find_attribute(change.after->attributes, attribute.key);
    if (now == nullptr || *now != attribute.value)
      fill(migration.alter.table_unset, attribute, now == nullptr);
  }
  for (const ir::Attribute& attribute : change.after->attributes) {
    const std::string* old = ir::find_attribute(change.before->attributes, attribute.key);
    if (old == nullptr || *old != attribute.value) fill(migration.alter.table_set, attribute, true);
  }
  return clauses;
}

std::string migration(const ir::Database& before, const ir::Database& after,
                      const wirepacks::WirePack& pack, Diagnostics& diagnostics) {
  if (ir::diff(before, after).empty()) return {};
  if (!has_statements(pack.ddl.alter)) {
    diagnostics.add(Code::kChangeUnwritten,
                    fmt::format("sqlx does not know how {} changes a table", pack.title), {},
                    "use --format text, which needs no statements");
    return {};
  }
  const wirepacks::Ddl ddl = ddl_of(pack);
  DdlContext context{after, ddl, DialectWords(pack.lexical, implied_schema(after, ddl)),
                     Script(ddl.delimiter, ddl.rewrites), diagnostics};
  Migration made{.context = context,
                 .before = before,
                 .after = after,
                 .alter = ddl.alter,
                 .identifier_quote = pack.lexical.identifier_quote,
                 .plan = plan_migration(before, after, pack, diagnostics),
                 .uncommented = {},
                 .afterwards = {}};
  const std::vector<Unit> old_units = units_in_order(before, pack, diagnostics);
  const std::vector<Unit> new_units = units_in_order(after, pack, diagnostics);
  add_labels(made);
  write_statements(context, ddl.alter.before);
  write_changes(made, old_units, new_units);
  write_statements(context, ddl.alter.after);
  tell_unsupported(made);
  return diagnostics.has_errors() ? std::string() : context.script.take();
}

}  // namespace sqlx::sql
