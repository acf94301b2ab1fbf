// Aggregates that read their rows in an order, string_agg(a ORDER BY b), for a target that has none: over a window that is the whole group, which
// has an order. Every row of the group then shows the same, and is shown once.
//
//   SELECT k, string_agg(a ORDER BY b) FROM t GROUP BY k   as   SELECT DISTINCT k, string_agg(a) OVER (PARTITION BY k ORDER BY b ROWS BETWEEN
//                                                               UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM t
//
// Without GROUP BY the window stands in a subquery, which gives NULL where there are no rows. HAVING and DISTINCT inside stay, and are refused.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_sorted(const Node& node) {
  const auto* call = node.as<Call>();
  return is_aggregate(node) && call->meaning == Meaning::kStringAgg && !call->order_by.empty();
}

// Of this query, not of one inside it.
bool has_sorted(const Node& node) {
  if (node.is<Query>()) return false;
  bool found = is_sorted(node);
  for_each_child(node, [&](const Node& child) { found = found || has_sorted(child); });
  return found;
}

class SortedAggregates {
 public:
  SortedAggregates(const Query& query, const Select& select, Arena& arena) : query_(query), select_(select), arena_(arena) {}

  const Node* rewrite() {
    const bool is_plain = select_.having == nullptr && !select_.distinct && select_.distinct_on.empty() && query_.with_ties == false;
    if (!is_plain || !std::all_of(select_.group_by.begin(), select_.group_by.end(), [](const Expr* key) { return key->is<Column>(); })) return &query_;
    Select* made = clone(arena_, select_);
    made->items = mapped(select_.items);
    Query* whole = clone(arena_, query_);
    whole->order_by = mapped(query_.order_by);
    if (failed_) return &query_;
    if (select_.group_by.empty()) {
      if (!std::any_of(made->items.begin(), made->items.end(), [](const SelectItem* item) { return has_aggregate(*item); })) leave_tables(*made);
    } else {
      made->distinct = true;
      made->group_by = {};
    }
    whole->body = made;
    return whole;
  }

 private:
  template <class T>
  List<const T*> mapped(List<const T*> nodes) {
    return map_list(arena_, nodes, [this](const T* node) { return static_cast<const T*>(mapped(static_cast<const Node*>(node))); });
  }

  const Node* mapped(const Node* node) {
    if (is_aggregate(*node)) return select_.group_by.empty() ? alone(*node->as<Call>()) : over_group(*node->as<Call>());
    if (node->is<Query>() || node->is<Star>()) return failed_ = true, node;
    if (const auto* column = node->as<Column>()) failed_ |= !is_shown(*column);
    return map_children(arena_, node, [this](const Node* child) { return mapped(child); });
  }

  // A key of the group, or a name of the select list.
  bool is_shown(const Column& column) const {
    const auto is_it = [&](const Expr* key) { return equal_fold(key->as<Column>()->path.back().text, column.path.back().text); };
    const auto names_it = [&](const SelectItem* item) { return column.path.size() == 1 && equal_fold(item->alias.text, column.path[0].text); };
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), is_it) || std::any_of(select_.items.begin(), select_.items.end(), names_it);
  }

  const Expr* over_group(const Call& call) {
    failed_ |= call.distinct || (!call.order_by.empty() && !is_sorted(call));
    const Expr* all = over(call, call.meaning, call.arguments, call.order_by);
    return is_sorted(call) ? with_empty_texts(call, all) : all;
  }

  const Expr* over(const Call& call, Meaning meaning, List<const Expr*> arguments, List<const OrderItem*> order) {
    auto* window = arena_.make<Window>();
    window->partition_by = select_.group_by;
    if (!order.empty()) {
      window->order_by = order;
      window->has_frame = true;
      window->mode = FrameMode::kRows;
      window->start = FrameBound::kUnboundedPreceding;
      window->finish = FrameBound::kUnboundedFollowing;
    }
    Call* made = clone(arena_, call);
    made->meaning = meaning;
    made->arguments = arguments;
    made->order_by = {};
    made->over = window;
    infer_type(*made);
    return made;
  }

  // Over a window, nothing but empty texts may be joined to NULL: it is so only where there is no text at all.
  const Expr* with_empty_texts(const Call& call, const Expr* joined) {
    const Expr* text = make_call(arena_, Meaning::kCoalesce, {joined, string_literal(arena_, "")}, call);
    if (!call.arguments[0]->nullable && call.filter == nullptr) return text;
    const Expr* count = over(call, Meaning::kCount, arena_.list(call.arguments[0]), {});
    auto* when = arena_.make<When>();
    when->condition = make_call(arena_, Meaning::kGreater, {count, integer_literal(arena_, 0)}, call);
    when->result = text;
    auto* made = arena_.make<Case>();
    made->whens = arena_.list(static_cast<const When*>(when));
    infer_type(*made);
    return made;
  }

  // (SELECT string_agg(a) OVER (ORDER BY b …) FROM t LIMIT 1)
  const Expr* alone(const Call& call) {
    if (call.order_by.empty()) return &call;
    Query* query = make_query(arena_, make_select(arena_, {make_item(arena_, over_group(call))}, select_.from, select_.where));
    query->limit = integer_literal(arena_, 1);
    auto* made = arena_.make<Subquery>();
    made->query = query;
    made->type = call.type;
    return made;
  }

  static void leave_tables(Select& select) {
    select.from = {};
    select.where = nullptr;
  }

  const Query& query_;
  const Select& select_;
  Arena& arena_;
  bool failed_ = false;
};

}  // namespace

const Node* sorted_aggregates(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kAggregateOrder) || !context.pack.has(wirepacks::Feature::kWindowStringAgg)) return node;
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    const bool sorts = select != nullptr && std::any_of(select->items.begin(), select->items.end(), [](const SelectItem* item) { return has_sorted(*item); });
    return sorts ? SortedAggregates(*query, *select, context.arena).rewrite() : each;
  });
}

}  // namespace sqlx::sql
