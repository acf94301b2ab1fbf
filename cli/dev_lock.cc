#include "cli/dev_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/text.h"
#include "generators/folder.h"

namespace sqlx::cli {
namespace {

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t count = ::pread(descriptor, text.data(), text.size(), 0);
  return count <= 0 ? std::string()
                    : fmt::format(" (process {})",
                                  printable(trim({text.data(), static_cast<std::size_t>(count)})));
}

}  // namespace

void DevLock::Close::operator()(const int* descriptor) const {
  ::close(*descriptor);
  delete descriptor;
}

std::optional<DevLock> DevLock::take(const std::string& folder, Diagnostics& diagnostics) {
  const std::string book =
      fmt::format("{}/{}", folder.empty() ? "." : folder, generators::kBookFolder);
  ::mkdir(book.c_str(), 0777);
  const std::string path = book + "/dev.lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) {
    const std::string reason = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): one thread
    diagnostics.add(Code::kFileUnwritable,
                    fmt::format("`{}` could not be written: {}", path, reason));
    return std::nullopt;
  }
  DevLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    diagnostics.add(Code::kDevRunning,
                    fmt::format("another `sqlx dev` works on this folder{}", holder_of(file)), {},
                    "use that one, or end it with Ctrl-C");
    return std::nullopt;
  }
  const std::string process = fmt::format("{}\n", ::getpid());
  const bool written =
      ::ftruncate(file, 0) == 0 && ::pwrite(file, process.data(), process.size(), 0) > 0;
  static_cast<void>(written);  // it is for a message only
  return lock;
}

}  // namespace sqlx::cli
