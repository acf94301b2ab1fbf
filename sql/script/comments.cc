#include "sql/script/comments.h"

#include "base/text.h"

namespace sqlx::sql {
namespace {

using wirepacks::Lexical;

// Where one of them opens a comment, the comment is executed, or steers the planner.
constexpr std::string_view kMeaningful = "!+M:";

std::string apart(std::string_view signs) {
  if (signs.size() < 2) return " ";
  return std::string(signs.substr(0, 1)) + ' ' + std::string(signs.substr(1));
}

void append_block(std::string& out, std::string_view text, const Lexical& to) {
  std::string inside(text);
  replace_all(inside, to.block_comment, apart(to.block_comment));
  replace_all(inside, to.block_comment_end, apart(to.block_comment_end));
  const bool needs_blank =
      !inside.empty() && kMeaningful.find(inside.front()) != std::string_view::npos;
  out += to.block_comment;
  if (needs_blank) out += ' ';
  out += inside;
  if (!inside.empty() && inside.back() == to.block_comment.front()) out += ' ';
  out += to.block_comment_end;
  out += '\n';
}

// The signs of a line comment, without the blank that some need behind them.
std::string_view signs_of(std::string_view opening) {
  return opening.ends_with(' ') ? opening.substr(0, opening.size() - 1) : opening;
}

// An empty one keeps no blank at its end.
void append_line(std::string& out, std::string_view text, const Lexical& to) {
  out += to.line_comments.empty() ? "--" : signs_of(to.line_comments.front());
  if (!text.empty() && !is_space(text.front())) out += ' ';
  out += text;
  out += '\n';
}

}  // namespace

void append_comment(std::string& out, std::string_view comment, const Lexical& from,
                    const Lexical& to) {
  if (comment.starts_with(from.block_comment)) {
    const std::size_t signs = from.block_comment.size() + from.block_comment_end.size();
    return append_block(out, comment.substr(from.block_comment.size(), comment.size() - signs), to);
  }
  for (const std::string& opening : from.line_comments) {
    const std::string_view signs = signs_of(opening);
    if (comment.starts_with(signs)) return append_line(out, comment.substr(signs.size()), to);
  }
}

}  // namespace sqlx::sql
