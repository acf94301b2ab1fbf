// SQL of one dialect into that of another: parse, read, rewrite, write, print, one statement at a
// time.
//
// A translator keeps what a script has done so far (its tables), so that later statements are
// understood by it, and reuses its memory.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

enum class Outcome : std::uint8_t {
  kExact,        // the same rows for every input
  kConditional,  // the same rows as long as what a warning says holds
  kLossy,        // something was dropped, a warning says what
  kUnsupported,  // no translation, an error says why
};

struct Transformation {
  std::string kind;
  std::string from;
  std::string to;
  Span span;
};

struct Translated {
  std::string
      sql;  // several statements are joined by ";\n"; empty for one that the target does not need
  Outcome fidelity = Outcome::kExact;
  Diagnostics diagnostics;
  std::vector<Transformation> transformations;
  std::vector<std::string> parameters;  // markers of the source, in the order in which the target
                                        // takes their values; none if it does so by name
};

struct TranslateOptions {
  bool lenient = false;  // clauses that only affect speed or storage are dropped with a note
  bool want_transformations = false;
};

class Translator {
 public:
  // The packs and the schema must outlive the translator. `diagnostics`: of packs that are
  // malformed; then nothing translates.
  Translator(const wirepacks::WirePack& from, const wirepacks::WirePack& to,
             const ir::Database* schema, TranslateOptions options, Diagnostics& diagnostics);
  Translator(Translator&&) noexcept;
  ~Translator();

  // Every statement of the script, before the first is translated: what comes later can then be
  // said where the target needs it (sql/outlook/outlook.h). Without it each statement stands for
  // itself.
  void look_at(const StatementText& text);

  void translate(const StatementText& text, Translated& into);

  // What has waited for the end of the script, one statement of the source at a time; false if
  // there is no more. `text`: what it was part of.
  [[nodiscard]] bool finish(Translated& into, StatementText& text);

  // A comment between statements, in the target's signs and with a line end.
  void carry_comment(std::string_view comment, std::string& into) const;

  // The next statement begins another script: nothing of this one has happened.
  void restart();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sqlx::sql
