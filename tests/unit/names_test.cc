// ir/names.h: what the rules call things.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "named.h"

namespace sqlx::ir {
namespace {

using test::database;
using test::foreign_key;
using test::Named;
using test::Strings;
using test::table;

Strings models(const Strings& tables) {
  std::vector<Table> list;
  for (const std::string& name : tables) list.push_back(table(name, {"id"}));
  Named named(database(std::move(list)));
  Strings out;
  for (const std::string& name : tables) {
    out.push_back(named[fmt::format("model {}{}",
                                    name.find('.') == std::string::npos ? "public." : "", name)]);
  }
  return out;
}

Strings fields(const Strings& columns) {
  Named named(database({table("t", columns)}));
  return named.names.tables[0].fields;
}

// ------------------------------------------------------------------------------- types and columns

TEST_CASE("models are singular") {
  CHECK(models({"users", "order_items", "Person", "news", "SALES_PEOPLE"}) ==
        Strings{"User", "OrderItem", "Person", "News", "SalesPerson"});
}

TEST_CASE("the table whose name is singular keeps the model") {
  CHECK(models({"users", "user"}) == Strings{"Users", "User"});
  CHECK(models({"user_data", "userdata", "UserData"}) ==
        Strings{"UserData2", "Userdata3", "UserData"});
}

TEST_CASE("tables of other schemas give way to the default schema") {
  CHECK(models({"users", "billing.users", "billing.plans"}) ==
        Strings{"User", "BillingUser", "Plan"});
  CHECK(models({"a.users", "b.users"}) == Strings{"AUser", "BUser"});
  CHECK(models({"users", "billing.users", "billing_users"}) ==
        Strings{"User", "BillingUsers", "BillingUser"});
}

TEST_CASE("no model hides a global or a type of GraphQL") {
  CHECK(models({"objects", "maps", "query", "errors", "events", "int"}) ==
        Strings{"ObjectModel", "MapModel", "QueryModel", "ErrorModel", "Event", "IntModel"});
}

TEST_CASE("a table has root fields and a collection") {
  const Named named(
      database({table("order_items", {"id"}), table("series", {"id"}), table("maps", {"id"}),
                table("classes", {"id"}), table("users", {"id"}), table("user", {"id"}),
                table("shop.users", {"id"}), table("rpc", {"id"})}));
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
  CHECK(fields({"id", "created_at", "UserURL", "zip code", "2fa", "class", "constructor", "größe",
                "中"}) == Strings{"id", "createdAt", "userUrl", "zipCode", "_2fa", "class_",
                                  "constructor_", "grosse", "u4e2d"});
}

TEST_CASE("columns that fall together are told apart by their spelling, not their order") {
  CHECK(fields({"user_id", "userId", "UserID"}) == Strings{"userId3", "userId", "userId2"});
  CHECK(fields({"UserID", "user_id", "userId"}) == Strings{"userId2", "userId3", "userId"});
  CHECK(fields({"a_1", "a1", "a-1", "a1_2"}) == Strings{"a1_4", "a1", "a1_3", "a1_2"});
  CHECK(fields({"!", ";", " ", ""}) == Strings{"u21", "u3b", "u20", "unnamed"});
}

TEST_CASE("enums, composite types and routines have names") {
  Database schema = database({table("statuses", {"id"}), table("orders", {"id", "status"})});
  schema.tables[0].columns[1].type = {
      .kind = TypeKind::kEnum, .values = {"new", "in progress", "PG-13", "", "true", "a+b", "a-b"}};
  schema.enums = {Enum{.name = {"public", "status"}, .values = {"on", "off"}},
                  Enum{.name = {"shop", "status"}, .values = {}},
                  Enum{.name = {"public", "moods"}}};
  schema.composites = {Composite{.name = {"public", "address"},
                                 .fields = {test::column("zip_code"), test::column("Zip Code")}}};
  schema.routines = {
      Routine{.name = {"public", "area"},
              .signature = "integer",
              .arguments = {Argument{.name = "a_b"}, Argument{}, Argument{.name = "A B"}}},
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

// --------------------------------------------------------------------------------------- relations

// The relations that foreign keys from `posts` to `users` give: first those of posts, then those of
// users.
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
  CHECK(named_relations({"id", "post_id"}, {"post_id"}) ==
        Strings{"user", "posts"});  // not its own name
}

TEST_CASE("a relation gives way to a column") {
  CHECK(named_relations({"id", "author"}, {"author"}) == Strings{"authorRef", "posts"});
  CHECK(named_relations({"id", "author_id", "author"}, {"author_id"}) ==
        Strings{"authorRef", "posts"});
  CHECK(named_relations({"id", "author_uuid"}, {"author_uuid"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "author_uid"}, {"author_uid"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "author_uuid", "author"}, {"author_uuid"}) ==
        Strings{"authorUuidRef", "posts"});
  CHECK(named_relations({"id", "id_author"}, {"id_author"}) == Strings{"author", "posts"});
  CHECK(named_relations({"id", "userid"}, {"userid"}) == Strings{"user", "posts"});
  CHECK(named_relations({"id", "authorRef", "author"}, {"author"}) ==
        Strings{"authorUser", "posts"});
}

TEST_CASE("ids that are fused with their word are recognised by the key that they point to") {
  const Table hosts = table("hosts", {"hostid", "templateid?"});
  Table items = table("items", {"itemid", "hostid", "masterid?"});
  items.foreign_keys = {foreign_key({"hostid"}, hosts, {"hostid"}),
                        foreign_key({"masterid"}, items, {"itemid"})};
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
  CHECK(named.relations_of("posts") ==
        Strings{"hiddenTags", "postTags", "tagsViaHiddenTag", "tagsViaPostTag"});
}

TEST_CASE("a table with itself") {
  Table people = table("people", {"id", "boss_id?"});
  people.foreign_keys = {foreign_key({"boss_id"}, people)};
  Table friends = table("friendships", {"person_id", "friend_id"}, 2);
  friends.foreign_keys = {foreign_key({"person_id"}, people), foreign_key({"friend_id"}, people)};
  CHECK(Named(database({people, friends})).relations_of("people") ==
        Strings{"boss", "friendshipsByFriend", "friendshipsByPerson", "people",
                "peopleViaFriendshipByPerson", "peopleViaFriendshipByFriend"});
}

TEST_CASE("a key of several columns is called by the one that is its own, or by its target") {
  const Table orders = table("orders", {"tenant_id", "number"}, 2);
  const Table tenants = table("tenants", {"id"});
  const Table people = table("people", {"tenant_id", "id"}, 2);
  Table lines = table("lines", {"tenant_id", "order_number", "buyer_id", "seller_id", "id"}, 0);
  lines.foreign_keys = {foreign_key({"tenant_id", "buyer_id"}, people, {"tenant_id", "id"}),
                        foreign_key({"tenant_id", "order_number"}, orders, {"tenant_id", "number"}),
                        foreign_key({"tenant_id", "seller_id"}, people, {"tenant_id", "id"}),
                        foreign_key({"tenant_id"}, tenants)};
  CHECK(Named(database({orders, tenants, people, lines})).relations_of("lines") ==
        Strings{"tenant", "buyer", "order", "seller"});
  lines.foreign_keys = {
      foreign_key({"tenant_id", "order_number"}, orders, {"tenant_id", "number"})};
  CHECK(Named(database({orders, lines})).relations_of("lines") == Strings{"order"});
  lines.foreign_keys.push_back(
      foreign_key({"seller_id", "buyer_id"}, orders, {"tenant_id", "number"}));
  CHECK(Named(database({orders, lines})).relations_of("lines") ==
        Strings{"orderByBuyerSeller", "orderByOrderNumberTenant"});
}

TEST_CASE("one column may point to two tables") {
  const Table users = table("users", {"id"});
  const Table people = table("people", {"id"});
  Table posts = table("posts", {"id", "author_id"});
  posts.foreign_keys = {foreign_key({"author_id"}, users), foreign_key({"author_id"}, people)};
  CHECK(Named(database({users, people, posts})).relations_of("posts") ==
        Strings{"authorPerson", "authorUser"});
}

TEST_CASE("four hundred foreign keys named like their table stay readable") {
  std::vector<Table> tables;
  tables.reserve(401);
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

}  // namespace
}  // namespace sqlx::ir
