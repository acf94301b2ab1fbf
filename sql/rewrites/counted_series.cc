// generate_series(first, last, step) in FROM, for a target without it: a recursive query that
// counts.
//
// The numbers must not depend on the other tables, and the step has to be a literal, which tells
// the direction.
#include <algorithm>

#include <fmt/format.h>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/intervals.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "series";
constexpr std::string_view kColumn = "n";

bool has_column(const Node& node) {
  return has_node(node, [](const Node& each) { return each.is<Column>(); });
}

class Series {
 public:
  Series(const TableFunction& function, const Call& call, const RewriteContext& context)
      : function_(function), call_(call), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    const Expr* step = call_.arguments.size() > 2 ? call_.arguments[2] : integer_literal(arena_, 1);
    const bool is_known = std::none_of(call_.arguments.begin(), call_.arguments.end(),
                                       [](const Expr* each) { return has_column(*each); });
    const auto direction = direction_of(step);
    if (!is_known || direction == 0 || function_.with_ordinality) return refuse();
    const Expr* first = call_.arguments[0];
    if (first->type == TypeClass::kDate) first = make_cast(arena_, first, ir::TypeKind::kTimestamp);
    const Expr* next = advanced(step, first);
    if (next == nullptr) return refuse();
    const Meaning until = direction > 0 ? Meaning::kLessEqual : Meaning::kGreaterEqual;
    const Expr* last = call_.arguments[1];
    if (last->type == TypeClass::kDate) last = make_cast(arena_, last, ir::TypeKind::kTimestamp);
    const Select* start = select(first, {}, make_call(arena_, until, {first, last}, call_));
    const Select* more = select(next, from(), make_call(arena_, until, {next, last}, call_));
    return derived(counting(start, more));
  }

 private:
  const Node* refuse() {
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} counts with literal steps only, and not for each row of another table",
                    context_.pack.title),
        context_.place(function_));
    return &function_;
  }

  // 1, -1, or 0 if it is not known.
  static int direction_of(const Expr* step) {
    if (const Call* negation = as_call(step, Meaning::kNegate))
      return -direction_of(negation->arguments[0]);
    if (const auto* literal = step->as<Literal>())
      return is_number(literal->type) &&
                     literal->text.find_first_of("123456789") != std::string_view::npos
                 ? 1
                 : 0;
    const auto* interval = step->as<Interval>();
    if (interval == nullptr || interval->amount != nullptr) return 0;
    const bool up = interval->months >= 0 && interval->days >= 0 && interval->microseconds >= 0;
    const bool down = interval->months <= 0 && interval->days <= 0 && interval->microseconds <= 0;
    return up == down ? 0 : up ? 1 : -1;
  }

  const Expr* number(TypeClass type) {
    Column* column = make_column(arena_, Name{kColumn});
    column->type = type;
    column->nullable = false;
    return column;
  }

  const Expr* advanced(const Expr* step, const Expr* first) {
    const Expr* current = number(first->type);
    if (step->is<Interval>()) return add_interval(current, step, false, arena_);
    return make_call(arena_, Meaning::kAdd, {current, step}, call_);
  }

  List<const TableRef*> from() {
    return arena_.list(static_cast<const TableRef*>(make_table(arena_, arena_.list(Name{kTable}))));
  }

  const Select* select(const Expr* value, List<const TableRef*> tables, const Expr* where,
                       Name alias = Name{kColumn}) {
    return make_select(arena_, {make_item(arena_, value, alias)}, tables, where);
  }

  const With* counting(const Select* start, const Select* more) {
    auto* table = arena_.make<CommonTable>();
    table->name = Name{kTable};
    table->columns = arena_.list(Name{kColumn});
    table->begin = function_.begin;
    table->end = function_.end;
    table->statement = make_query(arena_, make_union_all(arena_, start, more));
    auto* made = arena_.make<With>();
    made->recursive = true;
    made->tables = arena_.list(static_cast<const CommonTable*>(table));
    return made;
  }

  const DerivedTable* derived(const With* with) {
    const Name alias = function_.alias.text.empty() ? Name{"generate_series"} : function_.alias;
    const Name column = function_.columns.empty() ? alias : function_.columns[0];
    Query* query =
        make_query(arena_, select(number(call_.arguments[0]->type), from(), nullptr, column));
    query->with = with;
    DerivedTable* made = make_derived(arena_, query, alias);
    made->begin = function_.begin;
    made->end = function_.end;
    return made;
  }

  const TableFunction& function_;
  const Call& call_;
  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* counted_series(const Node* node, const RewriteContext& context) {
  return bottom_up<TableFunction>(node, context, [&](const Node* each) -> const Node* {
    const auto* function = each->as<TableFunction>();
    const Call* call = function != nullptr && function->calls.size() == 1
                           ? as_call(function->calls[0], Meaning::kGenerateSeries)
                           : nullptr;
    return call == nullptr ? each : Series(*function, *call, context).rewrite();
  });
}

}  // namespace sqlx::sql
