#include "generators/package_name.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace sqlx::generators {
namespace {

constexpr std::size_t kMostOfLabel = 63;  // characters of a name in DNS
constexpr std::array<std::string_view, 9> kWordsOfYaml{"true", "false", "null", "yes", "no",
                                                       "on",   "off",   "y",    "n"};

std::string without_last_hyphens(std::string name) {
  while (name.ends_with('-')) name.pop_back();
  return name;
}

}  // namespace

std::string package_name(std::string_view name) {
  std::string out;
  for (const char c : lower(name)) {
    const bool taken = is_lower(c) || is_digit(c);
    if (taken || (!out.empty() && out.back() != '-')) out += taken ? c : '-';
  }
  out = without_last_hyphens(std::move(out));
  return out.empty() ? "app" : out;
}

std::string deployed_name(std::string_view name) {
  std::string out = package_name(name);
  if (!is_lower(out.front()) || std::ranges::find(kWordsOfYaml, out) != kWordsOfYaml.end())
    out.insert(0, "app-");
  out.resize(std::min(out.size(), kMostOfLabel));
  return without_last_hyphens(std::move(out));
}

}  // namespace sqlx::generators
