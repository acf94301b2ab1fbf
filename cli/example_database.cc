#include "cli/example_database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

namespace sqlx::cli {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};

struct Free {
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};

}  // namespace

std::optional<DatabaseFile> database_file(const std::string& script, Diagnostics& diagnostics) {
  sqlite3* opened = nullptr;
  const int failure = sqlite3_open(":memory:", &opened);
  const std::unique_ptr<sqlite3, Close> database(opened);
  if (failure == SQLITE_OK &&
      sqlite3_exec(opened, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, Free> bytes(sqlite3_serialize(opened, "main", &size, 0));
    if (bytes)
      return DatabaseFile{
          {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)},
          sqlite3_libversion()};
  }
  diagnostics.add(Code::kInternal, fmt::format("the example database could not be made: {}",
                                               sqlite3_errmsg(opened)));
  return std::nullopt;
}

}  // namespace sqlx::cli
