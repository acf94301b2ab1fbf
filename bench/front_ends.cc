// How fast the front ends read: front_ends DIALECT FILE parses every statement of the file, again
// and again for about a second, and prints statements and megabytes a second. For `make bench`.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sql/front_end.h"
#include "sql/script/statement_reader.h"
#include "wirepacks/catalog.h"

namespace {

using namespace sqlx;
using Clock = std::chrono::steady_clock;

std::vector<std::string> statements_of(const std::string& script, const wirepacks::WirePack& pack,
                                       Diagnostics& diagnostics) {
  std::vector<std::string> statements;
  sql::StatementReader reader(script, "script", pack);
  while (const auto piece = reader.next(diagnostics)) {
    if (piece->kind == sql::Piece::Kind::kStatement) statements.emplace_back(piece->text.text);
  }
  return statements;
}

int fail(const Diagnostics& diagnostics) {
  for (const Diagnostic& each : diagnostics.items()) fmt::print(stderr, "{}\n", each.message);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  Diagnostics diagnostics;
  wirepacks::Catalog catalog("", diagnostics);
  const wirepacks::WirePack* pack = argc == 3 ? catalog.find(argv[1], diagnostics) : nullptr;
  if (pack == nullptr) return fail(diagnostics);
  std::ifstream file(argv[2], std::ios::binary);
  const std::string script{std::istreambuf_iterator<char>(file), {}};
  const std::vector<std::string> statements = statements_of(script, *pack, diagnostics);
  const sql::FrontEnd front_end(*pack);
  Arena arena;
  std::size_t parsed = 0;
  std::size_t bytes = 0;
  const Clock::time_point begin = Clock::now();
  std::chrono::duration<double> passed{};
  do {
    for (const std::string& statement : statements) {
      arena.reset();
      if (front_end.parse(sql::StatementText(statement), arena, diagnostics) == nullptr)
        return fail(diagnostics);
      bytes += statement.size();
    }
    parsed += statements.size();
    passed = Clock::now() - begin;
  } while (passed.count() < 1 && parsed > 0);
  fmt::print("{:.0f} {:.2f}\n", static_cast<double>(parsed) / passed.count(),
             static_cast<double>(bytes) / passed.count() / 1e6);
}
