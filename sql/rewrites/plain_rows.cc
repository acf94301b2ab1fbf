// INSERT with what its values are, not how the source writes them: bytes that are written as a
// text, '\x00ff', are bytes for a column of bytes, and OVERRIDING says nothing where no column
// insists on its own numbers.
#include <string>

#include "base/text.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// \x00ff; false if it is anything else.
bool append_hexadecimal(std::string_view text, std::string& bytes) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0) return false;
  for (std::size_t i = 2; i < text.size(); i += 2) {
    if (hex_digit(text[i]) < 0 || hex_digit(text[i + 1]) < 0) return false;
    bytes += static_cast<char>(hex_digit(text[i]) * 16 + hex_digit(text[i + 1]));
  }
  return true;
}

// a\\b\000
void append_escaped(std::string_view text, std::string& bytes) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_number = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) &&
                           is_octal(text[i + 2]) && is_octal(text[i + 3]);
    if (is_number) {
      bytes += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 +
                                 (text[i + 3] - '0'));
      i += 3;
    } else {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      bytes += text[i];
    }
  }
}

const Expr* as_bytes(const Expr* value, const ColumnInfo* column, Arena& arena) {
  const auto* literal = value->as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kString || column == nullptr ||
      column->type != TypeClass::kBytes)
    return value;
  std::string bytes;
  if (!append_hexadecimal(literal->text, bytes)) {
    bytes.clear();
    append_escaped(literal->text, bytes);
  }
  Literal* made = clone(arena, *literal);
  made->literal = LiteralKind::kBytes;
  made->type = TypeClass::kBytes;
  made->text = arena.copy(std::string_view(bytes));
  return made;
}

}  // namespace

const Node* plain_rows(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  if (insert == nullptr || context.from.family == context.pack.family) return node;
  if (insert->overriding != Overriding::kUnsaid && !context.pack.has(Feature::kIdentity)) {
    Insert* made = clone(context.arena, *insert);
    made->overriding = Overriding::kUnsaid;
    insert = made;
  }
  if (!context.from.literals.bytes.starts_with("'\\x")) return insert;
  return with_values(*insert, context, [&](const Expr* value, const ColumnInfo* column) {
    return as_bytes(value, column, context.arena);
  });
}

}  // namespace sqlx::sql
