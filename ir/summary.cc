#include "ir/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "ir/enum_names.h"
#include "ir/key_marks.h"

namespace sqlx::ir {
namespace {

constexpr std::size_t kLongestCell = 40;
constexpr std::size_t kLongestComment = 100;

std::string path_of(const ObjectName& name) {
  return printable(to_string(SchemaPath{{name.schema, name.name}}));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// Lines of cells, each column as wide as its widest cell.
class Grid {
 public:
  void add(std::vector<std::string> cells) {
    widths_.resize(std::max(widths_.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths_[i] = std::max(widths_[i], count_characters(cells[i]));
    rows_.push_back(std::move(cells));
  }

  void append_to(std::string& out) const {
    for (const std::vector<std::string>& cells : rows_) {
      std::string line;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (widths_[i] == 0) continue;
        line += "  " + cells[i];
        line.append(widths_[i] - count_characters(cells[i]), ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + '\n';
    }
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

// ------------------------------------------------------------------------------------------ totals

struct Totals {
  std::size_t tables = 0;
  std::size_t virtual_tables = 0;
  std::size_t columns = 0;
  std::size_t primary_keys = 0;
  std::size_t uniques = 0;
  std::size_t foreign_keys = 0;
  std::size_t checks = 0;
  std::size_t exclusions = 0;
  std::size_t indexes = 0;
  std::size_t key_indexes = 0;
  std::size_t views = 0;
  std::size_t materialized_views = 0;
  std::size_t view_columns = 0;
  std::size_t foreign_tables = 0;
  std::size_t foreign_table_columns = 0;
  std::size_t triggers = 0;
  std::size_t policies = 0;
  std::size_t partitions = 0;
  std::size_t listed_enums = 0;  // columns that list their labels themselves
};

// SQLite's rowid needs no index beside the table.
bool has_key_index(const Table& table) {
  if (!table.primary_key) return false;
  return std::none_of(table.columns.begin(), table.columns.end(), [](const Column& column) {
    return column.identity && column.identity->kind == IdentityKind::kRowid;
  });
}

std::size_t count_partitions(const Table& table) {
  std::size_t count =
      table.partitions.size() + (table.partitioning ? table.partitioning->slices.size() : 0);
  for (const Table& partition : table.partitions) count += count_partitions(partition);
  return count;
}

void count_kind(Totals& totals, const Table& table) {
  const std::size_t columns = table.columns.size();
  switch (table.kind) {
    case TableKind::kVirtualTable: ++totals.virtual_tables; [[fallthrough]];
    case TableKind::kTable:
      ++totals.tables;
      totals.columns += columns;
      return;
    case TableKind::kForeignTable:
      ++totals.foreign_tables;
      totals.foreign_table_columns += columns;
      return;
    case TableKind::kView: ++totals.views; break;
    case TableKind::kMaterializedView: ++totals.materialized_views; break;
  }
  totals.view_columns += columns;
}

Totals count(const Database& database) {
  Totals totals;
  for (const Table& table : database.tables) {
    count_kind(totals, table);
    totals.primary_keys += table.primary_key ? 1 : 0;
    totals.uniques += table.uniques.size();
    totals.foreign_keys += table.foreign_keys.size();
    totals.checks += table.checks.size();
    totals.exclusions += table.exclusions.size();
    totals.indexes += table.indexes.size();
    totals.key_indexes +=
        table.uniques.size() + table.exclusions.size() + (has_key_index(table) ? 1 : 0);
    totals.triggers += table.triggers.size();
    totals.policies += table.policies.size();
    totals.partitions += count_partitions(table);
    totals.listed_enums += static_cast<std::size_t>(
        std::count_if(table.columns.begin(), table.columns.end(),
                      [](const Column& column) { return !column.type.values.empty(); }));
  }
  return totals;
}

void append_totals(std::string& out, const Database& database, const Totals& totals) {
  struct Line {
    std::string_view label;
    std::size_t count;
    bool always = false;
  };
  const Line lines[] = {
      {"tables", totals.tables, true},
      {"virtual tables among them", totals.virtual_tables},
      {"columns", totals.columns, true},
      {"primary keys", totals.primary_keys, true},
      {"unique constraints", totals.uniques, true},
      {"foreign keys", totals.foreign_keys, true},
      {"checks", totals.checks, true},
      {"exclusions", totals.exclusions},
      {"indexes", totals.indexes, true},
      {"indexes behind keys", totals.key_indexes},
      {"views", totals.views, true},
      {"materialized views", totals.materialized_views},
      {"view columns", totals.view_columns},
      {"foreign tables", totals.foreign_tables},
      {"foreign table columns", totals.foreign_table_columns},
      {"partitions", totals.partitions},
      {"enums", database.enums.size(), true},
      {"columns that list labels", totals.listed_enums},
      {"domains", database.domains.size()},
      {"composites", database.composites.size()},
      {"sequences", database.sequences.size()},
      {"routines", database.routines.size()},
      {"triggers", totals.triggers},
      {"policies", totals.policies},
      {"extensions", database.extensions.size()},
      {"unsupported", database.unsupported.size()},
  };
  for (const Line& line : lines) {
    if (line.count == 0 && !line.always) continue;
    fmt::format_to(std::back_inserter(out), "{:<26}{:>7}\n", fmt::format("{}:", line.label),
                   line.count);
  }
}

struct Contents {
  std::size_t tables = 0;
  std::size_t views = 0;

  [[nodiscard]] std::string text() const {
    const std::string text = counted(tables, "table", "tables");
    return views == 0 ? text : text + " and " + counted(views, "view", "views");
  }
};

// One line for the whole, and one for each schema if there are several.
void append_head(std::string& out, const Database& database) {
  Contents all;
  std::map<std::string_view, Contents> schemas;
  for (const Table& table : database.tables) {
    for (Contents* contents : {&all, &schemas[table.name.schema]})
      ++(is_view(table) ? contents->views : contents->tables);
  }
  const bool named = schemas.size() > 1 || (schemas.size() == 1 && !schemas.begin()->first.empty());
  const std::string where = named ? " in " + counted(schemas.size(), "schema", "schemas") : "";
  out += fmt::format("{} {}: {}{}\n\n", printable(database.engine),
                     printable(database.server_version), all.text(), where);
  if (schemas.size() < 2) return;
  Grid grid;
  for (const auto& [schema, contents] : schemas) grid.add({printable(schema), contents.text()});
  grid.append_to(out);
  out += '\n';
}

// ------------------------------------------------------------------------------------------ tables

std::string value_source(const Column& column) {
  if (column.generated) return "generated " + shortened(column.generated->sql, kLongestCell);
  if (column.identity) {
    const IdentityKind kind = column.identity->kind;
    const bool standard = kind == IdentityKind::kAlways || kind == IdentityKind::kByDefault;
    return std::string(standard ? "identity" : enum_name(kind));
  }
  return column.default_value ? "default " + shortened(column.default_value->sql, kLongestCell)
                              : std::string();
}

std::string listed(const std::vector<std::string>& columns) {
  return printable(join(columns, ", "));
}

class Blocks {
 public:
  Blocks(const Catalog& catalog, const Relations& relations, const Names& names)
      : catalog_(catalog), relations_(relations), names_(names) {}

  void append(std::string& out, TableId id) const {
    const Table& table = catalog_.table(id);
    out += fmt::format("\n{} → {}{}\n", path_of(table.name), names_.tables[index(id)].model,
                       kind(table));
    if (!table.comment.empty()) out += "  -- " + shortened(table.comment, kLongestComment) + '\n';
    append_columns(out, table);
    append_relations(out, id);
  }

 private:
  static std::string kind(const Table& table) {
    std::string text;
    if (table.kind != TableKind::kTable) text = std::string(enum_name(table.kind));
    std::replace(text.begin(), text.end(), '_', ' ');
    if (table.partitioning) {
      text = fmt::format("partitioned by {} {}, {}", table.partitioning->strategy,
                         shortened(table.partitioning->key, kLongestCell),
                         counted(count_partitions(table), "partition", "partitions"));
    }
    return text.empty() ? text : " (" + text + ')';
  }

  static void append_columns(std::string& out, const Table& table) {
    Grid grid;
    for (const Column& column : table.columns) {
      grid.add({printable(column.name), shortened(column.database_type, kLongestCell),
                column.nullable ? "" : "not null",
                fmt::format("{}", fmt::join(key_marks(table, column.name), " ")),
                value_source(column)});
    }
    grid.append_to(out);
    for (const Key& key : table.uniques) {
      if (key.columns.size() > 1) out += "  unique (" + listed(column_names(key)) + ")\n";
    }
  }

  void append_relations(std::string& out, TableId id) const {
    Grid grid;
    std::size_t position = relations_.first(id);
    for (const Relation& relation : relations_.of(id)) {
      const std::string_view suffix = is_many(relation.kind) ? "[]" : relation.optional ? "?" : "";
      grid.add({names_.relations[position++],
                fmt::format("→ {}{}", names_.tables[index(relation.to)].model, suffix),
                how(relation)});
    }
    grid.append_to(out);
  }

  [[nodiscard]] std::string how(const Relation& relation) const {
    const std::string columns = listed(catalog_.foreign_key(relation.key).columns);
    const std::string owner = path_of(catalog_.table(relation.key.table).name);
    switch (relation.kind) {
      case RelationKind::kBelongsTo: return "by " + columns;
      case RelationKind::kHasOne:
      case RelationKind::kHasMany: return fmt::format("by {} ({})", owner, columns);
      case RelationKind::kManyToMany: return fmt::format("through {} ({})", owner, columns);
    }
    return {};
  }

  const Catalog& catalog_;
  const Relations& relations_;
  const Names& names_;
};

}  // namespace

std::string summary(const Catalog& catalog, const Relations& relations, const Names& names) {
  const Database& database = catalog.database();
  std::string out;
  append_head(out, database);
  append_totals(out, database, count(database));
  const Blocks blocks(catalog, relations, names);
  for (const TableId id : catalog.table_ids()) blocks.append(out, id);
  return out;
}

std::string summary(const Database& database) {
  const Catalog catalog(database);
  const Relations relations(catalog);
  return summary(catalog, relations, assign_names(catalog, relations));
}

}  // namespace sqlx::ir
