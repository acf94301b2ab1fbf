// The names of the GraphQL schema beyond those of ir::Names: types and root fields that are derived
// from a model.
//
// A model's own name and its root fields stay what they are; what is derived gives way. UserFilter
// is the conditions on a User unless a table is called user_filter: then they are UserFilter_.
// Names are given in a fixed order, so that equal schemas have equal names. For the .cc files of
// this room only.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "generators/application.h"

namespace sqlx::generators {

// Names of one scope, each of them given once.
class GraphqlScope {
 public:
  // The name, with `_` behind it as often as it takes until it is free.
  std::string take(std::string wish);

 private:
  std::set<std::string, std::less<>> taken_;
};

// The types that belong to one model.
struct GraphqlTypes {
  std::string row;
  std::string filter, list_filter, order, column;
  std::string connection, edge;
  std::string aggregate, sums, averages, extremes;
  std::string group, group_key, group_order, group_key_order;
  std::string key, create, update, nested_one, nested_many;
  std::string batch, change;
};

// The root fields of one model; those of its keys beside ModelKey, without the primary one:
// userByEmail.
struct GraphqlRoots {
  std::string one, many;
  std::string connection, aggregate, group_by, search;
  std::vector<std::string> by_key;
  std::string create, create_many, update, update_many, upsert, remove, remove_many;
  std::string changed;
};

struct GraphqlEnumNames {
  std::string type;
  std::string filter;
};

struct GraphqlNames {
  std::map<ir::TableId, GraphqlTypes> types;
  std::map<ir::TableId, GraphqlRoots> roots;
  std::map<std::string, GraphqlEnumNames, std::less<>>
      enums;           // by the name that the enum has in TypeScript
  GraphqlScope scope;  // of all types, for those that are found later
};

[[nodiscard]] GraphqlNames graphql_names(const Application& application);

}  // namespace sqlx::generators
