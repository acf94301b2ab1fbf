#include "introspect/postgres/connect.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <pqxx/connection_base>
#include <pqxx/connectionpolicy>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <utility>

#include "introspect/postgres/watchdog.h"

namespace sqlx::introspect::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int kOldestVersion = 120000;

void append_setting(std::string& conninfo, std::string_view key, std::string_view value) {
  conninfo += fmt::format("{}='", key);
  for (const char c : value) {
    if (c == '\'' || c == '\\') conninfo += '\\';
    conninfo += c;
  }
  conninfo += "' ";
}

// Of a setting that stands twice the last counts: parameters of the URL may override its parts, but
// not the encoding of the IR.
std::string connection_string(const DatabaseUrl& url) {
  std::string conninfo;
  append_setting(conninfo, "fallback_application_name", "sqlx");
  if (!url.host.empty()) append_setting(conninfo, "host", url.host);
  if (url.port != 0) append_setting(conninfo, "port", std::to_string(url.port));
  if (!url.user.empty()) append_setting(conninfo, "user", url.user);
  if (url.password) append_setting(conninfo, "password", *url.password);
  if (!url.database.empty()) append_setting(conninfo, "dbname", url.database);
  for (const auto& [key, value] : url.parameters) append_setting(conninfo, key, value);
  append_setting(conninfo, "client_encoding", "UTF8");
  return conninfo;
}

void ignore_notice(void*, const char*) {}

std::string text_or_nothing(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

Peer peer_of(const PGconn* connection) {
  return {.host = text_or_nothing(PQhost(connection)),
          .port = text_or_nothing(PQport(connection)),
          .user = text_or_nothing(PQuser(connection)),
          .database = text_or_nothing(PQdb(connection))};
}

// How libpqxx gets its connection: step by step, so that the wait has an end whatever the number of
// addresses, and with verbose messages, so that failures carry their SQLSTATE. `peer` is told whom
// we reached, or tried to.
class PatientConnect : public pqxx::connectionpolicy {
 public:
  PatientConnect(const std::string& conninfo, milliseconds patience, Peer& peer)
      : connectionpolicy(conninfo), deadline_(Clock::now() + patience), peer_(&peer) {}

  // libpqxx would connect again, unasked, when the connection is lost; but another connection sees
  // another snapshot.
  handle do_startconnect(handle connected) override {
    if (connected != nullptr) return connected;
    if (peer_ == nullptr) throw pqxx::broken_connection();
    PGconn* connection = PQconnectStart(options().c_str());
    if (connection == nullptr) throw std::bad_alloc();
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    PQsetNoticeProcessor(connection, ignore_notice, nullptr);
    const std::string trouble = finish(connection);
    *std::exchange(peer_, nullptr) = peer_of(connection);
    if (trouble.empty()) return connection;
    PQfinish(connection);
    throw ConnectFailure(trouble);
  }

 private:
  // What went wrong, or nothing.
  [[nodiscard]] std::string finish(PGconn* connection) const {
    if (PQstatus(connection) == CONNECTION_BAD) return PQerrorMessage(connection);
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK) {
      if (!wait(PQsocket(connection), status == PGRES_POLLING_WRITING ? POLLOUT : POLLIN))
        return kTimeoutExpired;
      status = PQconnectPoll(connection);
      if (status == PGRES_POLLING_FAILED) return PQerrorMessage(connection);
    }
    return {};
  }

  [[nodiscard]] bool wait(int socket, int events) const {
    pollfd waiting{.fd = socket, .events = static_cast<short>(events), .revents = 0};
    while (true) {
      const auto left = std::chrono::ceil<milliseconds>(deadline_ - Clock::now()).count();
      if (left <= 0) return false;
      const int ready =
          poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, INT32_MAX)));
      if (ready >= 0 || errno != EINTR) return ready != 0;
    }
  }

  Clock::time_point deadline_;
  Peer* peer_;
};

// What libpqxx's basic_connection is, for a policy that needs more than a string.
class PatientConnection : public pqxx::connection_base {
 public:
  PatientConnection(const std::string& conninfo, milliseconds patience, Peer& peer)
      : connection_base(policy_), policy_(conninfo, patience, peer) {
    init();
  }
  ~PatientConnection() noexcept { close(); }

 private:
  PatientConnect policy_;
};

}  // namespace

struct Session::Wire {
  Wire(const Request& request, Peer& reached)
      : timeout(request.timeout),
        connection(connection_string(request.url), request.patience_to_connect(), reached),
        transaction(connection),
        watchdog(connection.sock()),
        peer(reached) {}

  milliseconds timeout;
  PatientConnection connection;
  pqxx::nontransaction transaction;  // the transaction's borders are written in our own SQL
  Watchdog watchdog;
  Peer peer;
  std::size_t round_trips = 0;
};

std::unique_ptr<Session> Session::open(const Request& request, Diagnostics& diagnostics) {
  Peer peer;
  std::unique_ptr<Wire> wire;
  try {
    wire = std::make_unique<Wire>(request, peer);
  } catch (const ConnectFailure& failure) {
    report(failure, peer, request.url, diagnostics);
    return nullptr;
  }
  if (wire->connection.server_version() < kOldestVersion) {
    report_too_old(wire->connection.server_version(), peer, request.url, diagnostics);
    return nullptr;
  }
  return std::unique_ptr<Session>(new Session(std::move(wire)));
}

Session::Session(std::unique_ptr<Wire> wire) : wire_(std::move(wire)) {}
Session::~Session() = default;

Rows Session::ask(std::string_view name, const std::string& sql) {
  ++wire_->round_trips;
  wire_->watchdog.arm(wire_->timeout);
  try {
    Rows rows(wire_->transaction.exec(sql));
    wire_->watchdog.disarm();
    return rows;
  } catch (const pqxx::pqxx_exception& error) {
    wire_->watchdog.disarm();
    const auto* refused = dynamic_cast<const pqxx::sql_error*>(&error);
    QueryFailure failure(error.base().what(),
                         refused == nullptr ? std::string() : refused->sqlstate());
    failure.question = name;
    failure.timed_out = wire_->watchdog.fired();
    failure.lost = !wire_->connection.is_open();
    throw failure;
  }
}

int Session::server_version() const { return wire_->connection.server_version(); }
const Peer& Session::peer() const { return wire_->peer; }
std::size_t Session::round_trips() const { return wire_->round_trips; }

}  // namespace sqlx::introspect::postgres
