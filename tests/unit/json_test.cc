// base/json.h: what is JSON becomes a tree, and what is none is told by the byte that shows it.
#include "base/json.h"

#include <catch2/catch.hpp>
#include <string>

namespace sqlx {
namespace {

// The tree in words, from which every value can be told.
std::string shown(const JsonValue& value) {
  const char* kinds[] = {"null", "boolean ", "number ", "string ", "array", "object"};
  std::string out = kinds[static_cast<std::size_t>(value.kind)];
  if (value.kind != JsonKind::kNull) out += value.text;
  for (const JsonValue& each : value)
    out += (value.is_object() ? " " + std::string(each.key) + ":" : " ") + "<" + shown(each) + ">";
  return out;
}

TEST_CASE("JSON becomes a tree of its values") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {R"({"a":1,"b":[true,null,"x"]})",
       "object a:<number 1> b:<array <boolean true> <null> <string x>>"},
      {" \n{ \"a\" : [ ] ,\t\"a\" : { } }\r\n", "object a:<array> a:<object>"},
      {R"(["\"\\\/\b\f\n\r\t", "\u00e9\u20AC", "\ud83d\ude00"])",
       "array <string \"\\/\b\f\n\r\t> <string é€> <string 😀>"},
      {"[-1.5e+3, 0]", "array <number -1.5e+3> <number 0>"},
  }));
  Arena arena;
  std::string buffer = text;
  const JsonValue* root = read_json(buffer, arena);
  REQUIRE(root != nullptr);
  CHECK(shown(*root) == expected);
}

TEST_CASE("what is no JSON is told where it shows") {
  const auto [text, fault] = GENERATE(table<std::string, std::size_t>({
      {"", 0},
      {"{\"a\":1,}", 7},
      {"[1 2]", 3},
      {"[1] 2", 4},
      {"{\"a\" 1}", 5},
      {"[tru]", 1},
      {"{\"a\":\n}", 6},
      {"[\"a", 3},
      {R"(["\ud83d"])", 8},
      {R"(["\q"])", 4},
      {"[1,]", 3},
      {"{1:2}", 1},
  }));
  Arena arena;
  std::string buffer = text;
  std::size_t found = 99;
  CHECK(read_json(buffer, arena, &found) == nullptr);
  CHECK(found == fault);
}

TEST_CASE("a member is found by its name") {
  Arena arena;
  std::string buffer = R"({"a": 1, "ab": 2})";
  const JsonValue* root = read_json(buffer, arena);
  REQUIRE(root != nullptr);
  REQUIRE(find_member(*root, "ab") != nullptr);
  CHECK(find_member(*root, "ab")->text == "2");
  CHECK(find_member(*root, "b") == nullptr);
}

}  // namespace
}  // namespace sqlx
