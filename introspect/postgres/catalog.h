// What has been read so far, by oid: the ground on which later answers are understood.
//
// The server names things by oid and column number, the IR by name. Each read_… function takes the
// answer to one question, looks up what earlier ones left here and adds its own; read.cc says in
// which order. At the end `assemble` moves it all into the IR.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "introspect/postgres/rows.h"
#include "introspect/postgres/types.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::introspect::postgres {

// The system catalogs by oid, which say of what kind an object is. These numbers are the same in
// every server.
enum class Class : Oid {
  kType = 1247,
  kRoutine = 1255,
  kRelation = 1259,
  kConstraint = 2606,
  kSchema = 2615,
  kTrigger = 2620,
  kPolicy = 3256,
};

struct ObjectId {
  Class object_class;
  Oid oid;

  auto operator<=>(const ObjectId&) const = default;
};

// Who needs whom.
struct Dependency {
  ObjectId who;
  ObjectId whom;
};

struct OperatorClass {
  std::string name;
  Oid method = 0;
  Oid default_for = 0;  // a type, or 0
};

struct RelationColumn {
  std::string name;  // empty: dropped
  Oid type = 0;
  Oid collation = 0;
  std::size_t position = 0;  // in Table::columns
};

// Why a relation does not stand in the IR.
enum class Hidden : std::uint8_t { kNot, kExtension, kUnreadable, kWithParent };

struct Relation {
  Oid oid = 0;
  char kind = 'r';  // pg_class.relkind
  bool is_partition = false;
  Hidden hidden = Hidden::kNot;
  std::vector<Oid> parents;
  std::size_t heirs =
      0;  // tables that inherit from this one, wherever they are; partitions are not counted
  std::vector<RelationColumn> columns;  // number 1 at [0]
  ir::Table table;

  [[nodiscard]] const RelationColumn* find(std::int64_t number) const;  // null: none of that number
  [[nodiscard]] ir::Column* column(std::int64_t number);
  [[nodiscard]] std::vector<std::string> names(const std::vector<std::int64_t>& numbers) const;
};

struct Catalog {
  explicit Catalog(const wirepacks::WirePack& wire_pack) : pack(wire_pack), types(wire_pack) {}

  const wirepacks::WirePack& pack;
  ir::Database database;
  std::string role;                                     // that we are connected as
  std::unordered_map<Oid, std::string> schemas;         // that are read
  std::unordered_set<std::string> closed_schemas;       // of these, where the role has no USAGE
  std::unordered_set<std::uint64_t> extension_members;  // catalog's oid and object's, one number
  std::vector<Dependency> dependencies;
  std::map<std::pair<ObjectId, int>, std::string> comments;  // the number is that of a column, or 0
  std::unordered_map<Oid, OperatorClass> operator_classes;
  std::unordered_map<Oid, std::string> collations;
  Types types;
  std::unordered_map<Oid, std::vector<ir::Check>> domain_checks;
  std::vector<Relation> relations;
  std::unordered_map<Oid, std::size_t> relation_at;
  std::map<std::pair<Oid, int>, std::string>
      class_options;  // index and key position → options of its operator class
  std::unordered_set<Oid> exclusion_indexes;
  std::unordered_map<Oid, std::pair<Oid, std::string>>
      keys;  // index → table and name of the key that it stands behind
  std::unordered_map<Oid, std::size_t> routine_at;  // in database.routines
  std::unordered_map<Oid, std::size_t> domain_at;   // in database.domains

  void add_extension_member(Oid object_class, Oid oid);
  [[nodiscard]] bool is_extension_member(Oid object_class, Oid oid) const;
  [[nodiscard]] bool is_extension_member(Class object_class, Oid oid) const;
  [[nodiscard]] std::string comment(Class object_class, Oid oid, int column = 0) const;
  [[nodiscard]] Relation* find_relation(Oid oid);
  [[nodiscard]] std::string collation_name(Oid collation,
                                           Oid usual) const;  // "" where it is the usual one
};

}  // namespace sqlx::introspect::postgres
