// a > ALL (SELECT …) and a > ANY (SELECT …) as EXISTS, for a target that compares with one value
// only. Where a NULL may be among the values, what is neither true nor false is asked for as well.
//
//   a > ANY (q)   as   EXISTS (SELECT 1 FROM (q) AS compared(value) WHERE a > value)
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/quantifiers.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class QuantifiedRows {
 public:
  QuantifiedRows(const Quantified& quantified, Meaning meaning, Arena& arena)
      : quantified_(quantified), meaning_(meaning), arena_(arena) {}

  const Expr* rewrite() {
    const bool is_all = quantified_.quantifier == Quantifier::kAll;
    const Expr* decides = exists(is_all ? call(Meaning::kNot, {comparison()}) : comparison());
    if (!quantified_.operand->nullable && !values_are_nullable())
      return is_all ? call(Meaning::kNot, {decides}) : decides;
    auto* made = arena_.make<Case>();
    made->whens =
        arena_.list(when(decides, boolean_literal(arena_, !is_all)),
                    when(exists(call(Meaning::kIsNull, {comparison()})), null_literal(arena_)));
    made->otherwise = boolean_literal(arena_, is_all);
    made->begin = quantified_.begin;
    made->end = quantified_.end;
    infer_type(*made);
    return made;
  }

 private:
  const Expr* call(Meaning meaning, std::initializer_list<const Expr*> arguments) {
    return make_call(arena_, meaning, arguments, quantified_);
  }

  const Expr* shown_value() const {
    const auto* select = quantified_.query->body->as<Select>();
    return select == nullptr || select->items.size() != 1 || select->items[0]->value->is<Star>()
               ? nullptr
               : select->items[0]->value;
  }

  bool values_are_nullable() const { return shown_value() == nullptr || shown_value()->nullable; }

  const Expr* comparison() {
    Column* value = make_column(arena_, Name{"compared"}, Name{"value"});
    if (const Expr* shown = shown_value()) {
      value->type = shown->type;
      value->exact_text = shown->exact_text;
    }
    return call(meaning_, {quantified_.operand, value});
  }

  const Expr* exists(const Expr* condition) {
    DerivedTable* table = make_derived(arena_, quantified_.query, Name{"compared"});
    table->columns = arena_.list(Name{"value"});
    return make_exists(arena_, arena_.list(static_cast<const TableRef*>(table)), condition);
  }

  const When* when(const Expr* condition, const Expr* result) {
    auto* made = arena_.make<When>();
    made->condition = condition;
    made->result = result;
    return made;
  }

  const Quantified& quantified_;
  Meaning meaning_;
  Arena& arena_;
};

}  // namespace

const Node* quantified_rows(const Node* node, const RewriteContext& context) {
  if (context.pack.has(Feature::kQuantifiedSubquery)) return node;
  return bottom_up<Quantified>(node, context, [&](const Node* each) -> const Node* {
    const auto* quantified = each->as<Quantified>();
    if (quantified == nullptr || quantified->query == nullptr || quantified->negated) return each;
    const Meaning meaning = comparison_of(quantified->op);
    return meaning == Meaning::kNone
               ? each
               : QuantifiedRows(*quantified, meaning, context.arena).rewrite();
  });
}

}  // namespace sqlx::sql
