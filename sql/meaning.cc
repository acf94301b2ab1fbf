#include "sql/meaning.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace sqlx::sql {
namespace {

constexpr MeaningInfo kMeanings[] = {
    {"", Gives::kUnknown, Takes::kAnything, NullRule::kMaybe, Role::kScalar},
#define SQLX_MEANING(enumerator, name, gives, takes, nulls, role) \
  {name, Gives::gives, Takes::takes, NullRule::nulls, Role::role},
#include "sql/meanings.def"
#undef SQLX_MEANING
};

using ByName = std::array<std::pair<std::string_view, Meaning>, std::size(kMeanings)>;

constexpr ByName sorted_by_name() {
  ByName names;
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = {kMeanings[i].name, static_cast<Meaning>(i)};
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

const MeaningInfo& info(Meaning meaning) { return kMeanings[static_cast<std::size_t>(meaning)]; }

std::string_view to_string(Meaning meaning) { return info(meaning).name; }

std::optional<Meaning> meaning_named(std::string_view name) {
  static constexpr ByName kNames = sorted_by_name();
  const auto found =
      std::lower_bound(kNames.begin(), kNames.end(), name,
                       [](const auto& row, std::string_view wanted) { return row.first < wanted; });
  if (name.empty() || found == kNames.end() || found->first != name) return std::nullopt;
  return found->second;
}

}  // namespace sqlx::sql
