#include "introspect/sqlite/examine.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "introspect/sqlite/connect.h"

namespace sqlx::introspect::sqlite {

std::optional<Examination> examine(const Request& request, std::span<const std::string> probes,
                                   Diagnostics& diagnostics) {
  const std::optional<Connection> connection = Connection::open(request, diagnostics);
  if (!connection) return std::nullopt;
  Examination made{.pack = request.pack.name, .version = sqlite3_libversion(), .answers = {}};
  for (const std::string& sql : probes) {
    const std::string problem = connection->refusal(sql);
    made.answers.push_back(
        {.works = problem.empty(),
         .problem = problem.empty() ? problem : fmt::format("SQLite says: {}", problem)});
  }
  return made;
}

}  // namespace sqlx::introspect::sqlite
