// Primary keys, unique constraints, foreign keys, checks and exclusions, of a column or of a table.
#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::AttributeKey;

ir::ReferentialAction action(const Draft& draft, ReferenceAction written) {
  switch (written) {
    case ReferenceAction::kUnsaid:
      return draft.stored.implied_action == "restrict" ? ir::ReferentialAction::kRestrict
                                                       : ir::ReferentialAction::kNoAction;
    case ReferenceAction::kNoAction: return ir::ReferentialAction::kNoAction;
    case ReferenceAction::kRestrict: return ir::ReferentialAction::kRestrict;
    case ReferenceAction::kCascade: return ir::ReferentialAction::kCascade;
    case ReferenceAction::kSetNull: return ir::ReferentialAction::kSetNull;
    case ReferenceAction::kSetDefault: return ir::ReferentialAction::kSetDefault;
  }
  return ir::ReferentialAction::kNoAction;
}

ir::MatchKind match(MatchType written) {
  if (written == MatchType::kFull) return ir::MatchKind::kFull;
  return written == MatchType::kPartial ? ir::MatchKind::kPartial : ir::MatchKind::kSimple;
}

ir::Deferrability deferrability(Deferral written) {
  if (written == Deferral::kInitiallyDeferred) return ir::Deferrability::kInitiallyDeferred;
  return written == Deferral::kDeferrable ? ir::Deferrability::kDeferrable
                                          : ir::Deferrability::kImmediate;
}

void set_conflict(ir::Attributes& attributes, ConflictAction action) {
  if (action == ConflictAction::kUnsaid || action == ConflictAction::kAbort) return;
  ir::set_attribute(attributes, AttributeKey::kConflict, std::string(to_string(action)));
}

void set_validity(ir::Attributes& attributes, const Constraint& constraint) {
  if (constraint.not_enforced) {
    ir::set_attribute(attributes, AttributeKey::kNotEnforced, "true");
  } else if (constraint.not_valid) {
    ir::set_attribute(attributes, AttributeKey::kNotValid, "true");
  }
}

std::vector<ir::KeyPart> key_parts(Draft& draft, const Constraint& constraint, ir::Table& table,
                                   const std::string& column) {
  std::vector<ir::KeyPart> parts;
  if (!column.empty()) parts.push_back({.column = column});
  for (const OrderItem* part : constraint.columns) parts.push_back(key_part(draft, *part, table));
  return parts;
}

std::vector<std::string> names_of(const std::vector<ir::KeyPart>& parts) {
  std::vector<std::string> names;
  names.reserve(parts.size());
  for (const ir::KeyPart& part : parts) names.push_back(part.column);
  return names;
}

void append_option(ir::Attributes& attributes, std::string text) {
  if (text.empty()) return;
  const std::string* there = ir::find_attribute(attributes, AttributeKey::kOptions);
  if (there != nullptr) text = *there + ", " + text;
  ir::set_attribute(attributes, AttributeKey::kOptions, std::move(text));
}

void set_key_options(const Draft& draft, const Constraint& constraint, ir::Key& key) {
  if (!constraint.method.empty() && !equal_fold(constraint.method, "btree"))
    append_option(key.attributes, "USING " + upper(constraint.method));
  for (const Option* option : constraint.options) {
    if (option->value == nullptr) continue;
    const auto* value = option->value->as<Literal>();
    if (value == nullptr) continue;
    if (option->name == "comment") {
      key.comment = value->text;
    } else if (draft.stored.expressions == wirepacks::StoredText::kTyped &&
               option->name != "tablespace") {
      append_option(key.attributes, std::string(option->name) + '=' + std::string(value->text));
    }
  }
}

// UNIQUE USING INDEX: the index becomes the key.
bool take_index(Draft& draft, const Constraint& constraint, ir::Key& key, ir::Table& table) {
  const std::string wanted = draft.name(constraint.using_index);
  const auto found = std::find_if(table.indexes.begin(), table.indexes.end(),
                                  [&](const ir::Index& each) { return each.name == wanted; });
  if (found == table.indexes.end()) return false;
  if (key.name.empty()) key.name = found->name;
  key.columns = found->parts;
  key.included_columns = found->included_columns;
  key.nulls_not_distinct = found->nulls_not_distinct;
  table.indexes.erase(found);
  return true;
}

ir::Key make_key(Draft& draft, const Constraint& constraint, ir::Table& table,
                 const std::string& column) {
  ir::Key made{.name = draft.name(constraint.name)};
  made.columns = key_parts(draft, constraint, table, column);
  if (!constraint.using_index.text.empty() && !take_index(draft, constraint, made, table)) {
    draft.tell(constraint, "the index behind this key is not in the file");
  }
  if (!column.empty() && constraint.direction == Direction::kDescending && !draft.stored.rowid_keys)
    made.columns.front().descending = true;
  for (const Name& each : constraint.included) made.included_columns.push_back(draft.name(each));
  made.nulls_not_distinct = made.nulls_not_distinct || constraint.nulls_not_distinct;
  made.deferrability = deferrability(constraint.deferral);
  set_conflict(made.attributes, constraint.on_conflict);
  set_key_options(draft, constraint, made);
  return made;
}

void forbid_nulls(Draft& draft, const ir::Key& key, ir::Table& table) {
  for (const ir::KeyPart& part : key.columns) {
    ir::Column* column = draft.find_column(table, part.column);
    if (column != nullptr) column->nullable = false;
  }
}

void add_primary_key(Draft& draft, const Constraint& constraint, ir::Table& table,
                     const std::string& column) {
  ir::Key key = make_key(draft, constraint, table, column);
  if (draft.stored.primary_key_unnamed) {
    key.name.clear();
  } else if (key.name.empty()) {
    key.name = default_name(draft, "primary_key", table, names_of(key.columns));
  }
  if (draft.stored.key_columns_not_null) forbid_nulls(draft, key, table);
  table.primary_key = std::move(key);
}

// The same key said twice is one key, in engines where keys are not just indexes.
bool is_said_already(const Draft& draft, const ir::Key& key, const ir::Table& table) {
  if (draft.stored.unique_indexes_are_keys || !key.name.empty()) return false;
  const auto same = [&](const ir::Key& each) { return each.columns == key.columns; };
  return (table.primary_key && same(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), same);
}

void add_unique(Draft& draft, const Constraint& constraint, ir::Table& table,
                const std::string& column) {
  ir::Key key = make_key(draft, constraint, table, column);
  if (is_said_already(draft, key, table)) return;
  if (key.name.empty()) key.name = default_name(draft, "unique", table, names_of(key.columns));
  set_long_key_option(draft, table, key);
  table.uniques.push_back(std::move(key));
}

// The parent as it is known, or as it will be: it may come later, or be the table that is being
// made.
ir::ObjectName parent_name(Draft& draft, List<Name> path, const ir::Table& table) {
  if (path.size() == 1 && draft.same(draft.name(path[0]), table.name.name)) return table.name;
  if (const ir::Table* parent = draft.find_table(path)) return parent->name;
  return draft.new_name(path);
}

void add_foreign_key(Draft& draft, const Constraint& constraint, ir::Table& table,
                     const std::string& column) {
  ir::ForeignKey made{.name = draft.name(constraint.name)};
  if (!column.empty()) made.columns = {column};
  for (const OrderItem* part : constraint.columns)
    made.columns.push_back(key_part(draft, *part, table).column);
  made.references = parent_name(draft, constraint.references->name, table);
  for (const Name& each : constraint.referenced_columns)
    made.referenced_columns.push_back(draft.name(each));
  made.on_delete = action(draft, constraint.on_delete);
  made.on_update = action(draft, constraint.on_update);
  for (const Name& each : constraint.on_delete_columns)
    made.on_delete_columns.push_back(draft.name(each));
  made.match = match(constraint.match);
  made.deferrability = deferrability(constraint.deferral);
  set_validity(made.attributes, constraint);
  if (made.name.empty()) {
    made.name = default_name(draft, "foreign_key", table, made.columns);
  } else {
    draft.named_keys.push_back({table.name.name, made.name});
  }
  table.foreign_keys.push_back(std::move(made));
}

// The columns that an expression speaks of, each once.
void collect_columns(const Node& node, std::vector<std::string>& into, const Draft& draft) {
  if (const auto* column = node.as<Column>()) {
    std::string name = draft.name(column->path.back());
    if (std::find(into.begin(), into.end(), name) == into.end()) into.push_back(std::move(name));
  }
  for_each_child(node, [&](const Node& child) { collect_columns(child, into, draft); });
}

std::string check_name(Draft& draft, const Constraint& constraint, const ir::Table& table,
                       const std::string& column) {
  std::vector<std::string> columns;
  collect_columns(*constraint.value, columns, draft);
  std::erase_if(columns,
                [&](const std::string& name) { return ir::find_column(table, name) == nullptr; });
  std::string of_column(wirepacks::Stored::find(draft.stored.names, "column_check"));
  if (!column.empty() && !of_column.empty()) {
    replace_all(of_column, "{column}", column);  // whether or not a key is called the same
    return of_column;
  }
  if (columns.size() == 1) return default_name(draft, "check", table, columns);
  return default_name(draft, "table_check", table, columns);
}

void add_check(Draft& draft, const Constraint& constraint, ir::Table& table,
               const std::string& column) {
  ir::Check made{.name = draft.name(constraint.name)};
  made.sql = expression_text(draft, *constraint.value, &table);
  made.no_inherit = constraint.no_inherit;
  set_conflict(made.attributes, constraint.on_conflict);
  set_validity(made.attributes, constraint);
  if (made.name.empty()) made.name = check_name(draft, constraint, table, column);
  table.checks.push_back(std::move(made));
}

std::string exclusion_text(Draft& draft, const Constraint& constraint, const ir::Table& table,
                           std::vector<std::string>& columns) {
  std::string sql = "EXCLUDE USING " +
                    std::string(constraint.method.empty() ? "btree" : constraint.method) + " (";
  for (std::size_t i = 0; i < constraint.columns.size(); ++i) {
    const Expr& value = *constraint.columns[i]->value;
    if (const auto* column = value.as<Column>()) columns.push_back(draft.name(column->path.back()));
    if (i > 0) sql += ", ";
    sql += expression_text(draft, value, &table);
    for (const Name& each : constraint.columns[i]->operator_class) sql += ' ' + draft.name(each);
    if (i < constraint.operators.size()) sql += " WITH " + std::string(constraint.operators[i]);
  }
  sql += ')';
  if (constraint.where != nullptr) {
    const std::string condition = expression_text(draft, *constraint.where, &table);
    sql += " WHERE " + (condition.starts_with('(') ? condition : '(' + condition + ')');
  }
  if (constraint.deferral == Deferral::kDeferrable) sql += " DEFERRABLE";
  if (constraint.deferral == Deferral::kInitiallyDeferred) sql += " DEFERRABLE INITIALLY DEFERRED";
  return sql;
}

void add_exclusion(Draft& draft, const Constraint& constraint, ir::Table& table) {
  ir::Exclusion made{.name = draft.name(constraint.name)};
  made.sql = exclusion_text(draft, constraint, table, made.columns);
  if (made.name.empty()) made.name = default_name(draft, "exclusion", table, made.columns);
  table.exclusions.push_back(std::move(made));
}

}  // namespace

void set_long_key_option(Draft& draft, ir::Table& table, ir::Key& key) {
  constexpr std::int64_t kLongest = 3072;  // bytes, of which a character takes up to four
  const std::string_view option = wirepacks::Stored::find(draft.stored.names, "long_unique");
  if (option.empty()) return;
  std::int64_t bytes = 0;
  for (const ir::KeyPart& part : key.columns) {
    const ir::Column* column = draft.find_column(table, part.column);
    if (column == nullptr) continue;
    const bool is_text =
        column->type.kind == ir::TypeKind::kText || column->type.kind == ir::TypeKind::kJson;
    if (!is_text && column->type.kind != ir::TypeKind::kBytes) continue;
    const std::int64_t length =
        part.prefix_length ? *part.prefix_length : column->type.length.value_or(kLongest);
    bytes += is_text ? 4 * length : length + (part.prefix_length || column->type.length ? 0 : 1);
  }
  if (bytes > kLongest) append_option(key.attributes, std::string(option));
}

void add_constraint(Draft& draft, const Constraint& constraint, ir::Table& table,
                    const std::string& column) {
  switch (constraint.constraint) {
    case ConstraintKind::kPrimaryKey: return add_primary_key(draft, constraint, table, column);
    case ConstraintKind::kUnique: return add_unique(draft, constraint, table, column);
    case ConstraintKind::kForeignKey: return add_foreign_key(draft, constraint, table, column);
    case ConstraintKind::kCheck: return add_check(draft, constraint, table, column);
    case ConstraintKind::kExclude: return add_exclusion(draft, constraint, table);
    default: draft.tell(constraint, "sqlx does not know what this adds to the table");
  }
}

}  // namespace sqlx::sql::schema_reader
