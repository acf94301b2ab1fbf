#include "ir/transliterate.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <iterator>

#include "base/text.h"

namespace sqlx::ir {
namespace {

// A run of code points from `first` on, their spellings parted by blanks; `-` stands for a space,
// `.` for nothing at all.
struct Block {
  char32_t first;
  std::string_view spellings;
};

constexpr auto kBlocks = std::to_array<Block>({
    // Latin-1: signs, then letters
    {0x00A0,
     "- - c L - Y - - - c a - - - r - - - 2 3 - u - - - 1 o - - - - - "
     "A A A A A A Ae C E E E E I I I I D N O O O O O - O U U U U Y Th ss "
     "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y"},
    // Latin Extended-A
    {0x0100,
     "A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h I i I i I i "
     "I i I i Ij ij J j K k k "
     "L l L l L l L l L l N n N n N n n N n O o O o O o Oe oe R r R r R r S s S s S s S s T t T t "
     "T t U u U u U u U u U u U u "
     "W w Y y Y Z z Z z Z z s"},
    // Vietnamese horns
    {0x01A0, "O o"},
    {0x01AF, "U u"},
    // Romanian comma letters, which are no cedillas
    {0x0218, "S s T t"},
    // accents by themselves: what is left of é when it was written as two characters
    {0x0300,
     ". . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . "
     ". ."},
    // Greek
    {0x0386,
     "A - E I I . O . Y O i A B G D E Z I Th I K L M N X O P R . S T Y F Ch Ps O I Y a e i i y "
     "a b g d e z i th i k l m n x o p r s s t y f ch ps o i y o y o"},
    // Cyrillic
    {0x0400,
     "E Yo Dj G Ye Dz I Yi J Lj Nj C K I U Dz A B V G D E Zh Z I Y K L M N O P R S T U F Kh Ts Ch "
     "Sh Shch . Y . E Yu Ya "
     "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya e yo dj g ye dz i "
     "yi j lj nj c k i u dz"},
    {0x1E9E, "Ss"},
    // Vietnamese letters with two marks
    {0x1EA0,
     "A a A a A a A a A a A a A a A a A a A a A a A a E e E e E e E e E e E e E e E e I i I i O o "
     "O o O o O o O o O o O o O "
     "o O o O o O o O o U u U u U u U u U u U u U u Y y Y y Y y Y y"},
});

std::string_view nth(std::string_view spellings, std::size_t n) {
  for (; n > 0; --n) {
    const std::size_t blank = spellings.find(' ');
    if (blank == std::string_view::npos) return {};
    spellings.remove_prefix(blank + 1);
  }
  return spellings.substr(0, spellings.find(' '));
}

// Nothing for a character that no block holds.
std::string_view spelling(char32_t c) {
  for (const Block& block : kBlocks) {
    if (c < block.first || c - block.first > 0xFF) continue;
    if (const std::string_view found = nth(block.spellings, c - block.first); !found.empty())
      return found;
  }
  return {};
}

// General and CJK punctuation; among it the marks that turn the direction of text.
bool is_punctuation(char32_t c) {
  return (c >= 0x2000 && c <= 0x206F) ||
         (c >= 0x3000 && c <= 0x303F && c != 0x3005 && c != 0x3007) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

// What stands at the front of `rest`, as far as case goes.
enum class Next : std::uint8_t { kCapital, kSmall, kNoLetter };

Next next_letter(std::string_view rest) {
  if (rest.empty()) return Next::kNoLetter;
  const char32_t c = decode_utf8(rest).value;
  const std::string_view found = c < 0x80 ? rest : spelling(c);
  if (found.empty() || !is_letter(found.front())) return Next::kNoLetter;
  return is_upper(found.front()) ? Next::kCapital : Next::kSmall;
}

// Zh is ZH among capitals: ЖУК is ZHUK, Жук is Zhuk.
bool among_capitals(std::string_view before, std::string_view rest) {
  const Next next = next_letter(rest);
  return next == Next::kCapital ||
         (next == Next::kNoLetter && !before.empty() && is_upper(before.back()));
}

void append_spelling(std::string& out, char32_t c, std::string_view rest) {
  const std::string_view found = is_punctuation(c) ? "-" : spelling(c);
  if (found.empty()) {
    fmt::format_to(std::back_inserter(out), "u{:x}", static_cast<unsigned>(c));
  } else if (found == "-") {
    out += ' ';
  } else if (found.size() > 1 && is_upper(found.front()) && among_capitals(out, rest)) {
    out += upper(found);
  } else if (found != ".") {
    out += found;
  }
}

}  // namespace

std::string transliterate(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = decode_utf8(text);
    if (!next.valid) {
      fmt::format_to(std::back_inserter(out), "x{:02x}", static_cast<unsigned char>(text.front()));
    } else if (next.value < 0x80) {
      out += text.front();
    } else {
      append_spelling(out, next.value, text.substr(next.bytes));
    }
    text.remove_prefix(next.bytes);
  }
  return out;
}

}  // namespace sqlx::ir
