#include "base/word_table.h"

#include "base/folded_word.h"
#include "base/text.h"

namespace sqlx {
namespace {

bool equals_upper(std::string_view capitals, std::string_view word) {
  if (capitals.size() != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (capitals[i] != to_upper(word[i])) return false;
  }
  return true;
}

}  // namespace

// Where the word is, or the free slot where it would be.
std::size_t WordTable::place_of(std::string_view word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_folded(word) & mask;
  while (!slots_[at].word.empty() && !equals_upper(slots_[at].word, word)) at = (at + 1) & mask;
  return at;
}

void WordTable::grow() {
  std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
  old.swap(slots_);
  for (Slot& slot : old) {
    if (slot.word.empty()) continue;
    const std::size_t at = place_of(slot.word);
    slots_[at] = std::move(slot);
  }
}

void WordTable::add(std::string_view word, std::uint16_t value) {
  if (word.empty()) return;
  if ((used_ + 1) * 2 > slots_.size()) grow();
  Slot& slot = slots_[place_of(word)];
  if (!slot.word.empty()) return;
  slot = {upper(word), value};
  longest_ = word.size() > longest_ ? word.size() : longest_;
  ++used_;
}

std::optional<std::uint16_t> WordTable::find(std::string_view word) const {
  if (word.empty() || word.size() > longest_) return std::nullopt;
  const Slot& slot = slots_[place_of(word)];
  if (slot.word.empty()) return std::nullopt;
  return slot.value;
}

}  // namespace sqlx
