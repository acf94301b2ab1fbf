// The lexer: tokens stand one behind the other, each takes something, and the last is the end.
#include "sql/parse/lexer.h"

#include "tests/fuzz/fuzz.h"

namespace sqlx::fuzz {
namespace {

const std::vector<sql::Grammar>& grammars() {
  static const std::vector<sql::Grammar> kGrammars(packs().begin(), packs().end());
  return kGrammars;
}

void read_all(std::string_view text, const sql::Grammar& grammar) {
  sql::Lexer lexer(text, grammar);
  std::uint32_t at = 0;
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    require(token.begin >= at && token.end > token.begin && token.end <= text.size(),
            "a token stands where it cannot", text);
    at = token.end;
  }
}

}  // namespace
}  // namespace sqlx::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sqlx::fuzz;
  Input input(data, size);
  const sqlx::sql::Grammar& grammar = grammars()[input.choose(grammars().size())];
  read_all(input.rest(), grammar);
  return 0;
}
