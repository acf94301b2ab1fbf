// What templates/docs/openapi.json prints. For the .cc files of this room only.
//
// Every text is JSON already: a string with its quotes, an object, a list.
#pragma once

#include <string>
#include <vector>

#include "generators/view.h"

namespace sqlx::generators {

struct OpenApiTag {
  std::string name;
  std::string description;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("description", description);
  }
};

struct OpenApiProperty {
  std::string key;
  std::string schema;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("schema", schema);
  }
};

// A row of one table.
struct OpenApiRow {
  std::string model;  // bare: part of keys and references
  std::string description;
  std::string required;
  bool writable = false;
  bool is_nested = false;  // rows of other tables may be written with it in them
  std::vector<OpenApiProperty> answered;
  std::vector<OpenApiProperty> given;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("description", description);
    fn("required", required);
    fn("writable", writable);
    fn("isNested", is_nested);
    fn("answered", answered);
    fn("given", given);
  }
};

// A relation as a path: /orders/{key}/customers.
struct OpenApiWay {
  std::string segment;  // bare
  std::string key;      // bare, for the operation's name
  std::string rows;     // bare: whose rows it gives, OpenApiPath::id

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("segment", segment);
    fn("key", key);
    fn("rows", rows);
  }
};

// All tables of one name.
struct OpenApiPath {
  std::string path;   // bare
  std::string id;     // bare: begins the names of operations and of what they share
  std::string shown;  // the name within a sentence, bare
  std::string tags;
  std::string row;  // schemas
  std::string new_row;
  std::string changes;
  std::string read_schema;  // parameters that say which schema is meant; empty where none is needed
  std::string write_schema;
  bool writable = false;
  bool searchable = false;
  std::vector<std::string> filters;  // references
  std::string key;                   // what a row is found by; empty without a primary key
  std::vector<OpenApiWay> ways;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("path", path);
    fn("id", id);
    fn("shown", shown);
    fn("tags", tags);
    fn("row", row);
    fn("newRow", new_row);
    fn("changes", changes);
    fn("readSchema", read_schema);
    fn("writeSchema", write_schema);
    fn("writable", writable);
    fn("searchable", searchable);
    fn("filters", filters);
    fn("rowKey", key);
    fn("ways", ways);
  }
};

struct OpenApiFunction {
  std::string path;
  std::string id;
  std::string shown;
  std::string description;
  std::string read_schema;
  std::string write_schema;
  std::string arguments;                // a schema
  std::string result;                   // a schema; empty where nothing is answered
  bool many = false;                    // what is answered may be a part of it
  bool reads = false;                   // it may be called by GET
  std::vector<std::string> parameters;  // of GET

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("path", path);
    fn("id", id);
    fn("shown", shown);
    fn("description", description);
    fn("readSchema", read_schema);
    fn("writeSchema", write_schema);
    fn("arguments", arguments);
    fn("result", result);
    fn("many", many);
    fn("reads", reads);
    fn("parameters", parameters);
  }
};

struct OpenApiFilter {
  std::string key;
  std::string name;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("name", name);
  }
};

// A parameter that operations share.
struct OpenApiHeader {
  std::string key;
  std::string parameter;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("parameter", parameter);
  }
};

struct OpenApiView {
  std::string title;
  std::vector<OpenApiTag> tags;
  std::vector<OpenApiPath> paths;
  std::vector<OpenApiFunction> functions;
  std::vector<OpenApiRow> rows;
  std::vector<OpenApiHeader> headers;
  std::vector<OpenApiFilter> filters;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("title", title);
    fn("tags", tags);
    fn("paths", paths);
    fn("functions", functions);
    fn("rows", rows);
    fn("headers", headers);
    fn("filters", filters);
  }
};

}  // namespace sqlx::generators
