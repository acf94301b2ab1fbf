// From what the configuration writes (`shop.orders.total`, `posts` and `author_id`) to the keys
// that names are known by.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "ir/name_keys.h"
#include "ir/naming.h"

namespace sqlx::ir {
namespace {

// The parts of `shop."Order Details".total`. A dot or quote in a name needs quotes around it;
// anything else is also understood without them.
std::vector<std::string> path_parts(std::string_view path) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool doubled = quoted && path.substr(i).starts_with("\"\"");
    if (path[i] == '.' && !quoted) {
      parts.emplace_back();
    } else if (path[i] != '"') {
      parts.back() += path[i];
    } else if (doubled) {
      parts.back() += path[++i];
    } else {
      quoted = !quoted;
    }
  }
  return parts;
}

// Every way to write a name: whole, bare in the default schema, and bare elsewhere if there is only
// one.
class PathIndex {
 public:
  template <class Objects>
  PathIndex(const Database& database, const Objects& objects) {
    std::unordered_map<std::string_view, std::size_t> bare;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      add(objects[i].name, i);
      ++bare[objects[i].name.name];
    }
    for (const bool home : {true, false}) {
      for (std::size_t i = 0; i < objects.size(); ++i) {
        const ObjectName& name = objects[i].name;
        if (home ? in_default_schema(database, name) : bare[name.name] == 1)
          add({"", name.name}, i);
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> find(std::span<const std::string> parts) const {
    if (parts.empty() || parts.size() > 2) return std::nullopt;
    const auto found =
        found_.find(parts.size() == 1 ? key_path({"", parts[0]}) : key_path({parts[0], parts[1]}));
    return found == found_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] std::string hint(std::string_view path) const { return did_you_mean(path, paths_); }

 private:
  void add(const ObjectName& name, std::size_t i) {
    std::string path = key_path(name);
    if (found_.try_emplace(path, i).second) paths_.push_back(std::move(path));
  }

  std::vector<std::string> paths_;
  std::unordered_map<std::string, std::size_t> found_;
};

std::string squeezed(std::string_view columns) {
  std::string out;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(out),
               [](char c) { return !is_space(c); });
  return out;
}

// `area`, `shop.area`, `area(integer, integer)`: a routine, with the types of its arguments where
// overloads need them.
class RoutinePath {
 public:
  explicit RoutinePath(std::string_view path) {
    const std::size_t open = path.ends_with(')') ? opening(path) : std::string_view::npos;
    parts_ = path_parts(path.substr(0, open));
    if (open != std::string_view::npos)
      signature_ = squeezed(path.substr(open + 1, path.size() - open - 2));
  }

  [[nodiscard]] bool fits(const Routine& routine) const {
    if (parts_.size() > 2 || parts_.back() != routine.name.name) return false;
    if (has_schema() && parts_[0] != routine.name.schema) return false;
    return !signature_ || *signature_ == squeezed(routine.signature);
  }

  [[nodiscard]] bool has_schema() const { return parts_.size() == 2; }
  void forget_arguments() { signature_.reset(); }

 private:
  // Of the parenthesis that is in no quotes.
  static std::size_t opening(std::string_view path) {
    bool quoted = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (path[i] == '(' && !quoted) return i;
      if (path[i] == '"') quoted = !quoted;
    }
    return std::string_view::npos;
  }

  std::vector<std::string> parts_;
  std::optional<std::string> signature_;
};

class Resolver {
 public:
  Resolver(const Catalog& catalog, const Relations& relations, Diagnostics& diagnostics)
      : catalog_(catalog),
        relations_(relations),
        diagnostics_(diagnostics),
        tables_(catalog.database(), catalog.database().tables),
        enums_(catalog.database(), catalog.database().enums),
        composites_(catalog.database(), catalog.database().composites) {}

  std::unordered_map<std::string, GivenName> take_result() { return std::move(result_); }

  // `kind` of name: that of its model, or of its collection.
  void add_of_table(std::string_view kind, const NameOverride& given) {
    if (const auto table = find_table(given.path, given.where)) {
      add(name_key(kind, catalog_.table(*table).name), given);
    }
  }

  void add_field(const NameOverride& given) {
    const auto [table, column] = split_column(given.path);
    if (column != nullptr) {
      add(name_key(name_kind::kColumn, catalog_.table(*table).name, column->name), given);
      return;
    }
    unknown("a column", given.path, given.where,
            table ? column_hint(*table, given.path) : tables_.hint(given.path));
  }

  void add_enum(const NameOverride& given) {
    if (const auto found = enums_.find(path_parts(given.path))) {
      const Enum& item = catalog_.database().enums[*found];
      add_type(
          given, name_key(name_kind::kEnum, item.name), item.values,
          [&](std::string_view label) { return name_key(name_kind::kMember, item.name, label); });
      return;
    }
    const auto [table, column] = split_column(given.path);
    if (column != nullptr && !own_labels(column->type).empty()) {
      const ObjectName& name = catalog_.table(*table).name;
      add_type(given, name_key(name_kind::kColumnEnum, name, column->name),
               own_labels(column->type), [&, of = column](std::string_view label) {
                 return name_key(name_kind::kColumnMember, name, of->name, label);
               });
      return;
    }
    unknown("an enum", given.path, given.where, enums_.hint(given.path));
  }

  void add_composite(const NameOverride& given) {
    const auto found = composites_.find(path_parts(given.path));
    if (!found) {
      unknown("a composite type", given.path, given.where, composites_.hint(given.path));
      return;
    }
    const Composite& item = catalog_.database().composites[*found];
    std::vector<std::string> fields;
    fields.reserve(item.fields.size());
    for (const Column& field : item.fields) fields.push_back(field.name);
    add_type(given, name_key(name_kind::kComposite, item.name), fields,
             [&](std::string_view field) {
               return name_key(name_kind::kCompositeField, item.name, field);
             });
  }

  // Overloads have one path: its arguments tell which is meant.
  void add_routine(const NameOverride& given) {
    const std::vector<const Routine*> found = find_routines(RoutinePath(given.path));
    if (found.size() == 1) {
      add(name_key(*found[0]), given);
    } else if (found.empty()) {
      unknown("a routine", given.path, given.where, routine_hint(given.path));
    } else {
      diagnostics_.add(Code::kNameOverrideUnknown,
                       fmt::format("`{}` is more than one routine", printable(given.path)),
                       given.where, overloads(found));
    }
  }

  void add_relation(const RelationOverride& given) {
    const auto table = find_table(given.table, given.where);
    if (!table) return;
    const auto key = find_foreign_key(*table, given);
    if (!key) return;
    bool found = false;
    for_each_relation_of(*key, given.end, [&](const Relation& relation) {
      found = true;
      add(name_key(catalog_, relation), NameOverride{given.table, given.name, given.where});
    });
    if (!found) {
      unknown("that end of a relation", given.table + '(' + given.key + ')', given.where,
              "a foreign key has a forward and a reverse end; only the keys of a join table have "
              "one through it");
    }
  }

 private:
  // The name of a type, or of the member that is meant.
  template <class KeyOf>
  void add_type(const NameOverride& given, std::string key, const std::vector<std::string>& members,
                KeyOf key_of) {
    if (!given.member) {
      add(std::move(key), given);
    } else if (std::find(members.begin(), members.end(), *given.member) != members.end()) {
      add(key_of(*given.member), given);
    } else {
      unknown("a member", given.path + '.' + *given.member, given.where,
              did_you_mean(*given.member, members));
    }
  }

  // A name without schema means those of the default one, if there are any.
  [[nodiscard]] std::vector<const Routine*> find_routines(const RoutinePath& wanted) const {
    std::vector<const Routine*> found;
    for (const Routine& routine : catalog_.database().routines) {
      if (wanted.fits(routine)) found.push_back(&routine);
    }
    const auto is_home = [&](const Routine* routine) {
      return in_default_schema(catalog_.database(), routine->name);
    };
    if (!wanted.has_schema() && std::any_of(found.begin(), found.end(), is_home))
      std::erase_if(found, std::not_fn(is_home));
    return found;
  }

  [[nodiscard]] std::string routine_hint(std::string_view path) const {
    RoutinePath name(path);
    name.forget_arguments();
    if (const auto same = find_routines(name); !same.empty()) return overloads(same);
    std::vector<std::string> known;
    for (const Routine& routine : catalog_.database().routines) {
      known.push_back(key_path(routine.name));
      known.push_back(key_path({"", routine.name.name}));
    }
    return did_you_mean(path, known);
  }

  static std::string overloads(const std::vector<const Routine*>& routines) {
    std::vector<std::string> all;
    all.reserve(routines.size());
    for (const Routine* routine : routines)
      all.push_back(fmt::format("{}({})", key_path(routine->name), printable(routine->signature)));
    return fmt::format("they are {}", enumerate(all, all.size()));
  }

  void add(std::string key, const NameOverride& given) {
    result_.insert_or_assign(std::move(key), GivenName{given.name, given.where});
  }

  void unknown(std::string_view what, std::string_view path, const Place& where, std::string hint) {
    diagnostics_.add(
        Code::kNameOverrideUnknown,
        fmt::format("there is no `{}` in the schema that would be {}", printable(path), what),
        where, std::move(hint));
  }

  std::optional<TableId> find_table(std::string_view path, const Place& where) {
    const auto found = tables_.find(path_parts(path));
    if (!found) unknown("a table", path, where, tables_.hint(path));
    return found ? std::optional(static_cast<TableId>(*found)) : std::nullopt;
  }

  // The table of a column's path, if there is one, and its column, if it has that.
  [[nodiscard]] std::pair<std::optional<TableId>, const Column*> split_column(
      std::string_view path) const {
    const std::vector<std::string> parts = path_parts(path);
    const auto found = tables_.find(std::span(parts).first(parts.size() - 1));
    if (!found) return {};
    const auto table = static_cast<TableId>(*found);
    return {table, ir::find_column(catalog_.table(table), parts.back())};
  }

  [[nodiscard]] std::string column_hint(TableId table, std::string_view path) const {
    const ObjectName& name = catalog_.table(table).name;
    std::vector<std::string> known;
    for (const Column& column : catalog_.table(table).columns) {
      known.push_back(to_string(SchemaPath{{name.schema, name.name, column.name}}));
      known.push_back(to_string(SchemaPath{{name.name, column.name}}));
    }
    return did_you_mean(path, known);
  }

  std::optional<ForeignKeyId> find_foreign_key(TableId table, const RelationOverride& given) {
    const std::vector<ForeignKey>& keys = catalog_.table(table).foreign_keys;
    std::vector<std::string> known;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      const std::string columns = join(keys[i].columns, ",");
      if (keys[i].name == given.key || columns == given.key ||
          squeezed(columns) == squeezed(given.key))
        return ForeignKeyId{table, i};
      known.push_back(keys[i].name);
      known.push_back(columns);
    }
    unknown("a foreign key", given.table + '(' + given.key + ')', given.where,
            did_you_mean(given.key, known));
    return std::nullopt;
  }

  // The relation may have been derived from another foreign key that says the same.
  [[nodiscard]] bool is_same(ForeignKeyId a, ForeignKeyId b) const {
    if (a.table != b.table) return false;
    const ForeignKey& x = catalog_.foreign_key(a);
    const ForeignKey& y = catalog_.foreign_key(b);
    return x.references == y.references && column_pairs(x) == column_pairs(y);
  }

  template <class Visit>
  void for_each_relation_of(ForeignKeyId key, RelationEnd end, Visit visit) const {
    const auto target = catalog_.find_table(catalog_.foreign_key(key).references);
    if (!target) return;
    for (const Relation& relation :
         relations_.of(end == RelationEnd::kForward ? key.table : *target)) {
      if (end_of(relation.kind) == end && is_same(relation.key, key)) visit(relation);
    }
  }

  static RelationEnd end_of(RelationKind kind) {
    switch (kind) {
      case RelationKind::kBelongsTo: return RelationEnd::kForward;
      case RelationKind::kHasOne:
      case RelationKind::kHasMany: return RelationEnd::kReverse;
      case RelationKind::kManyToMany: return RelationEnd::kThrough;
    }
    return RelationEnd::kForward;
  }

  const Catalog& catalog_;
  const Relations& relations_;
  Diagnostics& diagnostics_;
  PathIndex tables_;
  PathIndex enums_;
  PathIndex composites_;
  std::unordered_map<std::string, GivenName> result_;
};

}  // namespace

std::unordered_map<std::string, GivenName> resolve_overrides(const Catalog& catalog,
                                                             const Relations& relations,
                                                             const NameOverrides& overrides,
                                                             Diagnostics& diagnostics) {
  if (overrides == NameOverrides{}) return {};
  Resolver resolver(catalog, relations, diagnostics);
  for (const NameOverride& given : overrides.models)
    resolver.add_of_table(name_kind::kModel, given);
  for (const NameOverride& given : overrides.collections)
    resolver.add_of_table(name_kind::kCollection, given);
  for (const NameOverride& given : overrides.fields) resolver.add_field(given);
  for (const NameOverride& given : overrides.enums) resolver.add_enum(given);
  for (const NameOverride& given : overrides.composites) resolver.add_composite(given);
  for (const NameOverride& given : overrides.routines) resolver.add_routine(given);
  for (const RelationOverride& given : overrides.relations) resolver.add_relation(given);
  return resolver.take_result();
}

}  // namespace sqlx::ir
