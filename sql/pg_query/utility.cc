// Transactions, settings, EXPLAIN and COPY.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

// "isolation level serializable", "read only": of BEGIN and SET TRANSACTION.
std::string_view transaction_mode(Conversion& in, const JsonValue* wrapped) {
  Fields fields(in, "DefElem", *node_in(*wrapped));
  fields.skip({"defaction"});
  const std::string_view name = fields.text("defname");
  const JsonValue* argument = fields.find("arg");
  // FALSE is an integer of zero, which libpg_query writes as nothing at all.
  const bool is_set = argument != nullptr && node_in(*argument)->first != nullptr &&
                      node_in(*argument)->first->first != nullptr;
  if (name == "transaction_read_only") return is_set ? "read only" : "read write";
  if (name == "transaction_deferrable") return is_set ? "deferrable" : "not deferrable";
  const Expr* value = expression(in, argument);
  const Literal* words = value == nullptr ? nullptr : value->as<Literal>();
  if (name != "transaction_isolation" || words == nullptr) {
    in.report_unknown(fmt::format("sqlx does not know the transaction mode {}", name));
    return {};
  }
  return in.arena.copy(fmt::format("isolation level {}", lower(words->text)));
}

List<std::string_view> transaction_modes(Conversion& in, const JsonValue* list, bool chain) {
  std::vector<std::string_view> modes;
  for (const JsonValue* item = list == nullptr ? nullptr : list->first; item != nullptr;
       item = item->next) {
    modes.push_back(transaction_mode(in, item));
  }
  if (chain) modes.emplace_back("and chain");
  return in.arena.copy(modes);
}

// What stands behind SET: PostgreSQL's parser forgets whether it read SET SESSION, or SET NAMES and
// not SET client_encoding.
void set_name(Conversion& in, std::string_view name, Set& into) {
  TokenReader tokens(in.statement_text());
  const bool sets =
      equal_fold(tokens.next(), "set");  // RESET SESSION is about a setting of that name
  std::string_view word = tokens.next();
  const bool is_session = sets && equal_fold(word, "session");
  if (is_session || equal_fold(word, "local")) word = tokens.next();
  // SET SESSION AUTHORIZATION is a setting of that name.
  if (is_session && !equal_fold(word, "authorization")) into.scope = SetScope::kSession;
  std::vector<Name> path;
  if (equal_fold(word, "names")) {
    path.push_back(Name{"names"});
  } else if (equal_fold(word, "time")) {
    path.push_back(Name{"time zone"});
  } else {
    for (const std::string_view part : split(name, '.')) path.push_back(name_of(part));
  }
  into.name = in.arena.copy(path);
}

// SET TRANSACTION …, SET SESSION CHARACTERISTICS AS TRANSACTION …
void set_transaction(Conversion& in, Fields& fields, std::string_view name, Set& into) {
  const bool of_session = name == "SESSION CHARACTERISTICS";
  into.name = in.arena.list<Name>(Name{of_session ? "session characteristics" : "transaction"});
  std::vector<const Expr*> modes;
  for (const std::string_view mode : transaction_modes(in, fields.find("args"), false))
    modes.push_back(string_literal(in, mode));
  into.values = in.arena.copy(modes);
}

// "analyze", "verbose off", "format json"
std::string_view explain_option(Conversion& in, const JsonValue* wrapped) {
  Fields fields(in, "DefElem", *node_in(*wrapped));
  fields.skip({"defaction"});
  const std::string_view name = fields.text("defname");
  const JsonValue* argument = fields.find("arg");
  if (argument == nullptr) return name;
  const Expr* value = option_value(in, *argument, fields.location());
  const Literal* word = value == nullptr ? nullptr : value->as<Literal>();
  if (word == nullptr) {
    in.report_unknown("sqlx does not know this option of EXPLAIN");
    return name;
  }
  return in.arena.copy(fmt::format("{} {}", name, word->text));
}

bool is_filler(std::string_view word) {
  return equal_fold(word, "or") || equal_fold(word, "replace") || equal_fold(word, "trusted") ||
         equal_fold(word, "procedural");
}

}  // namespace

Node* transaction(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, TransactionKind> kKinds[] = {
      {"TRANS_STMT_BEGIN", TransactionKind::kBegin},
      {"TRANS_STMT_START", TransactionKind::kBegin},
      {"TRANS_STMT_COMMIT", TransactionKind::kCommit},
      {"TRANS_STMT_ROLLBACK", TransactionKind::kRollback},
      {"TRANS_STMT_SAVEPOINT", TransactionKind::kSavepoint},
      {"TRANS_STMT_RELEASE", TransactionKind::kRelease},
      {"TRANS_STMT_ROLLBACK_TO", TransactionKind::kRollbackTo}};
  if (fields.find("gid") != nullptr) {  // of two phases
    fields.skip_all();
    return utility_by_words(in, 2);
  }
  auto* made = in.arena.make<Transaction>();
  made->transaction = choice(in, fields, "kind", kKinds);
  made->savepoint = fields.name("savepoint_name");
  made->modes = transaction_modes(in, fields.find("options"), fields.flag("chain"));
  return made;
}

Node* set_variable(Conversion& in, Fields& fields) {
  const std::string_view kind = fields.text("kind");
  const std::string_view name = fields.text("name");
  auto* made = in.arena.make<Set>();
  if (fields.flag("is_local")) made->scope = SetScope::kLocal;
  if (kind == "VAR_SET_MULTI") {
    set_transaction(in, fields, name, *made);
    return made;
  }
  set_name(in, kind == "VAR_RESET_ALL" ? "all" : name, *made);
  made->is_reset = kind == "VAR_RESET" || kind == "VAR_RESET_ALL";
  made->values = expressions(in, fields.find("args"));
  if (kind == "VAR_SET_DEFAULT")
    made->values = in.arena.list<const Expr*>(in.placed(in.arena.make<DefaultValue>()));
  if (kind == "VAR_SET_CURRENT") in.report_unknown("sqlx does not know SET … FROM CURRENT here");
  return made;
}

Node* explain(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Explain>();
  std::vector<std::string_view> options;
  const JsonValue* list = fields.find("options");
  for (const JsonValue* item = list == nullptr ? nullptr : list->first; item != nullptr;
       item = item->next) {
    options.push_back(explain_option(in, item));
  }
  made->options = in.arena.copy(options);
  made->statement = statement(in, fields.find("query"));
  // A statement that is kept as text has the whole text, with EXPLAIN.
  if (made->statement != nullptr && made->statement->is<Utility>()) return utility(in, "EXPLAIN");
  return made;
}

Node* copy_rows(Conversion& in, Fields& fields) {
  if (fields.flag("is_program")) {
    fields.skip_all();
    return utility(in, "COPY PROGRAM");
  }
  auto* made = in.arena.make<Copy>();
  made->table = relation(in, fields.find("relation"));
  made->query = query(in, fields.find("query"));
  made->columns = fields.names("attlist");
  made->is_from = fields.flag("is_from");
  made->file = fields.text("filename");
  made->options = options_in(in, fields.find("options"));
  made->where = expression(in, fields.find("whereClause"));
  return made;
}

Node* utility(Conversion& in, std::string_view command) {
  auto* made = in.arena.make<Utility>();
  made->command = in.arena.copy(command);
  made->text = in.statement_text();
  return made;
}

Node* utility_by_words(Conversion& in, std::size_t count) {
  std::string words;
  TokenReader tokens(in.statement_text());
  for (std::string_view token = tokens.next(); count != 0 && !token.empty();
       token = tokens.next()) {
    if (is_filler(token)) continue;
    if (!words.empty()) words += ' ';
    words += upper(token);
    --count;
  }
  return utility(in, words);
}

}  // namespace sqlx::sql::pg_query
