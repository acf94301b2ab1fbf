#include "generators/orm.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/orm_model.h"
#include "generators/orm_names.h"
#include "generators/orm_types.h"
#include "sql/dialect_words.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "orm";

// ------------------------------------------------------------------------------ the schema's types

struct EnumView {
  std::string name;
  std::vector<std::string> labels;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("labels", labels);
  }
};

struct EnumsView {
  std::vector<EnumView> enums;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("enums", enums);
  }
};

EnumView enum_view(const std::string& name, const std::vector<std::string>& labels) {
  EnumView view{.name = name, .labels = {}};
  for (const std::string& label : labels) view.labels.push_back(ts_string(label));
  return view;
}

// The labels of a column, or of an array's elements.
const std::vector<std::string>& labels_of(const ir::LogicalType& type) {
  return type.element.empty() ? type.values : labels_of(type.element.front());
}

EnumsView enums_view(const Application& application) {
  EnumsView view;
  for (std::size_t i = 0; i < application.database.enums.size(); ++i) {
    view.enums.push_back(
        enum_view(application.names.enums[i].type, application.database.enums[i].values));
  }
  for (const ir::TableId id : application.models) {
    const ir::Table& table = application.catalog.table(id);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string& name = application.names_of(id).column_enums[i].type;
      if (!name.empty()) view.enums.push_back(enum_view(name, labels_of(table.columns[i].type)));
    }
  }
  return view;
}

struct CompositeFieldView {
  std::string field;
  std::string output;
  std::string codec;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("field", field);
    fn("output", output);
    fn("codec", codec);
  }
};

struct CompositeView {
  std::string name;
  std::string sql;  // its quoted name, as a string
  std::vector<CompositeFieldView> columns;
  bool has_columns = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("sql", sql);
    fn("columns", columns);
    fn("hasColumns", has_columns);
  }
};

struct CompositesView {
  bool uses_enums = false;
  bool uses_orm = false;
  std::vector<CompositeView> composites;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("usesEnums", uses_enums);
    fn("usesOrm", uses_orm);
    fn("composites", composites);
  }
};

CompositesView composites_view(const Application& application) {
  CompositesView view;
  const sql::DialectWords words(application.pack.lexical, application.database.default_schema);
  for (std::size_t i = 0; i < application.database.composites.size(); ++i) {
    const ir::TypeNames& names = application.names.composites[i];
    const std::string sql = words.name(application.database.composites[i].name);
    CompositeView composite{.name = names.type,
                            .sql = ts_string(sql),
                            .columns = {},
                            .has_columns = !names.members.empty()};
    for (std::size_t j = 0; j < names.members.size(); ++j) {
      const ir::LogicalType& logical = application.database.composites[i].fields[j].type;
      const TypeScriptType type = typescript_type(application, logical, {}, {.composites = ""});
      view.uses_enums |= type.uses_enums;
      view.uses_orm |= type.output.find("orm.") != std::string::npos;
      composite.columns.push_back({names.members[j], type.output, type.codec});
    }
    view.composites.push_back(std::move(composite));
  }
  return view;
}

// -------------------------------------------------------------------------------------- all models

struct ModelEntryView {
  std::string model;
  std::string file;
  std::string alias;
  std::string member;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("file", file);
    fn("alias", alias);
    fn("member", member);
  }
};

struct DatabaseView {
  bool uses_enums = false;
  std::vector<ModelEntryView> models;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("usesEnums", uses_enums);
    fn("models", models);
  }
};

DatabaseView database_view(const Application& application) {
  DatabaseView view;
  for (const ir::TableId id : application.models) {
    const ir::TableNames& names = application.names_of(id);
    view.models.push_back({names.model, model_file(names.model), model_module(names),
                           database_member(application, id)});
  }
  std::sort(view.models.begin(), view.models.end(),
            [](const auto& a, const auto& b) { return a.model < b.model; });
  return view;
}

}  // namespace

void generate_orm(const Application& application, const Templates& templates, FileSet& files,
                  Diagnostics& diagnostics) {
  const File file{.text = {}, .maker = kMaker};
  add_copies(files, "orm/runtime/", "orm/runtime/", templates, kMaker, diagnostics);
  add_engine_files(files, "orm/engine/", application.pack, templates, kMaker, diagnostics);
  const EnumsView enums = enums_view(application);
  if (!enums.enums.empty())
    add_rendered(files, "orm/enums.ts", templates, "orm/enums.ts", enums, file, diagnostics);
  const CompositesView composites = composites_view(application);
  if (!composites.composites.empty())
    add_rendered(files, "orm/composites.ts", templates, "orm/composites.ts", composites, file,
                 diagnostics);
  for (const ir::TableId id : application.models) {
    const OrmModelView model = orm_model(application, id);
    add_rendered(files, fmt::format("orm/models/{}.ts", model_file(model.model)), templates,
                 "orm/model.ts", model, file, diagnostics);
  }
  DatabaseView database = database_view(application);
  database.uses_enums = !enums.enums.empty();
  add_rendered(files, "orm/database.ts", templates, "orm/database.ts", database, file, diagnostics);
  add_rendered(files, "orm/index.ts", templates, "orm/index.ts", database, file, diagnostics);
}

}  // namespace sqlx::generators
