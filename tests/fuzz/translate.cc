// A script from any dialect into any other, without a schema but with what its own definitions say.
#include "sql/translate.h"

#include <memory>

#include "sql/script/statement_reader.h"
#include "tests/fuzz/fuzz.h"

namespace sqlx::fuzz {
namespace {

// Made when it is first wanted: there are many pairs, and each has rules to compile.
sql::Translator& translator(std::size_t from, std::size_t to) {
  static std::vector<std::unique_ptr<sql::Translator>> made(packs().size() * packs().size());
  auto& wanted = made[from * packs().size() + to];
  if (wanted == nullptr) {
    Diagnostics diagnostics;
    wanted = std::make_unique<sql::Translator>(packs()[from], packs()[to], nullptr,
                                               sql::TranslateOptions{}, diagnostics);
  }
  wanted->restart();
  return *wanted;
}

void translate(std::string_view script, std::size_t from, std::size_t to) {
  Diagnostics diagnostics;
  sql::Translator& chosen = translator(from, to);
  sql::StatementReader reader(script, "text", packs()[from]);
  sql::Translated made;
  bool is_told = false;  // rows of a table that was refused are told of once
  while (const auto piece = reader.next(diagnostics)) {
    if (piece->kind != sql::Piece::Kind::kStatement) continue;
    chosen.translate(piece->text, made);
    const bool is_refused = made.fidelity == sql::Outcome::kUnsupported;
    is_told |= made.diagnostics.has_errors();
    require(is_refused ? is_told : !made.diagnostics.has_errors(), "refused without a word, or not",
            script);
  }
}

}  // namespace
}  // namespace sqlx::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sqlx::fuzz;
  Input input(data, size);
  const std::size_t from = input.choose(packs().size());
  const std::size_t to = input.choose(packs().size());
  translate(input.rest(), from, to);
  return 0;
}
