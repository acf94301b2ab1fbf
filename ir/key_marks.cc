#include "ir/key_marks.h"

#include <algorithm>

namespace sqlx::ir {

std::vector<std::string_view> key_marks(const Table& table, std::string_view column) {
  const auto holds = [&](const Key& key) {
    return std::any_of(key.columns.begin(), key.columns.end(),
                       [&](const KeyPart& part) { return part.column == column; });
  };
  const bool foreign =
      std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ForeignKey& key) {
        return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
      });
  const bool unique = std::any_of(table.uniques.begin(), table.uniques.end(), [&](const Key& key) {
    return key.columns.size() == 1 && holds(key);
  });
  std::vector<std::string_view> marks;
  if (table.primary_key && holds(*table.primary_key)) marks.emplace_back("PK");
  if (foreign) marks.emplace_back("FK");
  if (unique) marks.emplace_back("UK");
  return marks;
}

}  // namespace sqlx::ir
