// Statements of one dialect, said in another: parse, read into meanings, rewrite what the target
// lacks, write, print.
//
// A Translator is for one pair of dialects and one script. It remembers the tables that earlier
// statements made, and keeps its memory from one statement to the next.
#pragma once

#include <cstdint>
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
  kUnsupported,  // there is no translation, an error says why
};

struct Transformation {
  std::string kind, from, to;
  Span span;
};

struct Translated {
  std::string
      sql;  // several statements, joined by ";\n", or none for one that the target does not need
  Outcome fidelity = Outcome::kExact;
  Diagnostics diagnostics;
  std::vector<Transformation> transformations;
};

struct TranslateOptions {
  bool lenient = false;
  bool want_transformations = false;
};

class Translator {
 public:
  // Packs and schema have to outlive it; `schema` may be null.
  Translator(const wirepacks::WirePack& from, const wirepacks::WirePack& to,
             const ir::Database* schema, TranslateOptions options);
  ~Translator();
  Translator(const Translator&) = delete;
  Translator& operator=(const Translator&) = delete;

  void translate(const StatementText& text, Translated& into);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sqlx::sql
