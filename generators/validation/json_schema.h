// A column's values as JSON Schema (2020-12): its type, its lengths and ranges, and what its checks
// say that JSON Schema has a word for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "generators/application.h"
#include "generators/validation/model_checks.h"

namespace sqlx::generators {

// Whose JSON it is.
enum class JsonOf : std::uint8_t {
  kModel,    // what the validators of models take; the others stand in OpenAPI, where descriptions
             // are Markdown
  kRequest,  // what the REST API takes: bytes as the database writes them
  kAnswer,   // what it gives: numbers are numbers, whatever digits they have, and no rule is
             // repeated that rows may be older than
};

// An object of JSON on one line.
[[nodiscard]] std::string property_schema(const ir::Column& column, std::string_view field,
                                          bool may_be_null, const std::vector<ModelCheck>& checks,
                                          const Application& application,
                                          JsonOf json = JsonOf::kModel);

// The same of a value that is no column's.
[[nodiscard]] std::string value_schema(const ir::LogicalType& type, bool may_be_null,
                                       const Application& application, JsonOf json);

}  // namespace sqlx::generators
