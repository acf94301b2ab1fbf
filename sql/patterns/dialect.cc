#include "sql/patterns/dialect.h"

#include <algorithm>

#include "base/text.h"
#include "sql/patterns/compile.h"

namespace sqlx::sql {
namespace {

using wirepacks::FunctionRow;
using wirepacks::WirePack;

// A number for what stands outermost: the same for all nodes that one rule may match.
std::uint32_t head(const Expr& node) {
  const auto* call = node.as<Call>();
  if (call == nullptr) return static_cast<std::uint32_t>(node.kind);
  if (call->meaning != Meaning::kNone) return 0x1000'0000U | static_cast<std::uint32_t>(call->meaning);
  std::uint32_t hash = 2166136261U ^ static_cast<std::uint32_t>(call->form);
  if (call->name.empty()) return hash;
  for (const char c : call->name.back().text) hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 16777619U;
  return hash | 0x8000'0000U;
}

}  // namespace

void RuleTable::index() {
  std::stable_sort(rules_.begin(), rules_.end(), [](const Rule& a, const Rule& b) { return head(*a.match) < head(*b.match); });
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    Range& range = ranges_[head(*rules_[i].match)];
    if (range.count++ == 0) range.first = i;
  }
}

std::span<const Rule> RuleTable::candidates(const Expr& node) const {
  const auto found = ranges_.find(head(node));
  if (found == ranges_.end()) return {};
  return {&rules_[found->second.first], found->second.count};
}

bool Dialect::add_rule(const FunctionRow& row, std::string_view spelled, bool is_reading, Diagnostics& diagnostics) {
  const auto rule = compile_rule(row, spelled, is_reading, grammar_, pack_.name, arena_, diagnostics);
  if (rule) (is_reading ? reading_ : writing_).add(*rule);
  return rule.has_value();
}

bool Dialect::add(const FunctionRow& row, Diagnostics& diagnostics) {
  bool good = true;
  if (!row.writes.empty()) good &= add_rule(row, row.writes, true, diagnostics);
  for (const std::string& spelled : row.reads) good &= add_rule(row, spelled, true, diagnostics);
  const std::string& written = row.emulates.empty() ? row.writes : row.emulates;
  const bool is_refused = !row.refuses.empty() && !row.means.empty();
  if (!written.empty() || is_refused) good &= add_rule(row, written, false, diagnostics);
  return good;
}

std::unique_ptr<Dialect> Dialect::make(const WirePack& pack, Diagnostics& diagnostics) {
  std::unique_ptr<Dialect> dialect(new Dialect(pack));
  bool good = true;
  for (const FunctionRow& row : pack.functions) {
    if (!row.needs || pack.has(*row.needs)) good &= dialect->add(row, diagnostics);
  }
  if (!good) return nullptr;
  dialect->reading_.index();
  dialect->writing_.index();
  return dialect;
}

}  // namespace sqlx::sql
