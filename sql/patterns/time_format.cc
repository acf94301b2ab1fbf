#include "sql/patterns/time_format.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql {
namespace {

using wirepacks::TimeFormat;
using wirepacks::WirePack;

void append_literal(std::string& out, char c) {
  out += c;
  if (c == '{' || c == '}') out += c;
}

// The longest token that `text` begins with.
const TimeFormat::Token* longest_token(const TimeFormat& format, std::string_view text) {
  const TimeFormat::Token* longest = nullptr;
  for (const auto& token : format.tokens) {
    if (text.starts_with(token.spelling) &&
        (longest == nullptr || token.spelling.size() > longest->spelling.size()))
      longest = &token;
  }
  return longest;
}

bool refuse(std::string& out, std::string_view what) {
  out = what;
  return false;
}

// "…" in a format whose tokens are plain letters; returns what is left behind it.
std::string_view decode_quoted(std::string_view text, std::string& out) {
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    append_literal(out, text[at]);
  }
  return text.substr(std::min(at + 1, text.size()));
}

const TimeFormat::Token* token_for(const TimeFormat& format, std::string_view part) {
  for (const auto& token : format.tokens) {
    if (token.part == part) return &token;
  }
  return nullptr;
}

// Literal text up to the next part; doubled braces become single ones.
std::string take_literal(std::string_view& text) {
  std::string literal;
  while (!text.empty()) {
    const bool brace = text[0] == '{' || text[0] == '}';
    if (brace && (text.size() < 2 || text[1] != text[0])) break;
    literal += text[0];
    text.remove_prefix(brace ? 2 : 1);
  }
  return literal;
}

void encode_literal(std::string& out, const std::string& literal, const TimeFormat& format) {
  if (format.escape != 0) {
    for (const char c : literal) {
      if (c == format.escape) out += c;
      out += c;
    }
    return;
  }
  const bool plain = std::none_of(literal.begin(), literal.end(),
                                  [](char c) { return is_letter(c) || c == '"' || is_digit(c); });
  if (plain) {
    out += literal;
    return;
  }
  out += '"';
  for (const char c : literal) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

bool decode_time_format(std::string_view text, const WirePack& pack, std::string& out) {
  const TimeFormat& format = pack.time_format;
  while (!text.empty()) {
    if (const auto* token = longest_token(format, text)) {
      out += '{';
      out += token->part;
      out += '}';
      text.remove_prefix(token->spelling.size());
    } else if (format.escape != 0 && text[0] == format.escape) {
      if (text.size() < 2 || text[1] != format.escape) return refuse(out, text.substr(0, 2));
      out += format.escape;
      text.remove_prefix(2);
    } else if (format.escape == 0 && text[0] == '"') {
      text = decode_quoted(text, out);
    } else if (format.escape == 0 && is_letter(text[0])) {
      return refuse(
          out, text.substr(
                   0, 1));  // perhaps a token that the pack does not know: never take it for text
    } else {
      append_literal(out, text[0]);
      text.remove_prefix(1);
    }
  }
  return true;
}

bool encode_time_format(std::string_view text, const WirePack& pack, std::string& out) {
  while (!text.empty()) {
    encode_literal(out, take_literal(text), pack.time_format);
    if (text.empty()) break;
    const std::string_view part = text.substr(1, text.find('}') - 1);
    const auto* token = token_for(pack.time_format, part);
    if (token == nullptr) return refuse(out, part);
    out += token->spelling;
    text.remove_prefix(part.size() + 2);
  }
  return true;
}

std::vector<TimeFormatPiece> time_format_pieces(std::string_view text, const WirePack& pack) {
  std::vector<TimeFormatPiece> pieces;
  bool is_alone = true;  // the last piece takes nothing more
  const auto append = [&](std::string_view more, bool is_part, bool alone) {
    const bool joins = !is_alone && !alone;
    if (!joins) pieces.emplace_back();
    pieces.back().format += more;
    pieces.back().has_parts |= is_part;
    is_alone = alone;
  };
  while (!text.empty()) {
    const std::string_view rest = text;
    take_literal(text);
    if (text.size() < rest.size()) append(rest.substr(0, rest.size() - text.size()), false, false);
    if (text.empty()) break;
    const std::string_view part = text.substr(1, text.find('}') - 1);
    append(text.substr(0, part.size() + 2), true, token_for(pack.time_format, part) == nullptr);
    text.remove_prefix(part.size() + 2);
  }
  for (TimeFormatPiece& piece : pieces) {
    std::string_view literal = piece.format;
    if (!piece.has_parts) piece.format = take_literal(literal);
  }
  return pieces;
}

}  // namespace sqlx::sql
