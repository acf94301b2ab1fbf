// SELECT DISTINCT ON (a) … ORDER BY a, b, for a target without it: the rows numbered within each group, and the first of each taken.
//
// The sort order decides which row is first; what is sorted by outside goes into the numbered query under names of its own.
#include <string>

#include "sql/build.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_number.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "first_rows";
constexpr std::string_view kNumber = "row_of_group";

// A column that shows what `like` was.
const Expr* column(Name name, const Expr* like, Arena& arena) {
  auto* made = arena.make<Column>();
  made->path = arena.list(name);
  if (like != nullptr) {
    made->type = like->type;
    made->nullable = like->nullable;
    made->exact_text = like->exact_text;
    made->fractional = like->fractional;
  }
  return made;
}

class FirstOfGroup {
 public:
  FirstOfGroup(const Query& query, const Select& select, Arena& arena) : query_(query), select_(select), arena_(arena) {}

  const Node* rewrite() {
    if (!add_items()) return &query_;
    inner_.push_back(item(number(), Name{kNumber}));
    std::vector<const OrderItem*> order;
    for (const OrderItem* each : query_.order_by) order.push_back(outer_order(*each));
    Query* outer = clone(arena_, query_);
    outer->body = outer_select();
    outer->order_by = arena_.copy(order);
    return outer;
  }

 private:
  // Every column that is shown needs a name to be shown again.
  bool add_items() {
    for (const SelectItem* each : select_.items) {
      if (each->value->is<Star>()) return false;
      Name name = name_of(*each);
      if (name.text.empty()) name.text = arena_.copy(std::string_view("column" + std::to_string(inner_.size() + 1)));
      inner_.push_back(item(each->value, name));
      outer_.push_back(item(column(name, each->value, arena_), {}));
    }
    return true;
  }

  const SelectItem* item(const Expr* value, Name alias) {
    auto* made = arena_.make<SelectItem>();
    made->value = value;
    made->alias = alias;
    return made;
  }

  const Expr* number() {
    return row_number(select_.distinct_on, query_.order_by, arena_);
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
    inner_.insert(inner_.end() - 1, item(key.value, name));
    made->value = column(name, key.value, arena_);
    return made;
  }

  const Body* outer_select() {
    Select* inner = clone(arena_, select_);
    inner->distinct = false;
    inner->distinct_on = {};
    inner->items = arena_.copy(inner_);
    auto* query = arena_.make<Query>();
    query->body = inner;
    auto* table = arena_.make<DerivedTable>();
    table->query = query;
    table->alias = Name{kTable};
    auto* made = arena_.make<Select>();
    made->items = arena_.copy(outer_);
    made->from = arena_.list(static_cast<const TableRef*>(table));
    made->where = make_call(arena_, Meaning::kEqual, {column(Name{kNumber}, nullptr, arena_), integer_literal(arena_, 1)}, select_);
    return made;
  }

  const Query& query_;
  const Select& select_;
  Arena& arena_;
  std::vector<const SelectItem*> inner_;
  std::vector<const SelectItem*> outer_;
};

}  // namespace

const Node* first_of_group(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    if (select == nullptr || select->distinct_on.empty()) return each;
    return FirstOfGroup(*query, *select, context.arena).rewrite();
  });
}

}  // namespace sqlx::sql
