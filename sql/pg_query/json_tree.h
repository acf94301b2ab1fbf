// JSON as a tree in an arena: small, and quick to make and to search, because every statement
// passes through it.
//
// Only what libpg_query writes is understood. Strings are unescaped where they stand, so keys and
// texts are views into the buffer that was given: whoever keeps one longer than that copies it.
// Each value remembers whether somebody read it (sql/pg_query/fields.h).
#pragma once

#include <string_view>

#include "base/arena.h"

namespace sqlx::sql::pg_query {

enum class JsonKind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

struct JsonValue {
  JsonKind kind = JsonKind::kNull;
  mutable bool read = false;
  std::uint32_t size = 0;            // of an array or object
  std::string_view key;              // in an object
  std::string_view text;             // of a scalar: "true", "-1", a string's characters
  const JsonValue* first = nullptr;  // of an array or object
  const JsonValue* next = nullptr;   // in the array or object that it stands in
};

// The text's value, or null if it is no JSON. However deep it is nested, the stack does not grow.
[[nodiscard]] const JsonValue* read_json(std::span<char> text, Arena& arena);

}  // namespace sqlx::sql::pg_query
