// ALTER TABLE and its kin, action by action, in the order of the text.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::AttributeKey;

// -- columns

void place_column(const Draft& draft, const AlterAction& action, ir::Table& table,
                  const std::string& name) {
  if (!action.first && action.after.text.empty()) return;
  auto& columns = table.columns;
  const auto at = std::find_if(columns.begin(), columns.end(),
                               [&](const ir::Column& each) { return each.name == name; });
  if (at == columns.end()) return;
  ir::Column moved = std::move(*at);
  columns.erase(at);
  auto place = columns.begin();
  if (!action.first) {
    place = std::find_if(columns.begin(), columns.end(), [&](const ir::Column& each) {
      return equal_fold(each.name, draft.name(action.after));
    });
    if (place != columns.end()) ++place;
  }
  columns.insert(place, std::move(moved));
}

// MODIFY and CHANGE: the definition takes the place of the old one; keys stay.
void change_column(Draft& draft, const AlterAction& action, ir::Table& table) {
  const std::string wanted =
      draft.name(action.name.text.empty() ? action.column->name : action.name);
  const ir::Column* there = draft.find_column(table, wanted);
  if (there == nullptr) {
    if (!action.if_exists)
      draft.tell(action, fmt::format("`{}` has no column `{}`", table.name.name, wanted));
    return;
  }
  const std::string old = there->name;
  rename_column(draft, action, table, old, draft.name(action.column->name));
  ir::Column made = read_column(draft, *action.column, table);
  const std::string name = made.name;
  const bool in_key =
      table.primary_key &&
      std::any_of(table.primary_key->columns.begin(), table.primary_key->columns.end(),
                  [&](const ir::KeyPart& part) { return part.column == name; });
  if (in_key) made.nullable = false;
  *draft.find_column(table, name) = std::move(made);
  std::erase_if(table.checks, [&](const ir::Check& each) {
    return draft.stored.schemas_are_databases && each.name == old;
  });
  add_table_parts(draft, *action.column, name, table);
  place_column(draft, action, table, name);
}

void add_altered_column(Draft& draft, const AlterAction& action, ir::Table& table) {
  const std::string name = draft.name(action.column->name);
  if (draft.find_column(table, name) != nullptr) {
    if (!action.if_not_exists)
      draft.tell(action, fmt::format("`{}` has a column `{}` already", table.name.name, name));
    return;
  }
  add_column(draft, *action.column, table);
  place_column(draft, action, table, name);
  for (ir::Table& partition : table.partitions) copy_columns_of_parent(partition, table);
}

void set_type(Draft& draft, const TypeName& type, ir::Column& column) {
  DeclaredType declared = declared_type(draft, type);
  const bool retype = column.default_value && column.database_type != declared.words;
  const std::string old = std::exchange(column.database_type, std::move(declared.words));
  column.type = std::move(declared.type);
  if (!type.collation.empty()) column.collation = collation_words(draft, type.collation);
  if (!retype) return;
  std::string& sql = column.default_value->sql;
  if (sql.ends_with("::" + old))
    sql = sql.substr(0, sql.size() - old.size()) + column.database_type;
}

void alter_one_column(Draft& draft, const AlterAction& action, ir::Table& table) {
  ir::Column* column = draft.find_column(table, draft.name(action.name));
  if (column == nullptr) {
    if (!action.if_exists)
      draft.tell(action,
                 fmt::format("`{}` has no column `{}`", table.name.name, draft.name(action.name)));
    return;
  }
  switch (action.action) {
    case AlterKind::kSetType: return set_type(draft, *action.to, *column);
    case AlterKind::kSetDefault: return set_default(draft, *action.value, *column);
    case AlterKind::kDropDefault: column->default_value.reset(); return;
    case AlterKind::kSetNotNull: column->nullable = false; return;
    case AlterKind::kDropNotNull: column->nullable = true; return;
    case AlterKind::kAddIdentity:
      set_identity(draft, *action.constraint, *column);
      for (const Option* option : action.constraint->options) {
        if (option->name != "sequence name") continue;
        const auto* path = option->value == nullptr ? nullptr : option->value->as<Column>();
        if (path != nullptr)
          draft.hidden_sequences.push_back({table.name.schema, draft.name(path->path.back())});
      }
      return;
    case AlterKind::kDropIdentity: column->identity.reset(); return;
    case AlterKind::kDropExpression: column->generated.reset(); return;
    default:
      draft.tell(action, fmt::format("sqlx does not know what this changes of `{}`", column->name));
  }
}

// -- constraints and indexes

bool erase_constraint(const Draft& draft, ir::Table& table, std::string_view name) {
  const auto named = [&](const auto& each) { return draft.same(each.name, name); };
  if (table.primary_key && !table.primary_key->name.empty() && named(*table.primary_key)) {
    table.primary_key.reset();
    return true;
  }
  return std::erase_if(table.foreign_keys, named) + std::erase_if(table.checks, named) +
             std::erase_if(table.uniques, named) + std::erase_if(table.exclusions, named) !=
         0;
}

void validate(const Draft& draft, ir::Table& table, const std::string& name) {
  const auto clear = [&](auto& items) {
    for (auto& each : items) {
      if (!draft.same(each.name, name)) continue;
      std::erase_if(each.attributes,
                    [](const ir::Attribute& one) { return one.key == AttributeKey::kNotValid; });
    }
  };
  clear(table.checks);
  clear(table.foreign_keys);
}

// -- the table itself

void set_row_security(const AlterAction& action, ir::Table& table) {
  using enum ir::RowSecurity;
  const std::string_view word = action.options.empty() ? "" : action.options[0]->name;
  const bool on = table.row_security == kOn || table.row_security == kForced;
  const bool forced = table.row_security == kForced || table.row_security == kOffForced;
  const bool now_on = word == "enable" || (word != "disable" && on);
  const bool now_forced = word == "force" || (word != "no force" && forced);
  table.row_security = now_on ? (now_forced ? kForced : kOn) : (now_forced ? kOffForced : kOff);
}

void switch_triggers(Draft& draft, const AlterAction& action, ir::Table& table) {
  const std::string name = draft.name(action.name);
  const std::string_view how =
      action.options.empty() ? std::string_view() : action.options[0]->name;
  const bool on = how == "enable" || how == "enable always" || how == "enable replica";
  if (on && how != "enable") {
    draft.database.unsupported.push_back(
        {"trigger that fires in another role",
         {table.name.schema, name},
         "on " + shown_name(draft, table.name),
         fmt::format("ALTER TABLE {} {} TRIGGER {}", shown_name(draft, table.name), upper(how),
                     shown_name(draft, {{}, name}))});
  }
  for (ir::Trigger& trigger : table.triggers) {
    if (trigger.name == name || action.name.text == "ALL" || action.name.text == "USER")
      trigger.enabled = on;
  }
}

void inherit_keys(ir::Table& table, const ir::Table& parent) {
  for (ir::Column& column : table.columns)
    column.inherited = ir::find_column(parent, column.name) != nullptr;
  const auto mark = [](auto& own, const auto& theirs) {
    for (auto& each : own) {
      for (const auto& other : theirs) each.inherited = each.inherited || each.name == other.name;
    }
  };
  mark(table.checks, parent.checks);
  mark(table.foreign_keys, parent.foreign_keys);
}

void attach_partition(Draft& draft, const AlterAction& action, const ir::ObjectName& parent_name) {
  const ir::Table* found =
      action.partition == nullptr ? nullptr : draft.find_table(action.partition->name);
  if (found == nullptr) return draft.tell(action, "the file does not make this partition");
  ir::Table partition = *found;
  std::erase_if(draft.database.tables,
                [&](const ir::Table& each) { return each.name == partition.name; });
  ir::Table& parent = *draft.find_table(parent_name);
  if (action.bound != nullptr)
    partition.partition_bound = partition_bound(draft, *action.bound, parent);
  inherit_keys(partition, parent);
  copy_keys_of_parent(draft, partition, parent);
  parent.partitions.push_back(std::move(partition));
}

void set_replica_identity(Draft& draft, const AlterAction& action, const std::string& words,
                          ir::Table& table) {
  const std::string identity = lower(words);
  if (identity.starts_with("using"))
    return draft.tell(
        action, fmt::format("sqlx does not read the replica identity of `{}`", table.name.name));
  if (identity == "default") {
    std::erase_if(table.attributes, [](const ir::Attribute& each) {
      return each.key == AttributeKey::kReplicaIdentity;
    });
  } else {
    ir::set_attribute(table.attributes, AttributeKey::kReplicaIdentity, identity);
  }
}

// "fillfactor=70, autovacuum_enabled=false": what was said of the option before gives way.
void set_parameter(ir::Attributes& attributes, std::string_view name, const std::string& value) {
  const std::string* there = ir::find_attribute(attributes, AttributeKey::kOptions);
  std::vector<std::string> others;
  for (const std::string_view each : split(there == nullptr ? std::string_view() : *there, ',')) {
    if (!trim(each).empty() && trim(each.substr(0, each.find('='))) != name)
      others.emplace_back(trim(each));
  }
  others.push_back(fmt::format("{}={}", name, value));
  ir::set_attribute(attributes, AttributeKey::kOptions, join(others, ", "));
}

struct NamedAttribute {
  std::string_view option;
  AttributeKey key;
};

constexpr auto kOfColumns =
    std::to_array<NamedAttribute>({{"storage", AttributeKey::kStorage},
                                   {"compression", AttributeKey::kAutoCompression},
                                   {"statistics", AttributeKey::kStatisticsTarget}});

void set_column_options(Draft& draft, const AlterAction& action, ir::Table& table) {
  ir::Column* column = draft.find_column(table, draft.name(action.name));
  if (column == nullptr)
    return draft.tell(
        action, fmt::format("`{}` has no column `{}`", table.name.name, draft.name(action.name)));
  for (const Option* option : action.options) {
    const auto known =
        std::find_if(kOfColumns.begin(), kOfColumns.end(),
                     [&](const NamedAttribute& each) { return each.option == option->name; });
    if (known == kOfColumns.end()) {
      set_parameter(column->attributes, option->name, option_words(*option));
    } else {
      ir::set_attribute(column->attributes, known->key, lower(option_words(*option)));
    }
  }
}

void set_table_options(Draft& draft, const AlterAction& action, ir::Table& table) {
  if (!action.name.text.empty()) return set_column_options(draft, action, table);
  for (const Option* option : action.options) {
    const std::string value = option_words(*option);
    if (option->name.starts_with("toast.")) continue;
    if (option->name == "comment") {
      table.comment = value;
    } else if (option->name == "engine") {
      ir::set_attribute(table.attributes, AttributeKey::kEngine, value);
    } else if (option->name == "replica identity") {
      set_replica_identity(draft, action, value, table);
    } else if (draft.stored.expressions == wirepacks::StoredText::kTyped &&
               option->value != nullptr && option->name != "tablespace") {
      set_parameter(table.attributes, option->name, value);
    } else if (option->name != "auto_increment") {
      draft.tell(*option, fmt::format("sqlx does not know what `{}` changes of `{}`", option->name,
                                      table.name.name));
    }
  }
}

void act(Draft& draft, const AlterAction& action, bool only, ir::Table& table) {
  const std::string name = draft.name(action.name);
  const auto missing = [&] {
    if (!action.if_exists)
      draft.tell(action, fmt::format("`{}` has no `{}`", table.name.name, name));
  };
  switch (action.action) {
    case AlterKind::kAddColumn: return add_altered_column(draft, action, table);
    case AlterKind::kDropColumn: {
      const ir::Column* column = draft.find_column(table, name);
      return column == nullptr ? missing() : drop_column(draft, table, std::string(column->name));
    }
    case AlterKind::kRenameColumn:
      return rename_column(draft, action, table, name, draft.name(action.new_name));
    case AlterKind::kModifyColumn:
    case AlterKind::kChangeColumn: return change_column(draft, action, table);
    case AlterKind::kAddConstraint: {
      add_constraint(draft, *action.constraint, table);
      return only ? void() : add_to_partitions(draft, table);
    }
    case AlterKind::kDropConstraint:
    case AlterKind::kDropForeignKey:
      return erase_constraint(draft, table, name) ? void() : missing();
    case AlterKind::kDropPrimaryKey: table.primary_key.reset(); return;
    case AlterKind::kRenameConstraint:
      return rename_part(table, name, draft.name(action.new_name)) ? void() : missing();
    case AlterKind::kValidateConstraint: return validate(draft, table, name);
    case AlterKind::kAddIndex: return add_index(draft, *action.index, table);
    case AlterKind::kDropIndex: {
      const auto named = [&](const auto& each) { return draft.same(each.name, name); };
      const bool found =
          std::erase_if(table.indexes, named) + std::erase_if(table.uniques, named) != 0;
      return found ? void() : missing();
    }
    case AlterKind::kRenameIndex:
      return rename_part(table, name, draft.name(action.new_name)) ? void() : missing();
    case AlterKind::kRename:
      return rename_table(draft, action, table, {table.name.schema, draft.name(action.new_name)});
    case AlterKind::kSetSchema:
      return rename_table(draft, action, table, {draft.name(action.new_name), table.name.name});
    case AlterKind::kAttachPartition:
      return attach_partition(draft, action, ir::ObjectName(table.name));
    case AlterKind::kRowSecurity: return set_row_security(action, table);
    case AlterKind::kTriggers: return switch_triggers(draft, action, table);
    case AlterKind::kOptions: return set_table_options(draft, action, table);
    case AlterKind::kOwner:
    case AlterKind::kKeys:
      return;  // who owns it, and when its keys are checked while rows are loaded
    default: return alter_one_column(draft, action, table);
  }
}

// -- what is not a table

template <class Items>
bool change_name(Draft& draft, Items& items, const AlterTable& statement) {
  const ir::ObjectName wanted = draft.known_name(statement.table->name, items);
  for (auto& each : items) {
    if (each.name != wanted) continue;
    for (const AlterAction* action : statement.actions) {
      if (action->action == AlterKind::kRename) each.name.name = draft.name(action->new_name);
      if (action->action == AlterKind::kSetSchema) each.name.schema = draft.name(action->new_name);
    }
    return true;
  }
  return false;
}

void alter_index(Draft& draft, const AlterTable& statement) {
  const std::string name = draft.name(statement.table->name.back());
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    for (const AlterAction* action : statement.actions) {
      if (action->action == AlterKind::kRename)
        rename_part(table, name, draft.name(action->new_name));
      if (action->action != AlterKind::kAttachPartition || action->partition == nullptr) continue;
      const std::string part = draft.name(action->partition->name.back());
      if (table.primary_key && table.primary_key->name == part) table.primary_key->inherited = true;
      for (ir::Key& each : table.uniques) each.inherited = each.inherited || each.name == part;
      for (ir::Index& each : table.indexes) each.inherited = each.inherited || each.name == part;
    }
  });
}

bool only_says_who_owns_it(const AlterTable& statement) {
  return std::all_of(statement.actions.begin(), statement.actions.end(),
                     [](const AlterAction* each) { return each->action == AlterKind::kOwner; });
}

}  // namespace

void alter_table(Draft& draft, const AlterTable& statement) {
  if (only_says_who_owns_it(statement)) return;
  if (statement.object == ObjectKind::kIndex) return alter_index(draft, statement);
  ir::Database& database = draft.database;
  if (statement.object == ObjectKind::kSequence &&
      change_name(draft, database.sequences, statement))
    return;
  if (statement.object == ObjectKind::kType && (change_name(draft, database.enums, statement) ||
                                                change_name(draft, database.domains, statement) ||
                                                change_name(draft, database.composites, statement)))
    return;
  ir::Table* table = draft.find_table(statement.table->name);
  if (table == nullptr && draft.find_sequence(statement.table->name) != nullptr) return;
  if (table == nullptr) {
    if (!statement.if_exists) draft.tell(*statement.table, "the file does not make this table");
    return;
  }
  ir::ObjectName name = table->name;
  for (const AlterAction* action : statement.actions) {
    if (table = draft.find_table(name); table == nullptr) return;
    act(draft, *action, statement.table->only, *table);
    if (action->action == AlterKind::kRename) name.name = draft.name(action->new_name);
    if (action->action == AlterKind::kSetSchema) name.schema = draft.name(action->new_name);
  }
}

}  // namespace sqlx::sql::schema_reader
