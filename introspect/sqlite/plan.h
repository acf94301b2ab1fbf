// What EXPLAIN QUERY PLAN prints, as a plan that other rooms understand.
#pragma once

#include <string>
#include <string_view>

#include "introspect/consultation.h"

namespace sqlx::introspect::sqlite {

// One row of it: "SEARCH u USING INDEX users_email (email=?)", inside so many others.
void add_detail(Plan& plan, std::string_view detail, std::size_t depth);

}  // namespace sqlx::introspect::sqlite
