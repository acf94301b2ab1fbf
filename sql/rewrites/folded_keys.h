// The name of the index that keeps a key of texts unique whose case does not count: "email_fold".
#pragma once

#include <string>
#include <vector>

namespace sqlx::sql {

[[nodiscard]] std::string folded_key_name(const std::vector<std::string>& columns);

}  // namespace sqlx::sql
