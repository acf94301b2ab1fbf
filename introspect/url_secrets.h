// Where a text may hold a password, found without understanding the text.
//
// A password in a URL is most often seen by strangers when the URL is wrong: one that holds a raw
// `/` or `@` is cut at the wrong place by every parser. So this does not parse. It hides too much
// rather than too little: what stands between the first `:` behind the `//` and the last `@`, and
// everything behind a parameter whose name looks like `password`.
#pragma once

#include <string_view>
#include <vector>

#include "base/redact.h"

namespace sqlx::introspect {

// Of a URL, or of what somebody took for one.
[[nodiscard]] std::vector<Range> find_secrets(std::string_view url);

// Of the parameters only: for URLs that name a file, where `:` and `@` mean nothing.
[[nodiscard]] std::vector<Range> find_parameter_secrets(std::string_view url);

// Of any text that may hold URLs and `password: …` lines, such as sqlx.yaml. Line ends are never
// hidden.
[[nodiscard]] std::vector<Range> find_secrets_in_lines(std::string_view text);

}  // namespace sqlx::introspect
