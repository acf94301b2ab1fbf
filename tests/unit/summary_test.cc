// ir/summary.h and ir/diagram.h: what a person is shown of a schema.
#include <catch2/catch.hpp>

#include "ir/diagram.h"
#include "ir/summary.h"
#include "schema_builder.h"

namespace sqlx::ir {
namespace {

using test::database;
using test::foreign_key;
using test::key;
using test::table;

Database blog() {
  Table users = table("users", {"id", "email", "boss_id?"});
  users.comment = "who\nwrites";
  users.columns[0].identity = Identity{.kind = IdentityKind::kAlways};
  users.columns[1].default_value =
      Default{.sql = "'a very long default that nobody wants to read to its end'"};
  users.uniques = {key({"email"})};
  users.foreign_keys = {foreign_key({"boss_id"}, users)};
  Table profiles = table("profiles", {"user_id"});
  profiles.foreign_keys = {foreign_key({"user_id"}, users)};
  Table posts = table("posts", {"id", "author_id", "slug"});
  posts.foreign_keys = {foreign_key({"author_id"}, users)};
  posts.uniques = {key({"author_id", "slug"})};
  posts.indexes = {Index{.name = "i"}};
  posts.partitioning = Partitioning{.strategy = "range", .key = "id"};
  posts.partitions = {table("posts_1", {"id", "author_id", "slug"})};
  Table recent = table("recent posts", {"id?"}, 0);
  recent.kind = TableKind::kView;
  return database({users, profiles, posts, recent});
}

TEST_CASE("a summary begins with what there is, then has a block for each table") {
  CHECK(summary(blog()) == R"(postgres 15.18: 3 tables and 1 view in 1 schema

tables:                         3
columns:                        7
primary keys:                   3
unique constraints:             2
foreign keys:                   3
checks:                         0
indexes:                        1
indexes behind keys:            5
views:                          1
view columns:                   1
partitions:                     1
enums:                          0

public.posts → Post (partitioned by range id, 1 partition)
  id         bigint  not null  PK
  author_id  bigint  not null  FK
  slug       bigint  not null
  unique (author_id, slug)
  author  → User  by author_id

public.profiles → Profile
  user_id  bigint  not null  PK FK
  user  → User  by user_id

public."recent posts" → RecentPost (view)
  id  bigint

public.users → User
  -- who\nwrites
  id       bigint  not null  PK  identity
  email    bigint  not null  UK  default 'a very long default that nobody wants …
  boss_id  bigint            FK
  boss     → User?     by boss_id
  profile  → Profile?  by public.profiles (user_id)
  posts    → Post[]    by public.posts (author_id)
  users    → User[]    by public.users (boss_id)
)");
}

TEST_CASE("a summary of several schemas counts each") {
  const Database schema =
      database({table("a.t", {"id"}), table("b.u", {"id"}), table("b.v", {"id"})});
  CHECK(summary(schema).starts_with(
      "postgres 15.18: 3 tables in 2 schemas\n\n  a  1 table\n  b  2 tables\n\ntables: "));
}

TEST_CASE("a rowid needs no index, and a label that is not ASCII no more room") {
  Database schema = database({table("größe", {"id"})});
  schema.tables[0].columns[0].identity = Identity{.kind = IdentityKind::kRowid};
  CHECK(summary(schema).find("indexes behind keys") == std::string::npos);
}

// Everything that could leave a string, a label or a line.
constexpr const char* kHostile = "a\"b'c\n--></table><b>&amp;`%\\#quot;]{}|\u202e\xff;//";

Database hostile() {
  Table evil = table("plain", {"id", "x"});
  evil.name = {kHostile, kHostile};
  evil.columns[1].name = kHostile;
  evil.columns[1].database_type = kHostile;
  Table node = table("node", {"id", "evil_id?", "class"});
  node.foreign_keys = {foreign_key({"evil_id"}, evil)};
  Table empty = table("title", {}, 0);
  empty.name.name = "";
  return database({evil, node, empty});
}

TEST_CASE("a Mermaid diagram") {
  CHECK(mermaid(blog()) == R"(erDiagram
    Post_["public.posts"] {
        bigint id PK
        bigint author_id FK
        bigint slug
    }
    Profile_["public.profiles"] {
        bigint user_id PK, FK
    }
    RecentPost_["public.recent posts"] {
        bigint id
    }
    User_["public.users"] {
        bigint id PK
        bigint email UK
        bigint boss_id FK
    }
    User_ ||--o{ Post_ : "author"
    User_ ||--o| Profile_ : "user"
    User_ |o--o{ User_ : "boss"
)");
}

TEST_CASE("a Mermaid diagram of the tables alone, and one around a table") {
  const Database schema = blog();
  const Catalog catalog(schema);
  const Relations relations(catalog);
  const Names names = assign_names(catalog, relations);
  CHECK(mermaid_overview(catalog, relations, names) == R"(erDiagram
    Post_["public.posts"]
    Profile_["public.profiles"]
    RecentPost_["public.recent posts"]
    User_["public.users"]
    User_ ||--o{ Post_ : "author"
    User_ ||--o| Profile_ : "user"
    User_ |o--o{ User_ : "boss"
)");
  CHECK(mermaid_around(*catalog.find_table({"public", "profiles"}), catalog, relations, names) ==
        R"(erDiagram
    Profile_["public.profiles"] {
        bigint user_id PK, FK
    }
    User_["public.users"]
    User_ ||--o| Profile_ : "user"
)");
  CHECK(mermaid_around(*catalog.find_table({"public", "users"}), catalog, relations, names) ==
        R"(erDiagram
    User_["public.users"] {
        bigint id PK
        bigint email UK
        bigint boss_id FK
    }
    Profile_["public.profiles"]
    Post_["public.posts"]
    User_ |o--o{ User_ : "boss"
    User_ ||--o| Profile_ : "user"
    User_ ||--o{ Post_ : "author"
)");
}

TEST_CASE("what Mermaid would take for something else is written in another way") {
  const std::string text = mermaid(database({table("title", {"fk", "zip~code", "Größe"})}));
  CHECK(text == R"(erDiagram
    Title_["public.title"] {
        bigint fk_ PK "fk"
        bigint zipCode "zip#126;code"
        bigint grosse "Größe"
    }
)");
}

TEST_CASE("a Graphviz diagram") {
  const std::string text = dot(database({table("users", {"id", "email?"})}));
  CHECK(text.find(R"(  "User" [label=<)") != std::string::npos);
  CHECK(
      text.find(
          R"(<td align="left" port="c1">email </td><td align="left">bigint?</td><td></td></tr>)") !=
      std::string::npos);
  CHECK(
      dot(blog()).find(
          R"(  "Post":c1 -> "User":c0 [arrowtail=crowodot, arrowhead=teetee, label="author"];)") !=
      std::string::npos);
}

TEST_CASE("a hostile name stays where it was put") {
  const std::string text = mermaid(hostile());
  CHECK(text.find(kHostile) == std::string::npos);
  CHECK(text.find("a#quot;b'c\\n") == std::string::npos);
  CHECK(text.find("a#quot;b'c#92;n--#gt;#lt;/"
                  "table#gt;#lt;b#gt;&amp;#96;#37;#92;#35;quot;]{}|#92;u202e#92;xff;//") !=
        std::string::npos);
  const std::string graph = dot(hostile());
  CHECK(graph.find("<b>&amp;") == std::string::npos);
  CHECK(graph.find("a&quot;b&#39;c\\n--&gt;&lt;/table&gt;&lt;b&gt;&amp;amp;`") !=
        std::string::npos);
  const std::string shown = summary(hostile());
  CHECK(shown.find('\xff') == std::string::npos);
  CHECK(shown.find("\u202e") == std::string::npos);
}

}  // namespace
}  // namespace sqlx::ir
