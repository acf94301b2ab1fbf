#include "cli/dev_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/dev_stand_in.h"

namespace sqlx::cli {
namespace {

constexpr std::chrono::seconds kPatience{30};  // to come up
constexpr std::chrono::seconds kGrace{3};      // to end
constexpr std::size_t kMostLines = 15;
constexpr std::string_view kReady = "\"ready\"";

void report_end(const std::vector<std::string>& said, int code, Diagnostics& diagnostics) {
  Diagnostic& told = diagnostics.add(
      Code::kServerEnded, fmt::format("the server ended by itself, with exit code {}", code), {},
      "mend what it says, and save: it is tried again");
  const std::size_t first = said.size() > kMostLines ? said.size() - kMostLines : 0;
  for (std::size_t i = first; i < said.size(); ++i) told.notes.push_back({said[i], {}});
}

std::string message(const std::string& troubles) {
  return nlohmann::json{{"troubles", troubles}}.dump(-1, ' ', false,
                                                     nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::optional<DevServer::Served> DevServer::start(VariableMap variables,
                                                  Diagnostics& diagnostics) const {
  auto channel = DevChannel::open();
  if (!channel) {
    diagnostics.add(Code::kServerEnded, "there are too many open files to start a server", {},
                    "raise the limit: ulimit -n");
    return std::nullopt;
  }
  variables.insert_or_assign("LISTEN_FDS", "1");
  variables.insert_or_assign("NODE_CHANNEL_FD", "4");
  variables.insert_or_assign("SQLX_DEV", "true");
  auto child =
      ChildProcess::start({.words = {"node", "--enable-source-maps", "dist/server/main.js"},
                           .folder = folder_,
                           .variables = std::move(variables),
                           .inherited = {listener_.descriptor(), channel->other_end()}},
                          diagnostics);
  if (!child) return std::nullopt;
  channel->leave_other_end();
  return Served{std::move(*child), std::move(*channel), {}};
}

bool DevServer::comes_up(Served& served, Diagnostics& diagnostics) const {
  std::vector<std::string> said;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!interrupted_({served.child.output(), served.channel.descriptor()}) &&
         std::chrono::steady_clock::now() < deadline) {
    for (std::string& line : served.child.read_lines()) said.push_back(std::move(line));
    if (const auto code = served.child.exit_code()) {
      report_end(said, *code, diagnostics);
      return false;
    }
    const std::vector<std::string> told = served.channel.read_lines();
    if (std::find(told.begin(), told.end(), kReady) == told.end()) continue;
    for (const std::string& line : said) tell_(line);
    return true;
  }
  diagnostics.add(Code::kServerEnded,
                  fmt::format("the server did not come up within {} s", kPatience.count()), {},
                  "look at what it waits for when it starts");
  return false;
}

bool DevServer::exchange(VariableMap variables, Diagnostics& diagnostics) {
  auto newer = start(std::move(variables), diagnostics);
  if (!newer || !comes_up(*newer, diagnostics)) return false;
  end();
  served_ = std::move(newer);
  return true;
}

bool DevServer::look_after(Diagnostics& diagnostics) {
  if (!served_) return true;
  std::vector<std::string> said = served_->child.read_lines();
  for (const std::string& line : said) tell_(line);
  const auto code = served_->child.exit_code();
  if (!code) return true;
  for (std::string& line : served_->child.read_lines()) said.push_back(std::move(line));
  report_end(said, *code, diagnostics);
  served_.reset();
  return false;
}

void DevServer::show(const std::string& troubles, const std::string& state) {
  if (!served_) return stand_in(listener_, troubles, state);
  if (troubles == served_->shown) return;
  served_->shown = troubles;
  served_->channel.send(message(troubles));
}

void DevServer::end() {
  if (served_) served_->child.end(kGrace);
  served_.reset();
}

}  // namespace sqlx::cli
