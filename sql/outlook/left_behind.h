// What a script makes and its translation does not: statements that speak of it would fail at the
// target, each with a message of its own.
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

class LeftBehind {
 public:
  // A child may be made where its parent is missing, in some dialects.
  explicit LeftBehind(const wirepacks::WirePack& target);

  void restart();  // another script

  // What became of a statement that makes a table or view.
  void note(const Node& statement, const StatementText& text, bool was_translated);

  // Whether all that the statement drops is not there in the first place.
  [[nodiscard]] bool drops_nothing(const Node& statement);

  // Whether the statement needs something that is not there. That is told, of the rows of a table
  // once.
  [[nodiscard]] bool concerns(const Node& statement, const StatementText& text,
                              Diagnostics& diagnostics);

 private:
  [[nodiscard]] const Table* missing_in(const Node& node) const;
  [[nodiscard]] static std::string key(List<Name> name);

  std::map<std::string, std::size_t, std::less<>>
      lines_;                                // of the statements that were not translated
  std::set<std::string, std::less<>> told_;  // whose rows were spoken of
  bool parents_may_be_missing_;
};

}  // namespace sqlx::sql
