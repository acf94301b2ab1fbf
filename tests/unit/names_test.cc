// ir/names.h: what generated code calls things, and that it never changes its mind.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/text.h"
#include "ir/identifier.h"
#include "ir/names.h"
#include "schema_builder.h"

namespace sqlx::ir {
namespace {

using test::database;
using test::foreign_key;
using test::key;
using test::Strings;
using test::table;

struct Named {
  explicit Named(Database schema, const NameOverrides& overrides = {}, const NameLock& before = {})
      : data(std::move(schema)), catalog(data), relations(catalog),
        names(assign_names(catalog, relations, overrides, before, diagnostics)), lock(lock_of(catalog, relations, names)) {}
  Named(const Named&) = delete;
  Named& operator=(const Named&) = delete;

  [[nodiscard]] std::string operator[](const std::string& key) const {
    const auto found = lock.names.find(key);
    return found == lock.names.end() ? "(no such key)" : found->second;
  }

  [[nodiscard]] Strings messages() const {
    Strings out;
    for (const Diagnostic& item : diagnostics.items()) {
      out.push_back(fmt::format("{}: {} | {}", to_string(item.code), item.message, item.hint));
    }
    return out;
  }

  // The names of a table's relations, in their order.
  [[nodiscard]] Strings relations_of(const std::string& name, const std::string& schema = "public") const {
    const TableId id = *catalog.find_table({schema, name});
    Strings out;
    for (std::size_t i = 0; i < relations.of(id).size(); ++i) out.push_back(names.relations[relations.first(id) + i]);
    return out;
  }

  Database data;
  Diagnostics diagnostics;
  Catalog catalog;
  Relations relations;
  Names names;
  NameLock lock;
};

Strings models(const Strings& tables) {
  std::vector<Table> list;
  for (const std::string& name : tables) list.push_back(table(name, {"id"}));
  Named named(database(std::move(list)));
  Strings out;
  for (const std::string& name : tables) {
    out.push_back(named[fmt::format("model {}{}", name.find('.') == std::string::npos ? "public." : "", name)]);
  }
  return out;
}

Strings fields(const Strings& columns) {
  Named named(database({table("t", columns)}));
  return named.names.tables[0].fields;
}

// ------------------------------------------------------------------------------------------------ types and columns

TEST_CASE("models are singular") {
  CHECK(models({"users", "order_items", "Person", "news", "SALES_PEOPLE"}) ==
        Strings{"User", "OrderItem", "Person", "News", "SalesPerson"});
}

TEST_CASE("the table whose name is singular keeps the model") {
  CHECK(models({"users", "user"}) == Strings{"Users", "User"});
  CHECK(models({"user_data", "userdata", "UserData"}) == Strings{"UserData2", "Userdata3", "UserData"});
}

TEST_CASE("tables of other schemas give way to the default schema") {
  CHECK(models({"users", "billing.users", "billing.plans"}) == Strings{"User", "BillingUser", "Plan"});
  CHECK(models({"a.users", "b.users"}) == Strings{"AUser", "BUser"});
  CHECK(models({"users", "billing.users", "billing_users"}) == Strings{"User", "BillingUsers", "BillingUser"});
}

TEST_CASE("no model hides a global or a type of GraphQL") {
  CHECK(models({"objects", "maps", "query", "errors", "events", "int"}) ==
        Strings{"ObjectModel", "MapModel", "QueryModel", "ErrorModel", "Event", "IntModel"});
}

TEST_CASE("a table has root fields and a collection") {
  const Named named(database({table("order_items", {"id"}), table("series", {"id"}), table("maps", {"id"}), table("classes", {"id"}),
                              table("users", {"id"}), table("user", {"id"}), table("shop.users", {"id"}), table("rpc", {"id"})}));
  CHECK(named["singular public.order_items"] == "orderItem");
  CHECK(named["plural public.order_items"] == "orderItems");
  CHECK(named["collection public.order_items"] == "order_items");
  CHECK(named["singular public.series"] == "series");
  CHECK(named["plural public.series"] == "seriesList");
  CHECK(named["singular public.maps"] == "map");
  CHECK(named["singular public.classes"] == "class_");
  CHECK(named["singular public.users"] == "users");
  CHECK(named["plural public.users"] == "usersList");
  CHECK(named["plural public.user"] == "userList");
  CHECK(named["collection shop.users"] == "shop.users");
  CHECK(named["collection public.rpc"] == "public.rpc");
}

TEST_CASE("columns are camelCase") {
  CHECK(fields({"id", "created_at", "UserURL", "zip code", "2fa", "class", "constructor", "größe", "中"}) ==
        Strings{"id", "createdAt", "userUrl", "zipCode", "_2fa", "class_", "constructor_", "grosse", "u4e2d"});
}

TEST_CASE("columns that fall together are told apart by their spelling, not their order") {
  CHECK(fields({"user_id", "userId", "UserID"}) == Strings{"userId3", "userId", "userId2"});
  CHECK(fields({"UserID", "user_id", "userId"}) == Strings{"userId2", "userId3", "userId"});
  CHECK(fields({"a_1", "a1", "a-1", "a1_2"}) == Strings{"a1_4", "a1", "a1_3", "a1_2"});
  CHECK(fields({"!", ";", " ", ""}) == Strings{"u21", "u3b", "u20", "unnamed"});
}

TEST_CASE("enums, composite types and routines have names") {
  Database schema = database({table("statuses", {"id"}), table("orders", {"id", "status"})});
  schema.tables[0].columns[1].type = {.kind = TypeKind::kEnum, .values = {"new", "in progress", "PG-13", "", "true", "a+b", "a-b"}};
  schema.enums = {Enum{.name = {"public", "status"}, .values = {"on", "off"}},
                  Enum{.name = {"shop", "status"}, .values = {}}, Enum{.name = {"public", "moods"}}};
  schema.composites = {Composite{.name = {"public", "address"}, .fields = {test::column("zip_code"), test::column("Zip Code")}}};
  schema.routines = {Routine{.name = {"public", "area"}, .signature = "integer", .arguments = {Argument{.name = "a_b"}, Argument{}, Argument{.name = "A B"}}},
                     Routine{.name = {"public", "area"}, .signature = "integer, text"},
                     Routine{.name = {"shop", "area"}, .signature = ""}, Routine{.name = {"public", "delete"}}};
  const Named named(schema);
  CHECK(named["model public.statuses"] == "Status");
  CHECK(named["enum public.status"] == "StatusEnum");
  CHECK(named["enum shop.status"] == "ShopStatus");
  CHECK(named["enum public.moods"] == "Mood");
  CHECK(named["column_enum public.orders.status"] == "OrderStatus");
  CHECK(named.names.tables[0].column_enums[1].members ==
        Strings{"new_", "in_progress", "PG_13", "empty", "true_", "a_b", "a_b2"});
  CHECK(named.names.enums[0].members == Strings{"on", "off"});
  CHECK(named["composite public.address"] == "Address");
  CHECK(named.names.composites[0].members == Strings{"zipCode2", "zipCode"});
  CHECK(named["routine public.area(integer)"] == "area");
  CHECK(named["routine public.area(integer, text)"] == "areaWithIntegerText");
  CHECK(named["routine shop.area()"] == "shopArea");
  CHECK(named["routine public.delete()"] == "delete_");
  CHECK(named.names.routines[0].arguments == Strings{"aB", "arg2", "aB2"});
}

// ------------------------------------------------------------------------------------------------------- relations

// The relations that foreign keys from `posts` to `users` give: first those of posts, then those of users.
Strings named_relations(const Strings& columns, const Strings& keys) {
  const Table users = table("users", {"id"});
  Table posts = table("posts", columns);
  for (const std::string& name : keys) posts.foreign_keys.push_back(foreign_key({name}, users));
  const Named named(database({users, posts}));
  Strings out = named.relations_of("posts");
  for (const std::string& name : named.relations_of("users")) out.push_back(name);
  return out;
}

TEST_CASE("a relation is called like its foreign key without the id") {
  CHECK(named_relations({"id", "author_id"}, {"author_id"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "authorId"}, {"authorId"}) == Strings{"author", "posts"});
  CHECK(named_relations({"ID", "Author_ID"}, {"Author_ID"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "AuthorID"}, {"AuthorID"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "class_id"}, {"class_id"}) == Strings{"class_", "posts"});
}

TEST_CASE("a relation gives way to a column") {
  CHECK(named_relations({"id", "author"}, {"author"}) == Strings{"authorRef", "posts"});
  CHECK(named_relations({"id", "author_id", "author"}, {"author_id"}) == Strings{"authorRef", "posts"});
  CHECK(named_relations({"id", "author_uuid"}, {"author_uuid"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "author_uuid", "author"}, {"author_uuid"}) == Strings{"authorUuidRef", "posts"});
  CHECK(named_relations({"id", "id_author"}, {"id_author"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "userid"}, {"userid"}) == Strings{"user", "posts"});
  CHECK(named_relations({"id", "authorRef", "author"}, {"author"}) == Strings{"authorUser", "posts"});
}

TEST_CASE("ids that are fused with their word are recognised by the key that they point to") {
  const Table hosts = table("hosts", {"hostid", "templateid?"});
  Table items = table("items", {"itemid", "hostid", "masterid?"});
  items.foreign_keys = {foreign_key({"hostid"}, hosts, {"hostid"}), foreign_key({"masterid"}, items, {"itemid"})};
  const Named named(database({hosts, items}));
  CHECK(named.relations_of("items") == Strings{"host", "master", "items"});
}

TEST_CASE("several relations between two tables say by which column") {
  CHECK(named_relations({"id", "author_id", "editor_id"}, {"author_id", "editor_id"}) ==
        Strings{"author", "editor", "postsByAuthor", "postsByEditor"});
}

TEST_CASE("the reverse gives way to a column as well") {
  const Table users = table("users", {"id", "posts"});
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, users)};
  CHECK(Named(database({users, posts})).relations_of("users") == Strings{"postsByAuthor"});
}

TEST_CASE("one row is singular") {
  const Table users = table("users", {"id"});
  Table profiles = table("profiles", {"id"});
  profiles.foreign_keys = {foreign_key({"id"}, users)};
  const Named named(database({users, profiles}));
  CHECK(named.relations_of("users") == Strings{"profile"});
  CHECK(named.relations_of("profiles") == Strings{"user"});
}

TEST_CASE("many to many is the far side") {
  const Table posts = table("posts", {"id"});
  const Table tags = table("tags", {"id"});
  Table post_tags = table("post_tags", {"post_id", "tag_id"}, 2);
  post_tags.foreign_keys = {foreign_key({"post_id"}, posts), foreign_key({"tag_id"}, tags)};
  Table hidden = table("hidden_tags", {"post_id", "tag_id"}, 2);
  hidden.foreign_keys = post_tags.foreign_keys;
  {
    const Named named(database({posts, tags, post_tags}));
    CHECK(named.relations_of("posts") == Strings{"postTags", "tags"});
    CHECK(named.relations_of("tags") == Strings{"postTags", "posts"});
  }
  const Named named(database({posts, tags, post_tags, hidden}));
  CHECK(named.relations_of("posts") == Strings{"hiddenTags", "postTags", "tagsViaHiddenTag", "tagsViaPostTag"});
}

TEST_CASE("a table with itself") {
  Table people = table("people", {"id", "boss_id?"});
  people.foreign_keys = {foreign_key({"boss_id"}, people)};
  Table friends = table("friendships", {"person_id", "friend_id"}, 2);
  friends.foreign_keys = {foreign_key({"person_id"}, people), foreign_key({"friend_id"}, people)};
  CHECK(Named(database({people, friends})).relations_of("people") ==
        Strings{"boss", "friendshipsByFriend", "friendshipsByPerson", "people", "peopleViaFriendshipByPerson",
                "peopleViaFriendshipByFriend"});
}

TEST_CASE("a key of several columns is called by the one that is its own, or by its target") {
  const Table orders = table("orders", {"tenant_id", "number"}, 2);
  const Table tenants = table("tenants", {"id"});
  const Table people = table("people", {"tenant_id", "id"}, 2);
  Table lines = table("lines", {"tenant_id", "order_number", "buyer_id", "seller_id", "id"}, 0);
  lines.foreign_keys = {foreign_key({"tenant_id", "buyer_id"}, people, {"tenant_id", "id"}),
                        foreign_key({"tenant_id", "order_number"}, orders, {"tenant_id", "number"}),
                        foreign_key({"tenant_id", "seller_id"}, people, {"tenant_id", "id"}), foreign_key({"tenant_id"}, tenants)};
  CHECK(Named(database({orders, tenants, people, lines})).relations_of("lines") == Strings{"tenant", "buyer", "order", "seller"});
  lines.foreign_keys = {foreign_key({"tenant_id", "order_number"}, orders, {"tenant_id", "number"})};
  CHECK(Named(database({orders, lines})).relations_of("lines") == Strings{"order"});
  lines.foreign_keys.push_back(foreign_key({"seller_id", "buyer_id"}, orders, {"tenant_id", "number"}));
  CHECK(Named(database({orders, lines})).relations_of("lines") == Strings{"orderByBuyerSeller", "orderByOrderNumberTenant"});
}

TEST_CASE("one column may point to two tables") {
  const Table users = table("users", {"id"});
  const Table people = table("people", {"id"});
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, users), foreign_key({"author_id"}, people)};
  CHECK(Named(database({users, people, posts})).relations_of("posts") == Strings{"authorPerson", "authorUser"});
}

TEST_CASE("four hundred foreign keys named like their table stay readable") {
  std::vector<Table> tables;
  for (int i = 0; i < 400; ++i) tables.push_back(table(fmt::format("part{}x", i), {"id"}));
  Table machine = table("machine", {"id"});
  for (const Table& part : tables) {
    machine.columns.push_back(test::column(part.name.name));
    machine.foreign_keys.push_back(foreign_key({part.name.name}, part));
  }
  tables.push_back(machine);
  const Named named(database(tables));
  for (const std::string& name : named.relations_of("machine")) CHECK(name.ends_with("Ref"));
  CHECK(named.relations_of("part7x") == Strings{"machines"});
}

// --------------------------------------------------------------------------------------- configuration and the lock

Database blog() {
  const Table users = table("users", {"id", "email", "name"});
  Table posts = table("posts", {"id", "author_id", "title"});
  posts.foreign_keys = {foreign_key({"author_id"}, users)};
  const Table tags = table("shop.tags", {"id"});
  Table join = table("post_tags", {"post_id", "tag_id"}, 2);
  join.foreign_keys = {foreign_key({"post_id"}, posts), foreign_key({"tag_id"}, tags)};
  Database schema = database({users, posts, tags, join});
  schema.enums = {Enum{.name = {"public", "mood"}, .values = {"good"}}};
  return schema;
}

TEST_CASE("the configuration has the first word") {
  NameOverrides overrides;
  overrides.models = {{"posts", "Article", {}}, {"shop.tags", "Label", {}}};
  overrides.fields = {{"users.email", "address", {}}, {"public.\"posts\".title", "headline", {}}};
  overrides.enums = {{"mood", "Feeling", {}}};
  overrides.relations = {{"posts", "author_id", RelationEnd::kForward, "writer", {}},
                         {"posts", "fk_author_id", RelationEnd::kReverse, "works", {}},
                         {"post_tags", "post_id", RelationEnd::kThrough, "labels", {}}};
  const Named before(blog());
  const Named named(blog(), overrides, before.lock);
  CHECK(named.messages().empty());
  CHECK(named["model public.posts"] == "Article");
  CHECK(named["plural public.posts"] == "articles");
  CHECK(named["model shop.tags"] == "Label");
  CHECK(named["column public.users.email"] == "address");
  CHECK(named["column public.posts.title"] == "headline");
  CHECK(named["enum public.mood"] == "Feeling");
  CHECK(named.relations_of("posts") == Strings{"writer", "postTags", "labels"});
  CHECK(named.relations_of("users") == Strings{"works"});
  CHECK(named["model public.users"] == "User");
}

TEST_CASE("an override of what is not there is refused with a suggestion") {
  NameOverrides overrides;
  overrides.models = {{"postz", "Article", {}}};
  overrides.fields = {{"users.emial", "address", {}}, {"email", "address", {}}};
  overrides.enums = {{"modo", "Feeling", {}}};
  overrides.relations = {{"posts", "autor_id", RelationEnd::kForward, "writer", {}},
                         {"posts", "author_id", RelationEnd::kThrough, "writer", {}}};
  const Named named(blog(), overrides);
  CHECK(named.messages() ==
        Strings{"SQLX3010: there is no `postz` in the schema that would be a table | did you mean `posts`?",
                "SQLX3010: there is no `users.emial` in the schema that would be a column | did you mean `users.email`?",
                "SQLX3010: there is no `email` in the schema that would be a column | ",
                "SQLX3010: there is no `modo` in the schema that would be an enum | did you mean `mood`?",
                "SQLX3010: there is no `posts(autor_id)` in the schema that would be a foreign key | did you mean `author_id`?",
                "SQLX3010: there is no `posts(author_id)` in the schema that would be that end of a relation | a foreign key has a "
                "forward and a reverse end; only the keys of a join table have one through it"});
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
        "`User` cannot be the name of model public.posts, because it is the name of model public.users");
  CHECK(refused({.models = {{"posts", "X", {}}, {"users", "X", {}}}}) ==
        "`X` cannot be the name of model public.users: something else in the same place was given that name");
  CHECK(refused({.fields = {{"users.email", "e-mail", {}}}}) ==
        "`e-mail` cannot be the name of column public.users.email: it is not an identifier of TypeScript and GraphQL");
  CHECK(refused({.fields = {{"users.email", "Email", {}}}}) ==
        "`Email` cannot be the name of column public.users.email: it begins with a capital letter");
  CHECK(refused({.fields = {{"users.email", "name", {}}}}) ==
        "`name` cannot be the name of column public.users.email, because it is the name of column public.users.name");
  CHECK(refused({.relations = {{"posts", "author_id", RelationEnd::kForward, "title", {}}}}) ==
        "`title` cannot be the name of belongs_to public.posts(author_id) -> public.users(id), because it is the name of column "
        "public.posts.title");
}

TEST_CASE("two overrides may exchange names, and a relation gives way to one of a column") {
  NameOverrides overrides;
  overrides.fields = {{"users.email", "name", {}}, {"users.name", "email", {}}, {"posts.title", "author", {}}};
  const Named named(blog(), overrides);
  CHECK(named.messages().empty());
  CHECK(named["column public.users.email"] == "name");
  CHECK(named.relations_of("posts")[0] == "authorRef");
}

TEST_CASE("a name once given is kept") {
  const Named before(database({table("shop.users", {"id", "user_id"})}));
  CHECK(before["model shop.users"] == "User");
  const Database now = database({table("users", {"id"}), table("user", {"id"}), table("shop.users", {"id", "user_id", "userId"})});
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

TEST_CASE("names that no longer can be are given anew, and those of things that are gone are forgotten") {
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
  const NameLock lock{.names = {{"column public.t.\"a \"\"b\"\"\"", "aB"}, {"model public.t", "T"}}};
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
  const std::string restore = " | restore it from version control, or delete it to have all names made anew";
  CHECK(refused("{") == "names.json is not valid JSON" + restore);
  CHECK(refused("[]") == "names.json is not a list of names of format 1" + restore);
  CHECK(refused(R"({"format": 2})") == "names.json is not a list of names of format 1" + restore);
  CHECK(refused(R"({"model a": 1, "format": 1})") == "names.json has something else than a name for `model a`" + restore);
  CHECK(refused("{\n<<<<<<< HEAD\n}") ==
        "names.json is not valid JSON | a merge left its marks in it: keep the lines of both sides, and remove the marks");
}

// ------------------------------------------------------------------------------------------------ for every schema

// Schemas of nasty names, the same for the same seed on every machine.
class Nasty {
 public:
  explicit Nasty(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }

  std::string name() {
    static const Strings kNames = {
        "user",      "users",     "User",      "USER",   "user_id", "userId",  "UserID",   "user id",  "id",      "ID",     "_id",
        "class",     "classes",   "map",       "Maps",   "object",  "query",   "type",     "default",  "new",     "",       " ",
        "__proto__", "prototype", "toString",  "then",   "2fa",     "_2fa",    "2",        "中文",     "中",      "😀",     "é",
        "e",         "ß",         "ss",        "a\"b",   "a'b",     "*/",      "${x}",     "`",        "\n",      "\xff",   "\\",
        "a.b",       "a",         "b",         "A_B",    "aB",      "series",  "seriesList", "news",   "people",  "person", "author",
        "authorRef", "author_id", "post",      "posts",  "post_tags", "postsByAuthor", "null", "true", "List",    "userList", "x2",
        "x",         "x_2",       "rpc",       "HTTPServer", "http_server", "Mutation", "Enum", "usersModel", "map_model", "\xe2\x80\xae"};
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
      table.foreign_keys.push_back(foreign_key({table.columns[below(table.columns.size())].name}, target,
                                               {target.columns[below(target.columns.size())].name}));
    }
  }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  template <class Objects>
  static bool find(const Objects& objects, const ObjectName& name) {
    return std::any_of(objects.begin(), objects.end(), [&](const auto& object) { return object.name == name; });
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
    const Routine item{.name = object(), .signature = below(2) == 0 ? "" : "integer", .arguments = {Argument{.name = name()}, Argument{.name = name()}}};
    const bool known = std::any_of(out.routines.begin(), out.routines.end(),
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
    for (std::size_t r = 0; r < named.relations.of(id).size(); ++r) fields.push_back(named.names.relations[named.relations.first(id) + r]);
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
