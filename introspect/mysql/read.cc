#include "introspect/mysql/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "embedded/mysql_queries.h"

namespace sqlx::introspect::mysql {
namespace {

struct Question {
  std::string_view query;  // its file
  std::string_view what;
  void (*read)(Catalog&, Rows&);
};

constexpr auto kQuestions = std::to_array<Question>({
    {"rights.sql", "privileges", read_rights},
    {"tables.sql", "tables", read_tables},
    {"routines.sql", "routines", read_routines},
    {"parameters.sql", "arguments of routines", read_parameters},
    {"columns.sql", "columns", read_columns},
    {"geometry.sql", "spatial reference systems", read_spatial_systems},
    {"keys.sql", "keys and indexes", read_keys},
    {"foreign_key_columns.sql", "foreign keys", read_foreign_key_columns},
    {"foreign_key_rules.sql", "foreign keys", read_foreign_key_rules},
    {"checks.sql", "check constraints", read_checks},
    {"views.sql", "views", read_views},
    {"partitions.sql", "partitions", read_partitions},
    {"triggers.sql", "triggers", read_triggers},
    {"events.sql", "events", read_events},
});

constexpr auto kSystemDatabases =
    std::to_array<std::string_view>({"information_schema", "mysql", "performance_schema", "sys"});

// One database of the server.
struct Schema {
  std::string name;
  std::string charset;
  std::string collation;
  std::string comment;
};

std::string query(std::string_view file) {
  for (const EmbeddedFile& embedded : embedded::mysql_queries()) {
    if (embedded.name == file) return std::string(embedded.text);
  }
  return {};
}

bool is_system(std::string_view database) {
  return std::any_of(kSystemDatabases.begin(), kSystemDatabases.end(),
                     [&](std::string_view name) { return equal_fold(name, database); });
}

// "10.11.19-MariaDB-0+deb12u1" → "10.11.19"
std::string number_of(std::string_view version) {
  return std::string(version.substr(0, version.find_first_not_of("0123456789.")));
}

std::array<int, 2> major_and_minor(std::string_view version) {
  std::array<int, 2> numbers{};
  const std::vector<std::string_view> parts = split(version, '.');
  for (std::size_t i = 0; i < numbers.size() && i < parts.size(); ++i) {
    std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
  }
  return numbers;
}

bool prepare_session(Connection& connection, const Request& request, Diagnostics& diagnostics) {
  std::string settings = query("session.sql");
  replace_all(settings, ":seconds",
              std::to_string(std::chrono::ceil<std::chrono::seconds>(request.timeout).count()));
  replace_all(settings, ":milliseconds", std::to_string(request.timeout.count()));
  return connection.run(settings, "settings", diagnostics) &&
         connection.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "settings",
                        diagnostics) &&
         connection.run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", "settings",
                        diagnostics);
}

std::optional<Server> read_server(Connection& connection, const Request& request,
                                  Diagnostics& diagnostics) {
  auto rows = connection.ask(query("server.sql"), "the server's version", diagnostics);
  if (!rows || !rows->next()) return std::nullopt;
  Server server{.version = number_of(rows->view("version")),
                .account = rows->text("account"),
                .chosen = rows->text("chosen"),
                .folds_names = rows->view("folds_names") != "0",
                .defaults_are_sql = rows->yes("defaults_are_sql"),
                .escapes_expressions = rows->yes("escapes_expressions")};
  auto pack = wirepacks::embedded_pack(rows->view("pack"), diagnostics);
  if (!pack) return std::nullopt;
  server.pack = std::move(*pack);
  if (major_and_minor(server.version) >= major_and_minor(server.pack.oldest_version)) return server;
  diagnostics.add(
      Code::kServerTooOld,
      fmt::format("{} is {} {}", connection.target().place, server.pack.title, server.version),
      request.url.place(),
      fmt::format("{} {} is the oldest that sqlx reads", server.pack.title,
                  server.pack.oldest_version));
  return std::nullopt;
}

std::optional<std::vector<Schema>> read_schemata(Connection& connection, Diagnostics& diagnostics) {
  auto rows = connection.ask(query("schemata.sql"), "databases", diagnostics);
  if (!rows) return std::nullopt;
  std::vector<Schema> schemas;
  while (rows->next()) {
    if (is_system(rows->view("schema_name"))) continue;
    schemas.push_back({rows->text("schema_name"), rows->text("charset"),
                       rows->text("collation_name"), rows->text("comment")});
  }
  return schemas;
}

std::vector<std::string> names_of(const std::vector<Schema>& schemas) {
  std::vector<std::string> names;
  names.reserve(schemas.size());
  for (const Schema& schema : schemas) names.push_back(schema.name);
  std::sort(names.begin(), names.end());
  return names;
}

const Schema* find_schema(const std::vector<Schema>& schemas, std::string_view name, bool fold) {
  const auto found = std::find_if(schemas.begin(), schemas.end(), [&](const Schema& schema) {
    return schema.name == name || (fold && equal_fold(schema.name, name));
  });
  return found == schemas.end() ? nullptr : &*found;
}

std::string visible_databases(const std::vector<Schema>& schemas) {
  if (schemas.empty())
    return "this user sees no database: GRANT SELECT ON `database`.* lets one be read";
  return fmt::format("this user sees {}", enumerate(names_of(schemas)));
}

// What is to be read: the databases of the request, or the connection's own.
std::vector<std::string> choose_schemas(const Request& request, Server& server,
                                        const std::vector<Schema>& visible,
                                        Diagnostics& diagnostics) {
  if (const Schema* chosen = find_schema(visible, server.chosen, server.folds_names))
    server.chosen = chosen->name;
  std::vector<std::string> wanted = request.schemas;
  if (wanted.empty() && !server.chosen.empty()) wanted.push_back(server.chosen);
  if (wanted.empty()) {
    diagnostics.add(Code::kUnknownDatabase, "the URL names no database", request.url.place(),
                    visible_databases(visible));
  }
  std::vector<std::string> chosen;
  for (const std::string& name : wanted) {
    if (const Schema* schema = find_schema(visible, name, server.folds_names)) {
      if (std::find(chosen.begin(), chosen.end(), schema->name) == chosen.end())
        chosen.push_back(schema->name);
      continue;
    }
    const std::string hint = is_system(name) ? "sqlx does not read the server's own databases"
                                             : did_you_mean(name, names_of(visible));
    diagnostics.add(Code::kUnknownSchema,
                    fmt::format("there is no database `{}` that this user may see", name),
                    request.url.place(), hint.empty() ? visible_databases(visible) : hint);
  }
  return chosen;
}

// The connection's database gives the defaults that tables are compared with; without one, the
// first that is read. The others are listed as schemas.
void describe_schemas(Catalog& catalog, const std::vector<Schema>& visible) {
  ir::Database& database = catalog.database();
  const std::string& chosen = catalog.server().chosen;
  const Schema* usual =
      find_schema(visible, catalog.wants(chosen) ? chosen : catalog.schemas().front(), false);
  database.encoding = usual->charset;
  database.collation = usual->collation;
  for (const std::string& name : catalog.schemas()) {
    if (name != chosen)
      database.schemas.push_back(
          {.name = name, .comment = find_schema(visible, name, false)->comment});
  }
}

std::string quoted_list(const Connection& connection, const std::vector<std::string>& names) {
  std::vector<std::string> literals;
  literals.reserve(names.size());
  for (const std::string& name : names) literals.push_back(connection.literal(name));
  return join(literals, ", ");
}

bool ask_all(Connection& connection, Catalog& catalog, Progress& progress,
             Diagnostics& diagnostics) {
  const std::string schemas = quoted_list(connection, catalog.schemas());
  for (std::size_t i = 0; i < kQuestions.size(); ++i) {
    const Question& question = kQuestions[i];
    progress.step(question.what, i, kQuestions.size());
    std::string sql = query(question.query);
    replace_all(sql, ":schemas", schemas);
    auto rows = connection.ask(sql, question.what, diagnostics);
    if (!rows) return false;
    question.read(catalog, *rows);
  }
  auto rows = connection.ask(sequences_query(catalog, connection), "sequences", diagnostics);
  if (rows) read_sequences(catalog, *rows);
  return rows.has_value();
}

// The server says only that there is no such database. Asked again without one, it tells which
// there are.
void suggest_database(const Request& request, Diagnostics& diagnostics) {
  const bool unknown =
      diagnostics.has_errors() && diagnostics.items().back().code == Code::kUnknownDatabase;
  if (!unknown) return;
  Diagnostics aside;
  auto connection = Connection::open(request, "", aside);
  const auto visible = connection ? read_schemata(*connection, aside) : std::nullopt;
  if (!visible) return;
  const std::string close = did_you_mean(request.url.database, names_of(*visible));
  diagnostics.back().hint = close.empty() ? visible_databases(*visible) : close;
}

}  // namespace

std::optional<Reading> read(const Request& request, Progress& progress, Diagnostics& diagnostics) {
  progress.step("connecting", 0, kQuestions.size());
  auto connection = Connection::open(request, request.url.database, diagnostics);
  if (!connection) {
    suggest_database(request, diagnostics);
    return std::nullopt;
  }
  if (!prepare_session(*connection, request, diagnostics)) return std::nullopt;
  auto server = read_server(*connection, request, diagnostics);
  const auto visible = server ? read_schemata(*connection, diagnostics) : std::nullopt;
  if (!visible) return std::nullopt;
  std::vector<std::string> schemas = choose_schemas(request, *server, *visible, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  Catalog catalog(std::move(*server), std::move(schemas), diagnostics);
  describe_schemas(catalog, *visible);
  if (!ask_all(*connection, catalog, progress, diagnostics)) return std::nullopt;
  check_rights(catalog, connection->target());
  if (diagnostics.has_errors()) return std::nullopt;
  return Reading{.database = catalog.take(), .round_trips = connection->round_trips()};
}

}  // namespace sqlx::introspect::mysql
