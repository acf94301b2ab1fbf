// Words without regard to ASCII case, by eight bytes at a time: for tables in which a word is
// looked up for every token.
//
// Only the ends of a word are looked at, so longer words may share a number, and who finds one
// compares the rest.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace sqlx {

static_assert(std::endian::native == std::endian::little);

template <class T>
std::uint64_t read_bytes(const char* text) {
  T value = 0;
  std::memcpy(&value, text, sizeof value);
  return value;
}

// Up to eight bytes of a text as a number, the first of them lowest; two reads that overlap take
// what is between the powers of two.
constexpr std::uint64_t load_bytes(const char* text, std::size_t size) {
  if (std::is_constant_evaluated()) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = (value << 8) | static_cast<unsigned char>(text[i]);
    return value;
  }
  if (size == 8) return read_bytes<std::uint64_t>(text);
  if (size >= 4)
    return read_bytes<std::uint32_t>(text) | read_bytes<std::uint32_t>(text + size - 4)
                                                 << (8 * (size - 4));
  if (size >= 2)
    return read_bytes<std::uint16_t>(text) | read_bytes<std::uint16_t>(text + size - 2)
                                                 << (8 * (size - 2));
  return static_cast<unsigned char>(*text);
}

// The first and last eight bytes of a word that is not empty. Setting the bit of lower case changes
// other characters, too, but makes no two of those alike that stand in words.
struct FoldedEnds {
  std::uint64_t first;
  std::uint64_t last;

  bool operator==(const FoldedEnds&) const = default;
};

constexpr FoldedEnds folded_ends(std::string_view word) {
  constexpr std::uint64_t kLetterCase = 0x2020202020202020;
  const std::size_t size = std::min<std::size_t>(word.size(), 8);
  const std::uint64_t first = load_bytes(word.data(), size) | kLetterCase;
  return {first,
          word.size() <= 8 ? first : load_bytes(word.data() + word.size() - 8, 8) | kLetterCase};
}

constexpr std::uint64_t hash(const FoldedEnds& ends, std::size_t size) {
  std::uint64_t mixed = (ends.first ^ (size * 0x9E3779B97F4A7C15)) * 0xFF51AFD7ED558CCD;
  mixed ^= (ends.last * 0xC4CEB9FE1A85EC53) ^ (mixed >> 29);
  mixed *= 0x9E3779B97F4A7C15;
  return mixed ^ (mixed >> 32);
}

// Of a word that is not empty.
constexpr std::uint64_t hash_folded(std::string_view word) {
  return hash(folded_ends(word), word.size());
}

}  // namespace sqlx
