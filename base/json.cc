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

// Where it is passes from function to function, in a register: null once something is wrong, and
// `fault` says where.
class Reader {
 public:
  Reader(std::span<char> text, Arena& arena)
      : begin_(text.data()), end_(begin_ + text.size()), arena_(arena) {}

  const JsonValue* read() {
    JsonValue* root = make_value({});
    char* at = read_value(past_blanks(begin_), *root);
    while (at != nullptr && open_ != nullptr) at = read_next(at);
    if (at == nullptr) return nullptr;
    at = past_blanks(at);
    if (at != end_) at = failed(at);
    return at == nullptr ? nullptr : root;
  }

  [[nodiscard]] const char* fault() const { return fault_; }

 private:
  // An array or object whose end was not seen yet, in the one around it.
  struct Open {
    JsonValue* value;
    const JsonValue** next;  // where the next element is hung up
    Open* outer;
  };

  char* failed(char* at) {
    fault_ = at;
    return nullptr;
  }

  [[nodiscard]] bool stands_at(const char* at, char c) const { return at != end_ && *at == c; }

  [[nodiscard]] char* past_blanks(char* at) const {
    while (at != end_ && *at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
      ++at;
    return at;
  }

  // Behind a sign and the blanks around it.
  [[nodiscard]] char* past_sign(char* at, char sign) {
    at = past_blanks(at);
    return stands_at(at, sign) ? past_blanks(at + 1) : failed(at);
  }

  // What comes next inside the innermost open value: its end, or one more element.
  char* read_next(char* at) {
    Open& open = *open_;
    JsonValue* parent = open.value;
    const bool is_object = parent->kind == JsonKind::kObject;
    at = past_blanks(at);
    if (stands_at(at, is_object ? '}' : ']')) {
      open_ = open.outer;
      return at + 1;
    }
    if (parent->size != 0 && (at = past_sign(at, ',')) == nullptr) return nullptr;
    std::string_view key;
    if (is_object) {
      if (!stands_at(at, '"')) return failed(at);
      at = read_string(at + 1, key);
      if (at == nullptr || (at = past_sign(at, ':')) == nullptr) return nullptr;
    }
    JsonValue* value = make_value(key);
    *open.next = value;
    open.next = &value->next;
    ++parent->size;
    return read_value(at, *value);
  }

  // A scalar, or the beginning of an array or object.
  char* read_value(char* at, JsonValue& into) {
    if (at == end_) return failed(at);
    switch (*at) {
      case '{': return open(at + 1, into, JsonKind::kObject);
      case '[': return open(at + 1, into, JsonKind::kArray);
      case '"': into.kind = JsonKind::kString; return read_string(at + 1, into.text);
      default: return read_word(at, into);
    }
  }

  // Made by the dozen, which is quicker.
  JsonValue* make_value(std::string_view key) {
    constexpr std::size_t kAtOnce = 48;
    if (unused_.empty()) unused_ = arena_.array<JsonValue>(kAtOnce);
    JsonValue* value = &unused_.front();
    unused_ = unused_.subspan(1);
    value->key = key;
    return value;
  }

  char* open(char* at, JsonValue& value, JsonKind kind) {
    value.kind = kind;
    open_ = arena_.make<Open>(&value, &value.first, open_);
    return at;
  }

  // true, false, null or a number, of which nothing but the signs is looked at: whoever wants it
  // reads it.
  char* read_word(char* at, JsonValue& into) {
    char* begin = at;
    while (at != end_ && kIsWord[static_cast<unsigned char>(*at)]) ++at;
    into.text = {begin, static_cast<std::size_t>(at - begin)};
    const bool is_number =
        !into.text.empty() && (into.text.front() == '-' || is_digit(into.text.front()));
    into.kind = is_number             ? JsonKind::kNumber
                : into.text == "null" ? JsonKind::kNull
                                      : JsonKind::kBoolean;
    const bool is_good =
        is_number || into.kind == JsonKind::kNull || into.text == "true" || into.text == "false";
    return is_good ? at : failed(begin);
  }

  // From behind the first quote to behind the last.
  char* read_string(char* at, std::string_view& into) {
    char* begin = at;
    at += plain_prefix(at, end_);
    while (at != end_ && *at != '"' && *at != '\\') ++at;
    char* out = at;
    while (at != end_ && *at != '"') {
      if (*at != '\\') {
        *out++ = *at++;
      } else if ((at = unescape(at, out)) == nullptr) {
        return nullptr;
      }
    }
    into = {begin, static_cast<std::size_t>(out - begin)};
    return at != end_ ? at + 1 : failed(at);
  }

  // What is written is never longer than its escape.
  char* unescape(char* at, char*& out) {
    if (end_ - at < 2) return failed(at);
    const char c = at[1];
    if (c == 'u') return unescape_code_point(at + 2, out);
    static constexpr std::string_view kLetters = "bfnrt\"\\/";
    static constexpr std::string_view kMeanings = "\b\f\n\r\t\"\\/";
    const std::size_t found = kLetters.find(c);
    if (found == std::string_view::npos) return failed(at + 2);
    *out++ = kMeanings[found];
    return at + 2;
  }

  char* unescape_code_point(char* at, char*& out) {
    char32_t code_point = 0;
    if ((at = read_unit(at, code_point)) == nullptr) return nullptr;
    if (is_surrogate(code_point)) {  // the first of two, which are one character
      char32_t low = 0;
      if (code_point >= kLowSurrogate || end_ - at < 2 || at[0] != '\\' || at[1] != 'u')
        return failed(at);
      if ((at = read_unit(at + 2, low)) == nullptr) return nullptr;
      if (!is_surrogate(low) || low < kLowSurrogate) return failed(at);
      code_point = 0x10000 + ((code_point - kSurrogate) << 10) + (low - kLowSurrogate);
    }
    std::string utf8;
    append_utf8(utf8, code_point);
    out = std::copy(utf8.begin(), utf8.end(), out);
    return at;
  }

  char* read_unit(char* at, char32_t& unit) {
    if (end_ - at < 4) return failed(at);
    for (int i = 0; i < 4; ++i) {
      const int digit = hex_digit(*at++);
      if (digit < 0) return failed(at);
      unit = unit * 16 + static_cast<char32_t>(digit);
    }
    return at;
  }

  char* begin_;
  char* end_;
  Arena& arena_;
  std::span<JsonValue> unused_;
  Open* open_ = nullptr;
  const char* fault_ = nullptr;
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
  if (root == nullptr && fault != nullptr)
    *fault = static_cast<std::size_t>(reader.fault() - text.data());
  return root;
}

}  // namespace sqlx
