// `.sqlx/base`: every generated file as it was generated last, in one file that is not committed.
//
// It is what edited files are merged from. Where it is missing, as in a fresh clone, the texts are
// generated again from the snapshot; either is believed only where its hash is that of the
// manifest.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "generators/file_set.h"

namespace sqlx::generators {

inline constexpr std::string_view kBaseFile = ".sqlx/base";

// By path; views into the text that was read.
using BaseTexts = std::map<std::string_view, std::string_view, std::less<>>;

[[nodiscard]] std::string write_base(const BaseTexts& texts);

// What is there; a damaged file gives what can be read of it.
[[nodiscard]] BaseTexts read_base(std::string_view text);

}  // namespace sqlx::generators
