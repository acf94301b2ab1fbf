// New names: of tables, of their parts, and of columns, wherever these are spoken of.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/statement_words.h"

namespace sqlx::sql::schema_reader {
namespace {

void rename_in_parts(std::vector<ir::KeyPart>& parts, const std::string& from,
                     const std::string& to) {
  for (ir::KeyPart& part : parts) {
    if (part.column == from) part.column = to;
  }
}

void rename_in(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

void rename_references(Draft& draft, const ir::ObjectName& table, const std::string& from,
                       const std::string& to) {
  for_each_table(draft.database.tables, [&](ir::Table& each) {
    for (ir::ForeignKey& key : each.foreign_keys) {
      if (key.references == table) rename_in(key.referenced_columns, from, to);
    }
  });
  for (ir::Sequence& sequence : draft.database.sequences) {
    if (sequence.owned_by && sequence.owned_by->table == table && sequence.owned_by->column == from)
      sequence.owned_by->column = to;
  }
}

std::string shown_again(const Draft& draft, std::string_view old, const std::string& name) {
  const char quote = draft.pack.lexical.identifier_quote;
  const bool was_quoted = old.starts_with('"') || old.starts_with('`') || old.starts_with('[');
  const bool keeps_quotes = draft.stored.expressions != wirepacks::StoredText::kTyped && was_quoted;
  return keeps_quotes ? quoted(name, quote) : shown_name(draft, {{}, name});
}

// The words of an expression that name the column get its new name.
void rename_in_text(const Draft& draft, std::string& sql, const std::string& from,
                    const std::string& to) {
  const StatementWords words = statement_words(sql, draft.pack);
  std::string made;
  std::size_t done = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_call = i + 1 < words.size() && words[i + 1].text == "(";
    if (is_call || words[i].text.starts_with('\'') ||
        !draft.same(bare_name(words[i].text, draft.pack), from))
      continue;
    made += std::string_view(sql).substr(done, words[i].begin - done);
    made += shown_again(draft, words[i].text, to);
    done = words[i].end;
  }
  sql = made + sql.substr(done);
}

void rename_in_texts(const Draft& draft, ir::Table& table, const std::string& from,
                     const std::string& to) {
  const auto rename = [&](std::string& sql) { rename_in_text(draft, sql, from, to); };
  for (ir::Check& check : table.checks) rename(check.sql);
  for (ir::Exclusion& exclusion : table.exclusions) rename(exclusion.sql);
  for (ir::Policy& policy : table.policies) {
    rename(policy.using_sql);
    rename(policy.check_sql);
  }
  for (ir::Column& column : table.columns) {
    if (column.generated) rename(column.generated->sql);
  }
  for (ir::Index& index : table.indexes) {
    rename(index.predicate);
    for (ir::KeyPart& part : index.parts) rename(part.expression);
  }
}

// Programs and views stay as they are written, whatever the engine makes of them.
void tell_of_other_texts(Draft& draft, const Node& place, const ir::Table& table,
                         const std::string& old) {
  std::vector<std::string> names;
  const auto look = [&](const std::string& name, std::string_view sql) {
    if (sql.find(old) != std::string_view::npos) names.push_back(name);
  };
  for (const ir::Trigger& each : table.triggers) look(each.name, each.sql);
  for (const ir::Table& each : draft.database.tables) look(each.name.name, each.definition);
  if (!names.empty())
    draft.tell(place, fmt::format("`{}` may speak of `{}` as before", join(names, "`, `"), old));
}

template <class Fn>
bool for_part_named(ir::Table& table, std::string_view from, Fn rename) {
  bool found = false;
  const auto look = [&](auto& items) {
    for (auto& each : items) {
      if (each.name != from) continue;
      rename(each.name);
      found = true;
    }
  };
  if (table.primary_key && table.primary_key->name == from) {
    rename(table.primary_key->name);
    found = true;
  }
  look(table.uniques);
  look(table.indexes);
  look(table.checks);
  look(table.foreign_keys);
  look(table.exclusions);
  return found;
}

// Keys that were named after the table, "{table}_ibfk_1", are so again.
void rename_counted_keys(const Draft& draft, const std::string& from, ir::Table& table) {
  const std::string pattern(wirepacks::Stored::find(draft.stored.names, "foreign_key"));
  const std::size_t number = pattern.find("{n}");
  if (number == std::string::npos) return;
  std::string before = pattern.substr(0, number);
  std::string now = before;
  replace_all(before, "{table}", from);
  replace_all(now, "{table}", table.name.name);
  for (ir::ForeignKey& key : table.foreign_keys) {
    if (key.name.starts_with(before)) key.name = now + key.name.substr(before.size());
  }
}

}  // namespace

void rename_column(Draft& draft, const Node& place, ir::Table& table, const std::string& from,
                   const std::string& to) {
  ir::Column* column = draft.find_column(table, from);
  if (column == nullptr || column->name == to) return;
  add_indexes_of_foreign_keys(draft, table);  // they keep the names that they have
  const std::string old = std::exchange(column->name, to);
  if (table.primary_key) rename_in_parts(table.primary_key->columns, old, to);
  for (ir::Key& key : table.uniques) rename_in_parts(key.columns, old, to);
  for (ir::Index& index : table.indexes) {
    rename_in_parts(index.parts, old, to);
    rename_in(index.included_columns, old, to);
  }
  for (ir::Exclusion& exclusion : table.exclusions) rename_in(exclusion.columns, old, to);
  for (ir::ForeignKey& key : table.foreign_keys) rename_in(key.columns, old, to);
  rename_references(draft, table.name, old, to);
  rename_in_texts(draft, table, old, to);
  tell_of_other_texts(draft, place, table, old);
}

bool rename_part(ir::Table& table, std::string_view from, const std::string& to) {
  return for_part_named(table, from, [&](std::string& name) { name = to; });
}

void rename_table(Draft& draft, const Node& place, ir::Table& table, const ir::ObjectName& to) {
  const ir::ObjectName from = std::exchange(table.name, to);
  tell_of_other_texts(draft, place, table, from.name);
  rename_counted_keys(draft, from.name, table);
  for_each_table(draft.database.tables, [&](ir::Table& each) {
    for (ir::ForeignKey& key : each.foreign_keys) {
      if (key.references == from) key.references = to;
    }
    std::replace(each.inherits.begin(), each.inherits.end(), from, to);
  });
  for (ir::Sequence& sequence : draft.database.sequences) {
    if (sequence.owned_by && sequence.owned_by->table == from) sequence.owned_by->table = to;
  }
}

void rename_tables(Draft& draft, const Rename& statement) {
  for (std::size_t i = 0; i < statement.from.size(); ++i) {
    if (ir::Table* table = draft.find_table(statement.from[i]->name))
      rename_table(draft, statement, *table,
                   {table->name.schema, draft.name(statement.to[i]->name.back())});
  }
}

}  // namespace sqlx::sql::schema_reader
