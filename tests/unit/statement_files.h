// The statements of tests/translate/roundtrip/, which several tests read.
#pragma once

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"

namespace sqlx {

// A statement begins on a line of its own and ends with a `;` at the end of one, which is left out.
inline std::vector<std::string> statements_of(std::string_view file) {
  Diagnostics diagnostics;
  const auto source = read_file(
      fmt::format("{}/tests/translate/roundtrip/{}.sql", SQLX_SOURCE_DIR, file), diagnostics);
  REQUIRE(source);
  std::vector<std::string> statements;
  std::string statement;
  for (const std::string_view line : split((*source)->text, '\n')) {
    if (line.starts_with("-- ")) continue;
    statement += statement.empty() ? "" : "\n";
    statement += line;
    if (!line.ends_with(';')) continue;
    statement.pop_back();
    statements.push_back(std::exchange(statement, {}));
  }
  return statements;
}

}  // namespace sqlx
