// CREATE TABLE, its columns and partitions.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

const Constraint* collate_constraint(Conversion& in, Fields& column) {
  const List<Name> collation = collation_of(in, column);
  if (collation.empty()) return nullptr;
  auto* made = in.arena.make<Constraint>();
  made->constraint = ConstraintKind::kCollate;
  made->collation = collation;
  return in.placed(made);
}

Constraint* option_constraint(Conversion& in, std::string_view option) {
  auto* made = in.arena.make<Constraint>();
  made->constraint = ConstraintKind::kOption;
  made->option = option;
  return in.placed(made);
}

const Constraint* compression_constraint(Conversion& in, Fields& column) {
  const std::string_view method = column.text("compression");
  if (method.empty()) return nullptr;
  Constraint* made = option_constraint(in, "compression");
  made->value = string_literal(in, method);
  return made;
}

// OPTIONS (…) of a foreign table's column.
const Constraint* foreign_options(Conversion& in, Fields& column) {
  const JsonValue* options = column.find("fdwoptions");
  if (options == nullptr) return nullptr;
  Constraint* made = option_constraint(in, "options");
  made->options = options_in(in, options);
  return made;
}

// The bits of LIKE other INCLUDING …: a few, or all but a few.
void append_like_options(Conversion& in, std::uint32_t bits, std::vector<std::string_view>& into) {
  static constexpr std::pair<std::uint32_t, std::string_view> kParts[] = {
      {0x1, "comments"}, {0x2, "compression"}, {0x4, "constraints"},
      {0x8, "defaults"}, {0x10, "generated"},  {0x20, "identity"},
      {0x40, "indexes"}, {0x80, "statistics"}, {0x100, "storage"}};
  constexpr std::uint32_t kParted = 0x1ff;
  const bool most = bits > kParted;
  if (most) into.emplace_back("including all");
  for (const auto& [bit, name] : kParts) {
    if (((bits & bit) != 0) == most) continue;
    into.push_back(in.arena.copy(fmt::format("{} {}", most ? "excluding" : "including", name)));
  }
}

// What CREATE TABLE (…) lists, sorted by kind.
struct Elements {
  std::vector<const ColumnDefinition*> columns;
  std::vector<const Constraint*> constraints;
  std::vector<const Table*> like;
  std::vector<std::string_view> like_options;
};

void add_like(Conversion& in, const JsonValue& bare, Elements& into) {
  Fields fields(in, "TableLikeClause", bare);
  into.like.push_back(relation(in, fields.find("relation")));
  append_like_options(in, static_cast<std::uint32_t>(fields.number("options")), into.like_options);
  // Of several, it would not be known whose options they are.
  if (into.like.size() > 1 && !into.like_options.empty())
    in.report_unknown("sqlx does not know several LIKE with options");
}

void add_element(Conversion& in, const JsonValue& wrapped, Elements& into) {
  const std::string_view kind = node_kind(wrapped);
  if (kind == "ColumnDef") {
    into.columns.push_back(column_definition(in, &wrapped));
  } else if (kind == "Constraint") {
    if (const Constraint* made = constraint(in, &wrapped)) into.constraints.push_back(made);
  } else if (kind == "TableLikeClause") {
    add_like(in, *node_in(wrapped), into);
  } else {
    in.report_unknown(fmt::format("sqlx does not know {} in CREATE TABLE", kind));
  }
}

void set_elements(Conversion& in, const JsonValue* list, CreateTable& into) {
  Elements elements;
  for (const JsonValue* item = list == nullptr ? nullptr : list->first; item != nullptr;
       item = item->next) {
    add_element(in, *item, elements);
  }
  into.columns = in.arena.copy(elements.columns);
  into.constraints = in.arena.copy(elements.constraints);
  into.like = in.arena.copy(elements.like);
  into.like_options = in.arena.copy(elements.like_options);
}

const OrderItem* partition_key(Conversion& in, const JsonValue* wrapped) {
  Level level(in);
  Fields fields(in, "PartitionElem", *node_in(*wrapped));
  auto* made = in.arena.make<OrderItem>();
  made->value = indexed_value(in, fields);
  made->operator_class = fields.names("opclass");
  return in.placed(made);
}

const Partitioning* partitioning(Conversion& in, const JsonValue* bare) {
  static constexpr std::pair<std::string_view, PartitionStrategy> kStrategies[] = {
      {"range", PartitionStrategy::kRange},
      {"list", PartitionStrategy::kList},
      {"hash", PartitionStrategy::kHash}};
  if (bare == nullptr) return nullptr;
  Level level(in);
  Fields fields(in, "PartitionSpec", *bare);
  auto* made = in.arena.make<Partitioning>();
  made->strategy = choice(in, fields, "strategy", kStrategies);
  made->keys = nodes_of<OrderItem>(in.arena, fields.find("partParams"),
                                   [&](const JsonValue* item) { return partition_key(in, item); });
  return in.placed(made);
}

const Expr* integer_literal(Conversion& in, std::int64_t value) {
  auto* made = in.arena.make<Literal>();
  made->literal = LiteralKind::kInteger;
  made->text = in.arena.copy(fmt::to_string(value));
  return in.placed(made);
}

// USING method WITH (…) TABLESPACE name
List<const Option*> table_options(Conversion& in, Fields& fields, std::string_view tablespace) {
  std::vector<const Option*> all;
  if (const auto method = fields.text("accessMethod"); !method.empty())
    all.push_back(option_of(in, "using", string_literal(in, method)));
  const List<const Option*> in_parentheses = options_in(in, fields.find("options"));
  all.insert(all.end(), in_parentheses.begin(), in_parentheses.end());
  if (const auto place = fields.text(tablespace); !place.empty())
    all.push_back(option_of(in, "tablespace", string_literal(in, place)));
  return in.arena.copy(all);
}

// A table that is made from a query, or SELECT INTO: where the rows go.
void set_destination(Conversion& in, const JsonValue* bare, CreateTable& into) {
  if (bare == nullptr) return;
  Fields fields(in, "IntoClause", *bare);
  const JsonValue* table = fields.find("rel");
  into.persistence = persistence_of(table);
  if (const Table* made = relation(in, table)) into.name = made->name;
  into.columns =
      nodes_of<ColumnDefinition>(in.arena, fields.find("colNames"), [&](const JsonValue* name) {
        auto* column = in.arena.make<ColumnDefinition>();
        column->name = name_in(*name);
        return in.placed(column);
      });
  into.options = table_options(in, fields, "tableSpaceName");
  into.on_commit = on_commit(in, fields, "onCommit");
  into.with_no_data = fields.flag("skipData");
}

}  // namespace

List<Name> collation_of(Conversion& in, Fields& column) {
  const JsonValue* bare = column.find("collClause");
  if (bare == nullptr) return {};
  Fields fields(in, "CollateClause", *bare);
  return fields.names("collname");
}

const ColumnDefinition* column_definition(Conversion& in, const JsonValue* wrapped) {
  Level level(in);
  Fields fields(in, "ColumnDef", *node_in(*wrapped));
  fields.skip({"is_local"});
  auto* made = in.arena.make<ColumnDefinition>();
  made->name = fields.name("colname");
  made->to = type_name(in, fields.find("typeName"));
  std::vector<const Constraint*> constraints;
  for (const Constraint* each : {compression_constraint(in, fields), foreign_options(in, fields),
                                 collate_constraint(in, fields)}) {
    if (each != nullptr) constraints.push_back(each);
  }
  append_constraints(in, fields.find("constraints"), constraints);
  made->constraints = in.arena.copy(constraints);
  return in.placed(made);
}

const Partition* partition_bound(Conversion& in, const JsonValue* bare) {
  if (bare == nullptr) return nullptr;
  Level level(in);
  Fields fields(in, "PartitionBoundSpec", *bare);
  auto* made = in.arena.make<Partition>();
  made->is_default = fields.flag("is_default");
  made->values = expressions(in, fields.find("listdatums"));
  made->from = expressions(in, fields.find("lowerdatums"));
  made->to = expressions(in, fields.find("upperdatums"));
  if (fields.text("strategy") == "h") {
    made->modulus = integer_literal(in, fields.number("modulus"));
    made->remainder = integer_literal(in, fields.number("remainder"));
  }
  return in.placed(made);
}

std::string_view on_commit(Conversion& in, Fields& fields, std::string_view key) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"ONCOMMIT_NOOP", ""},
      {"ONCOMMIT_DROP", "drop"},
      {"ONCOMMIT_DELETE_ROWS", "delete rows"},
      {"ONCOMMIT_PRESERVE_ROWS", "preserve rows"}};
  return choice(in, fields, key, kWords);
}

namespace {

CreateTable* table_from(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateTable>();
  const JsonValue* table = fields.find("relation");
  made->persistence = persistence_of(table);
  if (const Table* named = relation(in, table)) made->name = named->name;
  made->if_not_exists = fields.flag("if_not_exists");
  set_elements(in, fields.find("tableElts"), *made);
  made->inherits =
      nodes_of<Table>(in.arena, fields.find("inhRelations"),
                      [&](const JsonValue* item) { return relation(in, node_in(*item)); });
  made->bound = partition_bound(in, fields.find("partbound"));
  const bool is_partition = made->bound != nullptr && made->inherits.size() == 1;
  if (is_partition) made->partition_of = std::exchange(made->inherits, {}).front();
  made->partition_by = partitioning(in, fields.find("partspec"));
  made->options = table_options(in, fields, "tablespacename");
  made->on_commit = on_commit(in, fields, "oncommit");
  return made;
}

}  // namespace

Node* create_table(Conversion& in, Fields& fields) { return table_from(in, fields); }

// … SERVER name OPTIONS (…)
Node* create_foreign_table(Conversion& in, Fields& fields) {
  const JsonValue* base = fields.find("base");
  if (base == nullptr) return nullptr;
  Fields table(in, "CreateStmt", *base);
  CreateTable* made = table_from(in, table);
  made->object = ObjectKind::kForeignTable;
  std::vector<const Option*> all = {
      option_of(in, "server", string_literal(in, fields.text("servername")))};
  const List<const Option*> options = options_in(in, fields.find("options"));
  all.insert(all.end(), options.begin(), options.end());
  made->options = in.arena.copy(all);
  return made;
}

Node* create_table_as(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateTable>();
  made->if_not_exists = fields.flag("if_not_exists");
  set_destination(in, fields.find("into"), *made);
  made->query = query(in, fields.find("query"));
  const std::string_view object = fields.text("objtype");
  if (object == "OBJECT_TABLE") return made;
  if (object != "OBJECT_MATVIEW")
    in.report_unknown(fmt::format("sqlx does not know CREATE {} AS", object));
  return materialized_view(in, *made);
}

}  // namespace sqlx::sql::pg_query
