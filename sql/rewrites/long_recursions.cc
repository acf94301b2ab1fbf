// A recursive query that counts further than the target recurses unless its session says otherwise:
// refused, where start, step and end are written out, since some targets stop without an error, and
// the rows behind are missing.
//
// One that counts until LIMIT ends it, for a target that has no LIMIT there, gets the end as a
// condition:
//
//   SELECT 1 UNION ALL SELECT n + 2 FROM t LIMIT 5   as   SELECT 1 UNION ALL SELECT n + 2 FROM t
//   WHERE n < 9
//
// That is the same where each row gives at most one: it is of no table but the recursive one.
//
// An order of the rows in a recursion, without LIMIT, is only that in which they are found. It is
// left out, which is told where nothing else sorts them.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/written_numbers.h"

namespace sqlx::sql {
namespace {

bool is_column(const Expr* value, const Name& name) {
  const auto* column = value->as<Column>();
  return column != nullptr && equal_fold(column->path.back().text, name.text);
}

// The literal in `column + 2` and `column - 2`; nothing for any other expression.
std::optional<std::int64_t> step_of(const Expr* next, const Name& name) {
  if (const Call* difference = as_call(next, Meaning::kSubtract);
      difference != nullptr && is_column(difference->arguments[0], name)) {
    const auto step = whole_number(difference->arguments[1]);
    return step ? std::optional(-*step) : std::nullopt;
  }
  const Call* sum = as_call(next, Meaning::kAdd);
  if (sum == nullptr) return std::nullopt;
  const std::size_t column = is_column(sum->arguments[0], name) ? 0 : 1;
  return is_column(sum->arguments[column], name) ? whole_number(sum->arguments[1 - column])
                                                 : std::nullopt;
}

bool is_bound(Meaning meaning) {
  return meaning == Meaning::kLess || meaning == Meaning::kLessEqual ||
         meaning == Meaning::kGreater || meaning == Meaning::kGreaterEqual;
}

// The literal in `column < 5000` and `column + 2 < 5000`, among conditions that must all hold.
std::optional<std::int64_t> end_of(const Expr* condition, const Name& name) {
  const auto* call = condition == nullptr ? nullptr : condition->as<Call>();
  if (call == nullptr) return std::nullopt;
  if (call->meaning == Meaning::kAnd) {
    for (const Expr* each : call->arguments) {
      if (const auto end = end_of(each, name)) return end;
    }
  }
  const bool bounds = is_bound(call->meaning) &&
                      (is_column(call->arguments[0], name) || step_of(call->arguments[0], name));
  return bounds ? whole_number(call->arguments[1]) : std::nullopt;
}

bool counts_too_far(const CommonTable& table, const Select& first, const Select& next,
                    std::int64_t most) {
  for (std::size_t i = 0; i < first.items.size() && i < next.items.size(); ++i) {
    const Name name = i < table.columns.size() ? table.columns[i] : first.items[i]->alias;
    const auto start = whole_number(first.items[i]->value);
    const auto step = step_of(next.items[i]->value, name);
    const auto end = end_of(next.where, name);
    if (start && step && end && *step != 0 && (*end - *start) / *step > most) return true;
  }
  return false;
}

bool counts_too_far(const CommonTable& table, std::int64_t most) {
  const auto* query = table.statement->as<Query>();
  const auto* both = query == nullptr ? nullptr : query->body->as<SetOperation>();
  const auto* first = both == nullptr ? nullptr : both->left->as<Select>();
  const auto* next = both == nullptr ? nullptr : both->right->as<Select>();
  return first != nullptr && next != nullptr && counts_too_far(table, *first, *next, most);
}

// The condition under which a row has another behind it; null if no column counts.
const Expr* end_of_rows(const CommonTable& table, const Select& first, const Select& next,
                        std::int64_t rows, Arena& arena) {
  for (std::size_t i = 0; i < first.items.size() && i < next.items.size(); ++i) {
    const Name name = i < table.columns.size() ? table.columns[i] : first.items[i]->alias;
    const auto start = whole_number(first.items[i]->value);
    const auto step = step_of(next.items[i]->value, name);
    if (!start || !step || *step == 0 || name.text.empty()) continue;
    const Meaning compare = *step > 0 ? Meaning::kLess : Meaning::kGreater;
    return make_call(
        arena, compare,
        {make_column(arena, name), integer_literal(arena, *start + (rows - 1) * *step)}, next);
  }
  return nullptr;
}

// Itself where its rows are not counted.
const Node* without_limit(const CommonTable& table, Arena& arena) {
  const auto* query = table.statement->as<Query>();
  const auto* both = query == nullptr || query->limit == nullptr || query->offset != nullptr ||
                             !query->order_by.empty()
                         ? nullptr
                         : query->body->as<SetOperation>();
  const auto rows = both == nullptr ? std::nullopt : whole_number(query->limit);
  const auto* first = both == nullptr || !both->all ? nullptr : both->left->as<Select>();
  const auto* next = both == nullptr ? nullptr : both->right->as<Select>();
  const bool is_chain = first != nullptr && next != nullptr && first->from.empty() &&
                        next->from.size() == 1 && is_table_named(*next->from[0], table.name) &&
                        next->group_by.empty() && !next->distinct && rows && *rows > 0 &&
                        *rows < 1'000'000'000;
  const Expr* end = is_chain ? end_of_rows(table, *first, *next, *rows, arena) : nullptr;
  if (end == nullptr) return &table;
  Select* bounded = clone(arena, *next);
  bounded->where =
      next->where == nullptr ? end : make_chain(arena, Meaning::kAnd, {next->where, end});
  SetOperation* rest = clone(arena, *both);
  rest->right = bounded;
  Query* whole = clone(arena, *query);
  whole->body = rest;
  whole->limit = nullptr;
  CommonTable* made = clone(arena, table);
  made->statement = whole;
  return made;
}

// A query that reads itself by that name, in an order.
bool is_sorted_recursion(const CommonTable& table) {
  const auto* query = table.statement->as<Query>();
  const bool sorts = query != nullptr && !query->order_by.empty() && query->limit == nullptr &&
                     query->offset == nullptr && query->body->is<SetOperation>();
  return sorts && reads_table(*query->body, table.name);
}

const CommonTable* without_order(const CommonTable& table, Arena& arena) {
  Query* whole = clone(arena, *table.statement->as<Query>());
  whole->order_by = {};
  CommonTable* made = clone(arena, table);
  made->statement = whole;
  return made;
}

// Whether the rows that the query gives may show in which order its parts found theirs.
bool shows_order(const Query& query) {
  const auto* select = query.body->as<Select>();
  const bool is_one_row = select != nullptr && select->group_by.empty() &&
                          std::any_of(select->items.begin(), select->items.end(),
                                      [](const SelectItem* item) { return has_aggregate(*item); });
  return query.order_by.empty() && !is_one_row;
}

const Node* unsorted(const Query& query, const RewriteContext& context) {
  if (query.with == nullptr || !query.with->recursive) return &query;
  With* with = clone(context.arena, *query.with);
  with->tables = map_list(
      context.arena, query.with->tables, [&](const CommonTable* table) -> const CommonTable* {
        if (!is_sorted_recursion(*table)) return table;
        if (shows_order(query)) {
          context.diagnostics.add(
              Code::kConditional,
              fmt::format("{} has no order in recursive queries", context.pack.title),
              context.place(*table), "sort the rows of the whole query");
        }
        return without_order(*table, context.arena);
      });
  if (with->tables.data() == query.with->tables.data()) return &query;
  Query* made = clone(context.arena, query);
  made->with = with;
  return made;
}

const Node* bounded(const Node* node, const RewriteContext& context) {
  const bool keeps_limits = context.pack.has(wirepacks::Feature::kLimitInRecursion);
  const bool keeps_order = context.from.family == context.pack.family;
  if (keeps_limits && keeps_order) return node;
  return bottom_up<Query, CommonTable>(node, context, [&](const Node* each) {
    if (const auto* query = each->as<Query>())
      return keeps_order ? each : unsorted(*query, context);
    return keeps_limits ? each : without_limit(*each->as<CommonTable>(), context.arena);
  });
}

}  // namespace

const Node* long_recursions(const Node* original, const RewriteContext& context) {
  const Node* node = bounded(original, context);
  const std::uint32_t most = context.pack.session.recursion_steps;
  if (most == 0 || context.from.session.recursion_steps == most) return node;
  return bottom_up<CommonTable>(node, context, [&](const Node* each) {
    const auto* table = each->as<CommonTable>();
    if (table != nullptr && counts_too_far(*table, most)) {
      context.diagnostics.add(
          Code::kFeatureMissing,
          fmt::format("{} ends a recursion after {} steps", context.pack.title, most),
          context.place(*table), "the session may set another limit");
    }
    return each;
  });
}

}  // namespace sqlx::sql
