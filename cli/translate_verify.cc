#include "cli/translate_verify.h"

#include <fmt/format.h>

#include "introspect/introspect.h"

namespace sqlx::cli {

std::unique_ptr<Verifier> Verifier::make(const wirepacks::WirePack& to, const ir::Database* schema,
                                         const Context& context, Diagnostics& diagnostics) {
  std::unique_ptr<Verifier> made(new Verifier(to));
  if (!to.parser.empty()) {
    made->parser_.emplace(to);
    return made;
  }
  made->sandbox_ = introspect::open_sandbox(to, context.driver_folder, diagnostics);
  if (made->sandbox_ == nullptr) {
    diagnostics.add(Code::kCannotVerify, fmt::format("nothing here can verify {} text", to.title),
                    {}, "leave --verify out");
    return nullptr;
  }
  if (schema != nullptr) made->sandbox_->add(*schema);
  return made;
}

std::string Verifier::refusal(const sql::StatementText& statement) {
  if (sandbox_ != nullptr) return sandbox_->refusal(statement.text);
  Diagnostics found;
  arena_.reset();
  const bool is_good = parser_->parse(statement, arena_, found) != nullptr;
  return is_good || !found.has_errors() ? std::string() : found.items().front().message;
}

void Verifier::verify(const sql::StatementText& original, sql::Translated& translated) {
  if (translated.fidelity == sql::Outcome::kUnsupported) return;
  reader_.restart(translated.sql);
  std::string problem;
  Diagnostics found;
  while (const auto piece = reader_.next(found)) {
    if (problem.empty() && piece->kind == sql::Piece::Kind::kStatement)
      problem = refusal(piece->text);
  }
  if (problem.empty() && found.has_errors()) problem = found.items().front().message;
  if (problem.empty()) return;
  translated.diagnostics.add(
      Code::kNotTaken,
      fmt::format("{} does not take `{}`: {}", pack_.title, translated.sql, problem),
      original.span(), "if the original is right, this is a mistake in sqlx; please report it");
  translated.fidelity = sql::Outcome::kUnsupported;
}

void Verifier::restart() {
  if (sandbox_ != nullptr) sandbox_->restart();
}

}  // namespace sqlx::cli
