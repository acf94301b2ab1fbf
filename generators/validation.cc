#include "generators/validation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "generators/domains.h"
#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/orm_names.h"
#include "generators/validation/column_rules.h"
#include "generators/validation/column_types.h"
#include "generators/validation/json_schema.h"
#include "generators/validation/model_checks.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "validation";

struct FieldView {
  std::string key;
  std::string member;  // .name
  std::string name;    // 'name'
  std::string type;    // of what a caller gives
  bool required = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("member", member);
    fn("name", name);
    fn("type", type);
    fn("required", required);
  }
};

struct ColumnView {
  std::string key;
  std::string options;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("options", options);
  }
};

struct CheckView {
  std::string name;
  std::string sql;
  std::string fields_read;
  std::string code;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("sql", sql);
    fn("fields", fields_read);
    fn("code", code);
  }
};

struct LeftView {
  std::string name;
  std::string sql;
  std::string why;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("sql", sql);
    fn("why", why);
  }
};

struct UniqueView {
  std::string name;
  std::string fields_list;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("fields", fields_list);
  }
};

struct PropertyView {
  std::string key;
  std::string schema;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("key", key);
    fn("schema", schema);
  }
};

// All of it JSON already.
struct SchemaView {
  std::string id;
  std::string title;
  std::string description;
  std::string required;
  std::vector<PropertyView> properties;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("id", id);
    fn("title", title);
    fn("description", description);
    fn("required", required);
    fn("properties", properties);
  }
};

struct ModelView {
  std::string model;
  std::string singular;
  std::string file;
  std::string table;
  std::string imports;
  bool has_json = false;
  bool has_inputs = false;
  std::vector<FieldView> inputs;
  std::vector<ColumnView> columns;
  std::vector<CheckView> checks;
  std::vector<LeftView> left;
  std::vector<UniqueView> uniques;
  std::string unjudged;  // names of checks that are left in whole
  bool has_left = false;
  bool has_checks = false;
  bool has_keys = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("singular", singular);
    fn("file", file);
    fn("table", table);
    fn("imports", imports);
    fn("hasJson", has_json);
    fn("hasInputs", has_inputs);
    fn("inputs", inputs);
    fn("columns", columns);
    fn("checks", checks);
    fn("left", left);
    fn("unjudged", unjudged);
    fn("hasLeft", has_left);
    fn("hasChecks", has_checks);
    fn("hasKeys", has_keys);
    fn("uniques", uniques);
  }
};

// A default that is written in the schema, as a value that the column's reader takes; empty where
// it is not one of these.
std::string default_value(const ColumnRules& rules, const ir::LogicalType& type) {
  if (rules.literal == nullptr || equal_fold(rules.literal->sql, "null")) return {};
  switch (type.kind) {
    case ir::TypeKind::kText:
    case ir::TypeKind::kChar:
    case ir::TypeKind::kEnum:
    case ir::TypeKind::kDecimal: return ts_string(rules.literal->value);
    case ir::TypeKind::kBoolean: {
      const std::string value = lower(rules.literal->value);
      return value == "1" || value == "true" || value == "t"    ? "true"
             : value == "0" || value == "false" || value == "f" ? "false"
                                                                : "";
    }
    case ir::TypeKind::kInt8:
    case ir::TypeKind::kInt16:
    case ir::TypeKind::kInt24:
    case ir::TypeKind::kInt32:
    case ir::TypeKind::kInt64:
    case ir::TypeKind::kUint8:
    case ir::TypeKind::kUint16:
    case ir::TypeKind::kUint24:
    case ir::TypeKind::kUint32:
    case ir::TypeKind::kUint64: return ts_string(rules.literal->value);
    default: return {};
  }
}

std::string options_of(const ir::Column& column, const ir::Table& table, const ColumnRules& rules,
                       const Application& application) {
  std::string options = "type: " + reader_call(column, table, application);
  if (rules.nullable) options += ", nullable: true";
  if (rules.is_generated) return options + ", generated: true";
  if (!rules.nullable && !rules.is_filled) options += ", required: true";
  if (rules.null_fills) options += ", nullFills: true";
  const std::string value = default_value(rules, column.type);
  if (!value.empty()) {
    options += ", default: " + value;
  } else if (rules.is_filled &&
             !(rules.literal != nullptr && equal_fold(rules.literal->sql, "null"))) {
    options += ", filled: true";
  }
  return options;
}

std::string list_of(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  quoted.reserve(texts.size());
  for (const std::string& text : texts) quoted.push_back(ts_string(text));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

std::string one_line(std::string_view sql) {
  std::string out;
  for (const char c : trim(sql)) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

// The checks that are left to the database, by the reason, in the order in which they are found.
class LeftChecks {
 public:
  void add(const std::string& why, bool in_part, std::string_view check,
           const ir::ObjectName& table) {
    Left left{why, in_part, {}};
    auto found = std::find_if(left_.begin(), left_.end(), [&](const Left& each) {
      return each.why == why && each.in_part == in_part;
    });
    if (found == left_.end()) found = left_.insert(left_.end(), std::move(left));
    found->notes.push_back({fmt::format("`{}`", shortened(one_line(check), 80)),
                            SchemaPath{{table.schema, table.name}}});
  }

  // One note for each reason; the tables are named with --verbose.
  void tell(Diagnostics& diagnostics) const {
    for (const auto& [why, in_part, notes] : left_) {
      std::vector<std::string> names;
      names.reserve(notes.size());
      for (const Diagnostic::Note& note : notes) names.push_back(note.message);
      const std::string_view what = names.size() == 1 ? "check" : "checks";
      const std::string_view are = names.size() == 1 ? "is" : "are";
      Diagnostic& told = diagnostics.add(
          Code::kCheckLeft, fmt::format("the {} {} {} {}left to the database: {}", what,
                                        enumerate(names), are, in_part ? "in part " : "", why));
      told.notes = notes;
    }
  }

 private:
  struct Left {
    std::string why;
    bool in_part = false;
    std::vector<Diagnostic::Note> notes;
  };
  std::vector<Left> left_;
};

class ModelBuilder {
 public:
  explicit ModelBuilder(const Application& application) : application_(application) {}

  ModelView build(ir::TableId id, const std::vector<ModelCheck>& checks) {
    const ir::Table& table = application_.catalog.table(id);
    const ir::TableNames& names = application_.names_of(id);
    ModelView view;
    view.model = names.model;
    view.singular = names.singular;
    view.file = model_file(names.model);
    const bool is_usual =
        table.name.schema.empty() || table.name.schema == application_.database.default_schema;
    view.table =
        line_comment(is_usual ? table.name.name : table.name.schema + "." + table.name.name);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      add_column(view, table, table.columns[i], names.fields[i]);
    add_checks(view, id, checks);
    add_uniques(view, table, names);
    view.has_inputs = !view.inputs.empty();
    view.has_checks = !view.checks.empty();
    view.has_keys = !view.uniques.empty();
    return view;
  }

  // What of the checks of all models that were built the validators leave.
  [[nodiscard]] const LeftChecks& left() const { return left_; }

 private:
  void add_column(ModelView& view, const ir::Table& table, const ir::Column& column,
                  const std::string& field) const {
    const ColumnRules rules = rules_of(column, application_.database);
    view.columns.push_back({ts_key(field), options_of(column, table, rules, application_)});
    if (rules.is_generated) return;
    const bool may_be_null = rules.nullable || rules.null_fills;
    std::string type = input_type(column.type, application_);
    view.has_json |= type.find("JsonValue") != std::string::npos;
    if (may_be_null && type != "unknown") type += " | null";
    view.inputs.push_back({ts_key(field), ts_member(field), ts_string(field), std::move(type),
                           !rules.nullable && !rules.is_filled});
  }

  void add_checks(ModelView& view, ir::TableId id, const std::vector<ModelCheck>& checks) {
    std::set<std::string, std::less<>> imports;
    std::vector<std::string> unjudged;
    for (const ModelCheck& check : checks) {
      if (!check.code.is_whole()) leave(view, check, id);
      if (check.code.is_nothing()) {
        unjudged.push_back(check.name);
        continue;
      }
      imports.insert(check.code.imports.begin(), check.code.imports.end());
      const std::vector<std::string> read(check.code.fields.begin(), check.code.fields.end());
      view.checks.push_back(
          {ts_string(check.name), ts_string(one_line(check.sql)), list_of(read), check.code.text});
    }
    view.imports = fmt::format("{}", fmt::join(imports, ", "));
    view.unjudged = list_of(unjudged);
  }

  void leave(ModelView& view, const ModelCheck& check, ir::TableId id) {
    const std::string name = one_line(check.name);
    const std::string& why = check.code.left.front();
    view.has_left = true;
    view.left.push_back({line_comment(name), line_comment(one_line(check.sql)), line_comment(why)});
    left_.add(why, !check.code.is_nothing(), check.name, application_.catalog.table(id).name);
  }

  void add_uniques(ModelView& view, const ir::Table& table, const ir::TableNames& names) const {
    const auto add = [&](const ir::Key& key) {
      std::vector<std::string> fields;
      for (const ir::KeyPart& part : key.columns) {
        const auto column =
            std::find_if(table.columns.begin(), table.columns.end(),
                         [&](const ir::Column& each) { return each.name == part.column; });
        fields.push_back(names.fields[static_cast<std::size_t>(column - table.columns.begin())]);
      }
      view.uniques.push_back({ts_string(key.name), list_of(fields)});
    };
    if (table.primary_key) add(*table.primary_key);
    for (const ir::Key& key : table.uniques) add(key);
  }

  const Application& application_;
  LeftChecks left_;
};

SchemaView schema_of(ir::TableId id, const std::vector<ModelCheck>& checks,
                     const Application& application) {
  const ir::Table& table = application.catalog.table(id);
  const ir::TableNames& names = application.names_of(id);
  SchemaView view{
      json_string(model_file(names.model) + ".json"), json_string(names.model), {}, {}, {}};
  std::vector<std::string> told;
  if (!table.comment.empty()) told.push_back(table.comment);
  for (const ModelCheck& check : checks) {
    if (check.code.fields.size() != 1) told.push_back(check.sql);
  }
  if (!told.empty()) view.description = json_string(fmt::format("{}", fmt::join(told, "\n")));
  std::vector<std::string> required;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ColumnRules rules = rules_of(table.columns[i], application.database);
    if (rules.is_generated) continue;
    const std::string& field = names.fields[i];
    view.properties.push_back(
        {json_string(field),
         property_schema(table.columns[i], field, rules.nullable || rules.null_fills, checks,
                         application)});
    if (!rules.nullable && !rules.is_filled) required.push_back(json_string(field));
  }
  view.required = fmt::format("[{}]", fmt::join(required, ", "));
  return view;
}

}  // namespace

void generate_validation(const Application& application, const Templates& templates, FileSet& files,
                         Diagnostics& diagnostics) {
  const auto compiler = CheckCompiler::make(application, diagnostics);
  if (!compiler) return;
  add_copies(files, "validation/runtime/", "validation/runtime/", templates, kMaker, diagnostics);
  add_engine_files(files, "validation/runtime/", application.pack, templates, kMaker, diagnostics);
  if (application.settings.zod)
    add_copies(files, "validation/zod/", "validation/runtime/", templates, kMaker, diagnostics);
  ModelBuilder builder(application);
  for (const ir::TableId id : application.models) {
    if (ir::is_view(application.catalog.table(id))) continue;
    const std::vector<ModelCheck> checks = compiler->checks_of(id);
    const ModelView view = builder.build(id, checks);
    const std::string& name = view.file;
    add_rendered(files, "validation/" + name + ".ts", templates, "validation/model.ts", view,
                 {.maker = kMaker}, diagnostics);
    add_rendered(files, "validation/schemas/" + name + ".json", templates, "validation/schema.json",
                 schema_of(id, checks, application), {.maker = kMaker}, diagnostics);
    if (!application.settings.zod) continue;
    add_rendered(files, "validation/zod/" + name + ".ts", templates, "validation/zod-model.ts",
                 view, {.maker = kMaker}, diagnostics);
  }
  builder.left().tell(diagnostics);
}

}  // namespace sqlx::generators
