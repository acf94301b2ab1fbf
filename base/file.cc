#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/interrupts.h"

namespace sqlx {
namespace {

// A file descriptor with one owner.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

std::string reason() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe)

bool read_all(int fd, std::string& text) {
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count == 0) return true;
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::optional<std::string> contents(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string text;
  if (!file.is_open() || !read_all(file.get(), text)) return std::nullopt;
  return text;
}

// What a file that the user creates has: 0666 less the umask, which mkstemp leaves out.
void give_usual_mode(int fd, const std::string& replaced) {
  struct stat old {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = ::stat(replaced.c_str(), &old) == 0 ? (old.st_mode & 0777U) : (0666U & ~mask);
  ::fchmod(fd, mode);
}

// A device, a pipe: what is written to, and never replaced by a file.
bool is_special(const std::string& path) {
  struct stat there {};
  return ::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode);
}

bool write_through(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.is_open() && write_all(file.get(), text);
}

bool replace(const std::string& path, std::string_view text) {
  const InterruptsHeld held;
  std::string temporary = path + ".XXXXXX";
  const Descriptor file(::mkstemp(temporary.data()));
  if (!file.is_open()) return false;
  give_usual_mode(file.get(), path);
  const bool done = write_all(file.get(), text) && ::fsync(file.get()) == 0 &&
                    ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!done) {
    const int error = errno;
    ::unlink(temporary.c_str());
    errno = error;
  }
  return done;
}

}  // namespace

std::optional<Source> read_file(const std::string& path, Diagnostics& diagnostics) {
  if (auto text = contents(path)) return make_source(path, std::move(*text));
  diagnostics.add(Code::kFileUnreadable, fmt::format("`{}` could not be read: {}", path, reason()));
  return std::nullopt;
}

bool file_exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

bool write_file(const std::string& path, std::string_view text, Diagnostics& diagnostics) {
  if (is_special(path) ? write_through(path, text) : contents(path) == text || replace(path, text))
    return true;
  diagnostics.add(Code::kFileUnwritable,
                  fmt::format("`{}` could not be written: {}", path, reason()));
  return false;
}

}  // namespace sqlx
