// SELECT DISTINCT ON (a) … ORDER BY a, b, for a target without it: the rows numbered within each
// group, and the first of each taken. Likewise ORDER BY a FETCH FIRST 3 ROWS WITH TIES: the rows
// ranked, and those taken whose rank is 3 at most.
//
// The sort order decides which row is first; what is sorted by outside goes into the numbered query
// under names of its own.
#include <string>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_number.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "first_rows";
constexpr std::string_view kNumber = "row_of_group";

class FirstOfGroup {
 public:
  FirstOfGroup(const Query& query, const Select& select, Arena& arena)
      : query_(query), select_(select), arena_(arena) {}

  const Node* rewrite() {
    if (!add_items()) return &query_;
    const List<const OrderItem*> keys = map_list(
        arena_, query_.order_by, [&](const OrderItem* each) { return written_out(*each); });
    inner_.push_back(make_item(arena_, number(keys), Name{kNumber}));
    std::vector<const OrderItem*> order;
    for (const OrderItem* each : keys) order.push_back(outer_order(*each));
    Query* outer = clone(arena_, query_);
    if (query_.with_ties) outer->limit = nullptr;
    outer->with_ties = false;
    outer->body = outer_select();
    outer->order_by = arena_.copy(order);
    return outer;
  }

 private:
  // A window sees no aliases.
  const OrderItem* written_out(const OrderItem& key) {
    const auto* column = key.value->as<Column>();
    if (column == nullptr || column->path.size() != 1) return &key;
    for (const SelectItem* item : select_.items) {
      if (item->alias.text.empty() || !equal_fold(item->alias.text, column->path[0].text)) continue;
      OrderItem* made = clone(arena_, key);
      made->value = item->value;
      return made;
    }
    return &key;
  }

  const Expr* number(List<const OrderItem*> keys) {
    const Expr* made = row_number(select_.distinct_on, keys, arena_);
    if (!query_.with_ties) return made;
    Call* rank = clone(arena_, *made->as<Call>());
    rank->meaning = Meaning::kRank;
    return rank;
  }

  const Expr* is_taken() {
    const Expr* number = make_column(arena_, Name{kNumber});
    if (query_.with_ties)
      return make_call(arena_, Meaning::kLessEqual, {number, query_.limit}, select_);
    return make_call(arena_, Meaning::kEqual, {number, integer_literal(arena_, 1)}, select_);
  }

  // Every column that is shown needs a name to be shown again.
  bool add_items() {
    for (const SelectItem* each : select_.items) {
      if (each->value->is<Star>()) return false;
      Name name = name_of(*each);
      if (name.text.empty())
        name.text = arena_.copy(std::string_view("column" + std::to_string(inner_.size() + 1)));
      inner_.push_back(make_item(arena_, each->value, name));
      outer_.push_back(make_item(arena_, make_column_of(arena_, name, *each->value)));
    }
    return true;
  }

  // A key that is shown is sorted by its name; any other becomes a column of the inner query.
  const OrderItem* outer_order(const OrderItem& key) {
    OrderItem* made = clone(arena_, key);
    for (std::size_t i = 0; i < select_.items.size(); ++i) {
      if (!equal(select_.items[i]->value, key.value)) continue;
      made->value = outer_[i]->value;
      return made;
    }
    const Name name{arena_.copy(std::string_view("sort" + std::to_string(inner_.size())))};
    inner_.insert(inner_.end() - 1, make_item(arena_, key.value, name));
    made->value = make_column_of(arena_, name, *key.value);
    return made;
  }

  const Body* outer_select() {
    Select* inner = clone(arena_, select_);
    inner->distinct = false;
    inner->distinct_on = {};
    inner->items = arena_.copy(inner_);
    const TableRef* table = make_derived(arena_, make_query(arena_, inner), Name{kTable});
    return make_select(arena_, outer_, arena_.list(table), is_taken());
  }

  const Query& query_;
  const Select& select_;
  Arena& arena_;
  std::vector<const SelectItem*> inner_;
  std::vector<const SelectItem*> outer_;
};

bool is_first_of_group(const Select& select, const wirepacks::WirePack& pack) {
  return !select.distinct_on.empty() && !pack.has(wirepacks::Feature::kDistinctOn);
}

// With ties, where there is no word for them; which rows OFFSET skips among equals is not said.
bool is_tied(const Query& query, const Select& select, const wirepacks::WirePack& pack) {
  const bool is_missing = query.with_ties && !pack.has(wirepacks::Feature::kWithTies);
  return is_missing && query.limit != nullptr && query.offset == nullptr && !query.limit_percent &&
         !select.distinct && !query.order_by.empty();
}

}  // namespace

const Node* first_of_group(const Node* node, const RewriteContext& context) {
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    if (select == nullptr ||
        !(is_first_of_group(*select, context.pack) || is_tied(*query, *select, context.pack)))
      return each;
    return FirstOfGroup(*query, *select, context.arena).rewrite();
  });
}

}  // namespace sqlx::sql
