// Hostile texts in each place that generators/escape.h writes for: they stay data.
#include <catch2/catch.hpp>

#include "generators/escape.h"

namespace sqlx::generators {
namespace {

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST_CASE("literals of TypeScript", "[escape]") {
  const Row rows[] = {
      {"", "''"},
      {"it's", "'it\\'s'"},
      {"a\\", "'a\\\\'"},
      {"${x} `y` \"z\"", "'${x} `y` \"z\"'"},
      {"a\nb\r\tc", "'a\\nb\\r\\tc'"},
      {"</script><!--", "'\\u003c/script>\\u003c!--'"},
      {"a < b", "'a < b'"},
      {"\xe2\x80\xa8\xe2\x80\xae", "'\\u{2028}\\u{202e}'"},
      {std::string_view("\0\x7f", 2), "'\\u{0}\\u{7f}'"},
      {"\xff", "'\xef\xbf\xbd'"},
      {"\xf0\x9f\x98\x80", "'\xf0\x9f\x98\x80'"},
  };
  for (const Row& row : rows) CHECK(ts_string(row.text) == row.expected);
}

TEST_CASE("keys and members of TypeScript", "[escape]") {
  CHECK(ts_key("name") == "name");
  CHECK(ts_key("constructor") == "constructor");
  CHECK(ts_key("__proto__") == "['__proto__']");
  CHECK(ts_key("zip code") == "'zip code'");
  CHECK(ts_key("") == "''");
  CHECK(ts_key("1st") == "'1st'");
  CHECK(ts_member("name") == ".name");
  CHECK(ts_member("zip'code") == "['zip\\'code']");
}

TEST_CASE("comments of TypeScript", "[escape]") {
  const Row rows[] = {
      {"plain", "plain"},
      {"a */ b", "a *\\/ b"},
      {"**//", "**\\//"},
      {"one\ntwo\r\nthree\rfour", "one\n * two\n * three\n * four"},
      {"@ts-ignore", "\\@ts-ignore"},
      {" @param x", " \\@param x"},
      {"ann@example.org", "ann@example.org"},
      {"{@link x}", "{\\@link x}"},
      {"eslint-disable", "\\eslint-disable"},
      {"a\n eslint-disable-next-line", "a\n * \\ eslint-disable-next-line"},
      {"# sourceMappingURL=x", "\\# sourceMappingURL=x"},
      {"\xe2\x80\xa8x", "\\u{2028}x"},
  };
  for (const Row& row : rows) CHECK(ts_comment(row.text) == row.expected);
  CHECK(line_comment("one\ntwo\r\nthree") == "one two three");
  CHECK(line_comment("a\xe2\x80\xa9"
                     "b") == "a\\u{2029}b");
}

TEST_CASE("Markdown and HTML", "[escape]") {
  CHECK(markdown_text("a|b *c* <img> [x](y) `z`\n# h") ==
        "a\\|b \\*c\\* &lt;img\\> \\[x\\]\\(y\\) \\`z\\` \\# h");
  CHECK(markdown_code("a`b") == "``a`b``");
  CHECK(markdown_code("`") == "`` ` ``");
  CHECK(markdown_code("a|b") == "`a\\|b`");
  CHECK(markdown_code("a\nb") == "`a b`");
  CHECK(markdown_prose("a <b> & [x](y)\nit's `c`") == "a &lt;b> &amp; \\[x\\](y)\nit's `c`");
  CHECK(markdown_block("sql", "a\r\n\tb\n") == "```sql\na\n\tb\n```\n");
  CHECK(markdown_block("", "```\n\xe2\x80\xae") == "````\n```\n\\u{202e}\n````\n");
  CHECK(html_text("<a href=\"x\">'&") == "&#60;a href=&#34;x&#34;&#62;&#39;&#38;");
  CHECK(json_string("a\"b\\\n</script>") == "\"a\\\"b\\\\\\n</script>\"");
}

}  // namespace
}  // namespace sqlx::generators
