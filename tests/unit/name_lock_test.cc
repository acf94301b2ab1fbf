// ir/names.h and ir/name_lock.h: what the configuration says about names, and what was said before.
#include <catch2/catch.hpp>

#include "named.h"

namespace sqlx::ir {
namespace {

using test::database;
using test::foreign_key;
using test::Named;
using test::Strings;
using test::table;

Database blog() {
  const Table users = table("users", {"id", "email", "name"});
  Table posts = table("posts", {"id", "author_id", "title"});
  posts.foreign_keys = {foreign_key({"author_id"}, users)};
  const Table tags = table("shop.tags", {"id"});
  Table join = table("post_tags", {"post_id", "tag_id"}, 2);
  join.foreign_keys = {foreign_key({"post_id"}, posts), foreign_key({"tag_id"}, tags)};
  Database schema = database({users, posts, tags, join});
  schema.enums = {Enum{.name = {"public", "mood"}, .values = {"good"}}};
  schema.composites = {
      Composite{.name = {"public", "addr"}, .fields = {test::column("zip_cd")}, .comment = {}}};
  for (const char* signature : {"integer", "integer, \"my type\""}) {
    schema.routines.push_back(Routine{.name = {"public", "area"}, .signature = signature});
  }
  schema.routines.push_back(Routine{.name = {"shop", "calc"}, .signature = ""});
  return schema;
}

TEST_CASE("the configuration has the first word") {
  NameOverrides overrides;
  overrides.models = {{"posts", "Article", {}}, {"shop.tags", "Label", {}}};
  overrides.collections = {{"posts", "news & more", {}}};
  overrides.fields = {{"users.email", "address", {}}, {"public.\"posts\".title", "headline", {}}};
  overrides.enums = {{"mood", "Feeling", {}}, {"mood", "fine", {}, "good"}};
  overrides.composites = {{"addr", "Address", {}}, {"public.addr", "postcode", {}, "zip_cd"}};
  overrides.routines = {{"area(integer)", "square", {}},
                        {"public.area(integer,\"my type\")", "rectangle", {}},
                        {"calc", "total", {}}};
  overrides.relations = {{"posts", "author_id", RelationEnd::kForward, "writer", {}},
                         {"posts", "fk_author_id", RelationEnd::kReverse, "works", {}},
                         {"post_tags", "post_id", RelationEnd::kThrough, "labels", {}}};
  const Named before(blog());
  const Named named(blog(), overrides, before.lock);
  CHECK(named.messages().empty());
  CHECK(named["model public.posts"] == "Article");
  CHECK(named["plural public.posts"] == "articles");
  CHECK(named["model shop.tags"] == "Label");
  CHECK(named["collection public.posts"] == "news & more");
  CHECK(named["column public.users.email"] == "address");
  CHECK(named["column public.posts.title"] == "headline");
  CHECK(named["enum public.mood"] == "Feeling");
  CHECK(named["member public.mood.good"] == "fine");
  CHECK(named["composite public.addr"] == "Address");
  CHECK(named["composite_field public.addr.zip_cd"] == "postcode");
  CHECK(named["routine public.area(integer)"] == "square");
  CHECK(named["routine public.area(integer, \"my type\")"] == "rectangle");
  CHECK(named["routine shop.calc()"] == "total");
  CHECK(named.relations_of("posts") == Strings{"writer", "postTags", "labels"});
  CHECK(named.relations_of("users") == Strings{"works"});
  CHECK(named["model public.users"] == "User");
}

TEST_CASE("an override of what is not there is refused with a suggestion") {
  NameOverrides overrides;
  overrides.models = {{"postz", "Article", {}}};
  overrides.fields = {{"users.emial", "address", {}}, {"email", "address", {}}};
  overrides.enums = {{"modo", "Feeling", {}}, {"mood", "fine", {}, "god"}};
  overrides.composites = {{"adr", "Address", {}}};
  overrides.routines = {
      {"aera", "square", {}}, {"area", "square", {}}, {"area(text)", "square", {}}};
  overrides.relations = {{"posts", "autor_id", RelationEnd::kForward, "writer", {}},
                         {"posts", "author_id", RelationEnd::kThrough, "writer", {}}};
  const Named named(blog(), overrides);
  CHECK(
      named.messages() ==
      Strings{
          "SQLX3010: there is no `postz` in the schema that would be a table | did you mean "
          "`posts`?",
          "SQLX3010: there is no `users.emial` in the schema that would be a column | did you mean "
          "`users.email`?",
          "SQLX3010: there is no `email` in the schema that would be a column | ",
          "SQLX3010: there is no `modo` in the schema that would be an enum | did you mean `mood`?",
          "SQLX3010: there is no `mood.god` in the schema that would be a member | did you mean "
          "`good`?",
          "SQLX3010: there is no `adr` in the schema that would be a composite type | did you mean "
          "`addr`?",
          "SQLX3010: there is no `aera` in the schema that would be a routine | did you mean "
          "`area`?",
          "SQLX3010: `area` is more than one routine | they are public.area(integer), "
          "public.area(integer, \"my type\")",
          "SQLX3010: there is no `area(text)` in the schema that would be a routine | they are "
          "public.area(integer), public.area(integer, \"my type\")",
          "SQLX3010: there is no `posts(autor_id)` in the schema that would be a foreign key | did "
          "you mean `author_id`?",
          ("SQLX3010: there is no `posts(author_id)` in the schema that would be that end of a "
           "relation | a foreign key has a "
           "forward and a reverse end; only the keys of a join table have one through it")});
  CHECK(named.lock == Named(blog()).lock);
}

TEST_CASE("an override that cannot be used is refused") {
  const auto refused = [](const NameOverrides& overrides) {
    const Named named(blog(), overrides);
    REQUIRE(named.messages().size() == 1);
    CHECK(named.diagnostics.items()[0].code == Code::kNameOverrideInvalid);
    return named.diagnostics.items()[0].message;
  };
  CHECK(refused({.models = {{"posts", "post", {}}}}) ==
        "`post` cannot be the name of model public.posts: it does not begin with a capital letter");
  CHECK(refused({.models = {{"posts", "Map", {}}}}) ==
        "`Map` cannot be the name of model public.posts: that word has a meaning of its own");
  CHECK(refused({.models = {{"posts", "User", {}}}}) ==
        "`User` cannot be the name of model public.posts, because it is the name of model "
        "public.users");
  CHECK(refused({.models = {{"posts", "X", {}}, {"users", "X", {}}}}) ==
        "`X` cannot be the name of model public.users: something else in the same place was given "
        "that name");
  CHECK(refused({.collections = {{"posts", "rpc", {}}}}) ==
        "`rpc` cannot be the name of collection public.posts: that word has a meaning of its own");
  CHECK(refused({.collections = {{"posts", "users", {}}}}) ==
        "`users` cannot be the name of collection public.posts, because it is the name of "
        "collection public.users");
  CHECK(refused({.fields = {{"users.email", "e-mail", {}}}}) ==
        "`e-mail` cannot be the name of column public.users.email: it is not an identifier of "
        "TypeScript and GraphQL");
  CHECK(refused({.fields = {{"users.email", "Email", {}}}}) ==
        "`Email` cannot be the name of column public.users.email: it begins with a capital letter");
  CHECK(refused({.fields = {{"users.email", "name", {}}}}) ==
        "`name` cannot be the name of column public.users.email, because it is the name of column "
        "public.users.name");
  CHECK(refused({.relations = {{"posts", "author_id", RelationEnd::kForward, "title", {}}}}) ==
        "`title` cannot be the name of belongs_to public.posts(author_id) -> public.users(id), "
        "because it is the name of column "
        "public.posts.title");
}

TEST_CASE("two overrides may exchange names, and a relation gives way to one of a column") {
  NameOverrides overrides;
  overrides.fields = {
      {"users.email", "name", {}}, {"users.name", "email", {}}, {"posts.title", "author", {}}};
  const Named named(blog(), overrides);
  CHECK(named.messages().empty());
  CHECK(named["column public.users.email"] == "name");
  CHECK(named.relations_of("posts")[0] == "authorRef");
}

TEST_CASE("a name once given is kept") {
  const Named before(database({table("shop.users", {"id", "user_id"})}));
  CHECK(before["model shop.users"] == "User");
  const Database now = database({table("users", {"id"}), table("user", {"id"}),
                                 table("shop.users", {"id", "user_id", "userId"})});
  const Named after(now, {}, before.lock);
  CHECK(after["model shop.users"] == "User");
  CHECK(after["collection shop.users"] == "users");
  CHECK(after["column shop.users.user_id"] == "userId");
  CHECK(after["column shop.users.userId"] == "userId2");
  CHECK(after["model public.user"] == "User2");
  CHECK(after["model public.users"] == "Users");
  CHECK(after["collection public.users"] == "public.users");
  CHECK(Named(now, {}, after.lock).lock == after.lock);
}

TEST_CASE("a locked relation keeps its name when a column of that name comes") {
  const Named before(blog());
  Database now = blog();
  now.tables[1].columns.push_back(test::column("author"));
  const Named after(now, {}, before.lock);
  CHECK(after.relations_of("posts")[0] == "author");
  CHECK(after["column public.posts.author"] == "author2");
}

TEST_CASE(
    "names that no longer can be are given anew, and those of things that are gone are forgotten") {
  NameLock lock = Named(blog()).lock;
  lock.names["model public.users"] = "Map";
  lock.names["model public.gone"] = "Gone";
  lock.names["column public.users.email"] = "e mail";
  lock.names["column public.users.name"] = "id";
  const Named named(blog(), {}, lock);
  CHECK(named.messages().empty());
  CHECK(named.lock == Named(blog()).lock);
}

TEST_CASE("the lock has a line for each name") {
  const NameLock lock{
      .names = {{"column public.t.\"a \"\"b\"\"\"", "aB"}, {"model public.t", "T"}}};
  const std::string text = write_lock(lock);
  CHECK(text == R"({
  "column public.t.\"a \"\"b\"\"\"": "aB",
  "model public.t": "T",
  "format": 1
}
)");
  Diagnostics diagnostics;
  CHECK(read_lock(make_source("names.json", text), diagnostics) == lock);
  CHECK(read_lock(make_source("names.json", write_lock({})), diagnostics) == NameLock{});
  CHECK(diagnostics.empty());
}

TEST_CASE("what is no lock is refused") {
  const auto refused = [](const std::string& text) {
    Diagnostics diagnostics;
    CHECK_FALSE(read_lock(make_source("names.json", text), diagnostics));
    REQUIRE(diagnostics.items().size() == 1);
    CHECK(diagnostics.items()[0].code == Code::kNameLockMalformed);
    return diagnostics.items()[0].message + " | " + diagnostics.items()[0].hint;
  };
  const std::string restore =
      " | restore it from version control, or delete it to have all names made anew";
  CHECK(refused("{") == "names.json is not valid JSON" + restore);
  CHECK(refused("[]") == "names.json is not a list of names of format 1" + restore);
  CHECK(refused(R"({"format": 2})") == "names.json is not a list of names of format 1" + restore);
  CHECK(refused(R"({"model a": 1, "format": 1})") ==
        "names.json has something else than a name for `model a`" + restore);
  CHECK(refused("{\n<<<<<<< HEAD\n}") ==
        "names.json is not valid JSON | a merge left its marks in it: keep the lines of both "
        "sides, and remove the marks");
}

}  // namespace
}  // namespace sqlx::ir
