// Comments between statements, for another dialect: `# once a day` becomes `-- once a day`.
//
// What is written is a comment and nothing else: with a blank behind the signs of a line comment,
// and without another comment inside a block, or anything at its beginning that an engine would
// execute or take for a hint.
#pragma once

#include <string>
#include <string_view>

#include "wirepacks/syntax.h"

namespace sqlx::sql {

// `comment` has the signs of `from`, but not the line end of a line comment. What is appended has
// those of `to`, and ends with a line end.
void append_comment(std::string& out, std::string_view comment, const wirepacks::Lexical& from,
                    const wirepacks::Lexical& to);

}  // namespace sqlx::sql
