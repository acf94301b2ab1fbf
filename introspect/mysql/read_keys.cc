// Keys, indexes, foreign keys and checks.
//
// What the catalog calls an index is three things in the IR: the primary key, a unique constraint,
// or an index (everything else, unique ones over an expression among them).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "introspect/mysql/read.h"
#include "introspect/mysql/sql_text.h"

namespace sqlx::introspect::mysql {
namespace {

using ir::AttributeKey;

constexpr std::string_view kPrimary = "PRIMARY";
constexpr std::string_view kUsualMethod = "btree";

bool is_row_end(const ir::Column& column) {
  const std::string* versioned = find_attribute(column.attributes, AttributeKey::kSystemVersioned);
  return versioned != nullptr && *versioned == "row_end";
}

// MariaDB adds the end of a row's life to the unique keys of a system-versioned table; it may be a
// column that is not even listed.
bool is_added_by_server(const ir::Table& table, const std::string& column) {
  if (find_attribute(table.attributes, AttributeKey::kSystemVersioned) == nullptr) return false;
  const ir::Column* known = find_column(table, column);
  return known == nullptr || is_row_end(*known);
}

ir::KeyPart read_part(Catalog& catalog, const Rows& rows, ir::Table& table) {
  ir::KeyPart part{.column = rows.text("column_name"), .descending = rows.view("direction") == "D"};
  if (part.column.empty())
    part.expression = catalog.expression(rows.view("expression"), table.depends_on);
  const std::string_view method = rows.view("method");
  const auto prefix = rows.number("prefix_length");
  if (prefix && method != "SPATIAL" && method != "FULLTEXT")
    part.prefix_length = static_cast<std::int32_t>(*prefix);
  return part;
}

// One index of the catalog, whatever it becomes.
struct Found {
  ir::Table* table;
  ir::Index index;
};

// What an index of this table is if nothing is said: a hash where rows are kept in memory.
std::string_view usual_method(const ir::Table& table) {
  const std::string* engine = find_attribute(table.attributes, AttributeKey::kEngine);
  return engine != nullptr && equal_fold(*engine, "MEMORY") ? "hash" : kUsualMethod;
}

Found begin_index(const Rows& rows, ir::Table& table) {
  Found found{.table = &table,
              .index = {.name = rows.text("index_name"),
                        .unique = !rows.yes("non_unique"),
                        .comment = rows.text("comment")}};
  if (const std::string method = lower(rows.view("method")); method != usual_method(table))
    found.index.method = method;
  if (rows.yes("invisible"))
    set_attribute(found.index.attributes, AttributeKey::kInvisible, "true");
  return found;
}

bool is_column(const ir::KeyPart& part) { return part.expression.empty(); }

ir::Key to_key(ir::Index index) {
  ir::Key key{.name = std::move(index.name),
              .columns = std::move(index.parts),
              .comment = std::move(index.comment),
              .attributes = std::move(index.attributes)};
  if (!index.method.empty())
    set_attribute(key.attributes, AttributeKey::kOptions, "USING " + upper(index.method));
  return key;
}

void keep_index(Found found) {
  ir::Table& table = *found.table;
  ir::Index& index = found.index;
  if (index.name == kPrimary) {
    table.primary_key = to_key(std::move(index));
    table.primary_key->name.clear();  // every primary key is called that: it has no name of its own
  } else if (index.unique && std::all_of(index.parts.begin(), index.parts.end(), is_column)) {
    table.uniques.push_back(to_key(std::move(index)));
  } else {
    table.indexes.push_back(std::move(index));
  }
}

struct Rule {
  std::string_view name;
  ir::ReferentialAction action;
};
constexpr auto kRules = std::to_array<Rule>({
    {"CASCADE", ir::ReferentialAction::kCascade},
    {"NO ACTION", ir::ReferentialAction::kNoAction},
    {"RESTRICT", ir::ReferentialAction::kRestrict},
    {"SET DEFAULT", ir::ReferentialAction::kSetDefault},
    {"SET NULL", ir::ReferentialAction::kSetNull},
});

ir::ReferentialAction action_of(std::string_view name) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [&](const Rule& rule) { return rule.name == name; });
  return found == kRules.end() ? ir::ReferentialAction::kNoAction : found->action;
}

ir::ForeignKey* find_foreign_key(ir::Table& table, std::string_view name) {
  const auto found = std::find_if(table.foreign_keys.begin(), table.foreign_keys.end(),
                                  [&](const ir::ForeignKey& key) { return key.name == name; });
  return found == table.foreign_keys.end() ? nullptr : &*found;
}

// MariaDB's JSON is a long text with a check; the check stays, the column is what it was declared
// as.
void mark_json(ir::Table& table, std::string_view condition) {
  for (ir::Column& column : table.columns) {
    const bool plain_text = column.type.kind == ir::TypeKind::kText && !column.type.length;
    if (plain_text && equal_fold(condition, "json_valid(" + quote_name(column.name) + ")"))
      column.type = {.kind = ir::TypeKind::kJson};
  }
}

bool may_bound_period(const ir::Column& column) {
  using enum ir::TypeKind;
  const ir::TypeKind kind = column.type.kind;
  return !column.nullable && (kind == kDate || kind == kTimestamp || kind == kTimestampZoned);
}

// MariaDB's PERIOD FOR name (a, b): its catalog shows a check `a` < `b` of that name, and nothing
// else. A check that was given no name of its own is none.
void tell_possible_period(Catalog& catalog, const ir::Table& table, const ir::Check& check) {
  if (check.name.starts_with("CONSTRAINT_")) return;
  for (const ir::Column& begin : table.columns) {
    if (!may_bound_period(begin) || !check.sql.starts_with(quoted(begin.name, '`') + " < "))
      continue;
    for (const ir::Column& end : table.columns) {
      if (!may_bound_period(end) || end.database_type != begin.database_type) continue;
      if (check.sql != quoted(begin.name, '`') + " < " + quoted(end.name, '`')) continue;
      catalog.add_unsupported("possible application-time period", table.name,
                              fmt::format("{} ({}, {}): the catalog shows a period as this check",
                                          check.name, begin.name, end.name));
    }
  }
}

}  // namespace

void read_keys(Catalog& catalog, Rows& rows) {
  std::optional<Found> current;
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    if (!current || current->table != table || current->index.name != rows.view("index_name")) {
      if (current) keep_index(std::move(*current));
      current = begin_index(rows, *table);
    }
    ir::KeyPart part = read_part(catalog, rows, *table);
    if (!current->index.unique || !is_added_by_server(*table, part.column))
      current->index.parts.push_back(std::move(part));
  }
  if (current) keep_index(std::move(*current));
}

void read_foreign_key_columns(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    ir::ForeignKey* key = find_foreign_key(*table, rows.view("constraint_name"));
    if (key == nullptr) {
      key = &table->foreign_keys.emplace_back(ir::ForeignKey{
          .name = rows.text("constraint_name"),
          .references = catalog.name(rows, "referenced_schema", "referenced_table")});
    }
    key->columns.push_back(rows.text("column_name"));
    key->referenced_columns.push_back(rows.text("referenced_column"));
  }
}

void read_foreign_key_rules(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    ir::ForeignKey* key =
        table == nullptr ? nullptr : find_foreign_key(*table, rows.view("constraint_name"));
    if (key == nullptr) continue;
    key->on_delete = action_of(rows.view("on_delete"));
    key->on_update = action_of(rows.view("on_update"));
  }
}

void read_checks(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    ir::Check check{.name = rows.text("constraint_name"),
                    .sql = catalog.expression(rows.view("condition_text"), table->depends_on)};
    if (!rows.yes("enforced")) set_attribute(check.attributes, AttributeKey::kNotEnforced, "true");
    mark_json(*table, check.sql);
    catalog.keep_lost_characters(table->name, check.name, check.sql);
    tell_possible_period(catalog, *table, check);
    table->checks.push_back(std::move(check));
  }
}

}  // namespace sqlx::introspect::mysql
