#include "sql/parse/keywords.h"

#include <algorithm>
#include <array>

#include "base/folded_word.h"
#include "base/text.h"

namespace sqlx::sql {
namespace {

constexpr std::size_t kWords = static_cast<std::size_t>(Word::kCount);
constexpr std::size_t kSlots = 1024;
constexpr std::size_t kBuckets = 256;
constexpr std::size_t kLongest = 32;

constexpr std::array<std::string_view, kWords> kTexts = {
    "",
#define SQLX_WORD(enumerator, text) text,
#include "sql/parse/keywords.def"
#undef SQLX_WORD
};

constexpr std::size_t slot(std::uint64_t hashed, std::uint16_t shift) {
  return ((hashed >> 8) + shift * ((hashed >> 24) | 1)) % kSlots;
}

struct HashTable {
  std::array<std::uint16_t, kBuckets> shifts{};
  std::array<std::uint16_t, kSlots> words{};
};

// The words of each bucket are moved together until all of them fall on free slots; full buckets
// come first.
consteval HashTable build() {
  HashTable table;
  std::array<std::uint64_t, kWords> hashes{};
  std::array<std::uint16_t, kWords> order{};
  std::array<std::uint16_t, kBuckets> sizes{};
  for (std::size_t i = 1; i < kWords; ++i) {
    hashes[i] = hash_folded(kTexts[i]);
    order[i] = static_cast<std::uint16_t>(i);
    ++sizes[hashes[i] % kBuckets];
  }
  std::sort(order.begin() + 1, order.end(), [&](std::uint16_t a, std::uint16_t b) {
    const std::uint64_t in_a = hashes[a] % kBuckets, in_b = hashes[b] % kBuckets;
    return sizes[in_a] != sizes[in_b] ? sizes[in_a] > sizes[in_b] : in_a < in_b;
  });
  for (std::size_t begin = 1; begin < kWords;) {
    const std::size_t bucket = hashes[order[begin]] % kBuckets;
    const std::size_t end = begin + sizes[bucket];
    for (std::uint16_t shift = 0;; ++shift) {
      std::size_t placed = begin;
      for (; placed < end; ++placed) {
        std::uint16_t& place = table.words[slot(hashes[order[placed]], shift)];
        if (place != 0) break;
        place = order[placed];
      }
      if (placed == end) {
        table.shifts[bucket] = shift;
        break;
      }
      while (placed-- > begin) table.words[slot(hashes[order[placed]], shift)] = 0;
    }
    begin = end;
  }
  return table;
}

constexpr HashTable kTable = build();

}  // namespace

Word find_word(std::string_view text) {
  if (text.empty() || text.size() > kLongest) return Word::kNone;
  const FoldedEnds ends = folded_ends(text);
  const std::uint64_t hashed = hash(ends, text.size());
  const std::uint16_t found = kTable.words[slot(hashed, kTable.shifts[hashed % kBuckets])];
  const std::string_view word = kTexts[found];
  if (word.size() != text.size() || folded_ends(word) != ends) return Word::kNone;
  for (std::size_t i = 8; i + 8 < word.size(); ++i) {
    if (to_upper(text[i]) != word[i]) return Word::kNone;
  }
  return static_cast<Word>(found);
}

std::string_view to_string(Word word) { return kTexts[static_cast<std::size_t>(word)]; }

}  // namespace sqlx::sql
