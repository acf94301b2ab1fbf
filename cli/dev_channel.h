// Messages between `sqlx dev` and the server that it runs, as between Node's own processes: a line
// of JSON for each, over one socket, whose other end the server finds by NODE_CHANNEL_FD.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sqlx::cli {

class DevChannel {
 public:
  static std::optional<DevChannel> open();

  DevChannel(DevChannel&& other) noexcept;
  DevChannel& operator=(DevChannel&& other) noexcept;
  ~DevChannel();

  [[nodiscard]] int descriptor() const { return own_; }  // for poll()
  [[nodiscard]] int other_end() const { return other_; }
  void leave_other_end();  // once the server has it

  [[nodiscard]] std::vector<std::string> read_lines();

  // What is not taken now goes with the next one: half a message would be an error there.
  void send(const std::string& json);

 private:
  DevChannel(int own, int other) : own_(own), other_(other) {}

  int own_ = -1;
  int other_ = -1;
  std::string unfinished_;
  std::string unsent_;
};

}  // namespace sqlx::cli
