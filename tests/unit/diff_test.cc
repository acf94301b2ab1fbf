// ir/diff.h: what counts as a change, and how much it matters. That the statements made from it
// work is shown by tests/diff.py.
#include "ir/diff.h"

#include <catch2/catch.hpp>

namespace sqlx::ir {
namespace {

LogicalType whole(TypeKind kind) { return {.kind = kind}; }
LogicalType text(std::optional<std::int64_t> length) {
  return {.kind = TypeKind::kText, .length = length};
}
LogicalType decimal(std::int32_t precision, std::int32_t scale) {
  return {.kind = TypeKind::kDecimal, .precision = precision, .scale = scale};
}
LogicalType labels(std::vector<std::string> values) {
  return {.kind = TypeKind::kEnum, .values = std::move(values)};
}

TEST_CASE("a type holds all values of another") {
  struct Row {
    LogicalType wide, narrow;
    bool holds;
  };
  const std::vector<Row> rows = {
      {whole(TypeKind::kInt64), whole(TypeKind::kInt32), true},
      {whole(TypeKind::kInt32), whole(TypeKind::kInt64), false},
      {whole(TypeKind::kInt64), whole(TypeKind::kUint32), true},
      {whole(TypeKind::kInt32), whole(TypeKind::kUint32), false},
      {whole(TypeKind::kUint64), whole(TypeKind::kInt8), false},
      {text(std::nullopt), text(40), true},
      {text(40), text(std::nullopt), false},
      {text(40), text(20), true},
      {decimal(12, 2), decimal(10, 2), true},
      {decimal(10, 4), decimal(10, 2), false},
      {labels({"a", "x", "b"}), labels({"a", "b"}), true},
      {labels({"b", "a"}), labels({"a", "b"}), false},
      {text(std::nullopt), labels({"a"}), true},
      {whole(TypeKind::kBoolean), whole(TypeKind::kInt32), false},
  };
  for (const Row& row : rows) CHECK(holds_all_of(row.wide, row.narrow) == row.holds);
}

Database with_table(Table table) {
  Database database;
  database.tables.push_back(std::move(table));
  return database;
}

TEST_CASE("constraints without a name meet by what they say") {
  Table before{.name = {"main", "t"}, .columns = {{.name = "a"}}};
  before.checks = {{.name = "", .sql = "a > 0"}, {.name = "", .sql = "a < 9"}};
  Table after = before;
  after.checks = {{.name = "", .sql = "a < 8"}, {.name = "", .sql = "a > 0"}};
  const std::vector<SchemaChange> changes = diff(with_table(before), with_table(after));
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].kind == ChangeKind::kRemoved);
  CHECK(changes[0].part == "a < 9");
  CHECK(changes[1].kind == ChangeKind::kAdded);
  CHECK(changes[1].impact == Impact::kBreaking);
}

TEST_CASE("a schema does not differ from itself, nor by its statistics") {
  Table before{.name = {"main", "t"}, .columns = {{.name = "a"}}};
  Table after = before;
  after.row_estimate = 7;
  CHECK(diff(with_table(before), with_table(after)).empty());
}

TEST_CASE("what a file does not know is no difference") {
  Database server;
  server.extensions = {{.name = "citext", .version = "1.6"}};
  server.tables.push_back(
      {.name = {"", "totals"},
       .kind = TableKind::kView,
       .columns = {
           {.name = "sum", .type = {.kind = TypeKind::kDecimal}, .database_type = "numeric"}}});
  Database file = server;
  file.extensions[0].version.clear();
  file.tables[0].columns[0] = {.name = "sum", .type = {.kind = TypeKind::kAny}, .nullable = true};
  CHECK(diff(server, file).empty());
  CHECK(diff(file, server).empty());
  file.extensions[0].version = "1.5";
  CHECK(diff(server, file).size() == 1);
}

TEST_CASE("columns that change places are told once") {
  const Table before{.name = {"main", "t"},
                     .columns = {{.name = "a"}, {.name = "b"}, {.name = "c"}}};
  Table after = before;
  std::swap(after.columns[0], after.columns[2]);
  after.columns.insert(after.columns.begin(), {.name = "new"});
  const std::vector<SchemaChange> changes = diff(with_table(before), with_table(after));
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].fields == std::vector<FieldChange>{{"column order", "a, b, c", "new, c, b, a"}});
  CHECK(changes[1].kind == ChangeKind::kAdded);
}

}  // namespace
}  // namespace sqlx::ir
