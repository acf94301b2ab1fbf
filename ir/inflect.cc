#include "ir/inflect.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "ir/identifier.h"

namespace sqlx::ir {
namespace {

using std::string_view;

struct Irregular {
  string_view singular;
  string_view plural;
};

constexpr auto kIrregular = std::to_array<Irregular>({
#define SQLX_IRREGULAR(singular, plural) {singular, plural},
#define SQLX_INVARIANT(word) {word, word},
#define SQLX_SHORT(plural)
#include "ir/inflect_words.def"
#undef SQLX_IRREGULAR
#undef SQLX_INVARIANT
#undef SQLX_SHORT
});

constexpr auto kShort = std::to_array<string_view>({
#define SQLX_IRREGULAR(singular, plural)
#define SQLX_INVARIANT(word)
#define SQLX_SHORT(plural) plural,
#include "ir/inflect_words.def"
#undef SQLX_IRREGULAR
#undef SQLX_INVARIANT
#undef SQLX_SHORT
});

constexpr std::size_t kShortWord = 4;     // up to here, only plurals that are listed
constexpr std::size_t kEndsLonger = 6;    // from here on, an irregular word may end a longer one
constexpr std::size_t kConsonantRun = 7;  // so many in a row are no English word

bool is_vowel(char c) { return string_view("aeiou").find(c) != string_view::npos; }

bool is_consonant(char c) { return is_letter(c) && !is_vowel(c); }

bool ends_with_any(string_view word, std::initializer_list<string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](string_view end) { return word.ends_with(end); });
}

using Side = string_view Irregular::*;

// Of two rows with one word on that side (bases: base, basis) the first in the alphabet is found.
constexpr auto sorted_by(Side from, Side to) {
  auto rows = kIrregular;
  std::sort(rows.begin(), rows.end(), [&](const Irregular& a, const Irregular& b) {
    return a.*from != b.*from ? a.*from < b.*from : a.*to < b.*to;
  });
  return rows;
}

constexpr auto kBySingular = sorted_by(&Irregular::singular, &Irregular::plural);
constexpr auto kByPlural = sorted_by(&Irregular::plural, &Irregular::singular);

// Looks `word` up on one side of the irregular words and gives the other side.
std::optional<std::string> exchange_whole(string_view word, Side from, Side to) {
  const auto& rows = from == &Irregular::singular ? kBySingular : kByPlural;
  const auto* const row = std::lower_bound(
      rows.begin(), rows.end(), word,
      [&](const Irregular& each, string_view wanted) { return each.*from < wanted; });
  return row != rows.end() && row->*from == word ? std::optional(std::string(row->*to))
                                                 : std::nullopt;
}

// The same for the end of a compound: salespeople, timeseries.
std::optional<std::string> exchange_end(string_view word, Side from, Side to) {
  for (const Irregular& row : kIrregular) {
    const string_view end = row.*from;
    if (end.size() < kEndsLonger || end.back() != word.back() || !word.ends_with(end)) continue;
    return std::string(word.substr(0, word.size() - end.size())) + std::string(row.*to);
  }
  return std::nullopt;
}

// Nothing for a word that the table does not hold; the word itself if it is on the side `to`
// already.
std::optional<std::string> exchange(string_view word, Side from, Side to) {
  for (const auto look_up : {exchange_whole, exchange_end}) {
    if (look_up(word, to, from)) return std::string(word);
    if (auto found = look_up(word, from, to)) return found;
  }
  return std::nullopt;
}

// The media and the data are singular enough in a schema: `Media` and `Data` are what people call
// such a row.
bool stays(string_view plural) { return plural == "data" || plural == "media"; }

bool looks_english(string_view stem) {
  std::size_t run = 0;
  bool vowel = false;
  for (const char c : stem) {
    const bool consonant = is_consonant(c) && c != 'y';
    vowel = vowel || !consonant;
    run = consonant ? run + 1 : 0;
    if (run >= kConsonantRun) return false;
  }
  return vowel;
}

std::string without(string_view word, std::size_t count, string_view added = {}) {
  return std::string(word.substr(0, word.size() - count)) + std::string(added);
}

std::string singular_by_rule(string_view word) {
  if (!word.ends_with('s') || ends_with_any(word, {"ss", "us", "is"})) return std::string(word);
  if (word.size() <= kShortWord) {
    const bool known = std::find(kShort.begin(), kShort.end(), word) != kShort.end();
    return known ? without(word, 1) : std::string(word);
  }
  if (!looks_english(word.substr(0, word.size() - 1))) return std::string(word);
  if (word.ends_with("ies")) return without(word, 3, "y");
  if (ends_with_any(word, {"sses", "shes", "ches", "xes", "zzes", "oes"})) return without(word, 2);
  if (word.ends_with("ys") && !is_vowel(word[word.size() - 3])) return std::string(word);
  return without(word, 1);
}

std::string singular_of(string_view word) {
  if (stays(word)) return std::string(word);
  const auto known = exchange(word, &Irregular::plural, &Irregular::singular);
  return known ? *known : singular_by_rule(word);
}

std::string plural_by_rule(string_view word) {
  const char last = word.back();
  if (word.ends_with("ss") || ends_with_any(word, {"x", "z", "ch", "sh"}))
    return without(word, 0, "es");
  if (last == 's') return std::string(word);  // unknown, or a plural already
  if (last == 'y' && word.size() > 1 && is_consonant(word[word.size() - 2]))
    return without(word, 1, "ies");
  return without(word, 0, "s");
}

std::string plural_of(string_view word) {
  const auto known = exchange(word, &Irregular::singular, &Irregular::plural);
  return known ? *known : plural_by_rule(word);
}

// What the last word becomes is worked out in lower case; letters that stay keep their case, new
// ones are upper case only where the whole name is.
std::string inflected(string_view name, std::string (*inflect)(string_view)) {
  const std::vector<string_view> parts = split_words(name);
  if (parts.empty()) return std::string(name);
  const string_view last = parts.back();
  const bool letters = std::all_of(last.begin(), last.end(), is_letter);
  if (!letters || last.data() + last.size() != name.data() + name.size()) return std::string(name);
  const std::string before = lower(last);
  std::string after = inflect(before);
  const auto kept = std::mismatch(before.begin(), before.end(), after.begin(), after.end()).second -
                    after.begin();
  const bool shouts = name.size() > 1 && std::none_of(name.begin(), name.end(), is_lower);
  if (shouts) after = upper(after);
  std::copy(last.begin(), last.begin() + kept, after.begin());
  return without(name, last.size(), after);
}

}  // namespace

std::string singular(string_view name) { return inflected(name, singular_of); }
std::string plural(string_view name) { return inflected(name, plural_of); }

}  // namespace sqlx::ir
