// JSON as a tree in an arena: small, and quick to make and to search, because every statement that
// libpg_query reads passes through it, and every start of the program, with the wire packs.
//
// Strings are unescaped where they stand, so keys and texts are views into the buffer that was
// given: whoever keeps one longer than that copies it. Each value remembers whether somebody read
// it, so that nothing is overlooked (sql/pg_query/fields.h, wirepacks/object_reader.h).
#pragma once

#include <cstdint>
#include <string_view>

#include "base/arena.h"

namespace sqlx {

enum class JsonKind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

struct JsonValue {
  class Iterator;

  JsonKind kind = JsonKind::kNull;
  mutable bool read = false;
  std::uint32_t size = 0;            // of an array or object
  std::string_view key;              // in an object
  std::string_view text;             // of a scalar: "true", "-1", a string's characters
  const JsonValue* first = nullptr;  // of an array or object
  const JsonValue* next = nullptr;   // in the array or object that it stands in

  [[nodiscard]] bool is_object() const { return kind == JsonKind::kObject; }
  [[nodiscard]] bool is_array() const { return kind == JsonKind::kArray; }
  [[nodiscard]] bool is_string() const { return kind == JsonKind::kString; }

  // What an array or object holds, in its order.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;
};

class JsonValue::Iterator {
 public:
  explicit Iterator(const JsonValue* at) : at_(at) {}
  const JsonValue& operator*() const { return *at_; }
  Iterator& operator++() {
    at_ = at_->next;
    return *this;
  }
  bool operator==(const Iterator& other) const = default;

 private:
  const JsonValue* at_;
};

inline JsonValue::Iterator JsonValue::begin() const { return Iterator(first); }
inline JsonValue::Iterator JsonValue::end() const { return Iterator(nullptr); }

// The member of that name, or null.
[[nodiscard]] const JsonValue* find_member(const JsonValue& object, std::string_view key);

// The text's value; null if it is no JSON, which shows at the byte `fault`. However deep it is
// nested, the stack does not grow.
[[nodiscard]] const JsonValue* read_json(std::span<char> text, Arena& arena,
                                         std::size_t* fault = nullptr);

}  // namespace sqlx
