// Names in URLs, in keys of OpenAPI's components and in queries.
#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "generators/openapi_text.h"

namespace sqlx::generators {
namespace {

struct Row {
  std::string_view name;
  std::string_view expected;
};

TEST_CASE("parts of a URL's path", "[openapi]") {
  const Row rows[] = {
      {"orders", "orders"},
      {"a b/c?d#e%f", "a%20b%2Fc%3Fd%23e%25f"},
      {"größe", "gr%C3%B6%C3%9Fe"},
      {"..", "%2E%2E"},
      {"a.b", "a.b"},
      {"it's \"odd\"", "it%27s%20%22odd%22"},
      {"{key}", "%7Bkey%7D"},
  };
  for (const Row& row : rows) CHECK(url_segment(row.name) == row.expected);
}

TEST_CASE("keys of components", "[openapi]") {
  const Row rows[] = {{"created_at", "created_at"}, {"a.b", "a.b"},   {"a b", "a-20b"},
                      {"a-20b", "a-2D20b"},         {"~/", "-7E-2F"}, {"ö", "-C3-B6"}};
  for (const Row& row : rows) CHECK(component_key(row.name) == row.expected);
}

TEST_CASE("names of columns in a query", "[openapi]") {
  const Row rows[] = {
      {"name", "name"},   {"zip code", "zip code"}, {"select", "\"select\""},
      {"a.b", "\"a.b\""}, {"a->b", "\"a->b\""},     {"a\"\\b", "\"a\\\"\\\\b\""},
      {"", "\"\""},
  };
  for (const Row& row : rows) CHECK(filter_name(row.name) == row.expected);
}

TEST_CASE("one schema or any of several", "[openapi]") {
  CHECK(any_of(std::vector<std::string>{"{}"}) == "{}");
  CHECK(any_of(std::vector<std::string>{"{}", "true"}) == R"({ "anyOf": [{}, true] })");
  CHECK(schema_reference("Order.new") == R"({ "$ref": "#/components/schemas/Order.new" })");
}

}  // namespace
}  // namespace sqlx::generators
