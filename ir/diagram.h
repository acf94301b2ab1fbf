// Entity-relationship diagrams as text: Mermaid (Markdown, GitHub) and Graphviz.
//
// A table is an entity with its columns, their types and PK, FK and UK marks; a foreign key is an edge with crow's feet that say how many rows
// there can be at each end. Join tables are drawn as what they are. Entities are known by their model's name and show the database's own; a hostile
// name can't leave the place it was put in.
#pragma once

#include <string>

#include "ir/names.h"

namespace sqlx::ir {

[[nodiscard]] std::string mermaid(const Database& database);
[[nodiscard]] std::string mermaid(const Catalog& catalog, const Relations& relations, const Names& names);

[[nodiscard]] std::string dot(const Database& database);
[[nodiscard]] std::string dot(const Catalog& catalog, const Relations& relations, const Names& names);

}  // namespace sqlx::ir
