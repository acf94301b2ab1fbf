#include "sql/translate.h"

namespace sqlx::sql {

struct Translator::State {
  const wirepacks::WirePack& from;
  const wirepacks::WirePack& to;
};

Translator::Translator(const wirepacks::WirePack& from, const wirepacks::WirePack& to,
                       const ir::Database* /*schema*/, TranslateOptions /*options*/)
    : state_(std::make_unique<State>(State{from, to})) {}

Translator::~Translator() = default;

// What stays in its dialect stays as it is.
void Translator::translate(const StatementText& text, Translated& into) {
  const bool same = state_->from.name == state_->to.name;
  into = {};
  into.fidelity = same ? Outcome::kExact : Outcome::kUnsupported;
  if (same) into.sql = text.text;
}

}  // namespace sqlx::sql
