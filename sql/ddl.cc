#include "sql/ddl.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/ddl_order.h"
#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

// Partitions after their parents.
void each_table(const std::vector<ir::Table>& tables,
                const std::function<void(const ir::Table&)>& body) {
  for (const ir::Table& table : tables) {
    body(table);
    each_table(table.partitions, body);
  }
}

// Partitions before their parents: an index or key of the parent then takes over what its
// partitions have, under their own names.
void each_table_from_below(const std::vector<ir::Table>& tables, const ir::Table* parent,
                           const std::function<void(const ir::Table&, const ir::Table*)>& body) {
  for (const ir::Table& table : tables) {
    each_table_from_below(table.partitions, &table, body);
    body(table, parent);
  }
}

}  // namespace

std::string implied_schema(const ir::Database& database, const wirepacks::Ddl& ddl) {
  return ddl.default_schema_implied ? database.default_schema : std::string();
}

// Those that were read, and others that types of columns are in.
std::set<std::string> schema_names(const ir::Database& database) {
  std::set<std::string> names;
  for (const ir::Namespace& schema : database.schemas) names.insert(schema.name);
  const auto add = [&](const auto& objects) {
    for (const auto& object : objects) names.insert(object.name.schema);
  };
  add(database.enums);
  add(database.domains);
  add(database.composites);
  return names;
}

namespace {

void write_schemas(DdlContext& context) {
  for (const std::string& name : schema_names(context.database)) {
    if (name.empty() || name == implied_schema(context.database, context.ddl)) continue;
    context.script.statement(
        fmt::format("CREATE SCHEMA IF NOT EXISTS {}", context.words.name(name)));
  }
  context.script.paragraph();
  for (const ir::Extension& extension : context.database.extensions)
    write_extension(context, extension);
  context.script.paragraph();
}

// One overload for each alternative of Unit::Object.
struct UnitWriter {
  DdlContext& context;
  const Unit& unit;

  void operator()(const ir::Enum* type) const { write_enum(context, *type); }
  void operator()(const ir::Composite* type) const { write_composite(context, *type); }
  void operator()(const ir::Domain* domain) const { write_domain(context, *domain); }
  void operator()(const ir::Sequence* sequence) const { write_sequence(context, *sequence); }
  void operator()(const ir::Unsupported* item) const { context.script.body(item->sql); }
  void operator()(const ir::Routine* routine) const { context.script.body(routine->definition); }
  void operator()(const ir::Table* table) const { write_table(context, unit, *table); }
};

void write_units(DdlContext& context, const std::vector<Unit>& units) {
  for (const Unit& unit : units) std::visit(UnitWriter{context, unit}, unit.object);
  for (const Unit& unit : units) {
    if (unit.bare) write_bare_expressions(context, *std::get<const ir::Table*>(unit.object));
  }
}

}  // namespace

void write_attribute_statements(DdlContext& context, const ir::Table& table) {
  const auto write = [&](const std::vector<wirepacks::Clause>& clauses,
                         const ir::Attributes& attributes, const std::string& part) {
    for (const wirepacks::Clause& clause : clauses) {
      const std::string* value = ir::find_attribute(attributes, clause.key);
      if (value == nullptr) continue;
      context.script.statement(
          context.words.fill(clause.text, {.value = *value,
                                           .object = context.words.name(table.name),
                                           .part = context.words.name(part)}));
    }
  };
  const wirepacks::Clauses& column_words = column_clauses(context.ddl, table);
  for (const ir::Column& column : table.columns)
    write(column_words.statements, column.attributes, column.name);
  for (const ir::Index& index : table.indexes)
    write(context.ddl.index.statements, index.attributes, index.name);
  write(clauses_of(context.ddl, table).statements, table.attributes, table.name.name);
}

void write_trigger(DdlContext& context, const ir::Table& table, const ir::Trigger& trigger) {
  context.script.body(trigger.sql);
  if (trigger.enabled) return;
  context.script.statement(fmt::format("ALTER TABLE {} DISABLE TRIGGER {}",
                                       context.words.name(table.name),
                                       context.words.name(trigger.name)));
}

void write_triggers(DdlContext& context, const ir::Table& table) {
  for (const ir::Trigger& trigger : table.triggers) write_trigger(context, table, trigger);
}

void write_policy(DdlContext& context, const ir::Table& table, const ir::Policy& policy) {
  std::string sql = fmt::format("CREATE POLICY {} ON {}", context.words.name(policy.name),
                                context.words.name(table.name));
  if (!policy.permissive) sql += " AS RESTRICTIVE";
  if (!policy.command.empty()) sql += " FOR " + upper(policy.command);
  if (!policy.roles.empty()) sql += " TO " + context.words.names(policy.roles);
  if (!policy.using_sql.empty())
    sql += "\n  USING " + context.words.in_parentheses(policy.using_sql);
  if (!policy.check_sql.empty())
    sql += "\n  WITH CHECK " + context.words.in_parentheses(policy.check_sql);
  context.script.statement(sql);
}

void write_policies(DdlContext& context, const ir::Table& table) {
  const std::string name = context.words.name(table.name);
  using enum ir::RowSecurity;
  if (table.row_security == kOn || table.row_security == kForced)
    context.script.statement(fmt::format("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", name));
  if (table.row_security == kForced || table.row_security == kOffForced)
    context.script.statement(fmt::format("ALTER TABLE {} FORCE ROW LEVEL SECURITY", name));
  for (const ir::Policy& policy : table.policies) write_policy(context, table, policy);
}

void write_sequence_owner(DdlContext& context, const ir::Sequence& sequence) {
  if (!sequence.owned_by) return;
  context.script.statement(fmt::format(
      "ALTER SEQUENCE {} OWNED BY {}.{}", context.words.name(sequence.name),
      context.words.name(sequence.owned_by->table), context.words.name(sequence.owned_by->column)));
}

void write_extension(DdlContext& context, const ir::Extension& extension) {
  std::string sql =
      fmt::format("CREATE EXTENSION IF NOT EXISTS {}", context.words.name(extension.name));
  if (!extension.schema.empty()) sql += " WITH SCHEMA " + context.words.name(extension.schema);
  context.script.statement(sql);
}

void write_statements(DdlContext& context, const std::vector<std::string>& statements) {
  context.script.paragraph();
  for (const std::string& statement : statements) context.script.statement(statement);
  context.script.paragraph();
}

namespace {

void write_late_objects(DdlContext& context) {
  for (const std::string& kind : context.ddl.late_kinds) {
    for (const ir::Unsupported& item : context.database.unsupported) {
      if (item.kind == kind && !item.sql.empty()) context.script.body(item.sql);
    }
  }
}

void write_sequence_owners(DdlContext& context) {
  for (const ir::Sequence& sequence : context.database.sequences)
    write_sequence_owner(context, sequence);
}

// What waits until every object is there.
void write_later_parts(DdlContext& context) {
  const std::vector<ir::Table>& tables = context.database.tables;
  const auto section = [&](const auto& write) {
    context.script.paragraph();
    each_table(tables, [&](const ir::Table& table) { write(context, table); });
  };
  section(write_late_constraints);
  context.script.paragraph();
  each_table_from_below(tables, nullptr, [&](const ir::Table& table, const ir::Table*) {
    write_indexes(context, table);
  });
  context.script.paragraph();
  each_table_from_below(tables, nullptr, [&](const ir::Table& table, const ir::Table* parent) {
    write_foreign_keys(context, table, parent);
  });
  section(write_attribute_statements);
  section(write_triggers);
  section(write_policies);
  context.script.paragraph();
  write_sequence_owners(context);
  context.script.paragraph();
  write_comments(context);
  context.script.paragraph();
  write_late_objects(context);
}

// A statement about what the database did not tell us is left out.
std::vector<std::string> opening(const DdlContext& context) {
  std::vector<std::string> statements;
  for (std::string statement : context.ddl.before) {
    bool known = true;
    const auto fill = [&](std::string_view blank, const std::string& value) {
      known = known && (!value.empty() || statement.find(blank) == std::string::npos);
      replace_all(statement, blank, context.words.string(value));
    };
    fill("{encoding}", context.database.encoding);
    fill("{collation}", context.database.collation);
    if (known) statements.push_back(std::move(statement));
  }
  return statements;
}

// One warning for each kind of thing that is not written: only its name is known, or the engine
// would refuse it.
void report_left_out(const DdlContext& context) {
  const auto is_one_of = [](const std::vector<std::string>& kinds, const std::string& kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  std::map<std::string, std::vector<std::string>> names;
  for (const ir::Unsupported& item : context.database.unsupported) {
    const bool is_written = !item.sql.empty() && !is_one_of(context.ddl.left_out, item.kind);
    if (is_written || is_one_of(context.ddl.written_elsewhere, item.kind)) continue;
    names[item.kind].push_back(to_string(SchemaPath{{item.name.schema, item.name.name}}));
  }
  for (const auto& [kind, list] : names) {
    context.diagnostics.add(Code::kDdlIncomplete,
                            fmt::format("the DDL leaves out {} {}", kind, enumerate(list)));
  }
}

bool says(const wirepacks::Clauses& clauses, ir::AttributeKey key) {
  const auto has = [&](const std::vector<wirepacks::Clause>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](const wirepacks::Clause& clause) { return clause.key == key; });
  };
  return has(clauses.modifiers) || has(clauses.options) || has(clauses.endings) ||
         has(clauses.statements);
}

bool has_written_columns(ir::TableKind kind) {
  return kind == ir::TableKind::kTable || kind == ir::TableKind::kForeignTable;
}

// An attribute that the pack has no words for. What is said of a key can be said of a column too:
// NOT NULL ON CONFLICT IGNORE.
void report_unsaid(const DdlContext& context, const ir::Table& table) {
  const auto report = [&](const auto& part, const wirepacks::Clauses& clauses,
                          const std::string& name) {
    for (const ir::Attribute& attribute : part.attributes) {
      if (says(clauses, attribute.key) || says(context.ddl.key, attribute.key)) continue;
      context.diagnostics.add(Code::kDdlIncomplete,
                              fmt::format("the DDL leaves out `{}` = `{}`",
                                          ir::enum_name(attribute.key), printable(attribute.value)),
                              SchemaPath{{table.name.schema, table.name.name, name}});
    }
  };
  const auto report_all = [&](const auto& parts, const wirepacks::Clauses& clauses) {
    for (const auto& part : parts) report(part, clauses, part.name);
  };
  report(table, clauses_of(context.ddl, table), "");
  if (table.primary_key) report(*table.primary_key, context.ddl.key, table.primary_key->name);
  if (has_written_columns(table.kind))
    report_all(table.columns, column_clauses(context.ddl, table));
  report_all(table.uniques, context.ddl.key);
  report_all(table.foreign_keys, context.ddl.key);
  report_all(table.checks, context.ddl.key);
  report_all(table.indexes, context.ddl.index);
}

}  // namespace

std::string_view noun(ir::TableKind kind) {
  constexpr auto kNouns = std::to_array<std::string_view>(
      {"TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "VIRTUAL TABLE"});
  return kNouns[static_cast<std::size_t>(kind)];
}

const wirepacks::Clauses& clauses_of(const wirepacks::Ddl& ddl, const ir::Table& table) {
  switch (table.kind) {
    case ir::TableKind::kTable: return ddl.table;
    case ir::TableKind::kView: return ddl.view;
    case ir::TableKind::kMaterializedView: return ddl.materialized_view;
    case ir::TableKind::kForeignTable: return ddl.foreign_table;
    case ir::TableKind::kVirtualTable: return ddl.virtual_table;
  }
  return ddl.table;
}

const wirepacks::Clauses& column_clauses(const wirepacks::Ddl& ddl, const ir::Table& table) {
  return table.kind == ir::TableKind::kForeignTable ? ddl.foreign_column : ddl.column;
}

std::string ddl(const ir::Database& database, const wirepacks::WirePack& pack,
                Diagnostics& diagnostics) {
  DdlContext context{database, pack.ddl,
                     DialectWords(pack.lexical, implied_schema(database, pack.ddl)),
                     Script(pack.ddl.delimiter, pack.ddl.rewrites), diagnostics};
  report_left_out(context);
  each_table(database.tables, [&](const ir::Table& table) { report_unsaid(context, table); });
  write_statements(context, opening(context));
  write_schemas(context);
  write_units(context, units_in_order(database, pack, diagnostics));
  write_later_parts(context);
  write_statements(context, pack.ddl.after);
  return context.script.take();
}

}  // namespace sqlx::sql
