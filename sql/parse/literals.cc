#include "sql/parse/literals.h"

#include <string>

#include "base/text.h"

namespace sqlx::sql {
namespace {

// Between the quotes.
std::string_view body_of(std::string_view text, const Token& token) {
  std::string_view whole = text.substr(token.begin, token.end - token.begin);
  if (token.style == StringStyle::kDollar) {
    const std::size_t tag = whole.find('$', 1) + 1;
    return whole.substr(tag, whole.size() - 2 * tag);
  }
  const std::size_t open = token.style == StringStyle::kPlain     ? 0
                           : token.style == StringStyle::kUnicode ? 2
                                                                  : 1;
  const std::size_t variable_sign = whole.find_first_not_of('@');
  const std::size_t begin = whole.front() == '@' ? variable_sign : open;
  return whole.substr(begin + 1, whole.size() - begin - 2);
}

char quote_of(std::string_view text, const Token& token) { return text[token.end - 1]; }

std::string without_doubled(std::string_view body, char quote) {
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    out += body[i];
    if (body[i] == quote) ++i;
  }
  return out;
}

// One UTF-16 unit or code point of so many digits; a surrogate waits in `high` for its other half.
bool append_code_point(std::string& out, std::string_view digits, char32_t& high) {
  char32_t value = 0;
  for (char c : digits) {
    if (hex_digit(c) < 0) return false;
    value = value * 16 + static_cast<char32_t>(hex_digit(c));
  }
  if (value >= 0xD800 && value < 0xDC00) {
    if (high != 0) return false;
    high = value;
    return true;
  }
  if (value >= 0xDC00 && value < 0xE000) {
    if (high == 0) return false;
    value = 0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00);
    high = 0;
  }
  if (high != 0 || value > 0x10FFFF || value == 0) return false;
  append_utf8(out, value);
  return true;
}

// \b \f \n \r \t, \123, \x41, \u0041, \U00000041 of E'…'. Gives how many characters behind the
// backslash were used; 0 is a mistake.
std::size_t append_escape(std::string& out, std::string_view rest, char32_t& high) {
  const char c = rest.front();
  if (c == 'u' || c == 'U') {
    const std::size_t size = c == 'u' ? 4 : 8;
    return rest.size() > size && append_code_point(out, rest.substr(1, size), high) ? size + 1 : 0;
  }
  if (high != 0) return 0;
  std::size_t used = 1;
  unsigned value = 0;
  if (c >= '0' && c <= '7') {
    for (used = 0; used < 3 && used < rest.size() && rest[used] >= '0' && rest[used] <= '7';
         ++used) {
      value = value * 8 + static_cast<unsigned>(rest[used] - '0');
    }
  } else if (c == 'x' && rest.size() > 1 && hex_digit(rest[1]) >= 0) {
    for (; used < 3 && used < rest.size() && hex_digit(rest[used]) >= 0; ++used) {
      value = value * 16 + static_cast<unsigned>(hex_digit(rest[used]));
    }
  } else {
    constexpr std::string_view kLetters = "bfnrt", kMeant = "\b\f\n\r\t";
    const std::size_t found = kLetters.find(c);
    out += found == std::string_view::npos ? c : kMeant[found];
    return 1;
  }
  out += static_cast<char>(value);
  return used;
}

std::optional<std::string> with_escapes(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  char32_t high = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '\\' && i + 1 < body.size()) {
      const std::size_t used = append_escape(out, body.substr(i + 1), high);
      if (used == 0) return std::nullopt;
      i += used;
      continue;
    }
    if (high != 0) return std::nullopt;
    out += body[i];
    if (body[i] == '\'') ++i;
  }
  if (high != 0 || !is_valid_utf8(out) || out.find('\0') != std::string::npos) return std::nullopt;
  return out;
}

// \0 \b \n \r \t \Z; \% and \_ keep their backslash, which LIKE will read; before all else it
// vanishes.
std::string with_sign(std::string_view body, char quote, char sign) {
  constexpr std::string_view kLetters = "0bnrtZ";
  constexpr std::string_view kMeant{"\0\b\n\r\t\x1a", 6};
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != sign || i + 1 >= body.size()) {
      out += body[i];
      if (body[i] == quote) ++i;
      continue;
    }
    const char c = body[++i];
    const std::size_t found = kLetters.find(c);
    if (c == '%' || c == '_') out += sign;
    out += found == std::string_view::npos ? c : kMeant[found];
  }
  return out;
}

// U&'d\0061t\+000061'
std::optional<std::string> with_unicode(std::string_view body, char quote) {
  std::string out;
  char32_t high = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\') {
      if (high != 0) return std::nullopt;
      out += body[i];
      if (body[i] == quote) ++i;
      continue;
    }
    const std::string_view rest = body.substr(i + 1);
    if (rest.starts_with('\\')) {
      out += '\\';
      ++i;
      continue;
    }
    const std::size_t prefix = rest.starts_with('+') ? 1 : 0, size = prefix == 1 ? 6 : 4;
    if (rest.size() < prefix + size || !append_code_point(out, rest.substr(prefix, size), high))
      return std::nullopt;
    i += prefix + size;
  }
  if (high != 0) return std::nullopt;
  return out;
}

std::optional<std::string_view> checked_bits(std::string_view digits) {
  if (digits.find_first_not_of("01") != std::string_view::npos) return std::nullopt;
  return digits;
}

std::optional<std::string_view> kept(const std::optional<std::string>& text, Arena& arena) {
  if (!text) return std::nullopt;
  return arena.copy(std::string_view(*text));
}

}  // namespace

std::optional<std::string_view> decode(std::string_view text, const Token& token, char escape,
                                       Arena& arena) {
  const std::string_view body = body_of(text, token);
  if (token.style == StringStyle::kBytes) return decode_hex(body, arena);
  if (token.style == StringStyle::kBits) return checked_bits(body);
  if (!token.is_escaped) return body;
  const char quote = quote_of(text, token);
  if (token.style == StringStyle::kEscapes) return kept(with_escapes(body), arena);
  if (token.style == StringStyle::kUnicode) return kept(with_unicode(body, quote), arena);
  if (escape != 0 && token.kind == TokenKind::kString)
    return kept(with_sign(body, quote, escape), arena);
  return kept(without_doubled(body, quote), arena);
}

std::optional<std::string_view> decode_hex(std::string_view digits, Arena& arena) {
  std::string out;
  if (digits.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = hex_digit(digits[i]), low = hex_digit(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return arena.copy(std::string_view(out));
}

std::optional<std::string_view> hex_to_bits(std::string_view digits, Arena& arena) {
  std::string out;
  for (const char c : digits) {
    if (hex_digit(c) < 0) return std::nullopt;
    for (int bit = 3; bit >= 0; --bit) out += (hex_digit(c) >> bit & 1) != 0 ? '1' : '0';
  }
  return arena.copy(std::string_view(out));
}

}  // namespace sqlx::sql
