#include "generators/rest.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/orm_names.h"
#include "sql/dialect_words.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "rest";

// --------------------------------------------------------------------------------------- resources

// A view's column that shows a table's column unchanged: through those a view has the table's
// relations.
struct ShownView {
  std::string column;  // literals
  std::string schema;
  std::string table;
  std::string base;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("column", column);
    fn("schema", schema);
    fn("table", table);
    fn("base", base);
  }
};

struct ResourceView {
  std::string model;
  std::string module;
  std::string file;
  bool is_view = false;
  std::vector<ShownView> shown;
  bool has_shown = false;
  std::vector<std::string> searched;  // literals: columns of a full-text index

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("module", module);
    fn("file", file);
    fn("isView", is_view);
    fn("hasShown", has_shown);
    fn("shown", shown);
    fn("searched", searched);
  }
};

struct ResourcesView {
  std::string default_schema;
  std::vector<ResourceView> resources;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("defaultSchema", default_schema);
    fn("resources", resources);
  }
};

// The columns that a full-text index of the engine is over. A search asks for all columns of one
// index.
std::vector<std::string> searched_columns(const ir::Table& table) {
  std::vector<std::string> columns;
  for (const ir::Index& index : table.indexes) {
    if (index.method != "fulltext" || !columns.empty()) continue;
    for (const ir::KeyPart& part : index.parts) columns.push_back(ts_string(part.column));
  }
  return columns;
}

ResourceView resource_of(const Application& application, ir::TableId id) {
  const ir::Table& table = application.catalog.table(id);
  const ir::TableNames& names = application.names_of(id);
  ResourceView view{.model = names.model,
                    .module = model_module(names),
                    .file = model_file(names.model),
                    .is_view = ir::is_view(table),
                    .shown = {},
                    .has_shown = false,
                    .searched = searched_columns(table)};
  for (const ir::Column& column : table.columns) {
    if (!column.base) continue;
    view.shown.push_back({ts_string(column.name), ts_string(column.base->table.schema),
                          ts_string(column.base->table.name), ts_string(column.base->column)});
  }
  view.has_shown = !view.shown.empty();
  return view;
}

ResourcesView resources_of(const Application& application) {
  ResourcesView view{.default_schema = ts_string(application.database.default_schema),
                     .resources = {}};
  for (const ir::TableId id : application.models)
    view.resources.push_back(resource_of(application, id));
  std::sort(view.resources.begin(), view.resources.end(),
            [](const auto& a, const auto& b) { return a.model < b.model; });
  return view;
}

// --------------------------------------------------------------------------------------- functions

struct ArgumentView {
  std::string name;  // literals
  std::string type;
  bool required = false;
  bool variadic = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("type", type);
    fn("required", required);
    fn("variadic", variadic);
  }
};

struct RowOfView {
  std::string schema;  // literals
  std::string name;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("schema", schema);
    fn("name", name);
  }
};

struct FunctionView {
  std::string schema;  // literals
  std::string name;
  std::string sql;
  std::string gives;  // void, value, row
  bool many = false;
  bool at_most_one = false;
  bool reads = false;
  std::vector<ArgumentView> arguments;
  std::vector<std::string> columns;  // literals: of a row that is no table's
  std::optional<RowOfView> row_of;   // the table or view whose rows it gives
  std::optional<RowOfView> row_in;   // the table or view whose row is the only argument

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("schema", schema);
    fn("name", name);
    fn("sql", sql);
    fn("gives", gives);
    fn("many", many);
    fn("atMostOne", at_most_one);
    fn("reads", reads);
    fn("arguments", arguments);
    fn("columns", columns);
    fn("rowOf", row_of);
    fn("rowIn", row_in);
  }
};

struct FunctionsView {
  std::vector<FunctionView> functions;
  bool has_functions = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("functions", functions);
    fn("hasFunctions", has_functions);
  }
};

bool is_given(const ir::Argument& argument) {
  return argument.mode == ir::ArgumentMode::kIn || argument.mode == ir::ArgumentMode::kInOut ||
         argument.mode == ir::ArgumentMode::kVariadic;
}

bool is_column(const ir::Argument& argument) {
  return argument.mode == ir::ArgumentMode::kOut || argument.mode == ir::ArgumentMode::kInOut ||
         argument.mode == ir::ArgumentMode::kTable;
}

// The table or view whose row the type is.
std::optional<RowOfView> row_type(const Application& application,
                                  const std::optional<ir::LogicalType>& type) {
  if (!type || !type->name) return std::nullopt;
  const auto& tables = application.database.tables;
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const ir::Table& table) {
    return table.name == *type->name;
  });
  if (found == tables.end()) return std::nullopt;
  return RowOfView{ts_string(found->name.schema), ts_string(found->name.name)};
}

std::string_view gives(const ir::Routine& routine, const FunctionView& view) {
  if (routine.database_result == "void") return "void";
  const bool is_row = view.row_of || !view.columns.empty() || routine.database_result == "record" ||
                      (routine.result && routine.result->kind == ir::TypeKind::kComposite);
  const bool is_table =
      std::any_of(routine.arguments.begin(), routine.arguments.end(),
                  [](const ir::Argument& each) { return each.mode == ir::ArgumentMode::kTable; });
  return is_row || is_table ? "row" : "value";
}

// A set that is declared to have one row, which is said before its body.
bool gives_at_most_one(const ir::Routine& routine) {
  static constexpr std::string_view kRows = " ROWS 1";
  const std::string& text = routine.definition;
  const std::size_t end =
      std::min({text.find("\nAS "), text.find("\nBEGIN ATOMIC"), text.find("\nRETURN ")});
  const std::size_t at = text.find(kRows);
  if (!routine.returns_set || at == std::string::npos || at > end) return false;
  const std::size_t next = at + kRows.size();
  return next >= text.size() || text[next] == '\n' || text[next] == ' ';
}

FunctionView function_of(const Application& application, const ir::Routine& routine) {
  const sql::DialectWords words(application.pack.lexical, application.database.default_schema);
  FunctionView view{.schema = ts_string(routine.name.schema),
                    .name = ts_string(routine.name.name),
                    .sql = ts_string(words.name(routine.name)),
                    .gives = {},
                    .many = routine.returns_set,
                    .at_most_one = gives_at_most_one(routine),
                    .reads = routine.volatility != ir::Volatility::kVolatile,
                    .arguments = {},
                    .columns = {},
                    .row_of = row_type(application, routine.result),
                    .row_in = {}};
  for (const ir::Argument& argument : routine.arguments) {
    if (is_column(argument)) view.columns.push_back(ts_string(argument.name));
    if (!is_given(argument)) continue;
    const bool variadic = argument.mode == ir::ArgumentMode::kVariadic;
    view.arguments.push_back({ts_string(argument.name), ts_string(argument.database_type),
                              argument.default_sql.empty() && !variadic, variadic});
    view.row_in = row_type(application, argument.type);
  }
  if (view.arguments.size() != 1) view.row_in.reset();
  view.gives = ts_string(gives(routine, view));
  return view;
}

FunctionsView functions_of(const Application& application) {
  FunctionsView view;
  for (const ir::Routine& routine : application.database.routines) {
    if (routine.kind == ir::RoutineKind::kFunction)
      view.functions.push_back(function_of(application, routine));
  }
  view.has_functions = !view.functions.empty();
  return view;
}

}  // namespace

void generate_rest(const Application& application, const Templates& templates, FileSet& files,
                   Diagnostics& diagnostics) {
  const File file{.text = {}, .maker = kMaker};
  add_copies(files, "rest/api/", "api/rest/", templates, kMaker, diagnostics);
  add_engine_files(files, "api/rest/engine/", application.pack, templates, kMaker, diagnostics);
  add_rendered(files, "api/rest/resources.ts", templates, "rest/resources.ts",
               resources_of(application), file, diagnostics);
  add_rendered(files, "api/rest/functions.ts", templates, "rest/functions.ts",
               functions_of(application), file, diagnostics);
}

}  // namespace sqlx::generators
