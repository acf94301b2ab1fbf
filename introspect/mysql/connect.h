// One connection to a MySQL or MariaDB server, through MariaDB Connector/C; closed when it goes out
// of scope.
//
// How the address is taken: a parameter `socket`, or a host that begins with '/', is a Unix socket.
// Everything else is TCP, `localhost` too: the client library would turn that name into a socket
// and forget the port, which surprises whoever wrote one. Without a host it is localhost, without a
// user the one of the operating system.
//
// TLS follows `ssl-mode`. Its default PREFERRED encrypts if the server can and goes on in the clear
// if it cannot; with an `ssl-ca` the default is VERIFY_CA, which this client library cannot do
// without checking the host's name too. `charset` is taken because many URLs have it, and has no
// effect: a catalog is always read as utf8mb4.
//
// Everything that goes wrong becomes a diagnostic here; errors.h has the table.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "introspect/engine.h"
#include "introspect/mysql/errors.h"

struct st_mysql;      // the client library's MYSQL
struct st_mysql_res;  // and MYSQL_RES

namespace sqlx::introspect::mysql {

// The answer to a question, row by row. Columns are asked for by the name that the query gives
// them.
class Rows {
 public:
  explicit Rows(st_mysql_res* result);

  [[nodiscard]] bool next();
  [[nodiscard]] bool is_null(std::string_view column) const;
  [[nodiscard]] std::string_view view(
      std::string_view column) const;  // good until `next`; "" for NULL
  [[nodiscard]] std::string text(std::string_view column) const {
    return std::string(view(column));
  }
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view column) const;
  [[nodiscard]] bool yes(std::string_view column) const;  // 'YES' or 1

 private:
  struct Free {
    void operator()(st_mysql_res* result) const;
  };

  [[nodiscard]] std::size_t index_of(std::string_view column) const;

  std::unique_ptr<st_mysql_res, Free> result_;
  std::vector<std::string_view> names_;
  char** row_ = nullptr;
  const unsigned long* lengths_ = nullptr;
};

class Connection {
 public:
  // `database` may be empty: then none is chosen.
  static std::optional<Connection> open(const Request& request, const std::string& database,
                                        Diagnostics& diagnostics);

  // `what` says in a message what was being read.
  [[nodiscard]] std::optional<Rows> ask(const std::string& sql, std::string_view what,
                                        Diagnostics& diagnostics);
  [[nodiscard]] bool run(const std::string& sql, std::string_view what, Diagnostics& diagnostics);

  // 'it\'s', safe inside an executable comment too: a server that skips one looks for its end
  // without regard to quotes.
  [[nodiscard]] std::string literal(std::string_view text) const;
  [[nodiscard]] std::size_t round_trips() const { return round_trips_; }
  [[nodiscard]] const Target& target() const { return target_; }

 private:
  struct Close {
    void operator()(st_mysql* connection) const;
  };
  using Handle = std::unique_ptr<st_mysql, Close>;

  Connection(Handle handle, Target target, std::chrono::milliseconds timeout);
  bool send(const std::string& sql, std::string_view what, Diagnostics& diagnostics);
  void report_failure(std::string_view what, std::chrono::steady_clock::time_point since,
                      Diagnostics& diagnostics) const;

  Handle handle_;
  Target target_;
  std::chrono::milliseconds timeout_;
  std::size_t round_trips_ = 0;
};

}  // namespace sqlx::introspect::mysql
