#include "introspect/sqlite/ddl_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "introspect/sqlite/ddl_cursor.h"
#include "introspect/sqlite/ddl_lexer.h"

namespace sqlx::introspect::sqlite {
namespace {

std::vector<std::string> read_names(Tokens tokens) {
  std::vector<std::string> names;
  for (const Tokens item : split_list(tokens)) {
    if (!item.empty()) names.push_back(unquoted(item.front()));
  }
  return names;
}

Tokens without_order(Tokens tokens) {
  const auto ends_with = [&](std::string_view word) {
    return !tokens.empty() && is_word(tokens.back(), word);
  };
  if (tokens.size() > 1 && (ends_with("ASC") || ends_with("DESC")))
    return tokens.first(tokens.size() - 1);
  return tokens;
}

// COLLATE binds tighter than any operator, so what it stands behind is all of the part only if that
// is one name, call or group.
bool is_operand(Tokens tokens) {
  if (tokens.size() == 1) return true;
  return in_parentheses(tokens) || (tokens.size() > 1 && in_parentheses(tokens.subspan(1)));
}

// What stands between parentheses, however many.
std::string take_expression(Cursor& cursor) {
  return source_text(without_parentheses(cursor.take_parentheses()));
}

// indexed-column: {name | expression} [COLLATE name] [ASC | DESC]
DdlKeyPart read_part(Tokens tokens) {
  DdlKeyPart part;
  tokens = without_parentheses(without_order(tokens));
  if (tokens.size() > 2 && is_word(tokens[tokens.size() - 2], "COLLATE") &&
      is_operand(tokens.first(tokens.size() - 2))) {
    part.collation = unquoted(tokens.back());
    tokens = without_parentheses(tokens.first(tokens.size() - 2));
  }
  const bool is_column = tokens.size() == 1 && tokens[0].kind != TokenKind::kNumber &&
                         tokens[0].kind != TokenKind::kBlob && tokens[0].kind != TokenKind::kSymbol;
  (is_column ? part.column : part.expression) =
      is_column ? unquoted(tokens[0]) : source_text(tokens);
  return part;
}

std::vector<DdlKeyPart> read_parts(Tokens tokens) {
  std::vector<DdlKeyPart> parts;
  for (const Tokens item : split_list(tokens)) parts.push_back(read_part(item));
  return parts;
}

// [ON CONFLICT {ROLLBACK | ABORT | FAIL | IGNORE | REPLACE}]
std::string read_conflict(Cursor& cursor) {
  if (!is_word(cursor.peek(), "ON") || !is_word(cursor.peek(1), "CONFLICT")) return {};
  cursor.take();
  cursor.take();
  const std::string action = lower(cursor.take().text);
  return action == "abort" ? std::string() : action;
}

// CREATE … kind [IF NOT EXISTS] [schema .] name: leaves the cursor behind the name.
bool skip_to_name(Cursor& cursor, std::string_view kind) {
  constexpr int kWordsBefore = 4;  // CREATE TEMP VIRTUAL TABLE, at most
  for (int i = 0; !cursor.accept(kind); ++i) {
    if (i == kWordsBefore || cursor.done()) return false;
    cursor.take();
  }
  if (is_word(cursor.peek(), "IF") && is_word(cursor.peek(1), "NOT")) {
    cursor.take();
    cursor.take();
    cursor.accept("EXISTS");
  }
  cursor.take();
  if (cursor.accept_symbol('.')) cursor.take();
  return true;
}

constexpr auto kMatches = std::to_array<std::pair<std::string_view, ir::MatchKind>>({
    {"full", ir::MatchKind::kFull},
    {"partial", ir::MatchKind::kPartial},
});

ir::MatchKind match_kind(std::string_view word) {
  for (const auto& [name, kind] : kMatches) {
    if (equal_fold(name, word)) return kind;
  }
  return ir::MatchKind::kSimple;
}

// The body of a CREATE TABLE. A clause of a column and the same clause of a table differ only in
// where the columns are named.
class TableReader {
 public:
  DdlTable read(Tokens body, Cursor options) {
    Cursor cursor(body);
    while (!cursor.done()) {
      name_.clear();
      if (is_one_of(cursor.peek(), kTableClauses)) {
        read_table_clause(cursor);
      } else {
        read_column(cursor);
      }
      cursor.accept_symbol(',');  // between table constraints it may be left out
    }
    read_options(options);
    return std::move(table_);
  }

 private:
  using Method = void (TableReader::*)(Cursor&);
  struct Clause {
    std::string_view word;
    Method read;
  };
  static constexpr std::array<std::string_view, 5> kTableClauses = {"CONSTRAINT", "PRIMARY",
                                                                    "UNIQUE", "CHECK", "FOREIGN"};

  static const Clause* find_clause(const Token& token) {
    static constexpr auto kClauses = std::to_array<Clause>({
        {"CONSTRAINT", &TableReader::read_name},
        {"PRIMARY", &TableReader::read_column_key},
        {"NOT", &TableReader::read_not},
        {"NULL", &TableReader::read_null},
        {"UNIQUE", &TableReader::read_column_unique},
        {"CHECK", &TableReader::read_check},
        {"DEFAULT", &TableReader::read_default},
        {"COLLATE", &TableReader::read_collate},
        {"REFERENCES", &TableReader::read_column_reference},
        {"DEFERRABLE", &TableReader::read_deferrable},
        {"GENERATED", &TableReader::read_generated_always},
        {"AS", &TableReader::read_generated},
    });
    for (const Clause& clause : kClauses) {
      if (is_word(token, clause.word)) return &clause;
    }
    return nullptr;
  }

  // column-def: name [type] clause…
  void read_column(Cursor& cursor) {
    table_.columns.push_back({.name = unquoted(cursor.take())});
    const auto at_end = [&] { return cursor.done() || is_symbol(cursor.peek(), ','); };
    while (!at_end() && find_clause(cursor.peek()) == nullptr) cursor.skip_one();
    while (!at_end()) {
      if (const Clause* clause = find_clause(cursor.peek())) {
        cursor.take();
        (this->*clause->read)(cursor);
      } else {
        skip_unknown(cursor);
      }
    }
  }

  // [CONSTRAINT name] {PRIMARY KEY | UNIQUE | CHECK | FOREIGN KEY} (…) …
  void read_table_clause(Cursor& cursor) {
    while (cursor.accept("CONSTRAINT")) read_name(cursor);
    if (cursor.accept("PRIMARY")) {
      cursor.accept("KEY");
      read_primary_key(cursor, take_key_columns(cursor));
    } else if (cursor.accept("UNIQUE")) {
      add_unique(cursor, take_key_columns(cursor));
    } else if (cursor.accept("CHECK")) {
      read_check(cursor);
    } else if (cursor.accept("FOREIGN")) {
      cursor.accept("KEY");
      add_foreign_key(read_names(cursor.take_parentheses()));
      if (cursor.accept("REFERENCES")) read_reference(cursor);
    }
    const auto at_end = [&] { return cursor.done() || is_symbol(cursor.peek(), ','); };
    while (!at_end() && !is_one_of(cursor.peek(), kTableClauses)) skip_unknown(cursor);
  }

  std::vector<DdlKeyPart> take_key_columns(Cursor& cursor) {
    Tokens columns = cursor.take_parentheses();
    if (!columns.empty() && is_word(columns.back(), "AUTOINCREMENT")) {
      table_.autoincrement = true;
      columns = columns.first(columns.size() - 1);
    }
    return read_parts(columns);
  }

  [[nodiscard]] std::vector<DdlKeyPart> this_column() const {
    return {DdlKeyPart{.column = table_.columns.back().name}};
  }

  std::string take_name() { return std::exchange(name_, {}); }

  void read_name(Cursor& cursor) { name_ = unquoted(cursor.take()); }

  void read_primary_key(Cursor& cursor, std::vector<DdlKeyPart> parts) {
    DdlKey key{
        .name = take_name(), .parts = std::move(parts), .on_conflict = read_conflict(cursor)};
    if (!table_.primary_key) table_.primary_key = std::move(key);
  }

  void add_unique(Cursor& cursor, std::vector<DdlKeyPart> parts) {
    table_.uniques.push_back(
        {.name = take_name(), .parts = std::move(parts), .on_conflict = read_conflict(cursor)});
  }

  void add_foreign_key(std::vector<std::string> columns) {
    table_.foreign_keys.push_back({.name = take_name(), .columns = std::move(columns)});
  }

  // PRIMARY KEY [ASC | DESC] [ON CONFLICT …] [AUTOINCREMENT]
  void read_column_key(Cursor& cursor) {
    cursor.accept("KEY");
    if (!cursor.accept("ASC")) cursor.accept("DESC");
    read_primary_key(cursor, this_column());
    if (cursor.accept("AUTOINCREMENT")) table_.autoincrement = true;
  }

  void read_column_unique(Cursor& cursor) { add_unique(cursor, this_column()); }

  // NOT NULL [ON CONFLICT …], NOT DEFERRABLE …
  void read_not(Cursor& cursor) {
    if (cursor.accept("NULL")) {
      take_name();  // SQLite knows no name of a NOT NULL constraint
      table_.columns.back().not_null_conflict = read_conflict(cursor);
    } else if (cursor.accept("DEFERRABLE")) {
      read_initially(cursor);
    }
  }

  void read_null(Cursor& cursor) { read_conflict(cursor); }

  // CHECK ( expression ) [ON CONFLICT …]: SQLite parses the latter and does not heed it.
  void read_check(Cursor& cursor) {
    ir::Check check{.name = take_name(), .sql = take_expression(cursor)};
    const std::string conflict = read_conflict(cursor);
    if (!conflict.empty())
      ir::set_attribute(check.attributes, ir::AttributeKey::kConflict, conflict);
    table_.checks.push_back(std::move(check));
  }

  // DEFAULT {( expression ) | [+|-] value}: its text is what the pragma tells.
  void read_default(Cursor& cursor) {
    while (cursor.accept_symbol('+') || cursor.accept_symbol('-')) {
    }
    cursor.skip_one();
  }

  void read_collate(Cursor& cursor) { table_.columns.back().collation = unquoted(cursor.take()); }

  void read_column_reference(Cursor& cursor) {
    add_foreign_key({table_.columns.back().name});
    read_reference(cursor);
  }

  // REFERENCES table [( columns )] {ON {DELETE | UPDATE} action | MATCH name | [NOT] DEFERRABLE …}…
  void read_reference(Cursor& cursor) {
    cursor.take();
    cursor.take_parentheses();
    for (;;) {
      if (cursor.accept("ON")) {
        skip_action(cursor);
      } else if (cursor.accept("MATCH")) {
        table_.foreign_keys.back().match = match_kind(unquoted(cursor.take()));
      } else if (cursor.accept("DEFERRABLE")) {
        read_deferrable(cursor);
      } else if (is_word(cursor.peek(), "NOT") && is_word(cursor.peek(1), "DEFERRABLE")) {
        cursor.take();
        cursor.take();
        read_initially(cursor);
      } else {
        return;
      }
    }
  }

  // DELETE CASCADE, UPDATE SET NULL, DELETE NO ACTION: the pragma tells them.
  static void skip_action(Cursor& cursor) {
    cursor.take();
    const bool two_words = is_word(cursor.peek(), "SET") || is_word(cursor.peek(), "NO");
    cursor.take();
    if (two_words) cursor.take();
  }

  // [INITIALLY {DEFERRED | IMMEDIATE}]
  static bool read_initially(Cursor& cursor) {
    return cursor.accept("INITIALLY") && is_word(cursor.take(), "DEFERRED");
  }

  void read_deferrable(Cursor& cursor) {
    const bool deferred = read_initially(cursor);
    if (table_.foreign_keys.empty()) return;
    table_.foreign_keys.back().deferrability =
        deferred ? ir::Deferrability::kInitiallyDeferred : ir::Deferrability::kDeferrable;
  }

  // GENERATED ALWAYS AS …; `GENERATED` alone is a type like any other word
  void read_generated_always(Cursor& cursor) {
    if (cursor.accept("ALWAYS") && cursor.accept("AS")) read_generated(cursor);
  }

  // AS ( expression ) [STORED | VIRTUAL]
  void read_generated(Cursor& cursor) {
    ir::Generated generated{.sql = take_expression(cursor)};
    generated.stored = cursor.accept("STORED");
    if (!generated.stored) cursor.accept("VIRTUAL");
    table_.columns.back().generated = std::move(generated);
  }

  // [WITHOUT ROWID] [STRICT], separated by commas
  void read_options(Cursor& cursor) {
    while (!cursor.done()) {
      if (cursor.accept("WITHOUT")) {
        table_.without_rowid = cursor.accept("ROWID");
      } else if (cursor.accept("STRICT")) {
        table_.strict = true;
      } else if (!cursor.accept_symbol(',') && !cursor.accept_symbol(';')) {
        skip_unknown(cursor);
      }
    }
  }

  void skip_unknown(Cursor& cursor) {
    const Tokens before = cursor.rest();
    cursor.skip_one();
    table_.unknown.push_back(source_text(before.first(before.size() - cursor.rest().size())));
  }

  DdlTable table_;
  std::string name_;  // of the constraint that follows
};

constexpr std::array<std::string_view, 6> kWordsWithMeaning = {
    "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "TRUE", "FALSE", "NULL"};

}  // namespace

DdlTable read_create_table(std::string_view sql) {
  const std::vector<Token> tokens = lex(sql);
  Cursor cursor(tokens);
  if (!skip_to_name(cursor, "TABLE")) return {};
  const Tokens body = cursor.take_parentheses();
  return TableReader().read(body, cursor);
}

DdlIndex read_create_index(std::string_view sql) {
  const std::vector<Token> tokens = lex(sql);
  Cursor cursor(tokens);
  if (!skip_to_name(cursor, "INDEX") || !cursor.accept("ON")) return {};
  cursor.take();
  DdlIndex index{.parts = read_parts(cursor.take_parentheses())};
  if (cursor.accept("WHERE")) index.predicate = source_text(cursor.rest());
  return index;
}

DdlView read_create_view(std::string_view sql) {
  const std::vector<Token> tokens = lex(sql);
  Cursor cursor(tokens);
  if (!skip_to_name(cursor, "VIEW")) return {};
  DdlView view{.columns = read_names(cursor.take_parentheses())};
  if (cursor.accept("AS")) view.query = source_text(cursor.rest());
  return view;
}

std::optional<std::string> read_module(std::string_view sql) {
  const std::vector<Token> tokens = lex(sql);
  Cursor cursor(tokens);
  cursor.accept("CREATE");
  if (!cursor.accept("VIRTUAL") || !skip_to_name(cursor, "TABLE") || !cursor.accept("USING"))
    return std::nullopt;
  return source_text(cursor.rest());
}

std::string bare_expression(std::string_view sql) {
  return source_text(without_parentheses(lex(sql)));
}

std::optional<std::string> name_as_string(std::string_view sql) {
  const std::vector<Token> tokens = lex(sql);
  if (tokens.size() != 1 || is_one_of(tokens[0], kWordsWithMeaning)) return std::nullopt;
  if (tokens[0].kind != TokenKind::kWord && tokens[0].kind != TokenKind::kName) return std::nullopt;
  return unquoted(tokens[0]);
}

std::set<std::string> words_of(std::string_view query) {
  std::set<std::string> words;
  for (const Token& token : lex(query)) {
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kName ||
        token.kind == TokenKind::kString) {
      words.insert(lower(unquoted(token)));
    }
  }
  return words;
}

}  // namespace sqlx::introspect::sqlite
