// From spelling to meaning: a tree as parsed becomes one whose calls mean the same in every
// dialect.
//
// Expressions are read from the outside in, so that the pack's most telling pattern is seen first,
// and typed from the inside out. Queries give the names that expressions use. What nobody can tell
// is an error at its place; see sql/reading/reader_*.cc for the parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "sql/patterns/dialect.h"
#include "sql/reading/catalog.h"
#include "sql/reading/number_literals.h"
#include "sql/reading/scope.h"
#include "sql/statement_text.h"

namespace sqlx::sql {

class Reader {
 public:
  Reader(const Dialect& dialect, Catalog& catalog, const StatementText& text, Arena& arena,
         Diagnostics& diagnostics)
      : dialect_(dialect),
        pack_(dialect.pack()),
        keeps_names_(pack_.lexical.folds_names != "lower" && pack_.lexical.folds_names != "upper"),
        catalog_(catalog),
        text_(text),
        arena_(arena),
        diagnostics_(diagnostics) {}

  // The statement with meanings for spellings. Errors have been told if `diagnostics` has more of
  // them than before; the tree is whole all the same.
  [[nodiscard]] const Node* read_statement(const Node* statement);

  // Keeps in mind what a statement, as spelled, changes for those after it.
  void follow(const Node& statement);

  [[nodiscard]] const Expr* read_expression(const Expr* expression) { return read(expression); }

 private:
  struct Output {
    Columns columns;
    bool known = true;
  };
  struct CommonName {
    Name name;
    Output output;
  };
  class ScopeGuard;

  // reader.cc
  const Node* read_node(const Node* node);
  Place place(const Node& node) const { return text_.span(node.begin, node.end); }
  std::string_view source(const Node& node) const;
  template <class T>
  const T* read_as(const T* node) {
    return node == nullptr ? nullptr : static_cast<const T*>(read_node(node));
  }
  template <class T>
  List<const T*> read_all(List<const T*> nodes) {
    return map_list(arena_, nodes, [this](const T* node) { return read_as(node); });
  }

  // reader_expressions.cc
  const Expr* read(const Expr* expression);
  const Expr* read_anew(const Expr* expression);
  const Expr* by_rules(const Expr& expression);
  const Expr* apply(const Rule& rule, const Expr& expression, Bindings& bindings);
  bool bind_many(const Condition& condition, Bindings& bindings);
  bool bind_meanings(const Rule& rule, Bindings& bindings, bool as_numbers);
  Compared digits_in(const Rule& rule, const Bindings& bindings);
  void tell_guess(const Expr& comparison);
  bool decode(const Codec& codec, const Expr*& value);
  Clauses read_clauses(const Call& call);
  void tell_fidelity(const Rule& rule, const Expr& expression);
  const Expr* read_call(const Call& call);
  const Expr* read_literal(const Literal& literal);
  const Expr* read_by_parts(const Expr& expression);
  const Expr* read_comparison(const Expr& spelled, const Expr* read);
  const Expr* unread_call(const Call& call);
  std::string meant_function(const Call& call) const;
  const Expr* read_column(const Column& column);
  const Expr* column_of(const Column& column, const Resolved& found);
  const Expr* missing_column(const Column& column);
  const Expr* whole_row(const Column& column);
  bool is_row_id(const Column& column) const;
  const Expr* row_number(const Column& column);
  const Expr* read_cast(const Cast& cast);
  const TypeName* read_type(const TypeName& type);
  const Expr* negated(const Expr* positive);
  const Expr* finished(const Expr* expression);
  const Expr* call(Meaning meaning, List<const Expr*> arguments, const Node& from);

  // reader_queries.cc
  const Query* read_query(const Query& query, Output& output);
  const Body* read_body(const Body& body, Output& output);
  const Select* read_select(const Select& select, Output& output);
  const SetOperation* read_set_operation(const SetOperation& operation, Output& output);
  const SelectItem* read_item(const SelectItem& item);
  [[nodiscard]] Name given(const Name& name) const;
  [[nodiscard]] List<Name> given(List<Name> names);
  const Values* read_values(const Values& values, Output& output);
  const With* read_with(const With& with);
  const CommonTable* read_common_table(const CommonTable& table, bool recursive);
  Output output_of(List<const SelectItem*> read_items, List<const SelectItem*> items);
  void add_star(const Star& star, Output& output);
  const Expr* read_star(const Star& star);
  List<const OrderItem*> read_order(List<const OrderItem*> items, List<const SelectItem*> aliases);
  const OrderItem* read_order_item(const OrderItem& item);
  List<const Expr*> folded_keys(List<const Expr*> keys);
  const Window* read_window(const Window& window);
  List<const Expr*> read_grouping(List<const Expr*> items, List<const SelectItem*> aliases);
  const Expr* with_aliases(const Expr* expression, List<const SelectItem*> aliases, bool first);

  // reader_tables.cc
  List<const TableRef*> read_from(List<const TableRef*> tables);
  const TableRef* read_table_ref(const TableRef& table, bool nullable);
  const TableRef* read_table(const Table& table, bool nullable);
  const TableRef* read_derived(const DerivedTable& table, bool nullable);
  const TableRef* read_join(const Join& join, bool nullable);
  const TableRef* read_table_function(const TableFunction& function, bool nullable);
  const TableRef* read_json_table(const JsonTable& table, bool nullable);
  void add_relation(Name alias, Output output, List<Name> renamed, bool nullable);
  Output columns_of(const TableInfo& table);
  Table* named_table(const Table& table, const TableInfo* info);
  const TableInfo* find_table(const Table& table);
  const CommonName* find_common(const Table& table) const;

  // reader_statements.cc
  const Node* read_insert(const Insert& insert);
  const Query* stored_rows(const Query& source);
  const Expr* stored(const Expr* value);
  std::vector<TypeClass> inserted_types(const Insert& insert) const;
  const Query* with_inserted_numbers(const Insert& spelled, const Insert& read);
  const Node* read_update(const Update& update);
  std::string_view assigned_table(const Update& update);
  const Node* read_delete(const Delete& statement);
  const Node* read_merge(const Merge& merge);
  const Node* read_definition(const Node& statement);
  const Expr* qualified(const Expr* expression);
  const OnConflict* read_on_conflict(const OnConflict& conflict);
  const Node* read_create_table(const CreateTable& create);

  // follow.cc: what the script has changed
  void follow_insert(const Insert& insert);
  void follow_create(const CreateTable& create);
  void follow_view(const CreateView& create);
  void follow_alter(const AlterTable& alter);
  void follow_action(const AlterAction& action, TableInfo& table);

  const Dialect& dialect_;
  const wirepacks::WirePack& pack_;
  const bool keeps_names_;  // whatever their case
  Catalog& catalog_;
  const StatementText& text_;
  Arena& arena_;
  Diagnostics& diagnostics_;
  Scope* scope_ = nullptr;
  std::vector<CommonName> common_;
  bool sorts_ = true;            // an OrderItem is a sort key, not a part of an index
  bool groups_in_sets_ = false;  // keys of the group may be NULL where their columns are not
  bool takes_row_ = false;  // what is read next may be the name of a table, for a row of it as JSON
  bool qualifies_ = false;  // columns without a table are given its name
  std::string refusal_;     // of the last codec
};

}  // namespace sqlx::sql
