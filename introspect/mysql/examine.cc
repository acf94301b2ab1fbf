#include "introspect/mysql/examine.h"

#include "embedded/mysql_queries.h"
#include "introspect/mysql/connect.h"

namespace sqlx::introspect::mysql {
namespace {

std::string question() {
  for (const EmbeddedFile& file : embedded::mysql_queries()) {
    if (file.name == "server_pack.sql") return std::string(file.text);
  }
  return {};
}

// A server that refuses a query says so, in its own words; anything else is an error.
bool try_all(Connection& connection, std::span<const std::string> probes, Examination& into,
             Diagnostics& diagnostics) {
  for (const std::string& sql : probes) {
    Diagnostics refusal;
    const bool works = connection.ask(sql, "a probe", refusal).has_value();
    if (!works && refusal.back().code != Code::kCatalogQueryFailed) {
      diagnostics.append(refusal);
      return false;
    }
    into.answers.push_back(
        {.works = works, .problem = works ? std::string() : refusal.back().notes.back().message});
  }
  return true;
}

}  // namespace

std::optional<Examination> examine(const Request& request, std::span<const std::string> probes,
                                   Diagnostics& diagnostics) {
  auto connection = Connection::open(request, request.url.database, diagnostics);
  if (!connection || !connection->run("START TRANSACTION READ ONLY", "settings", diagnostics))
    return std::nullopt;
  auto rows = connection->ask(question(), "the server's version", diagnostics);
  if (!rows || !rows->next()) return std::nullopt;
  const std::string version = rows->text("version");
  Examination made{.pack = rows->text("pack"),
                   .version = version.substr(0, version.find_first_not_of("0123456789.")),
                   .answers = {}};
  rows.reset();
  return try_all(*connection, probes, made, diagnostics) ? std::optional(std::move(made))
                                                         : std::nullopt;
}

}  // namespace sqlx::introspect::mysql
