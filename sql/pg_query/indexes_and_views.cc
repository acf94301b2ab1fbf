// CREATE INDEX, what indexes and conflict targets are made of, and CREATE VIEW.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {

// A column or an expression, with its collation.
const Expr* indexed_value(Conversion& in, Fields& fields) {
  const JsonValue* value = fields.find("expr");
  const Name name = fields.name("name");
  const Expr* made = value != nullptr ? expression(in, value) : in.placed(column_of(in, name));
  const List<Name> collation = fields.names("collation");
  if (collation.empty()) return made;
  auto* collated = in.arena.make<Collate>();
  collated->operand = made;
  collated->collation = collation;
  return in.placed(collated);
}

const OrderItem* index_part(Conversion& in, const JsonValue* wrapped) {
  static constexpr std::pair<std::string_view, Direction> kDirections[] = {
      {"SORTBY_DEFAULT", Direction::kUnsaid},
      {"SORTBY_ASC", Direction::kAscending},
      {"SORTBY_DESC", Direction::kDescending}};
  static constexpr std::pair<std::string_view, Nulls> kNulls[] = {
      {"SORTBY_NULLS_DEFAULT", Nulls::kUnsaid},
      {"SORTBY_NULLS_FIRST", Nulls::kFirst},
      {"SORTBY_NULLS_LAST", Nulls::kLast}};
  Level level(in);
  Fields fields(in, "IndexElem", *node_in(*wrapped));
  auto* made = in.arena.make<OrderItem>();
  made->value = indexed_value(in, fields);
  made->operator_class = fields.names("opclass");
  made->direction = choice(in, fields, "ordering", kDirections);
  made->nulls = choice(in, fields, "nulls_ordering", kNulls);
  return in.placed(made);
}

List<const OrderItem*> index_parts(Conversion& in, const JsonValue* list) {
  return nodes_of<OrderItem>(in.arena, list,
                             [&](const JsonValue* item) { return index_part(in, item); });
}

namespace {

// INCLUDE (…) holds plain columns only.
List<Name> included_columns(Conversion& in, const JsonValue* list) {
  std::vector<Name> names;
  for (const OrderItem* part : index_parts(in, list)) {
    const Column* column = part->value == nullptr ? nullptr : part->value->as<Column>();
    if (column == nullptr) {
      in.report_unknown("sqlx does not know expressions in INCLUDE");
    } else {
      names.push_back(column->path.back());
    }
  }
  return in.arena.copy(names);
}

IndexDefinition* index_definition(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<IndexDefinition>();
  made->name = fields.name("idxname");
  made->index = fields.flag("unique") ? IndexKind::kUnique : IndexKind::kPlain;
  made->method = fields.text("accessMethod");
  if (made->method == "btree") made->method = {};  // also if nothing was said
  made->parts = index_parts(in, fields.find("indexParams"));
  made->included = included_columns(in, fields.find("indexIncludingParams"));
  made->nulls_not_distinct = fields.flag("nulls_not_distinct");
  made->options = with_option(in, options_in(in, fields.find("options")), "tablespace",
                              fields.text("tableSpace"));
  made->where = expression(in, fields.find("whereClause"));
  return in.placed(made);
}

}  // namespace

Node* create_index(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateIndex>();
  made->table = relation(in, fields.find("relation"));
  made->definition = index_definition(in, fields);
  made->concurrently = fields.flag("concurrent");
  made->if_not_exists = fields.flag("if_not_exists");
  return made;
}

Node* create_view(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, std::string_view> kChecks[] = {
      {"NO_CHECK_OPTION", ""},
      {"LOCAL_CHECK_OPTION", "local"},
      {"CASCADED_CHECK_OPTION", "cascaded"}};
  auto* made = in.arena.make<CreateView>();
  const JsonValue* view = fields.find("view");
  made->persistence = persistence_of(view);
  if (const Table* named = relation(in, view)) made->name = named->name;
  made->columns = fields.names("aliases");
  made->query = query(in, fields.find("query"));
  made->or_replace = fields.flag("replace");
  made->options = options_in(in, fields.find("options"));
  made->check_option = choice(in, fields, "withCheckOption", kChecks);
  return made;
}

// As CREATE TABLE AS, which libpg_query takes it for.
Node* materialized_view(Conversion& in, const CreateTable& table) {
  auto* made = in.arena.make<CreateView>();
  made->materialized = true;
  made->if_not_exists = table.if_not_exists;
  made->name = table.name;
  std::vector<Name> columns;
  for (const ColumnDefinition* column : table.columns) columns.push_back(column->name);
  made->columns = in.arena.copy(columns);
  made->options = table.options;
  made->query = table.query;
  made->with_no_data = table.with_no_data;
  return made;
}

}  // namespace sqlx::sql::pg_query
