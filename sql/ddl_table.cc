// Tables, partitions and views: each as one CREATE statement, with what belongs into it.
//
// A partition or child whose columns stand as its parents give them is written PARTITION OF or
// INHERITS; one that was made by itself and attached later may have them in another order, or keys
// of other names, and is made and attached here too.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

using Lines = std::vector<std::string>;

// 42, -1.5, NULL, CURRENT_DATE, 'it''s', X'00', "a": one word or one string, whatever stands in it.
bool is_one_token(std::string_view sql) {
  if (sql.starts_with('-') || sql.starts_with('+')) sql.remove_prefix(1);
  const auto in_word = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '.'; };
  while (!sql.empty() && in_word(sql.front())) sql.remove_prefix(1);
  if (sql.empty()) return true;
  const char quote = sql.front();
  if (quote != '\'' && quote != '"') return false;
  for (std::size_t i = 1; i < sql.size(); ++i) {
    if (sql[i] == '\\') {
      ++i;
    } else if (sql[i] == quote) {
      if (i + 1 == sql.size()) return true;
      if (sql[++i] != quote) return false;
    }
  }
  return false;
}

bool needs_parentheses(const wirepacks::Ddl& ddl, std::string_view sql) {
  if (!ddl.default_in_parentheses || is_one_token(sql)) return false;
  return std::none_of(ddl.bare_defaults.begin(), ddl.bare_defaults.end(),
                      [&](const std::string& word) { return starts_with_fold(sql, word); });
}

// NOT NULL ON CONFLICT IGNORE: a column may say of this what others say of their keys. What a
// column and a key both may be, as invisible, it is itself.
void append_not_null(std::string& out, const DdlContext& context, const ir::Column& column) {
  out += " NOT NULL";
  const auto& own = context.ddl.column.options;
  for (const wirepacks::Clause& clause : context.ddl.key.options) {
    const bool of_column = std::any_of(own.begin(), own.end(),
                                       [&](const auto& each) { return each.key == clause.key; });
    if (!of_column) context.words.append_clauses(out, std::span(&clause, 1), column.attributes);
  }
}

void append_nullability(std::string& out, const DdlContext& context, const ir::Column& column) {
  if (!column.nullable) return append_not_null(out, context, column);
  const auto& types = context.ddl.not_null_types;
  const bool implied = std::any_of(types.begin(), types.end(), [&](const std::string& type) {
    return starts_with_fold(column.database_type, type);
  });
  if (implied && !column.generated) out += " NULL";
}

bool counts_by_default(const ir::Column& column, const ir::SequenceOptions& options) {
  const std::int64_t largest = column.type.kind == ir::TypeKind::kInt16   ? INT16_MAX
                               : column.type.kind == ir::TypeKind::kInt32 ? INT32_MAX
                                                                          : INT64_MAX;
  return options == ir::SequenceOptions{.type = options.type, .maximum = largest};
}

}  // namespace

std::string identity_clause(const DdlContext& context, const ir::Column& column) {
  std::string out;
  if (!column.identity) return out;
  const auto& rows = context.ddl.identity;
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) {
    return each.first == column.identity->kind;
  });
  if (row == rows.end()) return out;
  out += ' ' + row->second;
  if (!column.identity->options || counts_by_default(column, *column.identity->options)) return out;
  out += " (";
  append_sequence_options(out, *column.identity->options);
  return out + ')';
}

// SQLite makes a column of a key that is written behind it descending an ordinary column, and not
// so in the key of the table: a rowid that descends has to stand there.
bool has_key_inline(const wirepacks::Ddl& ddl, const ir::Table& table, const ir::Column& column) {
  if (!ddl.primary_key_inline || !table.primary_key || table.primary_key->columns.size() != 1)
    return false;
  const ir::KeyPart& part = table.primary_key->columns.front();
  const bool is_rowid = column.identity && column.identity->kind == ir::IdentityKind::kRowid;
  return part.column == column.name && part.collation.empty() && !(part.descending && is_rowid);
}

namespace {

void append_inline_key(std::string& out, const DdlContext& context, const ir::Table& table,
                       const ir::Column& column) {
  if (!has_key_inline(context.ddl, table, column)) return;
  const bool descending = table.primary_key->columns.front().descending;
  out += ' ' + key_words(context, *table.primary_key,
                         descending ? "PRIMARY KEY DESC" : "PRIMARY KEY", "");
}

// The start or end of a row's life, in a table that keeps its history: the server fills it.
bool is_period(const ir::Column& column) {
  const std::string* value =
      ir::find_attribute(column.attributes, ir::AttributeKey::kSystemVersioned);
  return column.generated && value != nullptr && *value != "without";
}

std::string period_line(const DdlContext& context, const ir::Table& table,
                        const ir::Column& column) {
  ir::Attributes attributes = column.attributes;
  std::erase_if(attributes, [](const ir::Attribute& each) {
    return each.key == ir::AttributeKey::kSystemVersioned;
  });
  std::string out = fmt::format("{} {} GENERATED ALWAYS AS {}", context.words.name(column.name),
                                column.database_type, column.generated->sql);
  context.words.append_clauses(out, column_clauses(context.ddl, table).options, attributes);
  append_comment(out, context, column.comment);
  return out;
}

void append_generated(std::string& out, const DdlContext& context, const ir::Column& column) {
  if (!column.generated) return;
  out +=
      fmt::format(" GENERATED ALWAYS AS {} {}", context.words.in_parentheses(column.generated->sql),
                  column.generated->stored ? "STORED" : "VIRTUAL");
}

}  // namespace

std::string column_line(const DdlContext& context, const ir::Table& table, const ir::Column& column,
                        bool bare) {
  if (is_period(column)) return period_line(context, table, column);
  std::string out = context.words.name(column.name);
  if (!column.database_type.empty()) out += ' ' + column.database_type;
  const wirepacks::Clauses& clauses = column_clauses(context.ddl, table);
  context.words.append_clauses(out, clauses.modifiers, column.attributes);
  if (!column.collation.empty())
    out += ' ' + context.words.fill(context.ddl.collation, {.value = column.collation});
  append_generated(out, context, column);
  append_nullability(out, context, column);
  if (column.default_value && !bare) out += ' ' + default_clause(context, *column.default_value);
  if (!column.on_update.empty()) out += " ON UPDATE " + column.on_update;
  append_inline_key(out, context, table, column);
  out += identity_clause(context, column);
  context.words.append_clauses(out, clauses.options, column.attributes);
  append_comment(out, context, column.comment);
  return out;
}

namespace {

// Of a column that a parent declares: only where the child says something else.
void add_changed_column(Lines& lines, const DdlContext& context, const ir::Column& column,
                        const ir::Table& parent) {
  const ir::Column* original = ir::find_column(parent, column.name);
  if (original == nullptr) return;
  std::string changes;
  if (column.default_value != original->default_value) {
    changes += column.default_value ? ' ' + default_clause(context, *column.default_value)
                                    : " DEFAULT NULL";
  }
  if (original->nullable && !column.nullable) changes += " NOT NULL";
  if (!changes.empty()) lines.push_back(context.words.name(column.name) + changes);
}

void add_keys(Lines& lines, const DdlContext& context, const ir::Table& table) {
  const auto is_inline = [&](const ir::Column& column) {
    return has_key_inline(context.ddl, table, column);
  };
  if (table.primary_key && std::none_of(table.columns.begin(), table.columns.end(), is_inline)) {
    lines.push_back(key_clause(context, *table.primary_key, "PRIMARY KEY"));
  }
  for (const ir::Key& key : table.uniques) lines.push_back(key_clause(context, key, "UNIQUE"));
  for (const ir::Exclusion& exclusion : table.exclusions)
    lines.push_back(exclusion_clause(context, exclusion));
}

// Where a column may have a check that is called as it is, the check is said with the column:
// beside the columns, its name could be that of a key, too.
const ir::Check* check_of(const DdlContext& context, const ir::Table& table,
                          const ir::Column& column) {
  if (!context.ddl.alter.checks_of_columns || column.generated) return nullptr;
  const auto found =
      std::find_if(table.checks.begin(), table.checks.end(),
                   [&](const ir::Check& check) { return check.name == column.name; });
  return found == table.checks.end() ? nullptr : &*found;
}

bool is_said_with_column(const DdlContext& context, const ir::Table& table,
                         const ir::Check& check) {
  const ir::Column* column = ir::find_column(table, check.name);
  return column != nullptr && check_of(context, table, *column) == &check;
}

void add_checks(Lines& lines, const DdlContext& context, const ir::Table& table,
                bool with_inherited) {
  for (const ir::Check& check : table.checks) {
    if (!comes_late(check) && (with_inherited || !check.inherited) &&
        !is_said_with_column(context, table, check))
      lines.push_back(check_clause(context, check));
  }
}

void add_period(Lines& lines, const DdlContext& context, const ir::Table& table) {
  std::vector<std::string> names;
  for (const ir::Column& column : table.columns) {
    if (is_period(column)) names.push_back(column.name);
  }
  if (!names.empty())
    lines.push_back(fmt::format("PERIOD FOR SYSTEM_TIME ({})", context.words.names(names)));
}

void add_inline_rest(Lines& lines, const DdlContext& context, const ir::Table& table) {
  if (context.ddl.indexes_inline) {
    for (const ir::Index& index : table.indexes) lines.push_back(index_clause(context, index));
  }
  if (context.ddl.foreign_keys_inline) {
    for (const ir::ForeignKey& key : table.foreign_keys)
      lines.push_back(foreign_key_clause(context, key));
  }
}

std::string in_parentheses(const Lines& lines) {
  return lines.empty() ? "()" : fmt::format("(\n  {}\n)", join(lines, ",\n  "));
}

}  // namespace

std::string partitioning_clause(const DdlContext& context, const ir::Table& table) {
  if (!table.partitioning) return {};
  const ir::Partitioning& by = *table.partitioning;
  std::string out = fmt::format("\nPARTITION BY {} ({})", upper(by.strategy), by.key);
  Lines slices;
  for (const ir::PartitionSlice& slice : by.slices) {
    slices.push_back(fmt::format("PARTITION {}{}{}", context.words.name(slice.name),
                                 slice.bound.empty() ? "" : " ", slice.bound));
  }
  return slices.empty() ? out : out + ' ' + in_parentheses(slices);
}

namespace {

void append_options(std::string& out, const DdlContext& context, const ir::Table& table) {
  std::string options;
  const std::string& separator = context.ddl.option_separator;
  context.words.append_clauses(options, clauses_of(context.ddl, table).options, table.attributes,
                               separator);
  if (!options.empty()) out += ' ' + options.substr(separator.size());
  append_comment(out, context, table.comment);
}

void append_tail(std::string& out, const DdlContext& context, const ir::Table& table) {
  const std::string partitioning = partitioning_clause(context, table);
  if (!context.ddl.partitioning_last) out += partitioning;
  append_options(out, context, table);
  if (context.ddl.partitioning_last) out += partitioning;
}

std::string create_words(const DdlContext& context, const ir::Table& table) {
  std::string out = "CREATE";
  context.words.append_clauses(out, clauses_of(context.ddl, table).modifiers, table.attributes);
  return fmt::format("{} {} {}", out, noun(table.kind), context.words.name(table.name));
}

bool same_order(const std::vector<std::string>& names, const ir::Table& table) {
  return std::equal(
      names.begin(), names.end(), table.columns.begin(), table.columns.end(),
      [](const std::string& name, const ir::Column& column) { return name == column.name; });
}

void append_new_names(std::vector<std::string>& names, const ir::Table& table) {
  for (const ir::Column& column : table.columns) {
    if (std::find(names.begin(), names.end(), column.name) == names.end())
      names.push_back(column.name);
  }
}

bool names_own_keys(const ir::Table& table) {
  return table.primary_key || !table.uniques.empty() || !table.exclusions.empty();
}

bool is_made_from_parent(const ir::Table& table, const ir::Table& parent) {
  std::vector<std::string> names;
  append_new_names(names, parent);
  return same_order(names, table) && !names_own_keys(table);
}

// Columns come from the parents in order, then the table's own.
bool is_made_from_parents(const DdlContext& context, const ir::Table& table) {
  std::vector<std::string> names;
  for (const ir::ObjectName& name : table.inherits) {
    const ir::Table* parent = find_table(context.database.tables, name);
    if (parent == nullptr) return true;
    append_new_names(names, *parent);
  }
  append_new_names(names, table);
  return same_order(names, table);
}

Lines whole_body(const DdlContext& context, const ir::Table& table, bool bare,
                 bool with_inherited) {
  Lines lines;
  for (const ir::Column& column : table.columns) {
    if (!with_inherited && column.inherited) continue;
    lines.push_back(column_line(context, table, column, bare));
    const ir::Check* check = check_of(context, table, column);
    if (check != nullptr && !bare)
      lines.back() += fmt::format(" CHECK {}", context.words.in_parentheses(check->sql));
  }
  add_keys(lines, context, table);
  if (!bare) add_checks(lines, context, table, with_inherited);
  add_inline_rest(lines, context, table);
  add_period(lines, context, table);
  return lines;
}

void write_partition_of(DdlContext& context, const ir::Table& table, const ir::Table& parent) {
  Lines lines;
  for (const ir::Column& column : table.columns) add_changed_column(lines, context, column, parent);
  add_checks(lines, context, table, false);
  std::string sql = fmt::format("{} PARTITION OF {}", create_words(context, table),
                                context.words.name(parent.name));
  if (!lines.empty()) sql += ' ' + in_parentheses(lines);
  sql += "\n  " + table.partition_bound;
  append_tail(sql, context, table);
  context.script.statement(sql);
}

// What numbers the parent's rows numbers those of the partition, and only that.
ir::Table without_identity_of(const ir::Table& parent, ir::Table table) {
  for (ir::Column& column : table.columns) {
    const ir::Column* original = ir::find_column(parent, column.name);
    if (original != nullptr && original->identity && column.identity == original->identity)
      column.identity.reset();
  }
  return table;
}

void write_attached(DdlContext& context, const ir::Table& table, const ir::Table& parent,
                    bool bare) {
  const Lines body = whole_body(context, without_identity_of(parent, table), bare, true);
  std::string sql = fmt::format("{} {}", create_words(context, table), in_parentheses(body));
  append_tail(sql, context, table);
  context.script.statement(sql);
  context.script.statement(fmt::format("ALTER TABLE {} ATTACH PARTITION {} {}",
                                       context.words.name(parent.name),
                                       context.words.name(table.name), table.partition_bound));
}

void write_ordinary_table(DdlContext& context, const ir::Table& table, bool bare) {
  const bool from_parents = is_made_from_parents(context, table);
  std::string sql = fmt::format("{} {}", create_words(context, table),
                                in_parentheses(whole_body(context, table, bare, !from_parents)));
  Lines parents;
  for (const ir::ObjectName& name : table.inherits) parents.push_back(context.words.name(name));
  if (from_parents && !parents.empty()) sql += fmt::format(" INHERITS ({})", join(parents, ", "));
  append_tail(sql, context, table);
  if (from_parents) return write_from_parents(context, table, sql);
  context.script.statement(sql);
  for (const std::string& parent : parents) {
    context.script.statement(
        fmt::format("ALTER TABLE {} INHERIT {}", context.words.name(table.name), parent));
  }
}

void write_virtual_table(DdlContext& context, const ir::Table& table) {
  std::string sql = create_words(context, table);
  append_options(sql, context, table);
  context.script.statement(sql);
}

void write_column_defaults(DdlContext& context, const ir::Table& table) {
  for (const ir::Column& column : table.columns) {
    if (column.inherited || !column.default_value) continue;
    context.script.statement(fmt::format(
        "ALTER {} {} ALTER COLUMN {} SET {}", noun(table.kind), context.words.name(table.name),
        context.words.name(column.name), default_clause(context, *column.default_value)));
  }
}

void write_view(DdlContext& context, const ir::Table& table) {
  std::string sql = create_words(context, table);
  if (context.ddl.view_columns && !table.columns.empty()) {
    std::vector<std::string> names;
    append_new_names(names, table);
    sql += fmt::format(" ({})", context.words.names(names));
  }
  const wirepacks::Clauses& clauses = clauses_of(context.ddl, table);
  context.words.append_clauses(sql, clauses.options, table.attributes);
  sql += " AS\n" + table.definition;
  while (sql.ends_with(';') || is_space(sql.back())) sql.pop_back();
  context.words.append_clauses(sql, clauses.endings, table.attributes, "\n");
  if (table.kind == ir::TableKind::kMaterializedView) sql += "\nWITH NO DATA";
  context.script.statement(sql);
  write_column_defaults(context, table);
}

}  // namespace

const ir::Table* find_table(const std::vector<ir::Table>& tables, const ir::ObjectName& name) {
  for (const ir::Table& table : tables) {
    if (table.name == name) return &table;
    if (const ir::Table* partition = find_table(table.partitions, name)) return partition;
  }
  return nullptr;
}

std::string default_clause(const DdlContext& context, const ir::Default& value) {
  const bool in_parentheses = needs_parentheses(context.ddl, value.sql);
  return fmt::format("DEFAULT {}{}{}", in_parentheses ? "(" : "", value.sql,
                     in_parentheses ? ")" : "");
}

void write_table(DdlContext& context, const Unit& unit, const ir::Table& table) {
  if (ir::is_view(table)) return write_view(context, table);
  if (table.kind == ir::TableKind::kVirtualTable) return write_virtual_table(context, table);
  if (unit.parent == nullptr) return write_ordinary_table(context, table, unit.bare);
  if (is_made_from_parent(table, *unit.parent))
    return write_partition_of(context, table, *unit.parent);
  write_attached(context, table, *unit.parent, unit.bare);
}

void write_bare_expressions(DdlContext& context, const ir::Table& table) {
  write_column_defaults(context, table);
  const std::string alter = fmt::format("ALTER TABLE {}", context.words.name(table.name));
  for (const ir::Check& check : table.checks) {
    if (check.inherited || comes_late(check)) continue;
    context.script.statement(fmt::format("{} ADD {}", alter, check_clause(context, check)));
  }
}

}  // namespace sqlx::sql
