#include "base/diagnostic_json.h"

namespace sqlx {
namespace {

void write_text(DocumentWriter& writer, std::string_view key, std::string_view text) {
  writer.key(key);
  writer.string(text);
}

void write_number(DocumentWriter& writer, std::string_view key, std::size_t value) {
  writer.key(key);
  writer.number(static_cast<std::int64_t>(value));
}

void write_span(DocumentWriter& writer, const Span& span) {
  const Location place = locate(*span.source, span.begin);
  writer.begin_object();
  write_text(writer, "file", span.source->name);
  write_number(writer, "line", place.line);
  write_number(writer, "column", place.column);
  write_number(writer, "begin", span.begin);
  write_number(writer, "end", span.end);
  writer.end_object();
}

void write_place(DocumentWriter& writer, const Place& where) {
  writer.key("where");
  if (const Span* span = std::get_if<Span>(&where); span != nullptr && span->source != nullptr) {
    write_span(writer, *span);
  } else if (const SchemaPath* path = std::get_if<SchemaPath>(&where)) {
    writer.begin_object();
    write_text(writer, "path", to_string(*path));
    writer.end_object();
  } else {
    writer.null();
  }
}

}  // namespace

void write_diagnostic(DocumentWriter& writer, const Diagnostic& diagnostic) {
  writer.begin_object();
  write_text(writer, "code", to_string(diagnostic.code));
  write_text(writer, "severity", to_string(diagnostic.severity));
  write_text(writer, "message", diagnostic.message);
  write_place(writer, diagnostic.where);
  writer.key("notes");
  writer.begin_array();
  for (const Diagnostic::Note& note : diagnostic.notes) {
    writer.begin_object();
    write_text(writer, "message", note.message);
    write_place(writer, note.where);
    writer.end_object();
  }
  writer.end_array();
  write_text(writer, "hint", diagnostic.hint);
  writer.key("fix");
  if (diagnostic.fix) {
    writer.string(*diagnostic.fix);
  } else {
    writer.null();
  }
  writer.end_object();
}

void write_diagnostics_member(DocumentWriter& writer, std::span<const Diagnostic> diagnostics) {
  writer.key("diagnostics");
  writer.begin_array();
  for (const Diagnostic& diagnostic : diagnostics) write_diagnostic(writer, diagnostic);
  writer.end_array();
}

}  // namespace sqlx
