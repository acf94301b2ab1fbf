// INSERT, UPDATE, DELETE and MERGE.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

constexpr std::pair<std::string_view, Overriding> kOverriding[] = {
    {"OVERRIDING_NOT_SET", Overriding::kUnsaid},
    {"OVERRIDING_SYSTEM_VALUE", Overriding::kSystem},
    {"OVERRIDING_USER_VALUE", Overriding::kUser}};

// A column that is changed: a, a[1], a.b.
const Expr* target(Conversion& in, Fields& fields) {
  const Column* column = in.placed(column_of(in, fields.name("name")));
  const JsonValue* steps = fields.find("indirection");
  return steps == nullptr ? static_cast<const Expr*>(column) : indirection(in, column, steps);
}

List<const Expr*> target_columns(Conversion& in, const JsonValue* list) {
  return nodes_of<Expr>(in.arena, list, [&](const JsonValue* item) {
    Level level(in);
    Fields fields(in, "ResTarget", *node_in(*item));
    return target(in, fields);
  });
}

// `(a, b) = source` arrives as one assignment a column, each with the whole source.
Assignment* multiple_assignment(Conversion& in, const JsonValue*& item,
                                const JsonValue& first_value) {
  auto* made = in.arena.make<Assignment>();
  made->in_parentheses = true;
  std::vector<const Expr*> targets;
  Fields reference(in, "MultiAssignRef", first_value);
  reference.skip({"colno"});
  for (auto left = reference.number("ncolumns"); left > 0 && item != nullptr; --left) {
    Level level(in);
    Fields fields(in, "ResTarget", *node_in(*item));
    fields.skip({"val"});
    targets.push_back(target(in, fields));
    if (left > 1) item = item->next;
  }
  made->targets = in.arena.copy(targets);
  made->value = expression(in, reference.find("source"));
  return made;
}

const JsonValue* multiple_value(const JsonValue& target_item) {
  for (const JsonValue* member = node_in(target_item)->first; member != nullptr;
       member = member->next) {
    if (member->key == "val" && node_kind(*member) == "MultiAssignRef") return node_in(*member);
  }
  return nullptr;
}

const Assignment* assignment(Conversion& in, const JsonValue*& item) {
  Level level(in);
  if (const JsonValue* several = multiple_value(*item))
    return in.placed(multiple_assignment(in, item, *several));
  Fields fields(in, "ResTarget", *node_in(*item));
  auto* made = in.arena.make<Assignment>();
  made->targets = in.arena.list<const Expr*>(target(in, fields));
  made->value = expression(in, fields.find("val"));
  return in.placed(made);
}

List<const Assignment*> assignments(Conversion& in, const JsonValue* list) {
  std::vector<const Assignment*> made;
  for (const JsonValue* item = list == nullptr ? nullptr : list->first; item != nullptr;
       item = item->next) {
    made.push_back(assignment(in, item));
  }
  return in.arena.copy(made);
}

void set_conflict_target(Conversion& in, const JsonValue* bare, OnConflict& into) {
  if (bare == nullptr) return;
  Fields fields(in, "InferClause", *bare);
  into.target = index_parts(in, fields.find("indexElems"));
  into.target_where = expression(in, fields.find("whereClause"));
  into.constraint = fields.name("conname");
}

const OnConflict* on_conflict(Conversion& in, const JsonValue& bare) {
  Level level(in);
  Fields fields(in, "OnConflictClause", bare);
  auto* made = in.arena.make<OnConflict>();
  made->do_nothing = fields.text("action") == "ONCONFLICT_NOTHING";
  set_conflict_target(in, fields.find("infer"), *made);
  made->set = assignments(in, fields.find("targetList"));
  made->where = expression(in, fields.find("whereClause"));
  return in.placed(made);
}

const Row* merged_row(Conversion& in, const JsonValue* values) {
  if (values == nullptr) return nullptr;
  Level level(in);
  return in.placed(row_of(in, values));
}

const MergeClause* merge_clause(Conversion& in, const JsonValue* wrapped) {
  static constexpr std::pair<std::string_view, MergeAction> kActions[] = {
      {"CMD_UPDATE", MergeAction::kUpdate},
      {"CMD_DELETE", MergeAction::kDelete},
      {"CMD_INSERT", MergeAction::kInsert},
      {"CMD_NOTHING", MergeAction::kNothing}};
  Level level(in);
  Fields fields(in, "MergeWhenClause", *node_in(*wrapped));
  auto* made = in.arena.make<MergeClause>();
  made->match = fields.flag("matched") ? MergeMatch::kMatched : MergeMatch::kNotMatched;
  made->action = choice(in, fields, "commandType", kActions);
  made->overriding = choice(in, fields, "override", kOverriding);
  made->condition = expression(in, fields.find("condition"));
  const JsonValue* targets = fields.find("targetList");
  if (made->action == MergeAction::kInsert) {
    made->columns = target_columns(in, targets);
  } else {
    made->set = assignments(in, targets);
  }
  made->values = merged_row(in, fields.find("values"));
  return in.placed(made);
}

}  // namespace

Node* insert_statement(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Insert>();
  made->with = with_clause(in, fields.find("withClause"));
  made->target = relation(in, fields.find("relation"));
  made->columns = target_columns(in, fields.find("cols"));
  made->overriding = choice(in, fields, "override", kOverriding);
  made->source = query(in, fields.find("selectStmt"));
  if (const JsonValue* bare = fields.find("onConflictClause"))
    made->on_conflict = in.arena.list(on_conflict(in, *bare));
  made->returning = select_items(in, fields.find("returningList"));
  return made;
}

Node* update_statement(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Update>();
  made->with = with_clause(in, fields.find("withClause"));
  made->tables = in.arena.list<const TableRef*>(relation(in, fields.find("relation")));
  made->set = assignments(in, fields.find("targetList"));
  made->from = table_refs(in, fields.find("fromClause"));
  made->where = expression(in, fields.find("whereClause"));
  made->returning = select_items(in, fields.find("returningList"));
  return made;
}

Node* delete_statement(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Delete>();
  made->with = with_clause(in, fields.find("withClause"));
  made->target = relation(in, fields.find("relation"));
  made->from = table_refs(in, fields.find("usingClause"));
  made->where = expression(in, fields.find("whereClause"));
  made->returning = select_items(in, fields.find("returningList"));
  return made;
}

Node* merge_statement(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Merge>();
  made->with = with_clause(in, fields.find("withClause"));
  made->target = relation(in, fields.find("relation"));
  made->source = table_ref(in, fields.find("sourceRelation"));
  made->on = expression(in, fields.find("joinCondition"));
  made->clauses =
      nodes_of<MergeClause>(in.arena, fields.find("mergeWhenClauses"),
                            [&](const JsonValue* item) { return merge_clause(in, item); });
  return made;
}

}  // namespace sqlx::sql::pg_query
