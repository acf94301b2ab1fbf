// Where a piece of text came from.
//
// A `SourceText` is one input (a file, a URL, an argument) kept whole and unchanged; a `Span` is a
// range of its bytes. Bytes are all that is remembered: line and column are computed by `locate`
// when a message is printed. A `SchemaPath` is the same thing for what has no text: a place in a
// database, `shop.orders.total`.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx {

struct SourceText {
  std::string name;  // what the user calls it: "sqlx.yaml", "--database"
  std::string text;
  std::size_t first_line = 1;  // where `text` is a part of a longer file
  std::size_t first_column = 1;

  bool operator==(const SourceText&) const = default;
};

using Source = std::shared_ptr<const SourceText>;

[[nodiscard]] Source make_source(std::string name, std::string text, std::size_t first_line = 1,
                                 std::size_t first_column = 1);

struct Span {
  Source source;
  std::size_t begin = 0;
  std::size_t end = 0;  // one past the last byte

  bool operator==(const Span&) const = default;
};

// A place as people count: from 1, columns in characters, not bytes.
struct Location {
  std::size_t line = 1;
  std::size_t column = 1;
  std::string_view line_text;  // without its line end
  std::size_t line_begin = 0;  // byte offset of line_text
};

[[nodiscard]] Location locate(const SourceText& source, std::size_t offset);

struct SchemaPath {
  std::vector<std::string> parts;  // empty parts are left out when printed

  bool operator==(const SchemaPath&) const = default;
};

// `shop.orders.total`; a part that is not a plain word is put in double quotes.
[[nodiscard]] std::string to_string(const SchemaPath& path);

}  // namespace sqlx
