// cli/config.h and cli/yaml.h: sqlx.yaml as a value, its mistakes at their places, and files made
// to do harm.
#include <catch2/catch.hpp>

#include <random>

#include "base/diagnostic_text.h"
#include "cli/config.h"
#include "cli/config_keys.h"
#include "cli/duration.h"

namespace sqlx::cli {
namespace {

using std::chrono::milliseconds;

std::optional<std::string> variable(std::string_view name) {
  if (name == "WHERE") return "postgresql://localhost/shop";
  if (name == "TRICK") return "a: b\n- c";
  return std::nullopt;
}

struct Result {
  std::optional<Config> config;
  std::string told;
};

Result read(const std::string& text) {
  Diagnostics diagnostics;
  Result result{read_config("sqlx.yaml", text, variable, diagnostics), {}};
  for (const Diagnostic& item : diagnostics.items()) append_text(result.told, item, Colour::kOff);
  CHECK(result.config.has_value() != diagnostics.has_errors());
  return result;
}

Config config_of(const std::string& text) {
  Result result = read(text);
  INFO(text << result.told);
  REQUIRE(result.config);
  return *result.config;
}

std::string lines(const std::vector<ir::NameOverride>& overrides) {
  std::string out;
  for (const ir::NameOverride& given : overrides) {
    out += given.path + (given.member ? '/' + *given.member : "") + '=' + given.name + '\n';
  }
  return out;
}

TEST_CASE("a configuration with every key") {
  std::string text;
  for (const ConfigKeyHelp& key : config_keys()) text += std::string(key.sample) + '\n';
  const Config config = config_of(text);
  CHECK(config.database->text == "${DATABASE_URL}");
  CHECK(config.schemas == std::vector<std::string>{"public", "audit"});
  CHECK(config.include == std::vector<std::string>{"public.*"});
  CHECK(config.exclude == std::vector<std::string>{"*_backup", "audit.*"});
  CHECK(config.timeout == milliseconds(10000));
  const ir::NameOverrides& names = config.names;
  CHECK(lines(names.models) == "people=Person\nshop.ord_hdr=Order\n");
  CHECK(lines(names.collections) == "shop.ord_hdr=orders\n");
  CHECK(lines(names.fields) == "shop.ord_hdr.ord_dt=orderedAt\n");
  CHECK(lines(names.enums) == "ord_st=OrderState\nspan=TimeSpan\nspan/24h=day\n");
  CHECK(lines(names.composites) == "addr=Address\naddr/zip_cd=postcode\n");
  CHECK(lines(names.routines) == "calc_total=total\narea(integer)=areaOfSquare\n");
  REQUIRE(names.relations.size() == 3);
  CHECK(names.relations[0].key == "ord_hdr_cust_fkey");
  CHECK(names.relations[0].name == "buyer");
  CHECK(names.relations[1].end == ir::RelationEnd::kForward);
  CHECK(names.relations[2].table == "shop.ord_hdr");
  CHECK(names.relations[2].name == "sales");
  CHECK(names.relations[2].end == ir::RelationEnd::kReverse);
  CHECK(std::get<Span>(names.relations[2].where).begin > 0);
}

TEST_CASE("a column's name is quoted in its path where it is no plain word") {
  const Config config = config_of("names: {tables: {'\"order items\"': {columns: {'a.\"b': c}}}}");
  CHECK(config.names.fields.at(0).path == "\"order items\".\"a.\"\"b\"");
}

TEST_CASE("the commented configuration sets nothing") {
  CHECK(config_of(commented_config()) == Config{});
}

TEST_CASE("a configuration that holds nothing is one") {
  for (const char* text : {"", "\n\n", "# only this\n", "---\n", "{}", "\xEF\xBB\xBF", "~"})
    CHECK(config_of(text) == Config{});
}

TEST_CASE("values as people write them") {
  CHECK(config_of("schemas: shop").schemas == std::vector<std::string>{"shop"});
  CHECK(config_of("schemas:\r\n  - no\r\n  - 2024\r\n  - \"null\"\r\n").schemas ==
        std::vector<std::string>{"no", "2024", "null"});
  CHECK(config_of("schemas: !!str x").schemas == std::vector<std::string>{"x"});
  CHECK(config_of("timeout: 3").timeout == milliseconds(3000));
  CHECK(config_of("include: &all [a, b]\nexclude: *all").exclude ==
        std::vector<std::string>{"a", "b"});
  CHECK(config_of("names:\n  tables:\n    a: &n {columns: {x: y}}\n    b: {<<: *n, model: B}")
            .names.fields.size() == 2);
  CHECK(config_of("names: {enums: {a: A, <<: {a: B, c: C}}}").names.enums.size() == 2);
}

TEST_CASE("variables stay inside their value") {
  CHECK(config_of("schemas: ${TRICK}").schemas == std::vector<std::string>{"a: b\n- c"});
  CHECK(config_of("schemas: [\"x${NONE:-1}\", '$${WHERE}']").schemas ==
        std::vector<std::string>{"x1", "${WHERE}"});
  CHECK(config_of("database: ${NONE}").database->text == "${NONE}");  // expanded when it is used
}

TEST_CASE("durations") {
  const auto [text, expected] = GENERATE(table<std::string, int>({
      {"10", 10000},
      {"10s", 10000},
      {"1.5s", 1500},
      {"500ms", 500},
      {"2 m", 120000},
      {"24h", 86400000},
      {"0.001", 1},
      {"", -1},
      {"0", -1},
      {"-1", -1},
      {"10x", -1},
      {"s", -1},
      {"25h", -1},
      {"1e3", -1},
      {"inf", -1},
      {"nan", -1},
  }));
  INFO(text);
  CHECK(parse_duration(text).value_or(milliseconds(-1)) == milliseconds(expected));
}

TEST_CASE("mistakes are told at their place") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"# shop\ndatabse: x\n", R"(error[SQLX1102]: unknown key `databse`
  ┌─ sqlx.yaml:2:1
2 │ databse: x
  │ ^^^^^^^
  = hint: did you mean `database`?
)"},
      {"names:\n  tables:\n    orders: {modell: Order}\n",
       R"(error[SQLX1102]: unknown key `modell` in `names.tables.orders`
  ┌─ sqlx.yaml:3:14
3 │     orders: {modell: Order}
  │              ^^^^^^
  = hint: did you mean `model`?
)"},
      {"zebra: 1\n", R"(error[SQLX1102]: unknown key `zebra`
  ┌─ sqlx.yaml:1:1
1 │ zebra: 1
  │ ^^^^^
  = hint: the keys here are name, database, schemas, include, exclude, timeout, validation, policies, alerts, templates, names
)"},
      {"\xEF\xBB\xBFtimeout: 'ten'\r\n",
       R"(error[SQLX1103]: `timeout` should be seconds or a duration such as `10s` or `500ms`, not `'ten'`
  ┌─ sqlx.yaml:1:11
1 │ \ufefftimeout: 'ten'
  │                ^^^^^
)"},
      {"schemas:\ntimeout: 1\n",
       R"(error[SQLX1103]: `schemas` should be a word or a list of words, not nothing
  ┌─ sqlx.yaml:1:1
1 │ schemas:
  │ ^^^^^^^
  = hint: give it a value, or remove the key
)"},
      {"schemas:\n  - a\n  - {b: c}\n", R"(error[SQLX1103]: `schemas[1]` should be a word, not a map
  ┌─ sqlx.yaml:3:5
3 │   - {b: c}
  │     ^^^^^^
)"},
      {"database:\n  host: h\n  passwrod: S3CRET\n",
       R"(error[SQLX1103]: `database` should be the URL of a database, not a map
  ┌─ sqlx.yaml:2:3
2 │   host: h
  │   ^^^^^^^
)"},
      {"- a\n", R"(error[SQLX1103]: `sqlx.yaml` should be a map of keys, not a list
  ┌─ sqlx.yaml:1:1
1 │ - a
  │ ^^^
)"},
      {"databse: postgresql://u:S3@CRET@h/d # x\n", R"(error[SQLX1102]: unknown key `databse`
  ┌─ sqlx.yaml:1:1
1 │ databse: postgresql://u:***@h/d # x
  │ ^^^^^^^
  = hint: did you mean `database`?
)"},
      {"password: S3CRET\n", R"(error[SQLX1102]: unknown key `password`
  ┌─ sqlx.yaml:1:1
1 │ password: ***
  │ ^^^^^^^^
  = hint: the keys here are name, database, schemas, include, exclude, timeout, validation, policies, alerts, templates, names
)"},
      {"timeout: postgresql://u:S3CRET@h/d\n",
       R"(error[SQLX1103]: `timeout` should be seconds or a duration such as `10s` or `500ms`, not `postgresql://u:***@h/d`
  ┌─ sqlx.yaml:1:10
1 │ timeout: postgresql://u:***@h/d
  │          ^^^^^^^^^^^^^^^^^^^^^^
)"},
      {"include: [\"a\", \"b ${NONE} c\"]\n", R"(error[SQLX1104]: the variable `NONE` is not set
  ┌─ sqlx.yaml:1:19
1 │ include: ["a", "b ${NONE} c"]
  │                   ^^^^^^^
  = hint: set it in the environment or in .env, or write `${NONE:-default}`
)"},
      {"include: a\ninclude: b\n", R"(error[SQLX1101]: sqlx.yaml: the key `include` stands twice
  ┌─ sqlx.yaml:2:1
2 │ include: b
  │ ^^^^^^^
  = hint: keep one of the two
)"},
      {"include: a\n---\nexclude: b\n", R"(error[SQLX1101]: sqlx.yaml: there is a second document
  ┌─ sqlx.yaml:2:1
2 │ ---
  │ ^^^
  = hint: one file is one configuration
)"},
      {"include: [a\n", R"(error[SQLX1101]: sqlx.yaml: end of sequence flow not found
  ┌─ sqlx.yaml:2:1
2 │ 
  │ ^
)"},
      {"include: !glob a\n", R"(error[SQLX1101]: sqlx.yaml: a value has a tag
  ┌─ sqlx.yaml:1:10
1 │ include: !glob a
  │          ^^^^^^^
  = hint: tags mean nothing here: remove what begins with `!`
)"},
  }));
  const Result result = read(text);
  CHECK_FALSE(result.config);
  CHECK(result.told == expected);
}

TEST_CASE("every mistake is told at once") {
  const Result result = read("databse: x\ntimeout: [1]\nschemas: ${NONE}\n");
  for (const char* code : {"SQLX1102", "SQLX1103", "SQLX1104"})
    CHECK(result.told.find(code) != std::string::npos);
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST_CASE("files made to do harm are refused, and quickly") {
  std::string laughs = "names: &a0 {enums: {lol: " + std::string(1000, 'x') + "}}\n";
  for (int i = 1; i < 20; ++i) {
    laughs +=
        "k" + std::to_string(i) + ": [" + repeated("*a" + std::to_string(i - 1) + ", ", 10) + "]\n";
    laughs.replace(laughs.rfind('['), 1, "&a" + std::to_string(i) + " [");
  }
  const auto [text, message] = GENERATE_COPY(table<std::string, std::string>({
      {repeated("[", 100000),
       "a key is a list or a map"},  // yaml-cpp takes it for the beginning of `[…]: value`
      {repeated("{a: ", 100000), "a key is a list or a map"},
      {repeated("[", 50000) + repeated("]", 50000), "nested more than"},
      {repeated("- ", 100000), "nested more than"},
      {repeated("? ", 100000), "a key is a list or a map"},
      {laughs, "too many"},
      {"include: &a [*a]", "stands inside of what it names"},
      {"include: *nobody", "the referenced anchor is not defined"},
      {"names: {<<: x}", "`<<` takes an alias of a map"},
      {"{[a]: b}", "a key is a list or a map"},
      {"~: b", "a key is empty"},
      {"a: \xff", "not UTF-8"},
      {"a: \x04", "control character"},
      {std::string(5U << 20U, '#'), "larger than"},
  }));
  const Result result = read(text);
  CHECK(result.told.starts_with("error[SQLX1101]"));
  INFO(result.told);
  CHECK(result.told.find(message) != std::string::npos);
}

TEST_CASE("random YAML is read or refused") {
  static constexpr std::string_view kAlphabet = "ab:-?[]{},&*!|>'\"%@`#~<$ \n\n  ";
  static const std::vector<std::string> kWords = {
      "database: ", "schemas:\n", "names:\n  tables:\n", "  - ", "<<: *a", "&a ", "---\n", "${X}"};
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same files each time
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t i = random() % 20; i > 0; --i) {
      if (random() % 4 == 0) {
        text += kWords[random() % kWords.size()];
      } else {
        text += kAlphabet[random() % kAlphabet.size()];
      }
    }
    Diagnostics diagnostics;
    const auto config = read_config("sqlx.yaml", text, variable, diagnostics);
    if (config.has_value() == diagnostics.has_errors()) FAIL(text);
    std::string told;
    for (const Diagnostic& item : diagnostics.items()) append_text(told, item, Colour::kOff);
  }
}

}  // namespace
}  // namespace sqlx::cli
