// What templates/graphql prints. For the .cc files of this room only.
//
// Descriptions are literals of GraphQL with their quotes; all else is GraphQL as it stands.
#pragma once

#include <string>
#include <vector>

#include "generators/graphql_names.h"
#include "generators/view.h"

namespace sqlx::generators {

struct GraphqlField {
  std::string name;
  std::string type;
  std::string description = {};
  std::string arguments = {};   // in parentheses
  std::string directives = {};  // with a blank before each

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("type", type);
    fn("description", description);
    fn("arguments", arguments);
    fn("directives", directives);
  }
};

struct GraphqlFilter {
  std::string name;
  bool ordered = true;
  bool listed = true;
  bool text = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("ordered", ordered);
    fn("listed", listed);
    fn("text", text);
  }
};

struct GraphqlListFilter {
  std::string name;
  std::string element;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("element", element);
  }
};

struct GraphqlEnum {
  std::string name;
  std::string description;
  std::string filter;
  std::vector<std::string> values;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("description", description);
    fn("filter", filter);
    fn("values", values);
  }
};

struct GraphqlModel {
  GraphqlTypes types;
  std::string description;
  bool is_many = false;  // it is the many end of a relation
  bool has_orders = false;
  bool connects = false;  // it has a key that every row has, for cursors
  bool has_sums = false;
  bool has_extremes = false;
  bool has_key = false;
  bool has_create = false;
  bool has_update = false;
  bool is_nested_one = false;  // rows can be hung on others
  bool is_nested_many = false;
  bool is_written = false;
  bool changes = false;
  std::vector<GraphqlField> row;
  std::vector<GraphqlField> filters;
  std::vector<GraphqlField> orders;
  std::vector<std::string> columns;  // that can be ordered by
  std::vector<GraphqlField> sums;
  std::vector<GraphqlField> averages;
  std::vector<GraphqlField> extremes;
  std::vector<GraphqlField> groups;
  std::vector<GraphqlField> keys;
  std::vector<GraphqlField> creates;
  std::vector<GraphqlField> updates;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("type", types.row);
    fn("filter", types.filter);
    fn("listFilter", types.list_filter);
    fn("order", types.order);
    fn("column", types.column);
    fn("connection", types.connection);
    fn("edge", types.edge);
    fn("aggregate", types.aggregate);
    fn("sums", types.sums);
    fn("averages", types.averages);
    fn("extremes", types.extremes);
    fn("group", types.group);
    fn("groupKey", types.group_key);
    fn("groupOrder", types.group_order);
    fn("groupKeyOrder", types.group_key_order);
    fn("key", types.key);
    fn("create", types.create);
    fn("update", types.update);
    fn("nestedOne", types.nested_one);
    fn("nestedMany", types.nested_many);
    fn("batch", types.batch);
    fn("change", types.change);
    fn("description", description);
    fn("isMany", is_many);
    fn("hasOrders", has_orders);
    fn("connects", connects);
    fn("hasSums", has_sums);
    fn("hasExtremes", has_extremes);
    fn("hasKey", has_key);
    fn("hasCreate", has_create);
    fn("hasUpdate", has_update);
    fn("isNestedOne", is_nested_one);
    fn("isNestedMany", is_nested_many);
    fn("isWritten", is_written);
    fn("changes", changes);
    fn("fields", row);
    fn("filters", filters);
    fn("orders", orders);
    fn("columns", columns);
    fn("sumFields", sums);
    fn("averageFields", averages);
    fn("extremeFields", extremes);
    fn("groupFields", groups);
    fn("keyFields", keys);
    fn("createFields", creates);
    fn("updateFields", updates);
  }
};

struct GraphqlView {
  std::vector<GraphqlFilter> filters;
  std::vector<GraphqlListFilter> list_filters;
  std::vector<GraphqlEnum> enums;
  std::vector<GraphqlModel> models;
  std::vector<GraphqlField> queries;
  std::vector<GraphqlField> mutations;
  std::vector<GraphqlField> subscriptions;
  std::vector<std::string> changed;
  bool has_queries = false;
  bool has_mutations = false;
  bool has_changes = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("filters", filters);
    fn("listFilters", list_filters);
    fn("enums", enums);
    fn("models", models);
    fn("queries", queries);
    fn("mutations", mutations);
    fn("subscriptions", subscriptions);
    fn("changed", changed);
    fn("rowTypes", changed);
    fn("hasQueries", has_queries);
    fn("hasMutations", has_mutations);
    fn("hasChanges", has_changes);
  }
};

// --------------------------------------------------------------------------- what models.ts prints

// A field of the schema and what it does: ['usersConnection', 'connection'].
struct GraphqlMeaning {
  std::string field;
  std::string does;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("field", field);
    fn("does", does);
  }
};

// A field of a row that is made of one of its relations.
struct GraphqlDerived {
  std::string field;
  std::string relation;
  std::string does;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("field", field);
    fn("relation", relation);
    fn("does", does);
  }
};

struct GraphqlFacts {
  std::string module;
  std::string file;
  std::string type;
  std::string create;  // the input type; empty: there is none
  std::vector<GraphqlMeaning> queries;
  std::vector<GraphqlMeaning> mutations;
  std::string changed;
  std::vector<GraphqlDerived> derived;
  bool has_mutations = false;
  bool has_derived = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("module", module);
    fn("file", file);
    fn("type", type);
    fn("create", create);
    fn("queries", queries);
    fn("mutations", mutations);
    fn("changed", changed);
    fn("derived", derived);
    fn("hasMutations", has_mutations);
    fn("hasDerived", has_derived);
  }
};

// A member that is not spelled as its label: literals.
struct GraphqlLabel {
  std::string member;
  std::string label;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("member", member);
    fn("label", label);
  }
};

struct GraphqlLabels {
  std::string type;
  std::vector<GraphqlLabel> labels;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("type", type);
    fn("labels", labels);
  }
};

struct GraphqlModelsView {
  std::vector<GraphqlFacts> models;
  std::vector<GraphqlLabels> enums;
  bool has_enums = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("models", models);
    fn("hasEnums", has_enums);
    fn("enums", enums);
  }
};

}  // namespace sqlx::generators
