#include "sql/script/input_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sqlx::sql {

void InputWindow::restart(std::string_view whole) {
  fill_ = nullptr;
  begin = at = whole.data();
  end = begin + whole.size();
}

// What is still wanted goes to the front of the buffer, which doubles if that leaves no room for a
// chunk.
void InputWindow::make_room() {
  const std::size_t kept = size();
  const auto looked = static_cast<std::size_t>(at - begin);
  if (room_ < kept + chunk_) {
    room_ = std::max(kept + chunk_, 2 * room_);
    auto larger = std::make_unique_for_overwrite<char[]>(room_);
    if (kept > 0) std::memcpy(larger.get(), begin, kept);
    buffer_ = std::move(larger);
  } else if (kept > 0 && begin != buffer_.get()) {
    std::memmove(buffer_.get(), begin, kept);
  }
  begin = buffer_.get();
  at = begin + looked;
  end = begin + kept;
}

bool InputWindow::refill() {
  if (!fill_) return false;
  make_room();
  const auto kept = static_cast<std::size_t>(end - begin);
  const std::size_t more = fill_(buffer_.get() + kept, room_ - kept);
  end += more;
  if (more == 0) fill_ = nullptr;
  return more > 0;
}

}  // namespace sqlx::sql
