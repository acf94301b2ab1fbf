// What went wrong between us and the server, as a diagnostic of its own for each cause.
//
// libpq says why a connection failed in one English text, its own words mixed with the server's;
// the server's carry a SQLSTATE, as we ask for verbose messages. Signs in that text are looked up
// in a table; so are the sentences and hints that a user gets.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "introspect/url.h"

namespace sqlx::introspect::postgres {

// Whom we tried to reach, with libpq's defaults filled in.
struct Peer {
  std::string host;  // a socket's folder begins with '/'
  std::string port;
  std::string user;
  std::string database;
};

struct ConnectFailure : std::runtime_error {
  using runtime_error::runtime_error;
};

// A question that got no answer. `timed_out`: because we stopped waiting; `lost`: because the
// connection is gone.
struct QueryFailure : std::runtime_error {
  QueryFailure(const std::string& words, std::string state)
      : runtime_error(words), sqlstate(std::move(state)) {}

  std::string sqlstate;
  std::string question;  // name of the query
  bool timed_out = false;
  bool lost = false;
};

// What ConnectFailure says when libpq was not done in time; libpq's own words for it.
constexpr const char* kTimeoutExpired = "timeout expired";

// The one sentence of libpq's text that says what was wrong.
[[nodiscard]] std::string_view essence(std::string_view words);

void report(const ConnectFailure& failure, const Peer& peer, const DatabaseUrl& url,
            Diagnostics& diagnostics);
void report(const QueryFailure& failure, const Peer& peer, const DatabaseUrl& url,
            Diagnostics& diagnostics);
void report_too_old(int version, const Peer& peer, const DatabaseUrl& url,
                    Diagnostics& diagnostics);

}  // namespace sqlx::introspect::postgres
