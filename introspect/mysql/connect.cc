#include "introspect/mysql/connect.h"

#include <errmsg.h>
#include <fmt/format.h>
#include <mysql.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "base/text.h"

namespace sqlx::introspect::mysql {
namespace {

using Clock = std::chrono::steady_clock;

// What a value of `ssl-mode` asks for.
struct TlsMode {
  std::string_view name;
  bool encrypt;
  bool insist;  // else without TLS where the server has none
  bool verify;
};

constexpr auto kTlsModes = std::to_array<TlsMode>({
    {"DISABLED", false, false, false},
    {"PREFERRED", true, false, false},
    {"REQUIRED", true, true, false},
    {"VERIFY_CA", true, true, true},
    {"VERIFY_IDENTITY", true, true, true},
});
constexpr const TlsMode& kWithoutTls = kTlsModes[0];
constexpr const TlsMode& kDefaultMode = kTlsModes[1];
constexpr const TlsMode& kDefaultModeWithCa = kTlsModes[3];

struct FileParameter {
  std::string_view name;
  mysql_option option;
};
constexpr auto kFileParameters = std::to_array<FileParameter>({
    {"ssl-ca", MYSQL_OPT_SSL_CA},
    {"ssl-cert", MYSQL_OPT_SSL_CERT},
    {"ssl-key", MYSQL_OPT_SSL_KEY},
});

const char* or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

std::string socket_of(const DatabaseUrl& url) {
  if (const std::string* socket = url.find_parameter("socket")) return *socket;
  return url.host.starts_with('/') ? url.host : std::string();
}

std::string host_of(const DatabaseUrl& url) { return url.host.empty() ? "localhost" : url.host; }

std::uint16_t port_of(const Request& request) {
  return request.url.port != 0 ? request.url.port : request.pack.connection.default_port;
}

Target target_of(const Request& request, const std::string& database) {
  const std::string socket = socket_of(request.url);
  const std::string host = host_of(request.url);
  const bool bracketed = host.find(':') != std::string::npos;  // IPv6
  return Target{
      .user = request.url.user,
      .place = !socket.empty() ? socket
                               : fmt::format("{}{}{}:{}", bracketed ? "[" : "", host,
                                             bracketed ? "]" : "", port_of(request)),
      .database = database,
      .url = request.url.display,
  };
}

const TlsMode* tls_mode_of(const DatabaseUrl& url, Diagnostics& diagnostics) {
  const std::string* wanted = url.find_parameter("ssl-mode");
  if (wanted == nullptr)
    return url.find_parameter("ssl-ca") != nullptr ? &kDefaultModeWithCa : &kDefaultMode;
  std::vector<std::string> names;
  for (const TlsMode& mode : kTlsModes) {
    if (equal_fold(mode.name, *wanted)) return &mode;
    names.emplace_back(mode.name);
  }
  diagnostics.add(Code::kUrlUnknownParameter,
                  fmt::format("`{}` is not a value of ssl-mode", *wanted), url.place(),
                  fmt::format("it is one of {}", enumerate(names)));
  return nullptr;
}

void set_timeouts(MYSQL* handle, std::chrono::milliseconds connect,
                  std::chrono::milliseconds answer) {
  const auto seconds = [](std::chrono::milliseconds time) {
    return static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(time).count());
  };
  const unsigned connect_seconds = seconds(connect);
  const unsigned answer_seconds = seconds(answer);
  mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &connect_seconds);
  mysql_options(handle, MYSQL_OPT_READ_TIMEOUT, &answer_seconds);
  mysql_options(handle, MYSQL_OPT_WRITE_TIMEOUT, &answer_seconds);
}

void set_tls(MYSQL* handle, const DatabaseUrl& url, const TlsMode& mode) {
  const my_bool encrypt = mode.encrypt ? 1 : 0;
  const my_bool verify = mode.verify ? 1 : 0;
  mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  if (!mode.encrypt) return;
  mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &encrypt);
  for (const FileParameter& file : kFileParameters) {
    if (const std::string* path = url.find_parameter(file.name))
      mysql_options(handle, file.option, path->c_str());
  }
}

bool connect(MYSQL* handle, const Request& request, const std::string& database) {
  const DatabaseUrl& url = request.url;
  const std::string socket = socket_of(url);
  const unsigned protocol = socket.empty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
  mysql_options(handle, MYSQL_OPT_PROTOCOL, &protocol);
  mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_optionsv(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "sqlx");
  return mysql_real_connect(handle, socket.empty() ? host_of(url).c_str() : nullptr,
                            or_null(url.user), url.password ? url.password->c_str() : nullptr,
                            or_null(database), port_of(request), or_null(socket), 0) != nullptr;
}

bool too_long(Clock::time_point since, std::chrono::milliseconds timeout) {
  return Clock::now() - since >= timeout;
}

Failure failure_of(MYSQL* handle, Clock::time_point since, std::chrono::milliseconds timeout) {
  return {.number = mysql_errno(handle),
          .words = mysql_error(handle),
          .out_of_time = too_long(since, timeout)};
}

// The library does not insist: it goes on in the clear with a server that has no TLS, unless it is
// to verify a certificate.
Failure unencrypted() {
  return {.number = CR_SSL_CONNECTION_ERROR, .words = "the server has no TLS"};
}

}  // namespace

Rows::Rows(st_mysql_res* result) : result_(result) {
  const MYSQL_FIELD* fields = mysql_fetch_fields(result);
  for (unsigned i = 0; i < mysql_num_fields(result); ++i) names_.emplace_back(fields[i].name);
}

void Rows::Free::operator()(st_mysql_res* result) const { mysql_free_result(result); }

bool Rows::next() {
  row_ = mysql_fetch_row(result_.get());
  if (row_ != nullptr) lengths_ = mysql_fetch_lengths(result_.get());
  return row_ != nullptr;
}

std::size_t Rows::index_of(std::string_view column) const {
  std::size_t index = 0;
  while (index < names_.size() && names_[index] != column) ++index;
  assert(index < names_.size() && "the query has no column of that name");
  return index;
}

bool Rows::is_null(std::string_view column) const { return row_[index_of(column)] == nullptr; }

std::string_view Rows::view(std::string_view column) const {
  const std::size_t index = index_of(column);
  return row_[index] == nullptr ? std::string_view()
                                : std::string_view(row_[index], lengths_[index]);
}

std::optional<std::int64_t> Rows::number(std::string_view column) const {
  const std::string_view text = view(column);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return text.starts_with('-') ? INT64_MIN : INT64_MAX;
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

bool Rows::yes(std::string_view column) const {
  const std::string_view text = view(column);
  return text == "YES" || text == "1";
}

Connection::Connection(Handle handle, Target target, std::chrono::milliseconds timeout)
    : handle_(std::move(handle)), target_(std::move(target)), timeout_(timeout) {}

void Connection::Close::operator()(st_mysql* connection) const { mysql_close(connection); }

std::optional<Connection> Connection::open(const Request& request, const std::string& database,
                                           Diagnostics& diagnostics) {
  const TlsMode* tls = tls_mode_of(request.url, diagnostics);
  if (tls == nullptr) return std::nullopt;
  const std::chrono::milliseconds timeout = request.patience_to_connect();
  Target target = target_of(request, database);
  for (const TlsMode* mode = tls;;) {
    Handle handle(mysql_init(nullptr));
    set_timeouts(handle.get(), timeout, request.timeout);
    set_tls(handle.get(), request.url, *mode);
    const Clock::time_point start = Clock::now();
    const bool connected = connect(handle.get(), request, database);
    const bool secure = !mode->insist || mysql_get_ssl_cipher(handle.get()) != nullptr;
    if (connected && secure)
      return Connection(std::move(handle), std::move(target), request.timeout);
    const Failure failure = connected ? unencrypted() : failure_of(handle.get(), start, timeout);
    if (failure.number != CR_SSL_CONNECTION_ERROR || !mode->encrypt || mode->insist) {
      report(failure, target, "while connecting", diagnostics);
      return std::nullopt;
    }
    mode = &kWithoutTls;
  }
}

bool Connection::send(const std::string& sql, std::string_view what, Diagnostics& diagnostics) {
  ++round_trips_;
  const Clock::time_point start = Clock::now();
  if (mysql_real_query(handle_.get(), sql.data(), sql.size()) == 0) return true;
  report_failure(what, start, diagnostics);
  return false;
}

void Connection::report_failure(std::string_view what, Clock::time_point since,
                                Diagnostics& diagnostics) const {
  const std::string doing = fmt::format("while reading {}", what);
  report(failure_of(handle_.get(), since, timeout_), target_, doing, diagnostics);
}

std::optional<Rows> Connection::ask(const std::string& sql, std::string_view what,
                                    Diagnostics& diagnostics) {
  const Clock::time_point start = Clock::now();
  if (!send(sql, what, diagnostics)) return std::nullopt;
  MYSQL_RES* result = mysql_store_result(handle_.get());
  if (result != nullptr) return Rows(result);
  report_failure(what, start, diagnostics);
  return std::nullopt;
}

bool Connection::run(const std::string& sql, std::string_view what, Diagnostics& diagnostics) {
  return send(sql, what, diagnostics);
}

std::string Connection::literal(std::string_view text) const {
  std::string escaped(text.size() * 2 + 1, '\0');
  escaped.resize(mysql_real_escape_string(handle_.get(), escaped.data(), text.data(), text.size()));
  replace_all(escaped, "*/", "*' '/");
  return '\'' + escaped + '\'';
}

}  // namespace sqlx::introspect::mysql
