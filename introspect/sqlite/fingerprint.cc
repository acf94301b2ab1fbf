#include "introspect/sqlite/fingerprint.h"

#include "introspect/sqlite/connect.h"

namespace sqlx::introspect::sqlite {

std::optional<std::string> fingerprint(const Request& request, Diagnostics& diagnostics) {
  std::optional<Connection> connection = Connection::open(request, diagnostics);
  if (!connection) return std::nullopt;
  std::string version;
  const bool answered =
      connection->ask("fingerprint.sql", [&](const Row& row) { version = row.string(0); });
  return answered ? std::optional(version) : std::nullopt;
}

}  // namespace sqlx::introspect::sqlite
