#include "ir/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "ir/field_text.h"
#include "ir/pairs.h"

namespace sqlx::ir {
namespace {

using Changes = std::vector<SchemaChange>;
using Names = std::span<const std::string_view>;

bool contains(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Fields that differ; those of `skipped` are derived, or are compared part by part.
template <class S>
std::vector<FieldChange> field_changes(const S& before, const S& after, Names skipped = {}) {
  std::vector<FieldChange> changes;
  const auto compare = [&](const auto& field) {
    const auto& old_value = before.*field.member;
    const auto& new_value = after.*field.member;
    if (contains(skipped, field.name) || old_value == new_value) return;
    changes.push_back({std::string(field.name), field_text(old_value), field_text(new_value)});
  };
  std::apply([&](const auto&... field) { (compare(field), ...); }, Fields<S>::kList);
  return changes;
}

bool has_field(const std::vector<FieldChange>& changes, std::string_view name) {
  return std::any_of(changes.begin(), changes.end(),
                     [&](const FieldChange& change) { return change.field == name; });
}

// The database's words say more than the logical type does; both are shown only where the words
// are the same.
void leave_out_types(std::vector<FieldChange>& changes) {
  if (!has_field(changes, "database_type")) return;
  std::erase_if(changes, [](const FieldChange& change) { return change.field == "type"; });
}

void leave_out(std::vector<FieldChange>& changes, Names names) {
  std::erase_if(changes, [&](const FieldChange& change) { return contains(names, change.field); });
}

// ----------------------------------------------------------------------------------------- columns

// A file does not say what the server makes of a view's expressions. The view itself is compared.
void leave_out_unknown(std::vector<FieldChange>& changes, const Column& before,
                       const Column& after) {
  constexpr std::array<std::string_view, 4> kMadeOfExpression = {"type", "database_type",
                                                                 "nullable", "base"};
  if (before.database_type.empty() || after.database_type.empty())
    leave_out(changes, kMadeOfExpression);
}

bool needs_value(const Column& column) {
  return !column.nullable && !column.default_value && !column.identity && !column.generated;
}

Impact impact_of(const Column& before, const Column& after) {
  const bool is_computed_now = after.generated && !before.generated;
  if (is_computed_now || !holds_all_of(after.type, before.type)) return Impact::kDestructive;
  const bool is_stricter = before.nullable && !after.nullable;
  const bool has_other_type =
      before.type != after.type || before.database_type != after.database_type;
  const bool is_numbered_otherwise = before.identity != after.identity;
  if (is_stricter || has_other_type || is_numbered_otherwise || before.generated != after.generated)
    return Impact::kBreaking;
  return !needs_value(before) && needs_value(after) ? Impact::kBreaking : Impact::kNone;
}

std::string detail_of(const Column& column) {
  std::string out =
      column.database_type.empty() ? field_text(column.type.kind) : column.database_type;
  if (!column.nullable) out += " not null";
  if (column.default_value) out += " default " + column.default_value->sql;
  if (column.generated) out += fmt::format(" generated as {}", column.generated->sql);
  return out;
}

std::string detail_of(const Key& key) { return field_text(key.columns); }
std::string detail_of(const Check& check) { return check.sql; }
std::string detail_of(const Exclusion& exclusion) { return exclusion.sql; }
std::string detail_of(const Trigger& /*trigger*/) { return {}; }
std::string detail_of(const Policy& policy) { return policy.command; }

std::string detail_of(const Index& index) {
  return fmt::format("{}({}){}{}", index.unique ? "unique " : "", field_text(index.parts),
                     index.predicate.empty() ? "" : " where ", index.predicate);
}

std::string detail_of(const ForeignKey& key) {
  return fmt::format("({}) references {} ({})", field_text(key.columns), field_text(key.references),
                     field_text(key.referenced_columns));
}

// ------------------------------------------------------------------------------------------- parts

// What a kind of part is called, and how much it matters that one comes, goes, or is another.
struct PartRule {
  Subject subject;
  Impact added, removed, changed;
};

constexpr PartRule kPrimaryKeys{Subject::kPrimaryKey, Impact::kBreaking, Impact::kBreaking,
                                Impact::kBreaking};
constexpr PartRule kUniques{Subject::kUnique, Impact::kBreaking, Impact::kBreaking,
                            Impact::kBreaking};
constexpr PartRule kForeignKeys{Subject::kForeignKey, Impact::kBreaking, Impact::kNone,
                                Impact::kBreaking};
constexpr PartRule kChecks{Subject::kCheck, Impact::kBreaking, Impact::kNone, Impact::kBreaking};
constexpr PartRule kExclusions{Subject::kExclusion, Impact::kBreaking, Impact::kNone,
                               Impact::kBreaking};
constexpr PartRule kIndexes{Subject::kIndex, Impact::kNone, Impact::kNone, Impact::kNone};
constexpr PartRule kTriggers{Subject::kTrigger, Impact::kBreaking, Impact::kBreaking,
                             Impact::kBreaking};
constexpr PartRule kPolicies{Subject::kPolicy, Impact::kBreaking, Impact::kBreaking,
                             Impact::kBreaking};

template <class T>
std::string part_name(const T& part) {
  return part.name.empty() ? detail_of(part) : part.name;
}

template <class T>
void add_part(Changes& changes, const ObjectName& table, const PartRule& rule,
              const Pair<T>& pair) {
  if (pair.before == nullptr) {
    changes.push_back({ChangeKind::kAdded,
                       rule.subject,
                       table,
                       part_name(*pair.after),
                       detail_of(*pair.after),
                       {},
                       rule.added});
  } else if (pair.after == nullptr) {
    changes.push_back({ChangeKind::kRemoved,
                       rule.subject,
                       table,
                       part_name(*pair.before),
                       detail_of(*pair.before),
                       {},
                       rule.removed});
  } else if (auto fields = field_changes(*pair.before, *pair.after); !fields.empty()) {
    const bool says_the_same = fields.size() == 1 && fields.front().field == "comment";
    changes.push_back({ChangeKind::kChanged,
                       rule.subject,
                       table,
                       part_name(*pair.after),
                       {},
                       std::move(fields),
                       says_the_same ? Impact::kNone : rule.changed});
  }
}

template <class T>
void add_parts(Changes& changes, const ObjectName& table, const PartRule& rule,
               const std::vector<T>& before, const std::vector<T>& after) {
  for (const Pair<T>& pair : pair_up(before, after)) add_part(changes, table, rule, pair);
}

// There is one at most, whatever it is called.
void add_primary_key(Changes& changes, const Table& before, const Table& after) {
  const auto pointer = [](const std::optional<Key>& key) { return key ? &*key : nullptr; };
  const Pair<Key> pair{pointer(before.primary_key), pointer(after.primary_key)};
  if (pair.before != nullptr || pair.after != nullptr)
    add_part(changes, before.name, kPrimaryKeys, pair);
}

// A unique index refuses rows, as a key does.
void add_indexes(Changes& changes, const Table& before, const Table& after) {
  constexpr PartRule kUniqueIndexes{Subject::kIndex, Impact::kBreaking, Impact::kBreaking,
                                    Impact::kBreaking};
  for (const Pair<Index>& pair : pair_up(before.indexes, after.indexes)) {
    const bool unique = (pair.before != nullptr && pair.before->unique) ||
                        (pair.after != nullptr && pair.after->unique);
    add_part(changes, before.name, unique ? kUniqueIndexes : kIndexes, pair);
  }
}

void add_columns(Changes& changes, const Table& before, const Table& after) {
  const bool stores_values = !is_view(before);
  for (const Pair<Column>& pair : pair_up(before.columns, after.columns)) {
    if (pair.before == nullptr) {
      const Impact impact =
          stores_values && needs_value(*pair.after) ? Impact::kBreaking : Impact::kNone;
      changes.push_back({ChangeKind::kAdded,
                         Subject::kColumn,
                         before.name,
                         pair.after->name,
                         detail_of(*pair.after),
                         {},
                         impact});
    } else if (pair.after == nullptr) {
      const bool loses_values = stores_values && !pair.before->generated;
      changes.push_back({ChangeKind::kRemoved,
                         Subject::kColumn,
                         before.name,
                         pair.before->name,
                         detail_of(*pair.before),
                         {},
                         loses_values ? Impact::kDestructive : Impact::kBreaking});
    } else {
      auto fields = field_changes(*pair.before, *pair.after);
      leave_out_types(fields);
      if (!stores_values) leave_out_unknown(fields, *pair.before, *pair.after);
      if (fields.empty()) continue;
      const Impact impact = impact_of(*pair.before, *pair.after);
      changes.push_back({ChangeKind::kChanged,
                         Subject::kColumn,
                         before.name,
                         pair.before->name,
                         {},
                         std::move(fields),
                         stores_values ? impact : std::min(impact, Impact::kBreaking)});
    }
  }
}

// ------------------------------------------------------------------------------------------ tables

constexpr std::array<std::string_view, 12> kPartsOfTables = {
    "columns", "primary_key", "uniques",  "foreign_keys", "checks",     "exclusions",
    "indexes", "triggers",    "policies", "partitions",   "depends_on", "row_estimate"};

Subject subject_of(const Table& table) { return is_view(table) ? Subject::kView : Subject::kTable; }

Impact impact_of(const Table& before, const Table& after) {
  if (is_view(before)) return Impact::kBreaking;
  if (before.kind != after.kind) return Impact::kDestructive;
  if (before.kind == TableKind::kVirtualTable && before.attributes != after.attributes)
    return Impact::kDestructive;
  const bool only_told =
      before.inherits == after.inherits && before.partitioning == after.partitioning &&
      before.partition_bound == after.partition_bound && before.row_security == after.row_security;
  return only_told ? Impact::kNone : Impact::kBreaking;
}

void add_table(Changes& changes, const Table& before, const Table& after);

void add_tables(Changes& changes, const std::vector<Table>& before,
                const std::vector<Table>& after) {
  for (const Pair<Table>& pair : pair_up(before, after)) {
    if (pair.before == nullptr) {
      changes.push_back({ChangeKind::kAdded,
                         subject_of(*pair.after),
                         pair.after->name,
                         {},
                         {},
                         {},
                         Impact::kNone});
    } else if (pair.after == nullptr) {
      changes.push_back({ChangeKind::kRemoved,
                         subject_of(*pair.before),
                         pair.before->name,
                         {},
                         {},
                         {},
                         is_view(*pair.before) ? Impact::kBreaking : Impact::kDestructive});
    } else {
      add_table(changes, *pair.before, *pair.after);
    }
  }
}

void add_table(Changes& changes, const Table& before, const Table& after) {
  auto fields = field_changes(before, after, kPartsOfTables);
  if (order_differs(before.columns, after.columns)) {
    const auto names = [](const Table& table) {
      std::vector<std::string> all;
      for (const Column& column : table.columns) all.push_back(column.name);
      return field_text(all);
    };
    fields.push_back({"column order", names(before), names(after)});
  }
  if (!fields.empty()) {
    changes.push_back({ChangeKind::kChanged,
                       subject_of(before),
                       before.name,
                       {},
                       {},
                       std::move(fields),
                       impact_of(before, after)});
  }
  add_columns(changes, before, after);
  add_primary_key(changes, before, after);
  add_parts(changes, before.name, kUniques, before.uniques, after.uniques);
  add_parts(changes, before.name, kForeignKeys, before.foreign_keys, after.foreign_keys);
  add_parts(changes, before.name, kChecks, before.checks, after.checks);
  add_parts(changes, before.name, kExclusions, before.exclusions, after.exclusions);
  add_indexes(changes, before, after);
  add_parts(changes, before.name, kTriggers, before.triggers, after.triggers);
  add_parts(changes, before.name, kPolicies, before.policies, after.policies);
  add_tables(changes, before.partitions, after.partitions);
}

// ----------------------------------------------------------------------------------- other objects

constexpr std::array<std::string_view, 1> kDerived = {"depends_on"};

ObjectName object_name(const ObjectName& name) { return name; }
ObjectName object_name(const std::string& name) { return {"", name}; }

template <class T>
std::string own_part(const T& /*object*/) {
  return {};
}
std::string own_part(const Routine& routine) { return routine.signature; }
std::string own_part(const Unsupported& item) { return item.kind; }

// A file may leave it to the server which version it installs.
template <class T>
void leave_out_unknown(std::vector<FieldChange>& /*changes*/, const T& /*before*/,
                       const T& /*after*/) {}
void leave_out_unknown(std::vector<FieldChange>& changes, const Extension& before,
                       const Extension& after) {
  constexpr std::array<std::string_view, 1> kVersion = {"version"};
  if (before.version.empty() || after.version.empty()) leave_out(changes, kVersion);
}

// Labels that stay keep their order.
bool keeps_labels(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  auto at = after.begin();
  for (const std::string& label : before) {
    at = std::find(at, after.end(), label);
    if (at == after.end()) return false;
    ++at;
  }
  return true;
}

template <class T>
Impact impact_of(const T& /*before*/, const T& /*after*/) {
  return Impact::kBreaking;
}
Impact impact_of(const Namespace&, const Namespace&) { return Impact::kNone; }
Impact impact_of(const Extension&, const Extension&) { return Impact::kNone; }
Impact impact_of(const Sequence&, const Sequence&) { return Impact::kNone; }
Impact impact_of(const Unsupported&, const Unsupported&) { return Impact::kNone; }
Impact impact_of(const Enum& before, const Enum& after) {
  return keeps_labels(before.values, after.values) ? Impact::kNone : Impact::kDestructive;
}
Impact impact_of(const Domain& before, const Domain& after) {
  return holds_all_of(after.type, before.type) ? Impact::kBreaking : Impact::kDestructive;
}

template <class T>
void add_objects(Changes& changes, Subject subject, Impact removed, const std::vector<T>& before,
                 const std::vector<T>& after) {
  for (const Pair<T>& pair : pair_up(before, after)) {
    const T& one = pair.before == nullptr ? *pair.after : *pair.before;
    SchemaChange change{.subject = subject,
                        .object = object_name(one.name),
                        .part = own_part(one),
                        .detail = {},
                        .fields = {}};
    if (pair.before == nullptr) {
      change.kind = ChangeKind::kAdded;
    } else if (pair.after == nullptr) {
      change.kind = ChangeKind::kRemoved;
      change.impact = removed;
    } else {
      change.fields = field_changes(*pair.before, *pair.after, kDerived);
      leave_out_types(change.fields);
      leave_out_unknown(change.fields, *pair.before, *pair.after);
      if (change.fields.empty()) continue;
      const bool says_the_same =
          change.fields.size() == 1 && change.fields.front().field == "comment";
      change.impact = says_the_same ? Impact::kNone : impact_of(*pair.before, *pair.after);
    }
    changes.push_back(std::move(change));
  }
}

// ------------------------------------------------------------------------------------------- types

struct Whole {
  int bits;
  bool is_signed;
};

Whole whole_number(TypeKind kind) {
  switch (kind) {
    case TypeKind::kInt8: return {8, true};
    case TypeKind::kInt16: return {16, true};
    case TypeKind::kInt24: return {24, true};
    case TypeKind::kInt32: return {32, true};
    case TypeKind::kInt64: return {64, true};
    case TypeKind::kUint8: return {8, false};
    case TypeKind::kUint16: return {16, false};
    case TypeKind::kUint24: return {24, false};
    case TypeKind::kUint32: return {32, false};
    case TypeKind::kUint64: return {64, false};
    default: return {0, false};
  }
}

bool holds_whole(const Whole& wide, const Whole& narrow) {
  if (wide.bits == 0 || narrow.bits == 0) return false;
  if (wide.is_signed == narrow.is_signed) return wide.bits >= narrow.bits;
  return wide.is_signed && wide.bits > narrow.bits;
}

// Without a number there is no limit.
template <class T>
bool is_wider(const std::optional<T>& wide, const std::optional<T>& narrow) {
  return !wide || (narrow && *wide >= *narrow);
}

bool holds_decimal(const LogicalType& wide, const LogicalType& narrow) {
  if (!wide.precision) return true;
  if (!narrow.precision) return false;
  const std::int32_t wide_scale = wide.scale.value_or(0);
  const std::int32_t narrow_scale = narrow.scale.value_or(0);
  return wide_scale >= narrow_scale &&
         *wide.precision - wide_scale >= *narrow.precision - narrow_scale;
}

}  // namespace

bool holds_all_of(const LogicalType& wide, const LogicalType& narrow) {
  if (wide == narrow || wide.kind == TypeKind::kAny) return true;
  if (holds_whole(whole_number(wide.kind), whole_number(narrow.kind))) return true;
  if (wide.kind == TypeKind::kFloat64 && narrow.kind == TypeKind::kFloat32) return true;
  if (wide.kind == TypeKind::kText && narrow.kind == TypeKind::kEnum) return !wide.length;
  if (wide.kind != narrow.kind || wide.name != narrow.name) return false;
  if (wide.kind == TypeKind::kDecimal) return holds_decimal(wide, narrow);
  if (!keeps_labels(narrow.values, wide.values)) return false;
  const bool has_element = !wide.element.empty() && !narrow.element.empty();
  if (has_element && !holds_all_of(wide.element.front(), narrow.element.front())) return false;
  return is_wider(wide.length, narrow.length) && is_wider(wide.precision, narrow.precision);
}

bool order_differs(const std::vector<Column>& before, const std::vector<Column>& after) {
  const auto shared = [](const std::vector<Column>& columns, const std::vector<Column>& others) {
    std::vector<std::string_view> names;
    for (const Column& column : columns) {
      const bool stays = std::any_of(others.begin(), others.end(), [&](const Column& other) {
        return other.name == column.name;
      });
      if (stays) names.push_back(column.name);
    }
    return names;
  };
  return shared(before, after) != shared(after, before);
}

std::string pairing_key(const Key& key) {
  return key.name.empty() ? "()" + field_text(key.columns) : key.name;
}

std::string pairing_key(const ForeignKey& key) {
  return key.name.empty() ? "()" + detail_of(key) : key.name;
}

std::string pairing_key(const Check& check) {
  return check.name.empty() ? "()" + check.sql : check.name;
}

std::string pairing_key(const Routine& routine) {
  return fmt::format("{} {}", identity(routine), routine.kind == RoutineKind::kProcedure);
}

std::string pairing_key(const Unsupported& item) {
  return fmt::format("{} {} {}", item.kind, identity(item.name), item.detail);
}

std::vector<SchemaChange> diff(const Database& before, const Database& after) {
  Changes changes;
  add_objects(changes, Subject::kSchema, Impact::kBreaking, before.schemas, after.schemas);
  add_objects(changes, Subject::kExtension, Impact::kBreaking, before.extensions, after.extensions);
  add_objects(changes, Subject::kEnum, Impact::kBreaking, before.enums, after.enums);
  add_objects(changes, Subject::kDomain, Impact::kBreaking, before.domains, after.domains);
  add_objects(changes, Subject::kComposite, Impact::kBreaking, before.composites, after.composites);
  add_objects(changes, Subject::kSequence, Impact::kDestructive, before.sequences, after.sequences);
  add_objects(changes, Subject::kRoutine, Impact::kBreaking, before.routines, after.routines);
  add_tables(changes, before.tables, after.tables);
  add_objects(changes, Subject::kUnsupported, Impact::kBreaking, before.unsupported,
              after.unsupported);
  return changes;
}

std::string_view to_string(ChangeKind kind) {
  constexpr auto kNames = std::to_array<std::string_view>({"added", "removed", "changed"});
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(Impact impact) {
  constexpr auto kNames = std::to_array<std::string_view>({"none", "breaking", "destructive"});
  return kNames[static_cast<std::size_t>(impact)];
}

std::string_view to_string(Subject subject) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"schema", "extension", "enum", "domain", "composite type", "sequence", "routine", "table",
       "view", "column", "primary key", "unique key", "foreign key", "check", "exclusion", "index",
       "trigger", "policy", "other object"});
  return kNames[static_cast<std::size_t>(subject)];
}

}  // namespace sqlx::ir
