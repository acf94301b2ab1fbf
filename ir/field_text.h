// A value of the IR in a few words, for people: `numeric(10,2)`, `a, b DESC`, `references: orders`.
//
// Walks ir/fields.h, as the snapshot does, so a new field shows up by itself.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "ir/enum_names.h"
#include "ir/fields.h"

namespace sqlx::ir {

inline std::string field_text(const std::string& text) { return text; }
inline std::string field_text(bool value) { return value ? "true" : "false"; }
inline std::string field_text(std::int64_t value) { return fmt::to_string(value); }
inline std::string field_text(std::int32_t value) { return fmt::to_string(value); }
std::string field_text(const ObjectName& name);
std::string field_text(const ColumnReference& column);
std::string field_text(const KeyPart& part);
std::string field_text(const Attribute& attribute);
std::string field_text(const Default& value);

template <class E>
requires std::is_enum_v<E> std::string field_text(E value) { return std::string(enum_name(value)); }

// Declared before the templates that call them.
template <class T>
std::string field_text(const std::optional<T>& value);
template <class T>
std::string field_text(const std::vector<T>& items);

template <HasFields S>
std::string field_text(const S& value) {
  std::string out;
  const auto add = [&](const auto& field) {
    if (value.*field.member == S{}.*field.member) return;
    if (!out.empty()) out += ", ";
    out += fmt::format("{}: {}", field.name, field_text(value.*field.member));
  };
  std::apply([&](const auto&... field) { (add(field), ...); }, Fields<S>::kList);
  return out;
}

template <class T>
std::string field_text(const std::optional<T>& value) {
  return value ? field_text(*value) : std::string();
}

template <class T>
std::string field_text(const std::vector<T>& items) {
  std::string out;
  for (const T& item : items) {
    if (!out.empty()) out += ", ";
    out += field_text(item);
  }
  return out;
}

}  // namespace sqlx::ir
