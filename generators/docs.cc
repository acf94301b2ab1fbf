#include "generators/docs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "generators/docs_facts.h"
#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/view_json.h"
#include "ir/diagram.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "docs";

// Beyond it, Mermaid's layout shows a tangle; docs/pages draw any number.
constexpr std::size_t kMostInDiagram = 80;

std::string as_it_is(std::string_view text) { return std::string(text); }

constexpr Quoting kForJson{as_it_is, as_it_is};
constexpr Quoting kForMarkdown{markdown_code, markdown_text};

struct SchemaView {
  std::string title;
  std::string engine;
  std::vector<TableFacts> tables;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("title", title);
    fn("engine", engine);
    fn("tables", tables);
  }
};

// One table in Markdown, or a line of the list of all.
struct TableView {
  TableFacts table;
  std::string diagram;  // blocks of Markdown
  std::string definition;

  template <class Fn>
  void fields(Fn&& fn) const {
    table.fields(fn);
    fn("diagram", diagram);
    fn("definitionBlock", definition);
  }
};

struct IndexView {
  std::string title;
  std::string engine;
  std::string diagram;
  std::vector<TableFacts> tables;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("title", title);
    fn("engine", engine);
    fn("diagram", diagram);
    fn("tables", tables);
  }
};

std::vector<TableFacts> all_facts(const Application& application, const Quoting& quoting) {
  std::vector<TableFacts> tables;
  for (const ir::TableId id : application.catalog.table_ids())
    tables.push_back(table_facts(application, id, quoting));
  return tables;
}

std::string engine_of(const Application& application) {
  const std::string& version = application.database.server_version;
  return version.empty() ? application.pack.title
                         : fmt::format("{} {}", application.pack.title, version);
}

void add_data(const Application& application, FileSet& files, Diagnostics& diagnostics) {
  const SchemaView view{application.settings.name, engine_of(application),
                        all_facts(application, kForJson)};
  File file{.text = {}, .maker = kMaker};
  append_json(file.text, view);
  files.add("docs/schema.json", std::move(file), diagnostics);
}

std::string overview(const Application& application) {
  const std::size_t count = application.catalog.table_count();
  if (count == 0 || count > kMostInDiagram) return {};
  return markdown_block("mermaid", ir::mermaid_overview(application.catalog, application.relations,
                                                        application.names));
}

void add_markdown(const Application& application, const Templates& templates, FileSet& files,
                  Diagnostics& diagnostics) {
  const File file{.text = {}, .maker = kMaker};
  IndexView index{markdown_text(application.settings.name), markdown_text(engine_of(application)),
                  overview(application), all_facts(application, kForMarkdown)};
  for (const ir::TableId id : application.catalog.table_ids()) {
    const TableFacts& facts = index.tables[ir::index(id)];
    const std::string diagram =
        ir::mermaid_around(id, application.catalog, application.relations, application.names);
    const TableView view{facts, markdown_block("mermaid", diagram),
                         facts.definition.empty() ? "" : markdown_block("sql", facts.definition)};
    add_rendered(files, fmt::format("docs/schema/tables/{}.md", facts.page), templates,
                 "docs/table.md", view, file, diagnostics);
  }
  add_rendered(files, "docs/schema/README.md", templates, "docs/schema.md", index, file,
               diagnostics);
}

}  // namespace

void generate_docs(const Application& application, const Templates& templates, FileSet& files,
                   Diagnostics& diagnostics) {
  add_data(application, files, diagnostics);
  add_markdown(application, templates, files, diagnostics);
  add_copies(files, "docs/pages/", "docs/pages/", templates, kMaker, diagnostics);
  add_copy(files, "docs/routes.ts", templates, "docs/routes.ts", {.text = {}, .maker = kMaker},
           diagnostics);
}

}  // namespace sqlx::generators
