#include "advise/index_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace sqlx::advise {
namespace {

constexpr std::size_t kMostOfName =
    55;  // bytes: no engine takes less than 63, and a number may follow

bool is_taken(const ir::Table& table, const std::string& name) {
  const auto is_named = [&](const auto& part) { return equal_fold(part.name, name); };
  return equal_fold(table.name.name, name) || (table.primary_key && is_named(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), is_named) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), is_named) ||
         std::any_of(table.exclusions.begin(), table.exclusions.end(), is_named) ||
         std::any_of(table.partitions.begin(), table.partitions.end(),
                     [&](const ir::Table& each) { return is_taken(each, name); });
}

// Letters of an expression: "lower(email)" is lower_email.
std::string words_of(const ir::KeyPart& part) {
  if (!part.column.empty()) return part.column;
  std::string out;
  for (const char c : part.expression) {
    if (is_letter(c) || is_digit(c)) {
      out += c;
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (out.ends_with('_')) out.pop_back();
  return out;
}

std::string cut(std::string name) {
  if (name.size() <= kMostOfName) return name;
  std::size_t end = kMostOfName;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
    --end;  // not within a character
  return name.substr(0, end);
}

}  // namespace

std::string index_name(const ir::Database& schema, const ir::Table& table,
                       const std::vector<ir::KeyPart>& parts, std::set<std::string>& given) {
  std::string name = table.name.name;
  for (const ir::KeyPart& part : parts) name += '_' + words_of(part);
  const std::string front = cut(name);
  const auto taken = [&](const std::string& wanted) {
    return given.contains(wanted) ||
           std::any_of(schema.tables.begin(), schema.tables.end(),
                       [&](const ir::Table& each) { return is_taken(each, wanted); });
  };
  std::string made = front + "_idx";
  for (int number = 2; taken(made); ++number) made = fmt::format("{}_{}_idx", front, number);
  given.insert(made);
  return made;
}

}  // namespace sqlx::advise
