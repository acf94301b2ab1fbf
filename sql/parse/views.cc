// CREATE VIEW and CREATE TRIGGER.

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// (ALGORITHM '=' word | DEFINER '=' user | SQL SECURITY word)*
void Parser::view_prefixes(Collector<const Option*>& options) {
  for (;;) {
    const std::uint32_t begin = current().begin;
    if (at(Word::kAlgorithm) && next_is('=')) {
      advance();
      advance();
      options.add(option("algorithm", string_value(lower_words(any_name().text)), begin));
    } else if (at(Word::kDefiner) && next_is('=')) {
      options.add(definer());
    } else if (accept(Word::kSql, Word::kSecurity)) {
      options.add(option("sql security", string_value(lower_words(any_name().text)), begin));
    } else {
      return;
    }
  }
}

// DEFINER '=' (user ['@' host] | CURRENT_USER ['(' ')'])
const Option* Parser::definer() {
  const std::uint32_t begin = current().begin;
  advance();
  advance();
  const std::uint32_t user = current().begin;
  if (at_string())
    string();
  else
    any_name();
  if (at(TokenKind::kVariable)) advance();
  if (accept('(')) expect(')');
  return option("definer", string_value(text_since(user)), begin);
}

// [MATERIALIZED | RECURSIVE] VIEW [IF NOT EXISTS] name [(columns)] [WITH (options)] AS query [WITH
// … CHECK OPTION]
const Node* Parser::create_view(List<const Option*> prefixes, bool or_replace, Persistence kept,
                                std::uint32_t begin) {
  CreateView* view = start_at<CreateView>(begin);
  view->or_replace = or_replace;
  view->persistence = kept;
  view->recursive = accept(Word::kRecursive);
  view->materialized = accept(Word::kMaterialized);
  expect(Word::kView);
  view->if_not_exists = accept_if_not_exists();
  view->name = path();
  view->columns = optional_names();
  Collector<const Option*> options;
  for (const Option* prefix : prefixes) options.add(prefix);
  if (at(Word::kUsing)) {
    const std::uint32_t place = current().begin;
    advance();
    options.add(option("using", string_value(any_name().text), place));
  }
  if (accept(Word::kWith)) add_options(options);
  if (at(Word::kTablespace)) options.add(table_option());
  view->options = options.finish(arena_);
  expect(Word::kAs);
  view->query = query();
  view_endings(*view);
  return done(view);
}

// WITH [LOCAL | CASCADED] CHECK OPTION | WITH [NO] DATA
void Parser::view_endings(CreateView& view) {
  if (!accept(Word::kWith)) return;
  if (accept(Word::kData)) return;
  if (accept(Word::kNo)) {
    expect(Word::kData);
    view.with_no_data = true;
    return;
  }
  view.check_option = at(Word::kLocal) ? "local" : "cascaded";
  accept_any({Word::kLocal, Word::kCascaded});
  expect(Word::kCheck, Word::kOption);
}

// TRIGGER [IF NOT EXISTS] name [timing] event (OR event)* ON table [FOR EACH (ROW | STATEMENT)]
// [WHEN condition] body
const Node* Parser::create_trigger(bool or_replace, std::uint32_t begin) {
  CreateTrigger* trigger = start_at<CreateTrigger>(begin);
  trigger->or_replace = or_replace;
  advance();
  trigger->if_not_exists = accept_if_not_exists();
  trigger->name = path();
  trigger_timing(*trigger);
  trigger_events(*trigger);
  expect(Word::kOn);
  trigger->table = target_table();
  if (at_any({Word::kFrom, Word::kReferencing, Word::kDeferrable, Word::kInitially})) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this clause of CREATE TRIGGER",
              current().begin, current().end);
  }
  if (accept(Word::kFor)) {
    accept(Word::kEach);
    trigger->each_row = accept(Word::kRow);
    if (!trigger->each_row) expect(Word::kStatement);
  }
  if (accept(Word::kWhen)) trigger->when = expression();
  trigger->body = rest_of_statement();
  if (trigger->body.empty()) fail("what the trigger does");
  return done(trigger);
}

void Parser::trigger_timing(CreateTrigger& trigger) {
  if (accept(Word::kBefore))
    trigger.timing = "before";
  else if (accept(Word::kAfter))
    trigger.timing = "after";
  else if (accept(Word::kInstead, Word::kOf))
    trigger.timing = "instead of";
}

void Parser::trigger_events(CreateTrigger& trigger) {
  Collector<std::string_view> events;
  Collector<Name> columns;
  do {
    if (!at_any({Word::kInsert, Word::kUpdate, Word::kDelete, Word::kTruncate}))
      fail("INSERT, UPDATE or DELETE");
    events.add(lower_words(text(current())));
    const bool is_update = at(Word::kUpdate);
    advance();
    if (!is_update || !accept(Word::kOf)) continue;
    if (!columns.empty()) fail("one UPDATE");
    do columns.add(name());
    while (accept(','));
  } while (accept(Word::kOr));
  trigger.events = events.finish(arena_);
  trigger.columns = columns.finish(arena_);
}

}  // namespace sqlx::sql
