#include "cli/watched_files.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <utility>

namespace sqlx::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 5000;
constexpr std::chrono::milliseconds kQuiet{300};
constexpr std::chrono::milliseconds kLongest{1500};

}  // namespace

WatchedFiles::WatchedFiles(std::vector<std::string> paths)
    : paths_(std::move(paths)), last_(look()) {}

WatchedFiles::Stamps WatchedFiles::look() const {
  Stamps stamps;
  const auto add = [&](const std::string& path) {
    struct stat found {};
    if (stamps.size() < kMostFiles && ::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode))
      stamps.emplace(
          path, Stamp{found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_size, found.st_ino});
  };
  for (const std::string& path : paths_) {
    std::error_code error;
    add(path);
    if (!fs::is_directory(path, error)) continue;
    for (fs::recursive_directory_iterator
             each(path, fs::directory_options::skip_permission_denied, error),
         end;
         !error && each != end; each.increment(error))
      add(each->path().string());
  }
  return stamps;
}

std::vector<std::string> WatchedFiles::changed() {
  Stamps now = look();
  std::vector<std::string> names;
  for (const auto& [path, stamp] : now) {
    const auto before = last_.find(path);
    if (before == last_.end() || before->second != stamp) names.push_back(path);
  }
  for (const auto& [path, stamp] : last_) {
    if (!now.contains(path)) names.push_back(path);
  }
  last_ = std::move(now);
  return names;
}

void Settling::note(Clock::time_point now) {
  if (!std::exchange(waiting_, true)) first_ = now;
  last_ = now;
}

bool Settling::take_due(Clock::time_point now) {
  const bool due = waiting_ && (now - last_ >= kQuiet || now - first_ >= kLongest);
  if (due) waiting_ = false;
  return due;
}

}  // namespace sqlx::cli
