#include "cli/dev_stand_in.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.h"
#include "generators/escape.h"

namespace sqlx::cli {
namespace {

constexpr int kMostAtOnce = 16;
constexpr int kPatience =
    50;  // milliseconds for a request to come; browsers open connections that they do not use yet

constexpr std::string_view kPage = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>sqlx dev: {0}</title>
<h1>{0}</h1>
<pre>{1}</pre>
</html>
)";

// The head of what is asked, as far as it has come.
std::string asked(int client) {
  pollfd waiting{.fd = client, .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, kPatience) <= 0) return {};
  std::array<char, 16384> block{};
  const ssize_t count = ::recv(client, block.data(), block.size(), MSG_DONTWAIT);
  return count > 0 ? std::string(block.data(), static_cast<std::size_t>(count)) : std::string();
}

std::string problem(std::string_view troubles, std::string_view state) {
  const nlohmann::json body{{"status", 503},
                            {"title", "Service Unavailable"},
                            {"detail", troubles.empty() ? state : troubles}};
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string answer(const std::string& request, std::string_view troubles, std::string_view state) {
  const bool is_page = lower(request).find("text/html") != std::string::npos;
  const std::string body =
      is_page ? fmt::format(kPage, generators::html_text(state), generators::html_text(troubles))
              : problem(troubles, state);
  return fmt::format(
      "HTTP/1.1 503 Service Unavailable\r\nContent-Type: {}\r\nContent-Length: "
      "{}\r\nCache-Control: no-store\r\nRetry-After: 1\r\nConnection: close\r\n\r\n{}",
      is_page ? "text/html; charset=utf-8" : "application/problem+json", body.size(), body);
}

}  // namespace

void stand_in(const Listener& listener, std::string_view troubles, std::string_view state) {
  for (int i = 0; i < kMostAtOnce; ++i) {
    const int client = ::accept4(listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const std::string request = asked(client);
    if (!request.empty()) {
      const std::string said = answer(request, troubles, state);
      static_cast<void>(::send(client, said.data(), said.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
      ::shutdown(client, SHUT_WR);
    }
    ::close(client);
  }
}

}  // namespace sqlx::cli
