#include "cli/dev_server.h"

#include <fmt/format.h>

#include <utility>

#include "cli/ports.h"

namespace sqlx::cli {
namespace {

constexpr std::chrono::seconds kPatience{30};  // to come up
constexpr std::chrono::seconds kGrace{3};      // to end
constexpr std::size_t kMostLines = 15;

void report_end(const std::vector<std::string>& said, int code, Diagnostics& diagnostics) {
  Diagnostic& told = diagnostics.add(Code::kServerEnded, fmt::format("the server ended by itself, with exit code {}", code), {}, "mend what it says, and save: it is tried again");
  const std::size_t first = said.size() > kMostLines ? said.size() - kMostLines : 0;
  for (std::size_t i = first; i < said.size(); ++i) told.notes.push_back({said[i], {}});
}

}  // namespace

std::optional<ChildProcess> DevServer::come_up(VariableMap variables, std::uint16_t port, Diagnostics& diagnostics) {
  variables.insert_or_assign("PORT", fmt::to_string(port));
  variables.insert_or_assign("HOST", address_.host);
  auto child = ChildProcess::start({.words = {"node", "--enable-source-maps", "dist/server/main.js"}, .folder = folder_, .variables = std::move(variables)}, diagnostics);
  if (!child) return std::nullopt;
  std::vector<std::string> said;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!interrupted_() && std::chrono::steady_clock::now() < deadline) {
    for (std::string& line : child->read_lines()) said.push_back(std::move(line));
    if (const auto code = child->exit_code()) {
      report_end(said, *code, diagnostics);
      return std::nullopt;
    }
    if (answers(address_.host, port)) {
      for (const std::string& line : said) tell_(line);
      return child;
    }
  }
  diagnostics.add(Code::kServerEnded, fmt::format("the server did not come up within {} s", kPatience.count()), {}, "look at what it waits for when it starts");
  return std::nullopt;
}

bool DevServer::exchange(VariableMap variables, Diagnostics& diagnostics) {
  if (child_) {
    const auto spare = any_free_port(address_.host);
    auto trial = come_up(variables, spare.value_or(0), diagnostics);
    if (!trial) return false;
    trial->end(std::chrono::milliseconds(0));
    child_->end(kGrace);
    child_.reset();
  }
  child_ = come_up(std::move(variables), address_.port, diagnostics);
  return child_.has_value();
}

bool DevServer::look_after(Diagnostics& diagnostics) {
  if (!child_) return true;
  std::vector<std::string> said = child_->read_lines();
  for (const std::string& line : said) tell_(line);
  const auto code = child_->exit_code();
  if (!code) return true;
  for (std::string& line : child_->read_lines()) said.push_back(std::move(line));
  report_end(said, *code, diagnostics);
  child_.reset();
  return false;
}

void DevServer::end() {
  if (child_) child_->end(kGrace);
  child_.reset();
}

}  // namespace sqlx::cli
