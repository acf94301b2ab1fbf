#include "cli/schema_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/diagnostic_json.h"
#include "base/document.h"
#include "cli/naming.h"
#include "ir/diagram.h"
#include "ir/snapshot.h"
#include "ir/summary.h"
#include "sql/ddl.h"
#include "wirepacks/pack.h"

namespace sqlx::cli {
namespace {

// The snapshot with what there was to say about it. Notes are left out: they only repeat the
// document's own `unsupported`.
void write_document(DocumentWriter& writer, const ir::Database& database,
                    const Diagnostics& diagnostics) {
  writer.begin_object();
  ir::write_snapshot_members(writer, database);
  std::vector<Diagnostic> told;
  for (const Diagnostic& item : diagnostics.items()) {
    if (item.severity != Severity::kNote) told.push_back(item);
  }
  if (!told.empty()) write_diagnostics_member(writer, told);
  writer.end_object();
}

template <class Writer>
std::string as_document(const Subject& subject, Diagnostics& diagnostics) {
  std::string out;
  Writer writer(out);
  write_document(writer, subject.database, diagnostics);
  return out + '\n';
}

std::string as_ddl(const Subject& subject, Diagnostics& diagnostics) {
  const std::string& engine = subject.database.engine;
  const auto pack = wirepacks::embedded_pack(engine, diagnostics);
  if (pack) return sql::ddl(subject.database, *pack, diagnostics);
  diagnostics.add(
      Code::kSnapshotShape,
      fmt::format("`engine` names `{}`, and there is no wire pack of that name", engine));
  return {};
}

using Drawing = std::string (*)(const ir::Catalog&, const ir::Relations&, const ir::Names&);

// What is drawn with the names that generated code has.
template <Drawing draw>
std::string with_names(const Subject& subject, Diagnostics& diagnostics) {
  const ir::Catalog catalog(subject.database);
  const ir::Relations relations(catalog);
  const ir::Names names =
      names_for(catalog, relations, subject.config, subject.environment, diagnostics);
  return draw(catalog, relations, names);
}

struct Format {
  std::string_view name;
  std::string (*print)(const Subject&, Diagnostics&);
};

constexpr Format kFormats[] = {
    {"json", as_document<JsonWriter>},
    {"yaml", as_document<YamlWriter>},
    {"ddl", as_ddl},
    {"mermaid", with_names<ir::mermaid>},
    {"dot", with_names<ir::dot>},
    {"summary", with_names<ir::summary>},
};

}  // namespace

std::vector<std::string> schema_formats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

std::string print_schema(std::string_view format, const Subject& subject,
                         Diagnostics& diagnostics) {
  const auto* const found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                         [&](const Format& row) { return row.name == format; });
  return found->print(subject, diagnostics);
}

}  // namespace sqlx::cli
