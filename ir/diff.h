// What changed between two schemas: a list that a person can read, in the order of the schema.
//
// A pure comparison of two values. `sqlx diff` prints it, `sqlx dev` tells it after a change, and
// sql/migrate.h writes the statements that make it true. A name that is gone and one that is new
// are a removal and an addition, never a guess that something was renamed.
//
// What the two servers are (version, encoding) and what is derived (dependencies) is not compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/schema.h"

namespace sqlx::ir {

enum class ChangeKind : std::uint8_t { kAdded, kRemoved, kChanged };

// How much it can hurt, from little to much.
enum class Impact : std::uint8_t {
  kNone,
  kBreaking,     // a program that worked with the schema before may not work with it now
  kDestructive,  // values that are stored may be lost
};

enum class Subject : std::uint8_t {
  kSchema,
  kExtension,
  kEnum,
  kDomain,
  kComposite,
  kSequence,
  kRoutine,
  kTable,
  kView,
  kColumn,
  kPrimaryKey,
  kUnique,
  kForeignKey,
  kCheck,
  kExclusion,
  kIndex,
  kTrigger,
  kPolicy,
  kUnsupported,
};

// One field of something that is there before and after; an empty text is a field without a value.
struct FieldChange {
  std::string field;  // as a snapshot calls it
  std::string before;
  std::string after;

  bool operator==(const FieldChange&) const = default;
};

struct SchemaChange {
  ChangeKind kind = ChangeKind::kChanged;
  Subject subject = Subject::kTable;
  ObjectName object;  // the table, view, type … itself, or the one that the part belongs to
  std::string part;   // a column, key … of it; of a constraint without name: what it says
  std::string
      detail;  // of what was added or removed, in short: a column's type, an index's columns
  std::vector<FieldChange> fields;  // of what was changed
  Impact impact = Impact::kNone;

  bool operator==(const SchemaChange&) const = default;
};

[[nodiscard]] std::vector<SchemaChange> diff(const Database& before, const Database& after);

// Whether every value of the one type is, unchanged, one of the other.
[[nodiscard]] bool holds_all_of(const LogicalType& wide, const LogicalType& narrow);

// Names of columns on both sides, in an order that is another one.
[[nodiscard]] bool order_differs(const std::vector<Column>& before,
                                 const std::vector<Column>& after);

[[nodiscard]] std::string_view to_string(ChangeKind kind);
[[nodiscard]] std::string_view to_string(Impact impact);
[[nodiscard]] std::string_view to_string(Subject subject);  // "foreign key"

}  // namespace sqlx::ir
