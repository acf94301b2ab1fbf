// Each text is a line `<bytes of the path> <bytes of the text>`, then both, then a line end.
#include "generators/base_texts.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace sqlx::generators {
namespace {

// A number and the character behind it, taken from the front.
std::optional<std::size_t> take_number(std::string_view& text, char behind) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data() + text.size() || *end != behind)
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return number;
}

}  // namespace

std::string write_base(const BaseTexts& texts) {
  std::string out;
  std::size_t size = 0;
  for (const auto& [path, text] : texts) size += path.size() + text.size() + 24;
  out.reserve(size);
  for (const auto& [path, text] : texts) {
    fmt::format_to(std::back_inserter(out), "{} {}\n", path.size(), text.size());
    out.append(path).append(text).append("\n");
  }
  return out;
}

BaseTexts read_base(std::string_view text) {
  BaseTexts texts;
  for (;;) {
    const auto path_size = take_number(text, ' ');
    const auto size = path_size ? take_number(text, '\n') : std::nullopt;
    if (!size || *path_size > text.size() || *size >= text.size() - *path_size) return texts;
    texts.emplace(text.substr(0, *path_size), text.substr(*path_size, *size));
    text.remove_prefix(*path_size + *size + 1);
  }
}

}  // namespace sqlx::generators
