// A condition of the schema as a tree of meanings: the text of a CHECK constraint, of a domain's
// check, of a generated column.
//
//   text ──► parse ──► taken apart at AND, OR and NOT ──► each atom read by itself (sql/reading)
//
// Atoms are read one by one, so that one which sqlx has no meaning for does not hide the others:
// `is_fine(name) AND name <> ''` is still false of ''. What the tree becomes is in
// generators/validation/condition_code.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "ir/schema.h"
#include "sql/ast/ast.h"
#include "sql/front_end.h"
#include "sql/patterns/dialect.h"
#include "sql/reading/catalog.h"

namespace sqlx::generators {

struct Condition {
  enum class Kind : std::uint8_t { kAnd, kOr, kNot, kAtom };

  Kind kind = Kind::kAtom;
  std::vector<Condition> parts;        // of AND, OR and NOT
  const sql::Expr* meaning = nullptr;  // of an atom; null where it has none
  std::string refusal;                 // why
};

class ConditionReader {
 public:
  // Over the columns of a table, which need not be one of the database's. What it reads lives as
  // long as the reader and its arena.
  ConditionReader(const sql::Dialect& dialect, const sql::FrontEnd& front_end,
                  const ir::Database& database, const ir::Table& table);

  [[nodiscard]] Condition read(std::string_view sql);

 private:
  const sql::Dialect& dialect_;
  const sql::FrontEnd& front_end_;
  const ir::Database& database_;
  ir::Database schema_;  // with the one table
  sql::Catalog catalog_;
  Arena arena_;
};

}  // namespace sqlx::generators
