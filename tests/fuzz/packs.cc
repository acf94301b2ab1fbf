// The reader of wire packs, whose JSON may be anybody's; and a dialect that only such a pack
// describes.
#include "sql/translate.h"
#include "tests/fuzz/fuzz.h"

namespace sqlx::fuzz {
namespace {

constexpr std::string_view kStatements[] = {
    "SELECT a, 'b', 0x1F, \"c\" || `d`, [e] FROM t AS u JOIN v ON NOT (w = -1) LIMIT 1, 2",
    "CREATE TABLE t (a int PRIMARY KEY, b varchar(10) DEFAULT 'x' -- y\n)",
    "INSERT INTO t (a) VALUES (1), ('$x$y$x$') /* z */",
};

void read(std::string_view text) {
  Diagnostics diagnostics;
  const auto pack = wirepacks::read_pack(make_source("pack.json", std::string(text)), diagnostics);
  if (!pack || diagnostics.has_errors()) return;
  sql::Translator translator(*pack, *pack, nullptr, {}, diagnostics);
  sql::Translated made;
  for (const std::string_view statement : kStatements)
    translator.translate(sql::StatementText(statement, "text"), made);
}

}  // namespace
}  // namespace sqlx::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sqlx::fuzz::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
