// PostgreSQL's text has two front-ends: libpg_query, and our own parser with PostgreSQL's pack.
// What both make of a text, and what the printer makes of the tree, is compared here, over the
// statements of tests/translate/roundtrip/.
#include <pg_query.h>
#include <catch2/catch.hpp>

#include <filesystem>

#include "base/text.h"
#include "sql/ast/dump.h"
#include "sql/ast/fields.h"
#include "sql/ast/visit.h"
#include "sql/parse.h"
#include "sql/pg_query/parse.h"
#include "sql/print.h"
#include "sql/script/statement_reader.h"
#include "tests/unit/statement_files.h"

namespace sqlx::sql {
namespace {

StatementText text_of(std::string_view sql) {
  StatementText text;
  text.text = sql;
  text.file = "text";
  return text;
}

std::string fingerprint(const std::string& sql) {
  const PgQueryFingerprintResult result = pg_query_fingerprint(sql.c_str());
  std::string text = result.error != nullptr ? result.error->message : result.fingerprint_str;
  pg_query_free_fingerprint_result(result);
  return text;
}

wirepacks::WirePack postgres() {
  Diagnostics diagnostics;
  return wirepacks::embedded_pack("postgres", diagnostics).value();
}

// Words for the same type. What libpg_query's names become is in sql/pg_query/types.cc; our own
// parser keeps what was written.
constexpr std::pair<std::string_view, std::string_view> kSynonyms[] = {
    {"bool", "boolean"},
    {"char", "character"},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"float", "double precision"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"time without time zone", "time"},
    {"timestamp without time zone", "timestamp"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
};

// The tree with everything as PostgreSQL's parser hands it over: names folded and cut, one word for
// each type, and unsaid what is usual. How many words tell what kind of statement was kept as
// written differs, too.
class Normal {
 public:
  explicit Normal(Arena& arena) : arena_(arena) {}

  const Node* operator()(const Node* node) const;

 private:
  static constexpr std::size_t kLongestName = 63;

  // N'text'
  static const Node* without_national_type(const Node* node) {
    const auto* cast = node->as<Cast>();
    if (cast == nullptr || cast->form != CastForm::kTyped) return node;
    return cast->to->name.back().text == "bpchar" ? cast->operand : node;
  }

  void normalise(Name& name) const {
    if (!name.quoted) name.text = arena_.copy(std::string_view(lower(name.text)));
    name.text = name.text.substr(0, kLongestName);
  }
  void normalise(List<Name>& names) const {
    std::vector<Name> all(names.begin(), names.end());
    for (Name& name : all) normalise(name);
    names = arena_.copy(all);
  }
  static void normalise(DropBehavior& behavior) {
    if (behavior == DropBehavior::kRestrict) behavior = DropBehavior::kUnsaid;
  }
  static void normalise(ReferenceAction& action) {
    if (action == ReferenceAction::kNoAction) action = ReferenceAction::kUnsaid;
  }
  template <class T>
  static void normalise(const T&) {}

  void normalise_node(TypeName& type) const {
    if (type.name.size() != 1 || type.name[0].quoted) return;
    for (const auto& [word, synonym] : kSynonyms) {
      if (type.name[0].text == word) type.name = arena_.list<Name>(Name{synonym});
    }
  }
  static void normalise_node(IndexDefinition& index) {
    if (index.method == "btree") index.method = {};
  }
  static void normalise_node(Literal& literal) { literal.charset = {}; }
  static void normalise_node(Utility& utility) { utility.command = {}; }
  void normalise_node(CreateTrigger& trigger) const {
    std::vector<std::string_view> events(trigger.events.begin(), trigger.events.end());
    std::sort(events.begin(), events.end());
    trigger.events = arena_.copy(events);
  }
  void normalise_node(Set& set) const {
    std::vector<const Expr*> values;
    for (const Expr* value : set.values) {
      const auto* literal = value->as<Literal>();
      Literal* text = literal == nullptr ? nullptr : clone(arena_, *literal);
      if (text != nullptr && text->literal == LiteralKind::kBoolean) {
        text->literal = LiteralKind::kString;
      }
      values.push_back(text == nullptr ? value : text);
    }
    set.values = arena_.copy(values);
  }
  template <class T>
  static void normalise_node(const T&) {}

  Arena& arena_;
};

const Node* Normal::operator()(const Node* node) const {
  const Node* mapped =
      map_children(arena_, node, [&](const Node* child) { return (*this)(child); });
  return visit(*mapped, [&](const auto& typed) -> const Node* {
    auto* copy = clone(arena_, typed);
    std::decay_t<decltype(typed)>::fields(
        [&](std::string_view, auto member) { normalise(copy->*member); });
    normalise_node(*copy);
    return without_national_type(copy);
  });
}

// What libpg_query parses is printed with the same fingerprint, and parsed as the same tree again.
void check_fingerprint(const std::string& sql, const Node* tree, const wirepacks::WirePack& pack) {
  const std::string printed = to_sql(*tree, pack);
  INFO(printed);
  CHECK(fingerprint(printed) == fingerprint(sql));
  Arena arena;
  Diagnostics diagnostics;
  CHECK(equal(parse_with_pg_query(text_of(printed), arena, diagnostics), tree));
}

// Our own parser makes the same tree, or says what it does not read, or keeps the statement as
// written.
void check_own_parser(const std::string& sql, const Node* theirs, const Grammar& grammar) {
  Arena arena;
  Diagnostics diagnostics;
  const Node* ours = parse_statement(text_of(sql), grammar, arena, diagnostics);
  if (ours == nullptr || ours->is<Utility>()) return;
  ours = Normal(arena)(ours);
  theirs = Normal(arena)(theirs);
  if (!equal(theirs, ours)) CHECK(dump(*theirs) == dump(*ours));
}

// A statement that our tree has no place for is refused by name, not as wrong.
void check_statement(const std::string& sql, const Grammar& grammar,
                     const wirepacks::WirePack& pack) {
  Arena arena;
  Diagnostics diagnostics;
  INFO(sql);
  const Node* tree = parse_with_pg_query(text_of(sql), arena, diagnostics);
  if (tree == nullptr) {
    CHECK(diagnostics.items().front().code == Code::kSyntaxUnsupported);
    return;
  }
  check_fingerprint(sql, tree, pack);
  check_own_parser(sql, tree, grammar);
}

TEST_CASE("libpg_query and our own parser make the same tree", "[pg_query]") {
  const wirepacks::WirePack pack = postgres();
  const Grammar grammar(pack);
  for (const std::string& sql : statements_of("pg_query")) {
    Arena arena;
    Diagnostics diagnostics;
    INFO(sql);
    const Node* theirs = parse_with_pg_query(text_of(sql), arena, diagnostics);
    CHECK(parse_statement(text_of(sql), grammar, arena, diagnostics) != nullptr);
    CHECK(diagnostics.empty());
    if (theirs == nullptr) continue;
    check_fingerprint(sql, theirs, pack);
    check_own_parser(sql, theirs, grammar);
  }
}

TEST_CASE("the breadth of PostgreSQL's grammar keeps its fingerprint", "[pg_query]") {
  const wirepacks::WirePack pack = postgres();
  const Grammar grammar(pack);
  for (const std::string& sql : statements_of("pg_grammar")) check_statement(sql, grammar, pack);
}

TEST_CASE("what the parsers read each in their way keeps its fingerprint", "[pg_query]") {
  const wirepacks::WirePack pack = postgres();
  for (const std::string& sql : statements_of("pg_library")) {
    Arena arena;
    Diagnostics diagnostics;
    INFO(sql);
    const Node* tree = parse_with_pg_query(text_of(sql), arena, diagnostics);
    REQUIRE(tree != nullptr);
    check_fingerprint(sql, tree, pack);
  }
}

TEST_CASE("what our tree has no place for is refused by name", "[pg_query]") {
  for (const std::string& sql : statements_of("pg_refused")) {
    Arena arena;
    Diagnostics diagnostics;
    INFO(sql);
    CHECK(parse_with_pg_query(text_of(sql), arena, diagnostics) == nullptr);
    REQUIRE(!diagnostics.empty());
    CHECK(diagnostics.items().front().code == Code::kSyntaxUnsupported);
  }
}

// The tree has one place for what PostgreSQL's parser tells apart, and the words that are printed
// mean the same.
TEST_CASE("words for the same are printed in one way", "[pg_query]") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"SELECT a FROM t LIMIT ALL", "SELECT a FROM t"},
      {"SELECT a AND (b AND c)", "SELECT a AND b AND c"},
      {"SELECT a::int[3]", "SELECT a::integer[]"},
      {"SELECT f(a) OVER (ROWS 1 PRECEDING)",
       "SELECT f(a) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"},
      {"CREATE TABLE t (a integer REFERENCES u NOT DEFERRABLE INITIALLY IMMEDIATE)",
       "CREATE TABLE t (a integer REFERENCES u NOT DEFERRABLE)"},
      {"BEGIN READ ONLY", "START TRANSACTION READ ONLY"},
      {"COPY t FROM STDIN WITH CSV HEADER", "COPY t FROM STDIN WITH (FORMAT csv, HEADER TRUE)"},
  }));
  const wirepacks::WirePack pack = postgres();
  Arena arena;
  Diagnostics diagnostics;
  const Node* tree = parse_with_pg_query(text_of(sql), arena, diagnostics);
  REQUIRE(tree != nullptr);
  CHECK(to_sql(*tree, pack) == expected);
}

// Real ones, where the folder is there that tests/schemas.py reads.
TEST_CASE("the statements of real schemas keep their fingerprint", "[pg_query]") {
  const wirepacks::WirePack pack = postgres();
  const Grammar grammar(pack);
  const std::filesystem::path folder = SQLX_SOURCE_DIR "/../shared/schemas/postgres";
  if (!std::filesystem::is_directory(folder)) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    Diagnostics diagnostics;
    const auto source = read_file(entry.path().string(), diagnostics);
    REQUIRE(source);
    StatementReader reader((*source)->text, entry.path().string(), pack);
    while (const auto piece = reader.next(diagnostics)) {
      if (piece->kind == Piece::Kind::kStatement)
        check_statement(std::string(piece->text.text), grammar, pack);
    }
  }
}

}  // namespace
}  // namespace sqlx::sql
