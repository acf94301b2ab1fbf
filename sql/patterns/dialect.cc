#include "sql/patterns/dialect.h"

#include <algorithm>
#include <bit>

#include "base/folded_word.h"
#include "sql/patterns/compile.h"

namespace sqlx::sql {
namespace {

using wirepacks::FunctionRow;
using wirepacks::WirePack;

// A number for what stands outermost: the same for all nodes that one rule may match.
std::uint32_t head(const Expr& node) {
  const auto* call = node.as<Call>();
  if (call == nullptr) return static_cast<std::uint32_t>(node.kind) + 1;
  if (call->meaning != Meaning::kNone)
    return 0x1000'0000U | static_cast<std::uint32_t>(call->meaning);
  const auto form = static_cast<std::uint32_t>(call->form);
  if (call->name.empty() || call->name.back().text.empty()) return 0x2000'0000U | form;
  return (static_cast<std::uint32_t>(hash_folded(call->name.back().text)) ^ form) | 0x8000'0000U;
}

}  // namespace

void RuleTable::index() {
  std::stable_sort(rules_.begin(), rules_.end(),
                   [](const Rule& a, const Rule& b) { return head(*a.match) < head(*b.match); });
  ranges_.assign(std::bit_ceil(rules_.size() * 2 + 1), {});
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    kinds_.set(static_cast<std::size_t>(rules_[i].match->kind));
    const std::uint32_t found = head(*rules_[i].match);
    Range& range = ranges_[place_of(found)];
    if (range.count++ == 0) range = {found, i, 1};
  }
}

// Where a head's rules are, or the free slot where they would be.
std::size_t RuleTable::place_of(std::uint32_t head) const {
  constexpr std::uint32_t kSpread = 0x9E3779B1U;  // heads that follow each other end up far apart
  const std::size_t mask = ranges_.size() - 1;
  std::size_t at = (head * kSpread >> 16U) & mask;
  while (ranges_[at].count != 0 && ranges_[at].head != head) at = (at + 1) & mask;
  return at;
}

std::span<const Rule> RuleTable::with_head_of(const Expr& node) const {
  const Range& range = ranges_[place_of(head(node))];
  return {rules_.data() + range.first, range.count};
}

std::vector<std::string> RuleTable::function_names() const {
  std::vector<std::string> names;
  for (const Rule& rule : rules_) {
    const auto* call = rule.match->as<Call>();
    if (call != nullptr && call->form == CallForm::kFunction && !call->name.empty())
      names.emplace_back(call->name.back().text);
  }
  std::sort(names.begin(), names.end());  // of two that are as near, the same is proposed always
  return names;
}

bool Dialect::add_rule(const FunctionRow& row, std::string_view spelled, Diagnostics& diagnostics) {
  const auto rule =
      compile_rule(row, spelled, use_ == Use::kReading, grammar_, pack_.name, arena_, diagnostics);
  if (rule) rules_.add(*rule);
  return rule.has_value();
}

bool Dialect::add(const FunctionRow& row, Diagnostics& diagnostics) {
  if (use_ == Use::kWriting) {
    const std::string& written = row.emulates.empty() ? row.writes : row.emulates;
    const bool is_refused = !row.refuses.empty() && !row.means.empty();
    return (written.empty() && !is_refused) || add_rule(row, written, diagnostics);
  }
  bool good = row.writes.empty() || add_rule(row, row.writes, diagnostics);
  for (const std::string& spelled : row.reads) good &= add_rule(row, spelled, diagnostics);
  return good;
}

std::unique_ptr<Dialect> Dialect::make(const WirePack& pack, Use use, Diagnostics& diagnostics) {
  std::unique_ptr<Dialect> dialect(new Dialect(pack, use));
  bool good = true;
  for (const FunctionRow& row : pack.functions) {
    if (!row.needs || pack.has(*row.needs)) good &= dialect->add(row, diagnostics);
  }
  if (!good) return nullptr;
  dialect->rules_.index();
  return dialect;
}

}  // namespace sqlx::sql
