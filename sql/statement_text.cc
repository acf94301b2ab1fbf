#include "sql/statement_text.h"

namespace sqlx::sql {

Span StatementText::span(std::uint32_t begin, std::uint32_t end) const {
  if (source_ == nullptr)
    source_ = make_source(std::string(file), std::string(text), first_line, first_column);
  return {source_, begin, end};
}

}  // namespace sqlx::sql
