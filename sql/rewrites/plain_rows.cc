// INSERT with what its values are, not how the source writes them: where a text takes the type of its column, '\x00ff' is bytes for a column of
// bytes, and 't' is true for one of truth values. OVERRIDING says nothing where no column insists on its own numbers.
#include <string>

#include "base/text.h"
#include "sql/build.h"
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
    const bool is_number = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) && is_octal(text[i + 2]) && is_octal(text[i + 3]);
    if (is_number) {
      bytes += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
      i += 3;
    } else {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      bytes += text[i];
    }
  }
}

const Literal* as_bytes(const Literal& text, Arena& arena) {
  std::string bytes;
  if (!append_hexadecimal(text.text, bytes)) {
    bytes.clear();
    append_escaped(text.text, bytes);
  }
  Literal* made = clone(arena, text);
  made->literal = LiteralKind::kBytes;
  made->type = TypeClass::kBytes;
  made->text = arena.copy(std::string_view(bytes));
  return made;
}

// 't', 'yes', 'of': any beginning of a word that means one of the two alone.
const Expr* as_truth(const Literal& text, Arena& arena) {
  const std::string word = lower(trim(text.text));
  const auto begins = [&](std::string_view whole, std::size_t least) { return word.size() >= least && whole.starts_with(word); };
  if (begins("true", 1) || begins("yes", 1) || word == "on" || word == "1") return boolean_literal(arena, true);
  if (begins("false", 1) || begins("no", 1) || begins("off", 2) || word == "0") return boolean_literal(arena, false);
  return &text;
}

const Expr* as_of_column(const Expr* value, const ColumnInfo* column, const RewriteContext& context) {
  const auto* literal = value->as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kString || column == nullptr) return value;
  const bool are_bytes = column->type == TypeClass::kBytes && context.from.literals.bytes.starts_with("'\\x");
  if (are_bytes) return as_bytes(*literal, context.arena);
  return column->type == TypeClass::kBoolean && context.from.has(Feature::kBooleanType) ? as_truth(*literal, context.arena) : value;
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
  return with_values(*insert, context, [&](const Expr* value, const ColumnInfo* column) { return as_of_column(value, column, context); });
}

}  // namespace sqlx::sql
