// Strict templates: what a view may be asked for, which lines are left, and what hostile values
// cannot do.
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic_text.h"
#include "generators/templates.h"

namespace sqlx::generators {
namespace {

struct ItemView {
  std::string name;
  bool special = false;
  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("special", special);
  }
};

struct PageView {
  std::string title;
  std::string note;
  int count = 0;
  bool open = false;
  std::vector<ItemView> items;
  std::vector<std::string> lines;
  std::optional<ItemView> chief;
  template <class Fn>
  void fields(Fn&& fn) const {
    fn("title", title);
    fn("note", note);
    fn("count", count);
    fn("open", open);
    fn("items", items);
    fn("lines", lines);
    fn("chief", chief);
  }
};

const PageView kPage{.title = "T",
                     .note = "",
                     .count = 3,
                     .open = true,
                     .items = {{"a", true}, {"b", false}},
                     .lines = {"x", "y"},
                     .chief = ItemView{"c", false}};

std::string told(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& each : diagnostics.items()) append_text(out, each, Colour::kOff);
  return out;
}

struct Rendering {
  std::string text;
  Diagnostics diagnostics;
};

Rendering render(std::vector<EmbeddedFile> files, const PageView& page = kPage) {
  Rendering result;
  const Templates templates(files, "", result.diagnostics);
  static_cast<void>(templates.render("t/page", page, result.text, result.diagnostics));
  return result;
}

std::string rendered(std::string_view text, const PageView& page = kPage) {
  Rendering result = render({{"t/page.mustache", text}}, page);
  CHECK(told(result.diagnostics) == "");
  return result.text;
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST_CASE("a template prints what its view holds", "[templates]") {
  const Row rows[] = {
      {"{{title}} {{ count }}", "T 3"},
      {"{{#open}}yes{{/open}}{{^open}}no{{/open}}", "yes"},
      {"{{#note}}[{{note}}]{{/note}}{{^note}}none{{/note}}", "none"},
      {"{{#title}}[{{title}}]{{/title}}", "[T]"},
      {"{{#items}}{{name}}{{#special}}!{{/special}}{{^@last}}, {{/@last}}{{/items}}", "a!, b"},
      {"{{#items}}{{#@first}}({{/@first}}{{name}}{{#@last}}){{/@last}}{{/items}}", "(ab)"},
      {"{{#lines}}{{.}};{{/lines}}", "x;y;"},
      {"{{#chief}}{{name}} of {{title}}{{/chief}}", "c of T"},
      {"{{#items}}{{#lines}}{{name}}{{.}}{{^@last}}-{{/@last}}{{/lines}}{{^@last}}|{{/@last}}{{/"
       "items}}",
       "ax-ay|bx-by"},
      {"{{#items}}{{#lines}}{{.}}{{/lines}}{{#lines}}{{.}}{{/lines}}{{/items}}", "xyxyxyxy"},
      {"<b>&amp;\"'</b>{ {{title}} }", "<b>&amp;\"'</b>{ T }"},
      {"  \n\n", "  \n\n"},
      {"", ""},
  };
  for (const Row& row : rows) CHECK(rendered(row.text) == row.expected);
}

TEST_CASE("marks alone on a line leave none behind", "[templates]") {
  const Row rows[] = {
      {"a\n{{! a comment }}\nb\n", "a\nb\n"},
      {"a\n  {{! of\n several lines }}  \nb\n", "a\nb\n"},
      {"{{#items}}\n  {{name}}\n{{/items}}\n\nend\n", "  a\n  b\n\nend\n"},
      {"{{^open}}\nno\n{{/open}}\n\nend\n", "\nend\n"},
      {"{{#items}}{{#special}}\n{{name}}\n{{/special}}{{/items}}\n", "a\n"},
      {"x {{! not alone }}\ny\n", "x \ny\n"},
      {"{{note}}\nend\n", "\nend\n"},
      {"a\n{{#open}}\nlast{{/open}}", "a\nlast"},
  };
  for (const Row& row : rows) CHECK(rendered(row.text) == row.expected);
}

TEST_CASE("partials stand where their mark does", "[templates]") {
  const auto with = [](std::string_view text, std::string_view partial) {
    Rendering result = render({{"t/page.mustache", text},
                               {"t/part.mustache", partial},
                               {"other/part.mustache", "other\n"}});
    CHECK(told(result.diagnostics) == "");
    return result.text;
  };
  CHECK(with("a\n  {{> part}}\nb\n", "1\n\n2\n") == "a\n  1\n\n  2\nb\n");
  CHECK(with("[{{> part}}]\n", "{{title}}\n") == "[T]\n");
  CHECK(with("{{#items}}\n{{> part}}\n{{/items}}\n", "{{name}}{{> other/part}}\n") ==
        "aother\nbother\n");
  CHECK(with("a\n  {{> part}}\nb\n", "{{#items}}\n{{name}}\n{{/items}}\n") == "a\n  a\n  b\nb\n");
}

TEST_CASE("values are never templates", "[templates]") {
  PageView page = kPage;
  page.title = "{{count}}{{#open}}{{{ }}{{> part}}\n{{! \n  ${x} \x01$0";
  CHECK(rendered("{{title}}\n{{title}}", page) == page.title + "\n" + page.title);
  page.lines = {"", " \n", "{{.}}"};
  CHECK(rendered("{{#lines}}\n{{.}}\n{{/lines}}\n", page) == "\n \n\n{{.}}\n");
}

TEST_CASE("mistakes of a template are told with their place", "[templates]") {
  struct Mistake {
    std::string_view text;
    Code code;
    std::string_view place;  // line:column
    std::string_view says;
  };
  const Mistake rows[] = {
      {"a\n{{titel}}", Code::kTemplateName, "2:1", "the view has no `titel`"},
      {"{{^open}}{{nmae}}{{/open}}", Code::kTemplateName, "1:10", "the view has no `nmae`"},
      {"{{name}}", Code::kTemplateName, "1:1", "the view has no `name`"},
      {"{{#items}}{{/items}}{{^items}}{{name}}{{/items}}", Code::kTemplateName, "1:31",
       "the view has no `name`"},
      {"{{items}}", Code::kTemplateName, "1:1", "`items` is a list, not a text"},
      {"{{open}}", Code::kTemplateName, "1:1", "`open` is a flag, not a text"},
      {"{{#count}}{{/count}}", Code::kTemplateName, "1:1", "`count` is a number, and no section"},
      {"{{.}}", Code::kTemplateName, "1:1", "the view has no `.`"},
      {"{{#@last}}{{/@last}}", Code::kTemplateName, "1:1", "`@last` stands outside any list"},
      {"{{#items}}{{#@index}}{{/@index}}{{/items}}", Code::kTemplateName, "1:11",
       "there is no `@index`"},
      {"{{#open}}", Code::kTemplateSyntax, "1:1", "the section `open` is never closed"},
      {"{{#open}}{{#title}}{{/open}}{{/title}}", Code::kTemplateSyntax, "1:20",
       "`open` is not the section that is open here"},
      {"{{/open}}", Code::kTemplateSyntax, "1:1", "`open` is not the section"},
      {"{{title", Code::kTemplateSyntax, "1:1", "a mark is never closed"},
      {"{{{title}}}", Code::kTemplateSyntax, "1:1", "three braces"},
      {"{{=<% %>=}}", Code::kTemplateSyntax, "1:1", "is no name"},
      {"{{&title}}", Code::kTemplateSyntax, "1:1", "is no name"},
      {"{{}}", Code::kTemplateSyntax, "1:1", "is no name"},
      {"{{> nothing}}", Code::kTemplateMissing, "1:1", "there is no template `t/nothing.mustache`"},
      {"{{> page}}", Code::kTemplateSyntax, "1:1", "is a part of itself"},
  };
  for (const Mistake& row : rows) {
    const Rendering result = render({{"t/page.mustache", row.text}});
    INFO(row.text);
    REQUIRE(result.diagnostics.has_errors());
    CHECK(result.diagnostics.items()[0].code == row.code);
    const std::string text = told(result.diagnostics);
    CHECK_THAT(text, Catch::Contains("templates/t/page.mustache:" + std::string(row.place)));
    CHECK_THAT(text, Catch::Contains(std::string(row.says)));
    CHECK(result.text.empty());
  }
}

}  // namespace
}  // namespace sqlx::generators
