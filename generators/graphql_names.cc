#include "generators/graphql_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "generators/orm_names.h"

namespace sqlx::generators {
namespace {

// What templates/graphql/schema.graphql names itself, and what GraphQL does.
constexpr auto kFixed = std::to_array<std::string_view>({
    "BigInt",
    "BigIntFilter",
    "Boolean",
    "BooleanFilter",
    "Bytes",
    "BytesFilter",
    "ChangeOperation",
    "CountOrder",
    "Date",
    "DateFilter",
    "DateTime",
    "DateTimeFilter",
    "Decimal",
    "DecimalFilter",
    "Float",
    "FloatFilter",
    "ID",
    "IDFilter",
    "Int",
    "IntFilter",
    "JSON",
    "JSONFilter",
    "LocalDateTime",
    "LocalDateTimeFilter",
    "Mutation",
    "PageInfo",
    "Query",
    "SortOrder",
    "String",
    "StringFilter",
    "Subscription",
    "TableChange",
    "TableName",
    "TableRow",
    "Time",
    "TimeFilter",
    "UUID",
    "UUIDFilter",
});

std::string first_upper(std::string text) {
  if (!text.empty()) text.front() = to_upper(text.front());
  return text;
}

// By model, so that the order of tables in the database says nothing.
std::vector<ir::TableId> in_order(const Application& application) {
  std::vector<ir::TableId> ids(application.models.begin(), application.models.end());
  std::sort(ids.begin(), ids.end(), [&](ir::TableId a, ir::TableId b) {
    return application.names_of(a).model < application.names_of(b).model;
  });
  return ids;
}

// A table called `date` has the model Date, which is a word of ours: it gives way, once for all.
void name_rows(const Application& application, std::span<const ir::TableId> ids,
               GraphqlNames& names) {
  const auto is_fixed = [](std::string_view name) {
    return std::find(kFixed.begin(), kFixed.end(), name) != kFixed.end();
  };
  std::vector<ir::TableId> late;
  for (const ir::TableId id : ids) {
    const std::string& model = application.names_of(id).model;
    if (is_fixed(model)) {
      late.push_back(id);
    } else {
      names.types[id].row = names.scope.take(model);
    }
  }
  for (const ir::TableId id : late)
    names.types[id].row = names.scope.take(application.names_of(id).model + "Model");
}

void name_enums(const Application& application, std::span<const ir::TableId> ids,
                GraphqlNames& names) {
  std::vector<std::string> types;
  for (const ir::TypeNames& each : application.names.enums) types.push_back(each.type);
  for (const ir::TableId id : ids) {
    for (const ir::TypeNames& each : application.names_of(id).column_enums) {
      if (!each.type.empty()) types.push_back(each.type);
    }
  }
  std::map<std::string, std::string, std::less<>> given;
  for (const std::string& type : types) given[type] = names.scope.take(type);
  for (const auto& [type, name] : given) names.enums[type] = {name, {}};
  for (auto& [type, name] : names.enums) name.filter = names.scope.take(name.type + "Filter");
}

void name_types(GraphqlTypes& types, GraphqlScope& scope) {
  const std::string& row = types.row;
  const auto derived = [&](std::string_view suffix) {
    return scope.take(fmt::format("{}{}", row, suffix));
  };
  types.filter = derived("Filter");
  types.list_filter = derived("ListFilter");
  types.order = derived("Order");
  types.column = derived("Column");
  types.connection = derived("Connection");
  types.edge = derived("Edge");
  types.aggregate = derived("Aggregate");
  types.sums = derived("Sums");
  types.averages = derived("Averages");
  types.extremes = derived("Extremes");
  types.group = derived("Group");
  types.group_key = derived("GroupKey");
  types.group_order = derived("GroupOrder");
  types.group_key_order = derived("GroupKeyOrder");
  types.key = derived("Key");
  types.create = scope.take("Create" + row + "Input");
  types.update = scope.take("Update" + row + "Input");
  types.nested_one = scope.take("Nested" + row + "Input");
  types.nested_many = scope.take("Nested" + row + "ListInput");
  types.batch = derived("Batch");
  types.change = derived("Change");
}

std::vector<std::string> key_roots(const ir::TableNames& names, const std::vector<ModelKey>& keys,
                                   GraphqlScope& queries) {
  std::vector<std::string> roots;
  for (const ModelKey& key : keys) {
    std::vector<std::string> fields;
    for (const std::size_t column : key.columns)
      fields.push_back(first_upper(names.fields[column]));
    roots.push_back(key.primary
                        ? names.singular
                        : queries.take(fmt::format("{}By{}", names.singular, join(fields, "And"))));
  }
  return roots;
}

void name_roots(const Application& application, std::span<const ir::TableId> ids,
                GraphqlNames& names) {
  GraphqlScope queries;
  GraphqlScope mutations;
  GraphqlScope subscriptions;
  static_cast<void>(subscriptions.take("tableChanges"));
  for (const ir::TableId id : ids) {
    names.roots[id].one = queries.take(application.names_of(id).singular);
    names.roots[id].many = queries.take(application.names_of(id).plural);
  }
  for (const ir::TableId id : ids) {
    const ir::TableNames& own = application.names_of(id);
    const std::string one = first_upper(own.singular);
    const std::string many = first_upper(own.plural);
    GraphqlRoots& roots = names.roots[id];
    roots.connection = queries.take(own.plural + "Connection");
    roots.aggregate = queries.take(own.plural + "Aggregate");
    roots.group_by = queries.take(own.plural + "GroupBy");
    roots.search = queries.take("search" + many);
    roots.by_key = key_roots(own, keys_of(application.catalog.table(id)), queries);
    roots.create = mutations.take("create" + one);
    roots.create_many = mutations.take("create" + many);
    roots.update = mutations.take("update" + one);
    roots.update_many = mutations.take("update" + many);
    roots.upsert = mutations.take("upsert" + one);
    roots.remove = mutations.take("delete" + one);
    roots.remove_many = mutations.take("delete" + many);
    roots.changed = subscriptions.take(own.singular + "Changed");
  }
}

}  // namespace

std::string GraphqlScope::take(std::string wish) {
  while (!taken_.insert(wish).second) wish += '_';
  return wish;
}

GraphqlNames graphql_names(const Application& application) {
  GraphqlNames names;
  for (const std::string_view word : kFixed) static_cast<void>(names.scope.take(std::string(word)));
  const std::vector<ir::TableId> ids = in_order(application);
  name_rows(application, ids, names);
  name_enums(application, ids, names);
  for (const ir::TableId id : ids) name_types(names.types[id], names.scope);
  name_roots(application, ids, names);
  return names;
}

}  // namespace sqlx::generators
