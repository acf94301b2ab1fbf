// The URL that names a database, taken apart.
//
//     postgresql://user:p%40ss@[::1]:5432/shop?sslmode=require
//     mysql://root@localhost/shop?socket=/run/mysqld.sock sqlite:shop.db      sqlite:///abs/shop.db
//     sqlite::memory:
//
// Which schemes there are, and which parameters each takes, is said by the wire packs. The password
// lives in one field and leaves it only for the driver: `display` has none, and messages and spans
// are made from that (introspect/url_secrets.h).
//
// Parameters that say what a part of the URL says (user, password, host, port, dbname, socket) set
// that part, where the pack knows them; `parameters` holds the others. A path behind `sqlite:` is
// relative, unless it begins with `/` or `///`.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "wirepacks/pack.h"

namespace sqlx::introspect {

struct DatabaseUrl {
  std::string pack;  // name of the wire pack whose scheme it has
  std::string user;
  std::optional<std::string> password;
  std::string host;  // name or address without brackets; a socket (file, or its folder) begins with
                     // '/'; empty: the engine's default
  std::uint16_t port = 0;  // the pack's default if the URL names none
  std::string database;    // a name; for file engines the path of the file
  std::vector<std::pair<std::string, std::string>> parameters;
  Source display;  // the URL without its password, for messages

  // Of what is wrong with the database as a whole.
  [[nodiscard]] Place place() const {
    return display == nullptr ? Place() : Place(Span{display, 0, display->text.size()});
  }

  // Inline, because drivers call it and link nothing of this room.
  [[nodiscard]] const std::string* find_parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters) {
      if (key == name) return &value;
    }
    return nullptr;
  }

  // Of a parameter that the pack counts among its whole numbers: parse_url has refused other
  // values.
  [[nodiscard]] std::optional<std::int32_t> find_number(std::string_view name) const {
    const std::string* text = find_parameter(name);
    if (text == nullptr) return std::nullopt;
    std::int32_t number = 0;
    std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
  }
};

// `origin` says where the text stands, for messages: "--database", "DATABASE_URL".
[[nodiscard]] std::optional<DatabaseUrl> parse_url(std::string_view text, std::string_view origin,
                                                   std::span<const wirepacks::WirePack> packs,
                                                   Diagnostics& diagnostics);

}  // namespace sqlx::introspect
