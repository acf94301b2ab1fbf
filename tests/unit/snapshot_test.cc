// ir/snapshot.h: what is written is read back as the same value, and what is not a snapshot is
// refused with its place.
#include <catch2/catch.hpp>

#include "ir/snapshot.h"

namespace sqlx::ir {
namespace {

Database sample() {
  Table orders{.name = {"shop", "orders"}, .comment = "what \"people\" want\n*/ ${x}"};
  orders.columns = {
      Column{.name = "id",
             .type = {.kind = TypeKind::kInt64},
             .database_type = "bigint",
             .nullable = false,
             .identity = Identity{.kind = IdentityKind::kAlways,
                                  .options = SequenceOptions{.increment = 5}}},
      Column{.name = "zip code",
             .type = {.kind = TypeKind::kText, .length = 10},
             .database_type = "varchar(10)",
             .default_value = Default{.sql = "''", .kind = DefaultKind::kLiteral}},
      Column{.name = "😀",
             .type = {.kind = TypeKind::kArray, .element = {LogicalType{.kind = TypeKind::kInt32}}},
             .database_type = "integer[]"},
  };
  orders.primary_key = Key{.name = "orders_pkey", .columns = {KeyPart{.column = "id"}}};
  orders.indexes = {
      Index{.name = "i", .parts = {KeyPart{.expression = "lower(x)", .descending = true}}}};
  orders.attributes = {{AttributeKey::kUnlogged, "true"}};
  orders.row_estimate = 12;
  Table partition{.name = {"shop", "orders_1"}, .partition_bound = "FOR VALUES IN (1)"};
  orders.partitions = {partition};
  return Database{.engine = "postgres", .server_version = "15.18", .tables = {orders}};
}

std::string message_for(const std::string& text) {
  Diagnostics diagnostics;
  CHECK_FALSE(read_snapshot(make_source("s.json", text), diagnostics));
  REQUIRE_FALSE(diagnostics.empty());
  return diagnostics.items()[0].message + " | " + diagnostics.items()[0].hint;
}

TEST_CASE("a snapshot read back is the same schema and the same bytes") {
  const Database database = sample();
  const std::string text = snapshot(database);
  Diagnostics diagnostics;
  const auto read = read_snapshot(make_source("s.json", text), diagnostics);
  REQUIRE(read);
  CHECK(*read == database);
  CHECK(snapshot(*read) == text);
}

TEST_CASE("what is not a snapshot is refused") {
  CHECK(message_for("{") == "s.json is not valid JSON | ");
  CHECK(message_for("{}").starts_with("s.json is not a schema snapshot"));
  CHECK(message_for(R"({"format": 99})").starts_with("s.json has format 99"));
  CHECK(message_for(R"({"format": 1, "engine": 5, "server_version": "1", "tables": []})") ==
        "s.json: `engine` should be a string, not number | ");
  CHECK(message_for(
            R"({"format": 1, "engine": "x", "server_version": "1", "tables": [], "tabels": []})") ==
        "s.json: `the snapshot` has an unknown key `tabels` | did you mean `tables`?");
  CHECK(message_for(R"({"format": 1, "engine": "x", "server_version": "1",
                        "tables": [{"name": {"name": "t"}, "kind": "tabel", "columns": []}]})") ==
        "s.json: `tabel` is not known as a value of `tables[0].kind` | did you mean `table`?");
}

}  // namespace
}  // namespace sqlx::ir
