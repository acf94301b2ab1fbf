#include "introspect/mysql/fingerprint.h"

#include "base/text.h"
#include "embedded/mysql_queries.h"
#include "introspect/mysql/connect.h"

namespace sqlx::introspect::mysql {
namespace {

std::string question() {
  for (const EmbeddedFile& file : embedded::mysql_queries()) {
    if (file.name == "fingerprint.sql") return std::string(file.text);
  }
  return {};
}

// Those that are read: the ones that were asked for, else that of the URL.
std::string schemas_of(const Connection& connection, const Request& request) {
  std::vector<std::string> literals;
  for (const std::string& schema : request.schemas) literals.push_back(connection.literal(schema));
  return literals.empty() ? "DATABASE()" : join(literals, ", ");
}

}  // namespace

std::optional<std::string> fingerprint(const Request& request, Diagnostics& diagnostics) {
  auto connection = Connection::open(request, request.url.database, diagnostics);
  if (!connection) return std::nullopt;
  std::string sql = question();
  replace_all(sql, ":schemas", schemas_of(*connection, request));
  auto rows = connection->ask(sql, "the schema's fingerprint", diagnostics);
  return rows && rows->next() ? std::optional(rows->text("fingerprint")) : std::nullopt;
}

}  // namespace sqlx::introspect::mysql
