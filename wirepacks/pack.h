// A wire pack: what one dialect is and can do, read from wirepacks/<name>.json.
//
// The pack says what, the code says how: whoever would write `if (engine == …)` asks a field of the
// pack instead. Packs are embedded in the binary and checked when they are read: an unknown key is
// an error with its JSON path. A pack that `extends` another says only what it has besides, or does
// differently.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/word_table.h"
#include "ir/schema.h"
#include "wirepacks/stored.h"
#include "wirepacks/syntax.h"
#include "wirepacks/version.h"

namespace sqlx::wirepacks {

struct Connection {
  std::vector<std::string> schemes;  // of URLs: "postgresql", "postgres"
  std::string driver;                // lib/sqlx/engine-<driver>.so
  bool is_file = false;              // the URL names a file, not a server
  std::uint16_t default_port = 0;
  std::string default_user;                // empty: the operating system's user
  std::vector<std::string> parameters;     // that may stand behind `?` in a URL
  std::vector<std::string> whole_numbers;  // parameters whose value must be one
  std::string protocol;                    // what is spoken on the wire, in words
  std::vector<std::string>
      authentication;                  // the ways to prove who one is, the server's usual one first
  std::vector<std::string> tls_modes;  // values of `tls_parameter`, from careless to strict
  std::string tls_parameter;
  std::string default_tls;    // what a client does that is told nothing
  std::string version_query;  // how the server tells its version
};

// A rule of thumb of this dialect for who writes queries and schemas.
struct Advice {
  std::string name;   // "leading_wildcard"
  std::string about;  // "query", "schema" or "index"
  std::string finds;  // what it looks for, in words
  std::string says;   // what to do, and why
};

// Types that are recognised by a part of their name, in this order, when no name fits (SQLite's
// affinities).
struct TypeFallback {
  std::string contains;
  ir::TypeKind kind = ir::TypeKind::kOther;
};

struct Types {
  std::vector<std::pair<std::string, ir::TypeKind>>
      names;  // sorted, lower case; "tinyint(1)" may carry its arguments
  std::vector<TypeFallback> fallbacks;
  bool unsigned_integers = true;  // UNSIGNED has a meaning, not only a place in the name
};

// Default expressions that mean something: sorted, lower case.
struct Defaults {
  std::vector<std::string> now;
  std::vector<std::string> uuid;
  std::vector<std::string> sequence;  // functions that draw from the sequence they are given
};

// An attribute and the words that say it: "ENGINE = {}". The blanks are filled by
// sql/dialect_words.h; no words: it is said elsewhere.
struct Clause {
  ir::AttributeKey key = ir::AttributeKey::kOptions;
  std::string text;
};

// How the attributes of one kind of object are said, each list in the order of the text.
struct Clauses {
  std::vector<Clause>
      modifiers;  // before TABLE, VIEW, INDEX; right behind a column's type or a key's columns
  std::vector<Clause>
      options;  // behind the closing parenthesis or a view's name; at a column's end
  std::vector<Clause> endings;     // behind a view's query
  std::vector<Clause> statements;  // by statements of their own, afterwards
};

enum class CommentStyle : std::uint8_t { kNone, kInline, kStatement };

enum class AlterStyle : std::uint8_t {
  kNone,   // sqlx writes no changes for this dialect
  kParts,  // ALTER COLUMN: type, default, NOT NULL, each by itself
  kWhole,  // MODIFY COLUMN says the whole column again, with its place; one ALTER TABLE does all of
           // it or nothing
  kRebuild,  // a table is made anew under its name, and its rows are copied
};

// How a schema that is there is changed into another one. sql/migrate.h reads it. The blanks are
// those of sql/dialect_words.h.
struct Alter {
  AlterStyle style = AlterStyle::kNone;
  std::vector<std::string> before;  // statements around all changes
  std::vector<std::string> after;
  std::string drop_primary_key;  // clauses of ALTER TABLE
  std::string drop_unique;
  std::string drop_foreign_key;
  std::string drop_check;
  std::string drop_index;  // statements
  std::string drop_trigger;
  std::string drop_routine;
  std::string
      number_from;  // behind the greatest value of a column that the database numbers from now on
  std::vector<std::string> rebuild_begin;  // a table made anew, statement by statement: {part} is
                                           // what its old self is called meanwhile
  std::vector<std::string>
      rebuild_copy;  // {columns} get {values}; only where they have columns in common
  std::vector<std::string> rebuild_numbers;  // a column goes on counting where it was
  std::vector<std::string> rebuild_end;
  std::string check_references;    // rows of {object}, behind all changes
  bool checks_of_columns = false;  // a check may be part of its column, whose name it then has
  std::vector<Clause> table_set, table_unset;  // clauses of ALTER TABLE for its attributes
  std::vector<Clause> column_unset;  // statements; those that set are Ddl::column.statements
};

// How a schema is written as DDL, as far as the IR does not hold the words itself. sql/ddl.h reads
// it.
struct Ddl {
  std::vector<std::string>
      before;  // statements around the whole; {encoding} and {collation} are the database's
  std::vector<std::string> after;
  std::string delimiter;  // command that sets the client's delimiter, if its client looks for `;`
                          // inside bodies
  CommentStyle comments = CommentStyle::kNone;
  bool foreign_keys_inline =
      false;                    // in CREATE TABLE, else by ALTER TABLE when all tables are there
  bool indexes_inline = false;  // in CREATE TABLE, else by CREATE INDEX
  bool primary_key_inline = false;      // a key of one column stands behind that column
  bool partitioning_last = false;       // behind the table's options, else before them
  bool default_schema_implied = false;  // it is there already, and its name is not written
  std::vector<std::string>
      rewrites;  // of the server's texts, by name: sql/rewrites/deparsed_text.h
  std::vector<std::string> late_kinds;  // of unsupported objects: written last, in this order
  std::vector<std::string> left_out;    // that the engine would refuse
  std::vector<std::string> written_elsewhere;  // facts about what the DDL holds all the same
  bool index_method_last = false;  // CREATE INDEX … (…) USING method, else before the columns
  bool index_names_schema =
      false;  // CREATE INDEX schema.name ON table, else its table has the schema
  bool generated_untyped = false;       // a generated column has no type of its own
  bool default_calls_bare = false;      // DEFAULT now(): no parentheses around a function's call
  bool view_columns = false;            // CREATE VIEW names its columns, because the query may not
  bool default_in_parentheses = false;  // an expression, though not a literal
  std::vector<std::string>
      bare_defaults;  // words that begin an expression that stands without them all the same
  std::string implied_action;  // what a foreign key does if nothing is said: "no_action"
  std::string implied_method;  // of an index if nothing is said
  std::string collation = "COLLATE {}";
  std::vector<std::string> not_null_types;  // whose columns are NOT NULL unless NULL is said
  std::string option_separator = " ";       // between a table's options
  std::vector<std::pair<ir::IdentityKind, std::string>> identity;
  std::vector<std::pair<std::string, std::string>>
      index_kinds;  // methods that are a word before INDEX
  Clauses table, foreign_table, virtual_table, view, materialized_view, column, foreign_column, key,
      index;
  Alter alter;
};

// Statements around the others that only concern the session they run in, and are left out of
// another dialect's script.
struct Session {
  std::vector<std::string> settings_left_out;  // lower case
  std::map<std::string, std::vector<std::string>>
      settings_left_out_with;  // only while each of their values is one of these, in lower case
  std::vector<std::string> commands_left_out;  // capitals: "LOCK TABLES"
  std::vector<std::string> telling_words;  // lower case; a value with one of them changes how text
                                           // is read, and is never left out
  std::vector<std::string>
      clauses_left_out;   // capitals: "OWNER TO"; of statements that say nothing else
  std::string time_zone;  // the setting of that, in lower case
  std::string set_utc;  // the statement that sets it to UTC; empty where a session has no time zone
  std::string setting_call;                    // a function that sets what its first argument names
  std::vector<std::string> transaction_modes;  // that BEGIN and COMMIT take, in lower case
  std::string isolation;  // "serializable": of every transaction; "set": SET TRANSACTION says it
                          // before BEGIN
  std::uint32_t recursion_steps =
      0;  // after which a recursive query ends, unless the session says otherwise; 0: never
};

// How the server is tried: a query that works where the feature is there, on any database. `sqlx
// doctor` asks it.
struct Probe {
  Feature feature = Feature::kCount;
  std::string sql;
};

struct WirePack {
  std::string name;    // "postgres", as IRs and the command line name it
  std::string family;  // whose sentences it shares; if it does not say: the pack at the end of the
                       // chain of `extends`
  std::string title;   // "PostgreSQL", as people do
  bool is_abstract = false;          // only there to be extended
  std::vector<std::string> aliases;  // other names for it on the command line
  std::string oldest_version;
  std::string default_version;  // taken where none is asked for
  Version version;              // the one that this value is folded to
  Connection connection;
  std::string
      parser;  // of its text: "pg_query" (sql/pg_query/), or empty for our own (sql/parse.h)
  Lexical lexical;
  WordTable reserved;  // lexical.reserved, for finding one
  Literals literals;
  Words words;
  std::vector<RowLimit> row_limits;  // empty: LIMIT, OFFSET and FETCH, as the features say
  std::vector<Operator> operators;   // sorted by spelling and form
  WordTable operator_words;          // where the forms of a spelling begin in `operators`
  Features features;
  std::vector<FunctionRow>
      functions;  // the first that fits is taken; an extending pack's come first
  TimeFormat time_format;
  std::vector<std::string> rewrites;  // by name, in order: sql/rewrites
  Types types;
  std::vector<TypeSpelling> column_types;  // as a column is declared
  std::vector<TypeSpelling>
      cast_types;  // as CAST names them; kinds that are not here are spelled as columns are
  std::vector<std::string> row_ids;       // names of a row's number that no table declares
  std::vector<std::string> serial_types;  // that number their rows; lower case
  std::string default_schema;             // the one that names without a schema are looked for in
  std::vector<std::string>
      row_address;  // columns of every table that tell its rows apart while they do not change
  Defaults defaults;
  Session session;
  Ddl ddl;
  std::shared_ptr<const Stored> stored = std::make_shared<Stored>();
  std::vector<Probe> probes;
  std::vector<Advice> advice;

  // An operator of signs that the list lacks is like "OPERATOR", if the list has that. Null: there
  // is no such operator.
  [[nodiscard]] const Operator* find_operator(std::string_view spelling, OperatorForm form) const;
  [[nodiscard]] bool has(Feature feature) const {
    return features[static_cast<std::size_t>(feature)];
  }
};

// The pack that `extends` names, folded to the same version.
using FindBase =
    std::function<std::optional<WirePack>(std::string_view name, Diagnostics& diagnostics)>;

// Reads one pack's text and folds it to a version, usually the default one; `source` is named in
// messages. Bases are looked for in the binary, unless `find_base` says otherwise.
[[nodiscard]] std::optional<WirePack> read_pack(const Source& source, Diagnostics& diagnostics,
                                                std::optional<Version> version = {},
                                                const FindBase& find_base = {});

// The name that a pack's text gives itself; empty if there is none to be found.
[[nodiscard]] std::string pack_name(std::string_view text);

// The packs in the binary, sorted by name.
[[nodiscard]] std::vector<WirePack> embedded_packs(Diagnostics& diagnostics);
[[nodiscard]] std::optional<WirePack> embedded_pack(std::string_view name, Diagnostics& diagnostics,
                                                    std::optional<Version> version = {});
[[nodiscard]] std::vector<std::string> embedded_names();

}  // namespace sqlx::wirepacks
