// Values to try a column with, as a call of templates/tests/support/samples.ts:
// `samples.text('name', 20, ['new', 'paid'])`.
//
// The first is made from a number, so that rows differ; the others are those that the column's
// checks speak of, and their neighbours.
#pragma once

#include <string>
#include <string_view>

#include "generators/application.h"

namespace sqlx::generators {

[[nodiscard]] std::string sample_call(const ir::Column& column, std::string_view field,
                                      const ir::Table& table, const Application& application);

}  // namespace sqlx::generators
