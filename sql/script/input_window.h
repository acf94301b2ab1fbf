// The part of a long input that is being looked at: bytes from `begin` to `end`, with `at`
// somewhere between them.
//
// Whoever scans moves `at`, and calls `refill` where it meets `end`; what stands before `begin` is
// forgotten then, the rest may move to another place in memory, and the three pointers with it.
// They are open on purpose: scanning loops keep them in registers.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace sqlx::sql {

class InputWindow {
 public:
  // Puts up to `room` bytes at `into` and says how many; 0 at the end of the input.
  using Fill = std::function<std::size_t(char* into, std::size_t room)>;

  static constexpr std::size_t kUsualChunk = std::size_t{256} * 1024;

  explicit InputWindow(Fill fill, std::size_t chunk = kUsualChunk)
      : fill_(std::move(fill)), chunk_(chunk) {}
  explicit InputWindow(std::string_view whole) { restart(whole); }
  InputWindow(const InputWindow&) = delete;
  InputWindow& operator=(const InputWindow&) = delete;

  const char* begin = nullptr;
  const char* at = nullptr;
  const char* end = nullptr;

  // Another input, all of which is there already.
  void restart(std::string_view whole);

  // More bytes behind `end`; false if there are none.
  [[nodiscard]] bool refill();

  // Whether so many bytes stand from `at` on, once they have been fetched.
  [[nodiscard]] bool has(std::size_t bytes) {
    while (static_cast<std::size_t>(end - at) < bytes) {
      if (!refill()) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end - begin); }
  [[nodiscard]] std::string_view looked_at() const {
    return {begin, static_cast<std::size_t>(at - begin)};
  }
  [[nodiscard]] std::string_view rest() const { return {at, static_cast<std::size_t>(end - at)}; }

 private:
  void make_room();

  Fill fill_;
  std::size_t chunk_ = kUsualChunk;
  std::unique_ptr<char[]> buffer_;  // not a vector, which would write zeros first
  std::size_t room_ = 0;            // in the buffer
};

}  // namespace sqlx::sql
