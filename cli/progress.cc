#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <string>

#include "base/text.h"

namespace sqlx::cli {
namespace {

constexpr std::string_view kWipe = "\r\033[K";
constexpr std::array kInterrupts = {SIGINT, SIGTERM, SIGHUP};

// Async-signal-safe: wipes the line, then dies of the signal as if it had not been caught.
extern "C" void wipe_and_die(int signal) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kWipe.data(), kWipe.size());
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

void on_interrupts(void (*handler)(int)) {
  for (const int signal : kInterrupts) std::signal(signal, handler);
}

}  // namespace

ProgressLine::ProgressLine(const Context& context)
    : context_(context), begin_(std::chrono::steady_clock::now()) {}

ProgressLine::~ProgressLine() {
  if (!drawn_) return;
  std::fwrite(kWipe.data(), 1, kWipe.size(), stderr);
  on_interrupts(SIG_DFL);
}

void ProgressLine::step(std::string_view what, std::size_t done, std::size_t total) {
  if (context_.verbosity == Verbosity::kQuiet) return;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin_;
  const std::string text =
      fmt::format("{} ({}/{}, {:.1f} s)", printable(what), done, total, elapsed.count());
  if (context_.progress_on_terminal) {
    if (!drawn_) on_interrupts(wipe_and_die);
    drawn_ = true;
    fmt::print(stderr, "{}{}", kWipe, text);
    std::fflush(stderr);
  } else if (elapsed.count() >= 1.0) {
    fmt::print(stderr, "{}\n", text);
  }
}

}  // namespace sqlx::cli
