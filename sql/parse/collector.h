// A list that grows while it is parsed and moves to the arena when its size is known; short ones
// never touch the heap.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "base/arena.h"

namespace sqlx::sql {

template <class T>
class Collector {
 public:
  void add(T item) {
    if (size_ < kFew) {
      few_[size_++] = item;
      return;
    }
    if (many_.empty()) many_.assign(few_.begin(), few_.end());
    many_.push_back(item);
    ++size_;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::span<const T> items() const {
    return size_ <= kFew ? std::span<const T>(few_.data(), size_) : std::span<const T>(many_);
  }
  [[nodiscard]] std::span<const T> finish(Arena& arena) const { return arena.copy(items()); }

 private:
  static constexpr std::size_t kFew = 8;

  std::array<T, kFew> few_;  // not initialised beyond size_
  std::size_t size_ = 0;
  std::vector<T> many_;
};

}  // namespace sqlx::sql
