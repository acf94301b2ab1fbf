// Two lists of named things, put side by side: which of them are the same thing at two times.
//
// Things meet by name, and those without one (SQLite's constraints) by what they say. What is on
// one side only comes with a null on the other.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ir/schema.h"

namespace sqlx::ir {

template <class T>
struct Pair {
  const T* before = nullptr;
  const T* after = nullptr;
};

// What tells a thing from the others of its list.
[[nodiscard]] std::string pairing_key(const Key& key);
[[nodiscard]] std::string pairing_key(const ForeignKey& key);
[[nodiscard]] std::string pairing_key(const Check& check);
[[nodiscard]] std::string pairing_key(const Routine& routine);
[[nodiscard]] std::string pairing_key(const Unsupported& item);

inline std::string pairing_name(const std::string& name) { return name; }
inline std::string pairing_name(const ObjectName& name) { return identity(name); }

template <class T>
[[nodiscard]] std::string pairing_key(const T& item) {
  return pairing_name(item.name);
}

// What was there before, in that order, then what is new, in its order.
template <class T>
[[nodiscard]] std::vector<Pair<T>> pair_up(const std::vector<T>& before,
                                           const std::vector<T>& after) {
  std::vector<Pair<T>> pairs;
  std::multimap<std::string, std::size_t> open;  // those that have not met
  for (const T& item : before) {
    open.emplace(pairing_key(item), pairs.size());
    pairs.push_back({&item, nullptr});
  }
  for (const T& item : after) {
    const auto found = open.lower_bound(pairing_key(item));
    if (found == open.end() || found->first != pairing_key(item)) {
      pairs.push_back({nullptr, &item});
      continue;
    }
    pairs[found->second].after = &item;
    open.erase(found);
  }
  return pairs;
}

}  // namespace sqlx::ir
