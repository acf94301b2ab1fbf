#include "cli/output.h"

#include "cli/context.h"

namespace sqlx::cli {
namespace {

constexpr std::size_t kBlock = std::size_t{64} * 1024;

}  // namespace

void Output::piece_done() {
  if (text.size() >= kBlock) flush();
}

void Output::flush() {
  if (!text.empty() && !has_failed()) deliver(text, "", diagnostics_);
  text.clear();
}

}  // namespace sqlx::cli
