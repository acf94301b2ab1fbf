// Entity-relationship diagrams as text: Mermaid (Markdown, GitHub) and Graphviz.
//
// A table is an entity with its columns, their types and PK, FK and UK marks; a foreign key is an
// edge with crow's feet that say how many rows there can be at each end. Join tables are drawn as
// what they are. Entities are known by their model's name and show the database's own; a hostile
// name can't leave the place it was put in.
#pragma once

#include <string>

#include "ir/names.h"

namespace sqlx::ir {

[[nodiscard]] std::string mermaid(const Database& database);
[[nodiscard]] std::string mermaid(const Catalog& catalog, const Relations& relations,
                                  const Names& names);

// The tables without their columns, for a schema that would be unreadable with them.
[[nodiscard]] std::string mermaid_overview(const Catalog& catalog, const Relations& relations,
                                           const Names& names);

// One table with its columns, and around it the tables that its relations lead to.
[[nodiscard]] std::string mermaid_around(TableId table, const Catalog& catalog,
                                         const Relations& relations, const Names& names);

[[nodiscard]] std::string dot(const Database& database);
[[nodiscard]] std::string dot(const Catalog& catalog, const Relations& relations,
                              const Names& names);

}  // namespace sqlx::ir
