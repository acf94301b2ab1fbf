// sql/print.h on trees made by hand: quotes, parentheses and spaces. What texts become is in
// roundtrip_test.cc.
#include <catch2/catch.hpp>

#include "sql/print.h"
#include "tests/unit/tree_builder.h"

namespace sqlx::sql {
namespace {

wirepacks::WirePack pack_of(std::string_view name) {
  Diagnostics diagnostics;
  return wirepacks::embedded_pack(name, diagnostics).value();
}

class Printed : public TreeBuilder {
 public:
  explicit Printed(std::string_view pack) : pack_(pack_of(pack)) {}
  std::string operator()(const Node* node) const { return to_sql(*node, pack_); }

 private:
  wirepacks::WirePack pack_;
};

TEST_CASE("a name is quoted where it would be another without") {
  Printed sql("postgres");
  CHECK(sql(sql.column("total")) == "total");
  CHECK(sql(sql.column("Total")) == "Total");
  CHECK(sql(sql.column("Total", true)) == "\"Total\"");
  CHECK(sql(sql.column("total", true)) == "total");
  CHECK(sql(sql.column("two words")) == "\"two words\"");
  CHECK(sql(sql.column("a\"b", true)) == "\"a\"\"b\"");
  CHECK(sql(sql.column("1st", true)) == "\"1st\"");
  CHECK(sql(sql.column("gr\xc3\xb6\xc3\x9f"
                       "e")) ==
        "gr\xc3\xb6\xc3\x9f"
        "e");
  CHECK(sql(sql.column("")) == "\"\"");
}

TEST_CASE("a reserved word is quoted as a name, and stays as a function") {
  Printed postgres("postgres");
  CHECK(postgres(postgres.column("order")) == "\"order\"");
  CHECK(postgres(postgres.call(CallForm::kFunction, "left",
                               {postgres.column("a"), postgres.number("1")})) == "left(a, 1)");
  Printed mysql("mysql");
  CHECK(mysql(mysql.column("order")) == "`order`");
  CHECK(mysql(mysql.column("Rank")) == "`Rank`");
}

TEST_CASE("a quoted name that may be a text keeps its quotes") {
  Printed sql("sqlite");
  CHECK(sql(sql.column("abc", true)) == "\"abc\"");
  CHECK(sql(sql.column("abc")) == "abc");
}

TEST_CASE("texts cannot leave their quotes") {
  CHECK(Printed("postgres")(Printed("postgres").string("it's a \\")) == "'it''s a \\'");
  CHECK(Printed("mysql")(Printed("mysql").string("it's a \\")) == "'it''s a \\\\'");
}

TEST_CASE("bytes and bits are written the dialect's way") {
  Printed postgres("postgres");
  CHECK(postgres(postgres.literal(LiteralKind::kBytes, "\xde\xad")) == "'\\xDEAD'::bytea");
  CHECK(postgres(postgres.literal(LiteralKind::kBits, "101")) == "B'101'");
  Printed mysql("mysql");
  CHECK(mysql(mysql.literal(LiteralKind::kBytes, "\xde\xad")) == "X'DEAD'");
}

TEST_CASE("parentheses stand where the tree needs them") {
  Printed sql("postgres");
  const Expr* a = sql.column("a");
  const Expr* b = sql.column("b");
  const Expr* c = sql.column("c");
  CHECK(sql(sql.infix(a, "-", sql.infix(b, "-", c))) == "a - (b - c)");
  CHECK(sql(sql.infix(sql.infix(a, "-", b), "-", c)) == "a - b - c");
  CHECK(sql(sql.infix(sql.infix(a, "+", b), "*", c)) == "(a + b) * c");
  CHECK(sql(sql.infix(a, "+", sql.infix(b, "*", c))) == "a + b * c");
  CHECK(sql(sql.infix(sql.infix(a, "OR", b), "AND", c)) == "(a OR b) AND c");
  CHECK(sql(sql.infix(sql.infix(a, "AND", b), "OR", c)) == "a AND b OR c");
  CHECK(sql(sql.prefix("NOT", sql.infix(a, "AND", b))) == "NOT (a AND b)");
  CHECK(sql(sql.prefix("NOT", sql.infix(a, "=", b))) == "NOT a = b");
  CHECK(sql(sql.infix(sql.prefix("NOT", a), "=", b)) == "(NOT a) = b");
  CHECK(sql(sql.call(CallForm::kInfix, "AND", {a, b, c})) == "a AND b AND c");
}

TEST_CASE("two signs never become one") {
  Printed sql("postgres");
  const Expr* a = sql.column("a");
  CHECK(sql(sql.prefix("-", a)) == "-a");
  CHECK(sql(sql.prefix("-", sql.prefix("-", a))) == "- -a");
  CHECK(sql(sql.infix(a, "-", sql.prefix("-", a))) == "a - -a");
  CHECK(sql(sql.prefix("@", sql.prefix("-", a))) == "@ -a");
  CHECK(sql(sql.infix(sql.number("-2"), "^", a)) == "-2 ^ a");
}

TEST_CASE("no predicate stands bare in another") {
  for (const std::string_view pack : {"postgres", "mysql", "mariadb", "sqlite"}) {
    Printed sql(pack);
    const Expr* a = sql.column("a");
    const Expr* b = sql.column("b");
    CHECK(sql(sql.infix(sql.infix(a, "=", b), "LIKE", b)) == "(a = b) LIKE b");
    CHECK(sql(sql.infix(a, "=", sql.infix(a, "LIKE", b))) == "a = (a LIKE b)");
    CHECK(sql(sql.postfix(sql.infix(a, "=", b), "IS NULL")) == "(a = b) IS NULL");
    auto* between = sql.arena.make<Between>();
    between->operand = a;
    between->low = sql.call(CallForm::kInfix, "AND", {a, b});
    between->high = sql.infix(a, "+", b);
    CHECK(sql(between) == "a BETWEEN (a AND b) AND a + b");
  }
}

TEST_CASE("a negated operator takes its NOT where the grammar has it") {
  Printed sql("postgres");
  const Expr* a = sql.column("a");
  const auto negated = [&](Call* call) {
    call->negated = true;
    return sql(call);
  };
  CHECK(negated(sql.infix(a, "LIKE", a)) == "a NOT LIKE a");
  CHECK(negated(sql.call(CallForm::kInfix, "LIKE", {a, a, sql.string("#")})) ==
        "a NOT LIKE a ESCAPE '#'");
  CHECK(negated(sql.infix(a, "IS DISTINCT FROM", a)) == "a IS NOT DISTINCT FROM a");
  CHECK(negated(sql.postfix(a, "IS NULL")) == "a IS NOT NULL");
}

TEST_CASE("casts and collations hold what they were given") {
  Printed sql("postgres");
  const auto cast = [&](CastForm form, const Expr* operand, std::string_view type) {
    auto* to = sql.arena.make<TypeName>();
    to->name = sql.name(type);
    auto* node = sql.arena.make<Cast>();
    node->form = form;
    node->operand = operand;
    node->to = to;
    return node;
  };
  const Expr* a = sql.column("a");
  CHECK(sql(cast(CastForm::kOperator, sql.infix(a, "+", a), "text")) == "(a + a)::text");
  CHECK(sql(cast(CastForm::kOperator, sql.prefix("-", a), "text")) == "(-a)::text");
  CHECK(sql(sql.prefix("-", cast(CastForm::kOperator, a, "text"))) == "-a::text");
  CHECK(sql(cast(CastForm::kTyped, sql.string("2024-01-01"), "date")) == "date '2024-01-01'");
  CHECK(sql(cast(CastForm::kConvert, a, "signed")) == "CONVERT(a, signed)");
}

TEST_CASE("arguments of a type stand inside its words") {
  Printed sql("postgres");
  auto* type = sql.arena.make<TypeName>();
  type->name = sql.name("timestamp with time zone");
  type->arguments = sql.list<const Expr*>({sql.number("3")});
  type->dimensions = 1;
  CHECK(sql(type) == "timestamp(3) with time zone[]");
}

TEST_CASE("a chain of set operations keeps its shape") {
  Printed sql("postgres");
  const Body* a = sql.select(sql.number("1"));
  const Body* b = sql.select(sql.number("2"));
  CHECK(sql(sql.set(sql.set(a, SetOperator::kUnion, b), SetOperator::kExcept, a)) ==
        "SELECT 1 UNION SELECT 2 EXCEPT SELECT 1");
  CHECK(sql(sql.set(a, SetOperator::kUnion, sql.set(b, SetOperator::kExcept, a))) ==
        "SELECT 1 UNION (SELECT 2 EXCEPT SELECT 1)");
  CHECK(sql(sql.set(sql.set(a, SetOperator::kUnion, b), SetOperator::kIntersect, a)) ==
        "(SELECT 1 UNION SELECT 2) INTERSECT SELECT 1");
  auto* first = sql.query(a);
  first->limit = sql.number("1");
  CHECK(sql(sql.set(first, SetOperator::kUnion, b)) == "(SELECT 1 LIMIT 1) UNION SELECT 2");
}

TEST_CASE("where set operands take no parentheses they are read from") {
  Printed sql("sqlite");
  const Body* a = sql.select(sql.number("1"));
  auto* last = sql.query(a);
  last->limit = sql.number("1");
  CHECK(sql(sql.set(a, SetOperator::kUnion, last)) ==
        "SELECT 1 UNION SELECT * FROM (SELECT 1 LIMIT 1)");
  CHECK(sql(sql.set(sql.set(a, SetOperator::kUnion, a), SetOperator::kIntersect, a)) ==
        "SELECT 1 UNION SELECT 1 INTERSECT SELECT 1");
}

TEST_CASE("an OFFSET alone gets the limit that the dialect asks for") {
  const auto written = [](std::string_view pack) {
    Printed sql(pack);
    auto* query = sql.query(sql.select(sql.number("1")));
    query->offset = sql.number("2");
    return sql(query);
  };
  CHECK(written("postgres") == "SELECT 1 OFFSET 2");
  CHECK(written("mysql") == "SELECT 1 LIMIT 18446744073709551615 OFFSET 2");
  CHECK(written("sqlite") == "SELECT 1 LIMIT -1 OFFSET 2");
}

TEST_CASE("an interval is written in the largest units") {
  const auto written = [](std::string_view pack, std::int64_t months, std::int64_t days,
                          std::int64_t microseconds) {
    Printed sql(pack);
    auto* interval = sql.arena.make<Interval>();
    interval->months = months;
    interval->days = days;
    interval->microseconds = microseconds;
    return sql(interval);
  };
  CHECK(written("postgres", 12, 3, 5'400'000'000) == "INTERVAL '1 year 3 days 90 minutes'");
  CHECK(written("postgres", 0, 0, -1) == "INTERVAL '-1 microseconds'");
  CHECK(written("postgres", 0, 0, 0) == "INTERVAL '0 days'");
  CHECK(written("mysql", 14, 0, 0) == "INTERVAL 14 MONTH");
  CHECK(written("mysql", 0, 0, 2'500'000) == "INTERVAL 2500000 MICROSECOND");
  CHECK(written("mysql", 1, 1, 0) == "(INTERVAL 1 MONTH + INTERVAL 1 DAY)");
}

TEST_CASE("a number that a rewrite made negative is held together") {
  Printed sql("postgres");
  const Expr* minus_two = sql.number("-2");
  CHECK(sql(sql.infix(sql.column("a"), "-", minus_two)) == "a - -2");
  auto* text = sql.arena.make<TypeName>();
  text->name = sql.name("text");
  auto* cast = sql.arena.make<Cast>();
  cast->form = CastForm::kOperator;
  cast->operand = minus_two;
  cast->to = text;
  CHECK(sql(cast) == "(-2)::text");
}

TEST_CASE("TOP and FETCH stand in for LIMIT where it is missing") {
  Printed sql("postgres");
  wirepacks::WirePack pack = pack_of("postgres");
  pack.features.reset(static_cast<std::size_t>(wirepacks::Feature::kLimit));
  auto* query = sql.query(sql.select(sql.number("1")));
  query->limit = sql.number("3");
  CHECK(to_sql(*query, pack) == "SELECT 1 FETCH FIRST 3 ROWS ONLY");
  pack.features.set(static_cast<std::size_t>(wirepacks::Feature::kTop));
  CHECK(to_sql(*query, pack) == "SELECT TOP (3) 1");
  query->limit_percent = true;
  CHECK(to_sql(*query, pack) == "SELECT TOP (3) PERCENT 1");
  query->offset = sql.number("2");
  CHECK(to_sql(*query, pack) == "SELECT 1 OFFSET 2 ROWS FETCH FIRST 3 PERCENT ROWS ONLY");
}

TEST_CASE("a window may pass over NULL, and a query may choose by one") {
  Printed sql("postgres");
  auto* call = sql.call(CallForm::kFunction, "first_value", {sql.column("a")});
  call->nulls = Nullness::kIgnore;
  call->over = sql.arena.make<Window>();
  auto* select = sql.select(call);
  select->qualify = sql.column("b");
  CHECK(sql(select) == "SELECT first_value(a) IGNORE NULLS OVER () QUALIFY b");
}

TEST_CASE("calls with words of their own follow the table") {
  Printed sql("postgres");
  const Expr* a = sql.column("a");
  const auto written = [&](std::string_view name, std::initializer_list<const Expr*> arguments) {
    return sql(sql.call(CallForm::kSyntax, name, arguments));
  };
  CHECK(written("extract", {sql.string("year"), a}) == "EXTRACT(YEAR FROM a)");
  CHECK(written("trim", {sql.string("both"), a}) == "TRIM(BOTH FROM a)");
  CHECK(written("trim", {sql.string("leading"), a, sql.string("x")}) == "TRIM(LEADING 'x' FROM a)");
  CHECK(written("position", {sql.infix(a, "=", a), a}) == "POSITION((a = a) IN a)");
  CHECK(written("char_using", {a, a, sql.string("utf8mb4")}) == "CHAR(a, a USING utf8mb4)");
  CHECK(written("collation_for", {a}) == "COLLATION FOR (a)");
}

}  // namespace
}  // namespace sqlx::sql
