// SELECT: its modifiers, items, grouping and windows.

#include <utility>

#include "sql/parse/parser.h"

namespace sqlx::sql {

// SELECT [modifiers] [DISTINCT …] [TOP …] items [INTO …] [FROM …] [WHERE …] [GROUP BY …] [HAVING …]
// [WINDOW …] [QUALIFY …]
const Select* Parser::select() {
  Select* select = start<Select>();
  const std::uint32_t word_end = current().end;
  advance();
  const std::string_view hint = lexer_.last_hint();
  if (!hint.empty() && hint.data() >= lexer_.text().data() + word_end &&
      hint.data() < lexer_.text().data() + current().begin) {
    select->hint = hint;
  }
  select_modifiers(*select);
  if (grammar_.has(Feature::kTop)) top();
  row_limit(wirepacks::RowLimit::Place::kSelect, top_, top_offset_);
  const Expr* own_top = std::exchange(top_, nullptr);
  const Expr* own_offset = std::exchange(top_offset_, nullptr);
  select->items = select_items();
  if (at(Word::kInto)) select_into(*select);
  if (accept(Word::kFrom)) {
    const bool is_nowhere =
        at_text("DUAL") &&
        grammar_.is_reserved(current().word());  // a table of no columns, where it is a word
    if (is_nowhere) {
      advance();
    } else {
      select->from = table_list();
    }
  }
  if (at(Word::kInto)) select_into(*select);
  select->where = optional_where();
  if (at(Word::kGroup)) group_by(*select);
  if (accept(Word::kHaving)) select->having = expression();
  if (at(Word::kWindow)) select->windows = named_windows();
  if (at(Word::kQualify) && grammar_.has(Feature::kQualify)) {
    advance();
    select->qualify = expression();
  }
  top_ = own_top;
  top_offset_ = own_offset;
  return done(select);
}

// [ALL | DISTINCT [ON (…)] | DISTINCTROW] and the words of one engine, in any order
void Parser::select_modifiers(Select& select) {
  Collector<std::string_view> modifiers;
  for (;;) {
    if (accept(Word::kDistinct)) {
      select.distinct = true;
      if (at(Word::kOn) && next_is('(')) {
        advance();
        select.distinct_on = expressions_in_parentheses();
      }
    } else if (accept(Word::kDistinctrow)) {
      select.distinct = true;
    } else if (at(Word::kAll)) {
      advance();
    } else if (at_any({Word::kSqlCalcFoundRows, Word::kStraightJoin, Word::kHighPriority,
                       Word::kSqlSmallResult, Word::kSqlBigResult, Word::kSqlBufferResult,
                       Word::kSqlNoCache, Word::kSqlCache})) {
      modifiers.add(to_string(current().word()));
      advance();
    } else {
      break;
    }
  }
  select.modifiers = modifiers.finish(arena_);
}

// TOP count | TOP '(' count ')': it becomes the limit of the query around.
void Parser::top() {
  if (!at_text("TOP") || !(next_is('(') || peek(1).kind == TokenKind::kInteger ||
                           peek(1).kind == TokenKind::kParameter))
    return;
  advance();
  top_ = primary();
  if (at(Word::kPercent) || at(Word::kWith, Word::kTies)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx reads TOP with a count only", current().begin,
              current().end);
  }
}

List<const SelectItem*> Parser::select_items() {
  Collector<const SelectItem*> items;
  do items.add(select_item());
  while (accept(','));
  return items.finish(arena_);
}

// '*' | expression [[AS] alias]
const SelectItem* Parser::select_item() {
  SelectItem* item = start<SelectItem>();
  if (at('*')) {
    Star* star = start<Star>();
    advance();
    item->value = done(star);
    return done(item);
  }
  item->value = expression();
  if (at(TokenKind::kWord) || at(TokenKind::kQuotedName) || at_string()) item->alias = alias();
  return done(item);
}

// INTO [TEMPORARY | UNLOGGED] [TABLE] name
void Parser::select_into(Select& select) {
  const Token word = current();
  advance();
  if (at(TokenKind::kVariable) || at_any({Word::kOutfile, Word::kDumpfile}) ||
      !grammar_.has(Feature::kSelectInto)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read SELECT … INTO a file or variable",
              word.begin, current().end);
    return;
  }
  select.into_persistence = persistence();
  accept(Word::kTable);
  select.into = target_table();
}

// GROUP BY [ALL | DISTINCT] item (',' item)* [WITH ROLLUP]
void Parser::group_by(Select& select) {
  advance();
  expect(Word::kBy);
  select.group_distinct = at(Word::kDistinct) && accept(Word::kDistinct);
  Collector<const Expr*> items;
  do items.add(grouping_item());
  while (accept(','));
  select.group_by = items.finish(arena_);
  if (at_any({Word::kAsc, Word::kDesc})) {
    fail_with(Code::kSyntaxUnsupported, "GROUP BY does not sort", current().begin, current().end,
              "add ORDER BY to the query");
  }
  select.with_rollup = accept(Word::kWith, Word::kRollup);
}

// expression | ROLLUP (…) | CUBE (…) | GROUPING SETS (…) | '(' ')'
const Expr* Parser::grouping_item() {
  if (grammar_.has(Feature::kRollup) && at(Word::kRollup) && next_is('('))
    return grouping(GroupingKind::kRollup);
  if (grammar_.has(Feature::kCube) && at(Word::kCube) && next_is('('))
    return grouping(GroupingKind::kCube);
  if (grammar_.has(Feature::kGroupingSets) && at(Word::kGrouping, Word::kSets))
    return grouping(GroupingKind::kSets);
  if (at('(') && next_is(')')) {
    Grouping* set = start<Grouping>();
    set->grouping = GroupingKind::kSet;
    advance();
    advance();
    return done(set);
  }
  return expression();
}

const Expr* Parser::grouping(GroupingKind kind) {
  const Nesting nesting(*this);
  Grouping* node = start<Grouping>();
  node->grouping = kind;
  advance();
  if (kind == GroupingKind::kSets) advance();
  expect('(');
  Collector<const Expr*> items;
  do items.add(grouping_set());
  while (accept(','));
  expect(')');
  node->items = items.finish(arena_);
  return done(node);
}

// An item; several in parentheses are a set.
const Expr* Parser::grouping_set() {
  const Expr* item = grouping_item();
  const Row* row = item->as<Row>();
  if (row == nullptr || row->is_explicit) return item;
  Grouping* set = start_at<Grouping>(row->begin);
  set->grouping = GroupingKind::kSet;
  set->items = row->items;
  return done(set);
}

// WINDOW name AS '(' … ')' (',' …)*
List<const Window*> Parser::named_windows() {
  Collector<const Window*> windows;
  expect(Word::kWindow);
  do {
    const std::uint32_t begin = current().begin;
    const Name window = name();
    expect(Word::kAs);
    windows.add(window_definition(window, begin));
  } while (accept(','));
  return windows.finish(arena_);
}

// '(' [base] [PARTITION BY …] [ORDER BY …] [frame] ')'
const Window* Parser::window_definition(Name name_given, std::uint32_t begin) {
  Window* window = start_at<Window>(begin);
  window->name = name_given;
  expect('(');
  const bool is_frame = at_any({Word::kRows, Word::kRange, Word::kGroups});
  if ((at(TokenKind::kWord) && !is_frame && !at_any({Word::kPartition, Word::kOrder})) ||
      at(TokenKind::kQuotedName))
    window->base = name();
  if (accept(Word::kPartition)) {
    expect(Word::kBy);
    window->partition_by = expressions();
  }
  window->order_by = optional_order_by();
  if (at_any({Word::kRows, Word::kRange, Word::kGroups})) window_frame(*window);
  expect(')');
  return done(window);
}

// (ROWS | RANGE | GROUPS) (bound | BETWEEN bound AND bound) [EXCLUDE …]
void Parser::window_frame(Window& window) {
  window.has_frame = true;
  window.mode = at(Word::kRows)    ? FrameMode::kRows
                : at(Word::kRange) ? FrameMode::kRange
                                   : FrameMode::kGroups;
  advance();
  if (accept(Word::kBetween)) {
    window.start = frame_bound(window.start_offset);
    expect(Word::kAnd);
    window.finish = frame_bound(window.finish_offset);
  } else {
    window.start = frame_bound(window.start_offset);
  }
  if (accept(Word::kExclude)) window.exclude = frame_exclude();
}

// UNBOUNDED (PRECEDING | FOLLOWING) | CURRENT ROW | offset (PRECEDING | FOLLOWING)
FrameBound Parser::frame_bound(const Expr*& offset) {
  if (accept(Word::kCurrent)) {
    expect(Word::kRow);
    return FrameBound::kCurrentRow;
  }
  const bool unbounded = accept(Word::kUnbounded);
  if (!unbounded) offset = tighter_than(Operation::kAnd);
  const bool preceding = at(Word::kPreceding);
  if (!accept_any({Word::kPreceding, Word::kFollowing})) fail("PRECEDING or FOLLOWING");
  if (unbounded)
    return preceding ? FrameBound::kUnboundedPreceding : FrameBound::kUnboundedFollowing;
  return preceding ? FrameBound::kPreceding : FrameBound::kFollowing;
}

// NO OTHERS | CURRENT ROW | GROUP | TIES
FrameExclude Parser::frame_exclude() {
  if (accept(Word::kCurrent)) {
    expect(Word::kRow);
    return FrameExclude::kCurrentRow;
  }
  if (accept(Word::kGroup)) return FrameExclude::kGroup;
  if (accept(Word::kTies)) return FrameExclude::kTies;
  expect(Word::kNo, Word::kOthers);
  return FrameExclude::kNone;
}

}  // namespace sqlx::sql
