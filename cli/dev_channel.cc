#include "cli/dev_channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace sqlx::cli {

std::optional<DevChannel> DevChannel::open() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
    return std::nullopt;
  return DevChannel(ends[0], ends[1]);
}

DevChannel::DevChannel(DevChannel&& other) noexcept
    : own_(std::exchange(other.own_, -1)),
      other_(std::exchange(other.other_, -1)),
      unfinished_(std::move(other.unfinished_)),
      unsent_(std::move(other.unsent_)) {}

DevChannel& DevChannel::operator=(DevChannel&& other) noexcept {
  std::swap(own_, other.own_);
  std::swap(other_, other.other_);
  std::swap(unfinished_, other.unfinished_);
  std::swap(unsent_, other.unsent_);
  return *this;
}

DevChannel::~DevChannel() {
  leave_other_end();
  if (own_ >= 0) ::close(own_);
}

void DevChannel::leave_other_end() {
  if (other_ >= 0) ::close(other_);
  other_ = -1;
}

std::vector<std::string> DevChannel::read_lines() {
  std::array<char, 1024> block{};
  ssize_t count = 0;
  while ((count = ::recv(own_, block.data(), block.size(), MSG_DONTWAIT)) > 0)
    unfinished_.append(block.data(), static_cast<std::size_t>(count));
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = unfinished_.find('\n', begin)) != std::string::npos;
       begin = end + 1)
    lines.push_back(unfinished_.substr(begin, end - begin));
  unfinished_.erase(0, begin);
  return lines;
}

void DevChannel::send(const std::string& json) {
  unsent_ += json + '\n';
  const ssize_t taken = ::send(own_, unsent_.data(), unsent_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (taken > 0) unsent_.erase(0, static_cast<std::size_t>(taken));
}

}  // namespace sqlx::cli
