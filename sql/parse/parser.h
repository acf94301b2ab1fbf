// The grammar, one function for each production; where each group of them stands is said above it.
//
// It is the union of what the dialects have, as far as nothing means two things; where something
// does, the functions ask the grammar's features. Whether the dialect really has a construct is for
// its engine to say: a text that it would refuse may be parsed here.
#pragma once

#include "sql/parse/cursor.h"
#include "sql/parse/infix.h"

namespace sqlx::sql {

using wirepacks::Feature;

class ClauseOrder;

class Parser : public Cursor {
 public:
  using Cursor::Cursor;

  const Node* whole_statement();
  const Expr* whole_expression();
  const Expr* whole_pattern();
  const TypeName* whole_type();

 private:
  // names.cc
  bool at_name();
  bool at_alias();
  Name name();
  Name any_name();  // reserved words, too: behind a dot, or AS
  Name alias();     // [AS] name, if there is one
  Name name_or_string();
  Name name_in_string();
  List<Name> path();
  List<Name> path_from(Name first);
  List<Name> names_in_parentheses();
  List<Name> optional_names();  // in parentheses, if there are any
  Name name_of(const Token& token);
  std::string_view string();  // a string literal's text
  bool accept_if_exists();
  bool accept_if_not_exists();
  bool accept_or_replace();

  // expressions.cc
  const Expr* expression() { return operators(0); }
  const Expr* operators(std::uint8_t least);
  const Expr* tighter_than(Operation operation);
  const Expr* unoperated();         // a value without operators, but for a sign
  List<const Expr*> expressions();  // separated by commas
  List<const Expr*> expressions_in_parentheses();
  const Expr* optional_where();
  const Expr* prefix_operators();
  const Expr* prefix_call(std::string_view name, Binding binding);

  // operators.cc
  Infix infix_here();
  Infix word_infix();
  Infix is_infix();
  const Expr* apply(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_postfix(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_chain(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_plain(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_qualified(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_like(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_in(const Expr* left, const Infix& infix, std::uint32_t begin);
  void in_items(In& in);
  const Expr* apply_between(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* apply_collate(const Expr* left, std::uint32_t begin);
  const Expr* apply_at_zone(const Expr* left, const Infix& infix, std::uint32_t begin);
  const Expr* quantified(const Expr* left, std::string_view op, bool negated, std::uint32_t begin);
  bool at_quantifier();
  const Expr* call(CallForm form, std::string_view name, List<const Expr*> arguments,
                   std::uint32_t begin, bool negated = false);

  // primaries.cc
  const Expr* primary();
  const Expr* primary_without_suffix();
  const Expr* suffixes(const Expr* operand, std::uint32_t begin, bool takes_fields);
  const Expr* subscript(const Expr* operand, std::uint32_t begin);
  bool at_own_boolean();
  const Expr* word_primary();
  const Expr* named_primary();
  const Expr* column_or_call(Name first, std::uint32_t begin);
  const Expr* parenthesized();
  const Expr* row_rest(const Expr* first, std::uint32_t begin);
  const Expr* case_expression();
  const Expr* exists();
  const Expr* row_constructor();
  const Expr* array_constructor();
  const Expr* array_items();
  const Expr* subquery_of(const Query* query, std::uint32_t begin);
  const Expr* no_value();  // stands in a tree that is thrown away

  // literals: values.cc
  const Expr* literal(LiteralKind kind, std::string_view text);
  const Expr* number();
  const Expr* string_literal();
  const Expr* based_number();
  const Expr* bit_or_byte_string();
  const Expr* introduced_literal();
  bool at_introducer();
  std::string_view joined_strings();
  std::string_view decoded(const Token& token);
  bool another_string_follows(const Token& before);
  const Expr* string_value(std::string_view text);
  const Expr* interval();
  const Expr* interval_of_fields(std::uint32_t begin);
  const Expr* interval_of_unit(std::uint32_t begin);
  std::string_view interval_fields();
  bool at_interval_unit();
  IntervalUnit interval_unit();
  const Expr* typed_literal();
  const Expr* odbc_literal();
  bool at_typed_literal();

  // calls.cc
  const Expr* function_call(List<Name> name, std::uint32_t begin);
  void call_arguments(Call& call);
  const Expr* argument();
  void call_suffixes(Call& call);
  const Expr* word_call();  // CURRENT_DATE
  const Window* over();
  List<const OrderItem*> order_by_in_parentheses();

  // syntax_calls.cc
  const Expr* syntax_call();  // EXTRACT (…) and its kind; null if the word is none here
  const Expr* syntax(std::string_view name, std::initializer_list<const Expr*> arguments,
                     std::uint32_t begin);
  const Expr* plain_call(std::string_view name, const Expr* first, std::uint32_t begin);
  const Expr* cast(CastForm form);
  const Expr* convert();
  const Expr* extract();
  const Expr* substring();
  const Expr* trim();
  const Expr* position();
  const Expr* overlay();
  const Expr* match_against();
  std::string_view search_mode();
  const Expr* timestamp_unit_call(std::string_view name);
  const Expr* get_format();
  const Expr* weight_string();
  const Expr* char_call();
  const Expr* collation_for();
  const Expr* normalize();
  const Expr* cast_node(CastForm form, const Expr* operand, const TypeName* to,
                        std::uint32_t begin);

  // types.cc
  const TypeName* type();
  const TypeName* free_type();
  void type_words(TypeName& type);
  void type_arguments(TypeName& type);
  void type_zone(TypeName& type, std::string_view stem);
  void type_attributes(TypeName& type);
  void type_dimensions(TypeName& type);
  List<Name> one_name(std::string_view text);
  List<std::string_view> strings_in_parentheses();

  // queries.cc
  bool at_query() { return begins_query(0); }
  bool begins_query(std::size_t ahead);
  bool next_begins_query() { return begins_query(1); }
  bool at_parenthesized_query();
  const Query* query();
  const Query* query_with(const With* with, std::uint32_t begin);
  const Query* query_after(const Query* first, std::uint32_t begin);  // first stood in parentheses
  bool at_query_tail();
  const Body* set_operations(const Body* left, int least, std::uint32_t begin);
  int set_level();
  const Body* query_operand();
  const Body* operand_of(const Query* query);
  const Query* query_in_parentheses();
  void query_clauses(Query& query);
  void limit_clauses(Query& query);
  void limit_clause(Query& query);
  void fetch_clause(Query& query);
  const Expr* limit_value();
  List<const Locking*> lockings();
  const Locking* locking();
  List<const OrderItem*> optional_order_by();
  List<const OrderItem*> order_items();
  const OrderItem* order_item();
  void order_direction(OrderItem& item);
  const With* with();
  const CommonTable* common_table();
  std::string_view search_and_cycle();
  const Values* values();
  const Row* values_row();
  const Body* table_query();

  // select.cc
  const Select* select();
  void select_modifiers(Select& select);
  void top();
  bool at_piece(const LimitPiece& piece);
  bool at_row_limit(wirepacks::RowLimit::Place place);
  bool row_limit(wirepacks::RowLimit::Place place, const Expr*& limit, const Expr*& offset);
  bool follow(std::vector<const RowLimitForm*>& fitting, std::size_t index, const Expr*& limit,
              const Expr*& offset);
  List<const SelectItem*> select_items();
  const SelectItem* select_item();
  void select_into(Select& select);
  void group_by(Select& select);
  const Expr* grouping_item();
  const Expr* grouping(GroupingKind kind);
  const Expr* grouping_set();
  List<const Window*> named_windows();
  const Window* window_definition(Name name, std::uint32_t begin);
  void window_frame(Window& window);
  FrameBound frame_bound(const Expr*& offset);
  FrameExclude frame_exclude();

  // tables.cc
  List<const TableRef*> table_list();
  const TableRef* table_reference();
  bool at_join();
  const TableRef* join(const TableRef* left, std::uint32_t begin);
  void join_words(Join& join);
  void join_condition(Join& join);
  const TableRef* rotated(const Join& outer);
  const TableRef* table_primary();
  const TableRef* table_or_function();
  void table_endings_of(Table& table);
  const TableRef* parenthesized_table();
  const TableRef* parenthesized_list(const TableRef* left, std::uint32_t begin);
  const TableRef* derived_table(const Query* query, bool lateral, std::uint32_t begin);
  const TableRef* table_function(const Expr* first, bool lateral, std::uint32_t begin);
  const TableRef* rows_from(bool lateral, std::uint32_t begin);
  void function_alias(TableFunction& function);
  const Table* plain_table();
  const Table* target_table();  // a name alone
  void index_hints(Table& table);
  bool index_hint(Collector<std::string_view>& hints);
  void table_sample(Table& table);
  const TableRef* json_table();
  List<const JsonColumn*> json_columns();
  const JsonColumn* json_column();
  void json_reactions(JsonColumn& column);

  // inserts.cc
  const Node* insert(const With* with, std::uint32_t begin);
  void insert_action(Insert& insert);
  void insert_target(Insert& insert);
  void insert_source(Insert& insert);
  void insert_set(Insert& insert);
  void insert_conflicts(Insert& insert);
  const OnConflict* on_conflict();
  const OnConflict* on_duplicate_key();
  void conflict_target(OnConflict& conflict);
  Overriding overriding();
  bool at_column_list();
  List<const Expr*> target_columns();
  const Expr* target_column();
  List<const SelectItem*> returning();
  ConflictAction conflict_action();

  // changes.cc
  const Node* update(const With* with, std::uint32_t begin);
  List<const Assignment*> assignments();
  const Assignment* assignment();
  const Node* delete_statement(const With* with, std::uint32_t begin);
  void delete_from(Delete& statement);
  bool names_before_using();
  List<const Table*> delete_targets();
  void change_limits(const Expr*& limit, const Expr*& offset);
  const Node* merge(const With* with, std::uint32_t begin);
  const MergeClause* merge_clause();
  void merge_action(MergeClause& clause);
  const Node* truncate();
  List<std::string_view> change_modifiers();
  DropBehavior behavior();

  // sessions.cc
  const Node* transaction();
  const Node* begin_transaction(std::uint32_t begin);
  const Node* end_transaction(TransactionKind kind, std::uint32_t begin);
  void transaction_modes(Collector<std::string_view>& modes);
  std::size_t words_of_mode();
  const Node* set();
  const Node* set_names(Set& set);
  const Node* set_special(Set& set, std::string_view name);
  List<Name> setting_name();
  List<const Expr*> setting_values();
  const Expr* setting_value();
  const Node* set_transaction(Set& set);
  const Node* reset();
  const Node* pragma();
  const Node* explain();
  List<std::string_view> explain_options();
  void explain_list(Collector<std::string_view>& options);
  const Node* copy();
  void copy_options(Collector<const Option*>& options);
  const Node* utility(std::size_t words);
  std::string_view rest_of_statement();
  bool at_last_semicolons();

  // statements.cc
  std::string misspelt(std::initializer_list<Word> words);
  std::string misspelt_clause();
  const Node* statement();
  const Node* word_statement();
  const Node* with_statement();
  const Node* change_statement(const With* with, std::uint32_t begin);
  const Node* other_statement();
  void finish();

  // create.cc
  const Node* create();
  const Node* create_modified(const Token& first, bool or_replace);
  const Node* create_plain(const Token& first, bool or_replace, Persistence persistence);
  const Node* other_object(const Token& first, std::string_view expected);
  const Node* routine(const Token& first);
  Persistence persistence();
  const Node* create_schema(ObjectKind object, bool or_replace, std::uint32_t begin);
  void schema_options(CreateSchema& schema);
  const Node* create_sequence(bool is_alter, bool or_replace, Persistence persistence,
                              std::uint32_t begin);
  List<const Option*> sequence_options();
  const Option* sequence_option();
  const Node* create_type(const Token& first);
  void composite_type(CreateType& type);
  const Node* create_domain(std::uint32_t begin);

  // views.cc: and triggers
  void view_prefixes(Collector<const Option*>& options);
  const Option* definer();
  const Node* create_view(List<const Option*> prefixes, bool or_replace, Persistence persistence,
                          std::uint32_t begin);
  void view_endings(CreateView& view);
  const Node* create_trigger(bool or_replace, std::uint32_t begin);
  void trigger_events(CreateTrigger& trigger);
  void trigger_timing(CreateTrigger& trigger);

  // create_table.cc
  const Node* create_table(ObjectKind object, Persistence persistence, bool or_replace,
                           std::uint32_t begin);
  struct TableParts;
  void table_elements(CreateTable& table);
  void table_element(TableParts& parts);
  void like_element(TableParts& parts);
  const Node* create_virtual(std::uint32_t begin);
  void table_endings(CreateTable& table);
  bool table_ending(CreateTable& table, Collector<const Option*>& options);
  void on_commit(CreateTable& table);
  void create_query(CreateTable& table);
  void partition_of(CreateTable& table);
  const ColumnDefinition* column_definition();
  bool at_column_type();

  // options.cc
  const Option* option(std::string_view name, const Expr* value, std::uint32_t begin);
  const Option* table_option();
  const Expr* option_value();
  List<const Option*> options_in_parentheses();
  void add_options(Collector<const Option*>& options);
  void in_order(ClauseOrder& order);
  void add_texts(Collector<const Option*>& options);

  // constraints.cc
  bool column_constraint(Collector<const Constraint*>& constraints);
  bool column_constraint_body(Constraint& constraint);
  bool column_option(Constraint& constraint);
  bool option_of_column(Constraint& constraint, std::string_view name, bool has_value);
  bool at_table_constraint();
  const Constraint* table_constraint();
  void table_constraint_body(Constraint& constraint);
  void key_constraint(Constraint& constraint);
  void default_value(Constraint& constraint);
  void generated(Constraint& constraint);
  void generated_as(Constraint& constraint);

  // keys.cc: foreign keys, and what stands behind constraints
  void references(Constraint& constraint);
  bool at_reference_action(std::size_t ahead);
  ReferenceAction reference_action(Constraint& constraint);
  MatchType match_type();
  void exclusion(Constraint& constraint);
  void constraint_endings(Constraint& constraint);
  bool constraint_ending(Constraint& constraint);
  bool at_deferral();
  Deferral deferral();

  // indexes.cc
  const Node* create_index(bool or_replace, std::uint32_t begin);
  const Table* table_in_schema(const Table& table, Name schema);
  IndexKind index_kind();
  bool at_table_index();
  const IndexDefinition* table_index();
  List<const OrderItem*> index_parts();
  const OrderItem* index_part();
  void index_endings(IndexDefinition& index);
  const Option* index_option();

  // partitions.cc
  const Partitioning* partitioning();
  const Partitioning* partitioning_of(std::uint32_t begin);
  void partition_list(Partitioning& partitioning);
  const Partition* partition();
  void partition_values(Partition& partition);
  const Partition* partition_bound();
  List<const Expr*> bound_values();
  const Expr* bound_value();

  // alter.cc
  const Node* alter();
  const Node* alter_table(ObjectKind object, std::uint32_t begin);
  bool alter_action(AlterAction& action, Collector<const AlterAction*>& actions);
  void alter_add(AlterAction& action, Collector<const AlterAction*>& actions);
  void add_column(AlterAction& action, Collector<const AlterAction*>& actions);
  void alter_drop(AlterAction& action);
  void alter_rename(AlterAction& action);
  void alter_other(AlterAction& action);
  bool sequence_is_renamed();
  bool view_is_redefined();
  void switched(AlterAction& action, std::string_view word_said);
  void set_options(Collector<const Option*>& options, std::uint32_t begin);
  void changed_column(AlterAction& action);
  void column_place(AlterAction& action);

  // alter_column.cc
  void alter_column(AlterAction& action);
  void alter_visibility(AlterAction& action);
  void alter_column_set(AlterAction& action);
  void alter_column_drop(AlterAction& action);
  void alter_column_add(AlterAction& action);
  void alter_column_type(AlterAction& action);

  // drop.cc
  const Node* drop();
  bool object_kind(ObjectKind& kind);
  void drop_names(Drop& drop);
  const Node* rename();
  const Node* comment();

  const Expr* top_offset_ = nullptr;
  const Expr* top_ = nullptr;        // TOP of the SELECT that is being parsed
  bool in_default_ = false;          // COLLATE belongs to the column
  bool in_pattern_ = false;          // `name...` is a name
  bool values_is_function_ = false;  // VALUES (a) in ON DUPLICATE KEY UPDATE
};

}  // namespace sqlx::sql
