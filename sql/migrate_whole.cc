// Tables of an engine that says a column as a whole (MODIFY COLUMN), with its place among the
// others.
//
// All of a table is one ALTER TABLE: it is copied once, and either all of it is done or nothing.
// Some changes need that: a column that numbers rows must be in a key at any time.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ir/pairs.h"
#include "sql/migrate_parts.h"

namespace sqlx::sql {
namespace {

class WholeTable {
 public:
  WholeTable(Migration& migration, const TableChange& change)
      : migration_(migration), context_(migration.context), change_(change) {}

  void write() {
    drop_constraints();
    drop_columns();
    place_columns();
    add_constraints();
    for (std::string& clause : attribute_clauses(migration_, change_))
      actions_.push_back(std::move(clause));
    if (change_.before->comment != change_.after->comment)
      actions_.push_back("COMMENT = " + context_.words.string(change_.after->comment));
    if (!actions_.empty())
      migration_.statement(fmt::format("ALTER TABLE {}\n  {}", name_of(migration_, *change_.after),
                                       join(actions_, ",\n  ")));
    change_partitions();
  }

 private:
  template <class T>
  void drop(const std::vector<const T*>& parts, const std::string& clause) {
    for (const T* part : parts)
      actions_.push_back(part_clause(migration_, clause, *change_.before, part->name));
  }

  void drop_constraints() {
    drop(change_.checks.go, migration_.alter.drop_check);
    drop(change_.indexes.go, migration_.alter.drop_index);
    drop(change_.uniques.go, migration_.alter.drop_unique);
    drop(change_.primary_keys.go, migration_.alter.drop_primary_key);
  }

  void drop_columns() {
    for (const ir::Column& column : change_.before->columns) {
      if (ir::find_column(*change_.after, column.name) == nullptr) {
        actions_.push_back("DROP COLUMN " + context_.words.name(column.name));
      } else {
        order_.push_back(column.name);
      }
    }
  }

  // A column is said again if it is another, if it moves, or if something that it does not say
  // itself is another: the table's charset, or a check that may be part of it.
  [[nodiscard]] bool is_said_again(const ir::Column& before, const ir::Column& after) const {
    if (differs(before, after, context_.ddl)) return true;
    if (before.type.kind >= ir::TypeKind::kText && has_other_charset() && !after.generated)
      return true;
    return std::any_of(change_.checks.go.begin(), change_.checks.go.end(),
                       [&](const ir::Check* check) {
                         return migration_.alter.checks_of_columns && check->name == after.name;
                       });
  }

  [[nodiscard]] bool has_other_charset() const {
    const auto differs_in = [&](ir::AttributeKey key) {
      const std::string* before = ir::find_attribute(change_.before->attributes, key);
      const std::string* after = ir::find_attribute(change_.after->attributes, key);
      return (before == nullptr) != (after == nullptr) || (before != nullptr && *before != *after);
    };
    return differs_in(ir::AttributeKey::kCharset) || differs_in(ir::AttributeKey::kCollation);
  }

  void place_columns() {
    for (std::size_t i = 0; i < change_.after->columns.size(); ++i) {
      const ir::Column& after = change_.after->columns[i];
      const ir::Column* before = ir::find_column(*change_.before, after.name);
      const bool in_place = i < order_.size() && order_[i] == after.name;
      if (before != nullptr && in_place && !is_said_again(*before, after)) continue;
      std::string action = before == nullptr ? "ADD COLUMN " : "MODIFY COLUMN ";
      action += column_line(context_, *change_.after, after, false);
      if (!in_place) action += place(i);
      actions_.push_back(std::move(action));
      if (in_place) continue;
      std::erase(order_, after.name);
      order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(i), after.name);
    }
  }

  [[nodiscard]] std::string place(std::size_t position) const {
    return position == 0
               ? " FIRST"
               : " AFTER " + context_.words.name(change_.after->columns[position - 1].name);
  }

  void add_constraints() {
    for (const ir::Key* key : change_.primary_keys.come)
      actions_.push_back("ADD " + key_clause(context_, *key, "PRIMARY KEY"));
    for (const ir::Key* key : change_.uniques.come)
      actions_.push_back("ADD " + key_clause(context_, *key, "UNIQUE"));
    for (const ir::Index* index : change_.indexes.come)
      actions_.push_back("ADD " + index_clause(context_, *index));
    for (const ir::Check* check : change_.checks.come)
      actions_.push_back("ADD " + check_clause(context_, *check));
  }

  void change_partitions() {
    if (change_.before->partitioning == change_.after->partitioning) return;
    const std::string clause = partitioning_clause(context_, *change_.after);
    migration_.statement(fmt::format("ALTER TABLE {}{}", name_of(migration_, *change_.after),
                                     clause.empty() ? " REMOVE PARTITIONING" : clause));
  }

  Migration& migration_;
  const DdlContext& context_;
  const TableChange& change_;
  std::vector<std::string> actions_;
  std::vector<std::string> order_;  // of the columns, as far as the actions have brought it
};

}  // namespace

void alter_whole_table(Migration& migration, const TableChange& change) {
  if (!ir::is_view(*change.after)) WholeTable(migration, change).write();
}

}  // namespace sqlx::sql
