#include "advise/report_json.h"

#include "base/diagnostic_json.h"
#include "base/document.h"

namespace sqlx::advise {
namespace {

void write_text(DocumentWriter& out, std::string_view key, std::string_view text) {
  out.key(key);
  out.string(text);
}

void write_texts(DocumentWriter& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key);
  out.begin_array();
  for (const std::string& each : texts) out.string(each);
  out.end_array();
}

void write_number(DocumentWriter& out, std::string_view key, const std::optional<double>& number) {
  out.key(key);
  number ? out.decimal(*number) : out.null();
}

void write_evidence(DocumentWriter& out, const Evidence& evidence) {
  out.key("evidence");
  out.begin_object();
  for (const auto& [name, number] : evidence.numbers) write_number(out, name, number);
  for (const auto& [name, text] : evidence.texts) write_text(out, name, text);
  if (!evidence.plan_before.empty()) write_texts(out, "plan_before", evidence.plan_before);
  if (!evidence.plan_after.empty()) write_texts(out, "plan_after", evidence.plan_after);
  if (evidence.cost_before) write_number(out, "cost_before", evidence.cost_before);
  if (evidence.cost_after) write_number(out, "cost_after", evidence.cost_after);
  out.end_object();
}

void write_finding(DocumentWriter& out, const Finding& finding) {
  out.begin_object();
  write_text(out, "kind", to_string(finding.kind));
  write_text(out, "title", finding.title);
  out.key("statement");
  finding.statement ? out.string(*finding.statement) : out.null();
  write_texts(out, "tables", finding.tables);
  write_texts(out, "columns", finding.columns);
  write_evidence(out, finding.evidence);
  out.key("change");
  finding.change.empty() ? out.null() : out.string(finding.change);
  write_text(out, "advice", finding.advice);
  out.end_object();
}

void write_statement(DocumentWriter& out, const JudgedPlan& statement) {
  out.begin_object();
  write_text(out, "text", statement.text);
  write_texts(out, "plan", statement.lines);
  write_number(out, "cost", statement.cost);
  write_texts(out, "tables", statement.tables);
  write_texts(out, "indexes", statement.indexes);
  out.end_object();
}

void write_not_judged(DocumentWriter& out, const NotJudged& one) {
  out.begin_object();
  write_text(out, "statement", one.statement);
  write_text(out, "why", one.why);
  out.end_object();
}

template <class T>
void write_all(DocumentWriter& out, std::string_view key, const std::vector<T>& all,
               void (*write)(DocumentWriter&, const T&)) {
  out.key(key);
  out.begin_array();
  for (const T& each : all) write(out, each);
  out.end_array();
}

}  // namespace

std::string json_of(const Report& report, std::span<const Diagnostic> diagnostics) {
  std::string text;
  JsonWriter out(text);
  out.begin_object();
  out.key("format");
  out.number(1);
  write_text(out, "dialect", report.dialect);
  write_all(out, "findings", report.findings, write_finding);
  write_all(out, "statements", report.statements, write_statement);
  write_all(out, "not_judged", report.not_judged, write_not_judged);
  write_diagnostics_member(out, diagnostics);
  out.end_object();
  return text + '\n';
}

}  // namespace sqlx::advise
