// Texts that a server prints of its own parse trees, mended where it would not read them as what it
// printed.
//
// PostgreSQL keeps trees and writes SQL from them, and a few trees give a text that is read as
// another tree, which is written in other words: the schema would come back changed, though it
// means the same. A pack names the mends that its server needs:
//
//   array_casts       (ARRAY['a'::character varying])::text[] would be read with a cast in each
//   element. With a cast of its own for
//                     the array, ((ARRAY['a'::character varying])::character varying[])::text[], it
//                     stays as it is.
//   unnamed_columns   A column without a name in a subquery is printed without one, `'x'::text`,
//   but would be named after its type.
//                     It is given the name that the server has for such: AS "?column?".
//
//   nested_conditions ((a AND b) AND c), which BETWEEN makes, would be read as one AND of three. As
//                     ((a AND b)::boolean AND c) it stays two.
//
// Strings, quoted names and $$ bodies are left alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sqlx::sql {

// Mends `sql` as `rewrites` name; a name that is none of the above does nothing.
[[nodiscard]] std::string mend_deparsed(std::string sql, const std::vector<std::string>& rewrites);

}  // namespace sqlx::sql
