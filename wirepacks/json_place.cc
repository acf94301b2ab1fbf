#include "wirepacks/json_place.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/redact.h"
#include "base/text.h"

namespace sqlx::wirepacks {
namespace {

// Walks over valid JSON without keeping any of it.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  std::optional<Range> find(std::string_view path) {
    skip_blanks();
    if (here() == '{') return find_member(path);
    if (here() == '[' && path.starts_with('[')) return find_element(path);
    return std::nullopt;
  }

 private:
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == ',' || text_[at_] == ':'))
      ++at_;
  }

  Range string() {
    const std::size_t begin = at_++;
    while (here() != '"' && here() != '\0') at_ += here() == '\\' ? 2 : 1;
    return {begin, ++at_};
  }

  void skip_value() {
    int depth = 0;
    do {
      skip_blanks();
      if (here() == '"') {
        string();
        continue;
      }
      depth += here() == '{' || here() == '[' ? 1 : here() == '}' || here() == ']' ? -1 : 0;
      const bool is_word = is_letter(here()) || is_digit(here()) || here() == '-';
      at_ = is_word ? std::min(text_.find_first_of(" \t\r\n,]}", at_), text_.size()) : at_ + 1;
    } while (depth > 0 && at_ < text_.size());
  }

  // What of `path` is left behind `key`, if it begins with that.
  static std::optional<std::string_view> behind(std::string_view path, std::string_view key) {
    if (!path.starts_with(key)) return std::nullopt;
    path.remove_prefix(key.size());
    if (path.empty() || path.front() == '[') return path;
    return path.front() == '.' ? std::optional(path.substr(1)) : std::nullopt;
  }

  // Keys may hold dots: `a.b` is one member or two. Where a path leads nowhere, the last key that
  // it passes is the place.
  std::optional<Range> find_member(std::string_view path) {
    std::optional<Range> nearest;
    ++at_;
    for (skip_blanks(); here() == '"'; skip_blanks()) {
      const Range key = string();
      const auto rest = behind(path, text_.substr(key.begin + 1, key.end - key.begin - 2));
      skip_blanks();
      const std::size_t value = at_;
      if (rest && rest->empty()) return key;
      if (auto inner = rest ? find(*rest) : std::nullopt) return inner;
      if (rest) nearest = key;
      at_ = value;
      skip_value();
    }
    return nearest;
  }

  std::optional<Range> find_element(std::string_view path) {
    std::size_t index = 0;
    std::from_chars(path.data() + 1, path.data() + path.size(), index);
    ++at_;
    for (; index > 0; --index) skip_value();
    skip_blanks();
    const std::size_t begin = at_;
    std::string_view rest = path.substr(std::min(path.find(']'), path.size() - 1) + 1);
    if (rest.starts_with('.')) rest.remove_prefix(1);
    if (auto inner = rest.empty() ? std::nullopt : find(rest)) return inner;
    at_ = begin;
    skip_value();
    return Range{begin, std::min(at_, text_.find('\n', begin))};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Place json_place(const Source& source, std::string_view path) {
  const auto found = path.empty() ? std::nullopt : Walk(source->text).find(path);
  return found ? Place(Span{source, found->begin, found->end}) : Place();
}

}  // namespace sqlx::wirepacks
