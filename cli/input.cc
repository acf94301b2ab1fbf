#include "cli/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace sqlx::cli {
namespace {

std::string reason() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe): one thread

void report(const std::string& name, Diagnostics& diagnostics) {
  diagnostics.add(Code::kFileUnreadable, fmt::format("`{}` could not be read: {}", name, reason()));
}

}  // namespace

void Input::Close::operator()(const int* descriptor) const {
  if (*descriptor != STDIN_FILENO) ::close(*descriptor);
  delete descriptor;
}

std::optional<Input> Input::open(const std::string& path, Diagnostics& diagnostics) {
  const bool is_standard = path == "-";
  Input input;
  input.name_ = is_standard ? "standard input" : path;
  const int descriptor = is_standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    report(path, diagnostics);
    return std::nullopt;
  }
  input.file_.reset(new int(descriptor));
  return input;
}

Input Input::of_text(std::string text) {
  Input input;
  input.name_ = "SQL";
  input.text_ = std::move(text);
  return input;
}

bool Input::rewind() { return file_ == nullptr || ::lseek(*file_, 0, SEEK_SET) == 0; }

sql::InputWindow::Fill Input::fill(std::function<void()> before_waiting, Diagnostics& diagnostics) {
  if (file_ == nullptr) {
    return [rest = std::string_view(text_)](char* into, std::size_t room) mutable {
      const std::size_t count = std::min(room, rest.size());
      std::memcpy(into, rest.data(), count);
      rest.remove_prefix(count);
      return count;
    };
  }
  return [this, before_waiting = std::move(before_waiting), &diagnostics](
             char* into, std::size_t room) -> std::size_t {
    before_waiting();
    for (;;) {
      const ssize_t count = ::read(*file_, into, room);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno == EINTR) continue;
      report(name_, diagnostics);
      return 0;
    }
  };
}

}  // namespace sqlx::cli
