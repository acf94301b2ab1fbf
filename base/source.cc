#include "base/source.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace sqlx {

Source make_source(std::string name, std::string text, std::size_t first_line,
                   std::size_t first_column) {
  return std::make_shared<const SourceText>(
      SourceText{std::move(name), std::move(text), first_line, first_column});
}

Location locate(const SourceText& source, std::size_t offset) {
  const std::string_view text = source.text;
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::size_t line_begin = newline == std::string_view::npos ? 0 : newline + 1;
  std::string_view line = text.substr(line_begin, text.find('\n', line_begin) - line_begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {
      .line = source.first_line +
              static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
      .column =
          (line_begin == 0 ? source.first_column : 1) + count_characters(before.substr(line_begin)),
      .line_text = line,
      .line_begin = line_begin,
  };
}

std::string to_string(const SchemaPath& path) {
  std::string out;
  for (const std::string& part : path.parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += '.';
    if (is_plain_word(part)) {
      out += part;
    } else {
      append_quoted(out, part, '"');
    }
  }
  return out;
}

}  // namespace sqlx
