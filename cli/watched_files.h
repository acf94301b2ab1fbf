// Whether files have changed since they were looked at last.
//
// It asks for times, sizes and numbers of files again and again, which every system and every kind
// of disk can answer; there are few of them. Of a folder everything below it is watched, up to a
// limit.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace sqlx::cli {

class WatchedFiles {
 public:
  // Files and folders that are not there are watched, too: they may come.
  explicit WatchedFiles(std::vector<std::string> paths);

  // Those that came, went or are others since the last time, by path.
  [[nodiscard]] std::vector<std::string> changed();

 private:
  struct Stamp {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    std::int64_t size = 0;
    std::uint64_t number = 0;

    bool operator==(const Stamp&) const = default;
  };
  using Stamps = std::map<std::string, Stamp>;

  [[nodiscard]] Stamps look() const;

  std::vector<std::string> paths_;
  Stamps last_;
};

// Many changes that come together are one: it is due when there was none for a moment, or when they
// do not end.
class Settling {
 public:
  using Clock = std::chrono::steady_clock;

  void note(Clock::time_point now);
  [[nodiscard]] bool take_due(Clock::time_point now);

 private:
  bool waiting_ = false;
  Clock::time_point first_;
  Clock::time_point last_;
};

}  // namespace sqlx::cli
