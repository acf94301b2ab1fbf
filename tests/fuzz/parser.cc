// Our own parser, in every dialect. What it takes is printed, and parsed again as the same tree
// where the dialect is one to translate from.
#include "sql/parse.h"

#include "sql/ast/dump.h"
#include "sql/print.h"
#include "tests/fuzz/fuzz.h"

namespace sqlx::fuzz {
namespace {

struct Dialect {
  explicit Dialect(const wirepacks::WirePack& its_pack) : pack(its_pack), grammar(its_pack) {}

  const wirepacks::WirePack& pack;
  sql::Grammar grammar;
};

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> kDialects(packs().begin(), packs().end());
  return kDialects;
}

// Parentheses that the printer adds may be one level too many.
bool is_too_deep(const Diagnostics& diagnostics) {
  return diagnostics.items().back().code == Code::kTooDeep;
}

void round_trip(std::string_view text, const Dialect& dialect) {
  Arena arena;
  Diagnostics diagnostics;
  const sql::StatementText statement(text, "text");
  const sql::Node* tree = parse_statement(statement, dialect.grammar, arena, diagnostics);
  require((tree == nullptr) == diagnostics.has_errors(), "refused without a word, or not", text);
  if (tree == nullptr) return;
  const std::string printed = to_sql(*tree, dialect.pack);
  if (dialect.pack.connection.driver.empty()) return;
  const sql::StatementText again(printed, "printed");
  const sql::Node* second = parse_statement(again, dialect.grammar, arena, diagnostics);
  if (second == nullptr && is_too_deep(diagnostics)) return;
  require(second != nullptr, "what was printed is refused", text, printed);
  if (equal(tree, second)) return;
  require(false, "what was printed is another tree", text,
          printed + "\n" + dump(*tree) + dump(*second));
}

}  // namespace
}  // namespace sqlx::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sqlx::fuzz;
  Input input(data, size);
  const Dialect& dialect = dialects()[input.choose(dialects().size())];
  round_trip(input.rest(), dialect);
  return 0;
}
