// What EXPLAIN QUERY PLAN prints, as a plan that other rooms understand.
#pragma once

#include <string>
#include <string_view>

#include "introspect/consultation.h"

namespace sqlx::introspect::sqlite {

// One row of it: "SEARCH u USING INDEX users_email (email=?)", inside so many others; `repeated` if
// one of those is a correlated subquery.
void add_detail(Plan& plan, std::string_view detail, std::size_t depth, bool repeated);

// Whether what stands inside of it is done again for each row.
[[nodiscard]] bool is_repeating(std::string_view detail);

}  // namespace sqlx::introspect::sqlite
