// One connection to a PostgreSQL server, and the snapshot that all questions are asked in.
//
// `open` waits no longer than the request allows, address look-up aside, and turns every failure
// into its own diagnostic. After that a question either has an answer or throws QueryFailure, which
// read.cc turns into a diagnostic: no exception leaves this driver.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "introspect/engine.h"
#include "introspect/postgres/failures.h"
#include "introspect/postgres/rows.h"

namespace sqlx::introspect::postgres {

class Session {
 public:
  [[nodiscard]] static std::unique_ptr<Session> open(const Request& request,
                                                     Diagnostics& diagnostics);

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  // `name` is that of the query, for messages. Statements may be several; the answer is that of the
  // last.
  [[nodiscard]] Rows ask(std::string_view name, const std::string& sql);

  [[nodiscard]] int server_version() const;  // 150018
  [[nodiscard]] const Peer& peer() const;
  [[nodiscard]] std::size_t round_trips() const;

 private:
  struct Wire;
  explicit Session(std::unique_ptr<Wire> wire);

  std::unique_ptr<Wire> wire_;
};

}  // namespace sqlx::introspect::postgres
