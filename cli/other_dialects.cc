#include "cli/other_dialects.h"

#include <fmt/format.h>

namespace sqlx::cli {
namespace {

constexpr int kMostAsked = 20;

}  // namespace

void OtherDialects::prepare() {
  Diagnostics ignored;  // whoever made the catalogue has told them
  for (wirepacks::WirePack& pack : catalog_.all(ignored)) {
    // One without a driver is a target: the common grammar reads more of it than its engine does.
    const bool is_source = !pack.is_abstract && !pack.connection.driver.empty();
    if (is_source && pack.name != from_.name) packs_.push_back(std::move(pack));
  }
  front_ends_.reserve(packs_.size());
  for (const wirepacks::WirePack& pack : packs_) front_ends_.emplace_back(pack);
}

const wirepacks::WirePack* OtherDialects::reader_of(const sql::StatementText& text) const {
  Arena arena;
  for (std::size_t i = 0; i < packs_.size(); ++i) {
    Diagnostics ignored;
    if (front_ends_[i].parse(text, arena, ignored) != nullptr) return &packs_[i];
  }
  return nullptr;
}

void OtherDialects::explain(const sql::StatementText& text, Diagnostics& diagnostics) {
  if (diagnostics.items().size() != 1 || asked_ == kMostAsked) return;
  Diagnostic& only = diagnostics.back();
  if (only.code != Code::kSyntaxError || !only.hint.empty()) return;
  if (asked_++ == 0) prepare();
  if (const wirepacks::WirePack* other = reader_of(text))
    only.hint = fmt::format("{} reads this: --from {}", other->title, other->name);
}

}  // namespace sqlx::cli
