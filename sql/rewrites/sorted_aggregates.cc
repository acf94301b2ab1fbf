// Aggregates that read their rows in an order, string_agg(a ORDER BY b), for a target that has
// none: over a window that is the whole group, which has an order. Every row of the group then has
// the same, and the group shows one of them.
//
//   SELECT k, string_agg(a, ',' ORDER BY b) FROM t GROUP BY k   as
//   SELECT k, max(sorted1) FROM (SELECT k, string_agg(a, ',') OVER (PARTITION BY k ORDER BY b ROWS
//   BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS sorted1 FROM t) AS rows GROUP BY k
//
// DISTINCT inside is the first row of each value, which is told one query further inside. Columns
// are carried from query to query by name; where a subquery or a star would have to be carried, the
// aggregate stays, and is refused.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_number.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "sorted_rows";

bool can_be_sorted(Meaning meaning) {
  constexpr Meaning kSorted[] = {Meaning::kStringAgg, Meaning::kJsonArrayAgg,
                                 Meaning::kJsonArrayAggEmpty, Meaning::kJsonObjectAgg,
                                 Meaning::kJsonObjectAggEmpty};
  return std::find(std::begin(kSorted), std::end(kSorted), meaning) != std::end(kSorted);
}

bool is_sorted(const Node& node) {
  const auto* call = node.as<Call>();
  return is_aggregate(node) && can_be_sorted(call->meaning) && !call->order_by.empty();
}

// Of this query, not of one inside it.
bool has_sorted(const Node& node) {
  if (node.is<Query>()) return false;
  bool found = is_sorted(node);
  for_each_child(node, [&](const Node& child) { found = found || has_sorted(child); });
  return found;
}

// The query inside: the columns that those outside ask for, each by a name of its own.
class InnerRows {
 public:
  explicit InnerRows(Arena& arena) : arena_(arena) {}

  // What is shown outside for a value inside.
  const Expr* carried(const Expr& value, std::string_view name) {
    for (const SelectItem* item : items_) {
      if (equal(item->value, &value)) return make_column_of(arena_, item->alias, value);
    }
    const Name unique = unique_name(name);
    items_.push_back(make_item(arena_, &value, unique));
    return make_column_of(arena_, unique, value);
  }

  Select* over(List<const TableRef*> from, const Expr* where) const {
    return make_select(arena_, items_, from, where);
  }

 private:
  Name unique_name(std::string_view name) {
    const auto is_taken = [&](std::string_view tried) {
      return std::any_of(items_.begin(), items_.end(), [&](const SelectItem* item) {
        return equal_fold(item->alias.text, tried);
      });
    };
    std::string tried(name);
    for (int i = 2; is_taken(tried); ++i) tried = fmt::format("{}_{}", name, i);
    return exact_name(arena_.copy(std::string_view(tried)));
  }

  Arena& arena_;
  std::vector<const SelectItem*> items_;
};

class SortedAggregates {
 public:
  SortedAggregates(const Query& query, const Select& select, const RewriteContext& context)
      : query_(query),
        select_(select),
        context_(context),
        arena_(context.arena),
        inner_(arena_),
        innermost_(arena_) {}

  const Node* rewrite() {
    if (!select_.distinct_on.empty() || query_.with_ties || select_.from.empty() ||
        !select_.windows.empty())
      return &query_;
    Select* made = clone(arena_, select_);
    made->items = map_list(arena_, select_.items,
                           [this](const SelectItem* item) { return outer_item(*item); });
    made->group_by = outer(select_.group_by);
    made->having = select_.having == nullptr ? nullptr : outer(select_.having);
    Query* whole = clone(arena_, query_);
    whole->order_by = map_list(arena_, query_.order_by,
                               [this](const OrderItem* item) { return outer_order(item); });
    made->where = nullptr;
    made->from = arena_.list(rows());
    if (failed_) return &query_;
    whole->body = made;
    return whole;
  }

 private:
  const TableRef* table_of(const Select* select) const {
    return make_derived(arena_, make_query(arena_, select), Name{kTable});
  }

  const TableRef* rows() const {
    if (!is_two_deep_) return table_of(inner_.over(select_.from, select_.where));
    return table_of(
        inner_.over(arena_.list(table_of(innermost_.over(select_.from, select_.where))), nullptr));
  }

  template <class T>
  const T* outer(const T* node) {
    return static_cast<const T*>(outer_node(node));
  }
  template <class T>
  List<const T*> outer(List<const T*> nodes) {
    return map_list(arena_, nodes, [this](const T* node) { return outer(node); });
  }

  // A column keeps the name that it is shown by.
  const SelectItem* outer_item(const SelectItem& item) {
    const SelectItem* made = outer(&item);
    const auto* column = item.value->as<Column>();
    return column == nullptr || !item.alias.text.empty()
               ? made
               : make_item(arena_, made->value, column->path.back());
  }

  // A name of the select list comes before one of the tables.
  const OrderItem* outer_order(const OrderItem* item) {
    const auto* column = item->value->as<Column>();
    const auto names_it = [&](const SelectItem* each) {
      return equal_fold(each->alias.text, column->path[0].text);
    };
    const bool is_alias = column != nullptr && column->path.size() == 1 &&
                          std::any_of(select_.items.begin(), select_.items.end(), names_it);
    return is_alias ? item : outer(item);
  }

  const Node* outer_node(const Node* node) {
    if (is_sorted(*node)) return shown(*node->as<Call>());
    if (node->is<Query>() || node->is<Star>()) return failed_ = true, node;
    if (const auto* column = node->as<Column>()) return carried(*column);
    return map_children(arena_, node, [this](const Node* child) { return outer_node(child); });
  }

  // From the tables to the query outside, through the one or two between them.
  const Expr* carried(const Expr& value) {
    const auto* column = value.as<Column>();
    return inner_.carried(*inside(value),
                          column == nullptr ? std::string_view("value") : column->path.back().text);
  }

  // As the query inside sees what its own tables have.
  const Expr* inside(const Expr& value) {
    return is_two_deep_ ? static_cast<const Expr*>(from_innermost(&value)) : checked(value);
  }

  const Expr* checked(const Expr& value) {
    failed_ |=
        has_node(value, [](const Node& each) { return each.is<Query>() || each.is<Star>(); });
    return &value;
  }

  const Node* from_innermost(const Node* node) {
    if (node->is<Query>() || node->is<Star>()) return failed_ = true, node;
    if (const auto* column = node->as<Column>())
      return innermost_.carried(*column, column->path.back().text);
    return map_children(arena_, node, [this](const Node* child) { return from_innermost(child); });
  }

  // max(sorted1)
  const Expr* shown(const Call& call) {
    const Expr* all = over_group(call);
    const Expr* column = inner_.carried(*all, "sorted");
    const Expr* one = make_call(arena_, Meaning::kMax, {column}, call);
    return call.type == TypeClass::kJson ? make_cast(arena_, one, ir::TypeKind::kJson) : one;
  }

  const Expr* over_group(const Call& call) {
    Call* made = clone(arena_, call);
    made->arguments =
        map_list(arena_, call.arguments, [this](const Expr* each) { return inside(*each); });
    if (call.distinct) keep_first_values(call, *made);
    made->filter = call.filter == nullptr ? nullptr : inside(*call.filter);
    made->order_by = {};
    made->over = window_of(call);
    infer_type(*made);
    return call.meaning == Meaning::kStringAgg ? with_empty_texts(*made) : made;
  }

  // DISTINCT a as CASE WHEN place = 1 THEN a END, where the rows of each value have their places.
  void keep_first_values(const Call& call, Call& made) {
    failed_ |= call.filter != nullptr || call.meaning != Meaning::kStringAgg;
    std::vector<const Expr*> group(group_.begin(), group_.end());
    group.push_back(compared(call.arguments[0]));
    const Expr* place =
        innermost_.carried(*row_number(arena_.copy(group), call.order_by, arena_), "place");
    std::vector<const Expr*> arguments(made.arguments.begin(), made.arguments.end());
    arguments[0] =
        when(make_call(arena_, Meaning::kEqual, {place, integer_literal(arena_, 1)}, call),
             arguments[0]);
    made.arguments = arena_.copy(arguments);
    made.distinct = false;
  }

  // As the source tells values apart.
  const Expr* compared(const Expr* value) {
    const bool folds = context_.from.has(wirepacks::Feature::kFoldsText) &&
                       value->type == TypeClass::kText && !value->exact_text;
    return folds ? make_call(arena_, Meaning::kFold, {value}, *value) : value;
  }

  const Window* window_of(const Call& call) {
    auto* window = arena_.make<Window>();
    window->partition_by =
        map_list(arena_, group_, [this](const Expr* key) { return inside(*key); });
    window->order_by = map_list(arena_, call.order_by, [this](const OrderItem* item) {
      OrderItem* made = clone(arena_, *item);
      made->value = inside(*item->value);
      return static_cast<const OrderItem*>(made);
    });
    window->has_frame = true;
    window->mode = FrameMode::kRows;
    window->start = FrameBound::kUnboundedPreceding;
    window->finish = FrameBound::kUnboundedFollowing;
    return window;
  }

  // Over a window, nothing but empty texts may be joined to NULL: it is so only where there is no
  // text at all.
  const Expr* with_empty_texts(const Call& joined) {
    const Expr* text =
        make_call(arena_, Meaning::kCoalesce, {&joined, string_literal(arena_, "")}, joined);
    if (!joined.arguments[0]->nullable && joined.filter == nullptr) return text;
    Call* count = clone(arena_, joined);
    count->meaning = Meaning::kCount;
    count->arguments = arena_.list(joined.arguments[0]);
    infer_type(*count);
    return when(make_call(arena_, Meaning::kGreater, {count, integer_literal(arena_, 0)}, joined),
                text);
  }

  const Expr* when(const Expr* condition, const Expr* result) {
    auto* each = arena_.make<When>();
    each->condition = condition;
    each->result = result;
    auto* made = arena_.make<Case>();
    made->whens = arena_.list(static_cast<const When*>(each));
    infer_type(*made);
    return made;
  }

  // GROUP BY 1 is by the first that is shown.
  const Expr* key_itself(const Expr* key) const {
    const auto* literal = key->as<Literal>();
    if (literal == nullptr || literal->literal != LiteralKind::kInteger) return key;
    std::size_t place = 0;
    std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), place);
    return place == 0 || place > select_.items.size() ? key : select_.items[place - 1]->value;
  }

  const Query& query_;
  const Select& select_;
  const RewriteContext& context_;
  Arena& arena_;
  List<const Expr*> group_ =
      map_list(arena_, select_.group_by, [this](const Expr* key) { return key_itself(key); });
  InnerRows inner_;
  InnerRows innermost_;  // of the rows that DISTINCT is about
  bool is_two_deep_ = has_node(
      select_, [](const Node& each) { return is_sorted(each) && each.as<Call>()->distinct; });
  bool failed_ = false;
};

// The members of a JSON object have no order.
const Node* unsorted_objects(const Node* node, const RewriteContext& context) {
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (call == nullptr || call->meaning != Meaning::kJsonObjectAgg || call->order_by.empty())
      return each;
    Call* made = clone(context.arena, *call);
    made->order_by = {};
    return made;
  });
}

// Distinct values come in no order that anybody promises, but where aggregates make arrays they are
// found by sorting: so they are sorted here, too.
const Node* sorted_distincts(const Node* node, const RewriteContext& context) {
  if (!context.from.has(wirepacks::Feature::kArrays)) return node;
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    const bool is_meant = call != nullptr && call->meaning == Meaning::kStringAgg &&
                          call->distinct && call->order_by.empty() && call->over == nullptr;
    if (!is_meant) return each;
    auto* item = context.arena.make<OrderItem>();
    item->value = call->arguments[0];
    Call* made = clone(context.arena, *call);
    made->order_by = context.arena.list(static_cast<const OrderItem*>(item));
    return made;
  });
}

const Node* sorted_texts(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kAggregateOrder) ||
      !context.pack.has(wirepacks::Feature::kWindowStringAgg))
    return node;
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    const bool sorts =
        select != nullptr && std::any_of(select->items.begin(), select->items.end(),
                                         [](const SelectItem* item) { return has_sorted(*item); });
    return sorts ? SortedAggregates(*query, *select, context).rewrite() : each;
  });
}

}  // namespace

const Node* sorted_aggregates(const Node* node, const RewriteContext& context) {
  return sorted_texts(sorted_distincts(unsorted_objects(node, context), context), context);
}

}  // namespace sqlx::sql
