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
  CHECK(embedded_packs(diagnostics).size() == 4);
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
