// What a call means, whatever dialect it was written in: the words that all dialects are translated
// through.
//
// The list is sql/meanings.def. Packs pair each meaning with the way their dialect says it
// (`"means"` and `"writes"`); no pack knows another. A call that means nothing here (`kNone`) is a
// function that only its own dialect knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sqlx::sql {

enum class Meaning : std::uint16_t {
  kNone,
#define SQLX_MEANING(enumerator, name, gives, takes, nulls, role) enumerator,
#include "sql/meanings.def"
#undef SQLX_MEANING
};

// The type of a call's value.
enum class Gives : std::uint8_t {
  kUnknown,
  kBoolean,
  kInteger,
  kDecimal,
  kFloat,
  kText,
  kBytes,
  kDate,
  kTime,
  kTimestamp,
  kTimestampTz,
  kInterval,
  kJson,
  kUuid,
  kArray,
  kNumber,  // the widest of its arguments: integer, decimal, float
  kExact,   // the same, but at least decimal: avg, exact division
  kFirst,   // that of its first argument
  kCommon   // the one that all arguments share
};

// What its arguments should be; what else they are has to be converted where the target is strict.
enum class Takes : std::uint8_t { kAnything, kNumbers, kBooleans, kTexts, kTimes };

enum class NullRule : std::uint8_t {
  kStrict,  // NULL if an argument is, and only then
  kNever,
  kMaybe,    // also when no argument is
  kAllNull,  // NULL only if all arguments are
};

enum class Role : std::uint8_t { kScalar, kAggregate, kWindow, kTable };

struct MeaningInfo {
  std::string_view name;
  Gives gives;
  Takes takes;
  NullRule nulls;
  Role role;
};

[[nodiscard]] const MeaningInfo& info(Meaning meaning);
[[nodiscard]] std::string_view to_string(Meaning meaning);
[[nodiscard]] std::optional<Meaning> meaning_named(std::string_view name);

}  // namespace sqlx::sql
