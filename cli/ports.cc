#include "cli/ports.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <memory>

namespace sqlx::cli {
namespace {

constexpr int kMostTried = 100;

class Socket {
 public:
  explicit Socket(int family) : descriptor_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// The first address of the host for which `use` says yes.
bool with_address(const std::string& host, std::uint16_t port, const std::function<bool(const addrinfo&)>& use) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), fmt::to_string(port).c_str(), &wanted, &found) != 0) return false;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    if (use(*each)) return true;
  }
  return false;
}

// As the server will: an address that a closed connection lingers on is free.
bool bind_to(const Socket& socket, const addrinfo& address) {
  const int yes = 1;
  ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  return socket.descriptor() >= 0 && ::bind(socket.descriptor(), address.ai_addr, address.ai_addrlen) == 0 && ::listen(socket.descriptor(), 1) == 0;
}

std::uint16_t port_of(const Socket& socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(socket.descriptor(), reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

bool is_port_free(const std::string& host, std::uint16_t port) {
  return with_address(host, port, [](const addrinfo& address) { return bind_to(Socket(address.ai_family), address); });
}

std::optional<std::uint16_t> next_free_port(const std::string& host, std::uint16_t port) {
  for (int i = 0; i < kMostTried && port + i <= UINT16_MAX; ++i) {
    const auto candidate = static_cast<std::uint16_t>(port + i);
    if (is_port_free(host, candidate)) return candidate;
  }
  return std::nullopt;
}

std::optional<std::uint16_t> any_free_port(const std::string& host) {
  std::optional<std::uint16_t> port;
  with_address(host, 0, [&](const addrinfo& address) {
    const Socket socket(address.ai_family);
    if (!bind_to(socket, address)) return false;
    port = port_of(socket);
    return true;
  });
  return port;
}

bool answers(const std::string& host, std::uint16_t port) {
  return with_address(reachable(host), port, [](const addrinfo& address) {
    const Socket socket(address.ai_family);
    return socket.descriptor() >= 0 && ::connect(socket.descriptor(), address.ai_addr, address.ai_addrlen) == 0;
  });
}

std::string reachable(const std::string& host) { return host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host; }

}  // namespace sqlx::cli
