// SELECT, VALUES, set operations, WITH, and the lists that other statements share with them.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

const SelectItem* select_item(Conversion& in, const JsonValue* wrapped) {
  Level level(in);
  Fields fields(in, "ResTarget", *node_in(*wrapped));
  auto* made = in.arena.make<SelectItem>();
  made->alias = fields.name("name");
  made->value = expression(in, fields.find("val"));
  return in.placed(made);
}

const OrderItem* order_item(Conversion& in, const JsonValue* wrapped) {
  static constexpr std::pair<std::string_view, Direction> kDirections[] = {
      {"SORTBY_DEFAULT", Direction::kUnsaid},
      {"SORTBY_ASC", Direction::kAscending},
      {"SORTBY_DESC", Direction::kDescending},
      {"SORTBY_USING", Direction::kUnsaid}};
  static constexpr std::pair<std::string_view, Nulls> kNulls[] = {
      {"SORTBY_NULLS_DEFAULT", Nulls::kUnsaid},
      {"SORTBY_NULLS_FIRST", Nulls::kFirst},
      {"SORTBY_NULLS_LAST", Nulls::kLast}};
  Level level(in);
  Fields fields(in, "SortBy", *node_in(*wrapped));
  auto* made = in.arena.make<OrderItem>();
  made->value = expression(in, fields.find("node"));
  made->direction = choice(in, fields, "sortby_dir", kDirections);
  made->nulls = choice(in, fields, "sortby_nulls", kNulls);
  if (const List<Name> op = fields.names("useOp"); !op.empty()) made->op = op.back().text;
  return in.placed(made);
}

const Locking* locking(Conversion& in, const JsonValue* wrapped) {
  static constexpr std::pair<std::string_view, LockStrength> kStrengths[] = {
      {"LCS_FORUPDATE", LockStrength::kUpdate},
      {"LCS_FORNOKEYUPDATE", LockStrength::kNoKeyUpdate},
      {"LCS_FORSHARE", LockStrength::kShare},
      {"LCS_FORKEYSHARE", LockStrength::kKeyShare}};
  static constexpr std::pair<std::string_view, LockWait> kWaits[] = {
      {"LockWaitBlock", LockWait::kWait},
      {"LockWaitError", LockWait::kNoWait},
      {"LockWaitSkip", LockWait::kSkipLocked}};
  Fields fields(in, "LockingClause", *node_in(*wrapped));
  auto* made = in.arena.make<Locking>();
  made->strength = choice(in, fields, "strength", kStrengths);
  made->wait = choice(in, fields, "waitPolicy", kWaits);
  std::vector<Name> tables;
  for (const Table* table :
       nodes_of<Table>(in.arena, fields.find("lockedRels"),
                       [&](const JsonValue* rel) { return relation(in, node_in(*rel)); })) {
    tables.push_back(table->name.back());
  }
  made->of = in.arena.copy(tables);
  return made;
}

void append_names(std::string& out, List<Name> names) {
  for (const Name& name : names) {
    if (&name != names.data()) out += ", ";
    append_path(out, List<Name>(&name, 1));
  }
}

// SEARCH and CYCLE are kept as words, which are written anew here: libpg_query does not say where
// they end.
void append_search(Conversion& in, const JsonValue& bare, std::string& out) {
  Fields fields(in, "CTESearchClause", bare);
  out +=
      fields.flag("search_breadth_first") ? "SEARCH BREADTH FIRST BY " : "SEARCH DEPTH FIRST BY ";
  append_names(out, fields.names("search_col_list"));
  out += " SET ";
  const Name column = fields.name("search_seq_column");
  append_path(out, List<Name>(&column, 1));
}

// The marks of a cycle are constants; TRUE and FALSE if nothing else is said.
std::string mark(Conversion& in, const JsonValue* wrapped) {
  const Expr* value = expression(in, wrapped);
  const Literal* literal = value == nullptr ? nullptr : value->as<Literal>();
  if (literal == nullptr) {
    in.report_unknown("sqlx does not know this mark of a cycle");
    return {};
  }
  return literal->literal == LiteralKind::kString ? quoted(literal->text, '\'')
                                                  : std::string(literal->text);
}

void append_cycle(Conversion& in, const JsonValue& bare, std::string& out) {
  Fields fields(in, "CTECycleClause", bare);
  const Name column = fields.name("cycle_mark_column");
  const Name path = fields.name("cycle_path_column");
  if (!out.empty()) out += ' ';
  out += "CYCLE ";
  append_names(out, fields.names("cycle_col_list"));
  out += " SET ";
  append_path(out, List<Name>(&column, 1));
  const std::string value = mark(in, fields.find("cycle_mark_value"));
  const std::string otherwise = mark(in, fields.find("cycle_mark_default"));
  if (value != "true" || otherwise != "false")
    out += fmt::format(" TO {} DEFAULT {}", value, otherwise);
  out += " USING ";
  append_path(out, List<Name>(&path, 1));
}

const CommonTable* common_table(Conversion& in, const JsonValue* wrapped) {
  static constexpr std::pair<std::string_view, Materialized> kMaterialized[] = {
      {"CTEMaterializeDefault", Materialized::kUnsaid},
      {"CTEMaterializeAlways", Materialized::kAlways},
      {"CTEMaterializeNever", Materialized::kNever}};
  Level level(in);
  Fields fields(in, "CommonTableExpr", *node_in(*wrapped));
  auto* made = in.arena.make<CommonTable>();
  made->name = fields.name("ctename");
  made->columns = fields.names("aliascolnames");
  made->materialized = choice(in, fields, "ctematerialized", kMaterialized);
  made->statement = statement(in, fields.find("ctequery"));
  std::string search;
  if (const JsonValue* bare = fields.find("search_clause")) append_search(in, *bare, search);
  if (const JsonValue* bare = fields.find("cycle_clause")) append_cycle(in, *bare, search);
  made->search = in.arena.copy(search);
  return in.placed(made);
}

void set_into(Conversion& in, Fields& from, Select& into) {
  const JsonValue* bare = from.find("intoClause");
  if (bare == nullptr) return;
  Fields fields(in, "IntoClause", *bare);
  if (fields.text("onCommit") != "ONCOMMIT_NOOP")
    in.report_unknown("sqlx does not know ON COMMIT in SELECT INTO");
  const JsonValue* table = fields.find("rel");
  into.into_persistence = persistence_of(table);
  into.into = relation(in, table);
}

void set_distinct(Conversion& in, Fields& fields, Select& into) {
  const JsonValue* list = fields.find("distinctClause");
  if (list == nullptr) return;
  into.distinct = true;
  into.distinct_on = expressions(in, list);  // that of plain DISTINCT holds a nothing
}

Body* select_body(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Select>();
  set_distinct(in, fields, *made);
  set_into(in, fields, *made);
  made->items = select_items(in, fields.find("targetList"));
  made->from = table_refs(in, fields.find("fromClause"));
  made->where = expression(in, fields.find("whereClause"));
  made->group_by = expressions(in, fields.find("groupClause"));
  made->group_distinct = fields.flag("groupDistinct");
  made->having = expression(in, fields.find("havingClause"));
  made->windows =
      nodes_of<Window>(in.arena, fields.find("windowClause"),
                       [&](const JsonValue* item) { return window(in, node_in(*item)); });
  return made;
}

Body* values_body(Conversion& in, const JsonValue& rows) {
  auto* made = in.arena.make<Values>();
  made->rows = nodes_of<Row>(in.arena, &rows, [&](const JsonValue* row) {
    Level level(in);
    return in.placed(row_of(in, items_in(row)));
  });
  return made;
}

// An operand stands in parentheses if it has clauses of its own.
const Body* operand(Conversion& in, const JsonValue* bare) {
  const Query* made = bare_query(in, bare);
  if (made == nullptr) return nullptr;
  const bool is_plain = made->with == nullptr && made->order_by.empty() && made->limit == nullptr &&
                        made->offset == nullptr && made->locking.empty();
  return is_plain ? made->body : made;
}

Body* set_operation(Conversion& in, Fields& fields, SetOperator op) {
  auto* made = in.arena.make<SetOperation>();
  made->op = op;
  made->all = fields.flag("all");
  made->left = operand(in, fields.find("larg"));
  made->right = operand(in, fields.find("rarg"));
  return made;
}

Body* body(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, SetOperator> kOperators[] = {
      {"SETOP_UNION", SetOperator::kUnion},
      {"SETOP_INTERSECT", SetOperator::kIntersect},
      {"SETOP_EXCEPT", SetOperator::kExcept}};
  if (const JsonValue* rows = fields.find("valuesLists")) {
    fields.skip({"op"});
    return values_body(in, *rows);
  }
  if (fields.text("op") == "SETOP_NONE") return select_body(in, fields);
  return set_operation(in, fields, choice(in, fields, "op", kOperators));
}

// LIMIT ALL and LIMIT NULL are no limit.
const Expr* limit(Conversion& in, const JsonValue* wrapped) {
  const Expr* made = expression(in, wrapped);
  const Literal* literal = made == nullptr ? nullptr : made->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kNull ? nullptr : made;
}

}  // namespace

Query* query_from(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Query>();
  made->with = with_clause(in, fields.find("withClause"));
  Body* made_body = body(in, fields);
  made->body = in.placed(made_body);
  made->order_by = order_items(in, fields.find("sortClause"));
  made->offset = limit(in, fields.find("limitOffset"));
  made->limit = limit(in, fields.find("limitCount"));
  made->with_ties = fields.text("limitOption") == "LIMIT_OPTION_WITH_TIES";
  made->locking = nodes_of<Locking>(in.arena, fields.find("lockingClause"),
                                    [&](const JsonValue* item) { return locking(in, item); });
  return in.placed(made);
}

const Query* bare_query(Conversion& in, const JsonValue* bare) {
  if (bare == nullptr) return nullptr;
  Level level(in);
  if (!level.fits()) return nullptr;
  Fields fields(in, "SelectStmt", *bare);
  return query_from(in, fields);
}

const Query* query(Conversion& in, const JsonValue* wrapped) {
  if (wrapped == nullptr || wrapped->first == nullptr) return nullptr;
  if (node_kind(*wrapped) == "SelectStmt") return bare_query(in, node_in(*wrapped));
  in.report_unknown(fmt::format("sqlx does not know {} in place of a query", node_kind(*wrapped)));
  return nullptr;
}

const With* with_clause(Conversion& in, const JsonValue* bare) {
  if (bare == nullptr) return nullptr;
  Level level(in);
  Fields fields(in, "WithClause", *bare);
  auto* made = in.arena.make<With>();
  made->recursive = fields.flag("recursive");
  made->tables = nodes_of<CommonTable>(
      in.arena, fields.find("ctes"), [&](const JsonValue* item) { return common_table(in, item); });
  return in.placed(made);
}

List<const SelectItem*> select_items(Conversion& in, const JsonValue* list) {
  return nodes_of<SelectItem>(in.arena, list,
                              [&](const JsonValue* item) { return select_item(in, item); });
}

List<const OrderItem*> order_items(Conversion& in, const JsonValue* list) {
  return nodes_of<OrderItem>(in.arena, list,
                             [&](const JsonValue* item) { return order_item(in, item); });
}

}  // namespace sqlx::sql::pg_query
