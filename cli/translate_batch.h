// `sqlx translate --batch`: a JSON object a line in, one a line out, in order, for as long as lines
// come.
//
// What is dear is made once: packs, schemas, and a translator for each combination of dialects and
// schema. A line that is wrong gets an error object, and the next one is read.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "cli/batch_line.h"
#include "cli/output.h"
#include "cli/translate_schema.h"
#include "cli/translate_verify.h"
#include "sql/script/statement_reader.h"
#include "sql/translate.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {

struct BatchOptions {
  std::string from, to, schema;  // for lines that do not say theirs
  bool strict = false;
  bool verify = false;
  sql::TranslateOptions translate;
};

class BatchTranslation {
 public:
  BatchTranslation(BatchOptions options, wirepacks::Catalog& catalog, TranslateSchemas& schemas,
                   const Context& context, Output& output)
      : options_(std::move(options)),
        catalog_(catalog),
        schemas_(schemas),
        context_(context),
        output_(output) {}

  void run(sql::InputWindow::Fill fill);

  [[nodiscard]] std::size_t lines() const { return lines_; }
  [[nodiscard]] std::size_t failures() const { return failures_; }
  [[nodiscard]] const Diagnostics& diagnostics() const { return aside_; }

 private:
  struct Pair {
    std::unique_ptr<sql::Translator> translator;
    std::unique_ptr<Verifier> verifier;  // null: nobody asked, or it cannot be
    std::unique_ptr<sql::StatementReader> reader;
    Diagnostics diagnostics;  // then these say why
  };

  void take(std::string_view line);
  void refuse(const std::string& problem);
  void translate();
  void add(const sql::Piece& piece, Pair& pair);
  void add_part(const sql::StatementText& text, Pair& pair);
  void look_at(Pair& pair) const;
  [[nodiscard]] Pair& pair_for(const BatchLine& line);
  [[nodiscard]] Pair make_pair(const BatchLine& line);
  void put();

  BatchOptions options_;
  wirepacks::Catalog& catalog_;
  TranslateSchemas& schemas_;
  const Context& context_;
  Output& output_;
  std::map<std::string, Pair, std::less<>> pairs_;
  std::size_t lines_ = 0;
  std::size_t failures_ = 0;
  Diagnostics aside_;  // about no line

  // Of the line that is being read; kept for their memory.
  BatchLine line_;
  std::string key_;
  sql::Translated whole_;
  sql::Translated part_;
};

}  // namespace sqlx::cli
