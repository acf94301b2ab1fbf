// Keys, checks and indexes: as clauses of CREATE TABLE, and as statements of their own for what
// comes later.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

std::string constraint_name(const DdlContext& context, const std::string& name) {
  return name.empty() ? std::string() : fmt::format("CONSTRAINT {} ", context.words.name(name));
}

void append_deferrability(std::string& out, ir::Deferrability deferrability) {
  if (deferrability == ir::Deferrability::kImmediate) return;
  out += deferrability == ir::Deferrability::kDeferrable ? " DEFERRABLE"
                                                         : " DEFERRABLE INITIALLY DEFERRED";
}

std::string key_part(const DdlContext& context, const ir::KeyPart& part) {
  std::string out = part.column.empty() ? context.words.in_parentheses(part.expression)
                                        : context.words.name(part.column);
  if (part.prefix_length) out += fmt::format("({})", *part.prefix_length);
  if (!part.collation.empty())
    out += ' ' + context.words.fill(context.ddl.collation, {.value = part.collation});
  if (!part.operator_class.empty()) out += ' ' + part.operator_class;
  if (part.descending) out += " DESC";
  if (part.nulls != ir::NullsOrder::kDefault)
    out += part.nulls == ir::NullsOrder::kFirst ? " NULLS FIRST" : " NULLS LAST";
  return out;
}

std::string key_parts(const DdlContext& context, const std::vector<ir::KeyPart>& parts) {
  std::string out = "(";
  for (const ir::KeyPart& part : parts) {
    if (&part != parts.data()) out += ", ";
    out += key_part(context, part);
  }
  return out + ')';
}

void append_action(std::string& out, const DdlContext& context, std::string_view event,
                   ir::ReferentialAction action) {
  const std::string_view name = ir::enum_name(action);
  if (name == context.ddl.implied_action) return;
  std::string words = upper(name);
  replace_all(words, "_", " ");
  out += fmt::format(" ON {} {}", event, words);
}

const std::string* index_kind(const wirepacks::Ddl& ddl, std::string_view method) {
  const auto found = std::find_if(ddl.index_kinds.begin(), ddl.index_kinds.end(),
                                  [&](const auto& row) { return equal_fold(row.first, method); });
  return found == ddl.index_kinds.end() ? nullptr : &found->second;
}

void append_index_method(std::string& out, const DdlContext& context, const std::string& method) {
  if (method.empty() || equal_fold(method, context.ddl.implied_method) ||
      index_kind(context.ddl, method) != nullptr)
    return;
  out += " USING " + method;
}

// CREATE is left to the caller: "UNIQUE INDEX i".
std::string index_head(const DdlContext& context, const ir::Index& index) {
  std::string out;
  if (index.unique) out += "UNIQUE ";
  if (const std::string* kind = index_kind(context.ddl, index.method)) out += *kind + ' ';
  return out + "INDEX " + context.words.name(index.name);
}

void append_index_tail(std::string& out, const DdlContext& context, const ir::Index& index) {
  append_index_method(out, context, index.method);
  out += ' ' + key_parts(context, index.parts);
  if (!index.included_columns.empty())
    out += fmt::format(" INCLUDE ({})", context.words.names(index.included_columns));
  if (index.nulls_not_distinct) out += " NULLS NOT DISTINCT";
  context.words.append_clauses(out, context.ddl.index.options, index.attributes);
  if (!index.predicate.empty()) out += " WHERE " + index.predicate;
  append_comment(out, context, index.comment);
}

bool has_foreign_key(const ir::Table& table, const std::string& name) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const ir::ForeignKey& key) { return key.name == name; });
}

void add_constraint(DdlContext& context, const ir::Table& table, const std::string& clause) {
  context.script.statement(fmt::format("ALTER {} {}\n  ADD {}", noun(table.kind),
                                       context.words.name(table.name), clause));
}

}  // namespace

// `columns` is empty where the key stands behind its only column.
std::string key_words(const DdlContext& context, const ir::Key& key, std::string_view kind,
                      std::string_view columns) {
  std::string out = constraint_name(context, key.name);
  out += kind;
  if (key.nulls_not_distinct) out += " NULLS NOT DISTINCT";
  if (!columns.empty()) out += fmt::format(" {}", columns);
  if (!key.included_columns.empty())
    out += fmt::format(" INCLUDE ({})", context.words.names(key.included_columns));
  context.words.append_clauses(out, context.ddl.key.modifiers, key.attributes);
  append_deferrability(out, key.deferrability);
  context.words.append_clauses(out, context.ddl.key.options, key.attributes);
  append_comment(out, context, key.comment);
  return out;
}

std::string key_clause(const DdlContext& context, const ir::Key& key, std::string_view kind) {
  return key_words(context, key, kind, key_parts(context, key.columns));
}

std::string foreign_key_clause(const DdlContext& context, const ir::ForeignKey& key) {
  std::string out =
      fmt::format("{}FOREIGN KEY ({}) REFERENCES {}", constraint_name(context, key.name),
                  context.words.names(key.columns), context.words.name(key.references));
  if (!key.referenced_columns.empty())
    out += fmt::format(" ({})", context.words.names(key.referenced_columns));
  if (key.match != ir::MatchKind::kSimple) out += " MATCH " + upper(ir::enum_name(key.match));
  append_action(out, context, "DELETE", key.on_delete);
  if (!key.on_delete_columns.empty())
    out += fmt::format(" ({})", context.words.names(key.on_delete_columns));
  append_action(out, context, "UPDATE", key.on_update);
  append_deferrability(out, key.deferrability);
  context.words.append_clauses(out, context.ddl.key.options, key.attributes);
  return out;
}

std::string check_clause(const DdlContext& context, const ir::Check& check) {
  std::string out = fmt::format("{}CHECK {}", constraint_name(context, check.name),
                                context.words.in_parentheses(check.sql));
  if (check.no_inherit) out += " NO INHERIT";
  context.words.append_clauses(out, context.ddl.key.options, check.attributes);
  return out;
}

std::string exclusion_clause(const DdlContext& context, const ir::Exclusion& exclusion) {
  return constraint_name(context, exclusion.name) + exclusion.sql;
}

std::string index_clause(const DdlContext& context, const ir::Index& index) {
  std::string out = index_head(context, index);
  append_index_tail(out, context, index);
  return out;
}

// A table that is being created has no rows that a check could be excused from.
bool comes_late(const ir::Check& check) {
  return ir::find_attribute(check.attributes, ir::AttributeKey::kNotValid) != nullptr;
}

void write_late_constraints(DdlContext& context, const ir::Table& table) {
  for (const ir::Check& check : table.checks) {
    if (comes_late(check) && !check.inherited)
      add_constraint(context, table, check_clause(context, check));
  }
}

void write_index(DdlContext& context, const ir::Table& table, const ir::Index& index) {
  std::string sql =
      fmt::format("CREATE {} ON {}", index_head(context, index), context.words.name(table.name));
  append_index_tail(sql, context, index);
  context.script.statement(sql);
}

void write_indexes(DdlContext& context, const ir::Table& table) {
  if (context.ddl.indexes_inline) return;
  for (const ir::Index& index : table.indexes) write_index(context, table, index);
}

// A partition gets the keys of its parent, under the parent's name; one that has another name is
// made before, and then taken over.
void write_foreign_keys(DdlContext& context, const ir::Table& table, const ir::Table* parent) {
  if (context.ddl.foreign_keys_inline) return;
  const auto comes_from_parent = [&](const ir::ForeignKey& key) {
    return key.inherited && (parent == nullptr || has_foreign_key(*parent, key.name));
  };
  for (const ir::ForeignKey& key : table.foreign_keys) {
    if (!comes_from_parent(key)) add_constraint(context, table, foreign_key_clause(context, key));
  }
}

}  // namespace sqlx::sql
