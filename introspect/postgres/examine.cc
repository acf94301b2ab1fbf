#include "introspect/postgres/examine.h"

#include <fmt/format.h>

#include <exception>

#include "introspect/postgres/connect.h"

namespace sqlx::introspect::postgres {
namespace {

constexpr int kMajorFactor = 10000;

// Each probe is a transaction of its own: a refused one leaves no trace.
std::string settings(const Request& request) {
  return fmt::format(
      "SET default_transaction_read_only = on; SET statement_timeout = {}; SET "
      "standard_conforming_strings = on",
      request.timeout.count());
}

Examination::Answer try_probe(Session& session, const std::string& sql) {
  try {
    static_cast<void>(session.ask("a probe", sql));
    return {.works = true, .problem = {}};
  } catch (const QueryFailure& failure) {
    if (failure.lost || failure.timed_out) throw;
    return {.works = false, .problem = fmt::format("the server says: {}", essence(failure.what()))};
  }
}

}  // namespace

std::optional<Examination> examine(const Request& request, std::span<const std::string> probes,
                                   Diagnostics& diagnostics) try {
  const std::unique_ptr<Session> session = Session::open(request, diagnostics);
  if (session == nullptr) return std::nullopt;
  const int version = session->server_version();
  Examination made{.pack = request.pack.name,
                   .version = fmt::format("{}.{}", version / kMajorFactor, version % kMajorFactor),
                   .answers = {}};
  try {
    static_cast<void>(session->ask("settings", settings(request)));
    for (const std::string& sql : probes) made.answers.push_back(try_probe(*session, sql));
    return made;
  } catch (const QueryFailure& failure) {
    report(failure, session->peer(), request.url, diagnostics);
    return std::nullopt;
  }
} catch (const std::exception& error) {
  diagnostics.add(Code::kInternal, error.what());
  return std::nullopt;
}

}  // namespace sqlx::introspect::postgres
