#include "introspect/postgres/watchdog.h"

#include <sys/socket.h>

namespace sqlx::introspect::postgres {

Watchdog::Watchdog(int socket) : socket_(socket), thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Watchdog::arm(std::chrono::milliseconds patience) {
  {
    const std::lock_guard lock(mutex_);
    deadline_ = Clock::now() + patience;
  }
  changed_.notify_one();
}

// The thread need not be woken: it finds no deadline when it looks.
void Watchdog::disarm() {
  const std::lock_guard lock(mutex_);
  deadline_.reset();
}

bool Watchdog::fired() const {
  const std::lock_guard lock(mutex_);
  return fired_;
}

void Watchdog::watch() {
  std::unique_lock lock(mutex_);
  while (!done_) {
    if (!deadline_) {
      changed_.wait(lock);
    } else if (Clock::now() < *deadline_) {
      const Clock::time_point until = *deadline_;  // may be reset while we wait
      changed_.wait_until(lock, until);
    } else {
      shutdown(socket_, SHUT_RDWR);
      fired_ = true;
      deadline_.reset();
    }
  }
}

}  // namespace sqlx::introspect::postgres
