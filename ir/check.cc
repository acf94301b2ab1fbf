#include "ir/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ir/catalog.h"

namespace sqlx::ir {
namespace {

SchemaPath path_of(const ObjectName& name) { return {{name.schema, name.name}}; }

SchemaPath path_of(const ObjectName& name, std::string_view part) {
  return {{name.schema, name.name, std::string(part)}};
}

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

class Checker {
 public:
  Checker(const Catalog& catalog, Diagnostics& diagnostics)
      : catalog_(catalog), diagnostics_(diagnostics) {}

  void check_database() {
    const Database& database = catalog_.database();
    check_names("table", database.tables);
    check_names("enum", database.enums);
    check_names("domain", database.domains);
    check_names("composite type", database.composites);
    check_names("sequence", database.sequences);
    check_routines();
    for (const Composite& composite : database.composites) check_fields(composite);
    for (const Sequence& sequence : database.sequences) {
      if (sequence.owned_by) check_remote("sequence", sequence.name, *sequence.owned_by);
    }
    for (const Table& table : database.tables) check_table(table);
    note_absent_tables();
  }

 private:
  using Names = std::unordered_set<std::string_view>;

  // -----------------------------------------------------------------------------------------------
  // names given twice

  void duplicate(std::string_view what, SchemaPath where) {
    const std::string path = printable(to_string(where));
    diagnostics_.add(Code::kDuplicateName, fmt::format("there are two {}s `{}`", what, path),
                     std::move(where), "remove one of them from the snapshot, or rename it");
  }

  template <class T>
  void check_names(std::string_view what, const std::vector<T>& items) {
    std::set<ObjectName> seen;
    for (const T& item : items) {
      if (!seen.insert(item.name).second) duplicate(what, path_of(item.name));
    }
  }

  void check_routines() {
    std::set<std::pair<std::string, RoutineKind>> seen;
    for (const Routine& routine : catalog_.database().routines) {
      if (seen.emplace(identity(routine), routine.kind).second) continue;
      duplicate("routine", path_of(routine.name));
    }
  }

  void check_fields(const Composite& composite) {
    Names seen;
    for (const Column& field : composite.fields) {
      if (!seen.insert(field.name).second) duplicate("field", path_of(composite.name, field.name));
    }
  }

  Names check_columns(const Table& table) {
    Names seen;
    for (const Column& column : table.columns) {
      if (!seen.insert(column.name).second) duplicate("column", path_of(table.name, column.name));
    }
    return seen;
  }

  void check_index_names(const Table& table) {
    Names seen;
    for (const Index& index : table.indexes) {
      if (!seen.insert(index.name).second) duplicate("index", path_of(table.name, index.name));
    }
  }

  // ------------------------------------------------------------------------------ names of what is
  // not there

  // `what` uses `column`, which `of` (the same table or another) lacks.
  void dangling(const std::string& what, const Table& of, std::string_view column,
                SchemaPath where) {
    diagnostics_.add(Code::kDanglingReference,
                     fmt::format("{} uses column `{}`, which table `{}` does not have", what,
                                 printable(column), printable(to_string(path_of(of.name)))),
                     std::move(where), did_you_mean(column, column_names(of)));
  }

  struct Part {
    const Table& table;
    const Names& columns;
    std::string_view kind;
    std::string_view name;

    [[nodiscard]] std::string title() const {
      return name.empty() ? fmt::format("a {}", kind)
                          : fmt::format("{} `{}`", kind, printable(name));
    }
    [[nodiscard]] SchemaPath path() const { return path_of(table.name, name); }
  };

  void require(const Part& part, std::string_view column) {
    if (!part.columns.contains(column)) dangling(part.title(), part.table, column, part.path());
  }

  void require(const Part& part, const std::vector<std::string>& columns) {
    for (const std::string& column : columns) require(part, column);
  }

  // An empty column is an expression's place, unless the table has a column of that name.
  void require(const Part& part, const std::vector<KeyPart>& parts) {
    for (const KeyPart& key : parts) {
      if (key.expression.empty()) require(part, key.column);
    }
  }

  void check_key(const Table& table, const Names& columns, std::string_view kind, const Key& key) {
    const Part part{table, columns, kind, key.name};
    require(part, key.columns);
    require(part, key.included_columns);
  }

  void check_foreign_key(const Table& table, const Names& columns, const ForeignKey& key) {
    const Part part{table, columns, "foreign key", key.name};
    require(part, key.columns);
    require(part, key.on_delete_columns);
    if (!is_known_without_parent(table, key)) check_far_end(part, key);
  }

  [[nodiscard]] bool is_known_without_parent(const Table& table, const ForeignKey& key) const {
    const Unsupported fact = key_without_parent(table.name, key, {});
    const std::vector<Unsupported>& facts = catalog_.database().unsupported;
    return std::any_of(facts.begin(), facts.end(), [&](const Unsupported& each) {
      return each.kind == fact.kind && each.name == fact.name &&
             each.detail.starts_with(fact.detail);
    });
  }

  void check_far_end(const Part& part, const ForeignKey& key) {
    if (key.columns.size() != key.referenced_columns.size()) {
      diagnostics_.add(Code::kDanglingReference,
                       fmt::format("{} has {} columns but names {} of the table it points to",
                                   part.title(), key.columns.size(), key.referenced_columns.size()),
                       part.path(),
                       "`columns` and `referenced_columns` belong together, pair by pair");
    }
    const auto target = catalog_.find_table(key.references);
    if (!target) {
      absent_.push_back(fmt::format("`{}` to `{}`", printable(to_string(part.path())),
                                    printable(to_string(path_of(key.references)))));
      return;
    }
    for (const std::string& column : key.referenced_columns) {
      if (catalog_.find_column(*target, column)) continue;
      dangling(part.title(), catalog_.table(*target), column, part.path());
    }
  }

  // One note for them all: many tables may have been left out.
  void note_absent_tables() {
    if (absent_.empty()) return;
    diagnostics_
        .add(Code::kDanglingReference,
             fmt::format("foreign keys point to tables that the schema does not have: {}",
                         enumerate(absent_)),
             {}, "no relation is made of them; if a name is misspelt, mend it in the snapshot")
        .severity = Severity::kNote;
  }

  void check_remote(std::string_view kind, const ObjectName& owner,
                    const ColumnReference& reference) {
    const auto target = catalog_.find_table(reference.table);
    if (!target || catalog_.find_column(*target, reference.column)) return;
    dangling(fmt::format("{} `{}`", kind, printable(to_string(path_of(owner)))),
             catalog_.table(*target), reference.column, path_of(owner));
  }

  void check_table(const Table& table) {
    const Names columns = check_columns(table);
    check_index_names(table);
    if (table.primary_key) check_key(table, columns, "primary key", *table.primary_key);
    for (const Key& key : table.uniques) check_key(table, columns, "unique constraint", key);
    for (const ForeignKey& key : table.foreign_keys) check_foreign_key(table, columns, key);
    for (const Exclusion& exclusion : table.exclusions) {
      require({table, columns, "exclusion constraint", exclusion.name}, exclusion.columns);
    }
    for (const Index& index : table.indexes) {
      const Part part{table, columns, "index", index.name};
      require(part, index.parts);
      require(part, index.included_columns);
    }
    for (const Column& column : table.columns) {
      if (column.base) check_remote("view", table.name, *column.base);
    }
    for (const Table& partition : table.partitions) check_table(partition);
  }

  const Catalog& catalog_;
  Diagnostics& diagnostics_;
  std::vector<std::string> absent_;  // foreign keys whose table is not there
};

}  // namespace

Unsupported key_without_parent(const ObjectName& table, const ForeignKey& key,
                               std::string_view fault) {
  return {.kind = "foreign key without its parent",
          .name = table,
          .detail = fmt::format("({}): {}", join(key.columns, ", "), fault)};
}

bool check(const Database& database, Diagnostics& diagnostics) {
  Diagnostics found;
  const Catalog catalog(database);
  Checker(catalog, found).check_database();
  diagnostics.append(found);
  return !found.has_errors();
}

}  // namespace sqlx::ir
