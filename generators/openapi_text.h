// Names of a schema in the places that an OpenAPI document has for them. For the .cc files of this
// room only.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "generators/application.h"

namespace sqlx::generators {

// A part of a URL's path: whatever is no letter, digit or one of -._~ is percent-encoded.
[[nodiscard]] std::string url_segment(std::string_view name);

// A key of `components`, which takes letters, digits and ._-: other bytes, and `-` itself, are `-`
// and two digits. Different names give different keys.
[[nodiscard]] std::string component_key(std::string_view name);

// Within a string of JSON.
[[nodiscard]] std::string json_inside(std::string_view text);

// How the query says a column's name: in quotes where it would be taken for a word of the language
// or a path.
[[nodiscard]] std::string filter_name(std::string_view column);

// `orders`, `billing.orders`: what the operations of a table stand under.
[[nodiscard]] std::string tag_of(const Application& application, const ir::ObjectName& table);

// { "$ref": … }; the names hold nothing that a pointer would need escaped.
[[nodiscard]] std::string schema_reference(std::string_view component);
[[nodiscard]] std::string parameter_reference(std::string_view component);

// The one schema, or any of them.
[[nodiscard]] std::string any_of(std::span<const std::string> schemas);

// Parameters by which a request says the schema that it means, by their keys in `components`.
using SchemaHeaders = std::map<std::string, std::string>;

// A reference to the one that says which of these schemas is meant, which joins `headers`; empty if
// that is clear without.
[[nodiscard]] std::string schema_header(const Application& application, std::string_view header,
                                        std::span<const std::string> schemas,
                                        SchemaHeaders& headers);

}  // namespace sqlx::generators
