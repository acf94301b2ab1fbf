// What the documentation of a schema tells, table by table: the same facts for docs/schema.json,
// which the pages read, and for Markdown.
//
// Facts hold texts of the database, escaped for the place that they go to by the `Quoting` that
// they are made with: names and SQL as code, comments as text. For the .cc files of this room only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generators/application.h"

namespace sqlx::generators {

struct Quoting {
  std::string (*code)(std::string_view);
  std::string (*text)(std::string_view);
};

struct ColumnFacts {
  std::string name;
  std::string type;
  bool nullable = false;
  std::string value;                // where a new row says none: its default, or how it is made
  std::vector<std::string> marks;   // PK, FK, UK
  std::vector<std::string> labels;  // of an enum or a set
  std::string comment;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("type", type);
    fn("nullable", nullable);
    fn("value", value);
    fn("marks", marks);
    fn("labels", labels);
    fn("comment", comment);
  }
};

// A rule about rows, in the database's words: a key, check, exclusion, index, trigger or policy.
struct RuleFacts {
  std::string kind;  // "primary key"
  std::string name;  // may be empty
  std::string sql;
  std::string comment;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("kind", kind);
    fn("name", name);
    fn("sql", sql);
    fn("comment", comment);
  }
};

// Another table, as a reader finds it.
struct LinkFacts {
  std::string name;
  std::string page;  // TableFacts::page

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("page", page);
  }
};

struct ForeignKeyFacts {
  std::string name;
  std::vector<std::string> columns;
  LinkFacts table;
  std::vector<std::string> referenced;
  std::string rules;      // "on delete cascade, on update set null"; empty where nothing is said
  bool optional = false;  // there may be no such row
  bool one = false;       // at most one row for each row there
  std::string comment;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("columns", columns);
    fn("table", table);
    fn("referenced", referenced);
    fn("rules", rules);
    fn("optional", optional);
    fn("one", one);
    fn("comment", comment);
  }
};

// As the application calls it.
struct RelationFacts {
  std::string name;
  std::string kind;  // "belongs to", "has one", "has many", "many to many"
  LinkFacts table;
  std::vector<std::string> by;       // the columns of the foreign key
  std::optional<LinkFacts> through;  // the join table

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("kind", kind);
    fn("table", table);
    fn("by", by);
    fn("through", through);
  }
};

struct TableFacts {
  std::string page;    // order-item: part of an address and a file's name, unlike all others
  std::string name;    // with its schema, where that is not the usual one
  std::string schema;  // may be empty
  std::string kind;
  std::string model;
  std::string path;  // of its rows in the REST API; empty without one
  std::string comment;
  std::vector<ColumnFacts> columns;
  std::vector<ForeignKeyFacts> foreign_keys;
  std::vector<RuleFacts> rules;
  std::vector<RelationFacts> relations;
  std::string definition;  // of a view

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("page", page);
    fn("name", name);
    fn("schema", schema);
    fn("kind", kind);
    fn("model", model);
    fn("path", path);
    fn("comment", comment);
    fn("columns", columns);
    fn("foreignKeys", foreign_keys);
    fn("rules", rules);
    fn("relations", relations);
    fn("definition", definition);
  }
};

[[nodiscard]] TableFacts table_facts(const Application& application, ir::TableId table,
                                     const Quoting& quoting);

}  // namespace sqlx::generators
