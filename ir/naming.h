// What the parts of name assignment share: the schema, what was decided already, and the names so
// far. Only ir/name*.cc includes this.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/name_scope.h"
#include "ir/names.h"

namespace sqlx::ir {

struct Naming {
  const Catalog& catalog;
  const Relations& relations;
  const Rulings& rulings;
  Names& names;
};

// The overrides by the key of what they name.
[[nodiscard]] std::unordered_map<std::string, GivenName> resolve_overrides(
    const Catalog& catalog, const Relations& relations, const NameOverrides& overrides,
    Diagnostics& diagnostics);

void name_types(const Naming& naming);  // models, enums, composite types, collections, root fields
void name_routines(const Naming& naming);
void name_fields(const Naming& naming);  // columns and relations, which need the models' names

// ---------------------------------------------------------------------------------------- spelling

using Words = std::vector<std::string>;

// The words of a name, the last one singular.
[[nodiscard]] Words singular_words(std::string_view name);

// A field, with `_` behind it if it would be a reserved word.
[[nodiscard]] std::string field_name(std::span<const std::string> words);
[[nodiscard]] std::string field_name(std::string camel);

// What a model's rows are called in other names: its own name, without the `Model` behind a
// reserved word. `Map` for MapModel.
[[nodiscard]] std::string noun(std::string_view model);
constexpr std::string_view kModelSuffix = "Model";

[[nodiscard]] std::string lower_first(std::string text);

// The labels that a type lists itself, as MySQL's ENUM does; none for one with a name.
[[nodiscard]] const std::vector<std::string>& own_labels(const LogicalType& type);

// Is this where a name without schema is looked up?
[[nodiscard]] bool in_default_schema(const Database& database, const ObjectName& name);

}  // namespace sqlx::ir
