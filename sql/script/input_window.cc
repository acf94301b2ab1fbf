#include "sql/script/input_window.h"

#include <algorithm>
#include <cstring>

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
  if (kept > 0 && begin != buffer_.data()) std::memmove(buffer_.data(), begin, kept);
  if (buffer_.size() < kept + chunk_) buffer_.resize(std::max(kept + chunk_, 2 * buffer_.size()));
  begin = buffer_.data();
  at = begin + looked;
  end = begin + kept;
}

bool InputWindow::refill() {
  if (!fill_) return false;
  make_room();
  const auto kept = static_cast<std::size_t>(end - begin);
  const std::size_t more = fill_(buffer_.data() + kept, buffer_.size() - kept);
  end += more;
  if (more == 0) fill_ = nullptr;
  return more > 0;
}

}  // namespace sqlx::sql
