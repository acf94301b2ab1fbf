// Which statement stands here, by its first word, and the entry points of sql/parse.h.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "sql/misspelt.h"
#include "sql/parse.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

// Known by the first word, or the first two, and kept as written.
constexpr Word kUtilities[] = {
    Word::kAnalyze,    Word::kAttach,     Word::kBinlog,   Word::kCache,   Word::kCall,
    Word::kCheck,      Word::kCheckpoint, Word::kChecksum, Word::kClose,   Word::kCluster,
    Word::kDeallocate, Word::kDeclare,    Word::kDetach,   Word::kDiscard, Word::kDo,
    Word::kExecute,    Word::kFlush,      Word::kGrant,    Word::kHandler, Word::kHelp,
    Word::kInstall,    Word::kKill,       Word::kListen,   Word::kLoad,    Word::kLock,
    Word::kMove,       Word::kNotify,     Word::kOptimize, Word::kPrepare, Word::kPurge,
    Word::kReassign,   Word::kRefresh,    Word::kReindex,  Word::kRepair,  Word::kRevoke,
    Word::kSecurity,   Word::kShow,       Word::kShutdown, Word::kSignal,  Word::kUninstall,
    Word::kUnlisten,   Word::kUnlock,     Word::kUse,      Word::kVacuum,  Word::kXa,
    Word::kImport,     Word::kFetch};

std::size_t words_of_utility(Word first) {
  switch (first) {
    case Word::kLock:
    case Word::kUnlock:
    case Word::kCheck:
    case Word::kOptimize:
    case Word::kRepair:
    case Word::kChecksum:
    case Word::kShow:
    case Word::kRefresh:
    case Word::kLoad:
    case Word::kFlush:
    case Word::kSecurity:
    case Word::kReassign:
    case Word::kImport: return 2;
    default: return 1;
  }
}

constexpr Word kStatementWords[] = {
    Word::kSelect,    Word::kInsert,   Word::kUpdate, Word::kDelete,   Word::kReplace,
    Word::kMerge,     Word::kWith,     Word::kValues, Word::kCreate,   Word::kAlter,
    Word::kDrop,      Word::kTruncate, Word::kRename, Word::kComment,  Word::kBegin,
    Word::kStart,     Word::kCommit,   Word::kEnd,    Word::kRollback, Word::kAbort,
    Word::kSavepoint, Word::kRelease,  Word::kSet,    Word::kReset,    Word::kPragma,
    Word::kExplain,   Word::kDescribe, Word::kDesc,   Word::kCopy,     Word::kTable};

}  // namespace

const Node* Parser::statement() {
  const Nesting nesting(*this);
  if (at('(')) return query();
  if (at(TokenKind::kWord)) return word_statement();
  fail("a statement");
  return nullptr;
}

const Node* Parser::word_statement() {
  switch (current().word()) {
    case Word::kSelect:
    case Word::kValues:
    case Word::kTable: return query();
    case Word::kWith: return with_statement();
    case Word::kInsert:
    case Word::kReplace:
    case Word::kUpdate:
    case Word::kDelete:
    case Word::kMerge: return change_statement(nullptr, current().begin);
    case Word::kTruncate: return truncate();
    case Word::kCopy: return copy();
    case Word::kBegin:
    case Word::kStart:
      if (at(Word::kStart) && word(1) != Word::kTransaction) return utility(2);
      return transaction();
    case Word::kCommit:
    case Word::kRollback:
      if (word(1) == Word::kPrepared) return utility(2);
      return transaction();
    case Word::kEnd:
    case Word::kAbort:
    case Word::kSavepoint:
    case Word::kRelease: return transaction();
    case Word::kSet: return set();
    case Word::kReset: return reset();
    case Word::kPragma: return pragma();
    case Word::kExplain:
    case Word::kDescribe:
    case Word::kDesc: return explain();
    case Word::kCreate: return create();
    case Word::kAlter: return alter();
    case Word::kDrop: return drop();
    case Word::kRename: return rename();
    case Word::kComment: return comment();
    default: return other_statement();
  }
}

// A utility, or nothing that is known.
const Node* Parser::other_statement() {
  for (const Word each : kUtilities) {
    if (at(each)) return utility(words_of_utility(each));
  }
  std::vector<std::string> known;
  for (const Word each : kStatementWords) known.emplace_back(to_string(each));
  for (const Word each : kUtilities) known.emplace_back(to_string(each));
  fail("a statement", did_you_mean(text(current()), known));
  return nullptr;
}

// The hint for a word that may be one of these.
std::string Parser::misspelt(std::initializer_list<Word> words) {
  std::vector<std::string> known;
  for (const Word each : words) known.emplace_back(to_string(each));
  return did_you_mean(text(current()), known);
}

const Node* Parser::with_statement() {
  const std::uint32_t begin = current().begin;
  const With* tables = with();
  if (at_any({Word::kInsert, Word::kReplace, Word::kUpdate, Word::kDelete, Word::kMerge}))
    return change_statement(tables, begin);
  return query_with(tables, begin);
}

const Node* Parser::change_statement(const With* tables, std::uint32_t begin) {
  switch (current().word()) {
    case Word::kUpdate: return update(tables, begin);
    case Word::kDelete: return delete_statement(tables, begin);
    case Word::kMerge: return merge(tables, begin);
    default: return insert(tables, begin);
  }
}

// Nothing may follow but a semicolon.
void Parser::finish() {
  while (accept(';')) continue;
  if (at_end() && !lexer_.fault()) return;
  fail("the end of the statement", misspelt_clause());
}

// `SELECT a FORM t`: the word before may have passed for an alias.
std::string Parser::misspelt_clause() {
  return misspelt_keyword(text(current()),
                          lexer_.text().substr(last_begin_, last_end_ - last_begin_));
}

const Node* Parser::whole_statement() {
  const Node* node = statement();
  finish();
  return failed() ? nullptr : node;
}

const Expr* Parser::whole_expression() {
  const Expr* node = expression();
  finish();
  return failed() ? nullptr : node;
}

const Expr* Parser::whole_pattern() {
  in_pattern_ = true;
  return whole_expression();
}

const TypeName* Parser::whole_type() {
  const TypeName* node = type();
  finish();
  return failed() ? nullptr : node;
}

const Node* parse_statement(const StatementText& text, const Grammar& grammar, Arena& arena,
                            Diagnostics& diagnostics) {
  return Parser(text, grammar, arena, diagnostics).whole_statement();
}

const Expr* parse_expression(const StatementText& text, const Grammar& grammar, Arena& arena,
                             Diagnostics& diagnostics) {
  return Parser(text, grammar, arena, diagnostics).whole_expression();
}

const Expr* parse_pattern(const StatementText& text, const Grammar& grammar, Arena& arena,
                          Diagnostics& diagnostics) {
  return Parser(text, grammar, arena, diagnostics).whole_pattern();
}

const TypeName* parse_type(const StatementText& text, const Grammar& grammar, Arena& arena,
                           Diagnostics& diagnostics) {
  return Parser(text, grammar, arena, diagnostics).whole_type();
}

const Node* parse_statement(const StatementText& text, const wirepacks::WirePack& pack,
                            Arena& arena, Diagnostics& diagnostics) {
  return parse_statement(text, Grammar(pack), arena, diagnostics);
}

const Expr* parse_expression(const StatementText& text, const wirepacks::WirePack& pack,
                             Arena& arena, Diagnostics& diagnostics) {
  return parse_expression(text, Grammar(pack), arena, diagnostics);
}

const Expr* parse_pattern(const StatementText& text, const wirepacks::WirePack& pack, Arena& arena,
                          Diagnostics& diagnostics) {
  return parse_pattern(text, Grammar(pack), arena, diagnostics);
}

const TypeName* parse_type(const StatementText& text, const wirepacks::WirePack& pack, Arena& arena,
                           Diagnostics& diagnostics) {
  return parse_type(text, Grammar(pack), arena, diagnostics);
}

}  // namespace sqlx::sql
