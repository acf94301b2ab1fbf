// Places inside a JSON document: '$.a.b[0]', '{a,b,0}', 'a', 2.
//
// In the middle a path is what MySQL and SQLite write: `$`, then `.key`, `."any key"` and `[n]`; a
// place counted from the end is `[-1]`. Wildcards and filters are refused: the engines differ in
// them.
#pragma once

#include <string>
#include <string_view>

#include "wirepacks/pack.h"

namespace sqlx::sql {

[[nodiscard]] bool decode_json_path(std::string_view text, const wirepacks::WirePack& pack,
                                    std::string& out);
[[nodiscard]] bool encode_json_path(std::string_view text, const wirepacks::WirePack& pack,
                                    std::string& out);

// With `[#-1]` for the last.
// Only a path with a place that is counted from the end.
[[nodiscard]] bool encode_last_json_path(std::string_view text, const wirepacks::WirePack& pack,
                                         std::string& out);
[[nodiscard]] bool encode_sharp_json_path(std::string_view text, const wirepacks::WirePack& pack,
                                          std::string& out);

// '{a,b,0}', a text array's literal.
[[nodiscard]] bool decode_json_path_array(std::string_view text, const wirepacks::WirePack& pack,
                                          std::string& out);
[[nodiscard]] bool encode_json_path_array(std::string_view text, const wirepacks::WirePack& pack,
                                          std::string& out);

// One key, `a` or `any key`; writing refuses a path of several steps.
[[nodiscard]] bool decode_json_key(std::string_view text, const wirepacks::WirePack& pack,
                                   std::string& out);
[[nodiscard]] bool encode_json_key(std::string_view text, const wirepacks::WirePack& pack,
                                   std::string& out);

// One place in an array.
[[nodiscard]] bool decode_json_index(std::string_view text, const wirepacks::WirePack& pack,
                                     std::string& out);
[[nodiscard]] bool encode_json_index(std::string_view text, const wirepacks::WirePack& pack,
                                     std::string& out);

}  // namespace sqlx::sql
