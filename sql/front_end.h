// The parser of a dialect's text: our own, or the library that its pack names (`"parser":
// "pg_query"`). Made once, used for every statement.
#pragma once

#include "sql/parse.h"
#include "sql/parse/grammar.h"

namespace sqlx::sql {

class FrontEnd {
 public:
  // The pack must outlive the front end.
  explicit FrontEnd(const wirepacks::WirePack& pack);

  [[nodiscard]] const Node* parse(const StatementText& text, Arena& arena,
                                  Diagnostics& diagnostics) const;

 private:
  Grammar grammar_;
  bool by_pg_query_;
};

}  // namespace sqlx::sql
