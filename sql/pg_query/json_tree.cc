#include "sql/pg_query/json_tree.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/text.h"

namespace sqlx::sql::pg_query {
namespace {

class Reader {
 public:
  Reader(std::span<char> text, Arena& arena)
      : at_(text.data()), end_(at_ + text.size()), arena_(arena) {}

  const JsonValue* read() {
    JsonValue* root = read_value({});
    while (root != nullptr && !open_.empty()) {
      if (!read_next()) return nullptr;
    }
    return at_ == end_ ? root : nullptr;
  }

 private:
  // An array or object whose end was not seen yet.
  struct Open {
    JsonValue* value;
    JsonValue* last;
  };

  [[nodiscard]] bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  // What comes next inside the innermost open value: its end, or one more element.
  bool read_next() {
    const std::size_t level = open_.size() - 1;
    JsonValue* parent = open_[level].value;
    const bool is_object = parent->kind == JsonKind::kObject;
    if (take(is_object ? '}' : ']')) {
      open_.pop_back();
      return true;
    }
    if (parent->size != 0 && !take(',')) return false;
    std::string_view key;
    if (is_object && !(take('"') && read_string(key) && take(':'))) return false;
    JsonValue* value = read_value(key);
    if (value == nullptr) return false;
    JsonValue*& last = open_[level].last;
    (last == nullptr ? parent->first : last->next) = value;
    last = value;
    ++parent->size;
    return true;
  }

  // A scalar, or the beginning of an array or object.
  JsonValue* read_value(std::string_view key) {
    auto* value = arena_.make<JsonValue>();
    value->key = key;
    if (take('{')) return open(value, JsonKind::kObject);
    if (take('[')) return open(value, JsonKind::kArray);
    if (take('"')) {
      value->kind = JsonKind::kString;
      return read_string(value->text) ? value : nullptr;
    }
    return read_word(*value) ? value : nullptr;
  }

  JsonValue* open(JsonValue* value, JsonKind kind) {
    value->kind = kind;
    open_.push_back({value, nullptr});
    return value;
  }

  // true, false, null or a number: whatever stands before the next sign.
  bool read_word(JsonValue& into) {
    const char* begin = at_;
    while (at_ != end_ && *at_ != ',' && *at_ != '}' && *at_ != ']') ++at_;
    into.text = {begin, static_cast<std::size_t>(at_ - begin)};
    if (into.text.empty()) return false;
    const char c = into.text.front();
    into.kind = c == 't' || c == 'f' ? JsonKind::kBoolean
                : c == 'n'           ? JsonKind::kNull
                                     : JsonKind::kNumber;
    return into.kind != JsonKind::kNumber || c == '-' || is_digit(c);
  }

  bool read_string(std::string_view& into) {
    char* begin = at_;
    while (at_ != end_ && *at_ != '"' && *at_ != '\\') ++at_;
    char* out = at_;
    while (at_ != end_ && *at_ != '"') {
      if (*at_ != '\\') {
        *out++ = *at_++;
      } else if (!unescape(out)) {
        return false;
      }
    }
    into = {begin, static_cast<std::size_t>(out - begin)};
    return take('"');
  }

  // What is written is never longer than its escape.
  bool unescape(char*& out) {
    if (end_ - at_ < 2) return false;
    const char c = at_[1];
    at_ += 2;
    if (c == 'u') return unescape_code_point(out);
    static constexpr std::string_view kLetters = "bfnrt\"\\/";
    static constexpr std::string_view kMeanings = "\b\f\n\r\t\"\\/";
    const std::size_t found = kLetters.find(c);
    if (found == std::string_view::npos) return false;
    *out++ = kMeanings[found];
    return true;
  }

  bool unescape_code_point(char*& out) {
    if (end_ - at_ < 4) return false;
    char32_t code_point = 0;
    for (int i = 0; i < 4; ++i) {
      const int digit = hex_digit(*at_++);
      if (digit < 0) return false;
      code_point = code_point * 16 + static_cast<char32_t>(digit);
    }
    std::string utf8;
    append_utf8(utf8, code_point);
    out = std::copy(utf8.begin(), utf8.end(), out);
    return true;
  }

  char* at_;
  char* end_;
  Arena& arena_;
  std::vector<Open> open_;
};

}  // namespace

const JsonValue* read_json(std::span<char> text, Arena& arena) {
  return Reader(text, arena).read();
}

}  // namespace sqlx::sql::pg_query
