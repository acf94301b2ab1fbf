// A fixed set of words, each with a number, found without regard to ASCII case and without
// allocating.
//
// For words that are looked up once per token: keywords, reserved words, operators. Open addressing
// in a table at most half full; a copy is as good as the original, because nothing points anywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx {

class WordTable {
 public:
  void add(std::string_view word, std::uint16_t value);  // the first value of a word stays

  [[nodiscard]] std::optional<std::uint16_t> find(std::string_view word) const;
  [[nodiscard]] bool contains(std::string_view word) const { return find(word).has_value(); }
  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::string word;  // in capitals; empty: free
    std::uint16_t value = 0;
  };

  [[nodiscard]] std::size_t place_of(std::string_view word) const;
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::size_t longest_ = 0;
};

}  // namespace sqlx
