#include "sql/translate.h"

#include <fmt/format.h>

#include "sql/front_end.h"
#include "sql/print.h"
#include "sql/reading/reader.h"
#include "sql/rewrites/rewrites.h"
#include "sql/spelling/speller.h"

namespace sqlx::sql {

struct Translator::State {
  std::unique_ptr<Dialect> from;
  std::unique_ptr<Dialect> to;
  Catalog catalog;
  std::vector<Rewrite> rewrites;
  FrontEnd front_end;
  TranslateOptions options;
  Arena arena;

  [[nodiscard]] bool is_ready() const { return from != nullptr && to != nullptr; }
};

namespace {

Outcome outcome_of(const Diagnostics& diagnostics) {
  Outcome outcome = Outcome::kExact;
  for (const Diagnostic& each : diagnostics.items()) {
    if (each.severity == Severity::kError) return Outcome::kUnsupported;
    if (each.code == Code::kConditional) outcome = std::max(outcome, Outcome::kConditional);
    if (each.code == Code::kLossy) outcome = std::max(outcome, Outcome::kLossy);
  }
  return outcome;
}

std::vector<Rewrite> rewrites_of(const wirepacks::WirePack& pack, Diagnostics& diagnostics) {
  std::vector<Rewrite> rewrites;
  for (const std::string& name : pack.rewrites) {
    if (const Rewrite rewrite = rewrite_named(name)) {
      rewrites.push_back(rewrite);
    } else {
      diagnostics.add(Code::kPackMalformed, fmt::format("wirepacks/{}.json: there is no rewrite `{}`", pack.name, name));
    }
  }
  return rewrites;
}

}  // namespace

Translator::Translator(const wirepacks::WirePack& from, const wirepacks::WirePack& to, const ir::Database* schema, TranslateOptions options,
                       Diagnostics& diagnostics)
    : state_(new State{Dialect::make(from, diagnostics), Dialect::make(to, diagnostics), Catalog(from, schema),
                       rewrites_of(to, diagnostics), FrontEnd(from), options, Arena()}) {}

Translator::Translator(Translator&&) noexcept = default;
Translator::~Translator() = default;

void Translator::restart() { state_->catalog.restart(); }

void Translator::translate(const StatementText& text, Translated& into) {
  into = {};
  into.fidelity = Outcome::kUnsupported;
  if (!state_->is_ready()) return;
  State& state = *state_;
  state.arena.reset();
  const Node* tree = state.front_end.parse(text, state.arena, into.diagnostics);
  if (tree == nullptr) return;
  const RewriteContext context{state.to->pack(), state.catalog, text, state.arena, into.diagnostics};
  tree = Reader(*state.from, state.catalog, text, state.arena, into.diagnostics).read_statement(tree);
  if (into.diagnostics.has_errors()) return;
  for (const Rewrite rewrite : state.rewrites) tree = rewrite(tree, context);
  tree = Speller(*state.to, text, state.arena, into.diagnostics).write(tree);
  into.fidelity = outcome_of(into.diagnostics);
  if (into.fidelity != Outcome::kUnsupported) append_sql(into.sql, *tree, state.to->pack());
}

}  // namespace sqlx::sql
