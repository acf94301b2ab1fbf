// A statement that outlives what it was read from.
#pragma once

#include <string>

#include "sql/statement_text.h"

namespace sqlx::sql {

struct KeptText {
  explicit KeptText(const StatementText& of)
      : text(of.text), file(of.file), line(of.first_line), column(of.first_column) {}

  [[nodiscard]] StatementText view() const {
    StatementText made(text, file, line);
    made.first_column = column;
    return made;
  }

  std::string text;
  std::string file;
  std::size_t line;
  std::size_t column;
};

}  // namespace sqlx::sql
