#include "sql/printf_parts.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

// %-05.2f
struct Conversion {
  bool left = false;
  bool zeros = false;
  bool plus = false;
  bool groups = false;  // 1,234
  std::int64_t width = 0;
  std::int64_t digits = -1;
  char letter = 0;
};

std::int64_t take_number(std::string_view& text) {
  std::int64_t number = 0;
  for (; !text.empty() && is_digit(text[0]) && number < 100'000; text.remove_prefix(1))
    number = number * 10 + (text[0] - '0');
  return number;
}

void take_flags(std::string_view& text, Conversion& into) {
  for (; !text.empty(); text.remove_prefix(1)) {
    switch (text[0]) {
      case '-': into.left = true; break;
      case '0': into.zeros = true; break;
      case '+': into.plus = true; break;
      case ',': into.groups = true; break;
      default: return;
    }
  }
}

// Behind the percent sign; nothing for what is not known here, `*` and `#` among it.
std::optional<Conversion> take_conversion(std::string_view& text) {
  Conversion conversion;
  take_flags(text, conversion);
  conversion.width = take_number(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    conversion.digits = take_number(text);
  }
  if (text.empty()) return std::nullopt;
  conversion.letter = text[0];
  text.remove_prefix(1);
  return conversion;
}

class Parts {
 public:
  Parts(const Call& call, Arena& arena) : call_(call), arena_(arena) {}

  const Expr* joined(std::string_view format) {
    while (!format.empty()) {
      if (!take(format)) return nullptr;
    }
    flush();
    if (parts_.empty()) return string_literal(arena_, "");
    return parts_.size() == 1 ? parts_[0]
                              : make_call(arena_, Meaning::kConcat, arena_.copy(parts_), call_);
  }

 private:
  bool take(std::string_view& format) {
    const std::size_t plain = std::min(format.find('%'), format.size());
    literal_ += format.substr(0, plain);
    format.remove_prefix(plain);
    if (format.empty()) return true;
    format.remove_prefix(1);
    if (format.starts_with('%')) {
      literal_ += '%';
      format.remove_prefix(1);
      return true;
    }
    const auto conversion = take_conversion(format);
    const Expr* value = conversion && next_ < call_.arguments.size()
                            ? shown(*conversion, call_.arguments[next_++])
                            : nullptr;
    if (value == nullptr) return false;
    flush();
    parts_.push_back(value);
    return true;
  }

  void flush() {
    if (!literal_.empty()) parts_.push_back(string_literal(arena_, literal_));
    literal_.clear();
  }

  const Expr* call(Meaning meaning, std::initializer_list<const Expr*> arguments) {
    return make_call(arena_, meaning, arguments, call_);
  }
  const Expr* number(std::int64_t value) { return integer_literal(arena_, value); }
  const Expr* text_of(const Expr* value) {
    return value->type == TypeClass::kText ? value : make_cast(arena_, value, ir::TypeKind::kText);
  }
  const Expr* unless_null(const Expr* value, const Expr* otherwise) {
    return value->nullable ? call(Meaning::kCoalesce, {value, otherwise}) : value;
  }

  const Expr* shown(const Conversion& conversion, const Expr* value) {
    switch (conversion.letter) {
      case 's': return text(conversion, value);
      case 'd':
      case 'i': return whole(conversion, value);
      case 'f': return fixed(conversion, value);
      case 'x':
      case 'X': return hexadecimal(conversion, value);
      default: return nullptr;
    }
  }

  const Expr* text(const Conversion& conversion, const Expr* value) {
    if (value->type == TypeClass::kBoolean || value->type == TypeClass::kBytes ||
        conversion.zeros || conversion.plus || conversion.groups)
      return nullptr;
    const Expr* shown = unless_null(text_of(value), string_literal(arena_, ""));
    if (conversion.digits >= 0) shown = call(Meaning::kLeft, {shown, number(conversion.digits)});
    return padded(conversion, shown);
  }

  const Expr* whole(const Conversion& conversion, const Expr* value) {
    if (!is_number(value->type) || conversion.digits >= 0) return nullptr;
    if (value->type != TypeClass::kInteger) value = call(Meaning::kCastTruncate, {value});
    value = unless_null(value, number(0));
    const Expr* digits = conversion.groups ? call(Meaning::kFormatNumber, {value, number(0)})
                                           : make_cast(arena_, value, ir::TypeKind::kText);
    return filled(conversion, value, digits);
  }

  const Expr* fixed(const Conversion& conversion, const Expr* value) {
    if (!is_number(value->type)) return nullptr;
    value = unless_null(value, number(0));
    const Expr* places = number(conversion.digits < 0 ? 6 : conversion.digits);
    return filled(
        conversion, value,
        call(conversion.groups ? Meaning::kFormatNumber : Meaning::kFixedNumber, {value, places}));
  }

  const Expr* hexadecimal(const Conversion& conversion, const Expr* value) {
    const bool is_natural =
        value->is<Literal>() &&
        value->type == TypeClass::kInteger;  // below zero there are as many digits as the type has
    if (!is_natural || conversion.digits >= 0 || conversion.plus || conversion.groups)
      return nullptr;
    const Expr* digits =
        call(conversion.letter == 'x' ? Meaning::kHexDigitsLower : Meaning::kHexDigits, {value});
    return conversion.zeros && !conversion.left ? at_least(conversion.width, digits, "0", true)
                                                : padded(conversion, digits);
  }

  // A number's digits with its sign, and with zeros or blanks around them.
  const Expr* filled(const Conversion& conversion, const Expr* value, const Expr* digits) {
    if (conversion.plus)
      digits = choice(call(Meaning::kLess, {value, number(0)}), digits,
                      call(Meaning::kConcat, {string_literal(arena_, "+"), digits}));
    if (!conversion.zeros || conversion.left) return padded(conversion, digits);
    if (conversion.plus) return nullptr;
    const Expr* behind_sign = call(Meaning::kSubstring, {digits, number(2)});
    const Expr* negative =
        call(Meaning::kConcat,
             {string_literal(arena_, "-"), at_least(conversion.width - 1, behind_sign, "0", true)});
    return choice(call(Meaning::kLess, {value, number(0)}), negative,
                  at_least(conversion.width, digits, "0", true));
  }

  const Expr* padded(const Conversion& conversion, const Expr* shown) {
    return at_least(conversion.width, shown, " ", !conversion.left);
  }

  // pad_left would cut what is longer.
  const Expr* at_least(std::int64_t width, const Expr* shown, std::string_view filler,
                       bool is_left) {
    if (width <= 1) return shown;
    const Expr* longer =
        call(Meaning::kGreaterEqual, {call(Meaning::kCharLength, {shown}), number(width)});
    const Expr* filled = call(is_left ? Meaning::kPadLeft : Meaning::kPadRight,
                              {shown, number(width), string_literal(arena_, filler)});
    return choice(longer, shown, filled);
  }

  const Expr* choice(const Expr* condition, const Expr* then, const Expr* otherwise) {
    auto* when = arena_.make<When>();
    when->condition = condition;
    when->result = then;
    auto* made = arena_.make<Case>();
    made->whens = arena_.list(static_cast<const When*>(when));
    made->otherwise = otherwise;
    infer_type(*made);
    return made;
  }

  const Call& call_;
  Arena& arena_;
  std::size_t next_ = 1;
  std::string literal_;
  std::vector<const Expr*> parts_;
};

}  // namespace

const Expr* printf_parts(const Call& call, Arena& arena) {
  const auto* format = call.arguments.empty() ? nullptr : call.arguments[0]->as<Literal>();
  return format == nullptr || format->literal != LiteralKind::kString
             ? nullptr
             : Parts(call, arena).joined(format->text);
}

}  // namespace sqlx::sql
