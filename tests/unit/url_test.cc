// introspect/url.h: URLs taken apart, bad ones refused at the right place, and passwords that never
// show.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <array>
#include <random>

#include "base/diagnostic_text.h"
#include "introspect/url.h"
#include "introspect/url_secrets.h"

namespace sqlx::introspect {
namespace {

std::vector<wirepacks::WirePack> test_packs() {
  Diagnostics diagnostics;
  std::vector<wirepacks::WirePack> packs = wirepacks::embedded_packs(diagnostics);
  for (wirepacks::WirePack& pack : packs) {
    if (pack.name == "mysql")
      pack.connection.parameters = {"charset", "connect_timeout", "socket", "ssl-mode"};
    if (pack.name == "mysql") pack.connection.default_user = "root";
    if (pack.name == "sqlite") pack.connection.parameters = {"busy_timeout", "immutable", "mode"};
  }
  return packs;
}

// All fields on one line: pack|user|password|host|port|database|parameters
std::string fields(const DatabaseUrl& url) {
  std::string out = url.pack + '|' + url.user + '|' + url.password.value_or("-") + '|' + url.host +
                    '|' + std::to_string(url.port) + '|' + url.database + '|';
  for (const auto& [name, value] : url.parameters) out += fmt::format("{}={} ", name, value);
  return out;
}

TEST_CASE("good URLs") {
  const auto [text, expected, display] = GENERATE(table<std::string, std::string, std::string>({
      {"postgresql://ada:p%40ss@db.local:6000/shop?sslmode=require",
       "postgres|ada|p@ss|db.local|6000|shop|sslmode=require ",
       "postgresql://ada:***@db.local:6000/shop?sslmode=require"},
      {"postgres://", "postgres||-||5432||", "postgres://"},
      {"Postgres://h", "postgres||-|h|5432||", "Postgres://h"},
      {"  postgres://ada@/shop\n", "postgres|ada|-||5432|shop|", "postgres://ada@/shop"},
      {"postgres://ada:@h:/", "postgres|ada||h|5432||", "postgres://ada:@h:/"},
      {"postgres:///shop", "postgres||-||5432|shop|", "postgres:///shop"},
      {"postgres://:s3cret@h/d", "postgres||s3cret|h|5432|d|", "postgres://:***@h/d"},
      {"postgres://u:a:b@c@h/d", "postgres|u|a:b@c|h|5432|d|", "postgres://u:***@h/d"},
      {"postgresql://[::1]:6000/shop", "postgres||-|::1|6000|shop|",
       "postgresql://[::1]:6000/shop"},
      {"postgresql://u:p@[fe80::1%25eth0]/d", "postgres|u|p|fe80::1%eth0|5432|d|",
       "postgresql://u:***@[fe80::1%25eth0]/d"},
      {"postgresql://%2Frun%2Fpostgresql/d", "postgres||-|/run/postgresql|5432|d|",
       "postgresql://%2Frun%2Fpostgresql/d"},
      {"postgresql:///d?host=/run/postgresql", "postgres||-|/run/postgresql|5432|d|",
       "postgresql:///d?host=/run/postgresql"},
      {"postgresql://h/d?user=u&password=p%26q&port=7&dbname=e&host=i", "postgres|u|p&q|i|7|e|",
       "postgresql://h/d?user=u&password=***"},
      {"postgresql://h/caf%C3%A9%20%2F%3F", "postgres||-|h|5432|café /?|",
       "postgresql://h/caf%C3%A9%20%2F%3F"},
      {"postgresql://h/d?&options=-c%20x%3D1&", "postgres||-|h|5432|d|options=-c x=1 ",
       "postgresql://h/d?&options=-c%20x%3D1&"},
      {"mysql://localhost/shop?socket=/run/mysqld.sock&ssl-mode=REQUIRED",
       "mysql|root|-|/run/mysqld.sock|3306|shop|ssl-mode=REQUIRED ",
       "mysql://localhost/shop?socket=/run/mysqld.sock&ssl-mode=REQUIRED"},
      {"mariadb://u@h", "mariadb|u|-|h|3306||", "mariadb://u@h"},
      {"sqlite:shop.db", "sqlite||-||0|shop.db|", "sqlite:shop.db"},
      {"sqlite:a:b@c#d%3F.db?mode=ro", "sqlite||-||0|a:b@c#d?.db|mode=ro ",
       "sqlite:a:b@c#d%3F.db?mode=ro"},
      {"sqlite:/srv/shop.db", "sqlite||-||0|/srv/shop.db|", "sqlite:/srv/shop.db"},
      {"sqlite:///srv/shop.db", "sqlite||-||0|/srv/shop.db|", "sqlite:///srv/shop.db"},
      {"sqlite:////srv/shop.db", "sqlite||-||0|/srv/shop.db|", "sqlite:////srv/shop.db"},
      {"SQLite::memory:", "sqlite||-||0|:memory:|", "SQLite::memory:"},
  }));
  INFO(text);
  Diagnostics diagnostics;
  const auto url = parse_url(text, "--database", test_packs(), diagnostics);
  for (const Diagnostic& item : diagnostics.items()) UNSCOPED_INFO(item.message);
  REQUIRE(url);
  CHECK(diagnostics.empty());
  CHECK(fields(*url) == expected);
  CHECK(url->display->text == display);
}

std::string marked(const Diagnostic& diagnostic) {
  const Span& span = std::get<Span>(diagnostic.where);
  return span.source->text.substr(span.begin, span.end - span.begin);
}

std::string rendered(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& item : diagnostics.items()) append_text(out, item, Colour::kOff);
  return out;
}

TEST_CASE("bad URLs are refused at their place") {
  const auto [text, code, mark,
              said] = GENERATE(table<std::string, Code, std::string, std::string>({
      {"", Code::kUrlMalformed, "", "is empty"},
      {"postgre://h/d", Code::kUrlUnknownScheme, "postgre", "did you mean `postgres`?"},
      {"postgressql://h/d", Code::kUrlUnknownScheme, "postgressql", "did you mean `postgresql`?"},
      {"msyql://h/d", Code::kUrlUnknownScheme, "msyql", "did you mean `mysql`?"},
      {"mysql+pymysql://u:S3CRET@h/d", Code::kUrlUnknownScheme, "mysql+pymysql",
       "did you mean `mysql`?"},
      {"jdbc:postgresql://h/d", Code::kUrlUnknownScheme, "jdbc", "leave out `jdbc:`"},
      {"oracle://h/d", Code::kUrlUnknownScheme, "oracle",
       "sqlx knows mariadb, mysql, postgresql, postgres, sqlite"},
      {"shop.db", Code::kUrlMalformed, "shop.db", "write `sqlite:shop.db`"},
      {"./a/shop.sqlite3", Code::kUrlMalformed, "./a/shop.sqlite3",
       "write `sqlite:./a/shop.sqlite3`"},
      {"/", Code::kUrlMalformed, "/", "write `sqlite:/`"},
      {"shop", Code::kUrlMalformed, "shop", "begins with one of mariadb"},
      {"host=h password=S3CRET dbname=d", Code::kUrlMalformed, "host=h password=***",
       "begins with one of mariadb"},
      {"postgresql:h/d", Code::kUrlMalformed, "h", "`//` is missing"},
      {"postgresql:/u:S3CRET@h/d", Code::kUrlMalformed, "***", "`//` is missing"},
      {"postgresql://h/d?connect_timeout=abc", Code::kUrlUnknownParameter, "abc", "a whole number"},
      {"postgresql://h/d?connect_timeout=-1", Code::kUrlUnknownParameter, "-1", "a whole number"},
      {"postgresql://h/d?keepalives=", Code::kUrlUnknownParameter, "", "a whole number"},
      {"mysql://h/d?connect_timeout=5s", Code::kUrlUnknownParameter, "5s", "a whole number"},
      {"sqlite:d?busy_timeout=99999999999", Code::kUrlUnknownParameter, "99999999999",
       "a whole number"},
      {"postgresql://u:S3CRET@h:54x2/d", Code::kUrlMalformed, "54x2",
       "not a number from 1 to 65535"},
      {"postgresql://u:S3CRET@h:65536/d", Code::kUrlMalformed, "65536",
       "not a number from 1 to 65535"},
      {"postgresql://h:0/d", Code::kUrlMalformed, "0", "not a number from 1 to 65535"},
      {"postgresql://h/d?port=x", Code::kUrlMalformed, "x", "not a number from 1 to 65535"},
      {"postgresql://u:S3CRET/d", Code::kUrlMalformed, "***", "`@host` is missing"},
      {"postgresql://u:S3CRET%40h/d", Code::kUrlMalformed, "***", "`@host` is missing"},
      {"postgresql://:5432/d", Code::kUrlMalformed, ":5432", "a port but no host"},
      {"postgresql://[::1:5432/d", Code::kUrlMalformed, "[", "has no `]`"},
      {"postgresql://u:S3CRET@[h]/d", Code::kUrlMalformed, "h", "no IPv6 address"},
      {"postgresql://[::1]5432/d", Code::kUrlMalformed, "5432", "neither `:` nor `/`"},
      {"postgresql://::1/d", Code::kUrlMalformed, "::1", "stands in [brackets]"},
      {"postgresql://u:S3CRET@h1:1,h2:2/d", Code::kUrlMalformed, "h1:1,h2:2", "several hosts"},
      {"postgresql://h/d?host=h1,h2", Code::kUrlMalformed, "h1,h2", "several hosts"},
      {"postgresql://u:S3C%RET@h/d", Code::kUrlMalformed, "***", "written %25"},
      {"postgresql://h/100%", Code::kUrlMalformed, "%", "written %25"},
      {"postgresql://h/d%00e", Code::kUrlMalformed, "%00", "written %25"},
      {std::string("postgresql://u:S3C\0RET@h/d", 26), Code::kUrlMalformed, "***",
       "control character"},
      {"postgresql://h/d\ne", Code::kUrlMalformed, "\n", "control character"},
      {"postgresql://u:S3C/RET@h/d", Code::kUrlMalformed, "***", "/ is %2F"},
      {"postgresql://u:S3C?RET@h/d", Code::kUrlMalformed, "***", "? is %3F"},
      {"postgresql://u:S3C#RET@h/d", Code::kUrlMalformed, "***", "# is %23"},
      {"postgresql://u:S3@C/RET@h/d", Code::kUrlMalformed, "***", "@ is %40"},
      {"postgresql://u:123/RET@h/d", Code::kUrlMalformed, "***", "percent-encoded"},
      {"postgresql://h/d#e", Code::kUrlMalformed, "#", "# is %23"},
      {"postgresql://h/d/e", Code::kUrlMalformed, "/", "in the name of the database"},
      {"postgresql://h/d?sslmod=require", Code::kUrlUnknownParameter, "sslmod",
       "did you mean `sslmode`?"},
      {"postgresql://h/d?pasword=S3CRET", Code::kUrlUnknownParameter, "pasword",
       "did you mean `password`?"},
      {"postgresql://h/d?password=S3C&RET=1", Code::kUrlUnknownParameter, "***",
       "no parameter `***`"},
      {"postgresql://h/d?sslp%61ssword=S3C%RET", Code::kUrlMalformed, "***", "written %25"},
      {"mysql://h/d?mode=ro", Code::kUrlUnknownParameter, "mode", "MySQL has no parameter `mode`"},
      {"postgresql://h/d?sslmode", Code::kUrlMalformed, "sslmode", "has no value"},
      {"postgresql://h/d?sslmode=a&sslmode=b", Code::kUrlMalformed, "b", "stands twice"},
      {"sqlite:", Code::kUrlMalformed, "sqlite:", "names no file"},
      {"sqlite://shop.db", Code::kUrlMalformed, "//", "write `sqlite:shop.db`"},
      {"sqlite://u:S3CRET@h/d", Code::kUrlMalformed, "//", "write `sqlite:u:***@h/d`"},
      {"sqlite:a.db?mod=ro", Code::kUrlUnknownParameter, "mod", "did you mean `mode`?"},
      {"u:S3CRET@h/d", Code::kUrlUnknownScheme, "u", "sqlx knows"},
  }));
  Diagnostics diagnostics;
  CHECK_FALSE(parse_url(text, "DATABASE_URL", test_packs(), diagnostics));
  REQUIRE(diagnostics.items().size() == 1);
  const std::string out = rendered(diagnostics);
  INFO(text << '\n' << out);
  CHECK(to_string(diagnostics.items()[0].code) == to_string(code));
  CHECK(marked(diagnostics.items()[0]) == mark);
  CHECK(out.find(said) != std::string::npos);
  CHECK(out.find("S3C") == std::string::npos);
  CHECK(out.find("RET") == std::string::npos);
}

// Any character may be added or changed before the user, inside the password and behind the `@`;
// the password is XSECX…YSECY.
TEST_CASE("no mutation of a URL shows its password") {
  static constexpr std::string_view kAlphabet = ":/?#[]@%&=,.+-_ \t\n\x01\xffpassword0159aZ";
  const std::vector<wirepacks::WirePack> packs = test_packs();
  std::mt19937 random(42);  // NOLINT(cert-msc51-cpp): the same mutations each time
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
  const auto mutate = [&](std::string text, std::size_t changes) {
    for (; changes > 0; --changes) {
      const std::size_t at = below(text.size() + 1);
      const char c = kAlphabet[below(kAlphabet.size())];
      if (at < text.size() && below(3) == 0) {
        text.erase(at, 1);
      } else {
        text.insert(at, 1, c);
      }
    }
    return text;
  };
  static constexpr std::array<std::string_view, 4> kSchemes = {"postgresql://", "mysql://",
                                                               "mariadb://", "postgre://"};
  for (int round = 0; round < 20000; ++round) {
    const std::string text = mutate(std::string(kSchemes[below(4)]), below(3)) + "ada:XSECX" +
                             mutate("", below(4)) + "YSECY@" +
                             mutate("db.local:5432/shop?sslmode=require", below(4));
    Diagnostics diagnostics;
    const auto url = parse_url(text, "--database", packs, diagnostics);
    const std::string out = rendered(diagnostics) + (url ? url->display->text : "");
    CHECK(url.has_value() != diagnostics.has_errors());
    if (out.find("XSECX") != std::string::npos || out.find("YSECY") != std::string::npos)
      FAIL(text << '\n' << out);
  }
}

TEST_CASE("random bytes are a URL or a diagnostic") {
  const std::vector<wirepacks::WirePack> packs = test_packs();
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same bytes each time
  for (int round = 0; round < 20000; ++round) {
    std::string text = round % 2 == 0 ? "postgresql://" : "sqlite:";
    for (std::size_t i = random() % 12; i > 0; --i) text += static_cast<char>(random());
    Diagnostics diagnostics;
    const auto url = parse_url(text, "--database", packs, diagnostics);
    if (url.has_value() == diagnostics.has_errors()) FAIL(text);
  }
}

std::string hidden_in_lines(const std::string& text) {
  return redact("x", text, find_secrets_in_lines(text)).source->text;
}

TEST_CASE("lines of a configuration file lose their passwords and nothing else") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"database: postgresql://u:s3@cret@h/d\r\nschemas: [a]\r\n",
       "database: postgresql://u:***@h/d\r\nschemas: [a]\r\n"},
      {"databse:\n  passwrod: hunter2\n  port: 1\n", "databse:\n  passwrod: ***\n  port: 1\n"},
      {"{database: \"mysql://h/d?password=x\"}", "{database: \"mysql://h/d?password=***"},
      {"database: sqlite:shop.db\ntimeout: 10s # https://example.org/a",
       "database: sqlite:shop.db\ntimeout: 10s # https://example.org/a"},
      {"exclude: [\"*.log\", 'a:b']", "exclude: [\"*.log\", 'a:b']"},
      {"database: ${DATABASE_URL:-postgresql://localhost:5432/shop}",
       "database: ${DATABASE_URL:-postgresql://localhost:5432/shop}"},
  }));
  CHECK(hidden_in_lines(text) == expected);
}

}  // namespace
}  // namespace sqlx::introspect
