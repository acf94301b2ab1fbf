// The application's name, where it must be of lower case letters, digits and hyphens: the folder
// that it is made from may be called anything.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::generators {

// As npm takes it: "my-shop".
[[nodiscard]] std::string package_name(std::string_view name);

// As containers and clusters take it: the same, but a label of DNS, and unquoted in YAML a string
// ("app-2026", "app-true").
[[nodiscard]] std::string deployed_name(std::string_view name);

}  // namespace sqlx::generators
