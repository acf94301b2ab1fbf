#include "base/json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "base/text.h"

namespace sqlx {
namespace {

// A bit in the first byte that is zero, and perhaps in some behind it.
std::uint64_t zero_bytes(std::uint64_t eight) {
  return (eight - 0x0101010101010101) & ~eight & 0x8080808080808080;
}

// How many bytes are neither quote nor backslash, looked at by eights; the last few are left to the
// caller.
std::size_t plain_prefix(const char* at, const char* end) {
  const char* begin = at;
  for (std::uint64_t eight = 0; end - at >= 8; at += 8) {
    std::memcpy(&eight, at, sizeof eight);
    const std::uint64_t found =
        zero_bytes(eight ^ 0x2222222222222222) | zero_bytes(eight ^ 0x5c5c5c5c5c5c5c5c);
    if (found != 0) return static_cast<std::size_t>(at - begin + std::countr_zero(found) / 8);
  }
  return static_cast<std::size_t>(at - begin);
}

constexpr char32_t kSurrogate = 0xD800;
constexpr char32_t kLowSurrogate = 0xDC00;

bool is_surrogate(char32_t unit) { return unit >= kSurrogate && unit < 0xE000; }

// What numbers and the three words are made of.
constexpr auto kIsWord = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    table[i] = is_letter(c) || is_digit(c) || c == '-' || c == '+' || c == '.';
  }
  return table;
}();

class Reader {
 public:
  Reader(std::span<char> text, Arena& arena)
      : at_(text.data()), end_(at_ + text.size()), arena_(arena) {}

  const JsonValue* read() {
    skip_blanks();
    JsonValue* root = read_value({});
    while (root != nullptr && open_ != nullptr) {
      if (!read_next()) return nullptr;
    }
    skip_blanks();
    return at_ == end_ ? root : nullptr;
  }

  [[nodiscard]] const char* at() const { return at_; }

 private:
  // An array or object whose end was not seen yet, in the one around it.
  struct Open {
    JsonValue* value;
    JsonValue* last;
    Open* outer;
  };

  [[nodiscard]] bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  // A sign, and the blanks around it.
  [[nodiscard]] bool take_between(char c) {
    skip_blanks();
    if (!take(c)) return false;
    skip_blanks();
    return true;
  }

  // What comes next inside the innermost open value: its end, or one more element.
  bool read_next() {
    Open& open = *open_;
    JsonValue* parent = open.value;
    const bool is_object = parent->kind == JsonKind::kObject;
    skip_blanks();
    if (take(is_object ? '}' : ']')) {
      open_ = open.outer;
      return true;
    }
    if (parent->size != 0 && !take_between(',')) return false;
    std::string_view key;
    if (is_object && !(take('"') && read_string(key) && take_between(':'))) return false;
    JsonValue* value = read_value(key);
    if (value == nullptr) return false;
    (open.last == nullptr ? parent->first : open.last->next) = value;
    open.last = value;
    ++parent->size;
    return true;
  }

  // A scalar, or the beginning of an array or object.
  JsonValue* read_value(std::string_view key) {
    JsonValue* value = make_value();
    value->key = key;
    if (take('{')) return open(value, JsonKind::kObject);
    if (take('[')) return open(value, JsonKind::kArray);
    if (take('"')) {
      value->kind = JsonKind::kString;
      return read_string(value->text) ? value : nullptr;
    }
    return read_word(*value) ? value : nullptr;
  }

  // Made by the dozen, which is quicker.
  JsonValue* make_value() {
    constexpr std::size_t kAtOnce = 48;
    if (unused_.empty()) unused_ = arena_.array<JsonValue>(kAtOnce);
    JsonValue* value = &unused_.front();
    unused_ = unused_.subspan(1);
    return value;
  }

  JsonValue* open(JsonValue* value, JsonKind kind) {
    value->kind = kind;
    open_ = arena_.make<Open>(value, nullptr, open_);
    return value;
  }

  // true, false, null or a number, of which nothing but the signs is looked at: whoever wants it reads it.
  bool read_word(JsonValue& into) {
    const char* begin = at_;
    while (at_ != end_ && kIsWord[static_cast<unsigned char>(*at_)]) ++at_;
    into.text = {begin, static_cast<std::size_t>(at_ - begin)};
    const bool is_number = !into.text.empty() && (into.text.front() == '-' || is_digit(into.text.front()));
    into.kind = is_number ? JsonKind::kNumber : into.text == "null" ? JsonKind::kNull : JsonKind::kBoolean;
    const bool is_good = is_number || into.kind == JsonKind::kNull || into.text == "true" || into.text == "false";
    if (!is_good) at_ -= into.text.size();
    return is_good;
  }

  bool read_string(std::string_view& into) {
    char* begin = at_;
    at_ += plain_prefix(at_, end_);
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
    char32_t code_point = 0;
    if (!read_unit(code_point)) return false;
    if (is_surrogate(code_point)) {  // the first of two, which are one character
      char32_t low = 0;
      if (code_point >= kLowSurrogate || end_ - at_ < 2 || at_[0] != '\\' || at_[1] != 'u') return false;
      at_ += 2;
      if (!read_unit(low) || !is_surrogate(low) || low < kLowSurrogate) return false;
      code_point = 0x10000 + ((code_point - kSurrogate) << 10) + (low - kLowSurrogate);
    }
    std::string utf8;
    append_utf8(utf8, code_point);
    out = std::copy(utf8.begin(), utf8.end(), out);
    return true;
  }

  bool read_unit(char32_t& unit) {
    if (end_ - at_ < 4) return false;
    for (int i = 0; i < 4; ++i) {
      const int digit = hex_digit(*at_++);
      if (digit < 0) return false;
      unit = unit * 16 + static_cast<char32_t>(digit);
    }
    return true;
  }

  char* at_;
  char* end_;
  Arena& arena_;
  std::span<JsonValue> unused_;
  Open* open_ = nullptr;
};

}  // namespace

const JsonValue* find_member(const JsonValue& object, std::string_view key) {
  for (const JsonValue& member : object) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

const JsonValue* read_json(std::span<char> text, Arena& arena, std::size_t* fault) {
  Reader reader(text, arena);
  const JsonValue* root = reader.read();
  if (root == nullptr && fault != nullptr) *fault = static_cast<std::size_t>(reader.at() - text.data());
  return root;
}

}  // namespace sqlx
