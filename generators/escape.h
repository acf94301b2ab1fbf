// Putting a text into a file of another language, so that it can only be data there, whatever it
// holds: quotes, `*/`, backticks, `${`, line ends, `</script>`, control and direction characters.
//
// Views call these; templates never escape. Each function names the place that its result may stand
// in, and no result fits another place.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::generators {

// 'it\'s': a literal of TypeScript, quotes included.
[[nodiscard]] std::string ts_string(std::string_view text);

// A key of an object literal or a type: `name`, or a literal where that is no identifier.
// `__proto__` becomes ['__proto__'], which is a key like others.
[[nodiscard]] std::string ts_key(std::string_view name);

// How a member is reached: `.name` or `['zip code']`.
[[nodiscard]] std::string ts_member(std::string_view name);

// Within /* … */ or /** … */ and on one line of `//`; lines of the text become lines that begin
// with `line_start`.
[[nodiscard]] std::string ts_comment(std::string_view text, std::string_view line_start = " * ");

// On one line of a comment that ends with its line: `//`, `#`, `--`.
[[nodiscard]] std::string line_comment(std::string_view text);

// A string of JSON, quotes included; it is one of YAML and of GraphQL, too.
[[nodiscard]] std::string json_string(std::string_view text);

// Text of Markdown that shows as it is, on one line, in a paragraph or a table's cell.
[[nodiscard]] std::string markdown_text(std::string_view text);

// The same between backticks.
[[nodiscard]] std::string markdown_code(std::string_view text);

// Text of Markdown over several lines: formatted perhaps, where it looks like that, but without
// HTML, links or images of its own.
[[nodiscard]] std::string markdown_prose(std::string_view text);

// A block of code in Markdown, as it is, with its fences and a line end: "```sql\n…\n```\n".
[[nodiscard]] std::string markdown_block(std::string_view language, std::string_view code);

// Text of HTML, between tags or in a quoted attribute.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace sqlx::generators
