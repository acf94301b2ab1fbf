// Telling names apart: one scope is one place (a class, an enum, a GraphQL schema) in which each
// name may stand for one thing only.
//
// Whatever wants a name makes a `Claim`, with the names that it would like, best first. The scope
// then gives them out:
//   1. what the user's configuration says;
//   2. what the lock says, to whom the configuration says nothing;
//   3. to the rest the first of its candidates that is free, tier by tier, then rank, then key;
//   first choices go before second ones; and when
//      all are taken, a number is put behind the last: userId2.
// The order in which claims were made never matters, because a key is unique and made of the
// schema's names (ir/name_keys.h).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "ir/identifier.h"
#include "ir/name_lock.h"

namespace sqlx::ir {

struct GivenName {
  std::string name;
  Place where;
};

// What was decided before any rule: overrides by key, and the lock.
struct Rulings {
  std::unordered_map<std::string, GivenName> overrides;
  const NameLock& lock;
  Diagnostics& diagnostics;
};

struct Claim {
  std::string key;
  NameUse use = NameUse::kField;
  int tier = 0;        // names of a lower tier win: a relation gives way to a column
  int rank = 0;        // among a tier
  bool locked = true;  // does the lock have a say?
  std::function<std::vector<std::string>()>
      candidates;               // asked when its tier's turn has come; at least one
  std::string* name = nullptr;  // where the name goes
};

// Why a name cannot be used for that; empty if it can.
[[nodiscard]] std::string objection(std::string_view name, NameUse use);

class Scope {
 public:
  enum class Case : bool { kDistinguished, kIgnored };

  Scope(const Rulings& rulings, Case letters) : rulings_(rulings), letters_(letters) {}

  void add(Claim claim) { claims_.push_back(std::move(claim)); }
  void settle();

 private:
  struct Owner {
    const Claim* claim = nullptr;
    const GivenName* given = nullptr;  // by the configuration
    bool blamed = false;
  };

  [[nodiscard]] std::string folded(std::string_view name) const;
  bool take(const Claim& claim, std::string_view name, const GivenName* given = nullptr);
  void blame_override(const Claim& claim, std::string_view name);
  void settle_overrides();
  void settle_locked();
  void settle_tier(std::vector<const Claim*> waiting);
  void settle_numbered(const Claim& claim, const std::string& stem);

  const Rulings& rulings_;
  Case letters_;
  std::vector<Claim> claims_;
  std::unordered_map<std::string, Owner> taken_;
  std::unordered_map<std::string, unsigned> numbers_;  // by stem, the last that was tried
};

}  // namespace sqlx::ir
