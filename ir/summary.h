// A schema as a person wants to read it first: what it is, how much of everything there is, then
// each table with its columns and relations.
//
//     postgres 15.18: 2 tables in 1 schema
//
//     tables:                 2
//     columns:                7
//     …
//
//     public.posts → Post
//       id         bigint  not null  PK  identity
//       author_id  bigint  not null  FK
//       title      text
//       author  → User    by author_id
//       tags    → Tag[]   through post_tags
//
// A line of the totals is `label: count`, in ASCII; counts of zero are left out but for the most
// asked ones. Names and expressions come from the database and go through `printable`.
#pragma once

#include <string>

#include "ir/names.h"

namespace sqlx::ir {

// With names by rule.
[[nodiscard]] std::string summary(const Database& database);

[[nodiscard]] std::string summary(const Catalog& catalog, const Relations& relations,
                                  const Names& names);

}  // namespace sqlx::ir
