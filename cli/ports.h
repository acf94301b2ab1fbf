// TCP ports of this machine: which are free, and whether somebody answers at one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sqlx::cli {

[[nodiscard]] bool is_port_free(const std::string& host, std::uint16_t port);

// The first free one from `port` on; nothing if there is none among the next hundred.
[[nodiscard]] std::optional<std::uint16_t> next_free_port(const std::string& host, std::uint16_t port);

// One that the system chooses.
[[nodiscard]] std::optional<std::uint16_t> any_free_port(const std::string& host);

// Whether a connection is taken there now.
[[nodiscard]] bool answers(const std::string& host, std::uint16_t port);

// Where a browser on this machine reaches a server that listens at `host`: every address is also this one.
[[nodiscard]] std::string reachable(const std::string& host);

}  // namespace sqlx::cli
