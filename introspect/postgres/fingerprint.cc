#include "introspect/postgres/fingerprint.h"

#include <exception>

#include "introspect/postgres/connect.h"
#include "introspect/postgres/questions.h"

namespace sqlx::introspect::postgres {
namespace {

std::string ask(Session& session, const Request& request) {
  for (Fields fields : Questions(session, request.timeout).ask("fingerprint"))
    return fields.string();
  return {};
}

}  // namespace

std::optional<std::string> fingerprint(const Request& request, Diagnostics& diagnostics) try {
  const std::unique_ptr<Session> session = Session::open(request, diagnostics);
  if (session == nullptr) return std::nullopt;
  try {
    return ask(*session, request);
  } catch (const QueryFailure& failure) {
    report(failure, session->peer(), request.url, diagnostics);
    return std::nullopt;
  }
} catch (const std::exception& error) {
  diagnostics.add(Code::kInternal, error.what());
  return std::nullopt;
}

}  // namespace sqlx::introspect::postgres
