#include "ir/name_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace sqlx::ir {
namespace {

std::string numbered(const std::string& stem, unsigned number) {
  return fmt::format("{}{}{}", stem, is_digit(stem.back()) ? "_" : "", number);
}

// What the configuration may say is narrower than what is legal: case tells a type from a field.
std::string objection_to_case(std::string_view name, NameUse use) {
  if (use == NameUse::kType && !is_upper(name.front()))
    return "it does not begin with a capital letter";
  if (use == NameUse::kField && is_upper(name.front())) return "it begins with a capital letter";
  return {};
}

}  // namespace

std::string objection(std::string_view name, NameUse use) {
  if (use != NameUse::kPath && !is_identifier(name))
    return "it is not an identifier of TypeScript and GraphQL";
  if (is_reserved(name, use)) return "that word has a meaning of its own";
  return {};
}

std::string Scope::folded(std::string_view name) const {
  return letters_ == Case::kIgnored ? lower(name) : std::string(name);
}

bool Scope::take(const Claim& claim, std::string_view name, const GivenName* given) {
  if (!objection(name, claim.use).empty()) return false;
  if (!taken_.try_emplace(folded(name), Owner{.claim = &claim, .given = given}).second)
    return false;
  *claim.name = name;
  return true;
}

// `claim` could not have its name. If that is because somebody else was given it by the
// configuration, and would have had to give way otherwise, the configuration is wrong.
void Scope::blame_override(const Claim& claim, std::string_view name) {
  const auto found = taken_.find(folded(name));
  if (found == taken_.end()) return;
  Owner& owner = found->second;
  if (owner.given == nullptr || owner.blamed || claim.tier > owner.claim->tier) return;
  owner.blamed = true;
  rulings_.diagnostics.add(
      Code::kNameOverrideInvalid,
      fmt::format("`{}` cannot be the name of {}, because it is the name of {}", name,
                  printable(owner.claim->key), printable(claim.key)),
      owner.given->where, "choose another name, or give the other one a new name too");
}

void Scope::settle_overrides() {
  for (const Claim& claim : claims_) {
    const auto found = rulings_.overrides.find(claim.key);
    if (found == rulings_.overrides.end()) continue;
    const GivenName& given = found->second;
    std::string reason = objection(given.name, claim.use);
    if (reason.empty()) reason = objection_to_case(given.name, claim.use);
    if (reason.empty() && take(claim, given.name, &given)) continue;
    if (reason.empty()) reason = "something else in the same place was given that name";
    rulings_.diagnostics.add(Code::kNameOverrideInvalid,
                             fmt::format("`{}` cannot be the name of {}: {}", printable(given.name),
                                         printable(claim.key), reason),
                             given.where, "choose another name");
  }
}

void Scope::settle_locked() {
  for (const Claim& claim : claims_) {
    if (!claim.name->empty() || !claim.locked) continue;
    const auto found = rulings_.lock.names.find(claim.key);
    if (found == rulings_.lock.names.end()) continue;
    if (!take(claim, found->second)) blame_override(claim, found->second);
  }
}

void Scope::settle_numbered(const Claim& claim, const std::string& stem) {
  unsigned& number = numbers_.try_emplace(stem, 1U).first->second;
  while (!take(claim, numbered(stem, ++number))) {
  }
}

void Scope::settle_tier(std::vector<const Claim*> waiting) {
  std::vector<std::vector<std::string>> wishes;
  wishes.reserve(waiting.size());
  for (const Claim* claim : waiting) wishes.push_back(claim->candidates());
  const auto longest =
      std::max_element(wishes.begin(), wishes.end(),
                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
  const std::size_t rounds = longest == wishes.end() ? 0 : longest->size();
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (!waiting[i]->name->empty() || round >= wishes[i].size()) continue;
      if (!take(*waiting[i], wishes[i][round]) && round == 0)
        blame_override(*waiting[i], wishes[i][round]);
    }
  }
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (waiting[i]->name->empty()) settle_numbered(*waiting[i], wishes[i].back());
  }
}

void Scope::settle() {
  std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
    return std::tie(a.tier, a.rank, a.key) < std::tie(b.tier, b.rank, b.key);
  });
  settle_overrides();
  settle_locked();
  for (std::size_t i = 0; i < claims_.size();) {
    const int tier = claims_[i].tier;
    std::vector<const Claim*> waiting;
    for (; i < claims_.size() && claims_[i].tier == tier; ++i) {
      if (claims_[i].name->empty()) waiting.push_back(&claims_[i]);
    }
    settle_tier(std::move(waiting));
  }
}

}  // namespace sqlx::ir
