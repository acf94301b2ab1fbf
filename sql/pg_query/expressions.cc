// Expressions: which function converts which node, and the plain ones among them.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

bool ends_in_star(const JsonValue& list) {
  const JsonValue* last = list.first;
  while (last != nullptr && last->next != nullptr) last = last->next;
  return last != nullptr && node_kind(*last) == "A_Star";
}

Expr* column_reference(Conversion& in, Fields& fields) {
  const JsonValue* parts = fields.find("fields");
  if (parts == nullptr) return nullptr;
  const List<Name> path = names_in(in, parts);
  in.see_tokens(2 * (path.size() - 1));
  if (ends_in_star(*parts)) {
    auto* star = in.arena.make<Star>();
    star->path = path.first(path.size() - 1);
    return star;
  }
  auto* column = in.arena.make<Column>();
  column->path = path;
  return column;
}

Expr* parameter(Conversion& in, Fields& fields) {
  const auto number = fields.number("number");
  if (number < 0)
    in.report_unknown(
        "sqlx knows parameters up to $2147483647");  // the parser lets larger ones overflow
  auto* made = in.arena.make<Parameter>();
  made->text = in.arena.copy(fmt::format("${}", number));
  return made;
}

Expr* default_value(Conversion& in, Fields&) { return in.arena.make<DefaultValue>(); }

Expr* case_expression(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Case>();
  made->operand = expression(in, fields.find("arg"));
  made->whens = nodes_of<When>(in.arena, fields.find("args"), [&](const JsonValue* wrapped) {
    Level level(in);
    Fields arm(in, "CaseWhen", *node_in(*wrapped));
    auto* when = in.arena.make<When>();
    when->condition = expression(in, arm.find("expr"));
    when->result = expression(in, arm.find("result"));
    return in.placed(when);
  });
  made->otherwise = expression(in, fields.find("defresult"));
  return made;
}

Expr* collate(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Collate>();
  made->operand = expression(in, fields.find("arg"));
  made->collation = fields.names("collname");
  return made;
}

Expr* row_expression(Conversion& in, Fields& fields) {
  Row* made = row_of(in, fields.find("args"));
  made->is_explicit = fields.text("row_format") == "COERCE_EXPLICIT_CALL";
  return made;
}

Expr* array(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Array>();
  made->items = expressions(in, fields.find("elements"));
  return made;
}

// f(a => 1)
Expr* named_argument(Conversion& in, Fields& fields) {
  fields.skip({"argnumber"});
  const Expr* name = in.placed(column_of(in, fields.name("name")));
  return call_of(in, CallForm::kInfix, "=>",
                 in.arena.list<const Expr*>(name, expression(in, fields.find("arg"))));
}

// Inside ROLLUP, CUBE and GROUPING SETS, parentheses are a set.
const Expr* grouping_item(Conversion& in, const JsonValue* wrapped) {
  const Expr* item = expression(in, wrapped);
  const Row* row = item == nullptr ? nullptr : item->as<Row>();
  if (row == nullptr || row->is_explicit) return item;
  auto* set = in.arena.make<Grouping>();
  set->grouping = GroupingKind::kSet;
  set->items = row->items;
  set->begin = row->begin;
  set->end = row->end;
  return set;
}

Expr* grouping_set(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, GroupingKind> kKinds[] = {
      {"GROUPING_SET_EMPTY", GroupingKind::kSet},
      {"GROUPING_SET_ROLLUP", GroupingKind::kRollup},
      {"GROUPING_SET_CUBE", GroupingKind::kCube},
      {"GROUPING_SET_SETS", GroupingKind::kSets}};
  auto* made = in.arena.make<Grouping>();
  made->grouping = choice(in, fields, "kind", kKinds);
  made->items = nodes_of<Expr>(in.arena, fields.find("content"),
                               [&](const JsonValue* item) { return grouping_item(in, item); });
  return made;
}

Expr* indirection_expression(Conversion& in, Fields& fields) {
  const Expr* base = expression(in, fields.find("arg"));
  return indirection(in, base, fields.find("indirection"));
}

Expr* subscript(Conversion& in, const Expr* base, const JsonValue& bare) {
  Fields fields(in, "A_Indices", bare);
  auto* made = in.arena.make<Subscript>();
  made->operand = base;
  made->is_slice = fields.flag("is_slice");
  const Expr* lower = expression(in, fields.find("lidx"));
  const Expr* upper = expression(in, fields.find("uidx"));
  made->index = made->is_slice ? lower : upper;
  made->upper = made->is_slice ? upper : nullptr;
  return made;
}

Expr* field_access(Conversion& in, const Expr* base, Name name) {
  auto* made = in.arena.make<FieldAccess>();
  made->operand = base;
  made->name = name;
  return made;
}

constexpr Converter<Expr> kExpressions[] = {
    {"ColumnRef", column_reference},
    {"A_Const", constant},
    {"A_Expr", operator_expression},
    {"FuncCall", function_call},
    {"TypeCast", type_cast},
    {"BoolExpr", logical_expression},
    {"A_ArrayExpr", array},
    {"A_Indirection", indirection_expression},
    {"BooleanTest", truth_test},
    {"CaseExpr", case_expression},
    {"CoalesceExpr", coalesce},
    {"CollateClause", collate},
    {"GroupingFunc", grouping_call},
    {"GroupingSet", grouping_set},
    {"MinMaxExpr", greatest_or_least},
    {"NamedArgExpr", named_argument},
    {"NullTest", null_test},
    {"ParamRef", parameter},
    {"RowExpr", row_expression},
    {"SQLValueFunction", value_function},
    {"SetToDefault", default_value},
    {"SubLink", sub_link},
};

}  // namespace

const Expr* expression(Conversion& in, const JsonValue* wrapped) {
  if (wrapped == nullptr || wrapped->first == nullptr) return nullptr;
  Level level(in);
  return level.fits() ? convert_by<Expr>(kExpressions, in, *wrapped) : nullptr;
}

List<const Expr*> expressions(Conversion& in, const JsonValue* list) {
  return nodes_of<Expr>(in.arena, items_in(list),
                        [&](const JsonValue* item) { return expression(in, item); });
}

Row* row_of(Conversion& in, const JsonValue* list) {
  auto* made = in.arena.make<Row>();
  made->items = expressions(in, list);
  return made;
}

Column* column_of(Conversion& in, Name name) {
  auto* made = in.arena.make<Column>();
  made->path = in.arena.list<Name>(name);
  return made;
}

Literal* string_literal(Conversion& in, std::string_view text) {
  auto* made = in.arena.make<Literal>();
  made->literal = LiteralKind::kString;
  made->text = text;
  return in.placed(made);
}

Call* call_of(Conversion& in, CallForm form, std::string_view name, List<const Expr*> arguments) {
  auto* made = in.arena.make<Call>();
  made->form = form;
  made->name = in.arena.list<Name>(Name{name});
  made->arguments = arguments;
  return made;
}

Expr* indirection(Conversion& in, const Expr* base, const JsonValue* steps) {
  Expr* made = nullptr;
  for (const JsonValue* step = steps == nullptr ? nullptr : steps->first; step != nullptr;
       step = step->next) {
    const std::string_view kind = node_kind(*step);
    made = kind == "A_Indices"
               ? subscript(in, base, *node_in(*step))
               : field_access(in, base, kind == "A_Star" ? Name{"*"} : name_in(*step));
    base = in.placed(made);
  }
  return made;
}

}  // namespace sqlx::sql::pg_query
