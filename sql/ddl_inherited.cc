// Tables made from their parents (INHERITS), whose columns may have come to differ from what those
// give.
//
// A child takes default and NOT NULL of an inherited column from its parents; what it has otherwise
// is altered afterwards. Parents whose defaults disagree would be refused, for the child was made
// when they still agreed: their defaults are laid aside while it is made.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

struct Original {
  const ir::Table* parent = nullptr;
  const ir::Column* column = nullptr;
};

using Originals = std::vector<Original>;

Originals originals_of(const DdlContext& context, const ir::Table& table, const std::string& name) {
  Originals found;
  for (const ir::ObjectName& parent_name : table.inherits) {
    const ir::Table* parent = find_table(context.database.tables, parent_name);
    const ir::Column* column = parent == nullptr ? nullptr : ir::find_column(*parent, name);
    if (column != nullptr) found.push_back({parent, column});
  }
  return found;
}

// What the server gives the child; nothing where the parents disagree, whose defaults are laid
// aside.
std::optional<ir::Default> given_default(const Originals& originals, bool& agree) {
  std::optional<ir::Default> given;
  agree = true;
  for (const Original& original : originals) {
    const std::optional<ir::Default>& each = original.column->default_value;
    if (!each) continue;
    if (given && given != each) agree = false;
    given = each;
  }
  return agree ? given : std::nullopt;
}

bool is_given_nullable(const Originals& originals) {
  return std::all_of(originals.begin(), originals.end(),
                     [](const Original& original) { return original.column->nullable; });
}

// Also of a column that the child declares itself, but without a default.
bool takes_default(const ir::Column& column) {
  return column.inherited || (!column.default_value && !column.generated && !column.identity);
}

std::string alter_column(const DdlContext& context, const ir::Table& table, bool only,
                         const std::string& column) {
  return fmt::format("ALTER TABLE {}{} ALTER COLUMN {}", only ? "ONLY " : "",
                     context.words.name(table.name), context.words.name(column));
}

void write_default(DdlContext& context, const std::string& alter,
                   const std::optional<ir::Default>& value) {
  context.script.statement(value ? fmt::format("{} SET {}", alter, default_clause(context, *value))
                                 : alter + " DROP DEFAULT");
}

Originals disagreeing(const DdlContext& context, const ir::Table& table) {
  Originals found;
  for (const ir::Column& column : table.columns) {
    if (!takes_default(column)) continue;
    bool agree = true;
    const Originals originals = originals_of(context, table, column.name);
    given_default(originals, agree);
    if (agree) continue;
    std::copy_if(originals.begin(), originals.end(), std::back_inserter(found),
                 [](const Original& original) { return original.column->default_value; });
  }
  return found;
}

void write_changes(DdlContext& context, const ir::Table& table) {
  for (const ir::Column& column : table.columns) {
    if (!takes_default(column)) continue;
    const Originals originals = originals_of(context, table, column.name);
    if (originals.empty()) continue;
    bool agree = true;
    const std::string alter = alter_column(context, table, false, column.name);
    if (column.default_value != given_default(originals, agree))
      write_default(context, alter, column.default_value);
    if (is_given_nullable(originals) && !column.nullable)
      context.script.statement(alter + " SET NOT NULL");
  }
}

}  // namespace

void write_from_parents(DdlContext& context, const ir::Table& table, const std::string& create) {
  const Originals aside = disagreeing(context, table);
  for (const auto& [parent, column] : aside)
    write_default(context, alter_column(context, *parent, true, column->name), std::nullopt);
  context.script.statement(create);
  for (const auto& [parent, column] : aside) {
    write_default(context, alter_column(context, *parent, true, column->name),
                  column->default_value);
  }
  write_changes(context, table);
}

}  // namespace sqlx::sql
