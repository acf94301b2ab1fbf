// FULL JOIN for a target without it: the rows of the left join, and those of the right side that no
// row of the left side meets.
//
//   FROM a FULL JOIN b ON c   as   FROM (SELECT … FROM a LEFT JOIN b ON c UNION ALL
//                                       SELECT … FROM a RIGHT JOIN b ON c WHERE NOT EXISTS (SELECT
//                                       1 FROM a WHERE c)) AS both_sides
//
// Every column of the two that the query speaks of becomes one of `both_sides`. Whose a column is,
// its qualifier or the schema tells; what nobody tells is refused.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

constexpr std::string_view kTable = "both_sides";

struct Shown {
  std::string_view table;
  Name column;
  Name name;  // among those of `both_sides`
  const Expr* value = nullptr;
};

class FullJoin {
 public:
  FullJoin(const Query& query, const Select& select, const Join& join,
           const RewriteContext& context)
      : query_(query), select_(select), join_(join), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    if (join_.natural || join_.left->is<Join>() || join_.right->is<Join>())
      return refuse(join_), &query_;
    left_ = name_of(*join_.left).text;
    right_ = name_of(*join_.right).text;
    Select* bare = clone(arena_, select_);
    bare->from = {};
    Select* made =
        clone(arena_, *static_cast<const Select*>(map_children(
                          arena_, bare, [this](const Node* child) { return replaced(child); })));
    std::vector<const OrderItem*> order;
    for (const OrderItem* item : query_.order_by)
      order.push_back(shows_key(*item) ? item : static_cast<const OrderItem*>(replaced(item)));
    if (failed_) return &query_;
    made->from = arena_.list(static_cast<const TableRef*>(both_sides()));
    Query* whole = clone(arena_, query_);
    whole->body = made;
    whole->order_by = arena_.copy(order);
    return whole;
  }

 private:
  template <class T>
  const T* refuse(const T& place) {
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} has no {}", context_.pack.title, words(Feature::kFullJoin)),
        context_.place(place), "say whose each column is, and join two plain tables");
    failed_ = true;
    return &place;
  }

  bool has(const TableRef& table, std::string_view column) const {
    return has_column(table, column, context_.catalog);
  }

  // ORDER BY a name of the select list, which comes before one of the tables.
  bool shows_key(const OrderItem& key) const {
    const auto* column = key.value->as<Column>();
    return column != nullptr && column->path.size() == 1 &&
           std::any_of(select_.items.begin(), select_.items.end(), [&](const SelectItem* item) {
             return equal_fold(name_of(*item).text, column->path[0].text);
           });
  }

  bool is_merged(std::string_view column) const {
    return std::any_of(join_.using_columns.begin(), join_.using_columns.end(),
                       [&](const Name& each) { return equal_fold(each.text, column); });
  }

  // In a subquery a bare name may be that of a column of either side or of its own tables, and a
  // table may hide a side of the same name.
  bool is_clear(const Node& subquery) const {
    return !has_node(subquery, [this](const Node& each) {
      const auto* column = each.as<Column>();
      if (column != nullptr)
        return column->path.size() == 1 &&
               (has(*join_.left, column->path[0].text) || has(*join_.right, column->path[0].text));
      const auto* table = each.as<Table>();
      return table != nullptr &&
             (equal_fold(name_of(*table).text, left_) || equal_fold(name_of(*table).text, right_));
    });
  }

  const Node* replaced(const Node* node) {
    if (node->is<Star>()) return refuse(*node);
    if (const auto* call = node->as<Call>(); call != nullptr && call->meaning == Meaning::kCountAll)
      return with_parts(*call);
    if (const auto* item = node->as<SelectItem>()) return with_name(*item);
    if (const auto* column = node->as<Column>()) return shown(*column);
    if (node->is<Query>() && !is_clear(*node)) return refuse(*node);
    return map_children(arena_, node, [this](const Node* child) { return replaced(child); });
  }

  const Node* with_parts(const Call& call) {
    Call* made = clone(arena_, call);
    made->filter =
        call.filter == nullptr ? nullptr : static_cast<const Expr*>(replaced(call.filter));
    made->over = call.over == nullptr ? nullptr : static_cast<const Window*>(replaced(call.over));
    return made;
  }

  // A column that is shown keeps the name it had.
  const Node* with_name(const SelectItem& item) {
    SelectItem* made = clone(arena_, item);
    made->value = static_cast<const Expr*>(replaced(item.value));
    const auto* column = item.value->as<Column>();
    if (item.alias.text.empty() && column != nullptr) made->alias = column->path.back();
    return made;
  }

  const Node* shown(const Column& column) {
    const std::size_t parts = column.path.size();
    const std::string_view name = column.path.back().text;
    std::string_view table = parts > 1 ? column.path[parts - 2].text : std::string_view();
    if (parts == 1 && is_merged(name)) return of_both_sides(column, {}, merged(column));
    if (parts == 1 && has(*join_.left, name)) table = left_;
    if (parts == 1 && table.empty() && has(*join_.right, name)) table = right_;
    if (parts == 1 && table.empty()) return refuse(column);
    if (!equal_fold(table, left_) && !equal_fold(table, right_)) return &column;
    Column* qualified = clone(arena_, column);
    qualified->path = arena_.list(Name{table}, column.path.back());
    return of_both_sides(column, table, qualified);
  }

  const Expr* side(std::string_view table, Name column, const Column& like) {
    Column* made = clone(arena_, like);
    made->path = arena_.list(Name{table}, column);
    return made;
  }

  const Expr* merged(const Column& column) {
    return make_call(
        arena_, Meaning::kCoalesce,
        {side(left_, column.path.back(), column), side(right_, column.path.back(), column)},
        column);
  }

  const Expr* of_both_sides(const Column& column, std::string_view table, const Expr* value) {
    const Name name = column.path.back();
    auto found = std::find_if(shown_.begin(), shown_.end(), [&](const Shown& each) {
      return equal_fold(each.table, table) && equal_fold(each.column.text, name.text);
    });
    if (found == shown_.end()) {
      const bool taken = std::any_of(shown_.begin(), shown_.end(), [&](const Shown& each) {
        return equal_fold(each.name.text, name.text);
      });
      const Name own = taken ? Name{arena_.copy(std::string_view(fmt::format(
                                   "{}_{}", table.empty() ? "both" : table, name.text)))}
                             : name;
      shown_.push_back({table, name, own, value});
      found = shown_.end() - 1;
    }
    Column* made = clone(arena_, column);
    made->path = arena_.list(Name{kTable}, found->name);
    made->nullable = true;
    return made;
  }

  const Select* half(JoinType type, const Expr* where) {
    Join* join = clone(arena_, join_);
    join->join = type;
    std::vector<const SelectItem*> items;
    for (const Shown& each : shown_) {
      items.push_back(make_item(arena_, each.value, each.name));
    }
    return make_select(arena_, items, arena_.list(static_cast<const TableRef*>(join)), where);
  }

  const Expr* condition() {
    if (join_.on != nullptr) return join_.on;
    std::vector<const Expr*> all;
    for (const Name& each : join_.using_columns) {
      auto* like = arena_.make<Column>();
      all.push_back(make_call(arena_, Meaning::kEqual,
                              {side(left_, each, *like), side(right_, each, *like)}, join_));
    }
    return make_chain(arena_, Meaning::kAnd, all);
  }

  const Expr* is_alone() {
    return make_call(arena_, Meaning::kNot,
                     {make_exists(arena_, arena_.list(join_.left), condition())}, join_);
  }

  const DerivedTable* both_sides() {
    if (shown_.empty()) shown_.push_back({{}, {}, Name{"one"}, integer_literal(arena_, 1)});
    const Body* both =
        make_union_all(arena_, half(JoinType::kLeft, nullptr), half(JoinType::kRight, is_alone()));
    return make_derived(arena_, make_query(arena_, both), Name{kTable});
  }

  const Query& query_;
  const Select& select_;
  const Join& join_;
  const RewriteContext& context_;
  Arena& arena_;
  std::string_view left_;
  std::string_view right_;
  std::vector<Shown> shown_;
  bool failed_ = false;
};

bool is_equality(const Expr* condition) {
  const auto* call = condition->as<Call>();
  return call != nullptr &&
         (call->meaning == Meaning::kEqual ||
          (call->meaning == Meaning::kAnd &&
           std::all_of(call->arguments.begin(), call->arguments.end(), is_equality)));
}

bool is_missing(const Join& join, const wirepacks::WirePack& pack) {
  if (join.join != JoinType::kFull) return false;
  return !pack.has(Feature::kFullJoin) ||
         (!pack.has(Feature::kFullJoinOnAnything) && join.on != nullptr && !is_equality(join.on));
}

}  // namespace

const Node* full_join(const Node* node, const RewriteContext& context) {
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
    const auto* join =
        select == nullptr || select->from.size() != 1 ? nullptr : select->from[0]->as<Join>();
    return join == nullptr || !is_missing(*join, context.pack)
               ? each
               : FullJoin(*query, *select, *join, context).rewrite();
  });
}

}  // namespace sqlx::sql
