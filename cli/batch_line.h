// One line of `sqlx translate --batch`: {"id": 7, "from": "mysql", "to": "postgres", "sql": "SELECT
// 1", "schema": "shop.json"}.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::cli {

struct BatchLine {
  std::string id = "null";  // as JSON
  std::string from;
  std::string to;
  std::string sql;
  std::string schema;

  void clear();
};

// Empty if all is well; else what is wrong. What stands before that has been read even so.
[[nodiscard]] std::string read_batch_line(std::string_view text, BatchLine& into);

}  // namespace sqlx::cli
