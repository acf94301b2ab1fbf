// ir/names.h: what must be true of the names of every schema, tried on schemas of nasty names.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "base/text.h"
#include "ir/identifier.h"
#include "named.h"

namespace sqlx::ir {
namespace {

using test::foreign_key;
using test::key;
using test::Named;
using test::Strings;

// Schemas of nasty names, the same for the same seed on every machine.
class Nasty {
 public:
  explicit Nasty(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }

  std::string name() {
    static const Strings kNames = {"user",
                                   "users",
                                   "User",
                                   "USER",
                                   "user_id",
                                   "userId",
                                   "UserID",
                                   "user id",
                                   "id",
                                   "ID",
                                   "_id",
                                   "class",
                                   "classes",
                                   "map",
                                   "Maps",
                                   "object",
                                   "query",
                                   "type",
                                   "default",
                                   "new",
                                   "",
                                   " ",
                                   "__proto__",
                                   "prototype",
                                   "toString",
                                   "then",
                                   "2fa",
                                   "_2fa",
                                   "2",
                                   "中文",
                                   "中",
                                   "😀",
                                   "é",
                                   "e",
                                   "ß",
                                   "ss",
                                   "a\"b",
                                   "a'b",
                                   "*/",
                                   "${x}",
                                   "`",
                                   "\n",
                                   "\xff",
                                   "\\",
                                   "a.b",
                                   "a",
                                   "b",
                                   "A_B",
                                   "aB",
                                   "series",
                                   "seriesList",
                                   "news",
                                   "people",
                                   "person",
                                   "author",
                                   "authorRef",
                                   "author_id",
                                   "post",
                                   "posts",
                                   "post_tags",
                                   "postsByAuthor",
                                   "null",
                                   "true",
                                   "List",
                                   "userList",
                                   "x2",
                                   "x",
                                   "x_2",
                                   "rpc",
                                   "HTTPServer",
                                   "http_server",
                                   "Mutation",
                                   "Enum",
                                   "usersModel",
                                   "map_model",
                                   "\xe2\x80\xae"};
    return kNames[below(kNames.size())];
  }

  Database schema() {
    Database out{.engine = "postgres", .server_version = "1", .default_schema = "public"};
    const std::size_t count = 1 + below(12);
    for (std::size_t i = 0; i < count; ++i) add_table(out);
    for (Table& each : out.tables) add_keys(each, out.tables);
    for (std::size_t i = below(4); i > 0; --i) add_enum(out);
    for (std::size_t i = below(4); i > 0; --i) add_routine(out);
    return out;
  }

  ObjectName object() { return {below(3) == 0 ? name() : "public", name()}; }

  void add_table(Database& out) {
    Table table{.name = object()};
    if (find(out.tables, table.name)) return;
    for (std::size_t i = 1 + below(8); i > 0; --i) {
      Column column = test::column(name(), below(2) == 0);
      if (find_column(table, column.name) != nullptr) continue;
      if (below(5) == 0) column.type = {.kind = TypeKind::kEnum, .values = labels()};
      table.columns.push_back(std::move(column));
    }
    Strings all;
    for (const Column& column : table.columns) all.push_back(column.name);
    all.resize(1 + below(std::min<std::size_t>(all.size(), 2)));
    table.primary_key = key(all);
    out.tables.push_back(std::move(table));
  }

  void add_keys(Table& table, const std::vector<Table>& targets) {
    for (std::size_t i = below(4); i > 0; --i) {
      const Table& target = targets[below(targets.size())];
      const std::string& column = table.columns[below(table.columns.size())].name;
      const std::string& referenced = target.columns[below(target.columns.size())].name;
      table.foreign_keys.push_back(foreign_key({column}, target, {referenced}));
    }
  }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  template <class Objects>
  static bool find(const Objects& objects, const ObjectName& name) {
    return std::any_of(objects.begin(), objects.end(),
                       [&](const auto& object) { return object.name == name; });
  }

  Strings labels() {
    std::set<std::string> out;
    for (std::size_t i = below(6); i > 0; --i) out.insert(name());
    return {out.begin(), out.end()};
  }

  void add_enum(Database& out) {
    const Enum item{.name = object(), .values = labels()};
    if (!find(out.enums, item.name)) out.enums.push_back(item);
  }

  void add_routine(Database& out) {
    const Routine item{.name = object(),
                       .signature = below(2) == 0 ? "" : "integer",
                       .arguments = {Argument{.name = name()}, Argument{.name = name()}}};
    const bool known =
        std::any_of(out.routines.begin(), out.routines.end(),
                    [&](const Routine& other) { return identity(other) == identity(item); });
    if (!known) out.routines.push_back(item);
  }

  std::mt19937 random_;
};

void check_names(const Strings& names, NameUse use, bool ignore_case = false) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    INFO(name);
    CHECK((use == NameUse::kPath || is_identifier(name)));
    CHECK_FALSE(is_reserved(name, use));
    CHECK(seen.insert(ignore_case ? lower(name) : name).second);
  }
}

void check_all_names(const Named& named) {
  Strings types;
  Strings roots;
  Strings collections;
  Strings routines;
  for (std::size_t i = 0; i < named.names.tables.size(); ++i) {
    const TableNames& names = named.names.tables[i];
    types.push_back(names.model);
    roots.insert(roots.end(), {names.singular, names.plural});
    collections.push_back(names.collection);
    Strings fields = names.fields;
    const auto id = static_cast<TableId>(i);
    for (std::size_t r = 0; r < named.relations.of(id).size(); ++r)
      fields.push_back(named.names.relations[named.relations.first(id) + r]);
    check_names(fields, NameUse::kField);
    for (const TypeNames& own : names.column_enums) {
      if (!own.type.empty()) types.push_back(own.type);
      check_names(own.members, NameUse::kMember);
    }
  }
  for (const TypeNames& names : named.names.enums) {
    types.push_back(names.type);
    check_names(names.members, NameUse::kMember);
  }
  for (const RoutineNames& names : named.names.routines) {
    routines.push_back(names.name);
    check_names(names.arguments, NameUse::kField);
  }
  check_names(types, NameUse::kType, true);
  check_names(roots, NameUse::kField);
  check_names(collections, NameUse::kPath);
  check_names(routines, NameUse::kField);
}

TEST_CASE("every name of every schema is legal and alone in its scope") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    check_all_names(Named(Nasty(seed).schema()));
  }
}

TEST_CASE("names do not depend on the order of anything") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    Nasty nasty(seed);
    Database schema = nasty.schema();
    const NameLock expected = Named(schema).lock;
    nasty.shuffle(schema.tables);
    nasty.shuffle(schema.enums);
    nasty.shuffle(schema.routines);
    for (Table& each : schema.tables) {
      nasty.shuffle(each.columns);
      nasty.shuffle(each.foreign_keys);
    }
    CHECK(Named(schema).lock == expected);
    normalise(schema);
    CHECK(Named(schema).lock == expected);
  }
}

TEST_CASE("a new table never renames what was there") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    Nasty nasty(seed);
    Database schema = nasty.schema();
    const NameLock before = Named(schema).lock;
    nasty.add_table(schema);
    nasty.add_keys(schema.tables.back(), schema.tables);
    const Named after(schema, {}, before);
    check_all_names(after);
    CHECK(after.messages().empty());
    for (const auto& [key, name] : before.names) {
      if (!after.lock.names.contains(key)) continue;
      INFO(key);
      CHECK(after[key] == name);
    }
  }
}

}  // namespace
}  // namespace sqlx::ir
