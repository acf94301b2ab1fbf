// The fields of one node of libpg_query's, as its converter reads them: whatever it leaves unread
// is reported by name.
//
// That is how nothing can vanish. libpg_query leaves out fields that are empty, false or zero, so
// each that is there says something; a converter that knows a field to be mere noise `skip`s it.
#pragma once

#include <initializer_list>
#include <string_view>

#include "sql/pg_query/conversion.h"

namespace sqlx::sql::pg_query {

class Fields {
 public:
  // `node`: what libpg_query calls it, for messages. Its place counts as seen.
  Fields(Conversion& in, std::string_view node, const JsonValue& object);
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  ~Fields();

  [[nodiscard]] const JsonValue* find(std::string_view key);
  [[nodiscard]] std::string_view text(std::string_view key);  // empty if it is not there
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] std::int64_t number(std::string_view key);  // 0 if it is not there
  [[nodiscard]] Name name(std::string_view key) { return name_of(text(key)); }
  [[nodiscard]] List<Name> names(std::string_view key) { return names_in(in_, find(key)); }

  void skip(std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) static_cast<void>(find(key));
  }
  void skip_all();

  [[nodiscard]] std::string_view node() const { return node_; }
  [[nodiscard]] std::int64_t location() const { return location_; }  // -1: not said

 private:
  Conversion& in_;
  std::string_view node_;
  const JsonValue& object_;
  const JsonValue* after_last_;  // fields are mostly asked for in their order
  std::int64_t location_ = -1;
};

}  // namespace sqlx::sql::pg_query
