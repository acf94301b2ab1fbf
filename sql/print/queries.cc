// SELECT, set operations, VALUES, WITH, and the clauses that end a query.
//
// Where a dialect takes no parentheses around what a set operation joins, or what is sorted and
// limited twice, the query that needs them is read from: SELECT * FROM (…).
#include "sql/print/parts.h"
#include "sql/print/row_limits.h"

namespace sqlx::sql {
namespace {

void print_fetch(Writer& writer, const Query& query) {
  writer.word("FETCH FIRST");
  print_operand(writer, *query.limit, kPrimary);
  writer.word_if(query.limit_percent, "PERCENT");
  writer.word("ROWS");
  writer.word(query.with_ties ? "WITH TIES" : "ONLY");
}

bool needs_fetch(const Writer& writer, const Query& query) {
  return query.limit != nullptr &&
         (query.with_ties || query.limit_percent || !writer.has(Feature::kLimit));
}

// SELECT TOP (n): only where there is nothing better, and no OFFSET.
const Query* query_with_top(const Writer& writer, const Query& query) {
  const bool has_other =
      writer.has(Feature::kLimit) || (writer.has(Feature::kFetch) && query.offset != nullptr);
  const bool is_top =
      writer.has(Feature::kTop) && !has_other && query.limit != nullptr && query.body->is<Select>();
  return is_top ? &query : nullptr;
}

void print_top(Writer& writer, const Query& query) {
  writer.word("TOP");
  print_in_parentheses(writer, *query.limit);
  writer.word_if(query.limit_percent, "PERCENT");
  writer.word_if(query.with_ties, "WITH TIES");
}

void print_offset(Writer& writer, const Expr& offset, bool before_fetch) {
  writer.word("OFFSET");
  if (!before_fetch) return print(writer, offset);
  print_operand(writer, offset, kPrimary);
  writer.word("ROWS");
}

void print_distinct(Writer& writer, const Select& select) {
  writer.word_if(select.distinct || !select.distinct_on.empty(), "DISTINCT");
  if (select.distinct_on.empty()) return;
  writer.word("ON");
  print_list_in_parentheses(writer, select.distinct_on);
}

void print_into(Writer& writer, const Select& select) {
  if (select.into == nullptr) return;
  writer.word("INTO");
  print_persistence(writer, select.into_persistence);
  print(writer, *select.into);
}

void print_group_by(Writer& writer, const Select& select) {
  if (select.group_by.empty()) return;
  writer.word("GROUP BY");
  writer.word_if(select.group_distinct, "DISTINCT");
  print_list(writer, select.group_by);
  writer.word_if(select.with_rollup, "WITH ROLLUP");
}

void print_from(Writer& writer, const Select& select) {
  const std::string& nothing = writer.pack().words.no_table;
  if (!select.from.empty() || nothing.empty())
    return print_list_clause(writer, "FROM", select.from);
  writer.word("FROM");
  writer.word(nothing);
}

// What limits the rows right behind SELECT: TOP, or the pack's own form.
struct SelectLimit {
  const Query* top = nullptr;
  const Query* own = nullptr;
};

void print_select(Writer& writer, const Select& select, SelectLimit limit) {
  writer.word("SELECT");
  writer.word_if(!select.hint.empty(), select.hint);
  print_distinct(writer, select);
  print_modifiers(writer, select.modifiers);
  if (limit.top != nullptr) print_top(writer, *limit.top);
  if (limit.own != nullptr) print_row_limit(writer, *limit.own);
  writer.list(select.items, [&](const SelectItem* item) { print(writer, *item); });
  print_into(writer, select);
  print_from(writer, select);
  print_clause(writer, "WHERE", select.where);
  print_group_by(writer, select);
  print_clause(writer, "HAVING", select.having);
  print_list_clause(writer, "WINDOW", select.windows);
  print_clause(writer, "QUALIFY", select.qualify);
}

void print_in_own_query(Writer& writer, const Body& body) {
  if (writer.has(Feature::kParenthesizedSetOperands)) return print_in_parentheses(writer, body);
  writer.word("SELECT * FROM");
  print_in_parentheses(writer, body);
  writer.word_if(!writer.has(Feature::kDerivedWithoutAlias), "AS nested");
}

// INTERSECT is tighter than its siblings in some dialects: their chain is bare only where both
// readings are one.
bool is_bare_on_the_left(const Writer& writer, const SetOperation& operation) {
  if (operation.left->is<Query>()) return false;
  const auto* left = operation.left->as<SetOperation>();
  return left == nullptr || !writer.has(Feature::kParenthesizedSetOperands) ||
         operation.op != SetOperator::kIntersect || left->op == SetOperator::kIntersect;
}

bool is_bare_on_the_right(const SetOperation& operation) {
  return !operation.right->is<Query>() && !operation.right->is<SetOperation>();
}

void print_set_operand(Writer& writer, const Body& body, bool is_bare) {
  if (!is_bare) return print_in_own_query(writer, body);
  print(writer, body);
}

std::string_view lock_words(const Writer& writer, const Locking& locking) {
  switch (locking.strength) {
    case LockStrength::kUpdate: return "FOR UPDATE";
    case LockStrength::kNoKeyUpdate: return "FOR NO KEY UPDATE";
    case LockStrength::kShare:
      return writer.has(Feature::kLockShare) ? "FOR SHARE" : "LOCK IN SHARE MODE";
    case LockStrength::kKeyShare: return "FOR KEY SHARE";
  }
  return {};
}

}  // namespace

void print_limit(Writer& writer, const Query& query) {
  if (needs_fetch(writer, query)) {
    if (query.offset != nullptr) print_offset(writer, *query.offset, true);
    return print_fetch(writer, query);
  }
  print_clause(writer, "LIMIT", query.limit);
  if (query.offset == nullptr) return;
  if (query.limit == nullptr && !writer.has(Feature::kOffsetAlone)) {
    writer.word("LIMIT");
    writer.word(writer.pack().literals.no_limit);
  }
  print_offset(writer, *query.offset, false);
}

namespace {

// All but its row limit, if that stands around it.
void print_query(Writer& writer, const Query& query, const wirepacks::RowLimit* own) {
  const bool is_own_end = own != nullptr && own->place == wirepacks::RowLimit::Place::kEnd;
  const bool is_own_select = own != nullptr && own->place == wirepacks::RowLimit::Place::kSelect;
  const Query* top = own == nullptr ? query_with_top(writer, query) : nullptr;
  if (query.with != nullptr) print(writer, *query.with);
  if (top != nullptr || is_own_select) {
    print_select(writer, *query.body->as<Select>(), {top, is_own_select ? &query : nullptr});
  } else if (query.body->is<Query>()) {
    print_in_own_query(writer, *query.body);
  } else {
    print(writer, *query.body);
  }
  print_list_clause(writer, "ORDER BY", query.order_by);
  if (is_own_end) print_row_limit(writer, query);
  if (top == nullptr && own == nullptr) print_limit(writer, query);
  for (const Locking* locking : query.locking) print(writer, *locking);
}

}  // namespace

void print(Writer& writer, const Query& query) {
  const wirepacks::RowLimit* own = row_limit_of(writer.pack(), query);
  if (own == nullptr || own->place != wirepacks::RowLimit::Place::kAround)
    return print_query(writer, query, own);
  print_around(writer, *own, query, [&] { print_query(writer, query, own); });
}

void print(Writer& writer, const Select& select) { print_select(writer, select, {}); }

void print(Writer& writer, const SelectItem& item) {
  print(writer, *item.value);
  if (item.alias.text.empty()) return;
  writer.word("AS");
  writer.name(item.alias);
}

void print(Writer& writer, const Grouping& grouping) {
  switch (grouping.grouping) {
    case GroupingKind::kRollup: writer.word("ROLLUP"); break;
    case GroupingKind::kCube: writer.word("CUBE"); break;
    case GroupingKind::kSets: writer.word("GROUPING SETS"); break;
    case GroupingKind::kSet: break;
  }
  print_list_in_parentheses(writer, grouping.items);
}

void print(Writer& writer, const SetOperation& operation) {
  print_set_operand(writer, *operation.left, is_bare_on_the_left(writer, operation));
  if (operation.op == SetOperator::kExcept) {
    writer.word(writer.pack().words.except);
  } else {
    writer.upper_word(to_string(operation.op));
  }
  writer.word_if(operation.all, "ALL");
  print_set_operand(writer, *operation.right, is_bare_on_the_right(operation));
}

void print_row_of_values(Writer& writer, const Row& row) {
  if (row.is_explicit) return print(writer, row);
  print_list_in_parentheses(writer, row.items);
}

void print(Writer& writer, const Values& values) {
  writer.word("VALUES");
  writer.list(values.rows, [&](const Row* row) { print_row_of_values(writer, *row); });
}

void print(Writer& writer, const With& with) {
  writer.word("WITH");
  writer.word_if(with.recursive && writer.has(Feature::kRecursiveWord), "RECURSIVE");
  writer.list(with.tables, [&](const CommonTable* table) { print(writer, *table); });
}

void print(Writer& writer, const CommonTable& table) {
  writer.name(table.name);
  writer.names_in_parentheses_if_any(table.columns);
  writer.word("AS");
  writer.word_if(table.materialized == Materialized::kAlways, "MATERIALIZED");
  writer.word_if(table.materialized == Materialized::kNever, "NOT MATERIALIZED");
  print_in_parentheses(writer, *table.statement);
  writer.word_if(!table.search.empty(), table.search);
}

void print(Writer& writer, const Locking& locking) {
  writer.word(lock_words(writer, locking));
  if (!locking.of.empty()) {
    writer.word("OF");
    writer.list(locking.of, [&](const Name& name) { writer.name(name); });
  }
  writer.word_if(locking.wait == LockWait::kNoWait, "NOWAIT");
  writer.word_if(locking.wait == LockWait::kSkipLocked, "SKIP LOCKED");
}

}  // namespace sqlx::sql
