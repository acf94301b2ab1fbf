// What templates/orm/model.ts prints of a table or view. For the .cc files of this room only.
//
// Names of SQL stand here as literals of TypeScript, quoted for SQL within.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generators/application.h"

namespace sqlx::generators {

struct OrmColumnView {
  std::string field;
  std::string name;  // literal
  std::string sql;   // literal
  std::string output;
  std::string input;
  std::string match;
  std::string codec;
  std::string comment;  // may be empty
  bool writable = false;
  bool required = false;
  std::string facts;  // members of an object; may be empty

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("field", field);
    fn("name", name);
    fn("sql", sql);
    fn("output", output);
    fn("input", input);
    fn("match", match);
    fn("codec", codec);
    fn("comment", comment);
    fn("writable", writable);
    fn("required", required);
    fn("facts", facts);
  }
};

struct OrmPairView {
  std::string near;  // literals
  std::string far;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("near", near);
    fn("far", far);
  }
};

struct OrmThroughView {
  std::string schema;  // literals
  std::string name;
  std::string sql;
  std::string key;
  std::vector<OrmPairView> on;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("schema", schema);
    fn("name", name);
    fn("sql", sql);
    fn("key", key);
    fn("on", on);
  }
};

struct OrmRelationView {
  std::string field;
  std::string gives;   // One, Optional, Many
  std::string match;   // MatchOne, MatchMany
  std::string scope;   // `post.`: the module of the target, empty for the model itself
  std::string target;  // its model
  std::string key;     // literal: the foreign key's name
  bool own = false;    // it is the model's own
  bool many = false;
  std::vector<OrmPairView> on;
  std::optional<OrmThroughView> through;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("field", field);
    fn("gives", gives);
    fn("match", match);
    fn("scope", scope);
    fn("target", target);
    fn("key", key);
    fn("own", own);
    fn("many", many);
    fn("on", on);
    fn("through", through);
  }
};

struct OrmKeyFieldView {
  std::string field;
  std::string input;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("field", field);
    fn("input", input);
  }
};

struct OrmKeyView {
  std::string name;  // literal
  std::string finder;
  std::string what;   // email; orderId and line
  std::string shape;  // the parameter behind those of the key, called like none of them
  bool primary = false;
  std::vector<OrmKeyFieldView> columns;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("finder", finder);
    fn("what", what);
    fn("shape", shape);
    fn("primary", primary);
    fn("columns", columns);
  }
};

struct OrmImportView {
  std::string alias;
  std::string file;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("alias", alias);
    fn("file", file);
  }
};

struct OrmModelView {
  std::string model;
  std::string schema;  // literals
  std::string name;
  std::string sql;
  std::string shown;     // the table's name, for a comment
  std::string comment;   // may be empty
  std::string identity;  // literal of a field; empty: none
  std::string numeric;   // 'age' | 'price', or never
  bool is_view = false;
  bool is_table = false;        // it can be written
  bool is_partitioned = false;  // its partitions are tables
  bool has_key = false;
  bool has_keys = false;  // several
  bool is_writable = false;
  bool has_relations = false;
  bool uses_enums = false;
  bool uses_composites = false;
  std::vector<OrmImportView> imports;
  std::vector<OrmColumnView> columns;
  std::vector<OrmRelationView> relations;
  std::vector<OrmKeyView> keys;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("schema", schema);
    fn("tableName", name);
    fn("tableSql", sql);
    fn("shown", shown);
    fn("tableComment", comment);
    fn("identity", identity);
    fn("numeric", numeric);
    fn("isView", is_view);
    fn("isTable", is_table);
    fn("isPartitioned", is_partitioned);
    fn("hasKey", has_key);
    fn("hasKeys", has_keys);
    fn("isWritable", is_writable);
    fn("hasRelations", has_relations);
    fn("usesEnums", uses_enums);
    fn("usesComposites", uses_composites);
    fn("imports", imports);
    fn("columns", columns);
    fn("relations", relations);
    fn("keys", keys);
  }
};

[[nodiscard]] OrmModelView orm_model(const Application& application, ir::TableId table);

}  // namespace sqlx::generators
