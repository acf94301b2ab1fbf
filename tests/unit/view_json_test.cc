// generators/view_json.h: what is empty is left out, and hostile texts stay strings.
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "generators/view_json.h"

namespace sqlx::generators {
namespace {

struct Inner {
  std::string name;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
  }
};

struct Outer {
  std::string text;
  int number = 0;
  bool flag = false;
  std::vector<std::string> texts;
  std::vector<Inner> views;
  std::optional<Inner> maybe;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("text", text);
    fn("number", number);
    fn("flag", flag);
    fn("texts", texts);
    fn("views", views);
    fn("maybe", maybe);
  }
};

std::string json(const Outer& view) {
  std::string out;
  append_json(out, view);
  return out;
}

TEST_CASE("a view as JSON", "[view_json]") {
  CHECK(json({}) == "{\"number\": 0}\n");
  CHECK(json({.text = "a\"\n",
              .number = 3,
              .flag = true,
              .texts = {"x", ""},
              .views = {{"y"}, {}},
              .maybe = Inner{"z"}}) == R"({
  "text": "a\"\n",
  "number": 3,
  "flag": true,
  "texts": ["x", ""],
  "views": [
    {"name": "y"},
    {}
  ],
  "maybe": {"name": "z"}
}
)");
}

}  // namespace
}  // namespace sqlx::generators
