#include "generators/graphql.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/graphql_changes.h"
#include "generators/graphql_names.h"
#include "generators/graphql_rules.h"
#include "generators/graphql_types.h"
#include "generators/graphql_views.h"
#include "generators/orm_names.h"
#include "generators/validation/column_types.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "graphql";

constexpr std::string_view kRange = "limit: Int, offset: Int";
constexpr std::string_view kPage = "first: Int, after: String, last: Int, before: String";

std::string list_of(std::string_view type) { return fmt::format("[{}!]!", type); }
std::string required(std::string_view type) { return fmt::format("{}!", type); }

// Everything that is said of one model, and what of it stands at the root.
class ModelMaker {
 public:
  ModelMaker(const Application& application, GraphqlNames& names, GraphqlColumnTypes& types,
             ir::TableId id)
      : application_(application),
        names_(names),
        types_(types),
        id_(id),
        table_(application.catalog.table(id)),
        own_(application.names_of(id)),
        keys_(is_table() ? keys_of(table_) : std::vector<ModelKey>()) {
    view_.types = names.types.at(id);
  }

  void make(const std::vector<ModelCheck>& checks) {
    const DescribedText told = described(table_.comment);
    view_.description = told.description;
    add_columns(checks);
    add_relations();
    add_combined_filters();
    add_keys();
    view_.has_orders = !view_.orders.empty() && !view_.columns.empty();
    view_.has_sums = !view_.sums.empty();
    view_.has_extremes = !view_.extremes.empty();
    view_.has_key = !keys_.empty();
    view_.connects = connects(application_, id_);
    view_.has_create = !view_.creates.empty();
    view_.has_update = !view_.updates.empty();
    view_.is_written = is_table() && (view_.has_create || view_.has_key);
    view_.changes = has_sure_key(application_, id_);
  }

  void add_roots(GraphqlView& schema, GraphqlFacts& facts) {
    const GraphqlRoots& roots = names_.roots.at(id_);
    const GraphqlTypes& types = view_.types;
    const auto query = [&](const std::string& name, std::string arguments, std::string type,
                           std::string_view does, std::string description = {}) {
      schema.queries.push_back({.name = name,
                                .type = std::move(type),
                                .description = std::move(description),
                                .arguments = std::move(arguments)});
      facts.queries.push_back({name, std::string(does)});
    };
    const std::string ordered =
        view_.has_orders ? fmt::format("where: {}, orderBy: [{}!]", types.filter, types.order)
                         : "where: " + types.filter;
    for (std::size_t i = 0; i < keys_.size(); ++i)
      query(roots.by_key[i], key_arguments(keys_[i]), types.row, "one");
    query(roots.many, fmt::format("({}, {})", ordered, kRange), list_of(types.row), "list",
          view_.description);
    if (view_.connects)
      query(roots.connection, fmt::format("({}, {})", kPage, ordered), required(types.connection),
            "connection");
    query(roots.aggregate, fmt::format("(where: {})", types.filter), required(types.aggregate),
          "aggregate");
    if (view_.has_orders) {
      query(roots.group_by,
            fmt::format("(by: [{}!]!, where: {}, orderBy: [{}!], {})", types.column, types.filter,
                        types.group_order, kRange),
            list_of(types.group), "groupBy");
    }
    if (has_text_)
      query(roots.search, fmt::format("(query: String!, {}, {})", ordered, kRange),
            list_of(types.row), "search", R"("The rows that have the text in them.")");
    if (is_table()) add_mutations(schema, facts);
    if (view_.changes) {
      schema.subscriptions.push_back({.name = roots.changed,
                                      .type = required(types.change),
                                      .arguments = subscription_arguments()});
      schema.changed.push_back(types.row);
      facts.changed = roots.changed;
    }
  }

  [[nodiscard]] GraphqlModel& view() { return view_; }
  [[nodiscard]] std::vector<GraphqlDerived>& derived() { return derived_; }

  // A key that no row lacks: what cursors and changes tell rows by.
  [[nodiscard]] static bool has_sure_key(const Application& application, ir::TableId id) {
    const ir::Table& table = application.catalog.table(id);
    if (ir::is_view(table)) return false;
    const std::vector<ModelKey> keys = keys_of(table);
    if (keys.empty()) return false;
    const auto& first = keys.front().columns;
    return keys.front().primary ||
           std::none_of(first.begin(), first.end(),
                        [&](std::size_t column) { return table.columns[column].nullable; });
  }

  [[nodiscard]] bool connects(const Application& application, ir::TableId id) {
    const ir::Table& table = application.catalog.table(id);
    if (!has_sure_key(application, id)) return false;
    const std::vector<std::size_t> columns = keys_of(table).front().columns;
    return std::all_of(columns.begin(), columns.end(),
                       [&](std::size_t column) { return types_.of(id, column).is_ordered; });
  }

 private:
  [[nodiscard]] bool is_table() const { return !ir::is_view(table_); }

  // --------------------------------------------------------------------------------------- columns

  void add_columns(const std::vector<ModelCheck>& checks) {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const ir::Column& column = table_.columns[i];
      const std::string& field = own_.fields[i];
      const GraphqlColumnType type = types_.of(id_, i);
      const DescribedText told = described(column.comment);
      view_.row.push_back({.name = field,
                           .type = column.nullable ? type.name : required(type.name),
                           .description = told.description,
                           .directives = told.deprecated});
      view_.filters.push_back({.name = field, .type = type.filter});
      has_text_ |= type.is_text;
      if (type.is_ordered) {
        view_.orders.push_back({.name = field, .type = "SortOrder"});
        view_.columns.push_back(field);
        view_.groups.push_back({.name = field, .type = type.name});
      }
      if (!type.average.empty()) {
        view_.sums.push_back({.name = field, .type = type.name == "Int" ? "BigInt" : type.name});
        view_.averages.push_back({.name = field, .type = type.average});
      }
      if (type.has_extremes) view_.extremes.push_back({.name = field, .type = type.name});
      if (is_table() && can_be_written(column)) add_inputs(i, type.name, told.description, checks);
    }
  }

  void add_inputs(std::size_t i, const std::string& type, const std::string& description,
                  const std::vector<ModelCheck>& checks) {
    const ir::Column& column = table_.columns[i];
    const std::string rules =
        validate_directive(application_, table_, i, own_.fields[i], checks, keys_);
    const bool is_needed = must_be_given(application_, column) && !is_foreign(column.name);
    view_.creates.push_back({.name = own_.fields[i],
                             .type = is_needed ? required(type) : type,
                             .description = description,
                             .directives = rules});
    view_.updates.push_back(
        {.name = own_.fields[i], .type = type, .description = description, .directives = rules});
  }

  // It can be given by the row that it points to, too.
  [[nodiscard]] bool is_foreign(std::string_view column) const {
    const auto relations = application_.relations.of(id_);
    return std::any_of(relations.begin(), relations.end(), [&](const ir::Relation& relation) {
      if (relation.kind != ir::RelationKind::kBelongsTo) return false;
      const std::vector<std::string>& columns =
          application_.catalog.foreign_key(relation.key).columns;
      return std::find(columns.begin(), columns.end(), column) != columns.end();
    });
  }

  // ------------------------------------------------------------------------------------- relations

  void add_relations() {
    const std::span<const ir::Relation> relations = application_.relations.of(id_);
    GraphqlScope fields;
    for (const std::string& field : own_.fields) static_cast<void>(fields.take(field));
    for (std::size_t i = 0; i < relations.size(); ++i)
      static_cast<void>(fields.take(relation_name(i)));
    for (std::size_t i = 0; i < relations.size(); ++i) {
      if (ir::is_many(relations[i].kind)) {
        add_many(relations[i], relation_name(i), fields);
      } else {
        add_one(relations[i], relation_name(i));
      }
    }
  }

  [[nodiscard]] const std::string& relation_name(std::size_t i) const {
    return application_.names.relations[application_.relations.first(id_) + i];
  }

  // Always nullable: whose row it is may be hidden from the caller.
  void add_one(const ir::Relation& relation, const std::string& name) {
    const GraphqlTypes& target = names_.types.at(relation.to);
    view_.row.push_back({.name = name, .type = target.row});
    view_.filters.push_back({.name = name, .type = target.filter});
    if (has_ordered(relation.to)) view_.orders.push_back({.name = name, .type = target.order});
    if (is_table() && can_be_hung_on(relation.to))
      view_.creates.push_back({.name = name, .type = target.nested_one});
  }

  void add_many(const ir::Relation& relation, const std::string& name, GraphqlScope& fields) {
    const GraphqlTypes& target = names_.types.at(relation.to);
    const std::string ordered = has_ordered(relation.to) ? fmt::format("where: {}, orderBy: [{}!]",
                                                                       target.filter, target.order)
                                                         : "where: " + target.filter;
    view_.row.push_back({.name = name,
                         .type = list_of(target.row),
                         .arguments = fmt::format("({}, {})", ordered, kRange)});
    if (connects(application_, relation.to)) {
      derived_.push_back({fields.take(name + "Connection"), name, "connection"});
      view_.row.push_back({.name = derived_.back().field,
                           .type = required(target.connection),
                           .arguments = fmt::format("({}, {})", kPage, ordered)});
    }
    derived_.push_back({fields.take(name + "Aggregate"), name, "aggregate"});
    view_.row.push_back({.name = derived_.back().field,
                         .type = required(target.aggregate),
                         .arguments = fmt::format("(where: {})", target.filter)});
    view_.filters.push_back({.name = name, .type = target.list_filter});
    view_.orders.push_back({.name = name, .type = "CountOrder"});
    if (is_table() && can_be_hung_on(relation.to))
      view_.creates.push_back({.name = name, .type = target.nested_many});
  }

  // Are there rows to make of it, or to find by a key?
  [[nodiscard]] bool can_be_hung_on(ir::TableId id) const {
    const ir::Table& table = application_.catalog.table(id);
    return !keys_of(table).empty() ||
           std::any_of(table.columns.begin(), table.columns.end(), can_be_written);
  }

  // Has it an order of its own? As `has_orders` of its model will say.
  [[nodiscard]] bool has_ordered(ir::TableId id) {
    const ir::Table& table = application_.catalog.table(id);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (types_.of(id, i).is_ordered) return true;
    }
    return false;
  }

  void add_combined_filters() {
    for (const std::string_view name : {"AND", "OR", "NOT"}) {
      const auto is_taken = [&](const GraphqlField& field) { return field.name == name; };
      if (std::none_of(view_.filters.begin(), view_.filters.end(), is_taken)) {
        view_.filters.push_back(
            {.name = std::string(name), .type = fmt::format("[{}!]", view_.types.filter)});
      }
    }
  }

  // ------------------------------------------------------------------------------------------ keys

  void add_keys() {
    std::vector<bool> is_part(table_.columns.size());
    for (const ModelKey& key : keys_) {
      for (const std::size_t column : key.columns) is_part[column] = true;
    }
    for (std::size_t i = 0; i < is_part.size(); ++i) {
      if (is_part[i])
        view_.keys.push_back({.name = own_.fields[i], .type = types_.of(id_, i).name});
    }
  }

  [[nodiscard]] std::string key_arguments(const ModelKey& key, std::string_view more = {}) {
    std::vector<std::string> arguments;
    for (const std::size_t column : key.columns)
      arguments.push_back(fmt::format("{}: {}!", own_.fields[column], types_.of(id_, column).name));
    if (!more.empty()) arguments.emplace_back(more);
    return fmt::format("({})", fmt::join(arguments, ", "));
  }

  // One row's changes, or all; where a text can stand for a part of the key in several ways, only
  // all.
  [[nodiscard]] std::string subscription_arguments() {
    static const std::set<std::string_view> kPlain = {"ID", "Int", "BigInt", "String", "UUID"};
    std::vector<std::string> arguments;
    for (const std::size_t column : keys_.front().columns) {
      const std::string& type = types_.of(id_, column).name;
      if (kPlain.contains(type))
        arguments.push_back(fmt::format("{}: {}", own_.fields[column], type));
    }
    arguments.push_back(fmt::format("{}: ChangeOperation", clear_of("operation", true)));
    return fmt::format("({})", fmt::join(arguments, ", "));
  }

  // ------------------------------------------------------------------------------------- mutations

  void add_mutations(GraphqlView& schema, GraphqlFacts& facts) {
    const GraphqlRoots& roots = names_.roots.at(id_);
    const GraphqlTypes& types = view_.types;
    const auto mutation = [&](const std::string& name, std::string arguments, std::string type,
                              std::string_view does) {
      schema.mutations.push_back(
          {.name = name, .type = std::move(type), .arguments = std::move(arguments)});
      facts.mutations.push_back({name, std::string(does)});
    };
    const bool has_primary = !keys_.empty() && keys_.front().primary;
    if (view_.has_create) {
      mutation(roots.create, fmt::format("(input: {}!)", types.create), required(types.row),
               "create");
      mutation(roots.create_many, fmt::format("(inputs: [{}!]!)", types.create),
               required(types.batch), "createMany");
      if (view_.has_key && view_.has_orders) {
        mutation(roots.upsert,
                 fmt::format("(input: {}!, onConflict: [{}!])", types.create, types.column),
                 required(types.row), "upsert");
      }
    }
    const std::string input = clear_of("input", has_primary);
    if (view_.has_update) {
      if (has_primary)
        mutation(roots.update,
                 key_arguments(keys_.front(), fmt::format("{}: {}!", input, types.update)),
                 types.row, "update");
      mutation(roots.update_many,
               fmt::format("(where: {}!, input: {}!)", types.filter, types.update),
               required(types.batch), "updateMany");
    }
    if (has_primary) mutation(roots.remove, key_arguments(keys_.front()), types.row, "delete");
    if (view_.is_written)
      mutation(roots.remove_many, fmt::format("(where: {}!)", types.filter), required(types.batch),
               "deleteMany");
  }

  // An argument's name that is no field of the primary key.
  [[nodiscard]] std::string clear_of(std::string name, bool has_primary) const {
    const auto is_key = [&](std::size_t column) { return own_.fields[column] == name; };
    while (has_primary &&
           std::any_of(keys_.front().columns.begin(), keys_.front().columns.end(), is_key))
      name += '_';
    return name;
  }

  const Application& application_;
  GraphqlNames& names_;
  GraphqlColumnTypes& types_;
  ir::TableId id_;
  const ir::Table& table_;
  const ir::TableNames& own_;
  std::vector<ModelKey> keys_;
  GraphqlModel view_;
  std::vector<GraphqlDerived> derived_;
  bool has_text_ = false;
};

// ------------------------------------------------------------------------------------------- enums

struct LabelledType {
  std::string name;  // in TypeScript
  std::span<const std::string> labels;
  std::span<const std::string> members;
  std::string_view comment;
};

std::vector<LabelledType> labelled_types(const Application& application) {
  std::vector<LabelledType> types;
  for (std::size_t i = 0; i < application.database.enums.size(); ++i) {
    const ir::Enum& each = application.database.enums[i];
    types.push_back({application.names.enums[i].type, each.values,
                     application.names.enums[i].members, each.comment});
  }
  for (const ir::TableId id : application.models) {
    const ir::Table& table = application.catalog.table(id);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const ir::TypeNames& names = application.names_of(id).column_enums[i];
      if (!names.type.empty() && table.columns[i].type.kind == ir::TypeKind::kEnum) {
        types.push_back({names.type,
                         labels_of(table.columns[i].type, application.database),
                         names.members,
                         {}});
      }
    }
  }
  std::sort(types.begin(), types.end(),
            [](const LabelledType& a, const LabelledType& b) { return a.name < b.name; });
  return types;
}

void add_enums(const Application& application, const GraphqlNames& names, GraphqlView& schema,
               GraphqlModelsView& facts) {
  for (const LabelledType& type : labelled_types(application)) {
    if (type.labels.empty()) continue;
    const GraphqlEnumNames& own = names.enums.at(type.name);
    schema.enums.push_back({own.type,
                            described(type.comment).description,
                            own.filter,
                            {type.members.begin(), type.members.end()}});
    GraphqlLabels labels{.type = own.type, .labels = {}};
    for (std::size_t i = 0; i < type.labels.size(); ++i) {
      if (type.members[i] != type.labels[i])
        labels.labels.push_back({type.members[i], ts_string(type.labels[i])});
    }
    if (!labels.labels.empty()) facts.enums.push_back(std::move(labels));
    facts.has_enums = !facts.enums.empty();
  }
}

// -------------------------------------------------------------------------------------- the schema

std::vector<GraphqlFilter> scalar_filters() {
  std::vector<GraphqlFilter> filters;
  for (const std::string_view name : {"BigInt", "Bytes", "Date", "DateTime", "Decimal", "Float",
                                      "ID", "Int", "LocalDateTime", "Time", "UUID"}) {
    filters.push_back({.name = std::string(name)});
  }
  filters.push_back({.name = "Boolean", .ordered = false, .listed = false});
  filters.push_back({.name = "JSON", .ordered = false, .listed = false});
  filters.push_back({.name = "String", .text = true});
  std::sort(filters.begin(), filters.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return filters;
}

// Which models stand at the end of somebody's relation, where rows can be made or found for it.
void mark_targets(const Application& application,
                  std::vector<std::pair<ir::TableId, ModelMaker>>& makers) {
  for (const ir::Relation& relation : application.relations.all()) {
    for (auto& [id, maker] : makers) {
      if (id != relation.to) continue;
      GraphqlModel& model = maker.view();
      const bool is_many = ir::is_many(relation.kind);
      model.is_many |= is_many;
      (is_many ? model.is_nested_many : model.is_nested_one) = true;
    }
  }
}

struct Made {
  GraphqlView schema;
  GraphqlModelsView facts;
};

Made make(const Application& application, const CheckCompiler& compiler) {
  Made made;
  GraphqlNames names = graphql_names(application);
  GraphqlColumnTypes types(application, names);
  std::vector<ir::TableId> ids(application.models.begin(), application.models.end());
  std::sort(ids.begin(), ids.end(), [&](ir::TableId a, ir::TableId b) {
    return application.names_of(a).model < application.names_of(b).model;
  });
  std::vector<std::pair<ir::TableId, ModelMaker>> makers;
  makers.reserve(ids.size());
  for (const ir::TableId id : ids)
    makers.emplace_back(id, ModelMaker(application, names, types, id));
  for (auto& [id, maker] : makers)
    maker.make(ir::is_view(application.catalog.table(id)) ? std::vector<ModelCheck>()
                                                          : compiler.checks_of(id));
  mark_targets(application, makers);
  for (auto& [id, maker] : makers) {
    const ir::TableNames& own = application.names_of(id);
    GraphqlFacts facts{
        .module = model_module(own), .file = model_file(own.model), .type = names.types.at(id).row};
    maker.add_roots(made.schema, facts);
    facts.derived = std::move(maker.derived());
    facts.has_derived = !facts.derived.empty();
    facts.has_mutations = !facts.mutations.empty();
    made.facts.models.push_back(std::move(facts));
    made.schema.models.push_back(std::move(maker.view()));
  }
  made.schema.filters = scalar_filters();
  for (const auto& [element, name] : types.list_filters())
    made.schema.list_filters.push_back({name, element});
  add_enums(application, names, made.schema, made.facts);
  made.schema.has_queries = !made.schema.queries.empty();
  made.schema.has_mutations = !made.schema.mutations.empty();
  made.schema.has_changes = !made.schema.changed.empty();
  return made;
}

}  // namespace

void generate_graphql(const Application& application, const Templates& templates, FileSet& files,
                      Diagnostics& diagnostics) {
  const auto compiler = CheckCompiler::make(application, diagnostics);
  if (!compiler) return;
  const File file{.text = {}, .maker = kMaker};
  const Made made = make(application, *compiler);
  add_copies(files, "graphql/api/", "api/graphql/", templates, kMaker, diagnostics);
  add_engine_files(files, "api/graphql/engine/", application.pack, templates, kMaker, diagnostics);
  add_rendered(files, "api/graphql/schema.graphql", templates, "graphql/schema.graphql",
               made.schema, file, diagnostics);
  add_rendered(files, "api/graphql/models.ts", templates, "graphql/models.ts", made.facts, file,
               diagnostics);
  generate_graphql_changes(application, templates, files, diagnostics);
}

}  // namespace sqlx::generators
