// advise/: statistics as a document, what a statement asks of its tables, how it is planned, and
// which step of a plan reads which table.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "advise/judge.h"
#include "advise/planned_statement.h"
#include "advise/query_script.h"
#include "advise/shape.h"
#include "advise/statistics_document.h"
#include "base/text.h"
#include "introspect/mysql/plan.h"
#include "introspect/postgres/plan.h"
#include "introspect/sqlite/plan.h"
#include "schema_builder.h"
#include "sql/front_end.h"

namespace sqlx::advise {
namespace {

namespace test = ir::test;
using test::Strings;

const ir::Database kSchema = test::database({test::table("users", {"id", "email", "created"}),
                                             test::table("orders", {"id", "user_id", "total"})});

wirepacks::WirePack pack_named(const std::string& name) {
  Diagnostics diagnostics;
  auto pack = wirepacks::embedded_pack(name, diagnostics);
  REQUIRE(pack);
  return std::move(*pack);
}

struct Parsed {
  Parsed(const std::string& text, const std::string& dialect)
      : statement{.text = text}, pack(pack_named(dialect)) {
    Diagnostics diagnostics;
    tree = sql::FrontEnd(pack).parse(sql::StatementText(statement.text), arena, diagnostics);
    REQUIRE(tree != nullptr);
    shape = shape_of(*tree, kSchema);
  }

  Statement statement;
  wirepacks::WirePack pack;
  Arena arena;
  const sql::Node* tree = nullptr;
  std::optional<Shape> shape;
};

std::string name_of(const Shape& shape, const UsedColumn& column) {
  return shape.uses[column.use].alias + '.' + column.column->name;
}

// "u.email = 1 value", "o.user_id = u.id", "f(u.email) = 1 value", "u.id < 2 values"
Strings conditions_of(const std::string& text) {
  const Parsed parsed(text, "postgres");
  REQUIRE(parsed.shape);
  Strings out;
  for (const SelectShape& select : parsed.shape->selects) {
    for (const Condition& each : select.conditions) {
      const std::string name = name_of(*parsed.shape, each.subject);
      const char sign = each.comparison == Comparison::kEqual   ? '='
                        : each.comparison == Comparison::kRange ? '<'
                                                                : '~';
      const std::string value = each.other ? name_of(*parsed.shape, *each.other)
                                           : fmt::format("{} values", each.values.size());
      out.push_back(fmt::format("{} {} {}", each.bare ? name : "f(" + name + ")", sign, value));
    }
  }
  return out;
}

Strings others_of(const std::string& text) {
  const Parsed parsed(text, "postgres");
  Strings out;
  for (const TableUse& use : parsed.shape->uses) {
    if (use.others) out.push_back(use.alias);
  }
  return out;
}

std::string problem_of(const std::string& text) {
  Diagnostics diagnostics;
  const auto workload = read_statistics(make_source("statistics.json", text), diagnostics);
  return workload ? "" : diagnostics.items()[0].message;
}

TEST_CASE("statistics are read whole, or not at all") {
  Diagnostics diagnostics;
  const auto workload = read_statistics(
      make_source(
          "s.json",
          R"({"format": 1, "dialect": "mysql", "seconds": 1.5, "requests": 7, "statements": [
      {"text": "SELECT \"a\"", "calls": 3, "seconds": 0.25, "rows": 6, "largest": [null, 50000, 1.5], "most_in_one_request": 2, "routes": ["GET /"]}]})"),
      diagnostics);
  REQUIRE(workload);
  CHECK(workload->dialect == "mysql");
  const Statement& statement = workload->statements.at(0);
  CHECK(statement.text == "SELECT \"a\"");
  CHECK(statement.rows_a_call() == 2.0);
  CHECK(statement.largest ==
        std::vector<std::optional<std::int64_t>>{std::nullopt, 50000, std::nullopt});
}

TEST_CASE("statistics of another shape are refused") {
  CHECK(problem_of("[") == "the statistics are no JSON from here on");
  CHECK(problem_of("[]") == "the document should be an object");
  CHECK(problem_of(R"({"format": 2, "statements": []})") == "`format` is 2, and only 1 is known");
  CHECK(problem_of(R"({"format": 1})") == "`statements` is missing");
  CHECK(problem_of(R"({"format": 1, "statements": [{}]})") == "statement 1 has no `text`");
  CHECK(problem_of(R"({"format": 1, "statements": [{"text": 1}]})") == "`text` should be a text");
  CHECK(problem_of(R"({"format": 1, "statements": [{"text": "", "calls": "3"}]})") ==
        "`calls` should be a number that is not negative");
  CHECK(problem_of(R"({"format": 1, "statements": [{"text": "", "largest": ["3"]}]})") ==
        "`largest` should hold integers and null");
  CHECK(problem_of(R"({"format": 1, "statements": [{"text": "", "rout\u0065": []}]})") ==
        "unknown key `route`");
}

TEST_CASE("conditions are those that all rows have to meet") {
  CHECK(conditions_of("SELECT 1 FROM users u WHERE u.email = $1 AND (u.id < 5 OR u.id > 7)") ==
        Strings{"u.email = 1 values"});
  CHECK(conditions_of(
            "SELECT 1 FROM users WHERE 5 = id AND email LIKE 'a%' AND id BETWEEN 1 AND 2") ==
        Strings{"users.id = 1 values", "users.email ~ 1 values", "users.id < 2 values"});
  CHECK(conditions_of("SELECT 1 FROM users WHERE id IN (1, 2) AND id = ANY ($1)") ==
        Strings{"users.id = 2 values", "users.id = 1 values"});
  CHECK(conditions_of("SELECT 1 FROM users WHERE lower(email) = 'a'") ==
        Strings{"f(users.email) = 1 values"});
  CHECK(conditions_of(
            "SELECT 1 FROM users WHERE NOT (email = 'a') AND id NOT IN (1) AND email IS NULL")
            .empty());
}

TEST_CASE("a join speaks of the side whose rows it drops") {
  CHECK(conditions_of("SELECT 1 FROM users u JOIN orders o ON o.user_id = u.id") ==
        Strings{"o.user_id = u.id", "u.id = o.user_id"});
  CHECK(conditions_of(
            "SELECT 1 FROM users u LEFT JOIN orders o ON o.user_id = u.id AND u.email = 'a'") ==
        Strings{"o.user_id = u.id"});
  CHECK(conditions_of("SELECT 1 FROM users u FULL JOIN orders o ON o.user_id = u.id").empty());
  CHECK(conditions_of(
            "SELECT 1 FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)") ==
        Strings{"o.user_id = u.id"});
  CHECK(conditions_of("SELECT 1 FROM users JOIN orders USING (id)") ==
        Strings{"users.id = orders.id", "orders.id = users.id"});
}

TEST_CASE("names that could be another table's are nobody's") {
  CHECK(conditions_of("WITH users AS (SELECT 1 AS email) SELECT 1 FROM users WHERE email = 'a'")
            .empty());
  CHECK(conditions_of("SELECT 1 FROM users, generate_series(1, 2) AS g WHERE email = 'a'").empty());
  CHECK(conditions_of("SELECT 1 FROM users, orders WHERE id = 1").empty());
  CHECK(others_of("SELECT 1 FROM users u, orders o WHERE u.id + o.id = 1") == Strings{"u", "o"});
}

TEST_CASE("placeholders of LIMIT are planned with the largest value that was seen") {
  Parsed numbered("SELECT id FROM users WHERE id > $2 ORDER BY id LIMIT $1", "postgres");
  numbered.statement.largest = {20, std::nullopt};
  const auto planned = planned_statement(numbered.statement, *numbered.tree, *numbered.shape,
                                         numbered.pack, numbered.arena);
  CHECK(contains_fold(planned.text, "LIMIT 20"));
  CHECK(contains_fold(planned.text, "$1"));
  CHECK(planned.parameters == 1);
  Parsed marked("SELECT id FROM users WHERE email = ? LIMIT ?, ?", "mysql");
  marked.statement.largest = {std::nullopt, 50, 10};
  const auto spelled =
      planned_statement(marked.statement, *marked.tree, *marked.shape, marked.pack, marked.arena);
  CHECK(!contains_fold(spelled.spelled_out, "?"));
  CHECK(row_count(marked.shape->selects[0].offset, marked.statement, *marked.shape) == 50);
  CHECK(row_count(marked.shape->selects[0].limit, marked.statement, *marked.shape) == 10);
}

TEST_CASE("only statements that search are judged") {
  CHECK(!Parsed("INSERT INTO users (id) VALUES (1)", "postgres").shape);
  CHECK(Parsed("DELETE FROM users WHERE id = 1", "postgres").shape->kind == StatementKind::kDelete);
}

TEST_CASE("a step of a plan is paired with the table that it reads") {
  const Parsed parsed(
      "SELECT 1 FROM users u JOIN orders o ON o.user_id = u.id JOIN users v ON v.id = u.id",
      "postgres");
  introspect::Plan plan;
  plan.steps = {{.access = introspect::Access::kWhole,
                 .table = {"public", "users"},
                 .alias = "u",
                 .index = {},
                 .rows = {},
                 .repeated = false},
                {.access = introspect::Access::kSearch,
                 .table = {"public", "orders"},
                 .alias = "o",
                 .index = {},
                 .rows = {},
                 .repeated = false}};
  const auto steps = steps_of(*parsed.shape, plan);
  CHECK(steps[0] == &plan.steps[0]);
  CHECK(steps[1] == &plan.steps[1]);
  CHECK(steps[2] == nullptr);
}

TEST_CASE("plans of three engines are read alike") {
  const auto postgres = introspect::postgres::read_plan(
      R"([{"Plan": {"Node Type": "Sort", "Total Cost": 10.5, "Plan Rows": 3, "Plans": [{"Node Type": "Bitmap Heap Scan", "Relation Name": "users", "Schema": "public", "Alias": "u",
          "Plan Rows": 3, "Plans": [{"Node Type": "Bitmap Index Scan", "Index Name": "users_email"}]}, {"Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "o", "Plan Rows": 9}]}}])");
  REQUIRE(postgres);
  CHECK(postgres->sorts);
  CHECK(postgres->cost == 10.5);
  CHECK(postgres->steps.size() == 2);
  CHECK(postgres->steps[0].index == "users_email");
  CHECK(postgres->steps[0].access == introspect::Access::kSearch);
  CHECK(postgres->steps[1].access == introspect::Access::kWhole);
  CHECK(!introspect::postgres::read_plan("{}"));

  const auto mysql = introspect::mysql::read_plan(
      R"({"query_block": {"select_id": 1, "nested_loop": [{"read_sorted_file": {"filesort": {"sort_key": "u.id",
      "table": {"table_name": "u", "access_type": "ALL", "rows": 5}}}}, {"table": {"table_name": "o", "access_type": "ref", "key": "o_user", "rows": 1}}]}})");
  REQUIRE(mysql);
  CHECK(mysql->sorts);
  CHECK(mysql->steps.size() == 2);
  CHECK(mysql->steps[0].access == introspect::Access::kWhole);
  CHECK(mysql->steps[1].index == "o_user");

  introspect::Plan sqlite;
  for (const char* detail :
       {"SCAN users AS u", "SEARCH o USING AUTOMATIC COVERING INDEX (user_id=?)",
        "SEARCH v USING INDEX v_email (email=?)", "SCAN w USING COVERING INDEX w_a",
        "SCAN CONSTANT ROW", "USE TEMP B-TREE FOR ORDER BY"})
    introspect::sqlite::add_detail(sqlite, detail, 0, false);
  CHECK(sqlite.sorts);
  REQUIRE(sqlite.steps.size() == 4);
  CHECK(sqlite.steps[0].alias == "u");
  CHECK(sqlite.steps[0].table.name == "users");
  CHECK(sqlite.steps[1].access == introspect::Access::kWhole);
  CHECK(sqlite.steps[2].index == "v_email");
  CHECK(sqlite.steps[3].access == introspect::Access::kWholeIndex);
}

}  // namespace
}  // namespace sqlx::advise
