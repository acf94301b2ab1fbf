// What changed between two schemas (ir/diff.h), as text for a person and as JSON for a program.
#pragma once

#include <span>
#include <string>

#include "base/diagnostic.h"
#include "ir/diff.h"

namespace sqlx::cli {

// A line for each change, those of one table together:
//
//     ~ table shop.orders
//         + column total numeric(10,2)
//         - column note text                        destructive
//     3 changes, 1 of them destructive
[[nodiscard]] std::string text_of(std::span<const ir::SchemaChange> changes);

// {"changes": [{"change", "what", "object", "part", "detail", "impact", "fields": [{"field",
// "before", "after"}]}], "diagnostics": […]}
[[nodiscard]] std::string json_of(std::span<const ir::SchemaChange> changes,
                                  const Diagnostics& diagnostics);

// "column shop.orders.total", as messages call what a change is about.
[[nodiscard]] std::string name_of(const ir::SchemaChange& change);

}  // namespace sqlx::cli
