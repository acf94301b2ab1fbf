#include "sql/script/comments.h"

#include "base/text.h"

namespace sqlx::sql {
namespace {

// Where one of them opens a comment, the comment is executed, or steers the planner.
constexpr std::string_view kMeaningful = "!+M:";

void append_block(std::string& out, std::string_view text) {
  std::string inside(text);
  replace_all(inside, "/*", "/ *");
  replace_all(inside, "*/", "* /");
  const bool needs_blank =
      !inside.empty() && kMeaningful.find(inside.front()) != std::string_view::npos;
  out += needs_blank ? "/* " : "/*";
  out += inside;
  out += inside.ends_with('/') ? " */\n" : "*/\n";
}

// An empty one keeps no blank at its end.
void append_line(std::string& out, std::string_view text) {
  out += "--";
  if (!text.empty() && !is_space(text.front())) out += ' ';
  out += text;
  out += '\n';
}

}  // namespace

void append_comment(std::string& out, std::string_view comment) {
  if (comment.starts_with("/*")) return append_block(out, comment.substr(2, comment.size() - 4));
  append_line(out, comment.substr(comment.starts_with('#') ? 1 : 2));
}

}  // namespace sqlx::sql
