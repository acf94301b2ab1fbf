#include "sql/misspelt.h"

#include <vector>

#include "base/text.h"
#include "sql/parse/keywords.h"

namespace sqlx::sql {
namespace {

std::string meant(std::string_view word) {
  static const std::vector<std::string> kKeywords = {
      "ALTER",    "BEGIN",  "COMMIT",  "CREATE",    "DELETE", "DROP",     "EXPLAIN", "FROM",
      "GROUP",    "HAVING", "INNER",   "INSERT",    "INTO",   "LEFT",     "LIMIT",   "MERGE",
      "OFFSET",   "ORDER",  "REPLACE", "RETURNING", "RIGHT",  "ROLLBACK", "SELECT",  "TABLE",
      "TRUNCATE", "UNION",  "UPDATE",  "USING",     "VALUES", "WHERE",    "WINDOW",  "WITH"};
  const bool is_known = word.size() < 3 || find_word(word) != Word::kNone;
  return is_known ? std::string() : did_you_mean(word, kKeywords);
}

}  // namespace

std::string misspelt_keyword(std::string_view found, std::string_view before) {
  const std::string hint = meant(found);
  return hint.empty() ? meant(before) : hint;
}

}  // namespace sqlx::sql
