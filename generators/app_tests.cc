#include "generators/app_tests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/orm_names.h"
#include "generators/sample_values.h"
#include "sql/ddl.h"
#include "sql/script/statement_reader.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "tests";

struct SampleView {
  std::string key;
  std::string values;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("values", values);
  }
};

struct ParentView {
  std::string factory;
  std::string pairs;
  bool required = false;
  bool deferred = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("factory", factory);
    fn("pairs", pairs);
    fn("required", required);
    fn("deferred", deferred);
  }
};

struct ImportView {
  std::string factory;
  std::string file;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("factory", factory);
    fn("file", file);
  }
  bool operator<(const ImportView& other) const { return file < other.file; }
};

struct FactoryView {
  std::string model;
  std::string factory;
  std::string member;
  std::string file;
  std::string table;
  std::vector<ImportView> imports;
  std::vector<SampleView> samples;
  std::vector<ParentView> parents;
  bool has_samples = false;
  bool has_parents = false;
  bool has_triggers = false;
  bool is_inherited = false;
  bool settles_conflicts = false;
  bool has_exclusions = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("factory", factory);
    fn("member", member);
    fn("file", file);
    fn("table", table);
    fn("imports", imports);
    fn("samples", samples);
    fn("parents", parents);
    fn("hasSamples", has_samples);
    fn("hasParents", has_parents);
    fn("hasTriggers", has_triggers);
    fn("isInherited", is_inherited);
    fn("settlesConflicts", settles_conflicts);
    fn("hasExclusions", has_exclusions);
  }
};

struct SuiteView {
  std::vector<FactoryView> models;
  bool has_models = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("models", models);
    fn("hasModels", has_models);
  }
};

struct SchemaView {
  std::vector<std::string> statements;
  std::string options;  // of the database
  std::string schemas;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("statements", statements);
    fn("options", options);
    fn("schemas", schemas);
  }
};

std::string factory_name(const ir::TableNames& names) { return names.singular + "Factory"; }

using Columns = std::set<std::pair<ir::TableId, std::size_t>>;

// A row without it is no row, or could not be told from others.
bool is_needed(const ir::Table& table, std::size_t column) {
  const std::vector<ModelKey> keys = keys_of(table);
  const bool is_key = !keys.empty() && std::find(keys[0].columns.begin(), keys[0].columns.end(),
                                                 column) != keys[0].columns.end();
  return is_key || !table.columns[column].nullable;
}

bool is_needed(const ir::ForeignKey& key, const ir::Catalog& catalog, ir::TableId table) {
  return std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
    return is_needed(catalog.table(table), catalog.find_column(table, name)->index);
  });
}

bool is_deferred(const ir::ForeignKey& key) {
  return key.deferrability == ir::Deferrability::kInitiallyDeferred;
}

// What rows point to before it is there: its value has to be known beforehand, and is not left to
// the database.
Columns known_beforehand(const Application& application) {
  Columns known;
  for (const ir::Relation& relation : application.relations.all()) {
    if (relation.kind != ir::RelationKind::kBelongsTo) continue;
    const ir::ForeignKey& key = application.catalog.foreign_key(relation.key);
    if ((relation.from != relation.to && !is_deferred(key)) ||
        !is_needed(key, application.catalog, relation.from))
      continue;
    for (const std::string& name : key.referenced_columns)
      known.emplace(relation.to, application.catalog.find_column(relation.to, name)->index);
  }
  return known;
}

class FactoryMaker {
 public:
  explicit FactoryMaker(const Application& application)
      : application_(application), known_(known_beforehand(application)) {}

  [[nodiscard]] FactoryView make(ir::TableId id) const;

 private:
  // What a column's values are tried with: its own kind's, and those that its checks speak of.
  [[nodiscard]] SampleView sample(ir::TableId id, std::size_t index) const {
    const ir::Table& table = application_.catalog.table(id);
    const ir::Column& column = table.columns[index];
    const std::string& field = application_.names_of(id).fields[index];
    const bool is_numbered =
        column.identity ||
        (column.default_value && column.default_value->kind == ir::DefaultKind::kSequence);
    const bool is_left = is_numbered && !known_.contains({id, index});
    return {ts_key(field),
            is_left ? "samples.none()" : sample_call(column, field, table, application_)};
  }

  void add_parent(FactoryView& view, const ir::Relation& relation) const;

  const Application& application_;
  Columns known_;
};

// The row that a foreign key needs: what makes it, and the fields that it is known by, here and
// there.
void FactoryMaker::add_parent(FactoryView& view, const ir::Relation& relation) const {
  const ir::Catalog& catalog = application_.catalog;
  if (relation.kind != ir::RelationKind::kBelongsTo || ir::is_view(catalog.table(relation.to)))
    return;
  const ir::ForeignKey& key = catalog.foreign_key(relation.key);
  const ir::TableNames& near_names = application_.names_of(relation.from);
  const ir::TableNames& far_names = application_.names_of(relation.to);
  std::vector<std::string> pairs;
  for (const ir::ColumnPair& pair : ir::column_pairs(key)) {
    const std::size_t near = catalog.find_column(relation.from, pair.column)->index;
    const std::size_t far = catalog.find_column(relation.to, pair.referenced)->index;
    pairs.push_back(fmt::format("[{}, {}]", ts_string(near_names.fields[near]),
                                ts_string(far_names.fields[far])));
  }
  const std::string factory = factory_name(far_names);
  view.parents.push_back({factory, fmt::format("[{}]", fmt::join(pairs, ", ")),
                          is_needed(key, catalog, relation.from), is_deferred(key)});
  if (factory == view.factory) return;
  const ImportView import{factory, model_file(far_names.model)};
  const auto same = [&](const ImportView& each) { return each.file == import.file; };
  if (std::none_of(view.imports.begin(), view.imports.end(), same)) view.imports.push_back(import);
}

// A second row with the same key is no error, but left out, or put in the place of the first.
bool settles_conflicts(const ir::Table& table) {
  const auto settles = [](const ir::Key& key) {
    const std::string* clause = ir::find_attribute(key.attributes, ir::AttributeKey::kConflict);
    return clause != nullptr && (equal_fold(*clause, "ignore") || equal_fold(*clause, "replace"));
  };
  return (table.primary_key && settles(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), settles);
}

// Its rows are read with those of other tables, which have keys of their own.
bool is_inherited(const ir::Database& database, const ir::Table& table) {
  return std::any_of(database.tables.begin(), database.tables.end(), [&](const ir::Table& other) {
    return std::find(other.inherits.begin(), other.inherits.end(), table.name) !=
           other.inherits.end();
  });
}

// A rule puts another statement in the place of one. It is kept in the database's words, which say
// of which table it is, quoted where it has to be.
bool has_rules(const Application& application, const ir::Table& table) {
  const auto unquoted = [](std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
    return text;
  };
  const std::string place = unquoted("on " + ir::identity(table.name));
  const std::vector<ir::Unsupported>& kept = application.database.unsupported;
  return std::any_of(kept.begin(), kept.end(), [&](const ir::Unsupported& fact) {
    return fact.kind == "rule" && unquoted(fact.detail) == place;
  });
}

FactoryView FactoryMaker::make(ir::TableId id) const {
  const ir::Table& table = application_.catalog.table(id);
  const ir::TableNames& names = application_.names_of(id);
  FactoryView view;
  view.model = names.model;
  view.factory = factory_name(names);
  view.member = ts_string(database_member(application_, id));
  view.file = model_file(names.model);
  view.table = line_comment(table.name.name);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (can_be_written(table.columns[i])) view.samples.push_back(sample(id, i));
  }
  for (const ir::Relation& relation : application_.relations.of(id)) add_parent(view, relation);
  std::sort(view.imports.begin(), view.imports.end());
  view.has_samples = !view.samples.empty();
  view.has_parents = !view.parents.empty();
  view.has_triggers = !table.triggers.empty() || has_rules(application_, table);
  view.is_inherited = is_inherited(application_.database, table);
  view.settles_conflicts = settles_conflicts(table);
  view.has_exclusions = !table.exclusions.empty();
  return view;
}

SchemaView schema_of(const Application& application, Diagnostics& diagnostics) {
  SchemaView view;
  Diagnostics told;  // what the text cannot recreate has been said when the schema was read
  const std::string ddl = sql::ddl(application.database, application.pack, told);
  sql::StatementReader reader(ddl, "schema.sql", application.pack);
  while (const auto piece = reader.next(diagnostics)) {
    if (piece->kind == sql::Piece::Kind::kStatement)
      view.statements.push_back(ts_string(piece->text.text));
  }
  view.options = ts_string(application.database.collation);
  std::vector<std::string> schemas;
  for (const ir::Namespace& schema : application.database.schemas)
    schemas.push_back(ts_string(schema.name));
  view.schemas = fmt::format("[{}]", fmt::join(schemas, ", "));
  return view;
}

}  // namespace

void generate_tests(const Application& application, const Templates& templates, FileSet& files,
                    Diagnostics& diagnostics) {
  add_copies(files, "tests/support/", "tests/support/", templates, kMaker, diagnostics);
  add_engine_files(files, "tests/support/", application.pack, templates, kMaker, diagnostics);
  add_rendered(files, "tests/support/schema.ts", templates, "tests/schema.ts",
               schema_of(application, diagnostics), {.text = {}, .maker = kMaker}, diagnostics);
  SuiteView suite;
  const FactoryMaker factories(application);
  for (const ir::TableId id : application.models) {
    if (application.catalog.table(id).kind != ir::TableKind::kTable) continue;
    suite.models.push_back(factories.make(id));
    const FactoryView& view = suite.models.back();
    add_rendered(files, "tests/factories/" + view.file + ".ts", templates, "tests/factory.ts", view,
                 {.text = {}, .maker = kMaker}, diagnostics);
  }
  suite.has_models = !suite.models.empty();
  for (const std::string_view test : {"models.test.ts", "rest.test.ts", "graphql.test.ts"}) {
    // Of views alone there is the making of them to test.
    if (!suite.has_models && test != "models.test.ts") continue;
    add_rendered(files, fmt::format("tests/{}", test), templates, fmt::format("tests/{}", test),
                 suite, {.text = {}, .maker = kMaker}, diagnostics);
  }
}

}  // namespace sqlx::generators
