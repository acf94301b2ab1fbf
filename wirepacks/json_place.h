// Where in a JSON text a value stands, for messages: nlohmann's values have forgotten it.
#pragma once

#include <string_view>

#include "base/diagnostic.h"

namespace sqlx::wirepacks {

// `path` is as ObjectReader makes it: "functions[3].means". The key of a member, the first line of
// an element; nothing if the text has no such place. The text is valid JSON.
[[nodiscard]] Place json_place(const Source& source, std::string_view path);

}  // namespace sqlx::wirepacks
