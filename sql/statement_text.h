// One statement's text, and where in its file it stands; what parsers read and diagnostics point
// into.
//
// Places are bytes of `text`. A `Source` is only made when something has to be said, because most
// statements have nothing wrong.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/source.h"

namespace sqlx::sql {

struct StatementText {
  StatementText() = default;
  explicit StatementText(std::string_view statement, std::string_view file_name = {},
                         std::size_t line = 1)
      : text(statement), file(file_name), first_line(line) {}

  std::string_view text;
  std::string_view file;         // what the user calls it
  std::size_t first_line = 1;    // of the file, on which `text` begins,
  std::size_t first_column = 1;  // and where on that line

  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] Span span() const { return span(0, static_cast<std::uint32_t>(text.size())); }

 private:
  mutable Source source_;
};

}  // namespace sqlx::sql
