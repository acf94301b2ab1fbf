// What a name belongs to, in one line of text: the left side of the lock, and how messages speak of
// it.
//
//     model public.posts                                        column public.posts.author_id
//     enum public.mood                                          member public.mood.happy
//     belongs_to public.posts(author_id) -> public.users(id)    has_many public.posts(author_id) ->
//     public.users(id) many_to_many public.post_tags(post_id) -> public.posts(id), (tag_id) ->
//     public.tags(id)
//
// A key is made of the schema's own names only, never of their order or of generated ones, and is
// UTF-8 whatever they are. A relation is known by the columns of its foreign key: constraints have
// generated names on some engines and none on others.
#pragma once

#include <string>
#include <string_view>

#include "ir/catalog.h"
#include "ir/relations.h"

namespace sqlx::ir {

namespace name_kind {
constexpr std::string_view kModel = "model";
constexpr std::string_view kSingular = "singular";
constexpr std::string_view kPlural = "plural";
constexpr std::string_view kCollection = "collection";
constexpr std::string_view kColumn = "column";
constexpr std::string_view kColumnEnum = "column_enum";
constexpr std::string_view kColumnMember = "column_member";
constexpr std::string_view kEnum = "enum";
constexpr std::string_view kMember = "member";
constexpr std::string_view kComposite = "composite";
constexpr std::string_view kCompositeField = "composite_field";
constexpr std::string_view kRoutine = "routine";
}  // namespace name_kind

// `shop.orders`, `"Order Details"`
[[nodiscard]] std::string key_path(const ObjectName& name);

[[nodiscard]] std::string name_key(std::string_view kind, const ObjectName& object);
[[nodiscard]] std::string name_key(std::string_view kind, const ObjectName& object,
                                   std::string_view part);
[[nodiscard]] std::string name_key(std::string_view kind, const ObjectName& object,
                                   std::string_view part, std::string_view label);
[[nodiscard]] std::string name_key(const Routine& routine);
[[nodiscard]] std::string name_key(const Catalog& catalog, const Relation& relation);

}  // namespace sqlx::ir
