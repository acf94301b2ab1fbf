// Ends the wait for a server that stopped answering.
//
// libpq waits for an answer without limit, and a server, or a network, that is gone without a word
// gives none. The watchdog is a thread that shuts the connection's socket down when the time for
// one question is over; the wait then ends as if the connection were lost, and `fired` tells why.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace sqlx::introspect::postgres {

class Watchdog {
 public:
  explicit Watchdog(int socket);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

  void arm(std::chrono::milliseconds patience);
  void disarm();
  [[nodiscard]] bool fired() const;

 private:
  using Clock = std::chrono::steady_clock;

  void watch();

  const int socket_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Clock::time_point> deadline_;
  bool fired_ = false;
  bool done_ = false;
  std::thread thread_;  // last: it starts when all else is there
};

}  // namespace sqlx::introspect::postgres
