// Trees into text, as the pack's dialect spells them: quotes, parentheses from precedence, one space where one is needed.
//
// The tree holds spellings of that dialect; what the dialect cannot say never comes here, the passes before see to it.
#pragma once

#include <string>

#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

void append_sql(std::string& out, const Node& node, const wirepacks::WirePack& pack);
[[nodiscard]] std::string to_sql(const Node& node, const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
