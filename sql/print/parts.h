// What the files of the printer share: a print function for every kind of node, and the few pieces
// that several of them need. Others include sql/print.h.
//
//   literals.cc     values and names                     calls.cc          functions, their
//   windows, odd syntax expressions.cc  operators and all else in brackets   types.cc          type
//   names queries.cc      SELECT and its clauses               tables.cc         what stands in
//   FROM changes.cc      INSERT, UPDATE, DELETE, MERGE        sessions.cc       transactions, SET,
//   EXPLAIN create_table.cc columns, partitions                  constraints.cc    keys and what
//   stands behind a column definitions.cc  CREATE anything else, DROP           alter.cc ALTER and
//   RENAME options.cc      ENGINE = InnoDB, WITH (a = b)
#pragma once

#include "sql/print/precedence.h"
#include "sql/print/writer.h"

namespace sqlx::sql {

#define SQLX_NODE(type) void print(Writer& writer, const type& node);
#include "sql/ast/nodes.def"

void print_operation(Writer& writer, const Call& call);  // of an operator

// Any node, by its kind.
void print(Writer& writer, const Node& node);

// An expression where anything may stand: inside parentheses, between commas.
inline void print(Writer& writer, const Expr& expr) {
  print(writer, static_cast<const Node&>(expr));
}

// An expression beside an operator: in parentheses if it is looser than `least`.
void print_operand(Writer& writer, const Expr& expr, std::uint8_t least);
// The same beside a predicate.
void print_operand_of_predicate(Writer& writer, const Expr& expr, std::uint8_t least);
void print_in_parentheses(Writer& writer, const Node& node);

void print_list(Writer& writer, List<const Expr*> expressions);
void print_list_in_parentheses(Writer& writer, List<const Expr*> expressions);  // also (a) and ()

// A column that is assigned to: a.b[1] needs no parentheses here.
void print_target(Writer& writer, const Expr& target);
void print_targets_in_parentheses(Writer& writer, List<const Expr*> targets);

// WORD expression, if there is one.
void print_clause(Writer& writer, std::string_view words, const Node* node);
template <class T>
void print_list_clause(Writer& writer, std::string_view words, List<const T*> items) {
  if (items.empty()) return;
  writer.word_if(!words.empty(), words);
  writer.list(items, [&](const T* item) { print(writer, *item); });
}
void print_returning(Writer& writer, List<const SelectItem*> items);
void print_limit(Writer& writer, const Query& query);
void print_update_limit(Writer& writer, const Expr* limit, const Expr* offset);

void print_alias(Writer& writer, const Name& alias, List<Name> columns);
void print_name_of(Writer& writer, const Table& table);  // with ONLY, without an alias
void print_row_of_values(Writer& writer, const Row& row);
void print_window_body(Writer& writer, const Window& window);

void print_order(Writer& writer, const OrderItem& item);  // ASC NULLS LAST

// A part of an index, a key or a conflict target: an expression stands in parentheses.
void print_index_part(Writer& writer, const OrderItem& part);
void print_index_parts(Writer& writer, List<const OrderItem*> parts);
void print_partition_keys(Writer& writer,
                          List<const OrderItem*> keys);  // the same, calls stand bare
void print_index_method(Writer& writer, std::string_view method);
void print_key_options(Writer& writer, List<const Option*> options);
void print_included(Writer& writer, List<Name> included);

void print_default_value(Writer& writer, const Expr& value);
void print_constraints(Writer& writer, List<const Constraint*> constraints);
void print_partition_bound(Writer& writer, const Partition& partition);

void print_modifiers(Writer& writer, List<std::string_view> modifiers);
void print_persistence(Writer& writer, Persistence persistence);
void print_behavior(Writer& writer, DropBehavior behavior);

// How the options of one kind of object are written.
enum class OptionStyle : std::uint8_t {
  kEquals,       // ENGINE = InnoDB
  kSpaced,       // CACHE 10
  kParentheses,  // (fillfactor = 70)
  kArguments,    // (FORMAT csv), in parentheses without a sign
};
void print_options(Writer& writer, List<const Option*> options, OptionStyle style);
void print_table_options(Writer& writer, List<const Option*> options);
void print_changed_options(Writer& writer, List<const Option*> options, bool of_column);
void print_foreign_options(Writer& writer, List<const Option*> options);
void print_type_options(Writer& writer, List<const Option*> options);
void print_view_options(Writer& writer, List<const Option*> options);
void print_option_value(Writer& writer, const Option& option);

// How a view runs is said before its name, not among the options behind it.
[[nodiscard]] bool stands_before_view(const Option& option);

}  // namespace sqlx::sql
