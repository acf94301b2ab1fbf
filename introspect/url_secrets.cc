#include "introspect/url_secrets.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"

namespace sqlx::introspect {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool all_of(std::string_view text, bool (*test)(char)) {
  return std::all_of(text.begin(), text.end(), test);
}

bool is_address_character(char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; }

// Where the part behind `scheme://` begins; 0 if the text has no such beginning.
std::size_t authority_begin(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == kNowhere) return 0;
  std::string_view scheme = url.substr(0, slashes);
  if (scheme.ends_with(':')) scheme.remove_suffix(1);
  const bool plain = all_of(scheme, [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
  return plain ? slashes + 2 : 0;
}

// `host:port` where the port is none: it may well be `user:password` that lacks its `@host`.
std::optional<std::size_t> colon_of_odd_port(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t close = host.find(']');
    if (close == kNowhere || close + 1 == host.size()) return std::nullopt;
    const auto colon = colon_of_odd_port(host.substr(close + 1));
    return colon ? std::optional(close + 1 + *colon) : std::nullopt;
  }
  const std::size_t colon = host.find(':');
  if (colon == kNowhere) return std::nullopt;
  const std::string_view port = host.substr(colon + 1);
  const bool is_number = port.size() <= 5 && all_of(port, is_digit);
  const bool is_address = port.find(':') != kNowhere && all_of(host, is_address_character);
  return is_number || is_address ? std::nullopt : std::optional(colon);
}

void hide_odd_ports(std::string_view url, std::size_t begin, std::vector<Range>& hidden) {
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  for (const std::string_view host : split(url.substr(begin, end - begin), ',')) {
    if (const auto colon = colon_of_odd_port(host)) {
      const auto at = static_cast<std::size_t>(host.data() - url.data()) + *colon + 1;
      hidden.push_back({at, url.size()});
      return;
    }
  }
}

void hide_user_password(std::string_view url, std::vector<Range>& hidden) {
  const std::size_t begin = authority_begin(url);
  const std::size_t last_at = url.rfind('@');
  const std::size_t colon = url.find(':', begin);
  if (last_at != kNowhere && last_at >= begin) {
    if (colon < last_at) hidden.push_back({colon + 1, last_at});
  } else if (begin > 0) {
    hide_odd_ports(url, begin, hidden);
  }
}

// `p%61ssword` is a password, too. Escapes that are none stay.
std::string leniently_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                        hex_digit(text[i + 2]) >= 0;
    out +=
        escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

bool looks_secret(std::string_view encoded_name) {
  static constexpr std::array<std::string_view, 5> kParts = {"passw", "passphrase", "pwd", "secret",
                                                             "token"};
  static constexpr std::array<std::string_view, 2> kWords = {"password", "sslpassword"};
  if (encoded_name.size() > 64) return false;
  const std::string name = leniently_decoded(encoded_name);
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](std::string_view part) { return contains_fold(name, part); }) ||
         std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return edit_distance(name, word) <= 2; });
}

bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '%';
}

// The name that ends before `end`, quotes and blanks between the two left out.
std::string_view name_before(std::string_view text, std::size_t end) {
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '"' || text[end - 1] == '\'')) --end;
  std::size_t begin = end;
  while (begin > 0 && is_name_character(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

// Hides all that follows the first `password=`: its value may hold a raw `&`, so nobody knows where
// it ends.
void hide_behind_secret_name(std::string_view text, std::string_view separators, std::size_t offset,
                             std::vector<Range>& hidden) {
  for (std::size_t at = text.find_first_of(separators); at != kNowhere;
       at = text.find_first_of(separators, at + 1)) {
    if (!looks_secret(name_before(text, at))) continue;
    const std::size_t value = std::min(text.find_first_not_of(' ', at + 1), text.size());
    hidden.push_back({offset + value, offset + text.size()});
    return;
  }
}

}  // namespace

std::vector<Range> find_parameter_secrets(std::string_view url) {
  std::vector<Range> hidden;
  hide_behind_secret_name(url, "=", 0, hidden);
  return hidden;
}

std::vector<Range> find_secrets(std::string_view url) {
  std::vector<Range> hidden = find_parameter_secrets(url);
  hide_user_password(url, hidden);
  return hidden;
}

std::vector<Range> find_secrets_in_lines(std::string_view text) {
  std::vector<Range> hidden;
  std::size_t offset = 0;
  for (std::string_view line : split(text, '\n')) {
    const std::size_t next = offset + line.size() + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    hide_behind_secret_name(line, "=:", offset, hidden);
    const std::size_t colon = line.find(": ");
    const std::size_t value = colon == kNowhere ? 0 : colon + 2;
    for (const Range& range : find_secrets(line.substr(value))) {
      hidden.push_back({offset + value + range.begin, offset + value + range.end});
    }
    offset = next;
  }
  return hidden;
}

}  // namespace sqlx::introspect
