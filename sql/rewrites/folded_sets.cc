// DISTINCT, UNION and sorting of texts that compare without regard to case, for a target whose
// texts do not.
//
// Where the target says with each expression how it compares (`a COLLATE …`), the columns of the
// first SELECT are marked with `fold`. Otherwise distinct rows become groups, `SELECT any_value(a)
// … GROUP BY fold(a)`; a UNION is grouped around a UNION ALL. A set operation that is sorted by
// more than a column's name goes into a query of its own.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool folds(const Expr* value) {
  return folds_text(value) && as_call(value, Meaning::kFold) == nullptr;
}

bool calls(const Node& node, bool (*is_meant)(const Call&)) {
  if (node.is<Query>()) return false;
  const auto* call = node.as<Call>();
  bool found = call != nullptr && is_meant(*call);
  for_each_child(node, [&](const Node& child) { found = found || calls(child, is_meant); });
  return found;
}

bool is_many_rows(const Call& call) {
  return call.over != nullptr || info(call.meaning).role == Role::kAggregate;
}

bool has_star(const Select& select) {
  return std::any_of(select.items.begin(), select.items.end(),
                     [](const SelectItem* item) { return item->value->is<Star>(); });
}

// Which columns have texts that fold, in the order of the select list.
using Places = std::vector<bool>;

bool any_of(const Places& places) {
  return std::find(places.begin(), places.end(), true) != places.end();
}

Places folding_places(const Select& select) {
  Places places;
  for (const SelectItem* item : select.items) places.push_back(folds(item->value));
  return places;
}

// Of all the queries of a set operation: a literal beside a text that folds folds with it, and so
// do two of them.
class FoldingPlaces {
 public:
  [[nodiscard]] Places of(const Body& body) {
    look_at(body);
    return std::move(places_);
  }

 private:
  void look_at(const Body& body) {
    if (const auto* query = body.as<Query>()) return look_at(*query->body);
    if (const auto* operation = body.as<SetOperation>()) {
      look_at(*operation->left);
      return look_at(*operation->right);
    }
    if (const auto* select = body.as<Select>()) look_at_items(*select);
  }

  void look_at_items(const Select& select) {
    places_.resize(std::max(places_.size(), select.items.size()), false);
    texts_.resize(places_.size());
    for (std::size_t i = 0; i < select.items.size(); ++i) {
      const auto* literal = select.items[i]->value->as<Literal>();
      if (folds(select.items[i]->value)) places_[i] = true;
      if (literal == nullptr || literal->literal != LiteralKind::kString) continue;
      for (const std::string_view text : texts_[i]) {
        if (equal_fold(text, literal->text) && text != literal->text) places_[i] = true;
      }
      texts_[i].push_back(literal->text);
    }
  }

  Places places_;
  std::vector<std::vector<std::string_view>> texts_;
};

bool is_of_distinct_rows(const Node& node) {
  const auto* select = node.as<Select>();
  const auto* call = node.as<Call>();
  return node.is<SetOperation>() || (select != nullptr && select->distinct) ||
         (call != nullptr && call->distinct);
}

class FoldedSets {
 public:
  explicit FoldedSets(const RewriteContext& context)
      : context_(context),
        arena_(context.arena),
        marks_(context.pack.has(Feature::kLooseGroupBy)) {}

  const Node* rewrite(const Node* node) {
    if (const auto* with = node->as<With>(); with != nullptr && with->recursive)
      return recursive(*with);
    const Node* mapped =
        map_children(arena_, node, [this](const Node* child) { return rewrite(child); });
    if (const auto* query = mapped->as<Query>()) return sorted(*query);
    if (const auto* select = mapped->as<Select>()) return distinct(*select);
    if (const auto* operation = mapped->as<SetOperation>()) return set_operation(*operation);
    if (const auto* call = mapped->as<Call>()) return aggregate(*call);
    return mapped;
  }

 private:
  // What a recursive query is made of has to stay as it is.
  const Node* recursive(const With& with) {
    return map_children(arena_, &with, [this](const Node* child) -> const Node* {
      const auto* table = child->as<CommonTable>();
      const auto* query = table == nullptr ? nullptr : table->statement->as<Query>();
      return query != nullptr && query->body->is<SetOperation>() ? child : rewrite(child);
    });
  }

  const Node* distinct(const Select& select) {
    const Places places = select.distinct ? folding_places(select) : Places{};
    if (!any_of(places) || has_star(select)) return &select;
    if (marks_) return with_marks(select, places);
    const bool is_plain =
        select.group_by.empty() && select.having == nullptr && !calls(select, is_many_rows);
    if (!is_plain) return &select;
    Select* made = clone(arena_, select);
    made->distinct = false;
    made->group_by = keys_of(select.items);
    return made;
  }

  List<const Expr*> keys_of(List<const SelectItem*> items) {
    std::vector<const Expr*> keys;
    for (const SelectItem* item : items) {
      if (item->value->is<Literal>()) continue;
      keys.push_back(folds(item->value) ? make_call(arena_, Meaning::kFold, {item->value}, *item)
                                        : item->value);
    }
    return arena_.copy(keys);
  }

  // Every column says how it compares, and keeps its name.
  const Select* with_marks(const Select& select, const Places& places) {
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select.items) {
      SelectItem* made = clone(arena_, *item);
      const auto* column = item->value->as<Column>();
      if (places[items.size()]) {
        made->value = make_call(arena_, Meaning::kFold, {item->value}, *item);
        if (made->alias.text.empty() && column != nullptr) made->alias = column->path.back();
      }
      items.push_back(made);
    }
    Select* made = clone(arena_, select);
    made->items = arena_.copy(items);
    return made;
  }

  const Node* set_operation(const SetOperation& operation) {
    const Select* first = first_select(&operation);
    if (operation.all || first == nullptr || has_star(*first)) return &operation;
    const Places places = FoldingPlaces().of(operation);
    if (!any_of(places) || places.size() != first->items.size()) return &operation;
    if (marks_) return with_first(&operation, with_marks(*first, places));
    if (operation.op != SetOperator::kUnion) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("{} tells apart rows whose texts differ in case only, so there must be none",
                      context_.pack.title),
          context_.place(operation));
      return &operation;
    }
    return grouped(operation, *first);
  }

  const Body* with_first(const Body* body, const Select* first) {
    if (const auto* query = body->as<Query>()) {
      Query* made = clone(arena_, *query);
      made->body = with_first(query->body, first);
      return made;
    }
    const auto* operation = body->as<SetOperation>();
    if (operation == nullptr) return first;
    SetOperation* made = clone(arena_, *operation);
    made->left = with_first(operation->left, first);
    return made;
  }

  // SELECT a FROM (… UNION ALL …) AS u GROUP BY fold(a)
  const Select* grouped(const SetOperation& operation, const Select& first) {
    std::vector<const SelectItem*> named;
    std::vector<const SelectItem*> shown;
    for (const SelectItem* item : first.items) {
      SelectItem* inner = clone(arena_, *item);
      const auto* column = item->value->as<Column>();
      if (inner->alias.text.empty() && column == nullptr)
        inner->alias.text = arena_.copy(std::string_view(fmt::format("c{}", named.size() + 1)));
      named.push_back(inner);
      Column* reference = make_column(arena_, name_of(*inner));
      reference->type = item->value->type;
      shown.push_back(make_item(arena_, reference));
    }
    Select* inner_first = clone(arena_, first);
    inner_first->items = arena_.copy(named);
    SetOperation* all = clone(arena_, *with_first(&operation, inner_first)->as<SetOperation>());
    all->all = true;
    Select* made = make_select(arena_, shown, arena_.list(derived(all)));
    made->group_by = keys_of(made->items);
    return made;
  }

  const TableRef* derived(const Body* body) {
    return make_derived(arena_, make_query(arena_, body), Name{"u"});
  }

  const Node* sorted(const Query& query) {
    const bool is_simple =
        std::all_of(query.order_by.begin(), query.order_by.end(), [](const OrderItem* item) {
          return item->value->is<Column>() || item->value->is<Literal>();
        });
    if (is_simple || !query.body->is<SetOperation>()) return &query;
    Query* made = clone(arena_, query);
    made->body = select_all(arena_, derived(query.body));
    return made;
  }

  // Which of equal values gives the order is nobody's guess.
  const Node* ordered_by_others(const Call& call) {
    const auto is_other = [&](const OrderItem* item) {
      return !has_node(*item->value, [&](const Node& each) {
        return each.is<Column>() && has_column(*call.arguments[0], each);
      });
    };
    if (!call.distinct || !context_.pack.has(Feature::kAggregateOrder) ||
        !std::any_of(call.order_by.begin(), call.order_by.end(), is_other))
      return &call;
    context_.diagnostics.add(
        Code::kNoTranslation,
        fmt::format("{} sorts distinct values by themselves only", context_.pack.title),
        context_.place(call));
    return &call;
  }

  static bool has_column(const Node& value, const Node& column) {
    return has_node(value, [&](const Node& each) { return equal(&each, &column); });
  }

  // The order of distinct values has to be that of the values themselves.
  const Node* aggregate(const Call& call) {
    const Call* fold = call.meaning == Meaning::kStringAgg && call.distinct
                           ? as_call(call.arguments[0], Meaning::kFold)
                           : nullptr;
    if (fold == nullptr || marks_) return ordered_by_others(call);
    static_cast<void>(ordered_by_others(call));
    context_.diagnostics.add(
        Code::kConditional,
        fmt::format("{} tells apart texts that differ in case only, so there must be none",
                    context_.pack.title),
        context_.place(call));
    Call* made = clone(arena_, call);
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    arguments[0] = fold->arguments[0];
    made->arguments = arena_.copy(arguments);
    std::vector<const OrderItem*> order;
    for (const OrderItem* item : call.order_by) {
      OrderItem* copy = clone(arena_, *item);
      const Call* key = as_call(item->value, Meaning::kFold);
      const Call* capitals = key == nullptr ? nullptr : as_call(key->arguments[0], Meaning::kUpper);
      if (capitals != nullptr) copy->value = capitals->arguments[0];
      order.push_back(copy);
    }
    made->order_by = arena_.copy(order);
    return made;
  }

  const RewriteContext& context_;
  Arena& arena_;
  bool marks_;  // the target says with each expression how it compares, and chooses what to show of
                // a group
};

}  // namespace

const Node* folded_sets(const Node* node, const RewriteContext& context) {
  return context.from.has(Feature::kFoldsText) && any_node(*node, context, is_of_distinct_rows)
             ? FoldedSets(context).rewrite(node)
             : node;
}

}  // namespace sqlx::sql
