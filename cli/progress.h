// What is being done, for someone who waits: one line on a terminal that is drawn over and wiped at
// the end; elsewhere a plain line a step, once a second has passed.
//
// Ctrl-C in the middle wipes the line too; files need no such care, because base/file.h replaces
// them in one step.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "cli/context.h"
#include "introspect/engine.h"

namespace sqlx::cli {

class ProgressLine final : public introspect::Progress {
 public:
  explicit ProgressLine(const Context& context);
  ~ProgressLine() override;

  void step(std::string_view what, std::size_t done, std::size_t total) override;

 private:
  const Context& context_;
  std::chrono::steady_clock::time_point begin_;
  bool drawn_ = false;
};

}  // namespace sqlx::cli
