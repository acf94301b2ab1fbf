// Rows that bring their numbers along, in a script that makes their table: the source counts on
// behind them (AUTO_INCREMENT, row numbers), a target with identity columns does not. There the
// column is told, before the script draws the next number, and at the latest at its end, as dumps
// do it.
//
//   INSERT INTO t (id) VALUES (7)      INSERT INTO t (id) VALUES (7);
//   INSERT INTO t DEFAULT VALUES       SELECT setval(…, max(id)) FROM t; INSERT INTO t DEFAULT
//   VALUES
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/reading/catalog.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

class Counters {
 public:
  // Both must outlive it.
  Counters(const wirepacks::WirePack& from, const wirepacks::WirePack& to);

  void restart();

  // The statement that has to stand before this one.
  [[nodiscard]] std::optional<std::string> catch_up(const Node& statement,
                                                    const StatementText& text,
                                                    const Catalog& catalog,
                                                    Diagnostics& diagnostics);

  // Every statement that was translated, when the catalog knows what it does.
  void follow(const Node& statement, const Catalog& catalog);

  // At the end: a statement for each table, until there is none.
  [[nodiscard]] std::optional<std::string> next();

 private:
  struct Counted {
    std::string table;
    std::string column;
    bool made = false;    // by the script
    bool behind = false;  // rows have brought numbers of their own
  };
  void add(const Insert& insert, const Catalog& catalog);
  Counted& put(const Name& name, const std::string& column, const Catalog& catalog);
  Counted* find(List<Name> name, const Catalog& catalog);
  void add(const CreateTable& create, const Catalog& catalog);
  void remove(List<Name> name, const Catalog& catalog);
  void rename(List<Name> from, const Name& to, const Catalog& catalog);
  void follow_alter(const AlterTable& alter, const Catalog& catalog);
  [[nodiscard]] std::string told(Counted& counted) const;

  const wirepacks::WirePack& to_;
  bool concerns_ = false;        // the pair of dialects
  std::vector<Counted> tables_;  // dropped ones, too
  std::unordered_map<std::string, std::size_t>
      places_;  // of those that are there, by their folded names
};

}  // namespace sqlx::sql
