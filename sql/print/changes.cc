// Statements that change rows: INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY.
#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

// INSERT OR IGNORE, INSERT IGNORE
void print_conflict_action(Writer& writer, ConflictAction action) {
  if (action == ConflictAction::kUnsaid) return;
  writer.word_if(!(action == ConflictAction::kIgnore && writer.has(Feature::kInsertIgnore)), "OR");
  writer.upper_word(to_string(action));
}

void print_insert_words(Writer& writer, const Insert& insert) {
  const bool is_replace =
      insert.action == ConflictAction::kReplace && writer.has(Feature::kReplace);
  writer.word(is_replace ? "REPLACE" : "INSERT");
  print_modifiers(writer, insert.modifiers);
  if (!is_replace) print_conflict_action(writer, insert.action);
  writer.word("INTO");
}

void print_columns(Writer& writer, List<const Expr*> columns) {
  if (!columns.empty()) print_targets_in_parentheses(writer, columns);
}

void print_overriding(Writer& writer, Overriding overriding) {
  if (overriding == Overriding::kUnsaid) return;
  writer.word("OVERRIDING");
  writer.upper_word(to_string(overriding));
  writer.word("VALUE");
}

void print_no_source(Writer& writer) {
  if (writer.has(Feature::kDefaultValues) || !writer.has(Feature::kEmptyValues))
    return writer.word("DEFAULT VALUES");
  writer.word("() VALUES ()");
}

void print_source(Writer& writer, const Insert& insert) {
  if (insert.source == nullptr) return print_no_source(writer);
  print(writer, *insert.source);
}

void print_assignments(Writer& writer, std::string_view words,
                       List<const Assignment*> assignments) {
  print_list_clause(writer, words, assignments);
}

void print_conflict_target(Writer& writer, const OnConflict& conflict) {
  if (!conflict.target.empty()) print_index_parts(writer, conflict.target);
  print_clause(writer, "WHERE", conflict.target_where);
  if (conflict.constraint.text.empty()) return;
  writer.word("ON CONSTRAINT");
  writer.name(conflict.constraint);
}

void print_merge_insert(Writer& writer, const MergeClause& clause) {
  writer.word("INSERT");
  print_columns(writer, clause.columns);
  print_overriding(writer, clause.overriding);
  if (clause.values == nullptr) return writer.word("DEFAULT VALUES");
  writer.word("VALUES");
  print_row_of_values(writer, *clause.values);
}

void print_merge_action(Writer& writer, const MergeClause& clause) {
  switch (clause.action) {
    case MergeAction::kUpdate: return print_assignments(writer, "UPDATE SET", clause.set);
    case MergeAction::kDelete: return writer.word("DELETE");
    case MergeAction::kInsert: return print_merge_insert(writer, clause);
    case MergeAction::kNothing: return writer.word("DO NOTHING");
  }
}

void print_copied(Writer& writer, const Copy& copy) {
  if (copy.query != nullptr) return print_in_parentheses(writer, *copy.query);
  print(writer, *copy.table);
  writer.names_in_parentheses_if_any(copy.columns);
}

}  // namespace

void print_modifiers(Writer& writer, List<std::string_view> modifiers) {
  for (const std::string_view modifier : modifiers) writer.upper_word(modifier);
}

void print_returning(Writer& writer, List<const SelectItem*> items) {
  print_list_clause(writer, "RETURNING", items);
}

void print_update_limit(Writer& writer, const Expr* limit, const Expr* offset) {
  print_clause(writer, "LIMIT", limit);
  print_clause(writer, "OFFSET", offset);
}

void print(Writer& writer, const Insert& insert) {
  if (insert.with != nullptr) print(writer, *insert.with);
  print_insert_words(writer, insert);
  print(writer, *insert.target);
  print_columns(writer, insert.columns);
  print_overriding(writer, insert.overriding);
  print_source(writer, insert);
  print_alias(writer, insert.row_alias, insert.row_columns);
  for (const OnConflict* conflict : insert.on_conflict) print(writer, *conflict);
  print_returning(writer, insert.returning);
}

void print(Writer& writer, const OnConflict& conflict) {
  if (conflict.any_key) return print_assignments(writer, "ON DUPLICATE KEY UPDATE", conflict.set);
  writer.word("ON CONFLICT");
  print_conflict_target(writer, conflict);
  if (conflict.do_nothing) return writer.word("DO NOTHING");
  print_assignments(writer, "DO UPDATE SET", conflict.set);
  print_clause(writer, "WHERE", conflict.where);
}

void print(Writer& writer, const Assignment& assignment) {
  if (assignment.in_parentheses || assignment.targets.size() > 1) {
    print_targets_in_parentheses(writer, assignment.targets);
  } else {
    print_target(writer, *assignment.targets.front());
  }
  writer.word("=");
  print(writer, *assignment.value);
}

void print(Writer& writer, const Update& update) {
  if (update.with != nullptr) print(writer, *update.with);
  writer.word("UPDATE");
  print_modifiers(writer, update.modifiers);
  print_conflict_action(writer, update.action);
  print_list_clause(writer, "", update.tables);
  print_assignments(writer, "SET", update.set);
  print_list_clause(writer, "FROM", update.from);
  print_clause(writer, "WHERE", update.where);
  print_list_clause(writer, "ORDER BY", update.order_by);
  print_update_limit(writer, update.limit, update.offset);
  print_returning(writer, update.returning);
}

// DELETE FROM target USING others, or DELETE targets FROM tables.
void print(Writer& writer, const Delete& node) {
  if (node.with != nullptr) print(writer, *node.with);
  writer.word("DELETE");
  print_modifiers(writer, node.modifiers);
  writer.word_if(node.ignore, "IGNORE");
  writer.list(node.targets, [&](const Table* table) { print(writer, *table); });
  if (node.target != nullptr) print_clause(writer, "FROM", node.target);
  print_list_clause(writer, node.target != nullptr ? "USING" : "FROM", node.from);
  print_clause(writer, "WHERE", node.where);
  print_list_clause(writer, "ORDER BY", node.order_by);
  print_update_limit(writer, node.limit, node.offset);
  print_returning(writer, node.returning);
}

void print(Writer& writer, const Merge& merge) {
  if (merge.with != nullptr) print(writer, *merge.with);
  print_clause(writer, "MERGE INTO", merge.target);
  print_clause(writer, "USING", merge.source);
  writer.word("ON");
  print_in_parentheses(writer, *merge.on);  // some dialects ask for them
  for (const MergeClause* clause : merge.clauses) print(writer, *clause);
  print_returning(writer, merge.returning);
  writer.tight(writer.pack().words.merge_end);
}

void print(Writer& writer, const MergeClause& clause) {
  writer.word("WHEN");
  writer.upper_word(to_string(clause.match));
  print_clause(writer, "AND", clause.condition);
  writer.word("THEN");
  print_merge_action(writer, clause);
}

void print(Writer& writer, const Truncate& truncate) {
  print_list_clause(writer, "TRUNCATE TABLE", truncate.tables);
  writer.word_if(truncate.restart_identity, "RESTART IDENTITY");
  print_behavior(writer, truncate.behavior);
}

void print(Writer& writer, const Copy& copy) {
  writer.word("COPY");
  print_copied(writer, copy);
  writer.word(copy.is_from ? "FROM" : "TO");
  if (copy.file.empty()) {
    writer.word(copy.is_from ? "STDIN" : "STDOUT");
  } else {
    writer.string(copy.file);
  }
  if (!copy.options.empty()) {
    writer.word("WITH");
    print_options(writer, copy.options, OptionStyle::kArguments);
  }
  print_clause(writer, "WHERE", copy.where);
}

}  // namespace sqlx::sql
