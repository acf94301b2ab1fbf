// Statements around the work: transactions, settings, EXPLAIN, COPY, and the utilities of one
// engine, which are kept as written.

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// BEGIN … | START TRANSACTION … | COMMIT | END | ROLLBACK [TO …] | SAVEPOINT name | RELEASE
// [SAVEPOINT] name
const Node* Parser::transaction() {
  const std::uint32_t begin = current().begin;
  if (accept_any({Word::kBegin, Word::kStart})) return begin_transaction(begin);
  if (accept_any({Word::kCommit, Word::kEnd}))
    return end_transaction(TransactionKind::kCommit, begin);
  if (accept_any({Word::kRollback, Word::kAbort}))
    return end_transaction(TransactionKind::kRollback, begin);
  Transaction* node = start<Transaction>();
  node->transaction =
      at(Word::kSavepoint) ? TransactionKind::kSavepoint : TransactionKind::kRelease;
  advance();
  if (node->transaction == TransactionKind::kRelease) accept(Word::kSavepoint);
  node->savepoint = name();
  return done(node);
}

const Node* Parser::begin_transaction(std::uint32_t begin) {
  Transaction* node = start_at<Transaction>(begin);
  Collector<std::string_view> modes;
  if (at_any({Word::kDeferred, Word::kImmediate, Word::kExclusive})) {
    modes.add(lower_words(text(current())));
    advance();
  }
  accept_any({Word::kTransaction, Word::kWork});
  transaction_modes(modes);
  node->modes = modes.finish(arena_);
  return done(node);
}

// ISOLATION LEVEL … | READ ONLY | READ WRITE | [NOT] DEFERRABLE | WITH CONSISTENT SNAPSHOT,
// separated by commas or nothing
void Parser::transaction_modes(Collector<std::string_view>& modes) {
  for (std::size_t words = words_of_mode(); words != 0; words = words_of_mode()) {
    const std::uint32_t begin = current().begin;
    for (; words > 0; --words) {
      if (!at(TokenKind::kWord)) fail("the mode of a transaction");
      advance();
    }
    modes.add(lower_words(text_since(begin)));
    accept(',');
  }
}

std::size_t Parser::words_of_mode() {
  switch (current().word()) {
    case Word::kIsolation: return word(2) == Word::kRead || word(2) == Word::kRepeatable ? 4 : 3;
    case Word::kWith: return 3;
    case Word::kRead:
    case Word::kNot: return 2;
    case Word::kDeferrable: return 1;
    default: return 0;
  }
}

// [WORK | TRANSACTION] [AND [NO] CHAIN] [[NO] RELEASE] | … TO [SAVEPOINT] name
const Node* Parser::end_transaction(TransactionKind kind, std::uint32_t begin) {
  Transaction* node = start_at<Transaction>(begin);
  node->transaction = kind;
  accept_any({Word::kWork, Word::kTransaction});
  if (accept(Word::kTo)) {
    node->transaction = TransactionKind::kRollbackTo;
    accept(Word::kSavepoint);
    node->savepoint = name();
    return done(node);
  }
  const std::uint32_t mode = current().begin;
  while (accept_any({Word::kAnd, Word::kNo, Word::kRelease}) || accept_text("CHAIN")) continue;
  if (last_end_ > mode) node->modes = arena_.list(lower_words(text_since(mode)));
  return done(node);
}

// SET [SESSION | LOCAL | GLOBAL] name (= | TO) values
const Node* Parser::set() {
  Set* node = start<Set>();
  const Token first = current();
  advance();
  if (at_any({Word::kSession, Word::kLocal, Word::kGlobal}) && !next_is('=') &&
      peek(1).kind != TokenKind::kSign) {
    node->scope = at(Word::kSession) ? SetScope::kSession
                  : at(Word::kLocal) ? SetScope::kLocal
                                     : SetScope::kGlobal;
    advance();
  }
  if (accept(Word::kNames)) return set_names(*node);
  if (at_any({Word::kCharset}) || at(Word::kCharacter, Word::kSet)) {
    if (!accept(Word::kCharset)) accept(Word::kCharacter, Word::kSet);
    return set_special(*node, "character set");
  }
  if (accept(Word::kTime, Word::kZone)) return set_special(*node, "time zone");
  if (at(Word::kTransaction) || at(Word::kCharacteristics)) return set_transaction(*node);
  if (at_any({Word::kRole, Word::kPassword, Word::kConstraints, Word::kAuthorization,
              Word::kStatement}) &&
      !next_is('=') && word(1) != Word::kTo) {
    rewind(first);
    return utility(1);
  }
  const bool is_user_variable = at(TokenKind::kVariable) && !text(current()).starts_with("@@");
  node->name = setting_name();
  if (!accept('=') && !accept_sign(":=") && !accept(Word::kTo)) fail("`=`");
  node->values = is_user_variable ? arena_.list(expression()) : setting_values();
  if (!at(',')) return done(node);
  rewind(first);  // several settings at once, which one engine has, are kept as written
  return utility(1);
}

// NAMES charset [COLLATE collation]
const Node* Parser::set_names(Set& set) {
  set.name = one_name("names");
  Collector<const Expr*> values;
  values.add(at_string() ? string_literal() : setting_value());
  if (accept(Word::kCollate)) values.add(at_string() ? string_literal() : setting_value());
  set.values = values.finish(arena_);
  return done(&set);
}

const Node* Parser::set_special(Set& set, std::string_view name) {
  set.name = one_name(name);
  set.values = setting_values();
  return done(&set);
}

// SET [scope] TRANSACTION modes | SET SESSION CHARACTERISTICS AS TRANSACTION modes
const Node* Parser::set_transaction(Set& set) {
  set.name = one_name("transaction");
  if (accept(Word::kCharacteristics)) {
    expect(Word::kAs);
    set.name = one_name("session characteristics");
    set.scope = SetScope::kUnsaid;
  }
  expect(Word::kTransaction);
  Collector<std::string_view> modes;
  transaction_modes(modes);
  Collector<const Expr*> values;
  for (const std::string_view mode : modes.items()) values.add(string_value(mode));
  set.values = values.finish(arena_);
  return done(&set);
}

List<Name> Parser::setting_name() {
  if (!at(TokenKind::kVariable)) return path_from(any_name());
  const std::string_view variable = text(current());
  advance();
  return one_name(variable);
}

List<const Expr*> Parser::setting_values() {
  const bool several = !grammar_.has(Feature::kUserVariables);
  Collector<const Expr*> values;
  do values.add(setting_value());
  while (several && accept(','));
  return values.finish(arena_);
}

// A bare word is a text, and so is a quoted name; ON, LOCAL and the like may be reserved.
const Expr* Parser::setting_value() {
  const bool is_word =
      at(TokenKind::kWord) && !at_any({Word::kDefault, Word::kTrue, Word::kFalse, Word::kNull,
                                       Word::kCase, Word::kNot, Word::kInterval});
  const Token& next = peek(1);
  const bool alone = next.kind == TokenKind::kEnd || next.sign == ',' || next.sign == ';' ||
                     next.word() == Word::kCollate;
  if (alone && at(TokenKind::kQuotedName)) return string_value(name().text);
  if (!is_word || !alone) return expression();
  const std::string_view value = text(current());
  advance();
  return string_value(value);
}

// RESET name
const Node* Parser::reset() {
  Set* node = start<Set>();
  if (word(1) == Word::kMaster || word(1) == Word::kQuery || word(1) == Word::kReplica ||
      word(1) == Word::kSession)
    return utility(2);
  advance();
  node->is_reset = true;
  node->name = accept(Word::kTime, Word::kZone) ? one_name("time zone") : path_from(any_name());
  return done(node);
}

// PRAGMA name | PRAGMA name = value | PRAGMA name (value)
const Node* Parser::pragma() {
  Set* node = start<Set>();
  advance();
  node->is_pragma = true;
  node->name = path_from(any_name());
  const bool in_parentheses = accept('(');
  if (!in_parentheses && !accept('=')) return done(node);
  const bool is_word = at(TokenKind::kWord);
  const Expr* value = nullptr;
  if (is_word) {
    const std::string_view written = text(current());
    advance();
    value = string_value(written);
  } else {
    value = expression();
  }
  node->values = arena_.list(value);
  if (in_parentheses) expect(')');
  return done(node);
}

// EXPLAIN [ANALYZE] [VERBOSE] [QUERY PLAN] ['(' options ')'] [FORMAT = name] statement; DESCRIBE
// table is a utility
const Node* Parser::explain() {
  Explain* node = start<Explain>();
  const bool describes = at_any({Word::kDescribe, Word::kDesc});
  const Token first = current();
  advance();
  node->options = explain_options();
  const bool is_statement =
      at_any({Word::kSelect, Word::kInsert, Word::kUpdate, Word::kDelete, Word::kReplace,
              Word::kWith, Word::kValues, Word::kMerge, Word::kTable, Word::kCreate}) ||
      at('(');
  if (!is_statement && (describes || at_name())) {
    rewind(first);
    return utility(1);
  }
  node->statement = statement();
  return done(node);
}

List<std::string_view> Parser::explain_options() {
  Collector<std::string_view> options;
  while (!failed()) {
    const std::uint32_t begin = current().begin;
    if (accept(Word::kQuery)) {
      expect(Word::kPlan);
    } else if (at(Word::kFormat) && next_is('=')) {
      advance();
      advance();
      const std::string_view format = at_string() ? string() : any_name().text;
      options.add(lower_words(arena_.copy(std::string_view("format " + std::string(format)))));
      continue;
    } else if (grammar_.has(Feature::kExplainOptions) && at('(') && !at_parenthesized_query()) {
      explain_list(options);
      continue;
    } else if (!accept_any({Word::kAnalyze, Word::kAnalyse, Word::kVerbose, Word::kExtended,
                            Word::kPartitions})) {
      break;
    }
    options.add(lower_words(text_since(begin)));
  }
  return options.finish(arena_);
}

// '(' option (',' option)* ')', an option being a word and perhaps its value
void Parser::explain_list(Collector<std::string_view>& options) {
  expect('(');
  do {
    if (!at(TokenKind::kWord)) fail("an option of EXPLAIN");
    std::string words(text(current()));
    for (advance(); (at(TokenKind::kWord) || at(TokenKind::kInteger)); advance())
      words += " " + std::string(text(current()));
    options.add(lower_words(arena_.copy(std::string_view(words))));
  } while (accept(','));
  expect(')');
}

// COPY (table [(columns)] | '(' query ')') (FROM | TO) (STDIN | STDOUT | file) [options] [WHERE …]
const Node* Parser::copy() {
  Copy* node = start<Copy>();
  advance();
  if (at('(')) {
    node->query = query_in_parentheses();
  } else {
    node->table = target_table();
    node->columns = optional_names();
  }
  node->is_from = at(Word::kFrom);
  if (!accept_any({Word::kFrom, Word::kTo})) fail("FROM or TO");
  if (at_string())
    node->file = string();
  else if (!accept_any({Word::kStdin, Word::kStdout}))
    fail("a file's name, STDIN or STDOUT");
  Collector<const Option*> options;
  accept(Word::kWith);
  if (at('('))
    node->options = options_in_parentheses();
  else if (at(TokenKind::kWord) && !at(Word::kWhere))
    copy_options(options);
  if (!options.empty()) node->options = options.finish(arena_);
  node->where = optional_where();
  return done(node);
}

// The old form: CSV HEADER DELIMITER ',' …
void Parser::copy_options(Collector<const Option*>& options) {
  while (at(TokenKind::kWord) && !at(Word::kWhere)) {
    const std::uint32_t begin = current().begin;
    const std::string_view name = lower_words(text(current()));
    advance();
    accept(Word::kAs);
    const Expr* value = at_string() ? string_literal() : nullptr;
    options.add(option(name, value, begin));
  }
}

// A statement kept as written, known by its first words.
const Node* Parser::utility(std::size_t words) {
  Utility* node = start<Utility>();
  const std::uint32_t begin = current().begin;
  std::size_t taken = 0;
  std::uint32_t end = begin;
  for (; taken < words && at(TokenKind::kWord); ++taken) {
    end = current().end;
    advance();
  }
  node->command = upper_words(lexer_.text().substr(begin, end - begin));
  rest_of_statement();
  node->text = text_since(begin);
  return done(node);
}

// Up to the end, but for semicolons there.
std::string_view Parser::rest_of_statement() {
  const std::uint32_t begin = current().begin;
  while (!at_end() && !at_last_semicolons()) advance();
  return text_since(begin);
}

// As far as one can see.
bool Parser::at_last_semicolons() {
  std::size_t ahead = 0;
  while (ahead + 1 < kWindow && next_is(';', ahead)) ++ahead;
  return ahead > 0 && peek(ahead).kind == TokenKind::kEnd;
}

}  // namespace sqlx::sql
