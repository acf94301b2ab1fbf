#include "sql/migrate_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>

#include "base/text.h"
#include "ir/diff.h"
#include "ir/pairs.h"
#include "sql/ddl_order.h"
#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

using wirepacks::AlterStyle;

template <class T>
T without_comment(T item) {
  item.comment.clear();
  return item;
}

template <class T>
bool is_inherited(const T& item) {
  if constexpr (requires { item.inherited; }) return item.inherited;
  return false;
}

ir::Column as_written(ir::Column column, const wirepacks::Ddl& ddl) {
  column.base.reset();
  column.inherited = false;
  if (ddl.comments != wirepacks::CommentStyle::kInline) column.comment.clear();
  return column;
}

// Too much is no harm: what is taken for one that speaks of the column is made again.
bool mentions(std::string_view sql, const std::set<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return sql.find(column) != std::string_view::npos;
  });
}

bool has_any(const std::vector<std::string>& names, const std::set<std::string>& columns) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return columns.contains(name); });
}

class Planner {
 public:
  Planner(const ir::Database& before, const ir::Database& after, const wirepacks::WirePack& pack,
          Diagnostics& diagnostics)
      : before_(before), after_(after), pack_(pack), ddl_(pack.ddl), diagnostics_(diagnostics) {}

  MigrationPlan plan() {
    find_retyped();
    find_those_of_another_kind();
    pair_tables(before_.tables, after_.tables, nullptr);
    for (TableChange& change : plan_.tables) find_upset_columns(change);
    find_gone();
    spread_over_dependents();
    find_made();
    std::erase_if(plan_.tables, [&](const TableChange& change) {
      return plan_.gone.contains(ir::identity(change.before->name));
    });
    for (TableChange& change : plan_.tables) find_parts(change);
    for (TableChange& change : plan_.tables) find_foreign_keys(change);
    refuse_what_stands_on_dropped_routines();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] bool alters_parts() const { return ddl_.alter.style == AlterStyle::kParts; }

  void refuse(const ir::ObjectName& object, const std::string& what) {
    diagnostics_.add(Code::kChangeUnwritten, what, SchemaPath{{object.schema, object.name}},
                     "change it by hand, and compare again");
  }

  // ----------------------------------------------------------------------------------------- types

  void find_retyped() {
    for (const auto& [before, after] : ir::pair_up(before_.enums, after_.enums)) {
      if (before != nullptr && after != nullptr && before->values != after->values &&
          !only_adds_labels(*before, *after))
        plan_.retyped.insert(ir::identity(after->name));
    }
    for (const auto& [before, after] : ir::pair_up(before_.domains, after_.domains)) {
      if (before == nullptr || after == nullptr) continue;
      const bool is_other = before->type != after->type ||
                            before->database_type != after->database_type ||
                            before->collation != after->collation;
      if (is_other || has_type(after->type, plan_.retyped))
        plan_.retyped.insert(ir::identity(after->name));
    }
  }

  static bool is_type(const Unit& unit) {
    return std::holds_alternative<const ir::Enum*>(unit.object) ||
           std::holds_alternative<const ir::Composite*>(unit.object) ||
           std::holds_alternative<const ir::Domain*>(unit.object);
  }

  static const ir::ObjectName& name_of(const Unit& unit) {
    return std::visit([](const auto* object) -> const ir::ObjectName& { return object->name; },
                      unit.object);
  }

  // A name that is one of another kind of thing afterwards: a table goes before it, and a type
  // makes room for it.
  void find_those_of_another_kind() {
    Diagnostics told_elsewhere;
    const std::vector<Unit> units = units_in_order(before_, pack_, told_elsewhere);
    std::map<std::string_view, const Unit*> known;
    for (const Unit& unit : units) known.emplace(unit.identity, &unit);
    for (const Unit& unit : units_in_order(after_, pack_, told_elsewhere)) {
      const auto found = known.find(unit.identity);
      if (found == known.end() || found->second->object.index() == unit.object.index()) continue;
      const Unit& before = *found->second;
      if (is_type(before)) {
        plan_.retyped.insert(unit.identity);
      } else if (!std::holds_alternative<const ir::Table*>(before.object)) {
        refuse(name_of(before),
               "the name is that of another kind of thing before, which sqlx cannot take out of "
               "its way");
      }
    }
  }

  // ---------------------------------------------------------------------------------------- tables

  void pair_tables(const std::vector<ir::Table>& before, const std::vector<ir::Table>& after,
                   const TableChange* parent) {
    for (const auto& [old_table, new_table] : ir::pair_up(before, after)) {
      if (old_table == nullptr || new_table == nullptr) continue;
      TableChange change{
          .before = old_table, .after = new_table, .parents = {}, .upset = {}, .renewed = {}};
      if (parent != nullptr) change.parents.emplace_back(parent->before, parent->after);
      for (const ir::ObjectName& name : new_table->inherits) {
        const ir::Table* old_parent = find_table(before_.tables, name);
        const ir::Table* new_parent = find_table(after_.tables, name);
        if (old_parent != nullptr && new_parent != nullptr)
          change.parents.emplace_back(old_parent, new_parent);
      }
      plan_.tables.push_back(change);
      pair_tables(old_table->partitions, new_table->partitions, &change);
    }
  }

  void find_upset_columns(TableChange& change) {
    if (!alters_parts() || ir::is_view(*change.before)) return;
    for (const auto& [before, after] : ir::pair_up(change.before->columns, change.after->columns)) {
      if (before == nullptr) continue;
      if (after == nullptr || before->type != after->type ||
          before->database_type != after->database_type || before->collation != after->collation ||
          has_type(after->type, plan_.retyped)) {
        change.upset.insert(before->name);
      }
      if (after != nullptr && is_renewed(*before, *after)) renew(change, before->name);
    }
    renew_generated(change);
  }

  // A stored expression can be taken away, leaving its values, but not given or changed.
  static bool is_renewed(const ir::Column& before, const ir::Column& after) {
    if (before.generated == after.generated) return false;
    return after.generated || !before.generated->stored;
  }

  static void renew(TableChange& change, const std::string& column) {
    change.renewed.insert(column);
    change.upset.insert(column);
  }

  // An expression keeps the columns that it reads as they are.
  static void renew_generated(TableChange& change) {
    for (const auto& [before, after] : ir::pair_up(change.before->columns, change.after->columns)) {
      if (before == nullptr || after == nullptr || !before->generated || !after->generated)
        continue;
      if (mentions(before->generated->sql, change.upset)) renew(change, before->name);
    }
  }

  // -------------------------------------------------------------------------- what goes, and comes

  void find_gone() {
    find_gone_tables(before_.tables, after_.tables);
    for (const auto& [before, after] : ir::pair_up(before_.routines, after_.routines)) {
      if (before == nullptr) continue;
      const bool stays = after != nullptr && (before->definition == after->definition ||
                                              is_replaced_in_place(*before, *after));
      if (!stays) plan_.gone.insert(ir::identity(*before));
    }
  }

  void find_gone_tables(const std::vector<ir::Table>& before, const std::vector<ir::Table>& after) {
    for (const auto& [old_table, new_table] : ir::pair_up(before, after)) {
      if (old_table == nullptr) continue;
      if (new_table == nullptr || is_made_again(*old_table, *new_table)) {
        plan_.gone.insert(ir::identity(old_table->name));
      } else {
        find_gone_tables(old_table->partitions, new_table->partitions);
      }
    }
  }

  static bool is_made_again(const ir::Table& before, const ir::Table& after) {
    if (before.kind != after.kind) return true;
    if (before.kind == ir::TableKind::kVirtualTable) return before.attributes != after.attributes;
    if (!ir::is_view(before)) return false;
    const auto same_column = [](const ir::Column& a, const ir::Column& b) {
      return a.name == b.name && a.default_value == b.default_value;
    };
    return before.definition != after.definition || before.attributes != after.attributes ||
           !std::equal(before.columns.begin(), before.columns.end(), after.columns.begin(),
                       after.columns.end(), same_column);
  }

  // An engine that keeps what a view reads refuses to change it: what stands on something that
  // goes, goes first.
  void spread_over_dependents() {
    if (!alters_parts()) return;
    Diagnostics told_elsewhere;
    std::set<std::string> shaken = plan_.gone;
    shaken.insert(plan_.retyped.begin(), plan_.retyped.end());
    std::set<std::string> changed_tables;
    for (const TableChange& change : plan_.tables) {
      if (!change.upset.empty()) changed_tables.insert(ir::identity(change.before->name));
    }
    for (const Unit& unit : units_in_order(before_, pack_, told_elsewhere)) {
      const auto* table = std::get_if<const ir::Table*>(&unit.object);
      const bool is_view = table != nullptr && ir::is_view(**table);
      if (!is_view && !std::holds_alternative<const ir::Routine*>(unit.object)) continue;
      const bool falls =
          has_any(unit.needs, shaken) || (is_view && has_any(unit.needs, changed_tables));
      if (!falls) continue;
      shaken.insert(unit.identity);
      plan_.gone.insert(unit.identity);
    }
  }

  void find_made() {
    Diagnostics told_elsewhere;
    std::set<std::string> known;
    for (const Unit& unit : units_in_order(before_, pack_, told_elsewhere))
      known.insert(unit.identity);
    for (const Unit& unit : units_in_order(after_, pack_, told_elsewhere)) {
      const bool is_new = !known.contains(unit.identity);
      if (is_new || plan_.gone.contains(unit.identity) || plan_.retyped.contains(unit.identity))
        plan_.made.insert(unit.identity);
    }
  }

  // What a table's own expressions call cannot be taken from under it.
  void refuse_what_stands_on_dropped_routines() {
    if (!alters_parts()) return;
    for (const TableChange& change : plan_.tables) {
      for (const std::string& name : change.before->depends_on) {
        if (ir::is_view(*change.before) || !plan_.gone.contains(name) || !plan_.made.contains(name))
          continue;
        refuse(
            change.before->name,
            fmt::format(
                "the table's expressions call {}, which would have to be dropped and created again",
                printable(name)));
      }
    }
  }

  // ----------------------------------------------------------------------------------------- parts

  template <class T>
  bool same(const T& before, const T& after) const {
    return ddl_.comments == wirepacks::CommentStyle::kInline
               ? before == after
               : without_comment(before) == without_comment(after);
  }

  template <class T, class Forced>
  Parts<T> parts_of(const std::vector<T>& before, const std::vector<T>& after,
                    Forced forced) const {
    Parts<T> parts;
    for (const auto& [old_part, new_part] : ir::pair_up(before, after)) {
      if (old_part != nullptr && new_part != nullptr && same(*old_part, *new_part) &&
          !forced(*old_part))
        continue;
      if (old_part != nullptr && !is_inherited(*old_part)) parts.go.push_back(old_part);
      if (new_part != nullptr && !is_inherited(*new_part)) parts.come.push_back(new_part);
    }
    return parts;
  }

  // There is one at most, whatever it is called.
  Parts<ir::Key> primary_key_parts(const TableChange& change) const {
    const std::optional<ir::Key>& before = change.before->primary_key;
    const std::optional<ir::Key>& after = change.after->primary_key;
    Parts<ir::Key> parts;
    if (before && after && same(*before, *after) &&
        !has_any(ir::column_names(*before), change.renewed))
      return parts;
    if (before && !before->inherited) parts.go.push_back(&*before);
    if (after && !after->inherited) parts.come.push_back(&*after);
    return parts;
  }

  void find_parts(TableChange& change) {
    const ir::Table& before = *change.before;
    const ir::Table& after = *change.after;
    change.rebuilt = ddl_.alter.style == AlterStyle::kRebuild &&
                     before.kind == ir::TableKind::kTable && needs_rebuilding(change);
    const auto renews_key = [&](const ir::Key& key) {
      return has_any(ir::column_names(key), change.renewed);
    };
    const auto renews_index = [&](const ir::Index& index) {
      return change.rebuilt || mentions(index.predicate, change.upset) ||
             has_any(index.included_columns, change.renewed) ||
             std::any_of(index.parts.begin(), index.parts.end(), [&](const ir::KeyPart& part) {
               return change.renewed.contains(part.column) ||
                      mentions(part.expression, change.upset);
             });
    };
    const auto renews_check = [&](const ir::Check& check) {
      return mentions(check.sql, change.upset) || goes_with_its_column(change, check);
    };
    change.primary_keys = primary_key_parts(change);
    change.uniques = parts_of(before.uniques, after.uniques, renews_key);
    change.checks = parts_of(before.checks, after.checks, renews_check);
    change.exclusions =
        parts_of(before.exclusions, after.exclusions,
                 [&](const ir::Exclusion& each) { return mentions(each.sql, change.upset); });
    change.indexes = parts_of(before.indexes, after.indexes, renews_index);
    change.triggers = parts_of(before.triggers, after.triggers, [&](const ir::Trigger& each) {
      return change.rebuilt || mentions(each.sql, change.upset);
    });
    change.policies = parts_of(before.policies, after.policies, [&](const ir::Policy& each) {
      return mentions(each.using_sql, change.upset) || mentions(each.check_sql, change.upset);
    });
    refuse_unalterable(change);
  }

  // MODIFY says the whole column, and so without its check; also where it only moves.
  bool goes_with_its_column(const TableChange& change, const ir::Check& check) const {
    if (!ddl_.alter.checks_of_columns || ir::find_column(*change.before, check.name) == nullptr)
      return false;
    const auto says_the_same = [&](const ir::Column& a, const ir::Column& b) {
      return !differs(a, b, ddl_);
    };
    return !std::equal(change.before->columns.begin(), change.before->columns.end(),
                       change.after->columns.begin(), change.after->columns.end(), says_the_same);
  }

  static bool same_rows_of(const ir::Table& before, const ir::Table& after) {
    return before.primary_key == after.primary_key && before.uniques == after.uniques &&
           before.foreign_keys == after.foreign_keys && before.checks == after.checks &&
           before.attributes == after.attributes;
  }

  // Columns that can be added behind the others, and nothing else.
  bool needs_rebuilding(const TableChange& change) const {
    const ir::Table& before = *change.before;
    const ir::Table& after = *change.after;
    if (!same_rows_of(before, after) || before.columns.size() > after.columns.size()) return true;
    for (std::size_t i = 0; i < after.columns.size(); ++i) {
      const ir::Column& column = after.columns[i];
      if (i < before.columns.size() ? differs(before.columns[i], column, ddl_)
                                    : !can_be_appended(column))
        return true;
    }
    return false;
  }

  static bool can_be_appended(const ir::Column& column) {
    if (column.identity || (column.generated && column.generated->stored)) return false;
    if (!column.default_value) return column.nullable;
    return column.default_value->kind == ir::DefaultKind::kLiteral &&
           (column.nullable || !equal_fold(column.default_value->sql, "null"));
  }

  void refuse_unalterable(const TableChange& change) {
    const ir::Table& before = *change.before;
    const ir::Table& after = *change.after;
    if (before.inherits != after.inherits)
      refuse(after.name, "the parents of the table are others, which sqlx cannot change");
    if (before.partition_bound != after.partition_bound)
      refuse(after.name, "the partition holds other rows than before, which sqlx cannot change");
    if (before.partitioning != after.partitioning && ddl_.alter.style != AlterStyle::kWhole &&
        ddl_.alter.style != AlterStyle::kRebuild)
      refuse(after.name, "the table is partitioned in another way, which sqlx cannot change");
  }

  // ---------------------------------------------------------------------------------- foreign keys

  [[nodiscard]] bool loses_its_target(const ir::ForeignKey& key) const {
    const TableChange* target = find_change(plan_, key.references);
    if (target == nullptr) return false;
    const auto is_gone = [&](const std::vector<std::string>& names) {
      return names == key.referenced_columns;
    };
    return has_any(key.referenced_columns, target->upset) || !target->primary_keys.go.empty() ||
           std::any_of(target->uniques.go.begin(), target->uniques.go.end(),
                       [&](const ir::Key* each) { return is_gone(ir::column_names(*each)); }) ||
           std::any_of(target->indexes.go.begin(), target->indexes.go.end(),
                       [](const ir::Index* index) { return index->unique; }) ||
           (ddl_.alter.style == AlterStyle::kWhole &&
            changes_columns(*target, key.referenced_columns));
  }

  [[nodiscard]] bool changes_columns(const TableChange& change,
                                     const std::vector<std::string>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
      const ir::Column* before = ir::find_column(*change.before, name);
      const ir::Column* after = ir::find_column(*change.after, name);
      return before == nullptr || after == nullptr || differs(*before, *after, ddl_);
    });
  }

  // Where a key stands on an index, and that may be the one that goes.
  [[nodiscard]] bool loses_its_index(const TableChange& change, const ir::ForeignKey& key) const {
    if (ddl_.alter.style != AlterStyle::kWhole) return false;
    return !change.indexes.go.empty() || !change.uniques.go.empty() ||
           !change.primary_keys.go.empty() || changes_columns(change, key.columns);
  }

  void find_foreign_keys(TableChange& change) {
    change.foreign_keys = parts_of(change.before->foreign_keys, change.after->foreign_keys,
                                   [&](const ir::ForeignKey& key) {
                                     if (ddl_.alter.style == AlterStyle::kRebuild) return false;
                                     return has_any(key.columns, change.upset) ||
                                            loses_its_target(key) || loses_its_index(change, key);
                                   });
  }

  const ir::Database& before_;
  const ir::Database& after_;
  const wirepacks::WirePack& pack_;
  const wirepacks::Ddl& ddl_;
  Diagnostics& diagnostics_;
  MigrationPlan plan_;
};

}  // namespace

bool differs(const ir::Column& before, const ir::Column& after, const wirepacks::Ddl& ddl) {
  return as_written(before, ddl) != as_written(after, ddl);
}

bool comes_from_parent(const TableChange& change, const std::string& column,
                       const wirepacks::Ddl& ddl) {
  return std::any_of(change.parents.begin(), change.parents.end(), [&](const auto& parent) {
    const ir::Column* before = ir::find_column(*parent.first, column);
    const ir::Column* after = ir::find_column(*parent.second, column);
    if (before == nullptr || after == nullptr) return before != after;
    return differs(*before, *after, ddl);
  });
}

bool only_adds_labels(const ir::Enum& before, const ir::Enum& after) {
  auto at = after.values.begin();
  for (const std::string& label : before.values) {
    at = std::find(at, after.values.end(), label);
    if (at == after.values.end()) return false;
    ++at;
  }
  return true;
}

bool has_type(const ir::LogicalType& type, const std::set<std::string>& identities) {
  if (type.name && identities.contains(ir::identity(*type.name))) return true;
  return std::any_of(type.element.begin(), type.element.end(),
                     [&](const ir::LogicalType& element) { return has_type(element, identities); });
}

bool is_replaced_in_place(const ir::Routine& before, const ir::Routine& after) {
  const auto same_argument = [](const ir::Argument& a, const ir::Argument& b) {
    return a.name == b.name && a.mode == b.mode && a.database_type == b.database_type &&
           (a.default_sql.empty() || !b.default_sql.empty());
  };
  return starts_with_fold(after.definition, "create or replace") && before.kind == after.kind &&
         before.database_result == after.database_result &&
         before.returns_set == after.returns_set &&
         std::equal(before.arguments.begin(), before.arguments.end(), after.arguments.begin(),
                    after.arguments.end(), same_argument);
}

const TableChange* find_change(const MigrationPlan& plan, const ir::ObjectName& table) {
  const auto found =
      std::find_if(plan.tables.begin(), plan.tables.end(),
                   [&](const TableChange& change) { return change.before->name == table; });
  return found == plan.tables.end() ? nullptr : &*found;
}

MigrationPlan plan_migration(const ir::Database& before, const ir::Database& after,
                             const wirepacks::WirePack& pack, Diagnostics& diagnostics) {
  return Planner(before, after, pack, diagnostics).plan();
}

}  // namespace sqlx::sql
