// Which dialect would read a statement that the given one refuses: for "did you mean --from …".
//
// Packs are read and grammars made when the first statement is refused, and only the first few
// refused statements are asked about: a file of another dialect has a mistake on every line.
#pragma once

#include <string>
#include <vector>

#include "sql/front_end.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {

class OtherDialects {
 public:
  OtherDialects(wirepacks::Catalog& catalog, const wirepacks::WirePack& from)
      : catalog_(catalog), from_(from) {}
  OtherDialects(const OtherDialects&) = delete;
  OtherDialects& operator=(const OtherDialects&) = delete;

  // Gives a statement's only syntax error a hint, if it has none and another dialect reads it.
  void explain(const sql::StatementText& text, Diagnostics& diagnostics);

 private:
  void prepare();
  [[nodiscard]] const wirepacks::WirePack* reader_of(const sql::StatementText& text) const;

  wirepacks::Catalog& catalog_;
  const wirepacks::WirePack& from_;
  std::vector<wirepacks::WirePack> packs_;
  std::vector<sql::FrontEnd> front_ends_;  // of the packs, in their order
  int asked_ = 0;
};

}  // namespace sqlx::cli
