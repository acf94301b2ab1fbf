// Queries: WITH, set operations with the dialect's precedence, ORDER BY, LIMIT in all its forms,
// locking. SELECT itself is in select.cc.

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

constexpr int kUnionLevel = 1;
constexpr int kIntersectLevel = 2;

}  // namespace

// Whether a query begins with the token so far ahead: SELECT, WITH, VALUES (…), TABLE name.
bool Parser::begins_query(std::size_t ahead) {
  switch (word(ahead)) {
    case Word::kSelect:
    case Word::kWith: return true;
    case Word::kValues:
      if (word(ahead + 1) == Word::kRow) return true;
      return next_is('(', ahead + 1) && grammar_.has(Feature::kValuesQuery) && !values_is_function_;
    case Word::kTable: {
      const TokenKind next = peek(ahead + 1).kind;
      return grammar_.is_reserved(Word::kTable) &&
             (next == TokenKind::kWord || next == TokenKind::kQuotedName) &&
             !next_is('(', ahead + 2);
    }
    default: return false;
  }
}

// The same behind any number of opening parentheses, as far as one can see; at least one.
bool Parser::at_parenthesized_query() {
  if (!at('(')) return false;
  std::size_t ahead = 1;
  while (ahead + 3 < kWindow && next_is('(', ahead)) ++ahead;
  return begins_query(ahead);
}

// query := [WITH …] operand (set-operator operand)* clauses
const Query* Parser::query() {
  const std::uint32_t begin = current().begin;
  const With* ctes = at(Word::kWith) ? with() : nullptr;
  return query_with(ctes, begin);
}

const Query* Parser::query_with(const With* ctes, std::uint32_t begin) {
  const Nesting nesting(*this);
  const std::size_t outer = height_;
  height_ = 0;
  if (at('(') && ctes == nullptr) {
    const Query* first = query_in_parentheses();
    const Query* whole = query_after(first, begin);
    height_ = std::max(outer, height_ + 1);
    return whole;
  }
  Query* query = start_at<Query>(begin);
  query->with = ctes;
  query->body = set_operations(query_operand(), kUnionLevel, begin);
  query_clauses(*query);
  height_ = std::max(outer, height_ + 1);
  return done(query);
}

bool Parser::at_query_tail() {
  return at_any({Word::kUnion, Word::kExcept, Word::kIntersect, Word::kMinus, Word::kOrder,
                 Word::kLimit, Word::kOffset, Word::kFetch}) ||
         at_row_limit(wirepacks::RowLimit::Place::kEnd);
}

// A query in parentheses that goes on: with set operations, or clauses of the whole. If it does
// not, the parentheses meant nothing.
const Query* Parser::query_after(const Query* first, std::uint32_t begin) {
  if (!at_query_tail() && !at(Word::kFor)) return first;
  Query* query = start_at<Query>(begin);
  query->body = set_operations(operand_of(first), kUnionLevel, begin);
  query_clauses(*query);
  return done(query);
}

// What parentheses around a query's body say is in the tree's shape, unless it has clauses of its
// own.
const Body* Parser::operand_of(const Query* query) {
  const bool is_bare = query->with == nullptr && query->order_by.empty() &&
                       query->limit == nullptr && query->offset == nullptr &&
                       query->locking.empty() && query->body != nullptr;
  return is_bare ? query->body : query;
}

// '(' query ')'
const Query* Parser::query_in_parentheses() {
  expect('(');
  if (!at_query() && !at('(')) fail("SELECT");
  const Query* inner = query();
  expect(')');
  return inner;
}

int Parser::set_level() {
  switch (current().word()) {
    case Word::kIntersect:
      return grammar_.has(Feature::kIntersectFirst) ? kIntersectLevel : kUnionLevel;
    case Word::kUnion:
    case Word::kExcept: return kUnionLevel;
    case Word::kMinus: return begins_query(1) || next_is('(') ? kUnionLevel : 0;
    default: return 0;
  }
}

// operand ((UNION | EXCEPT | INTERSECT) [ALL | DISTINCT] operand)*
const Body* Parser::set_operations(const Body* left, int least, std::uint32_t begin) {
  for (int level = set_level(); level != 0 && level >= least; level = set_level()) {
    SetOperation* node = start_at<SetOperation>(begin);
    node->left = left;
    node->op = at(Word::kUnion)       ? SetOperator::kUnion
               : at(Word::kIntersect) ? SetOperator::kIntersect
                                      : SetOperator::kExcept;
    advance();
    node->all = accept(Word::kAll);
    if (!node->all) accept(Word::kDistinct);
    if (at_any({Word::kCorresponding, Word::kBy})) fail("SELECT");
    const std::uint32_t right_begin = current().begin;
    node->right = set_operations(query_operand(), level + 1, right_begin);
    left = done(node);
    if (++height_ > kMostHeight) fail_too_deep();
  }
  return left;
}

// operand := SELECT … | VALUES … | TABLE name | '(' query ')'
const Body* Parser::query_operand() {
  if (at('(')) {
    const Nesting nesting(*this);
    return operand_of(query_in_parentheses());
  }
  if (at(Word::kValues)) return values();
  if (at(Word::kTable)) return table_query();
  if (!at(Word::kSelect)) {
    fail("SELECT");
    return start<Select>();
  }
  return select();
}

// TABLE name is SELECT * FROM name
const Body* Parser::table_query() {
  Select* select = start<Select>();
  Star* star = start<Star>();
  SelectItem* item = start<SelectItem>();
  advance();
  item->value = done(star);
  select->items = arena_.list(static_cast<const SelectItem*>(done(item)));
  const Table* table = plain_table();
  if (!table->alias.text.empty()) fail("the end of the query");
  select->from = arena_.list(static_cast<const TableRef*>(table));
  return done(select);
}

// VALUES row (',' row)*
const Values* Parser::values() {
  Values* values = start<Values>();
  advance();
  Collector<const Row*> rows;
  do rows.add(values_row());
  while (accept(','));
  values->rows = rows.finish(arena_);
  return done(values);
}

// [ROW] '(' [expressions] ')'
const Row* Parser::values_row() {
  Row* row = start<Row>();
  row->is_explicit = accept(Word::kRow);
  row->items = expressions_in_parentheses();
  return done(row);
}

// clauses := [ORDER BY …] [LIMIT …] [FOR UPDATE …]
void Parser::query_clauses(Query& query) {
  query.limit = std::exchange(top_, nullptr);
  query.offset = std::exchange(top_offset_, nullptr);
  if (at(TokenKind::kEnd) || at(')') || at(';')) return;
  query.order_by = optional_order_by();
  row_limit(wirepacks::RowLimit::Place::kEnd, query.limit, query.offset);
  limit_clauses(query);
  query.locking = lockings();
  if (query.limit == nullptr && query.offset == nullptr) limit_clauses(query);
  if (at(Word::kInto)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read INTO at the end of a query",
              current().begin, current().end);
  }
  if (at(Word::kProcedure)) fail("the end of the query");
}

void Parser::limit_clauses(Query& query) {
  for (;;) {
    if (at(Word::kLimit)) {
      limit_clause(query);
    } else if (at(Word::kOffset)) {
      advance();
      query.offset = expression();
      accept_any({Word::kRow, Word::kRows});
    } else if (at(Word::kFetch)) {
      fetch_clause(query);
    } else {
      if (query.offset != nullptr && query.limit == nullptr &&
          !grammar_.has(Feature::kOffsetAlone) && grammar_.row_limits.empty())
        fail("LIMIT");
      return;
    }
  }
}

// LIMIT ALL | LIMIT count | LIMIT offset ',' count
void Parser::limit_clause(Query& query) {
  advance();
  const Expr* first = limit_value();
  if (accept(',')) {
    query.offset = first;
    query.limit = limit_value();
  } else {
    query.limit = first;
  }
}

// Null for ALL and NULL, which are no limit where an OFFSET needs none.
const Expr* Parser::limit_value() {
  if (!grammar_.has(Feature::kOffsetAlone)) return expression();
  if (accept(Word::kAll)) return nullptr;
  const Expr* value = expression();
  const Literal* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kNull ? nullptr : value;
}

// FETCH (FIRST | NEXT) [count [PERCENT]] (ROW | ROWS) (ONLY | WITH TIES)
void Parser::fetch_clause(Query& query) {
  advance();
  if (!accept_any({Word::kFirst, Word::kNext})) fail("FIRST");
  if (at_any({Word::kRow, Word::kRows})) {
    query.limit = literal(LiteralKind::kInteger, "1");
  } else {
    query.limit = primary();
  }
  query.limit_percent = accept(Word::kPercent);
  if (!accept_any({Word::kRow, Word::kRows})) fail("ROWS");
  query.with_ties = accept(Word::kWith, Word::kTies);
  if (!query.with_ties) expect(Word::kOnly);
}

List<const Locking*> Parser::lockings() {
  Collector<const Locking*> items;
  while (at(Word::kFor) || at(Word::kLock, Word::kIn)) items.add(locking());
  return items.finish(arena_);
}

// FOR (UPDATE | NO KEY UPDATE | SHARE | KEY SHARE) [OF names] [NOWAIT | SKIP LOCKED] | LOCK IN
// SHARE MODE [NOWAIT | SKIP LOCKED]
const Locking* Parser::locking() {
  Locking* node = start<Locking>();
  if (accept(Word::kLock)) {
    expect(Word::kIn, Word::kShare);
    expect(Word::kMode);
    node->strength = LockStrength::kShare;
  } else if (accept(Word::kFor, Word::kNo)) {
    expect(Word::kKey, Word::kUpdate);
    node->strength = LockStrength::kNoKeyUpdate;
  } else if (accept(Word::kFor, Word::kKey)) {
    expect(Word::kShare);
    node->strength = LockStrength::kKeyShare;
  } else if (accept(Word::kFor, Word::kShare)) {
    node->strength = LockStrength::kShare;
  } else {
    expect(Word::kFor, Word::kUpdate);
  }
  if (accept(Word::kOf)) {
    Collector<Name> names;
    do names.add(name());
    while (accept(','));
    node->of = names.finish(arena_);
  }
  if (accept(Word::kNowait)) node->wait = LockWait::kNoWait;
  if (accept(Word::kSkip)) {
    expect(Word::kLocked);
    node->wait = LockWait::kSkipLocked;
  }
  return done(node);
}

List<const OrderItem*> Parser::optional_order_by() {
  if (!at(Word::kOrder)) return {};
  expect(Word::kOrder);
  expect(Word::kBy);
  return order_items();
}

List<const OrderItem*> Parser::order_items() {
  Collector<const OrderItem*> items;
  do items.add(order_item());
  while (accept(','));
  return items.finish(arena_);
}

// expression [ASC | DESC | USING operator] [NULLS (FIRST | LAST)]
const OrderItem* Parser::order_item() {
  OrderItem* item = start<OrderItem>();
  item->value = expression();
  if (accept(Word::kUsing)) {
    item->op = text(current());
    if (!at(TokenKind::kSign)) fail("an operator");
    advance();
  }
  order_direction(*item);
  return done(item);
}

void Parser::order_direction(OrderItem& item) {
  if (accept(Word::kAsc))
    item.direction = Direction::kAscending;
  else if (accept(Word::kDesc))
    item.direction = Direction::kDescending;
  if (!accept(Word::kNulls)) return;
  item.nulls = at(Word::kFirst) ? Nulls::kFirst : Nulls::kLast;
  if (!accept_any({Word::kFirst, Word::kLast})) fail("FIRST or LAST");
}

// WITH [RECURSIVE] table (',' table)*
const With* Parser::with() {
  const Nesting nesting(*this);
  With* with = start<With>();
  advance();
  with->recursive = accept(Word::kRecursive);
  Collector<const CommonTable*> tables;
  do tables.add(common_table());
  while (accept(','));
  with->tables = tables.finish(arena_);
  return done(with);
}

// name [(columns)] AS [[NOT] MATERIALIZED] '(' statement ')' [SEARCH …] [CYCLE …]
const CommonTable* Parser::common_table() {
  CommonTable* table = start<CommonTable>();
  table->name = name();
  table->columns = optional_names();
  expect(Word::kAs);
  if (accept(Word::kMaterialized))
    table->materialized = Materialized::kAlways;
  else if (accept(Word::kNot, Word::kMaterialized))
    table->materialized = Materialized::kNever;
  expect('(');
  const std::uint32_t begin = current().begin;
  const With* inner = at(Word::kWith) ? with() : nullptr;
  const bool is_change = at_any({Word::kInsert, Word::kUpdate, Word::kDelete, Word::kMerge});
  table->statement = is_change ? change_statement(inner, begin) : query_with(inner, begin);
  expect(')');
  table->search = search_and_cycle();
  return done(table);
}

// SEARCH … SET name, CYCLE … SET … USING name: kept as written.
std::string_view Parser::search_and_cycle() {
  const std::uint32_t begin = current().begin;
  bool found = false;
  while ((at(Word::kSearch) && (word(1) == Word::kDepth || word(1) == Word::kBreadth)) ||
         at(Word::kCycle)) {
    found = true;
    const bool is_cycle = at(Word::kCycle);
    while (!at(Word::kSet) && !at_end()) advance();
    advance();
    advance();
    if (!is_cycle) continue;
    while (!at(Word::kUsing) && !at_end() && !at(',') && !at(Word::kSelect)) advance();
    if (accept(Word::kUsing)) advance();
  }
  return found ? text_since(begin) : std::string_view{};
}

}  // namespace sqlx::sql
