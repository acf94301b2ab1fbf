#include "generators/openapi_functions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "generators/escape.h"
#include "generators/openapi_text.h"
#include "generators/validation/json_schema.h"

namespace sqlx::generators {
namespace {

using Mode = ir::ArgumentMode;
using Overloads = std::vector<const ir::Routine*>;

bool is_given(const ir::Argument& argument) {
  return argument.mode == Mode::kIn || argument.mode == Mode::kInOut ||
         argument.mode == Mode::kVariadic;
}

bool is_column(const ir::Argument& argument) {
  return argument.mode == Mode::kOut || argument.mode == Mode::kInOut ||
         argument.mode == Mode::kTable;
}

bool may_be_left_out(const ir::Argument& argument) {
  return !argument.default_sql.empty() || argument.mode == Mode::kVariadic;
}

bool can_be_told(const ir::Routine& routine) {
  const auto unnamed = [](const ir::Argument& argument) {
    return is_given(argument) && argument.name.empty();
  };
  return routine.kind == ir::RoutineKind::kFunction &&
         std::none_of(routine.arguments.begin(), routine.arguments.end(), unnamed);
}

std::string object_schema(const std::vector<std::string>& properties,
                          const std::vector<std::string>& required) {
  const std::string needs =
      required.empty() ? "" : fmt::format(R"(, "required": [{}])", fmt::join(required, ", "));
  return fmt::format(R"({{ "type": "object", "properties": {{ {} }}{} }})",
                     fmt::join(properties, ", "), needs);
}

std::string arguments_schema(const Application& application, const ir::Routine& routine) {
  std::vector<std::string> properties;
  std::vector<std::string> required;
  for (const ir::Argument& argument : routine.arguments) {
    if (!is_given(argument)) continue;
    properties.push_back(
        fmt::format("{}: {}", json_string(argument.name),
                    value_schema(argument.type, true, application, JsonOf::kRequest)));
    if (!may_be_left_out(argument)) required.push_back(json_string(argument.name));
  }
  return object_schema(properties, required);
}

// The table or view whose rows these are.
const ir::TableNames* row_type(const Application& application, const ir::LogicalType& type) {
  if (!type.name) return nullptr;
  const auto table = application.catalog.find_table(*type.name);
  return table ? &application.names_of(*table) : nullptr;
}

std::string columns_schema(const Application& application, const ir::Routine& routine) {
  std::vector<std::string> properties;
  for (const ir::Argument& argument : routine.arguments) {
    if (is_column(argument))
      properties.push_back(
          fmt::format("{}: {}", json_string(argument.name),
                      value_schema(argument.type, true, application, JsonOf::kAnswer)));
  }
  return object_schema(properties, {});
}

bool gives_row(const ir::Routine& routine) {
  return std::any_of(routine.arguments.begin(), routine.arguments.end(), is_column);
}

// One of what it gives; empty for nothing.
std::string one_result(const Application& application, const ir::Routine& routine) {
  if (gives_row(routine)) return columns_schema(application, routine);
  if (!routine.result || routine.database_result == "void") return {};
  if (const ir::TableNames* row = row_type(application, *routine.result))
    return schema_reference(row->model);
  return value_schema(*routine.result, true, application, JsonOf::kAnswer);
}

std::string result_schema(const Application& application, const ir::Routine& routine) {
  const std::string one = one_result(application, routine);
  const bool is_row = routine.result && row_type(application, *routine.result) != nullptr;
  if (is_row && !routine.returns_set)
    return any_of(std::vector<std::string>{one, R"({ "type": "null" })"});
  return routine.returns_set && !one.empty()
             ? fmt::format(R"({{ "type": "array", "items": {} }})", one)
             : one;
}

// Those of GET, each once; what not all overloads need is not required.
std::vector<std::string> query_parameters(const Application& application,
                                          const Overloads& overloads) {
  std::set<std::string> told;
  std::vector<std::string> parameters;
  for (const ir::Routine* routine : overloads) {
    for (const ir::Argument& argument : routine->arguments) {
      if (!is_given(argument) || !told.insert(argument.name).second) continue;
      parameters.push_back(fmt::format(
          R"({{ "name": {}, "in": "query", "required": {}, "schema": {} }})",
          json_string(argument.name), overloads.size() == 1 && !may_be_left_out(argument),
          value_schema(argument.type, false, application, JsonOf::kRequest)));
    }
  }
  return parameters;
}

template <class Schema>
std::string of_all(const Application& application, const Overloads& overloads, Schema schema) {
  std::vector<std::string> schemas;
  for (const ir::Routine* routine : overloads) {
    std::string made = schema(application, *routine);
    if (!made.empty() && std::find(schemas.begin(), schemas.end(), made) == schemas.end())
      schemas.push_back(std::move(made));
  }
  return schemas.empty() ? std::string() : any_of(schemas);
}

OpenApiFunction function_of(const Application& application, const std::string& name,
                            const Overloads& overloads, SchemaHeaders& headers) {
  OpenApiFunction function{.path = json_string("/rpc/" + url_segment(name)),
                           .id = component_key(name),
                           .shown = json_inside(name)};
  std::vector<std::string> schemas;
  for (const ir::Routine* routine : overloads) {
    if (std::find(schemas.begin(), schemas.end(), routine->name.schema) == schemas.end())
      schemas.push_back(routine->name.schema);
    if (function.description.empty() && !routine->comment.empty())
      function.description = json_string(markdown_prose(routine->comment));
    function.many |= routine->returns_set;
    function.reads |= routine->volatility != ir::Volatility::kVolatile;
  }
  function.read_schema = schema_header(application, "Accept-Profile", schemas, headers);
  function.write_schema = schema_header(application, "Content-Profile", schemas, headers);
  function.arguments = of_all(application, overloads, arguments_schema);
  function.result = of_all(application, overloads, result_schema);
  function.parameters = query_parameters(application, overloads);
  return function;
}

}  // namespace

std::vector<OpenApiFunction> openapi_functions(const Application& application,
                                               SchemaHeaders& headers) {
  std::map<std::string, Overloads> by_name;
  for (const ir::Routine& routine : application.database.routines) {
    if (can_be_told(routine)) by_name[routine.name.name].push_back(&routine);
  }
  std::vector<OpenApiFunction> functions;
  functions.reserve(by_name.size());
  for (const auto& [name, overloads] : by_name)
    functions.push_back(function_of(application, name, overloads, headers));
  return functions;
}

}  // namespace sqlx::generators
