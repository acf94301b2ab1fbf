// The splitting of scripts: the same pieces, whether the text is there at once or comes in chunks.
#include "sql/script/statement_reader.h"

#include <algorithm>

#include "tests/fuzz/fuzz.h"

namespace sqlx::fuzz {
namespace {

constexpr std::size_t kMostBytes = 1U << 16U;

// Each piece as one text, with its kind and line; then what was wrong.
std::vector<std::string> pieces_of(sql::StatementReader reader) {
  std::vector<std::string> pieces;
  Diagnostics diagnostics;
  while (const auto piece = reader.next(diagnostics)) {
    std::string told = std::to_string(static_cast<int>(piece->kind)) + ' ' +
                       std::to_string(piece->text.first_line) + ' ';
    pieces.push_back(told.append(piece->text.text));
  }
  for (const Diagnostic& each : diagnostics.items()) pieces.push_back(each.message);
  return pieces;
}

void compare(std::string_view text, const wirepacks::WirePack& pack, std::size_t chunk) {
  std::size_t at = 0;
  const auto fill = [&](char* into, std::size_t room) {
    const std::string_view next = text.substr(at, std::min(room, chunk));
    std::copy(next.begin(), next.end(), into);
    at += next.size();
    return next.size();
  };
  const auto whole = pieces_of(sql::StatementReader(text, "text", pack));
  const auto in_chunks = pieces_of(sql::StatementReader(fill, "text", pack, kMostBytes, chunk));
  require(text.size() > kMostBytes || whole == in_chunks, "chunks make another script", text);
}

}  // namespace
}  // namespace sqlx::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sqlx::fuzz;
  Input input(data, size);
  const sqlx::wirepacks::WirePack& pack = packs()[input.choose(packs().size())];
  const std::size_t chunk = 1 + input.choose(64);
  compare(input.rest(), pack, chunk);
  return 0;
}
