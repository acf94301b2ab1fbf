// Comments between statements, for another dialect: `# once a day` becomes `-- once a day`.
//
// What is written means a comment everywhere: `-- ` with a blank behind it, and `/* … */` without
// another inside, with nothing at its beginning that an engine would execute or take for a hint.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::sql {

// `comment` has its signs, but not the line end of a line comment. What is appended ends with a
// line end.
void append_comment(std::string& out, std::string_view comment);

}  // namespace sqlx::sql
