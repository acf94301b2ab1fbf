// Memory for values that die together: one statement's tree, say.
//
// Allocation moves a pointer; nothing is freed singly, and no destructor runs, so only trivially
// destructible types may live here. `reset` forgets everything and keeps the largest block, so that
// a million statements need the memory of the largest.
//
// Lists that grow belong in a `std::vector` that its owner reuses; `copy` moves them here when
// their size is known.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlx {

class Arena {
 public:
  explicit Arena(std::size_t block_size = std::size_t{16} * 1024) : block_size_(block_size) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Args>
  [[nodiscard]] T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  template <class T>
  [[nodiscard]] std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    auto* at = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(at), items.data(), items.size_bytes());
    return {at, items.size()};
  }

  template <class T>
  [[nodiscard]] std::span<const T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  // A list of these.
  template <class T, class... Rest>
  [[nodiscard]] std::span<const T> list(T first, Rest... rest) {
    const T items[] = {first, static_cast<T>(rest)...};
    return copy(std::span<const T>(items));
  }

  // Room for so many, to be filled by the caller.
  template <class T>
  [[nodiscard]] std::span<T> array(std::size_t size) {
    static_assert(std::is_trivially_destructible_v<T>);
    auto* at = static_cast<T*>(allocate(
        size * sizeof(T), alignof(T)));  // NOLINT(bugprone-sizeof-expression): T may be a pointer
    std::uninitialized_value_construct_n(at, size);
    return {at, size};
  }

  [[nodiscard]] std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    auto* at = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }

  void reset() {
    if (blocks_.size() > 1) {
      std::swap(blocks_.front(), blocks_.back());  // blocks grow, so the last is the largest
      blocks_.resize(1);
    }
    if (blocks_.empty()) return;
    next_ = blocks_.front().bytes.get();
    end_ = next_ + blocks_.front().size;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void* allocate(std::size_t size, std::size_t alignment) {
    const auto misplaced = reinterpret_cast<std::uintptr_t>(next_) & (alignment - 1);
    const std::size_t gap = misplaced == 0 ? 0 : alignment - misplaced;
    if (next_ == nullptr || static_cast<std::size_t>(end_ - next_) < size + gap) {
      grow(size + alignment);
      return allocate(size, alignment);
    }
    std::byte* at = next_ + gap;
    next_ = at + size;
    return at;
  }

  void grow(std::size_t least) {
    const std::size_t wanted = blocks_.empty() ? block_size_ : blocks_.back().size * 2;
    const std::size_t size = wanted < least ? least : wanted;
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    next_ = blocks_.back().bytes.get();
    end_ = next_ + size;
  }

  std::size_t block_size_;
  std::vector<Block> blocks_;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
};

}  // namespace sqlx
