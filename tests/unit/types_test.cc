// wirepacks/types.h: a database's words for types and defaults, as understood.
#include <catch2/catch.hpp>

#include "ir/enum_names.h"
#include "wirepacks/types.h"

namespace sqlx::wirepacks {
namespace {

WirePack pack(std::string_view name) {
  Diagnostics diagnostics;
  auto found = embedded_pack(name, diagnostics);
  REQUIRE(found);
  return *found;
}

TEST_CASE("every embedded pack is well-formed") {
  Diagnostics diagnostics;
  CHECK(embedded_packs(diagnostics).size() == 7);
  CHECK(diagnostics.empty());
}

TEST_CASE("PostgreSQL's words for types") {
  const WirePack postgres = pack("postgres");
  const ir::LogicalType price = logical_type(postgres, "numeric(10,2)");
  CHECK(price.kind == ir::TypeKind::kDecimal);
  CHECK(price.precision == 10);
  CHECK(price.scale == 2);
  CHECK(logical_type(postgres, "numeric(5)").scale == 0);
  CHECK_FALSE(logical_type(postgres, "numeric").precision);
  CHECK(logical_type(postgres, "character varying(20)").length == 20);
  const ir::LogicalType instant = logical_type(postgres, "timestamp(3) with time zone");
  CHECK(instant.kind == ir::TypeKind::kTimestampZoned);
  CHECK(instant.precision == 3);
  const ir::LogicalType matrix = logical_type(postgres, "integer[]");
  REQUIRE(matrix.kind == ir::TypeKind::kArray);
  CHECK(matrix.element[0].kind == ir::TypeKind::kInt32);
  CHECK(logical_type(postgres, "interval day to second(3)").precision == 3);
  CHECK(logical_type(postgres, "nonsense").kind == ir::TypeKind::kOther);
}

TEST_CASE("MySQL's words for types") {
  const WirePack mysql = pack("mysql");
  const auto [words, kind] = GENERATE(table<std::string, ir::TypeKind>({
      {"tinyint(1)", ir::TypeKind::kBoolean},
      {"tinyint(1) unsigned", ir::TypeKind::kUint8},
      {"tinyint(4)", ir::TypeKind::kInt8},
      {"mediumint(8) unsigned zerofill", ir::TypeKind::kUint24},
      {"int", ir::TypeKind::kInt32},
      {"bigint(20) unsigned", ir::TypeKind::kUint64},
      {"double(10,2) unsigned", ir::TypeKind::kFloat64},
      {"datetime(6)", ir::TypeKind::kTimestamp},
      {"timestamp", ir::TypeKind::kTimestampZoned},
      {"geomcollection", ir::TypeKind::kGeometry},
      {"uuid", ir::TypeKind::kOther},
  }));
  INFO(words);
  CHECK(ir::enum_name(logical_type(mysql, words).kind) == ir::enum_name(kind));
  using Labels = std::vector<std::string>;
  CHECK(logical_type(mysql, R"(enum('it''s','c,d','back\\slash)'))").values ==
        Labels{"it's", "c,d", R"(back\slash))"});
}

TEST_CASE("a pack may extend another") {
  const WirePack mariadb = pack("mariadb");
  CHECK(mariadb.title == "MariaDB");
  CHECK(mariadb.connection.driver == "mysql");
  CHECK(mariadb.connection.schemes == std::vector<std::string>{"mariadb"});
  CHECK(logical_type(mariadb, "uuid").kind == ir::TypeKind::kUuid);
  CHECK(logical_type(mariadb, "int(11)").kind == ir::TypeKind::kInt32);
  Diagnostics diagnostics;
  CHECK_FALSE(
      read_pack(make_source("p.json", R"({"extends": "nosuch", "name": "p"})"), diagnostics));
  CHECK(diagnostics.items()[0].message == "p.json: `extends` names `nosuch`, which is not a pack");
}

TEST_CASE("MySQL's defaults as understood") {
  const WirePack mysql = pack("mysql");
  const auto [sql, kind, value] = GENERATE(table<std::string, ir::DefaultKind, std::string>({
      {"'it''s'", ir::DefaultKind::kLiteral, "it's"},
      {R"('a\\b\n\'')", ir::DefaultKind::kLiteral, "a\\b\n'"},
      {"concat('a','b')", ir::DefaultKind::kExpression, ""},
      {"current_timestamp(6)", ir::DefaultKind::kNow, ""},
      {"(uuid())", ir::DefaultKind::kUuid, ""},
      {"b'101'", ir::DefaultKind::kLiteral, "101"},
      {"-1.50", ir::DefaultKind::kLiteral, "-1.50"},
  }));
  INFO(sql);
  const ir::Default read = read_default(mysql, sql);
  CHECK(ir::enum_name(read.kind) == ir::enum_name(kind));
  CHECK(read.value == value);
}

TEST_CASE("default expressions as understood") {
  const WirePack postgres = pack("postgres");
  const auto [sql, kind, value] = GENERATE(table<std::string, ir::DefaultKind, std::string>({
      {"0", ir::DefaultKind::kLiteral, "0"},
      {"'-1'::integer", ir::DefaultKind::kLiteral, "-1"},
      {"(-1)::bigint", ir::DefaultKind::kLiteral, "-1"},
      {"'it''s'::character varying", ir::DefaultKind::kLiteral, "it's"},
      {"''::text", ir::DefaultKind::kLiteral, ""},
      {"'a'::text || 'b'::text", ir::DefaultKind::kExpression, ""},
      {"true", ir::DefaultKind::kLiteral, "true"},
      {"now()", ir::DefaultKind::kNow, ""},
      {"CURRENT_TIMESTAMP", ir::DefaultKind::kNow, ""},
      {"gen_random_uuid()", ir::DefaultKind::kUuid, ""},
      {"lower('X'::text)", ir::DefaultKind::kExpression, ""},
      {"'x'::\"Shop\".\"it's; a name\"[]", ir::DefaultKind::kLiteral, "x"},
      {"'12.5'::numeric(10,2)", ir::DefaultKind::kLiteral, "12.5"},
      {"nextval('public.\"a)b\"'::regclass)", ir::DefaultKind::kSequence, ""},
      {"(nextval('a'::regclass) * 2)", ir::DefaultKind::kExpression, ""},
  }));
  INFO(sql);
  const ir::Default read = read_default(postgres, sql);
  CHECK(ir::enum_name(read.kind) == ir::enum_name(kind));
  CHECK(read.value == value);
  CHECK(read.sql == sql);
}

}  // namespace
}  // namespace sqlx::wirepacks
