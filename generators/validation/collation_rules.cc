#include "generators/validation/collation_rules.h"

#include "base/text.h"

namespace sqlx::generators {
namespace {

struct Row {
  std::string_view contains;  // anywhere in the name
  std::string_view ends;
  bool is_whole;  // `ends` is the whole name
  CollationRule rule;
};

// The first that fits; all in lower case.
constexpr Row kRows[] = {
    {"", kOwnCollation, true, {"", false, false}},
    {"", "c", true, {"exact", true, true}},
    {"", "posix", true, {"exact", true, true}},
    {"", "c.utf-8", true, {"exact", true, true}},
    {"", "c.utf8", true, {"exact", true, true}},
    {"", "ucs_basic", true, {"exact", true, true}},
    {"", "binary", true, {"exact", true, true}},
    {"", "nocase", true, {"nocase", true, true}},
    {"", "rtrim", true, {"padded", false, true}},
    {"nopad", "_bin", false, {"exact", true, true}},
    {"_0900_", "_bin", false, {"exact", true, true}},
    {"", "_bin", false, {"padded", true, true}},
    {"nopad", "_ci", false, {"folded", false, false}},
    {"_0900_", "_ci", false, {"folded", false, false}},
    {"", "_ci", false, {"foldedPadded", false, false}},
    {"", "_cs", false, {"cased", false, false}},
    {"", "", false, {"locale", false, true}},
};

bool fits(const Row& row, std::string_view name) {
  return row.is_whole
             ? name == row.ends
             : name.ends_with(row.ends) && name.find(row.contains) != std::string_view::npos;
}

}  // namespace

const CollationRule& collation_rule(std::string_view collation) {
  std::string name =
      lower(collation.substr(collation.rfind('.', collation.find('"')) + 1));  // pg_catalog."C"
  std::erase(name, '"');
  const Row* row = kRows;
  while (!fits(*row, name)) ++row;  // the last one fits all
  return row->rule;
}

}  // namespace sqlx::generators
