// `sqlx translate --verify`: what was written goes to the target's own parser, or to the engine
// itself where it needs no server.
#pragma once

#include <memory>
#include <optional>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "cli/context.h"
#include "introspect/engine.h"
#include "ir/schema.h"
#include "sql/front_end.h"
#include "sql/script/statement_reader.h"
#include "sql/translate.h"
#include "wirepacks/pack.h"

namespace sqlx::cli {

class Verifier {
 public:
  // Null, and a warning, where nothing here can verify text of the target. The pack and the schema,
  // which may be null, must outlive the verifier.
  [[nodiscard]] static std::unique_ptr<Verifier> make(const wirepacks::WirePack& to,
                                                      const ir::Database* schema,
                                                      const Context& context,
                                                      Diagnostics& diagnostics);

  // Adds an error to what the target would not take.
  void verify(const sql::StatementText& original, sql::Translated& translated);

  // The next statement begins another script.
  void restart();

 private:
  explicit Verifier(const wirepacks::WirePack& to) : pack_(to), reader_("", "translation", to) {}

  std::string refusal(const sql::StatementText& statement);

  const wirepacks::WirePack& pack_;
  sql::StatementReader reader_;
  std::optional<sql::FrontEnd> parser_;  // this,
  Arena arena_;
  std::unique_ptr<introspect::Sandbox> sandbox_;  // or this
};

}  // namespace sqlx::cli
