#include "introspect/mysql/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sqlx::introspect::mysql {
namespace {

struct Meaning {
  unsigned number;
  Code code;
  std::string_view message;  // {user}, {place}, {database} and {what} are filled in
  std::string_view hint;
};

constexpr std::string_view kRefused = "nothing answers at {place}";
constexpr std::string_view kRefusedHint = "is the server started, and is this its address?";
constexpr std::string_view kLost = "the connection to {place} was lost {what}";
constexpr std::string_view kLostHint =
    "the server or a proxy closed it: try again, and look into the server's log";
constexpr std::string_view kForeign = "what answers at {place} does not speak MySQL's protocol";
constexpr std::string_view kForeignHint =
    "is this the server's port? MySQL and MariaDB listen on 3306 unless told otherwise; a proxy "
    "without a server behind it looks the same";
constexpr std::string_view kTls = "no secure connection to {place} could be made";
constexpr std::string_view kTlsHint =
    "ssl-mode=DISABLED does without TLS, ssl-mode=REQUIRED takes any certificate, ssl-ca=FILE "
    "names whom to trust";
constexpr std::string_view kLogin = "{place} refused user `{user}` or the password";
constexpr std::string_view kLoginHint =
    "check both (special characters of a password are percent-encoded in a URL), and that the "
    "account may log in from this host";
constexpr std::string_view kPlugin =
    "user `{user}` of {place} logs in by a way that this client cannot";
constexpr std::string_view kPluginHint =
    "install the client library's plugin (for MySQL 8: caching_sha2_password.so of the package "
    "libmariadb3), or give the account a "
    "plain password: ALTER USER … IDENTIFIED WITH mysql_native_password";
constexpr std::string_view kExpired =
    "the account of user `{user}` on {place} is locked or its password has expired";
constexpr std::string_view kExpiredHint =
    "an administrator can unlock it or give it a new password: ALTER USER";
constexpr std::string_view kDenied =
    "user `{user}` may not use database `{database}` of {place}, if there is one";
constexpr std::string_view kDeniedHint =
    "GRANT SELECT, SHOW VIEW ON `database`.* TO the user, or ask its administrator to";
constexpr std::string_view kHost = "{place} takes no connections from this computer";
constexpr std::string_view kHostHint =
    "accounts belong to a host ('user'@'host'): create one for this host, or FLUSH HOSTS if it was "
    "blocked";
constexpr std::string_view kBusy = "{place} takes no more connections now";
constexpr std::string_view kBusyHint = "try again later, or raise max_connections";
constexpr std::string_view kSlow = "{place} did not answer in time {what}";
constexpr std::string_view kSlowHint = "--timeout lets sqlx wait longer";
constexpr std::string_view kRight = "user `{user}` may not ask {place} {what}";
constexpr std::string_view kRefusedQuestion = "{place} did not answer a question {what}";

constexpr auto kMeanings = std::to_array<Meaning>({
    {1040, Code::kServerBusy, kBusy, kBusyHint},
    {1044, Code::kAccessDenied, kDenied, kDeniedHint},
    {1045, Code::kAuthenticationFailed, kLogin, kLoginHint},
    {1049, Code::kUnknownDatabase, "{place} has no database `{database}`", ""},
    {1053, Code::kServerBusy, kBusy, kBusyHint},
    {1129, Code::kAccessDenied, kHost, kHostHint},
    {1130, Code::kAccessDenied, kHost, kHostHint},
    {1142, Code::kCatalogQueryFailed, kRight, kDeniedHint},
    {1203, Code::kServerBusy, kBusy, kBusyHint},
    {1205, Code::kConnectTimeout, kSlow, kSlowHint},
    {1226, Code::kServerBusy, kBusy, kBusyHint},
    {1251, Code::kAuthenticationFailed, kPlugin, kPluginHint},
    {1317, Code::kConnectionLost, kLost, kLostHint},
    {1698, Code::kAuthenticationFailed, kLogin, kLoginHint},
    {1820, Code::kAuthenticationFailed, kExpired, kExpiredHint},
    {1862, Code::kAuthenticationFailed, kExpired, kExpiredHint},
    {1969, Code::kConnectTimeout, kSlow, kSlowHint},
    {2001, Code::kConnectionRefused, kRefused, kRefusedHint},
    {2002, Code::kConnectionRefused, kRefused, kRefusedHint},
    {2003, Code::kConnectionRefused, kRefused, kRefusedHint},
    {2004, Code::kConnectionRefused, kRefused, kRefusedHint},
    {2005, Code::kHostNotFound, "the host of {place} has no address",
     "look for a typing error in the host's name"},
    {2006, Code::kConnectionLost, kLost, kLostHint},
    {2007, Code::kWrongProtocol, kForeign, kForeignHint},
    {2012, Code::kWrongProtocol, kForeign, kForeignHint},
    {2013, Code::kConnectionLost, kLost, kLostHint},
    {2020, Code::kWrongProtocol, kForeign, kForeignHint},
    {2026, Code::kTlsFailed, kTls, kTlsHint},
    {2027, Code::kWrongProtocol, kForeign, kForeignHint},
    {2047, Code::kWrongProtocol, kForeign, kForeignHint},
    {2049, Code::kAuthenticationFailed, kPlugin, kPluginHint},
    {2055, Code::kConnectionLost, kLost, kLostHint},
    {2059, Code::kAuthenticationFailed, kPlugin, kPluginHint},
    {2061, Code::kAuthenticationFailed, kPlugin, kPluginHint},
    {3024, Code::kConnectTimeout, kSlow, kSlowHint},
    {3118, Code::kAuthenticationFailed, kExpired, kExpiredHint},
    {3159, Code::kTlsFailed, kTls, "the server takes only secure connections: ssl-mode=REQUIRED"},
    {4151, Code::kAuthenticationFailed, kExpired, kExpiredHint},
    {5010, Code::kAuthenticationFailed, kPlugin, kPluginHint},
    {5012, Code::kAuthenticationFailed, kPlugin, kPluginHint},
});

constexpr Meaning kUnknown{0, Code::kCatalogQueryFailed, kRefusedQuestion, ""};
constexpr Meaning kOutOfTime{0, Code::kConnectTimeout, kSlow, kSlowHint};

// Errors that a silent or overloaded server causes too: after the whole timeout, that is what they
// are.
bool can_be_silence(Code code) {
  return code == Code::kConnectionRefused || code == Code::kConnectionLost ||
         code == Code::kWrongProtocol;
}

// A server that refuses before TLS is up is quoted: "… cannot be verified: 1040 - Too many
// connections". Its number says more than the client's.
unsigned quoted_number(std::string_view words) {
  constexpr std::string_view kBefore = "cannot be verified: ";
  const std::size_t at = words.find(kBefore);
  if (at == std::string_view::npos) return 0;
  words.remove_prefix(at + kBefore.size());
  unsigned number = 0;
  std::from_chars(words.data(), words.data() + words.size(), number);
  return number;
}

// MySQL speaks first: whoever hangs up before its greeting, or begins with something else, is
// another program.
unsigned number_of(const Failure& failure) {
  if (const unsigned quoted = quoted_number(failure.words)) return quoted;
  const bool before_greeting =
      failure.words.find("initial communication packet") != std::string::npos;
  return failure.number == 2013 && before_greeting ? 2012 : failure.number;
}

const Meaning& meaning_of(const Failure& failure) {
  const auto found =
      std::lower_bound(kMeanings.begin(), kMeanings.end(), number_of(failure),
                       [](const Meaning& row, unsigned number) { return row.number < number; });
  const bool known = found != kMeanings.end() && found->number == number_of(failure);
  const Meaning& meaning = known ? *found : kUnknown;
  return failure.out_of_time && can_be_silence(meaning.code) ? kOutOfTime : meaning;
}

}  // namespace

Diagnostic& report(const Failure& failure, const Target& target, std::string_view what,
                   Diagnostics& diagnostics) {
  const Meaning& meaning = meaning_of(failure);
  Diagnostic& diagnostic =
      diagnostics.add(meaning.code,
                      fmt::format(fmt::runtime(meaning.message), fmt::arg("user", target.user),
                                  fmt::arg("place", target.place),
                                  fmt::arg("database", target.database), fmt::arg("what", what)),
                      {}, std::string(meaning.hint));
  if (target.url != nullptr) diagnostic.where = Span{target.url, 0, target.url->text.size()};
  diagnostic.notes.push_back(
      {fmt::format("the client library says: {} (error {})", failure.words, failure.number), {}});
  return diagnostic;
}

}  // namespace sqlx::introspect::mysql
