#include "sql/pg_query/nesting.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

constexpr std::size_t kMost = 10'000;  // a fifth of what 8 MiB of stack were seen to bear

enum class Effect : std::uint8_t { kNone, kOpens, kCloses, kSeparates, kChains, kEnds };

struct Word {
  std::string_view word;
  Effect effect;
};

// A chain (`a UNION b UNION c`) grows across commas; AND and OR lists are flat, so each operand
// begins anew.
constexpr Word kWords[] = {
    {"(", Effect::kOpens},        {"[", Effect::kOpens},        {"case", Effect::kOpens},
    {")", Effect::kCloses},       {"]", Effect::kCloses},       {"end", Effect::kCloses},
    {",", Effect::kSeparates},    {"and", Effect::kSeparates},  {"or", Effect::kSeparates},
    {"when", Effect::kSeparates}, {"then", Effect::kSeparates}, {"else", Effect::kSeparates},
    {"union", Effect::kChains},   {"except", Effect::kChains},  {"intersect", Effect::kChains},
    {"join", Effect::kChains},    {";", Effect::kEnds},
};

Effect effect_of(std::string_view token) {
  if (token.size() > 9) return Effect::kNone;
  const auto* found = std::find_if(std::begin(kWords), std::end(kWords),
                                   [&](const Word& row) { return equal_fold(row.word, token); });
  return found == std::end(kWords) ? Effect::kNone : found->effect;
}

// What counts inside one pair of parentheses.
struct Level {
  std::size_t chained = 0;
  std::size_t in_a_row = 0;
};

class Depth {
 public:
  void count(Effect effect) {
    Level& level = levels_.back();
    switch (effect) {
      case Effect::kNone: ++level.in_a_row, ++total_; break;
      case Effect::kChains: ++level.chained, ++total_; break;
      case Effect::kOpens: ++level.in_a_row, ++total_, levels_.emplace_back(); break;
      case Effect::kSeparates: total_ -= std::exchange(level.in_a_row, 0); break;
      case Effect::kCloses: close(); break;
      case Effect::kEnds: levels_.assign(1, Level{}), total_ = 0; break;
    }
  }

  [[nodiscard]] bool is_too_deep() const { return total_ > kMost; }

 private:
  void close() {
    if (levels_.size() == 1) return;
    total_ -= levels_.back().chained + levels_.back().in_a_row;
    levels_.pop_back();
  }

  std::vector<Level> levels_{1};
  std::size_t total_ = 0;
};

}  // namespace

std::optional<std::size_t> too_deep_at(std::string_view text) {
  if (text.size() <= kMost) return std::nullopt;  // so few bytes are no more tokens
  Depth depth;
  TokenReader tokens(text);
  for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
    depth.count(effect_of(token));
    if (depth.is_too_deep()) return tokens.begin();
  }
  return std::nullopt;
}

}  // namespace sqlx::sql::pg_query
