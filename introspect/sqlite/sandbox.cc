#include "introspect/sqlite/sandbox.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"

namespace sqlx::introspect::sqlite {
namespace {

std::string quoted(std::string_view name) {
  std::string out;
  append_quoted(out, name, '"');
  return out;
}

// UNIQUE ("a", "b"); empty where a part is no column.
std::string unique_key(const std::vector<ir::KeyPart>& parts) {
  std::vector<std::string> all;
  for (const ir::KeyPart& part : parts) {
    if (part.column.empty()) return {};
    all.push_back(quoted(part.column));
  }
  return fmt::format("UNIQUE ({})", join(all, ", "));
}

// CREATE TABLE "users" ("id", "email", UNIQUE ("id"), UNIQUE ("email"))
std::string definition_of(const ir::Table& table) {
  std::vector<std::string> parts;
  for (const ir::Column& column : table.columns) parts.push_back(quoted(column.name));
  if (table.primary_key) parts.push_back(unique_key(table.primary_key->columns));
  for (const ir::Key& key : table.uniques) parts.push_back(unique_key(key.columns));
  for (const ir::Index& index : table.indexes) {
    if (index.unique) parts.push_back(unique_key(index.parts));
  }
  std::erase(parts, "");
  return fmt::format("CREATE TABLE {} ({})", quoted(table.name.name), join(parts, ", "));
}

bool defines(std::string_view sql) {
  static constexpr std::array<std::string_view, 3> kWords = {"CREATE ", "ALTER ", "DROP "};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return starts_with_fold(sql, word); });
}

// What cannot be said against a statement when its tables are not known.
bool is_about_names(std::string_view problem) {
  static constexpr std::array<std::string_view, 4> kProblems = {"no such table", "no such column",
                                                                "no such index", "no such view"};
  return std::any_of(kProblems.begin(), kProblems.end(),
                     [&](std::string_view words) { return problem.starts_with(words); });
}

struct Closer {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class MemoryDatabase final : public Sandbox {
 public:
  [[nodiscard]] bool open() {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open(":memory:", &opened);
    database_.reset(opened);
    if (result != SQLITE_OK) return false;
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0,
                      nullptr);  // "a" is a name that is there, or a mistake
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    return execute("BEGIN");
  }

  void add(const ir::Database& schema) override {
    knows_tables_ = true;
    for (const ir::Table& table : schema.tables) {
      if (execute(definition_of(table))) stubs_.insert(table.name.name);
    }
    execute("COMMIT");
    execute("BEGIN");
  }

  void restart() override {
    execute("ROLLBACK");
    execute("BEGIN");
  }

  std::string refusal(std::string_view sql) override {
    std::string problem = attempt(sql);
    if (drop_stub_of(problem)) problem = attempt(sql);
    return !knows_tables_ && is_about_names(problem) ? std::string() : problem;
  }

 private:
  bool execute(const std::string& sql) {
    return sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }

  std::string attempt(std::string_view sql) {
    sqlite3_stmt* prepared = nullptr;
    int result = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                    &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, Closer> statement(prepared);
    if (result == SQLITE_OK && prepared != nullptr && defines(sql)) {
      result = sqlite3_step(prepared);
      if (result == SQLITE_DONE || result == SQLITE_ROW) result = SQLITE_OK;
    }
    return result == SQLITE_OK ? std::string() : std::string(sqlite3_errmsg(database_.get()));
  }

  // A script makes its tables itself, also those that the schema has.
  bool drop_stub_of(std::string_view problem) {
    static constexpr std::string_view kBegin = "table ";
    static constexpr std::string_view kEnd = " already exists";
    if (!problem.starts_with(kBegin) || !problem.ends_with(kEnd)) return false;
    std::string name(problem.substr(kBegin.size(), problem.size() - kBegin.size() - kEnd.size()));
    if (name.size() > 1 && name.front() == '"') name = name.substr(1, name.size() - 2);
    return stubs_.contains(name) && execute("DROP TABLE " + quoted(name));
  }

  std::unique_ptr<sqlite3, Closer> database_;
  std::set<std::string> stubs_;
  bool knows_tables_ = false;
};

}  // namespace

std::unique_ptr<Sandbox> open_sandbox() {
  auto sandbox = std::make_unique<MemoryDatabase>();
  return sandbox->open() ? std::move(sandbox) : nullptr;
}

}  // namespace sqlx::introspect::sqlite
