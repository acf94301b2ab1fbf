#include "introspect/sqlite/read.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace sqlx::introspect::sqlite {
namespace {

constexpr int kOldest = 3035000;
constexpr int kOldestWithTableList = 3037000;

// Shadow tables by the names that these modules give them: for a SQLite that cannot say it, because
// it is too old or lacks the module.
struct Shadow {
  std::string_view module;
  std::string_view ending;
};
constexpr auto kShadows = std::to_array<Shadow>({
    {"fts3", "_content"},    {"fts3", "_segdir"},  {"fts3", "_segments"},  {"fts3", "_docsize"},
    {"fts3", "_stat"},       {"fts4", "_content"}, {"fts4", "_segdir"},    {"fts4", "_segments"},
    {"fts4", "_docsize"},    {"fts4", "_stat"},    {"fts5", "_config"},    {"fts5", "_content"},
    {"fts5", "_data"},       {"fts5", "_docsize"}, {"fts5", "_idx"},       {"rtree", "_node"},
    {"rtree", "_parent"},    {"rtree", "_rowid"},  {"rtree_i32", "_node"}, {"rtree_i32", "_parent"},
    {"rtree_i32", "_rowid"}, {"geopoly", "_node"}, {"geopoly", "_parent"}, {"geopoly", "_rowid"},
});

bool is_internal(std::string_view name) { return starts_with_fold(name, "sqlite_"); }

bool is_table(const StoredObject& object) {
  return object.type == "table" || object.type == "view";
}

bool read_objects(Draft& draft) {
  return draft.connection.ask("objects.sql", [&](const Row& row) {
    draft.objects.push_back({.type = row.string(0),
                             .name = row.string(1),
                             .table = row.string(2),
                             .sql = row.string(3)});
  });
}

void add_ordinary_table(TableDraft& table, const StoredObject& object) {
  table.ddl = read_create_table(object.sql);
  ir::Attributes& attributes = table.table.attributes;
  if (table.ddl.strict) ir::set_attribute(attributes, ir::AttributeKey::kStrict, "true");
  if (table.ddl.without_rowid)
    ir::set_attribute(attributes, ir::AttributeKey::kWithoutRowid, "true");
}

void add_view(TableDraft& table, const StoredObject& object) {
  table.table.kind = ir::TableKind::kView;
  table.view = read_create_view(object.sql);
  table.table.definition = table.view.query;
}

void add_tables(Draft& draft) {
  for (const StoredObject& object : draft.objects) {
    if (!is_table(object) || is_internal(object.name)) continue;
    TableDraft& table = draft.tables[lower(object.name)];
    table.table.name = {kSchema, object.name};
    if (object.type == "view") {
      add_view(table, object);
    } else if (const auto module = read_module(object.sql)) {
      table.table.kind = ir::TableKind::kVirtualTable;
      ir::set_attribute(table.table.attributes, ir::AttributeKey::kModule, *module);
    } else {
      add_ordinary_table(table, object);
    }
  }
}

std::vector<std::string> shadows_by_name(const Draft& draft) {
  std::vector<std::string> names;
  for (const auto& [name, table] : draft.tables) {
    const std::string* module =
        ir::find_attribute(table.table.attributes, ir::AttributeKey::kModule);
    if (module == nullptr) continue;
    const std::string_view module_name =
        trim(std::string_view(*module).substr(0, module->find('(')));
    for (const Shadow& shadow : kShadows) {
      if (equal_fold(shadow.module, module_name))
        names.push_back(name + std::string(shadow.ending));
    }
  }
  return names;
}

void hide_shadow(Draft& draft, std::string_view name) {
  const TableDraft* table = draft.find(name);
  if (table == nullptr || table->table.kind != ir::TableKind::kTable) return;
  draft.tell("shadow table", table->table.name.name, "storage of a virtual table");
  draft.tables.erase(lower(name));
}

bool hide_shadows(Draft& draft) {
  std::vector<std::string> names = shadows_by_name(draft);
  const bool can_ask = sqlite3_libversion_number() >= kOldestWithTableList;
  if (can_ask && !draft.connection.ask("shadow_tables.sql",
                                       [&](const Row& row) { names.push_back(row.string(0)); })) {
    return false;
  }
  for (const std::string& name : names) hide_shadow(draft, name);
  return true;
}

bool read_encoding(Draft& draft) {
  return draft.connection.ask("server.sql",
                              [&](const Row& row) { draft.encoding = row.string(0); });
}

bool read_statistics(Draft& draft) {
  const bool analysed =
      std::any_of(draft.objects.begin(), draft.objects.end(), [](const StoredObject& object) {
        return object.type == "table" && object.name == "sqlite_stat1";
      });
  return !analysed || draft.connection.ask("statistics.sql", [&](const Row& row) {
    if (TableDraft* table = draft.find(row.text(0))) table->table.row_estimate = row.integer(1);
  });
}

void add_triggers(Draft& draft) {
  for (const StoredObject& object : draft.objects) {
    if (object.type != "trigger") continue;
    if (TableDraft* table = draft.find(object.table)) {
      table->table.triggers.push_back({.name = object.name, .sql = object.sql});
    }
  }
}

// The steps, in the order in which each can build on the others; those that ask nothing cannot
// fail.
struct Step {
  std::string_view what;
  bool (*read)(Draft&);
};
constexpr auto kSteps = std::to_array<Step>({
    {"objects", read_objects},
    {"encoding", read_encoding},
    {"tables",
     [](Draft& draft) {
       add_tables(draft);
       return hide_shadows(draft);
     }},
    {"columns",
     [](Draft& draft) {
       describe_views(draft);
       return draft.connection.set_readable(draft.readable) && read_columns(draft);
     }},
    {"indexes", read_indexes},
    {"foreign keys",
     [](Draft& draft) {
       finish_tables(draft);
       finish_views(draft);
       return read_foreign_keys(draft);
     }},
    {"triggers",
     [](Draft& draft) {
       add_triggers(draft);
       return true;
     }},
    {"statistics", read_statistics},
});

ir::Database to_database(Draft& draft) {
  ir::Database database{.engine = draft.pack.name,
                        .server_version = sqlite3_libversion(),
                        .default_schema = kSchema,
                        .encoding = draft.encoding,
                        .schemas = {{.name = kSchema}},
                        .unsupported = std::move(draft.unsupported)};
  for (auto& [name, table] : draft.tables) database.tables.push_back(std::move(table.table));
  return database;
}

// One look at the file; nothing if it could not be read, or if it was not the same from beginning
// to end (`torn`).
std::optional<Reading> read_once(const Request& request, Progress& progress,
                                 Diagnostics& diagnostics, bool& torn) {
  std::optional<Connection> connection = Connection::open(request, diagnostics);
  if (!connection) return std::nullopt;
  Draft draft{.pack = request.pack, .connection = *connection};
  std::size_t done = 0;
  for (const Step& step : kSteps) {
    progress.step(step.what, done++, kSteps.size());
    if (!step.read(draft) || (done == 1 && !connection->check_size())) break;
    if (done == kSteps.size()) progress.step("done", done, kSteps.size());
  }
  torn = !connection->is_consistent();
  if (torn || diagnostics.has_errors()) return std::nullopt;
  return Reading{.database = to_database(draft), .round_trips = connection->round_trips()};
}

bool knows_schemas(const Request& request, Diagnostics& diagnostics) {
  for (const std::string& name : request.schemas) {
    if (equal_fold(name, kSchema)) continue;
    diagnostics.add(Code::kUnknownSchema, fmt::format("a SQLite file has no schema `{}`", name),
                    request.url.place(),
                    fmt::format("its only schema is `{}`: leave --schema out", kSchema));
    return false;
  }
  return true;
}

bool is_new_enough(const Request& request, Diagnostics& diagnostics) {
  if (sqlite3_libversion_number() >= kOldest) return true;
  diagnostics.add(Code::kServerTooOld,
                  fmt::format("this is SQLite {}, sqlx needs {}", sqlite3_libversion(),
                              request.pack.oldest_version),
                  request.url.place(), "install a newer libsqlite3");
  return false;
}

}  // namespace

TableDraft* Draft::find(std::string_view name) {
  const auto found = tables.find(lower(name));
  return found == tables.end() ? nullptr : &found->second;
}

void Draft::tell(std::string kind, std::string_view name, std::string detail) {
  unsupported.push_back(
      {.kind = std::move(kind), .name = {kSchema, std::string(name)}, .detail = std::move(detail)});
}

std::optional<Reading> read_schema(const Request& request, Progress& progress,
                                   Diagnostics& diagnostics) {
  if (!is_new_enough(request, diagnostics) || !knows_schemas(request, diagnostics))
    return std::nullopt;
  constexpr int kAttempts = 3;
  for (int i = 0; i < kAttempts; ++i) {
    bool torn = false;
    Diagnostics found;
    std::optional<Reading> reading = read_once(request, progress, found, torn);
    if (torn) continue;
    diagnostics.append(found);
    return reading;
  }
  diagnostics.add(
      Code::kDatabaseLocked,
      fmt::format("`{}` was written to each time that sqlx read it", request.url.database),
      request.url.place(), "wait for the program that writes to it");
  return std::nullopt;
}

}  // namespace sqlx::introspect::sqlite
