// GROUP BY GROUPING SETS, CUBE and ROLLUP for a target without them, or that tells apart what the
// source groups: a query for each set, and all their rows together.
//
//   SELECT a, b, sum(n) FROM t GROUP BY CUBE (a, b)   as   SELECT a, b, sum(n) FROM t GROUP BY a, b
//   UNION ALL SELECT a, NULL, sum(n) FROM t GROUP BY a
//                                                          UNION ALL SELECT NULL, b, … GROUP BY b
//                                                          UNION ALL SELECT NULL, NULL, sum(n) FROM
//                                                          t
//
// Outside of aggregates, a key that is not in the set is NULL; grouping(a) is a number that the set
// tells. What sorts is shown by each query, so that the rows are sorted together. Windows and
// DISTINCT ON look at the rows of all sets at once: such a query stays, and is refused.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/rollups.h"
#include "sql/rewrites/shown_columns.h"
#include "sql/rewrites/written_numbers.h"
#include "sql/usual_nulls.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;
using Keys = std::vector<const Expr*>;
using Sets = std::vector<Keys>;

constexpr std::size_t kMostSets = 64;
constexpr std::string_view kTable = "grouped";

// What is grouped, however texts are compared.
const Expr* bare(const Expr* key) {
  for (const Meaning meaning : {Meaning::kFold, Meaning::kExact}) {
    if (const Call* call = as_call(key, meaning)) return call->arguments[0];
  }
  return key;
}

// a and t.a are one column: the query would be refused if they were not.
bool same_key(const Expr* a, const Expr* b) {
  a = bare(a);
  b = bare(b);
  const auto* left = a->as<Column>();
  const auto* right = b->as<Column>();
  const bool is_bare =
      left != nullptr && right != nullptr && (left->path.size() == 1 || right->path.size() == 1);
  return is_bare ? equal_fold(left->path.back().text, right->path.back().text) : equal(a, b);
}

bool has_key(const Keys& keys, const Expr* key) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const Expr* each) { return same_key(each, key); });
}

Keys joined(const Keys& left, const Keys& right) {
  Keys all = left;
  for (const Expr* each : right) {
    if (!has_key(all, each)) all.push_back(each);
  }
  return all;
}

// An item of ROLLUP or CUBE: a key, or several in parentheses.
Keys keys_of(const Expr* item) {
  const auto* set = item->as<Grouping>();
  return set == nullptr ? Keys{item} : Keys(set->items.begin(), set->items.end());
}

Sets sets_of(const Expr* item);

// (a, b, c), (a, b), (a), ()
Sets rollup(const Grouping& grouping) {
  Sets sets{{}};
  for (const Expr* item : grouping.items) sets.push_back(joined(sets.back(), keys_of(item)));
  std::reverse(sets.begin(), sets.end());
  return sets;
}

Sets cube(const Grouping& grouping) {
  Sets sets{{}};
  for (const Expr* item : grouping.items) {
    const std::size_t count = sets.size();
    for (std::size_t i = 0; i < count && sets.size() <= kMostSets; ++i)
      sets.push_back(joined(sets[i], keys_of(item)));
  }
  std::reverse(sets.begin(), sets.end());
  return sets;
}

Sets listed(const Grouping& grouping) {
  Sets sets;
  for (const Expr* item : grouping.items) {
    for (Keys& each : sets_of(item)) sets.push_back(std::move(each));
  }
  return sets;
}

Sets sets_of(const Expr* item) {
  const auto* grouping = item->as<Grouping>();
  if (grouping == nullptr) return {{item}};
  switch (grouping->grouping) {
    case GroupingKind::kRollup: return rollup(*grouping);
    case GroupingKind::kCube: return cube(*grouping);
    case GroupingKind::kSets: return listed(*grouping);
    case GroupingKind::kSet: return {keys_of(grouping)};
  }
  return {};
}

// Each with each: GROUP BY a, ROLLUP (b) is GROUPING SETS ((a, b), (a)).
Sets all_sets(List<const Expr*> items) {
  Sets all{{}};
  for (const Expr* item : items) {
    Sets next;
    const Sets sets = sets_of(item);
    for (const Keys& left : all) {
      for (const Keys& right : sets) next.push_back(joined(left, right));
    }
    all = std::move(next);
    if (all.size() > kMostSets) break;
  }
  return all;
}

bool has_window(const Node& node) {
  return has_node(
      node, [](const Node& each) { return each.is<Call>() && each.as<Call>()->over != nullptr; });
}

class GroupingSets {
 public:
  GroupingSets(const Query& query, const Select& select, const RewriteContext& context)
      : query_(query),
        select_(select),
        context_(context),
        arena_(context.arena),
        sets_(all_sets(select.group_by)) {
    for (Keys& set : sets_) {
      for (const Expr*& key : set) key = written_out(key);
      keys_ = joined(keys_, set);
    }
  }

  const Node* rewrite() {
    const bool is_clear = sets_.size() <= kMostSets && select_.distinct_on.empty() &&
                          !select_.group_distinct && select_.windows.empty() && !query_.with_ties;
    if (!is_clear || has_window(select_) || has_window_in_order()) return &query_;
    items_.assign(select_.items.begin(), select_.items.end());
    const bool is_alone = query_.order_by.empty() && query_.limit == nullptr &&
                          query_.offset == nullptr && !select_.distinct;
    if (!is_alone && !name_items()) return &query_;
    Query* whole = clone(arena_, query_);
    whole->order_by = map_list(arena_, query_.order_by,
                               [this](const OrderItem* item) { return sorted_by(*item); });
    const Body* rows = all_rows();
    if (rows == nullptr) return &query_;
    whole->body = is_alone ? rows : shown(rows);
    return whole;
  }

 private:
  // GROUPING SETS ((1, 2)) names items by their places, and each set has other places to be NULL
  // in.
  const Expr* written_out(const Expr* key) const {
    const auto place = whole_number(key);
    const bool is_place =
        place && *place > 0 && static_cast<std::size_t>(*place) <= select_.items.size();
    return is_place ? select_.items[static_cast<std::size_t>(*place) - 1]->value : key;
  }

  bool has_window_in_order() const {
    return std::any_of(query_.order_by.begin(), query_.order_by.end(),
                       [](const OrderItem* item) { return has_window(*item); });
  }

  // Each item gets a name of its own, by which it is shown and sorted outside.
  bool name_items() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i]->value->is<Star>()) return false;
      Name name = name_of(*items_[i]);
      const bool is_taken = std::any_of(names_.begin(), names_.end(), [&](const Name& each) {
        return equal_fold(each.text, name.text);
      });
      if (name.text.empty())
        name = Name{arena_.copy(std::string_view(fmt::format("column{}", i + 1)))};
      if (is_taken) return false;
      names_.push_back(name);
      items_[i] = make_item(arena_, items_[i]->value, name);
    }
    return true;
  }

  const OrderItem* sorted_by(const OrderItem& item) {
    OrderItem* made = clone(arena_, item);
    const std::size_t at = place_of(item.value);
    if (at == items_.size())
      items_.push_back(make_item(
          arena_, item.value,
          Name{arena_.copy(std::string_view(fmt::format("sorted{}", at - names_.size() + 1)))}));
    Column* shown = make_column_of(arena_, items_[at]->alias, *items_[at]->value);
    shown->nullable = true;  // in the sets without it
    made->value = shown;
    if (item.nulls == Nulls::kUnsaid) made->nulls = usual_nulls(context_.from, item.direction);
    return made;
  }

  // By its number, its name or its words; as many as there are if it is not among the items.
  std::size_t place_of(const Expr* key) const {
    if (const auto number = whole_number(key); number && *number > 0)
      return std::min(static_cast<std::size_t>(*number), names_.size()) - 1;
    const auto* column = key->as<Column>();
    const auto is_it = [&](const SelectItem* item) {
      return (column != nullptr && column->path.size() == 1 &&
              equal_fold(item->alias.text, column->path[0].text)) ||
             equal(item->value, key);
    };
    return static_cast<std::size_t>(std::find_if(items_.begin(), items_.end(), is_it) -
                                    items_.begin());
  }

  // Null if a set's rows cannot be said.
  const Body* all_rows() {
    const Body* all = nullptr;
    for (const Keys& set : sets_) {
      const Body* rows = rows_of(set);
      if (rows == nullptr) return nullptr;
      all = all == nullptr ? rows : make_union_all(arena_, all, rows);
    }
    return all;
  }

  const Body* rows_of(const Keys& set) {
    Select* made = clone(arena_, select_);
    made->distinct = false;
    made->group_by = arena_.copy(set);
    made->items = map_list(arena_, arena_.copy(items_), [&](const SelectItem* item) {
      return static_cast<const SelectItem*>(seen(item, set));
    });
    made->having =
        select_.having == nullptr ? nullptr : static_cast<const Expr*>(seen(select_.having, set));
    const bool counts = std::any_of(made->items.begin(), made->items.end(),
                                    [](const SelectItem* item) { return has_aggregate(*item); });
    if (!set.empty() || counts) return made;
    if (made->having != nullptr) return nullptr;
    made->from = {};  // a single row, whatever is in the tables
    made->where = nullptr;
    return made;
  }

  // As the rows of one set show it.
  const Node* seen(const Node* node, const Keys& set) {
    if (node->is<Query>() || is_aggregate(*node))
      return is_grouping(*node) ? grouping(*node->as<Call>(), set) : node;
    const auto* value = node->is<SelectItem>() ? nullptr : as_key(node);
    if (value != nullptr) return has_key(set, value) ? node : null_literal(arena_);
    return map_children(arena_, node, [&](const Node* child) { return seen(child, set); });
  }

  const Expr* as_key(const Node* node) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const Expr* key) {
      return bare(key)->kind == node->kind && same_key(key, static_cast<const Expr*>(node));
    });
    return found == keys_.end() ? nullptr : *found;
  }

  static bool is_grouping(const Node& node) {
    return node.is<Call>() && node.as<Call>()->meaning == Meaning::kGrouping;
  }

  // A bit for each argument, the last one the lowest: 1 if it is not in the set.
  const Expr* grouping(const Call& call, const Keys& set) {
    std::int64_t bits = 0;
    for (const Expr* each : call.arguments) bits = bits * 2 + (has_key(set, each) ? 0 : 1);
    return integer_literal(arena_, bits);
  }

  const Body* shown(const Body* rows) {
    std::vector<const Expr*> columns;
    for (std::size_t i = 0; i < names_.size(); ++i)
      columns.push_back(make_column_of(arena_, names_[i], *items_[i]->value));
    Select* made = select_columns(arena_, columns,
                                  arena_.list(static_cast<const TableRef*>(make_derived(
                                      arena_, make_query(arena_, rows), Name{kTable}))));
    made->distinct = select_.distinct;
    return made;
  }

  const Query& query_;
  const Select& select_;
  const RewriteContext& context_;
  Arena& arena_;
  Sets sets_;
  Keys keys_;                             // of all sets
  std::vector<const SelectItem*> items_;  // of the select list, and behind them what sorts
  std::vector<Name> names_;               // of the select list
};

bool has_grouping(const Select& select) {
  return std::any_of(select.group_by.begin(), select.group_by.end(),
                     [](const Expr* key) { return key->is<Grouping>(); });
}

// A text that is grouped without regard to case is shown as one of its group, which no level above
// has: there it is NULL.
bool shows_any_of_group(const Select& select, const wirepacks::WirePack& pack) {
  const auto is_fold = [](const Node& node) {
    return node.is<Call>() && node.as<Call>()->meaning == Meaning::kFold;
  };
  return !pack.has(Feature::kFoldsText) &&
         std::any_of(select.group_by.begin(), select.group_by.end(),
                     [&](const Expr* key) { return has_node(*key, is_fold); });
}

bool can_be_said(const Query& query, const Select& select, const wirepacks::WirePack& pack) {
  if (shows_any_of_group(select, pack)) return false;
  return pack.has(Feature::kGroupingSets) ||
         (pack.has(Feature::kWithRollup) && is_plain_rollup(query, select));
}

}  // namespace

const Node* grouping_sets(const Node* node, const RewriteContext& context) {
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    return select != nullptr && has_grouping(*select) && !can_be_said(*query, *select, context.pack)
               ? GroupingSets(*query, *select, context).rewrite()
               : each;
  });
}

}  // namespace sqlx::sql
