// libpg_query and what makes our tree of its own. What is taken is printed, and is the same again.
#include "sql/pg_query/parse.h"

#include "sql/ast/dump.h"
#include "sql/print.h"
#include "tests/fuzz/fuzz.h"

namespace sqlx::fuzz {
namespace {

const wirepacks::WirePack& pack_with_library() {
  for (const wirepacks::WirePack& pack : packs()) {
    if (pack.parser == "pg_query") return pack;
  }
  std::abort();
}

void round_trip(std::string_view text) {
  Arena arena;
  Diagnostics diagnostics;
  const sql::Node* tree = parse_with_pg_query(sql::StatementText(text, "text"), arena, diagnostics);
  require((tree == nullptr) == diagnostics.has_errors(), "refused without a word, or not", text);
  if (tree == nullptr) return;
  const std::string printed = to_sql(*tree, pack_with_library());
  const sql::StatementText again(printed, "printed");
  const sql::Node* second = parse_with_pg_query(again, arena, diagnostics);
  if (second == nullptr && diagnostics.items().back().code == Code::kTooDeep) return;
  require(second != nullptr, "what was printed is refused", text, printed);
  if (equal(tree, second)) return;
  require(false, "what was printed is another tree", text,
          printed + "\n" + dump(*tree) + dump(*second));
}

}  // namespace
}  // namespace sqlx::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sqlx::fuzz::round_trip({reinterpret_cast<const char*>(data), size});
  return 0;
}
