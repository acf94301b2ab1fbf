// introspect/mysql without a server: what error numbers mean, and how the chosen database's name is
// taken out of SQL text.
#include <catch2/catch.hpp>

#include "introspect/mysql/errors.h"
#include "introspect/mysql/sql_text.h"

namespace sqlx::introspect::mysql {
namespace {

TEST_CASE("MySQL's error numbers as diagnostics") {
  const auto [number, words, out_of_time, code] =
      GENERATE(table<unsigned, std::string, bool, Code>({
          {1040, "Too many connections", false, Code::kServerBusy},
          {1044, "Access denied", false, Code::kAccessDenied},
          {1045, "Access denied", false, Code::kAuthenticationFailed},
          {1049, "Unknown database", false, Code::kUnknownDatabase},
          {1130, "Host is not allowed", false, Code::kAccessDenied},
          {2002, "Can't connect", false, Code::kConnectionRefused},
          {2002, "Can't connect", true, Code::kConnectTimeout},
          {2005, "Unknown host", false, Code::kHostNotFound},
          {2013, "Lost connection during query", false, Code::kConnectionLost},
          {2013, "Lost connection during query", true, Code::kConnectTimeout},
          {2013, "Lost connection at 'handshake: reading initial communication packet'", false,
           Code::kWrongProtocol},
          {2026, "TLS/SSL error", false, Code::kTlsFailed},
          {2059, "Plugin could not be loaded", false, Code::kAuthenticationFailed},
          {9999, "Something new", false, Code::kCatalogQueryFailed},
      }));
  INFO(number << ' ' << words);
  Diagnostics diagnostics;
  const Target target{.user = "anna", .place = "db:3306", .database = "shop"};
  const Diagnostic& told = report({.number = number, .words = words, .out_of_time = out_of_time},
                                  target, "while reading tables", diagnostics);
  CHECK(to_string(told.code) == to_string(code));
  CHECK(told.message.find("db:3306") != std::string::npos);
  CHECK(told.notes[0].message.find(words) != std::string::npos);
}

TEST_CASE("the chosen database's name is taken out of SQL text") {
  const auto is_object = [](const ir::ObjectName& name) {
    return name.name == "orders" || name.name == "a`b";
  };
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"select `shop`.`orders`.`id` from `shop`.`orders`", "select `orders`.`id` from `orders`"},
      {"select `other`.`orders`.`id`", "select `other`.`orders`.`id`"},
      {"select shop.orders.id, @shop.orders, x.shop.orders",
       "select orders.id, @shop.orders, x.shop.orders"},
      {"select `shop`.`id` from `orders` `shop`", "select `shop`.`id` from `orders` `shop`"},
      {"select '`shop`.`orders`', \"shop.orders\", 'it\\'s shop.orders'",
       "select '`shop`.`orders`', \"shop.orders\", 'it\\'s shop.orders'"},
      {"select 1 -- shop.orders\n, 2 # shop.orders\n, 3 /* shop.orders */",
       "select 1 -- shop.orders\n, 2 # shop.orders\n, 3 /* shop.orders */"},
      {"`shop`.`a``b`", "`a``b`"},
      {"`shop.orders`", "`shop.orders`"},
      {"`shop`.", "`shop`."},
      {"'not closed shop.orders", "'not closed shop.orders"},
  }));
  CHECK(remove_qualifier(before, "shop", is_object).sql == after);
}

TEST_CASE("what SQL text names with its database is told") {
  const auto is_object = [](const ir::ObjectName&) { return true; };
  const auto references =
      remove_qualifier("select 1 from `shop`.`a` join `b`.`c`", "shop", is_object).references;
  CHECK(references == std::vector<ir::ObjectName>{{"shop", "a"}, {"b", "c"}});
}

TEST_CASE("what SQL text calls without a database is told") {
  const auto is_object = [](const ir::ObjectName&) { return false; };
  CHECK(remove_qualifier("select `area`(1), 'x(', y", "shop", is_object).calls ==
        std::vector<std::string>{"area"});
}

TEST_CASE("MySQL 8's escaped expressions are read as what they stand for") {
  CHECK(unescape(R"((`a` <> _utf8mb4\'it\\\'s\'))") == R"((`a` <> _utf8mb4'it\'s'))");
  CHECK(unescape("plain") == "plain");
  CHECK(unescape("ends with \\") == "ends with \\");
}

TEST_CASE("names and strings are quoted for MySQL") {
  CHECK(quote_name("a`b") == "`a``b`");
  CHECK(quote_string("it's \\ x") == "'it''s \\\\ x'");
}

}  // namespace
}  // namespace sqlx::introspect::mysql
