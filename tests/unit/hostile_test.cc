// Texts that are made to do harm, in every dialect: a diagnostic, and quickly. What nobody thought
// of is tests/fuzz's to find.
#include <catch2/catch.hpp>

#include <ctime>

#include "sql/script/statement_reader.h"
#include "sql/translate.h"

namespace sqlx::sql {
namespace {

constexpr std::size_t kMany = 100'000;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

const std::vector<wirepacks::WirePack>& packs() {
  static const std::vector<wirepacks::WirePack> kPacks = [] {
    Diagnostics diagnostics;
    return wirepacks::embedded_packs(diagnostics);
  }();
  return kPacks;
}

// The first complaint about each statement of a script, however it is translated; all of it is
// over within seconds.
std::vector<Code> complaints(std::string_view script, const wirepacks::WirePack& pack) {
  const std::clock_t start = std::clock();  // of the processor, so that a busy machine is no fault
  std::vector<Code> codes;
  Diagnostics diagnostics;
  Translator translator(pack, packs().front(), nullptr, {}, diagnostics);
  REQUIRE(diagnostics.empty());
  StatementReader reader(script, "text", pack);
  Translated made;
  while (const auto piece = reader.next(diagnostics)) {
    if (piece->kind != Piece::Kind::kStatement) continue;
    translator.translate(piece->text, made);
    for (const Diagnostic& each : made.diagnostics.items()) codes.push_back(each.code);
  }
  for (const Diagnostic& each : diagnostics.items()) codes.push_back(each.code);
  CHECK(std::clock() - start < 20 * CLOCKS_PER_SEC);
  return codes;
}

TEST_CASE("nesting without end is refused by every dialect") {
  const std::string texts[] = {
      "SELECT " + repeated("(", kMany),
      "SELECT " + repeated("(", kMany) + "1" + repeated(")", kMany),
      "SELECT ARRAY" + repeated("[", kMany) + repeated("]", kMany),
      "SELECT " + repeated("CASE WHEN 1 THEN ", kMany) + "1" + repeated(" END", kMany),
      "SELECT " + repeated("NOT ", kMany) + "a",
      "SELECT " + repeated("- ", kMany) + "1",
      "SELECT " + repeated("f(", kMany) + repeated(")", kMany),
      "SELECT " + repeated("(SELECT ", kMany) + "1" + repeated(")", kMany),
      "SELECT 1" + repeated(" UNION SELECT 1", kMany),
      "SELECT * FROM a" + repeated(" JOIN a ON b", kMany),
      "SELECT * FROM " + repeated("(SELECT * FROM ", kMany) + "a" + repeated(") AS b", kMany),
      repeated("WITH a AS (", kMany) + "SELECT 1" + repeated(") SELECT 1", kMany),
      "CREATE TABLE t (a int CHECK " + repeated("(", kMany) + "1" + repeated(")", kMany) + ")",
  };
  for (const wirepacks::WirePack& pack : packs()) {
    for (const std::string& text : texts) {
      INFO(pack.name << ": " << text.substr(0, 40));
      const std::vector<Code> codes = complaints(text, pack);
      REQUIRE(codes.size() == 1);
      const bool reads_brackets =
          text.find('[') == std::string::npos || pack.has(wirepacks::Feature::kArrays);
      if (reads_brackets) CHECK(codes[0] == Code::kTooDeep);
    }
  }
}

TEST_CASE("what is only long is read by every dialect") {
  std::string text = "SELECT '";
  text.resize(50'000'000, 'x');
  text += '\'';
  for (const wirepacks::WirePack& pack : packs()) {
    INFO(pack.name);
    CHECK(complaints(text, pack).empty());
    CHECK(complaints("SELECT a FROM t WHERE b = 1" + repeated(" AND b = 1", 20'000), pack).empty());
    CHECK(complaints("SELECT 1" + repeated(", 1", kMany), pack).empty());
  }
}

TEST_CASE("what is no text is refused by every dialect") {
  for (const wirepacks::WirePack& pack : packs()) {
    INFO(pack.name);
    const std::vector<Code> bad{Code::kBadText};
    CHECK(complaints(std::string_view("SELECT 'a\0b'", 12), pack) == bad);
    CHECK(complaints("SELECT '\xff'", pack) == bad);
    CHECK(complaints("SELECT a\xc3 FROM t", pack) == bad);
    CHECK(complaints("SELECT '\xed\xa0\x80'", pack) == bad);  // half of a surrogate pair
    CHECK(complaints("SELECT 'a", pack) == std::vector<Code>{Code::kUnterminatedText});
  }
}

}  // namespace
}  // namespace sqlx::sql
