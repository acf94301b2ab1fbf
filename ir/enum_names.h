// What the enumerators of ir/schema.h are called in a snapshot. The arrays are indexed by the
// enumerator.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "ir/schema.h"

namespace sqlx::ir {

template <>
struct EnumNames<TypeKind> {
  static constexpr auto kNames = std::to_array<std::string_view>({
#define SQLX_TYPE(enumerator, name, meaning) name,
#include "ir/type_kinds.def"
#undef SQLX_TYPE
  });
};

template <>
struct EnumNames<AttributeKey> {
  static constexpr auto kNames = std::to_array<std::string_view>({
#define SQLX_ATTRIBUTE(enumerator, name, meaning) name,
#include "ir/attributes.def"
#undef SQLX_ATTRIBUTE
  });
};

#define SQLX_ENUM_NAMES(type, ...)                                                 \
  template <>                                                                      \
  struct EnumNames<type> {                                                         \
    static constexpr auto kNames = std::to_array<std::string_view>({__VA_ARGS__}); \
  }

SQLX_ENUM_NAMES(DefaultKind, "literal", "now", "sequence", "uuid", "expression");
SQLX_ENUM_NAMES(IdentityKind, "always", "by_default", "serial", "auto_increment", "rowid");
SQLX_ENUM_NAMES(NullsOrder, "default", "first", "last");
SQLX_ENUM_NAMES(Deferrability, "immediate", "deferrable", "initially_deferred");
SQLX_ENUM_NAMES(ReferentialAction, "no_action", "restrict", "cascade", "set_null", "set_default");
SQLX_ENUM_NAMES(MatchKind, "simple", "full", "partial");
SQLX_ENUM_NAMES(RowSecurity, "off", "on", "forced", "off_forced");
SQLX_ENUM_NAMES(TableKind, "table", "view", "materialized_view", "foreign_table", "virtual_table");
SQLX_ENUM_NAMES(RoutineKind, "function", "procedure", "aggregate", "window", "trigger_function");
SQLX_ENUM_NAMES(ArgumentMode, "in", "out", "inout", "variadic", "table");
SQLX_ENUM_NAMES(Volatility, "volatile", "stable", "immutable");

#undef SQLX_ENUM_NAMES

template <class E>
[[nodiscard]] constexpr std::string_view enum_name(E value) {
  return EnumNames<E>::kNames[static_cast<std::size_t>(value)];
}

template <class E>
[[nodiscard]] constexpr std::optional<E> enum_from_name(std::string_view name) {
  for (std::size_t i = 0; i < EnumNames<E>::kNames.size(); ++i) {
    if (EnumNames<E>::kNames[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace sqlx::ir
