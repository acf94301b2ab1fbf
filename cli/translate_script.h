// `sqlx translate` of a script: statement by statement, so that memory does not grow with it, with
// the comments that stand between them.
#pragma once

#include "base/diagnostic.h"
#include "cli/other_dialects.h"
#include "cli/output.h"
#include "cli/teller.h"
#include "cli/translate_verify.h"
#include "sql/script/copy_rows.h"
#include "sql/script/statement_reader.h"
#include "sql/translate.h"

namespace sqlx::cli {

struct ScriptOptions {
  bool json = false;
  bool strict = false;
};

class ScriptTranslation {
 public:
  // Without a verifier, nothing is verified.
  ScriptTranslation(sql::Translator& translator, Verifier* verifier, ScriptOptions options,
                    Output& output, Teller& teller, OtherDialects& others)
      : translator_(translator),
        verifier_(verifier),
        options_(options),
        output_(output),
        teller_(teller),
        others_(others) {}

  // To the end of the input, or until the output cannot be written.
  void run(sql::StatementReader& reader);

  [[nodiscard]] bool is_complete() const { return is_complete_; }  // every statement was translated

 private:
  void take(const sql::Piece& piece);
  void start_rows(const sql::StatementText& copy);
  void add_row(const sql::StatementText& row);
  void finish_rows();
  void finish();
  void translate(const sql::StatementText& text);
  void put(const sql::StatementText& text);
  void put_text(const sql::StatementText& text);
  void put_json(const sql::StatementText& text);

  sql::Translator& translator_;
  Verifier* verifier_;
  ScriptOptions options_;
  Output& output_;
  Teller& teller_;
  OtherDialects& others_;
  sql::Translated translated_;
  sql::CopyRows rows_;
  bool knows_rows_ = false;  // of the COPY that is being read
  bool is_complete_ = true;
  bool is_first_ = true;
  Diagnostics aside_;  // about the input, not about a statement
};

}  // namespace sqlx::cli
