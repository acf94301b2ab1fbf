#include "cli/translate_batch.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/translate_json.h"

namespace sqlx::cli {
namespace {

using sql::Outcome;
using sql::Piece;
using sql::StatementText;

constexpr std::size_t kMostPairs =
    64;  // more means that every line has another, and that they are not worth keeping

// As a rule; whoever says yes is looked at closely.
bool has_several_statements(std::string_view script) {
  const std::size_t end = script.find(';');
  return end != std::string_view::npos && !trim(script.substr(end + 1)).empty();
}

// The next line without its end; nothing at the end of the input.
std::optional<std::string_view> next_line(sql::InputWindow& input) {
  input.begin = input.at;
  for (;;) {
    const std::string_view rest = input.rest();
    const std::size_t end = rest.find('\n');
    if (end != std::string_view::npos) {
      input.at += end + 1;
      return {{input.begin, input.looked_at().size() - 1}};
    }
    input.at = input.end;
    if (input.refill()) continue;
    return input.size() == 0 ? std::nullopt : std::optional(input.looked_at());
  }
}

}  // namespace

BatchTranslation::Pair BatchTranslation::make_pair(const BatchLine& line) {
  Pair pair;
  const auto find = [&](const std::string& dialect,
                        std::string_view key) -> const wirepacks::WirePack* {
    if (!dialect.empty()) return catalog_.find(dialect, pair.diagnostics);
    pair.diagnostics.add(Code::kBatchLine, fmt::format("`{}` is missing", key), {},
                         fmt::format("say it on the line, or with --{}", key));
    return nullptr;
  };
  const wirepacks::WirePack* from = find(line.from, "from");
  const wirepacks::WirePack* to = find(line.to, "to");
  if (from == nullptr || to == nullptr) return pair;
  const ir::Database* schema =
      line.schema.empty() ? nullptr : schemas_.find(line.schema, *from, pair.diagnostics);
  if (pair.diagnostics.has_errors()) return pair;
  pair.translator =
      std::make_unique<sql::Translator>(*from, *to, schema, options_.translate, pair.diagnostics);
  pair.reader = std::make_unique<sql::StatementReader>("", "sql", *from);
  if (options_.verify) pair.verifier = Verifier::make(*to, schema, context_, aside_);
  return pair;
}

BatchTranslation::Pair& BatchTranslation::pair_for(const BatchLine& line) {
  key_.clear();
  for (const std::string* part : {&line.from, &line.to, &line.schema}) {
    key_ += *part;
    key_ += '\0';
  }
  const auto found = pairs_.find(key_);
  if (found != pairs_.end()) return found->second;
  if (pairs_.size() == kMostPairs) pairs_.clear();
  return pairs_.emplace(key_, make_pair(line)).first->second;
}

void BatchTranslation::put() {
  std::string& out = output_.text;
  const Outcome fidelity = whole_.fidelity;
  if (options_.strict) require_exact(whole_, {});
  if (fidelity == Outcome::kUnsupported || whole_.diagnostics.has_errors()) ++failures_;
  out += "{\"id\":";
  out += line_.id;
  out += ",\"sql\":";
  append_translation(out, whole_.sql, fidelity);
  out += ',';
  append_fidelity(out, fidelity);
  out += ',';
  append_diagnostics(out, whole_.diagnostics);
  append_parameters(out, whole_.parameters);
  out += "}\n";
  output_.piece_done();
}

void BatchTranslation::refuse(const std::string& problem) {
  whole_.fidelity = Outcome::kUnsupported;
  whole_.diagnostics.add(Code::kBatchLine, fmt::format("line {}: {}", lines_, problem));
}

void BatchTranslation::add(const Piece& piece, Pair& pair) {
  if (!whole_.sql.empty() && whole_.sql.back() != '\n') whole_.sql += ";\n";
  if (piece.kind == Piece::Kind::kComment)
    return pair.translator->carry_comment(piece.text.text, whole_.sql);
  if (piece.kind != Piece::Kind::kStatement)
    return refuse("the rows of a COPY cannot stand in a batch");
  pair.translator->translate(piece.text, part_);
  add_part(piece.text, pair);
}

void BatchTranslation::add_part(const StatementText& text, Pair& pair) {
  if (pair.verifier != nullptr) pair.verifier->verify(text, part_);
  if (!whole_.sql.empty() && whole_.sql.back() != '\n') whole_.sql += ";\n";
  whole_.sql += part_.sql;
  whole_.fidelity = std::max(whole_.fidelity, part_.fidelity);
  whole_.diagnostics.append(part_.diagnostics);
  whole_.parameters.insert(whole_.parameters.end(), part_.parameters.begin(),
                           part_.parameters.end());
}

// What is wrong with the statements is told when they are translated.
void BatchTranslation::look_at(Pair& pair) const {
  Diagnostics aside;
  pair.reader->restart(line_.sql);
  while (const auto piece = pair.reader->next(aside)) {
    if (piece->kind == Piece::Kind::kStatement) pair.translator->look_at(piece->text);
  }
}

void BatchTranslation::translate() {
  const auto take_default = [](std::string& said, const std::string& usual) {
    if (said.empty()) said = usual;
  };
  take_default(line_.from, options_.from);
  take_default(line_.to, options_.to);
  take_default(line_.schema, options_.schema);
  Pair& pair = pair_for(line_);
  if (pair.translator == nullptr) {
    whole_.fidelity = Outcome::kUnsupported;
    whole_.diagnostics = pair.diagnostics;
    return;
  }
  pair.translator->restart();
  if (pair.verifier != nullptr) pair.verifier->restart();
  if (has_several_statements(line_.sql)) look_at(pair);
  pair.reader->restart(line_.sql);
  while (const auto piece = pair.reader->next(whole_.diagnostics)) add(*piece, pair);
  StatementText text;
  while (pair.translator->finish(part_, text)) add_part(text, pair);
  if (whole_.diagnostics.has_errors()) whole_.fidelity = Outcome::kUnsupported;
}

void BatchTranslation::take(std::string_view line) {
  if (trim(line).empty()) return;
  whole_.sql.clear();
  whole_.fidelity = Outcome::kExact;
  whole_.diagnostics = {};
  whole_.parameters.clear();
  const std::string problem = read_batch_line(line, line_);
  problem.empty() ? translate() : refuse(problem);
  put();
}

void BatchTranslation::run(sql::InputWindow::Fill fill) {
  sql::InputWindow input(std::move(fill));
  while (!output_.has_failed()) {
    const std::optional<std::string_view> line = next_line(input);
    if (!line) break;
    ++lines_;
    take(*line);
  }
}

}  // namespace sqlx::cli
