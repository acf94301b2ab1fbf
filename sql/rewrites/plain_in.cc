// What is IN said in another way, for a target that has only the plain one: `= ANY (SELECT …)`, `<>
// ALL (SELECT …)`, and rows among rows, which become those of a VALUES query, or the other way
// round.
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

In* in_query(const Expr* operand, const Query* query, const Node& from, Arena& arena) {
  auto* made = arena.make<In>();
  made->operand = operand;
  made->query = query;
  made->begin = from.begin;
  made->end = from.end;
  infer_type(*made);
  return made;
}

const Node* plain(const Quantified& quantified, const RewriteContext& context) {
  if (quantified.query == nullptr || quantified.negated ||
      context.pack.has(Feature::kQuantifiedSubquery))
    return &quantified;
  const bool is_any = quantified.quantifier != Quantifier::kAll;
  if (quantified.op != (is_any ? "=" : "<>")) return &quantified;
  const Expr* in = in_query(quantified.operand, quantified.query, quantified, context.arena);
  return is_any ? in : make_call(context.arena, Meaning::kNot, {in}, quantified);
}

const Node* with_values(const In& in, const RewriteContext& context) {
  if (in.query != nullptr || !in.operand->is<Row>() || context.pack.has(Feature::kRowIn) ||
      !context.pack.has(Feature::kRowInValues))
    return &in;
  std::vector<const Row*> rows;
  for (const Expr* item : in.items) {
    const auto* row = item->as<Row>();
    if (row == nullptr) return &in;
    rows.push_back(row);
  }
  auto* values = context.arena.make<Values>();
  values->rows = context.arena.copy(rows);
  In* made = in_query(in.operand, make_query(context.arena, values), in, context.arena);
  made->negated = in.negated;
  return made;
}

// Where rows may stand behind IN, those of VALUES do: the types of each are seen then, and no
// column needs a name.
const Node* with_items(const In& in, const RewriteContext& context) {
  const bool is_bare = in.query != nullptr && in.query->with == nullptr &&
                       in.query->order_by.empty() && in.query->limit == nullptr &&
                       in.query->offset == nullptr;
  const auto* values = is_bare ? in.query->body->as<Values>() : nullptr;
  if (values == nullptr || !context.pack.has(Feature::kRowIn)) return &in;
  In* made = clone(context.arena, in);
  made->query = nullptr;
  std::vector<const Expr*> items;
  for (const Row* row : values->rows) items.push_back(row->items.size() == 1 ? row->items[0] : row);
  made->items = context.arena.copy(items);
  return made;
}

}  // namespace

const Node* plain_in(const Node* node, const RewriteContext& context) {
  return bottom_up<In, Quantified>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* in = each->as<In>())
      return in->query == nullptr ? with_values(*in, context) : with_items(*in, context);
    const auto* quantified = each->as<Quantified>();
    return quantified == nullptr ? each : plain(*quantified, context);
  });
}

}  // namespace sqlx::sql
