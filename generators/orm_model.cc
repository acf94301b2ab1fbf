#include "generators/orm_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "generators/domains.h"
#include "generators/escape.h"
#include "generators/orm_names.h"
#include "generators/orm_types.h"
#include "sql/dialect_words.h"

namespace sqlx::generators {
namespace {

class ModelMaker {
 public:
  ModelMaker(const Application& application, ir::TableId id)
      : application_(application),
        id_(id),
        table_(application.catalog.table(id)),
        names_(application.names_of(id)),
        words_(application.pack.lexical, application.database.default_schema),
        has_narrow_domains_(
            std::any_of(table_.columns.begin(), table_.columns.end(), [&](const ir::Column& each) {
              return refuses_null(application.database, each.type);
            })) {}

  OrmModelView make() {
    view_.model = names_.model;
    view_.schema = ts_string(table_.name.schema);
    view_.name = ts_string(table_.name.name);
    view_.sql = ts_string(words_.name(table_.name));
    view_.shown = ts_comment(table_.name.name);
    view_.comment = ts_comment(table_.comment);
    view_.is_view = ir::is_view(table_);
    view_.is_table = !view_.is_view;
    view_.is_partitioned = table_.partitioning && table_.partitioning->slices.empty();
    add_columns();
    add_relations();
    if (view_.is_table) add_keys();
    return std::move(view_);
  }

 private:
  [[nodiscard]] std::string sql_literal(std::string_view column) const {
    return ts_string(words_.name(column));
  }

  // --------------------------------------------------------------------------------------- columns

  void add_columns() {
    std::vector<std::string> numeric;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const TypeScriptType type =
          typescript_type(application_, table_.columns[i].type, names_.column_enums[i].type);
      view_.uses_enums |= type.uses_enums;
      view_.uses_composites |= type.uses_composites;
      if (type.numeric) numeric.push_back(ts_string(names_.fields[i]));
      if (table_.columns[i].identity) view_.identity = ts_string(names_.fields[i]);
      view_.columns.push_back(column(table_.columns[i], names_.fields[i], type));
      view_.is_writable |= view_.columns.back().writable;
    }
    view_.numeric = numeric.empty() ? "never" : join(numeric, " | ");
  }

  [[nodiscard]] OrmColumnView column(const ir::Column& column, const std::string& field,
                                     const TypeScriptType& type) const {
    const bool writable = view_.is_table && can_be_written(column);
    const std::string_view null = column.nullable ? " | null" : "";
    return {.field = field,
            .name = ts_string(column.name),
            .sql = sql_literal(column.name),
            .output = fmt::format("{}{}", type.output, null),
            .input = fmt::format("{}{}", type.input, null),
            .match = column.nullable ? type.match_nullable : type.match,
            .codec = is_recoded(column) ? "t.recodedText" : type.codec,
            .comment = ts_comment(column.comment, "   * "),
            .writable = writable,
            .required = writable && must_be_given(application_, column),
            .facts = facts(column, writable)};
  }

  [[nodiscard]] std::string facts(const ir::Column& column, bool writable) const {
    std::vector<std::string> all;
    if (column.nullable) all.emplace_back("nullable: true");
    if (view_.is_table && !writable) all.emplace_back("readOnly: true");
    if (view_.is_table && has_narrow_domains_)
      all.push_back("type: " + ts_string(declared_type(column)));
    if (is_padded(column)) all.emplace_back("padded: true");
    return join(all, ", ");
  }

  // It is text of a character set that connections do not carry as it is.
  [[nodiscard]] bool is_recoded(const ir::Column& column) const {
    const std::vector<std::string>& carried = application_.pack.stored->carried_charsets;
    if (carried.empty() ||
        (column.type.kind != ir::TypeKind::kText && column.type.kind != ir::TypeKind::kChar))
      return false;
    const std::string* usual = ir::find_attribute(table_.attributes, ir::AttributeKey::kCollation);
    const std::string_view collation = !column.collation.empty() ? column.collation
                                       : usual != nullptr        ? *usual
                                                                 : application_.database.collation;
    const std::string_view charset = collation.substr(0, collation.find('_'));
    return !charset.empty() && std::find(carried.begin(), carried.end(), charset) == carried.end();
  }

  // Its numbers are shown with zeros before them.
  static bool is_padded(const ir::Column& column) {
    return column.type.kind == ir::TypeKind::kYear ||
           ir::find_attribute(column.attributes, ir::AttributeKey::kZerofill) != nullptr;
  }

  [[nodiscard]] std::string declared_type(const ir::Column& column) const {
    const ir::LogicalType& type = column.type;
    if (type.name) return words_.name(*type.name);
    const bool is_list = type.kind == ir::TypeKind::kArray && type.element.at(0).name.has_value();
    return is_list ? words_.name(*type.element.at(0).name) + "[]" : column.database_type;
  }

  // ------------------------------------------------------------------------------------- relations

  void add_relations() {
    const std::span<const ir::Relation> relations = application_.relations.of(id_);
    std::map<std::string, OrmImportView> imports;
    for (std::size_t i = 0; i < relations.size(); ++i) {
      const ir::TableNames& target = application_.names_of(relations[i].to);
      if (relations[i].to != id_)
        imports[target.model] = {model_module(target), model_file(target.model)};
      view_.relations.push_back(relation(
          relations[i], application_.names.relations[application_.relations.first(id_) + i]));
    }
    view_.has_relations = !view_.relations.empty();
    for (auto& [model, import] : imports) view_.imports.push_back(std::move(import));
  }

  [[nodiscard]] OrmRelationView relation(const ir::Relation& relation,
                                         const std::string& field) const {
    const ir::TableNames& target = application_.names_of(relation.to);
    const bool many = ir::is_many(relation.kind);
    OrmRelationView view{.field = field,
                         .gives = many                ? "Many"
                                  : relation.optional ? "Optional"
                                                      : "One",
                         .match = many ? "MatchMany" : "MatchOne",
                         .scope = relation.to == id_ ? "" : model_module(target) + ".",
                         .target = target.model,
                         .key = ts_string(application_.catalog.foreign_key(relation.key).name),
                         .own = relation.kind == ir::RelationKind::kBelongsTo,
                         .many = many,
                         .on = pairs(relation.key, relation.kind == ir::RelationKind::kBelongsTo),
                         .through = {}};
    if (relation.far_key) {
      const ir::Table& join = application_.catalog.table(relation.far_key->table);
      view.through =
          OrmThroughView{.schema = ts_string(join.name.schema),
                         .name = ts_string(join.name.name),
                         .sql = ts_string(words_.name(join.name)),
                         .key = ts_string(application_.catalog.foreign_key(*relation.far_key).name),
                         .on = pairs(*relation.far_key, true)};
    }
    return view;
  }

  // A foreign key's columns with those that it points to, or the other way round.
  [[nodiscard]] std::vector<OrmPairView> pairs(ir::ForeignKeyId key, bool forward) const {
    std::vector<OrmPairView> pairs;
    for (const auto& [column, referenced] :
         ir::column_pairs(application_.catalog.foreign_key(key))) {
      OrmPairView pair{.near = sql_literal(column), .far = sql_literal(referenced)};
      if (!forward) std::swap(pair.near, pair.far);
      pairs.push_back(std::move(pair));
    }
    return pairs;
  }

  // ------------------------------------------------------------------------------------------ keys

  void add_keys() {
    const std::vector<ModelKey> keys = keys_of(table_);
    const std::vector<std::string> finders = finders_of(names_, keys);
    for (std::size_t i = 0; i < keys.size(); ++i) view_.keys.push_back(key(keys[i], finders[i]));
    view_.has_key = !keys.empty();
    view_.has_keys = keys.size() > 1;
  }

  [[nodiscard]] OrmKeyView key(const ModelKey& key, const std::string& finder) const {
    OrmKeyView view{.name = ts_string(key.name),
                    .finder = finder,
                    .what = {},
                    .shape = "shape",
                    .primary = key.primary,
                    .columns = {}};
    std::vector<std::string> fields;
    for (const std::size_t i : key.columns) {
      fields.push_back(names_.fields[i]);
      view.columns.push_back(
          {names_.fields[i],
           typescript_type(application_, table_.columns[i].type, names_.column_enums[i].type)
               .input});
    }
    view.what = join(fields, " and ");
    while (std::find(fields.begin(), fields.end(), view.shape) != fields.end()) view.shape += '_';
    return view;
  }

  const Application& application_;
  ir::TableId id_;
  const ir::Table& table_;
  const ir::TableNames& names_;
  sql::DialectWords words_;
  bool has_narrow_domains_;  // rows of it cannot be read from a part of their columns by the
                             // table's own type
  OrmModelView view_;
};

}  // namespace

OrmModelView orm_model(const Application& application, ir::TableId table) {
  return ModelMaker(application, table).make();
}

}  // namespace sqlx::generators
