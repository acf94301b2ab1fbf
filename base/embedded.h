// Text files that CMake put into the binary (cmake/Embed.cmake): wire packs, catalog queries,
// templates.
#pragma once

#include <string_view>

namespace sqlx {

struct EmbeddedFile {
  std::string_view name;  // file name without folder
  std::string_view text;
};

}  // namespace sqlx
