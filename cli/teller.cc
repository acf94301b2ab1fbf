#include "cli/teller.h"

#include <fmt/format.h>

namespace sqlx::cli {
namespace {

constexpr std::size_t kMostOfACode = 20;

}  // namespace

void Teller::tell(const Diagnostics& diagnostics) {
  if (diagnostics.empty()) return;
  if (exit_code_ == kExitDone) exit_code_ = diagnostics.exit_code();
  for (const Diagnostic& item : diagnostics.items()) {
    if (counts_[item.code]++ < kMostOfACode) context_.tell(item);
  }
}

void Teller::finish() const {
  for (const auto& [code, count] : counts_) {
    if (count > kMostOfACode)
      context_.say(fmt::format("and {} more of {} ({})\n", count - kMostOfACode, to_string(code),
                               info(code).title));
  }
}

}  // namespace sqlx::cli
