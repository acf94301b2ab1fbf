// base/: text, globs, documents, diagnostics.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/diagnostic.h"
#include "base/diagnostic_text.h"
#include "base/document.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/text.h"

namespace sqlx {
namespace {

TEST_CASE("globs match whole names") {
  const auto [pattern, text, expected] = GENERATE(table<std::string, std::string, bool>({
      {"*", "", true},
      {"shop.*", "shop.orders", true},
      {"shop.*", "shopping", false},
      {"a*b*c", "axxbyybzzc", true},
      {"a*b*c", "axxbyybzz", false},
      {"?", "é", true},
      {"??", "é", false},
      {"", "x", false},
  }));
  CHECK(glob_match(pattern, text) == expected);
}

TEST_CASE("a pipe is written to, and stays one") {
  std::string folder = "/tmp/sqlx-pipe.XXXXXX";
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const std::string path = folder + "/pipe";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const int reader = ::open(path.c_str(), O_RDWR | O_NONBLOCK);
  Diagnostics diagnostics;
  CHECK(write_file(path, "text", diagnostics));
  char read[8] = {};
  CHECK(::read(reader, read, sizeof read) == 4);
  CHECK(std::string(read) == "text");
  struct stat now {};
  CHECK((::stat(path.c_str(), &now) == 0 && S_ISFIFO(now.st_mode)));
  ::close(reader);
  ::unlink(path.c_str());
  ::rmdir(folder.c_str());
}

TEST_CASE("the closest word is named only when it is near") {
  const std::vector<std::string> words = {"database", "schemas", "include", "exclude"};
  CHECK(did_you_mean("databse", words) == "did you mean `database`?");
  CHECK(did_you_mean("Schema", words) == "did you mean `schemas`?");
  CHECK(did_you_mean("zebra", words).empty());
  CHECK(edit_distance("ab", "ba") == 1);
}

TEST_CASE("printable text cannot steer a terminal") {
  CHECK(printable("a\nb\033[2J\u202e\xff") == "a\\nb\\x1b[2J\\u202e\\xff");
  CHECK(printable("größe 😀") == "größe 😀");
}

TEST_CASE("UTF-8 that is overlong, cut or a surrogate is invalid") {
  for (const char* text :
       {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80"}) {
    CHECK_FALSE(is_valid_utf8(text));
  }
  CHECK(is_valid_utf8("\xf4\x8f\xbf\xbf"));
}

void write_sample(DocumentWriter& out) {
  out.begin_object();
  out.key("plain");
  out.string("orders");
  out.key("yes");
  out.string("yes");
  out.key("list");
  out.begin_array();
  out.number(1);
  out.begin_object();
  out.key("a");
  out.null();
  out.key("b");
  out.begin_array();
  out.end_array();
  out.end_object();
  out.end_array();
  out.key("none");
  out.begin_object();
  out.end_object();
  out.key("text");
  out.string("a \"b\"\n\x7f");
  out.end_object();
}

TEST_CASE("JSON puts short flat containers on one line") {
  std::string out;
  JsonWriter writer(out);
  write_sample(writer);
  CHECK(out == R"({
  "plain": "orders",
  "yes": "yes",
  "list": [
    1,
    {
      "a": null,
      "b": []
    }
  ],
  "none": {},
  "text": "a \"b\"\n\u007f"
})");
}

TEST_CASE("YAML quotes what could be read as something else") {
  std::string out;
  YamlWriter writer(out);
  write_sample(writer);
  CHECK(out == R"(plain: orders
"yes": "yes"
list:
  - 1
  - a: null
    b: []
none: {}
text: "a \"b\"\n\u007f")");
}

TEST_CASE("a diagnostic shows its line and a caret") {
  const Source source = make_source("sqlx.yaml", "# shop\nnäme: x\ndatabse: y\n");
  Diagnostics diagnostics;
  diagnostics.add(Code::kConfigUnknownKey, "unknown key `databse`", Span{source, 16, 23},
                  "did you mean `database`?");
  std::string out;
  append_text(out, diagnostics.items()[0], Colour::kOff);
  CHECK(out == R"(error[SQLX1102]: unknown key `databse`
  ┌─ sqlx.yaml:3:1
3 │ databse: y
  │ ^^^^^^^
  = hint: did you mean `database`?
)");
  CHECK(diagnostics.exit_code() == kExitInput);
}

TEST_CASE("codes are found however they are written") {
  CHECK(code_from_string("SQLX1102") == Code::kConfigUnknownKey);
  CHECK(code_from_string("sqlx1102") == Code::kConfigUnknownKey);
  CHECK(code_from_string("1102") == Code::kConfigUnknownKey);
  CHECK_FALSE(code_from_string("1").has_value());
  CHECK_FALSE(code_from_string("SQLX1102x").has_value());
}

TEST_CASE("a mistake of our own has an exit code of its own") {
  Diagnostics diagnostics;
  diagnostics.add(Code::kInternal, "two and two made five");
  CHECK(diagnostics.exit_code() == kExitInternal);
}

}  // namespace
}  // namespace sqlx
