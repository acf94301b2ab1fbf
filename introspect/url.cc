// A URL read from left to right: scheme, then either a path (engines whose database is a file) or
// user, host and name, then parameters. All positions are offsets into the text as given; messages
// quote `shown_`, which has no password.
#include "introspect/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/file.h"
#include "base/redact.h"
#include "base/text.h"
#include "introspect/url_secrets.h"

namespace sqlx::introspect {
namespace {

using wirepacks::WirePack;

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::string_view kEncodeHint =
    "characters with a meaning of their own are percent-encoded in user, password and names: / is "
    "%2F, ? is %3F, # is %23, @ is %40";

// A pack without a driver knows how its URLs begin, but sqlx cannot follow them.
bool connects(const WirePack& pack) { return !pack.connection.driver.empty(); }

std::vector<std::string> all_schemes(std::span<const WirePack> packs) {
  std::vector<std::string> schemes;
  for (const WirePack& pack : packs) {
    if (!connects(pack)) continue;
    schemes.insert(schemes.end(), pack.connection.schemes.begin(), pack.connection.schemes.end());
  }
  return schemes;
}

const WirePack* find_scheme(std::span<const WirePack> packs, std::string_view scheme) {
  const auto has = [&](const WirePack& pack) {
    const auto& schemes = pack.connection.schemes;
    return connects(pack) && std::any_of(schemes.begin(), schemes.end(), [&](const std::string& s) {
             return equal_fold(s, scheme);
           });
  };
  const auto found = std::find_if(packs.begin(), packs.end(), has);
  return found == packs.end() ? nullptr : &*found;
}

// `scheme` of `scheme:…`; empty if the text does not begin so.
std::string_view scheme_of(std::string_view url) {
  const std::string_view scheme = url.substr(0, url.find(':'));
  const bool plain =
      !scheme.empty() && is_letter(scheme.front()) &&
      std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.' || c == '_';
      });
  return plain && scheme.size() < url.size() ? scheme : std::string_view();
}

// Where `///path` means the file /path, nothing in front of it can be a password.
bool names_a_file(std::string_view url, const WirePack* pack) {
  if (pack == nullptr || !pack->connection.is_file) return false;
  const std::string_view rest = url.substr(url.find(':') + 1);
  return !rest.starts_with("//") || rest.starts_with("///");
}

class UrlParser {
 public:
  UrlParser(std::string_view text, std::string_view origin, std::span<const WirePack> packs,
            Diagnostics& diagnostics)
      : text_(text),
        packs_(packs),
        scheme_(scheme_of(text)),
        pack_(find_scheme(packs, scheme_)),
        shown_(
            redact(std::string(origin), text,
                   names_a_file(text, pack_) ? find_parameter_secrets(text) : find_secrets(text))),
        diagnostics_(diagnostics) {}

  std::optional<DatabaseUrl> parse() {
    if (!check_characters() || !check_scheme()) return std::nullopt;
    url_.pack = pack_->name;
    url_.display = shown_.source;
    const bool done = pack_->connection.is_file ? read_file_url() : read_server_url();
    return done ? std::optional(std::move(url_)) : std::nullopt;
  }

 private:
  bool fail(Code code, std::string message, Range at, std::string hint) {
    diagnostics_.add(code, std::move(message), shown_.span(at.begin, at.end), std::move(hint));
    return false;
  }
  bool malformed(std::string message, Range at, std::string hint = {}) {
    return fail(Code::kUrlMalformed, std::move(message), at, std::move(hint));
  }

  bool check_characters();
  bool check_scheme();
  bool report_no_scheme();
  bool report_unknown_scheme();
  bool read_file_url();
  bool read_server_url();
  bool check_stray_characters(std::size_t authority_end);
  bool read_authority(Range authority);
  bool read_user(Range user_info);
  bool read_host_and_port(Range at);
  bool read_bracketed_host(Range& at);
  bool read_database(Range at);
  bool read_parameters(std::size_t begin);
  bool read_parameter(Range at);
  bool apply_parameter(const std::string& name, std::string value, Range at);
  [[nodiscard]] bool is_good_value(const std::string& name, const std::string& value) const;
  bool set_host(std::string host, Range at);
  bool set_port(std::string_view digits, Range at);
  std::optional<std::string> decoded(Range at);

  std::string_view text_;
  std::span<const WirePack> packs_;
  std::string_view scheme_;
  const WirePack* pack_;
  Redacted shown_;
  Diagnostics& diagnostics_;
  DatabaseUrl url_;
};

bool UrlParser::check_characters() {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (text_.empty())
    return malformed("the database URL is empty", {},
                     "its form is scheme://user@host:port/database");
  const auto found = std::find_if(text_.begin(), text_.end(), is_control);
  if (found == text_.end()) return true;
  const auto at = static_cast<std::size_t>(found - text_.begin());
  return malformed(
      "the database URL holds a control character", {at, at + 1},
      "was it cut or pasted wrongly? A control character that belongs there is percent-encoded");
}

bool UrlParser::check_scheme() {
  if (scheme_.empty()) return report_no_scheme();
  return pack_ != nullptr || report_unknown_scheme();
}

// A bare path is the usual case: shop.db
bool UrlParser::report_no_scheme() {
  const auto file_pack = std::find_if(packs_.begin(), packs_.end(), [](const WirePack& p) {
    return connects(p) && p.connection.is_file;
  });
  std::string hint =
      fmt::format("a database URL begins with one of {}", enumerate(all_schemes(packs_)));
  if (file_pack != packs_.end()) {
    const std::string& scheme = file_pack->connection.schemes.front();
    const std::string_view ending = text_.substr(std::min(text_.rfind('.'), text_.size()));
    if (equal_fold(ending, ".db") || starts_with_fold(ending, '.' + scheme) ||
        file_exists(std::string(text_))) {
      hint = fmt::format("for a file, write `{}:{}`", scheme, shown_.source->text);
    }
  }
  return malformed("the database URL does not say what kind of database it names",
                   {0, text_.size()}, std::move(hint));
}

bool UrlParser::report_unknown_scheme() {
  const std::vector<std::string> schemes = all_schemes(packs_);
  const std::string_view rest = text_.substr(scheme_.size() + 1);
  std::string hint =
      find_scheme(packs_, scheme_of(rest)) != nullptr
          ? fmt::format("leave out `{}:`", scheme_)                       // jdbc:mysql://
          : did_you_mean(scheme_.substr(0, scheme_.find('+')), schemes);  // mysql+pymysql://
  hint += fmt::format(fmt::runtime(hint.empty() ? "sqlx knows {}" : " (sqlx knows {})"),
                      enumerate(schemes));
  return fail(Code::kUrlUnknownScheme,
              fmt::format("`{}` is no kind of database that sqlx knows", scheme_),
              {0, scheme_.size()}, std::move(hint));
}

bool UrlParser::read_file_url() {
  Range path{scheme_.size() + 1, std::min(text_.find('?'), text_.size())};
  const std::string_view written = text_.substr(path.begin, path.end - path.begin);
  if (written.starts_with("//") && !written.starts_with("///")) {
    const std::string_view rest = shown_.text(path.begin + 2, path.end);
    return malformed(
        "behind `//` stands no absolute path", {path.begin, path.begin + 2},
        fmt::format("write `{0}:{1}` for a relative path, `{0}:///{1}` for an absolute one",
                    scheme_, rest));
  }
  while (text_.substr(path.begin).starts_with("//")) ++path.begin;
  auto file = decoded(path);
  if (!file) return false;
  if (file->empty()) return malformed("the database URL names no file", {0, text_.size()});
  url_.database = std::move(*file);
  return path.end == text_.size() || read_parameters(path.end + 1);
}

bool UrlParser::read_server_url() {
  const std::size_t slashes = scheme_.size() + 1;
  if (!text_.substr(slashes).starts_with("//")) {
    return malformed(fmt::format("`//` is missing behind `{}:`", scheme_), {slashes, slashes + 1},
                     fmt::format("the form is {}://user@host:port/database", scheme_));
  }
  const std::size_t end = std::min(text_.find_first_of("/?#", slashes + 2), text_.size());
  if (!check_stray_characters(end) || !read_authority({slashes + 2, end})) return false;
  const std::size_t question = std::min(text_.find('?', end), text_.size());
  if (end < question && !read_database({end + 1, question})) return false;
  if (question < text_.size() && !read_parameters(question + 1)) return false;
  if (url_.user.empty()) url_.user = pack_->connection.default_user;
  if (url_.port == 0) url_.port = pack_->connection.default_port;
  return true;
}

// A raw `/`, `?` or `#` in a password ends the part that it stands in; the `@` that belongs to it
// then stands too far behind.
bool UrlParser::check_stray_characters(std::size_t authority_end) {
  if (text_.find('@', authority_end) != kNowhere) {
    return malformed(fmt::format("there is a raw `{}` in front of an `@`", text_[authority_end]),
                     {authority_end, authority_end + 1}, std::string(kEncodeHint));
  }
  const std::size_t hash = text_.find('#', authority_end);
  if (hash == kNowhere) return true;
  return malformed("a database URL has no part behind a `#`", {hash, hash + 1},
                   std::string(kEncodeHint));
}

// [user[:password]@][host][:port]
bool UrlParser::read_authority(Range authority) {
  const std::string_view written = text_.substr(authority.begin, authority.end - authority.begin);
  const std::size_t at = written.rfind('@');
  if (at == kNowhere) return read_host_and_port(authority);
  return read_user({authority.begin, authority.begin + at}) &&
         read_host_and_port({authority.begin + at + 1, authority.end});
}

bool UrlParser::read_user(Range user_info) {
  const std::size_t colon = std::min(text_.find(':', user_info.begin), user_info.end);
  auto user = decoded({user_info.begin, colon});
  if (!user) return false;
  url_.user = std::move(*user);
  if (colon == user_info.end) return true;
  url_.password = decoded({colon + 1, user_info.end});
  return url_.password.has_value();
}

bool UrlParser::read_host_and_port(Range at) {
  const Range whole = at;
  if (text_.substr(at.begin).starts_with('[')) {
    if (!read_bracketed_host(at)) return false;
  } else {
    const std::string_view written = text_.substr(at.begin, at.end - at.begin);
    const std::size_t colon = std::min(written.find(':'), written.size());
    if (colon != written.size() && written.find(':', colon + 1) != kNowhere &&
        written.find(',') == kNowhere) {
      return malformed("the host has several `:`", at, "an IPv6 address stands in [brackets]");
    }
    auto host = decoded({at.begin, at.begin + colon});
    if (!host || !set_host(std::move(*host), whole)) return false;
    at.begin += colon;
  }
  if (at.begin == at.end) return true;
  if (url_.host.empty() && at.end > at.begin + 1)
    return malformed("there is a port but no host", {at.begin, at.end});
  return at.end == at.begin + 1 ||
         set_port(text_.substr(at.begin + 1, at.end - at.begin - 1), {at.begin + 1, at.end});
}

// [::1], leaving `at` what follows: nothing, or a port
bool UrlParser::read_bracketed_host(Range& at) {
  const std::size_t close = text_.find(']', at.begin);
  if (close >= at.end) return malformed("the `[` of the host has no `]`", {at.begin, at.begin + 1});
  const Range inner{at.begin + 1, close};
  auto address = decoded(inner);
  if (!address) return false;
  if (address->find(':') == kNowhere) {
    return malformed("between the brackets stands no IPv6 address", inner,
                     "only an IPv6 address stands in [brackets]");
  }
  if (close + 1 < at.end && text_[close + 1] != ':') {
    return malformed("behind the `]` of the host comes neither `:` nor `/`", {close + 1, at.end});
  }
  url_.host = std::move(*address);
  at.begin = close + 1;
  return true;
}

bool UrlParser::set_host(std::string host, Range at) {
  const bool several =
      host.find(',') != kNowhere || text_.substr(at.begin, at.end - at.begin).find(',') != kNowhere;
  if (several && !host.starts_with('/')) {
    return malformed("the database URL names several hosts", at,
                     "sqlx reads from one server: name that one");
  }
  url_.host = std::move(host);
  return true;
}

bool UrlParser::set_port(std::string_view digits, Range at) {
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), url_.port);
  if (error == std::errc() && end == digits.data() + digits.size() && url_.port != 0) return true;
  const bool has_user = text_.find('@') < at.begin;
  return malformed("the port is not a number from 1 to 65535", at,
                   has_user ? "without a port, the engine's usual one is taken"
                            : "if this is a password, `@host` is missing behind it");
}

bool UrlParser::read_database(Range at) {
  const std::size_t slash = text_.find('/', at.begin);
  if (slash < at.end) {
    return malformed("there is a `/` in the name of the database", {slash, slash + 1},
                     std::string(kEncodeHint));
  }
  auto name = decoded(at);
  if (!name) return false;
  url_.database = std::move(*name);
  return true;
}

bool UrlParser::read_parameters(std::size_t begin) {
  for (const std::string_view written : split(text_.substr(begin), '&')) {
    const auto at = static_cast<std::size_t>(written.data() - text_.data());
    if (!written.empty() && !read_parameter({at, at + written.size()})) return false;
  }
  return true;
}

bool UrlParser::read_parameter(Range at) {
  const std::size_t equals = text_.find('=', at.begin);
  const Range name_at{at.begin, std::min(equals, at.end)};
  const auto name = decoded(name_at);
  if (!name) return false;
  const std::vector<std::string>& known = pack_->connection.parameters;
  if (std::find(known.begin(), known.end(), *name) == known.end()) {
    const std::string_view quoted_name = shown_.text(name_at.begin, name_at.end);
    const bool hidden = quoted_name != text_.substr(name_at.begin, name_at.end - name_at.begin);
    return fail(Code::kUrlUnknownParameter,
                fmt::format("{} has no parameter `{}`", pack_->title, quoted_name), name_at,
                hidden ? std::string(kEncodeHint) : did_you_mean(*name, known));
  }
  if (equals >= at.end) return malformed(fmt::format("the parameter `{}` has no value", *name), at);
  const Range value_at{equals + 1, at.end};
  auto value = decoded(value_at);
  return value && apply_parameter(*name, std::move(*value), value_at);
}

bool UrlParser::apply_parameter(const std::string& name, std::string value, Range at) {
  struct Part {
    std::string_view name;
    bool (*set)(UrlParser&, const std::string& value, Range);
  };
  static constexpr std::array<Part, 6> kParts = {{
      {"user",
       [](UrlParser& p, const std::string& v, Range) {
         p.url_.user = v;
         return true;
       }},
      {"password",
       [](UrlParser& p, const std::string& v, Range) {
         p.url_.password = v;
         return true;
       }},
      {"host", [](UrlParser& p, const std::string& v, Range r) { return p.set_host(v, r); }},
      {"socket", [](UrlParser& p, const std::string& v, Range r) { return p.set_host(v, r); }},
      {"port", [](UrlParser& p, const std::string& v, Range r) { return p.set_port(v, r); }},
      {"dbname",
       [](UrlParser& p, const std::string& v, Range) {
         p.url_.database = v;
         return true;
       }},
  }};
  const auto* const part =
      std::find_if(kParts.begin(), kParts.end(), [&](const Part& p) { return p.name == name; });
  if (part != kParts.end()) return part->set(*this, value, at);
  if (url_.find_parameter(name) != nullptr)
    return malformed(fmt::format("the parameter `{}` stands twice", name), at);
  if (!is_good_value(name, value)) {
    return fail(Code::kUrlUnknownParameter,
                fmt::format("`{}` should be a whole number from 0 to {}", name, INT32_MAX), at, {});
  }
  url_.parameters.emplace_back(name, std::move(value));
  return true;
}

bool UrlParser::is_good_value(const std::string& name, const std::string& value) const {
  const std::vector<std::string>& numbers = pack_->connection.whole_numbers;
  if (std::find(numbers.begin(), numbers.end(), name) == numbers.end()) return true;
  std::int32_t number = 0;
  const char* const last = value.data() + value.size();
  const auto [end, error] = std::from_chars(value.data(), last, number);
  return error == std::errc() && end == last && number >= 0;
}

// %40 → @. A null byte cannot be told to any client library.
std::optional<std::string> UrlParser::decoded(Range at) {
  std::string out;
  for (std::size_t i = at.begin; i < at.end; ++i) {
    if (text_[i] != '%') {
      out += text_[i];
      continue;
    }
    const int high = i + 2 < at.end ? hex_digit(text_[i + 1]) : -1;
    const int low = i + 2 < at.end ? hex_digit(text_[i + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0) {
      malformed("there is a `%` that begins no %XX escape", {i, std::min(i + 3, at.end)},
                "a `%` itself is written %25");
      return std::nullopt;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

}  // namespace

std::optional<DatabaseUrl> parse_url(std::string_view text, std::string_view origin,
                                     std::span<const wirepacks::WirePack> packs,
                                     Diagnostics& diagnostics) {
  return UrlParser(trim(text), origin, packs, diagnostics).parse();
}

}  // namespace sqlx::introspect
