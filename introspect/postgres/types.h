// The types of a database: what an oid from the catalog means as a logical type, down through
// domains, arrays and ranges.
//
// The server's own types, and those of extensions, are known by name from the wire pack. Enums,
// domains and composite types of the schemas that are read become part of the IR, and so does what
// is used of other schemas.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "introspect/postgres/rows.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::introspect::postgres {

struct Type {
  Oid oid = 0;
  Oid schema = 0;
  ir::ObjectName name;
  char kind = 'b';    // pg_type.typtype
  std::string words;  // as format_type writes it
  Oid array = 0;      // the type of arrays of it
  Oid element = 0;
  Oid relation = 0;  // of a composite type, or a table's row
  Oid collation = 0;
  char storage = 'p';
  Oid subtype = 0;  // of a range
  Oid base = 0;     // of a domain, as are the next three
  std::string base_words;
  bool not_null = false;
  std::string default_sql;
  std::vector<std::string> labels;  // of an enum
  bool is_ours = false;             // neither the server's nor an extension's
  bool is_used = false;
};

class Types {
 public:
  explicit Types(const wirepacks::WirePack& pack) : pack_(pack) {}

  void add(Type type);
  void name_arrays();  // once all types are there: the words for an array are those of its elements
                       // and []
  [[nodiscard]] const Type* find(Oid oid) const;
  [[nodiscard]] std::string_view words(Oid oid) const;

  // `words` are the database's for this use of the type, with its arguments; empty: those of the
  // type itself.
  [[nodiscard]] ir::LogicalType resolve(Oid oid, std::string_view words = {});

  // The type that has a name of its own behind arrays.
  [[nodiscard]] const Type* innermost(Oid oid) const;

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [oid, type] : types_) visit(type);
  }

 private:
  [[nodiscard]] bool is_array(const Type& type) const;
  [[nodiscard]] ir::LogicalType resolve(Type& type, std::string_view words);
  [[nodiscard]] ir::LogicalType resolve_base(const Type& type, std::string_view words) const;

  const wirepacks::WirePack& pack_;
  std::unordered_map<Oid, Type> types_;
};

}  // namespace sqlx::introspect::postgres
