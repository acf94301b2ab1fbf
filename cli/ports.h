// Addresses of this machine at which something can be listened to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sqlx::cli {

// A socket that takes connections, which wait in it until somebody accepts them: this program, or
// one that it hands the descriptor to.
class Listener {
 public:
  // Nothing, if somebody else listens there.
  static std::optional<Listener> open(const std::string& host, std::uint16_t port);

  Listener(Listener&& other) noexcept;
  Listener& operator=(Listener&& other) noexcept;
  ~Listener();

  [[nodiscard]] int descriptor() const { return descriptor_; }  // does not block
  [[nodiscard]] std::uint16_t port() const;

 private:
  explicit Listener(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

// At the first free port from `port` on; nothing if there is none among the next hundred.
[[nodiscard]] std::optional<Listener> listen_from(const std::string& host, std::uint16_t port);

// Where a browser on this machine reaches a server that listens at `host`: every address is also
// this one.
[[nodiscard]] std::string reachable(const std::string& host);

}  // namespace sqlx::cli
