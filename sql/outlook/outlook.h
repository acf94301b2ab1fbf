// What a script does further down with the tables that it makes, known before its first statement
// is translated.
//
// Dumps make a table in steps: CREATE TABLE, its rows, then ALTER TABLE … ADD PRIMARY KEY, SET
// DEFAULT nextval('…'), MODIFY … AUTO_INCREMENT. Where the target takes a key only while the table
// is made, or numbers only the rows of a key, those steps belong into CREATE TABLE. A foreign key
// whose parent is made later, or whose rows may come before those of the parent, waits for the end
// of the script instead.
//
//   look_at(statement)   for every statement of the script, before any is translated; without it
//   each statement stands for itself completed(tree)      the statement with what comes later, null
//   if all that it says stands in CREATE TABLE already late_keys(…)         at the end: what
//   completed() has left out of a CREATE TABLE, as ALTER TABLE
//
// Enum types and domains of the script, where the target has none, become those of the columns that
// use them; that needs no first look. All trees are as spelled, and none is kept: a statement that
// is needed again is kept as its text.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sql/ast/ast.h"
#include "sql/front_end.h"
#include "sql/outlook/kept_text.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"
#include "wirepacks/stored.h"

namespace sqlx::sql {

// USE shop: "shop", in lower case.
[[nodiscard]] std::string name_in_use(std::string_view text);

class Outlook {
 public:
  // All must outlive the outlook.
  Outlook(const FrontEnd& front_end, const wirepacks::WirePack& from,
          const wirepacks::WirePack& to);

  void restart();  // another script

  void look_at(const StatementText& text);

  [[nodiscard]] const Node* completed(const Node* statement, const StatementText& text,
                                      Arena& arena, Diagnostics& diagnostics);

  // The database that the script works in, if it says so and there is only one; empty otherwise. It
  // becomes the one that the translation is run in.
  [[nodiscard]] const std::string& database() const { return database_; }

  struct Waiting {  // a CREATE TABLE, and which of its foreign keys, column by column and then the
                    // table's, are left out
    KeptText text;
    std::vector<bool> keys;
    std::string table;    // as it is called now
    bool is_new = false;  // that is another name than it was made with
  };
  [[nodiscard]] const std::vector<Waiting>& waiting() const { return waiting_; }
  // `create_table` is what the text says.
  [[nodiscard]] static const Node* late_keys(const CreateTable& create_table,
                                             const Waiting& waiting, Arena& arena);

 private:
  struct Sequence {
    std::string table;  // whose column draws from it
    std::string start;  // the first number, if that is said
    int uses = 0;
    bool plain = true;  // counts in steps of one, and is not shared
  };
  struct Step {  // one action of an ALTER TABLE
    AlterKind action = AlterKind::kAddColumn;
    ConstraintKind constraint = ConstraintKind::kNotNull;  // of kAddConstraint
    bool fits = false;                                     // it could as well stand in CREATE TABLE
    bool numbers = false;                                  // it makes a column number its rows
    std::string sequence;                                  // that it draws from
    std::vector<std::string> referring;                    // the columns of a foreign key
  };
  struct Later {  // one ALTER TABLE
    KeptText text;
    std::vector<Step> steps;
  };
  struct Reference {  // of one column; all folded
    std::string column, parent, parent_column;
  };
  struct Plan {                        // of one table
    std::size_t order = 0;             // among those that the script makes
    std::vector<std::string> columns;  // folded
    std::vector<std::string> keyed;    // folded; of its CREATE UNIQUE INDEX
    std::vector<std::string> counted;  // folded; with AUTO_INCREMENT
    std::vector<Reference> references;
    std::vector<Later> later;
    std::map<std::string, std::string> comments;  // by column; its own has no column
    std::size_t next = 0;                         // of `later`, that completed() comes to
    bool numbers = false;                         // a column numbers its rows
    bool is_changed =
        false;  // dropped, renamed or made again: what comes behind that is another table's
    bool is_made = false;  // completed() has seen it
  };
  using Plans = std::map<std::string, Plan, std::less<>>;

  // -- the first look: outlook.cc
  void look_at_table(const CreateTable& create);
  void look_at_alter(const AlterTable& alter, const StatementText& text);
  void add_column(const ColumnDefinition& column, Plan* plan);
  void add_numbers(const ColumnDefinition& column, Plan& plan) const;
  void add_references(const Constraint& key, const std::vector<std::string>& columns,
                      Plan& plan) const;
  void look_at_index(const CreateIndex& create);
  void look_at_drop(const Drop& drop);
  void look_at_sequence(const CreateSequence& sequence);
  void look_for_switch(std::string_view text);
  void look_at_use(std::string_view text);
  void look_at_comment(const Comment& comment);
  void look_at_rename(const Rename& rename);
  [[nodiscard]] Step step_of(const AlterAction& action, const Plan& plan) const;
  [[nodiscard]] std::vector<std::string> columns_of(const Constraint& constraint) const;
  [[nodiscard]] bool speaks_of_columns(const Constraint& constraint, const Plan& plan) const;
  void draw(const std::string& sequence, const std::string& table);
  [[nodiscard]] std::string key(List<Name> name) const;  // folded, without its schema
  [[nodiscard]] std::string folded(const Name& name) const;
  [[nodiscard]] std::string sequence_of(
      const Expr* value) const;  // of nextval('…'); empty if it is anything else
  [[nodiscard]] std::string commented(
      const Comment& comment) const;  // the table that is spoken of, or whose column is; else empty
  [[nodiscard]] static std::string sequence_named(const Expr* argument);
  [[nodiscard]] bool is_absorbed(const std::string& sequence) const;

  // -- what it is good for: later_parts.cc
  void follow_waiting(const Node& statement);
  void rename_waiting(List<Name> from, const Name& to);
  [[nodiscard]] bool is_about_database(const Node& statement) const;
  [[nodiscard]] const Node* complete_table(const CreateTable& create, const StatementText& text,
                                           Arena& arena, Diagnostics& diagnostics);
  void add_later(const Plan& plan, CreateTable& into, Arena& arena) const;
  using Seen = std::set<std::pair<const Plan*, std::string>>;  // columns of tables
  [[nodiscard]] bool leads_to_number(const Plan& plan, const std::string& column, Seen& seen) const;
  void sign_references(const Plan& plan, CreateTable& into, Arena& arena) const;
  void bound_texts(const Plan& plan, CreateTable& into, const StatementText& text, Arena& arena,
                   Diagnostics& diagnostics) const;
  void add_step(const AlterAction& action, CreateTable& into, Arena& arena) const;
  void add_comments(const Plan& plan, CreateTable& into, Arena& arena) const;
  [[nodiscard]] bool is_said(
      const Comment& comment) const;  // by CREATE TABLE, or of a table where there are no comments
  [[nodiscard]] bool belongs(const Step& step, const Plan& plan) const;  // into CREATE TABLE
  [[nodiscard]] const ColumnDefinition* numbered(const ColumnDefinition& column,
                                                 Arena& arena) const;
  [[nodiscard]] const Constraint* identity_from(const std::string& sequence, Arena& arena) const;
  [[nodiscard]] bool must_wait(const Constraint& key, const CreateTable& create) const;
  [[nodiscard]] const CreateTable* without_late_keys(const CreateTable& create,
                                                     const StatementText& text, Arena& arena);
  [[nodiscard]] const AlterAction* with_own_types(const AlterAction& action, Arena& arena) const;
  [[nodiscard]] const Node* rest_of_alter(const AlterTable& alter, Arena& arena);
  [[nodiscard]] const Node* next_number(const Query& query, const StatementText& text, Arena& arena,
                                        Diagnostics& diagnostics) const;

  // -- types of the script: own_types.cc
  [[nodiscard]] bool absorb_type(const CreateType& type, const StatementText& text);
  [[nodiscard]] const ColumnDefinition* as_document(const ColumnDefinition& column,
                                                    Arena& arena) const;
  [[nodiscard]] const ColumnDefinition* with_own_type(const ColumnDefinition& column,
                                                      Arena& arena) const;

  const FrontEnd& front_end_;
  const wirepacks::WirePack& from_;
  const wirepacks::WirePack& to_;
  Arena arena_;  // of the first look
  Plans plans_;
  std::map<std::string, Sequence, std::less<>> sequences_;
  std::map<std::string, KeptText, std::less<>>
      types_;  // CREATE TYPE and CREATE DOMAIN so far, by name
  std::vector<Waiting> waiting_;
  std::string database_;
  bool has_databases_ = false;    // more than one
  bool draws_elsewhere_ = false;  // nextval stands in other statements, too
  bool has_rows_ = false;
  bool rolls_back_ = false;    // so that what comes later may not be there in the end
  bool is_unchecked_ = false;  // rows may come before those that they refer to
  bool changes_rows_ =
      false;  // a key must not come earlier than the rows that were put right for it
};

}  // namespace sqlx::sql
