// What stands in FROM: tables, subqueries, functions, joins.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

struct Alias {
  Name name;
  List<Name> columns;
};

Alias alias_of(Conversion& in, Fields& of, std::string_view key = "alias") {
  const JsonValue* bare = of.find(key);
  if (bare == nullptr) return {};
  Fields fields(in, "Alias", *bare);
  return {fields.name("aliasname"), fields.names("colnames")};
}

List<Name> relation_path(Conversion& in, Fields& fields) {
  Name parts[3];
  std::size_t size = 0;
  for (const std::string_view key : {"catalogname", "schemaname", "relname"}) {
    if (const JsonValue* value = fields.find(key)) parts[size++] = name_of(value->text);
  }
  return in.arena.copy(std::span<const Name>(parts, size));
}

Table* range_var(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Table>();
  made->name = relation_path(in, fields);
  in.see_tokens(2 * (made->name.size() - 1));
  made->only = !fields.flag("inh");
  fields.skip({"relpersistence"});  // of a table that is made: persistence_of
  const Alias alias = alias_of(in, fields);
  made->alias = alias.name;
  made->columns = alias.columns;
  return made;
}

TableRef* plain_table(Conversion& in, Fields& fields) { return range_var(in, fields); }

TableRef* sampled_table(Conversion& in, Fields& fields) {
  const TableRef* sampled = table_ref(in, fields.find("relation"));
  const Table* table = sampled == nullptr ? nullptr : sampled->as<Table>();
  if (table == nullptr) return nullptr;
  Table* made = in.arena.make<Table>(*table);
  std::string method;
  append_path(method, fields.names("method"));
  made->sample_method = in.arena.copy(method);
  made->sample = expressions(in, fields.find("args"));
  made->sample_seed = expression(in, fields.find("repeatable"));
  return made;
}

TableRef* derived_table(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<DerivedTable>();
  made->lateral = fields.flag("lateral");
  made->query = query(in, fields.find("subquery"));
  const Alias alias = alias_of(in, fields);
  made->alias = alias.name;
  made->columns = alias.columns;
  return made;
}

// AS t(a int, b text COLLATE "C"): names and types.
void set_column_types(Conversion& in, const JsonValue* list, TableFunction& into) {
  if (list == nullptr) return;
  std::vector<Name> names;
  into.column_types = nodes_of<TypeName>(in.arena, list, [&](const JsonValue* wrapped) {
    Fields fields(in, "ColumnDef", *node_in(*wrapped));
    fields.skip({"is_local"});
    names.push_back(fields.name("colname"));
    TypeName* type = type_name(in, fields.find("typeName"));
    if (type != nullptr) type->collation = collation_of(in, fields);
    return type;
  });
  into.columns = in.arena.copy(names);
}

// Each function comes with a list of columns, which only ROWS FROM can have.
const Expr* called_function(Conversion& in, const JsonValue& pair) {
  const JsonValue* call = items_in(&pair)->first;
  if (call == nullptr) return nullptr;
  if (call->next != nullptr && call->next->first != nullptr)
    in.report_unknown("sqlx does not know columns inside ROWS FROM");
  return expression(in, call);
}

TableRef* table_function(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<TableFunction>();
  fields.skip({"is_rowsfrom"});  // as are several functions, and one alone means the same without
  made->lateral = fields.flag("lateral");
  made->with_ordinality = fields.flag("ordinality");
  made->calls = nodes_of<Expr>(in.arena, fields.find("functions"),
                               [&](const JsonValue* pair) { return called_function(in, *pair); });
  const Alias alias = alias_of(in, fields);
  made->alias = alias.name;
  made->columns = alias.columns;
  set_column_types(in, fields.find("coldeflist"), *made);
  return made;
}

JoinType join_type(Conversion& in, Fields& fields, const Join& join) {
  static constexpr std::pair<std::string_view, JoinType> kTypes[] = {
      {"JOIN_INNER", JoinType::kInner},
      {"JOIN_LEFT", JoinType::kLeft},
      {"JOIN_RIGHT", JoinType::kRight},
      {"JOIN_FULL", JoinType::kFull}};
  const JoinType type = choice(in, fields, "jointype", kTypes);
  const bool is_cross =
      type == JoinType::kInner && !join.natural && join.on == nullptr && join.using_columns.empty();
  return is_cross ? JoinType::kCross : type;
}

TableRef* join(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Join>();
  made->natural = fields.flag("isNatural");
  made->left = table_ref(in, fields.find("larg"));
  made->right = table_ref(in, fields.find("rarg"));
  made->using_columns = fields.names("usingClause");
  made->using_alias = alias_of(in, fields, "join_using_alias").name;
  made->on = expression(in, fields.find("quals"));
  made->join = join_type(in, fields, *made);
  const Alias alias = alias_of(in, fields);
  made->alias = alias.name;
  made->columns = alias.columns;
  return made;
}

constexpr Converter<TableRef> kTables[] = {
    {"RangeVar", plain_table},           {"JoinExpr", join},
    {"RangeFunction", table_function},   {"RangeSubselect", derived_table},
    {"RangeTableSample", sampled_table},
};

}  // namespace

const TableRef* table_ref(Conversion& in, const JsonValue* wrapped) {
  if (wrapped == nullptr || wrapped->first == nullptr) return nullptr;
  Level level(in);
  return level.fits() ? convert_by<TableRef>(kTables, in, *wrapped) : nullptr;
}

List<const TableRef*> table_refs(Conversion& in, const JsonValue* list) {
  return nodes_of<TableRef>(in.arena, list,
                            [&](const JsonValue* item) { return table_ref(in, item); });
}

const Table* relation(Conversion& in, const JsonValue* bare) {
  if (bare == nullptr) return nullptr;
  Level level(in);
  Fields fields(in, "RangeVar", *bare);
  return in.placed(range_var(in, fields));
}

Table* table_named(Conversion& in, List<Name> name) {
  auto* made = in.arena.make<Table>();
  made->name = name;
  return in.placed(made);
}

Persistence persistence_of(const JsonValue* bare_relation) {
  for (const JsonValue* member = bare_relation == nullptr ? nullptr : bare_relation->first;
       member != nullptr; member = member->next) {
    if (member->key != "relpersistence") continue;
    return member->text == "t"   ? Persistence::kTemporary
           : member->text == "u" ? Persistence::kUnlogged
                                 : Persistence::kPermanent;
  }
  return Persistence::kPermanent;
}

}  // namespace sqlx::sql::pg_query
