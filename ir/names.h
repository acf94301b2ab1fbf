// The names of generated code: one for every table, column, relation, enum, composite type and
// routine of a schema.
//
//     table order_items                   model OrderItem, root fields orderItem and orderItems,
//     collection order_items column created_at                   createdAt author_id → users posts:
//     author        users: posts, or postsByAuthor when there are several ways from posts author →
//     users                      posts: authorRef, as `author` is the column profiles.user_id →
//     users, unique    profiles: user       users: profile post_tags posts: tags          tags:
//     posts; tagsViaPostTag when there are several ways
//
// Every name is an identifier of TypeScript and of GraphQL, is no word that either reserves, and is
// the only one in its scope: types (by any case, as they become files), root fields, the fields of
// a model, the members of an enum. Who decides, in this order: the configuration (NameOverrides),
// the names that were given before (NameLock), the fixed rules, which see nothing but the schema.
// How a scope settles who gets what is in ir/name_scope.h; the rules are in ir/name_types.cc and
// ir/name_fields.cc.
//
// Two tables that would have the same model: that of the default schema keeps it, others get their
// schema before it (BillingUser); within a schema the one whose name is singular keeps it. A
// reserved word gets Model, Enum or Type behind it as a type, and `_` as a field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "ir/catalog.h"
#include "ir/name_lock.h"
#include "ir/relations.h"

namespace sqlx::ir {

struct TypeNames {
  std::string type;                  // empty for a column without labels of its own
  std::vector<std::string> members;  // beside an enum's values, or a composite type's fields

  bool operator==(const TypeNames&) const = default;
};

struct TableNames {
  std::string model;                    // OrderItem
  std::string singular;                 // orderItem: one of them, as a variable or root field
  std::string plural;                   // orderItems
  std::string collection;               // order_items: as the database spells it
  std::vector<std::string> fields;      // by column
  std::vector<TypeNames> column_enums;  // by column: the type of one that lists its labels itself

  bool operator==(const TableNames&) const = default;
};

struct RoutineNames {
  std::string name;
  std::vector<std::string> arguments;

  bool operator==(const RoutineNames&) const = default;
};

// Each list runs beside the one in the schema that it names.
struct Names {
  std::vector<TableNames> tables;      // Database::tables, so index(TableId)
  std::vector<std::string> relations;  // Relations::all
  std::vector<TypeNames> enums;
  std::vector<TypeNames> composites;
  std::vector<RoutineNames> routines;

  bool operator==(const Names&) const = default;
};

// What `names:` in sqlx.yaml says. A path is written as messages write it: `shop.orders.total`,
// without schema for the default one, with double quotes around a part that is not a plain word.
struct NameOverride {
  std::string path;
  std::string name;
  Place where;
  std::optional<std::string> member =
      {};  // a label of the enum or a field of the composite type, instead of the whole

  bool operator==(const NameOverride&) const = default;
};

enum class RelationEnd : std::uint8_t {
  kForward,  // on the table that has the foreign key
  kReverse,  // on the table that it points to
  kThrough,  // many-to-many: on the table that it points to, when `table` is a join table
};

struct RelationOverride {
  std::string table;
  std::string key;  // the foreign key's name, or its columns: `author_id`, `tenant_id, order_id`
  RelationEnd end = RelationEnd::kForward;
  std::string name;
  Place where;

  bool operator==(const RelationOverride&) const = default;
};

struct NameOverrides {
  std::vector<NameOverride> models;       // by table
  std::vector<NameOverride> collections;  // by table
  std::vector<NameOverride> fields;       // by column
  std::vector<NameOverride> enums;        // by enum, or by the column that lists its labels itself
  std::vector<NameOverride> composites;   // by composite type
  std::vector<NameOverride>
      routines;  // by routine; an overloaded one with its arguments, `area(integer, integer)`
  std::vector<RelationOverride> relations;

  bool operator==(const NameOverrides&) const = default;
};

// kNameOverrideUnknown and kNameOverrideInvalid are told; what they are about is named by rule.
[[nodiscard]] Names assign_names(const Catalog& catalog, const Relations& relations,
                                 const NameOverrides& overrides, const NameLock& lock,
                                 Diagnostics& diagnostics);

// By rule alone.
[[nodiscard]] Names assign_names(const Catalog& catalog, const Relations& relations);

// What to keep for the next time: these names, and none of things that are gone.
[[nodiscard]] NameLock lock_of(const Catalog& catalog, const Relations& relations,
                               const Names& names);

}  // namespace sqlx::ir
