#include "cli/dev_screen.h"

#include <fmt/format.h>

#include "base/diagnostic_text.h"
#include "base/text.h"

namespace sqlx::cli {
namespace {

constexpr std::size_t kMostLines = 12;
constexpr std::string_view kClear = "\x1b[H\x1b[2J\x1b[3J";

std::string text_of(const Diagnostics& diagnostics, Colour colour) {
  std::string text;
  for (const Diagnostic& each : diagnostics.items()) {
    if (each.severity == Severity::kError) append_text(text, each, colour);
  }
  return text;
}

}  // namespace

void DevScreen::set_address(std::vector<std::string> paths, const std::string& origin) {
  addresses_ = std::move(paths);
  for (std::string& address : addresses_) address.insert(0, origin);
  draw();
}

void DevScreen::set_state(const std::string& state) {
  if (state == state_) return;
  state_ = state;
  if (context_.progress_on_terminal) return draw();
  context_.say(fmt::format("{}{}\n", state_, state_ == kUp ? ": " + join(addresses_, ", ") : ""));
}

void DevScreen::tell(const std::string& text) {
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    happened_.emplace_back(line);
    if (happened_.size() > kMostLines) happened_.pop_front();
    if (!context_.progress_on_terminal) context_.say(fmt::format("{}\n", line));
  }
  draw();
}

void DevScreen::trouble(Trouble kind, const Diagnostics& diagnostics) {
  const auto place = static_cast<std::size_t>(kind);
  std::string text = text_of(diagnostics, Colour::kOff);
  if (text == troubles_[place]) return;
  troubles_[place] = std::move(text);
  shown_troubles_[place] = text_of(diagnostics, context_.colour);
  if (!context_.progress_on_terminal) context_.say(shown_troubles_[place]);
  draw();
}

void DevScreen::mended(Trouble kind) {
  const auto place = static_cast<std::size_t>(kind);
  if (troubles_[place].empty()) return;
  troubles_[place].clear();
  shown_troubles_[place].clear();
  if (!context_.progress_on_terminal) context_.say("that is mended\n");
  draw();
}

std::string DevScreen::troubles() const {
  std::string all;
  for (const std::string& trouble : troubles_) {
    if (!trouble.empty()) all += (all.empty() ? "" : "\n") + trouble;
  }
  return all;
}

std::string DevScreen::screen() const {
  std::string out = fmt::format("sqlx dev  {}\n\n", title_);
  for (const std::string& address : addresses_) out += fmt::format("  {}\n", address);
  out += fmt::format("\n  {}; Ctrl-C ends it\n\n", state_);
  for (const std::string& line : happened_) out += fmt::format("  {}\n", line);
  for (const std::string& trouble : shown_troubles_) {
    if (!trouble.empty()) out += '\n' + trouble;
  }
  return out;
}

void DevScreen::draw() const {
  if (context_.progress_on_terminal) context_.say(std::string(kClear) + screen());
}

}  // namespace sqlx::cli
