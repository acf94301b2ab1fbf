#include "sql/parse/keywords.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

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

constexpr std::uint64_t kLetterCase = 0x2020202020202020;

static_assert(std::endian::native == std::endian::little);

template <class T>
std::uint64_t read(const char* text) {
  T value = 0;
  std::memcpy(&value, text, sizeof value);
  return value;
}

// Up to eight bytes of a text as a number, the first of them lowest; two reads that overlap take what is between the powers of two.
constexpr std::uint64_t load(const char* text, std::size_t size) {
  if (std::is_constant_evaluated()) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = (value << 8) | static_cast<unsigned char>(text[i]);
    return value;
  }
  if (size == 8) return read<std::uint64_t>(text);
  if (size >= 4) return read<std::uint32_t>(text) | read<std::uint32_t>(text + size - 4) << (8 * (size - 4));
  if (size >= 2) return read<std::uint16_t>(text) | read<std::uint16_t>(text + size - 2) << (8 * (size - 2));
  return static_cast<unsigned char>(*text);
}

// A word without regard to case: its first and last eight bytes. Setting the bit of lower case changes other characters, too, but makes no
// two of those alike that stand in words.
struct Ends {
  std::uint64_t first;
  std::uint64_t last;

  bool operator==(const Ends&) const = default;
};

constexpr Ends ends_of(std::string_view text) {
  const std::size_t size = std::min<std::size_t>(text.size(), 8);
  const std::uint64_t first = load(text.data(), size) | kLetterCase;
  return {first, text.size() <= 8 ? first : load(text.data() + text.size() - 8, 8) | kLetterCase};
}

constexpr std::uint64_t hash(const Ends& ends, std::size_t size) {
  std::uint64_t mixed = (ends.first ^ (size * 0x9E3779B97F4A7C15)) * 0xFF51AFD7ED558CCD;
  mixed ^= (ends.last * 0xC4CEB9FE1A85EC53) ^ (mixed >> 29);
  mixed *= 0x9E3779B97F4A7C15;
  return mixed ^ (mixed >> 32);
}

constexpr std::size_t slot(std::uint64_t hashed, std::uint16_t shift) {
  return ((hashed >> 8) + shift * ((hashed >> 24) | 1)) % kSlots;
}

struct HashTable {
  std::array<std::uint16_t, kBuckets> shifts{};
  std::array<std::uint16_t, kSlots> words{};
};

// The words of each bucket are moved together until all of them fall on free slots; full buckets come first.
consteval HashTable build() {
  HashTable table;
  std::array<std::uint64_t, kWords> hashes{};
  std::array<std::uint16_t, kWords> order{};
  std::array<std::uint16_t, kBuckets> sizes{};
  for (std::size_t i = 1; i < kWords; ++i) {
    hashes[i] = hash(ends_of(kTexts[i]), kTexts[i].size());
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
  const Ends ends = ends_of(text);
  const std::uint64_t hashed = hash(ends, text.size());
  const std::uint16_t found = kTable.words[slot(hashed, kTable.shifts[hashed % kBuckets])];
  const std::string_view word = kTexts[found];
  if (word.size() != text.size() || ends_of(word) != ends) return Word::kNone;
  for (std::size_t i = 8; i + 8 < word.size(); ++i) {
    if (to_upper(text[i]) != word[i]) return Word::kNone;
  }
  return static_cast<Word>(found);
}

std::string_view to_string(Word word) { return kTexts[static_cast<std::size_t>(word)]; }

}  // namespace sqlx::sql
