// What the GraphQL schema says of a column beside its type: the comment, that it should not be used
// any more, and the rules for what is written to it, from the same facts as the validators and
// OpenAPI. For the .cc files of this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generators/application.h"
#include "generators/orm_names.h"
#include "generators/validation/model_checks.h"

namespace sqlx::generators {

struct DescribedText {
  std::string description;  // a literal of GraphQL, or empty
  std::string deprecated;   // ` @deprecated(reason: "…")`, or empty
};

// A comment that begins with `deprecated` or `@deprecated` says why behind it.
[[nodiscard]] DescribedText described(std::string_view comment);

// ` @validate(maxLength: 20, unique: true)`, or empty. The column is told by its place in the table
// and by its field.
[[nodiscard]] std::string validate_directive(const Application& application, const ir::Table& table,
                                             std::size_t column, std::string_view field,
                                             const std::vector<ModelCheck>& checks,
                                             const std::vector<ModelKey>& keys);

}  // namespace sqlx::generators
