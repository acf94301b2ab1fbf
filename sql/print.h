// Trees into text, as the pack's dialect spells them: quotes, parentheses from precedence, one
// space where one is needed.
//
// The tree holds spellings of that dialect; what the dialect cannot say never comes here, the
// passes before see to it.
#pragma once

#include <string>

#include "base/function_ref.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// What is printed for a parameter.
using ParameterWord = FunctionRef<std::string(const Parameter&)>;

void append_sql(std::string& out, const Node& node, const wirepacks::WirePack& pack);
void append_sql(std::string& out, const Node& node, const wirepacks::WirePack& pack,
                ParameterWord parameter_word);
[[nodiscard]] std::string to_sql(const Node& node, const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
