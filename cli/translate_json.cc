#include "cli/translate_json.h"

#include <fmt/format.h>

#include <iterator>

#include "base/document.h"

namespace sqlx::cli {
namespace {

struct Fidelity {
  std::string_view name;
  std::string_view confidence;
};
constexpr Fidelity kFidelities[] = {
    {"exact", "1.0"}, {"conditional", "0.9"}, {"lossy", "0.5"}, {"unsupported", "0.0"}};

const Fidelity& row_of(sql::Outcome outcome) {
  return kFidelities[static_cast<std::size_t>(outcome)];
}

void append_span(std::string& out, const Span& span) {
  if (span.source == nullptr) {
    out += "null";
    return;
  }
  const Location place = locate(*span.source, span.begin);
  fmt::format_to(std::back_inserter(out), R"({{"begin":{},"end":{},"line":{},"column":{}}})",
                 span.begin, span.end, place.line, place.column);
}

void append_member(std::string& out, std::string_view key, std::string_view text) {
  out += '"';
  out += key;
  out += "\":";
  append_json_string(out, text);
  out += ',';
}

void append_diagnostic(std::string& out, const Diagnostic& diagnostic) {
  out += '{';
  append_member(out, "code", sqlx::to_string(diagnostic.code));
  append_member(out, "severity", sqlx::to_string(diagnostic.severity));
  append_member(out, "message", diagnostic.message);
  append_member(out, "hint", diagnostic.hint);
  out += "\"span\":";
  const Span* span = std::get_if<Span>(&diagnostic.where);
  append_span(out, span == nullptr ? Span() : *span);
  out += '}';
}

void append_transformation(std::string& out, const sql::Transformation& transformation) {
  out += '{';
  append_member(out, "kind", transformation.kind);
  append_member(out, "from", transformation.from);
  append_member(out, "to", transformation.to);
  out += "\"span\":";
  append_span(out, transformation.span);
  out += '}';
}

template <class Items, class Append>
void append_list(std::string& out, const Items& items, Append append) {
  out += '[';
  bool is_first = true;
  for (const auto& item : items) {
    if (!is_first) out += ',';
    is_first = false;
    append(out, item);
  }
  out += ']';
}

}  // namespace

std::string_view to_string(sql::Outcome outcome) { return row_of(outcome).name; }

void require_exact(sql::Translated& translated, const Place& where) {
  const bool is_less = translated.fidelity == sql::Outcome::kConditional ||
                       translated.fidelity == sql::Outcome::kLossy;
  if (!is_less) return;
  translated.diagnostics.add(Code::kNotExact,
                             fmt::format("the translation is {}", to_string(translated.fidelity)),
                             where, "without --strict it is accepted");
}

void append_fidelity(std::string& out, sql::Outcome outcome) {
  fmt::format_to(std::back_inserter(out), R"("fidelity":"{}","confidence":{})",
                 row_of(outcome).name, row_of(outcome).confidence);
}

void append_diagnostics(std::string& out, const Diagnostics& diagnostics) {
  out += "\"diagnostics\":";
  append_list(out, diagnostics.items(), append_diagnostic);
}

void append_parameters(std::string& out, const std::vector<std::string>& parameters) {
  if (parameters.empty()) return;
  out += ",\"parameters\":";
  append_list(out, parameters,
              [](std::string& into, const std::string& each) { append_json_string(into, each); });
}

void append_translation(std::string& out, std::string_view sql, sql::Outcome outcome) {
  if (outcome == sql::Outcome::kUnsupported) {
    out += "null";
  } else {
    append_json_string(out, sql);
  }
}

void append_statement(std::string& out, std::string_view original,
                      const sql::Translated& translated) {
  out += '{';
  append_member(out, "original", original);
  out += "\"translated\":";
  append_translation(out, translated.sql, translated.fidelity);
  out += ',';
  append_fidelity(out, translated.fidelity);
  out += ",\"transformations\":";
  append_list(out, translated.transformations, append_transformation);
  out += ',';
  append_diagnostics(out, translated.diagnostics);
  append_parameters(out, translated.parameters);
  out += '}';
}

}  // namespace sqlx::cli
