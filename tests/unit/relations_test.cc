// ir/catalog.h, ir/check.h and ir/relations.h: what refers to what, and whether it is there.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "base/text.h"
#include "ir/check.h"
#include "ir/relations.h"
#include "schema_builder.h"

namespace sqlx::ir {
namespace {

using test::column;
using test::database;
using test::foreign_key;
using test::key;
using test::parts;
using test::Strings;
using test::table;

// posts: many posts(author_id)
Strings relations_of(const Database& schema, const std::string& name) {
  static constexpr const char* kKinds[] = {"belongs to", "one", "many", "many to many"};
  const Catalog catalog(schema);
  const Relations relations(catalog);
  const auto id = catalog.find_table({"public", name});
  REQUIRE(id);
  Strings out;
  for (const Relation& relation : relations.of(*id)) {
    const ForeignKey& fk = catalog.foreign_key(relation.key);
    out.push_back(fmt::format("{} {} by {}.{}{}", kKinds[static_cast<std::size_t>(relation.kind)],
                              catalog.table(relation.to).name.name,
                              catalog.table(relation.key.table).name.name, join(fk.columns, "+"),
                              relation.optional ? "?" : ""));
  }
  return out;
}

const Table kUsers = table("users", {"id", "email"});

TEST_CASE("a catalog finds tables and columns by name") {
  const Database schema = database({kUsers, table("shop.users", {"id"})});
  const Catalog catalog(schema);
  CHECK(catalog.table_count() == 2);
  const auto users = catalog.find_table({"public", "users"});
  REQUIRE(users);
  CHECK(catalog.table(*users).columns.size() == 2);
  const auto email = catalog.find_column(*users, "email");
  REQUIRE(email);
  CHECK(catalog.column(*email).name == "email");
  CHECK_FALSE(catalog.find_column(*users, "Email"));
  CHECK_FALSE(catalog.find_table({"", "users"}));
  const auto other = catalog.find_table({"shop", "users"});
  REQUIRE(other);
  CHECK_FALSE(catalog.find_column(*other, "email"));
}

TEST_CASE("a foreign key is a relation at both ends") {
  Table posts = table("posts", {"id", "author_id", "editor_id?"});
  posts.foreign_keys = {foreign_key({"author_id"}, kUsers), foreign_key({"editor_id"}, kUsers)};
  const Database schema = database({kUsers, posts});
  CHECK(relations_of(schema, "posts") ==
        Strings{"belongs to users by posts.author_id", "belongs to users by posts.editor_id?"});
  CHECK(relations_of(schema, "users") ==
        Strings{"many posts by posts.author_id", "many posts by posts.editor_id"});
}

TEST_CASE("the same foreign key twice is one relation") {
  Table lines = table("lines", {"id", "a", "b"});
  const Table orders = table("orders", {"a", "b"}, 2);
  lines.foreign_keys = {foreign_key({"a", "b"}, orders, {"a", "b"}),
                        foreign_key({"b", "a"}, orders, {"b", "a"}),
                        foreign_key({"b", "a"}, orders, {"a", "b"})};
  CHECK(relations_of(database({orders, lines}), "lines").size() == 2);
}

TEST_CASE("a foreign key over a whole key is to one row") {
  const auto one = [](void (*change)(Table&)) {
    Table profiles = table("profiles", {"id", "user_id"});
    profiles.foreign_keys = {foreign_key({"user_id"}, kUsers)};
    change(profiles);
    return relations_of(database({kUsers, profiles}), "users")[0] ==
           "one profiles by profiles.user_id?";
  };
  CHECK_FALSE(one([](Table&) {}));
  CHECK(one([](Table& t) { t.primary_key = key({"user_id"}); }));
  CHECK(one([](Table& t) { t.uniques = {key({"user_id"})}; }));
  CHECK_FALSE(one([](Table& t) { t.uniques = {key({"user_id", "id"})}; }));
  CHECK(one([](Table& t) {
    t.indexes = {Index{.name = "i", .parts = parts({"user_id"}), .unique = true}};
  }));
  CHECK_FALSE(one([](Table& t) { t.indexes = {Index{.name = "i", .parts = parts({"user_id"})}}; }));
  CHECK_FALSE(one([](Table& t) {
    t.indexes = {
        Index{.name = "i", .parts = parts({"user_id"}), .unique = true, .predicate = "id > 0"}};
  }));
  CHECK_FALSE(one([](Table& t) {
    t.indexes = {
        Index{.name = "i", .parts = {KeyPart{.expression = "user_id + 0"}}, .unique = true}};
  }));
  CHECK(one([](Table& t) {
    t.indexes = {Index{
        .name = "i", .parts = {KeyPart{.column = "user_id", .prefix_length = 3}}, .unique = true}};
  }));
}

TEST_CASE("a table whose primary key is two foreign keys joins") {
  const Table posts = table("posts", {"id"});
  const Table tags = table("tags", {"id"});
  Table join = table("post_tags", {"post_id", "tag_id", "added_by?"}, 2);
  join.foreign_keys = {foreign_key({"post_id"}, posts), foreign_key({"tag_id"}, tags),
                       foreign_key({"added_by"}, kUsers)};
  const Database schema = database({posts, tags, join, kUsers});
  CHECK(relations_of(schema, "posts") ==
        Strings{"many post_tags by post_tags.post_id", "many to many tags by post_tags.post_id"});
  CHECK(relations_of(schema, "tags") ==
        Strings{"many post_tags by post_tags.tag_id", "many to many posts by post_tags.tag_id"});
  CHECK(relations_of(schema, "users") == Strings{"many post_tags by post_tags.added_by"});

  join.primary_key = key({"post_id", "tag_id", "added_by"});
  CHECK(relations_of(database({posts, tags, join, kUsers}), "posts").size() == 1);
}

TEST_CASE("foreign keys of a join table may share a column") {
  const Table posts = table("posts", {"tenant", "id"}, 2);
  const Table tags = table("tags", {"tenant", "id"}, 2);
  Table join = table("post_tags", {"tenant", "post", "tag"}, 3);
  join.foreign_keys = {foreign_key({"tenant", "post"}, posts, {"tenant", "id"}),
                       foreign_key({"tenant", "tag"}, tags, {"tenant", "id"})};
  CHECK(relations_of(database({posts, tags, join}), "posts").back() ==
        "many to many tags by post_tags.tenant+post");
}

TEST_CASE("a table may belong to itself, and join to itself") {
  Table people = table("people", {"id", "boss_id?"});
  people.foreign_keys = {foreign_key({"boss_id"}, people)};
  Table friends = table("friends", {"a_id", "b_id"}, 2);
  friends.foreign_keys = {foreign_key({"a_id"}, people), foreign_key({"b_id"}, people)};
  CHECK(relations_of(database({people, friends}), "people") ==
        Strings{"belongs to people by people.boss_id?", "many friends by friends.a_id",
                "many friends by friends.b_id", "many people by people.boss_id",
                "many to many people by friends.a_id", "many to many people by friends.b_id"});
}

TEST_CASE("a foreign key to a table that was left out is no relation") {
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, kUsers)};
  CHECK(relations_of(database({posts}), "posts").empty());
}

Strings findings(const Database& schema) {
  Diagnostics diagnostics;
  const bool good = check(schema, diagnostics);
  CHECK(good == diagnostics.empty());
  Strings out;
  for (const Diagnostic& item : diagnostics.items()) {
    const auto* where = std::get_if<SchemaPath>(&item.where);
    REQUIRE(where != nullptr);
    out.push_back(fmt::format("{} {}: {} | {}", to_string(item.code), to_string(*where),
                              item.message, item.hint));
  }
  return out;
}

TEST_CASE("a schema that refers to what is not there is refused") {
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, kUsers)};
  CHECK(findings(database({posts, kUsers})).empty());

  posts.primary_key->columns = parts({"idd"});
  posts.uniques = {key({"author"}, "u")};
  posts.foreign_keys = {foreign_key({"autor_id"}, kUsers, {"idd"})};
  posts.indexes = {Index{
      .name = "i", .parts = {KeyPart{.expression = "lower(x)"}}, .included_columns = {"zzz"}}};
  posts.exclusions = {Exclusion{.name = "e", .columns = {"room"}}};
  CHECK(findings(database({posts, kUsers})) ==
        Strings{("SQLX3004 public.posts.posts_pkey: primary key `posts_pkey` uses column `idd`, "
                 "which table `public.posts` does not have "
                 "| did you mean `id`?"),
                "SQLX3004 public.posts.u: unique constraint `u` uses column `author`, which table "
                "`public.posts` does not have | ",
                ("SQLX3004 public.posts.fk_autor_id: foreign key `fk_autor_id` uses column "
                 "`autor_id`, which table `public.posts` does "
                 "not have | did you mean `author_id`?"),
                ("SQLX3004 public.posts.fk_autor_id: foreign key `fk_autor_id` uses column `idd`, "
                 "which table `public.users` does not "
                 "have | did you mean `id`?"),
                "SQLX3004 public.posts.e: exclusion constraint `e` uses column `room`, which table "
                "`public.posts` does not have | ",
                "SQLX3004 public.posts.i: index `i` uses column `zzz`, which table `public.posts` "
                "does not have | "});
}

TEST_CASE("a foreign key needs as many columns on both sides") {
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id", "id"}, kUsers)};
  CHECK(findings(database({posts, kUsers}))[0].find(
            "has 2 columns but names 1 of the table it points to") != std::string::npos);
}

TEST_CASE("a foreign key to a table that was left out is noted") {
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, kUsers)};
  Diagnostics diagnostics;
  CHECK(check(database({posts}), diagnostics));
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].severity == Severity::kNote);
  CHECK(
      diagnostics.items()[0].message ==
      "foreign keys point to tables that the schema does not have: `public.posts.fk_author_id` to "
      "`public.users`");
}

TEST_CASE("a foreign key that the database holds without its parent is no fault of the schema") {
  Table posts = table("posts", {"id", "author_id", "editor_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, kUsers, {"idd"}),
                        foreign_key({"editor_id"}, kUsers, {"idd"})};
  Database schema = database({posts, kUsers});
  CHECK(findings(schema).size() == 2);
  schema.unsupported = {key_without_parent(posts.name, posts.foreign_keys[0], "no column `idd`")};
  const Strings left = findings(schema);
  REQUIRE(left.size() == 1);
  CHECK(left[0].starts_with("SQLX3004 public.posts.fk_editor_id: foreign key `fk_editor_id` uses"));
  schema.unsupported.push_back(key_without_parent(posts.name, posts.foreign_keys[1], ""));
  CHECK(findings(schema).empty());
}

TEST_CASE("a name may not be given twice") {
  Database schema =
      database({kUsers, kUsers, table("twins", {"id", "id"}), table("shop.users", {"id"})});
  schema.enums = {Enum{.name = {"public", "mood"}}, Enum{.name = {"public", "mood"}}};
  const std::string hint = "remove one of them from the snapshot, or rename it";
  CHECK(findings(schema) ==
        Strings{"SQLX3005 public.users: there are two tables `public.users` | " + hint,
                "SQLX3005 public.mood: there are two enums `public.mood` | " + hint,
                "SQLX3005 public.twins.id: there are two columns `public.twins.id` | " + hint});
}

TEST_CASE("relations of thousands of tables take no time") {
  std::vector<Table> tables = {kUsers};
  for (int i = 0; i < 5000; ++i) {
    tables.push_back(table(fmt::format("t{}", i), {"id", "user_id", "a", "b", "c", "d", "e"}));
    tables.back().foreign_keys = {foreign_key({"user_id"}, kUsers)};
  }
  const Database schema = database(std::move(tables));
  const Catalog catalog(schema);
  const Relations relations(catalog);
  CHECK(relations.all().size() == 10000);
  CHECK(relations.of(*catalog.find_table(kUsers.name)).size() == 5000);
}

}  // namespace
}  // namespace sqlx::ir
