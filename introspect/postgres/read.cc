#include "introspect/postgres/read.h"

#include <array>
#include <exception>

#include "introspect/postgres/connect.h"

namespace sqlx::introspect::postgres {
namespace {

struct Step {
  std::string_view what;
  void (*read)(const Questions&, Catalog&);
};

// Each builds on those before it.
constexpr auto kBefore = std::to_array<Step>({
    {"the database", read_session},
    {"dependencies", read_dependencies},
    {"comments", read_comments},
});
constexpr auto kAfter = std::to_array<Step>({
    {"extensions", read_extensions},
    {"names", read_names},
    {"types", read_types},
    {"tables", read_relations},
    {"columns", read_columns},
    {"constraints", read_constraints},
    {"indexes", read_indexes},
    {"sequences", read_sequences},
    {"views", read_views},
    {"triggers", read_triggers},
    {"policies", read_policies},
    {"functions", read_routines},
    {"what is left", read_unsupported},
});

void take(std::span<const Step> steps, const Questions& questions, Catalog& catalog,
          Progress& progress, std::size_t done) {
  for (const Step& step : steps) {
    progress.step(step.what, done++, kBefore.size() + kAfter.size());
    step.read(questions, catalog);
  }
}

std::optional<Reading> read_all(Session& session, const Request& request, Progress& progress,
                                Diagnostics& diagnostics) {
  Questions questions(session, request.timeout);
  Catalog catalog(request.pack);
  take(kBefore, questions, catalog, progress, 0);
  questions.limit_to(read_schemas(questions, request.schemas, catalog, diagnostics));
  if (diagnostics.has_errors()) return std::nullopt;
  take(kAfter, questions, catalog, progress, kBefore.size());
  assemble(catalog, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return Reading{.database = std::move(catalog.database), .round_trips = session.round_trips()};
}

}  // namespace

std::optional<Reading> read_schema(const Request& request, Progress& progress,
                                   Diagnostics& diagnostics) try {
  const std::unique_ptr<Session> session = Session::open(request, diagnostics);
  if (session == nullptr) return std::nullopt;
  try {
    return read_all(*session, request, progress, diagnostics);
  } catch (const QueryFailure& failure) {
    report(failure, session->peer(), request.url, diagnostics);
    return std::nullopt;
  }
} catch (const std::exception& error) {
  diagnostics.add(Code::kInternal, error.what());
  return std::nullopt;
}

}  // namespace sqlx::introspect::postgres
