// Definitions that a script takes back, by ROLLBACK or by never committing them, for a target that
// ends the transaction with the first of them: told, and not rewritten.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/ast/ast.h"
#include "sql/outlook/kept_text.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

class Undone {
 public:
  // Both must outlive it.
  Undone(const wirepacks::WirePack& from, const wirepacks::WirePack& to) : from_(from), to_(to) {}

  void restart();

  // Every statement of the script, in order.
  void follow(const Node& statement, const StatementText& text, Diagnostics& diagnostics);

  // At the end: whether a transaction is still open that was told of now, and where it began.
  bool finish(StatementText& text, Diagnostics& diagnostics);

 private:
  void define(const Node& statement);
  void begin(const Transaction& transaction, const StatementText& text, Diagnostics& diagnostics);
  void end(const Transaction& transaction, const StatementText& text, Diagnostics& diagnostics);
  [[nodiscard]] bool keeps_definitions() const;  // some that the source forgets
  void tell(std::string_view what, Place place, Diagnostics& diagnostics) const;

  const wirepacks::WirePack& from_;
  const wirepacks::WirePack& to_;
  std::optional<KeptText> begin_;     // of the transaction that is open
  std::string savepoint_;             // that began it, folded; empty: BEGIN did
  std::vector<std::string> defined_;  // in it, by name
};

}  // namespace sqlx::sql
