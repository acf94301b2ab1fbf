#include "introspect/postgres/failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace sqlx::introspect::postgres {
namespace {

struct Sign {
  std::string_view text;
  Code code;
};

// In order: the first sign that is found decides. SQLSTATEs stand as verbose messages have them, ":
// 28P01: ", and are said by the server, so the connection stood; one state, 28000, is told apart by
// the server's function that raised it. The rest is libpq's own and the operating system's.
constexpr auto kConnectSigns = std::to_array<Sign>({
    {":  28P01: ", Code::kAuthenticationFailed},
    {":  57P03: ", Code::kServerBusy},
    {":  53300: ", Code::kServerBusy},
    {"is not permitted to log in", Code::kAccessDenied},
    {"InitializeSessionUserId", Code::kUnknownUser},
    {":  28000: ", Code::kAccessDenied},
    {":  3D000: ", Code::kUnknownDatabase},
    {":  42501: ", Code::kAccessDenied},
    {":  57P01: ", Code::kConnectionLost},
    {":  08P01: ", Code::kWrongProtocol},
    {":  0A000: ", Code::kServerTooOld},
    {"no password supplied", Code::kAuthenticationFailed},
    {"authentication method", Code::kAuthenticationFailed},
    {"SASL authentication", Code::kAuthenticationFailed},
    {"SCRAM", Code::kAuthenticationFailed},
    {"invalid response to SSL negotiation", Code::kWrongProtocol},
    {"invalid response to GSSAPI negotiation", Code::kWrongProtocol},
    {"expected authentication request", Code::kWrongProtocol},
    {"expected authentication response", Code::kWrongProtocol},
    {"unsupported frontend protocol", Code::kWrongProtocol},
    {"invalid sslmode value", Code::kUrlMalformed},
    {"invalid connection option", Code::kUrlUnknownParameter},
    {"invalid integer value", Code::kUrlMalformed},
    {"invalid port number", Code::kUrlMalformed},
    {" value: \"", Code::kUrlMalformed},
    {"SSL", Code::kTlsFailed},
    {"certificate", Code::kTlsFailed},
    {"private key", Code::kTlsFailed},
    {"could not translate host name", Code::kHostNotFound},
    {"could not parse network address", Code::kHostNotFound},
    {kTimeoutExpired, Code::kConnectTimeout},
    {"timed out", Code::kConnectTimeout},
    {"closed the connection unexpectedly", Code::kConnectionLost},
    {"Connection reset", Code::kConnectionLost},
    {"Broken pipe", Code::kConnectionLost},
});
constexpr Code kOtherConnectFailure =
    Code::kConnectionRefused;  // refused, unreachable, no such socket

// States of a question's failure; what is not here is a refused question.
constexpr auto kQuerySigns = std::to_array<Sign>({
    {"57014", Code::kConnectTimeout},  // statement_timeout
    {"55P03", Code::kConnectTimeout},  // lock_timeout
    {"57P01", Code::kConnectionLost},
    {"57P02", Code::kConnectionLost},
    {"57P03", Code::kServerBusy},
    {"53300", Code::kServerBusy},
});

struct Saying {
  Code code;
  std::string_view message;
  std::string_view hint;
};

constexpr auto kConnectSayings = std::to_array<Saying>({
    {Code::kHostNotFound, "no host is known by the name `{host}`",
     "check the spelling of the host in the URL"},
    {Code::kConnectionRefused, "no PostgreSQL server answers at {at}",
     "start the server, or correct host and port in the URL; `pg_isready` tells whether one "
     "listens there"},
    {Code::kConnectTimeout, "the server at {at} did not answer in time",
     "is there a firewall in between, or another program on that port? --timeout gives it longer"},
    {Code::kAuthenticationFailed, "the server at {at} refused the password of user `{user}`",
     "check user and password; characters like @ : / # are written as %40 %3A %2F %23 in a URL"},
    {Code::kUnknownUser, "the server at {at} has no role `{user}`",
     "`psql -c '\\du'` lists the roles of a server"},
    {Code::kUnknownDatabase, "the server at {at} has no database `{database}`",
     "`psql -l` lists the databases of a server; every server has one named `postgres`"},
    {Code::kTlsFailed, "no secure connection to {at} could be made",
     "`?sslmode=disable` asks for no TLS, `?sslmode=require` for TLS without a check of the "
     "certificate, `?sslrootcert=FILE` "
     "names whom to trust"},
    {Code::kAccessDenied, "user `{user}` may not connect to database `{database}` at {at}",
     "pg_hba.conf on the server needs a line for user, database and your address, and the role the "
     "CONNECT privilege: GRANT CONNECT "
     "ON DATABASE … TO …"},
    {Code::kServerBusy, "the server at {at} takes no connection now",
     "wait a moment and try again"},
    {Code::kConnectionLost, "the server at {at} closed the connection before it was made",
     "does a PostgreSQL server listen there, or a proxy that has lost its own server?"},
    {Code::kWrongProtocol, "what answers at {at} is not a PostgreSQL server",
     "is another kind of database, or a web server, behind that port? Does the URL's scheme fit?"},
    {Code::kServerTooOld, "the server at {at} is older than PostgreSQL 12", "upgrade the server"},
    {Code::kUrlMalformed,
     "a parameter of the database URL has a value that the driver does not understand",
     "compare it with the list of parameters in PostgreSQL's documentation, \"Connection "
     "Strings\""},
    {Code::kUrlUnknownParameter,
     "the PostgreSQL driver on this machine does not know a parameter of the database URL",
     "take it out of the URL, or install a newer libpq"},
});

constexpr auto kQuerySayings = std::to_array<Saying>({
    {Code::kConnectTimeout,
     "the server at {at} stopped answering, or something holds a lock that the reading waits for",
     "--timeout gives it longer; pg_stat_activity on the server shows who waits for whom"},
    {Code::kConnectionLost, "the connection to {at} was lost while the schema was read",
     "try again; nothing was changed"},
    {Code::kServerBusy, "the server at {at} shuts down or is overloaded",
     "wait a moment and try again"},
    {Code::kCatalogQueryFailed,
     "the server at {at} refused a question about its catalog ({question})",
     "is this really PostgreSQL, 12 or later, and may user `{user}` read pg_catalog?"},
});

std::string address(const Peer& peer) {
  if (peer.host.starts_with('/')) return fmt::format("{}/.s.PGSQL.{}", peer.host, peer.port);
  if (peer.host.find(':') != std::string::npos) return fmt::format("[{}]:{}", peer.host, peer.port);
  return fmt::format("{}:{}", peer.host, peer.port);
}

Code find_code(std::span<const Sign> signs, std::string_view text, Code otherwise) {
  const auto found = std::find_if(signs.begin(), signs.end(), [&](const Sign& sign) {
    return text.find(sign.text) != std::string_view::npos;
  });
  return found == signs.end() ? otherwise : found->code;
}

void add(std::span<const Saying> sayings, Code code, std::string_view words,
         std::string_view question, const Peer& peer, const DatabaseUrl& url,
         Diagnostics& diagnostics) {
  const auto saying = std::find_if(sayings.begin(), sayings.end(),
                                   [&](const Saying& row) { return row.code == code; });
  const auto fill = [&](std::string_view pattern) {
    return fmt::format(fmt::runtime(pattern), fmt::arg("at", address(peer)),
                       fmt::arg("host", peer.host), fmt::arg("user", peer.user),
                       fmt::arg("database", peer.database), fmt::arg("question", question));
  };
  Diagnostic& diagnostic =
      diagnostics.add(code, fill(saying->message), url.place(), fill(saying->hint));
  if (!words.empty())
    diagnostic.notes.push_back({fmt::format("in the server's or driver's words: {}", words), {}});
}

}  // namespace

// "connection to server at "…", port 5432 failed: FATAL:  28P01: password authentication
// failed\nLOCATION: …" → "password authentication failed". Of several addresses that were tried the
// last one speaks.
std::string_view essence(std::string_view text) {
  for (const std::string_view before : {"\nLOCATION:", "\nDETAIL:", "\nHINT:"})
    text = text.substr(0, text.find(before));
  text = trim(text);
  if (const std::size_t at = text.rfind(" failed: "); at != std::string_view::npos)
    text = text.substr(at + 9);
  text = text.substr(0, text.find('\n'));
  const std::size_t state = text.find(":  ");
  if (state != std::string_view::npos && text.substr(state + 8, 2) == ": ")
    text = text.substr(state + 10);
  return trim(text);
}

void report(const ConnectFailure& failure, const Peer& peer, const DatabaseUrl& url,
            Diagnostics& diagnostics) {
  const std::string_view text = failure.what();
  const Code code = find_code(kConnectSigns, text, kOtherConnectFailure);
  add(kConnectSayings, code, essence(text), {}, peer, url, diagnostics);
}

void report(const QueryFailure& failure, const Peer& peer, const DatabaseUrl& url,
            Diagnostics& diagnostics) {
  Code code = find_code(kQuerySigns, failure.sqlstate, Code::kCatalogQueryFailed);
  if (failure.lost) code = Code::kConnectionLost;
  if (failure.timed_out) code = Code::kConnectTimeout;
  const bool has_words =
      !failure.lost && !failure.timed_out;  // else they only say that there is no connection
  add(kQuerySayings, code, has_words ? essence(failure.what()) : std::string_view(),
      failure.question, peer, url, diagnostics);
}

void report_too_old(int version, const Peer& peer, const DatabaseUrl& url,
                    Diagnostics& diagnostics) {
  add(kConnectSayings, Code::kServerTooOld, fmt::format("version {}", version / 10000), {}, peer,
      url, diagnostics);
}

}  // namespace sqlx::introspect::postgres
