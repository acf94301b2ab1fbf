#include "introspect/sqlite/connect.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "embedded/sqlite_queries.h"
#include "introspect/sqlite/planning_copy.h"

namespace sqlx::introspect::sqlite {
namespace {

constexpr std::string_view kMemory = ":memory:";

// What SQLite's result codes mean to the user, as what is true of the file; `{}` is SQLite's
// version.
struct Failure {
  int result;
  Code code;
  const char* what;
  const char* hint;
};
constexpr auto kFailures = std::to_array<Failure>({
    {SQLITE_BUSY, Code::kDatabaseLocked, "is locked by another program",
     "wait for the program that writes to it, or give it longer with --timeout"},
    {SQLITE_LOCKED, Code::kDatabaseLocked, "is locked by another program",
     "wait for the program that writes to it, or give it longer with --timeout"},
    {SQLITE_CORRUPT, Code::kDatabaseDamaged, "is damaged, or newer than SQLite {}",
     "`sqlite3 FILE 'PRAGMA integrity_check'` says more, `sqlite3 FILE .recover` saves what can be "
     "saved"},
    {SQLITE_NOTADB, Code::kDatabaseDamaged, "has a damaged header",
     "`sqlite3 FILE .recover` saves what can be saved; if its pages are encrypted, decrypt it "
     "first"},
    {SQLITE_READONLY, Code::kDatabaseDamaged,
     "was left in the middle of a change, which sqlx does not touch",
     "open it once for writing and SQLite puts it right: `sqlite3 FILE .schema`"},
    {SQLITE_CANTOPEN, Code::kFileUnreadable, "could not be opened",
     "may this user read the file, and write in its folder?"},
    {SQLITE_PERM, Code::kFileUnreadable, "may not be read by this user",
     "`ls -l FILE` shows who may"},
    {SQLITE_AUTH, Code::kFileUnreadable, "may not be read by this user",
     "`ls -l FILE` shows who may"},
    {SQLITE_IOERR, Code::kFileUnreadable, "could not be read to its end",
     "is the disk or network drive still there?"},
});

const Failure* find_failure(int result) {
  constexpr int kPrimaryCode = 0xff;
  for (const Failure& failure : kFailures) {
    if (failure.result == (result & kPrimaryCode)) return &failure;
  }
  return nullptr;
}

struct Finalizer {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

Statement prepare(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  return Statement(statement);
}

std::string_view query_text(std::string_view file) {
  for (const EmbeddedFile& query : embedded::sqlite_queries()) {
    if (query.name == file) return query.text;
  }
  return {};
}

void append_percent_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kPlain = "/._-~";
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

void append_parameter(std::string& uri, std::string_view name, std::string_view value) {
  uri += uri.find('?') == std::string::npos ? '?' : '&';
  uri += name;
  uri += '=';
  append_percent_encoded(uri, value);
}

constexpr auto kOpenParameters = std::to_array<const char*>({"cache", "immutable", "vfs"});

// What the user asks for about opening stands above what file_state.h would choose.
bool chooses_access(const DatabaseUrl& url) {
  return std::any_of(kOpenParameters.begin(), kOpenParameters.end(),
                     [&](const char* name) { return url.find_parameter(name) != nullptr; });
}

// file:/path?mode=ro&…; reading and writing modes are all the same to us.
std::string uri_for(const DatabaseUrl& url, const FileState& file) {
  std::string uri = "file:";
  append_percent_encoded(uri, file.path);
  const std::string* mode = url.find_parameter("mode");
  const bool is_writing = mode != nullptr && (*mode == "rw" || *mode == "rwc");
  append_parameter(uri, "mode", mode == nullptr || is_writing ? "ro" : std::string_view(*mode));
  for (const char* name : kOpenParameters) {
    if (const std::string* value = url.find_parameter(name)) append_parameter(uri, name, *value);
  }
  if (file.access == Access::kImmutable) append_parameter(uri, "immutable", "1");
  if (file.access == Access::kPrivate) append_parameter(uri, "vfs", "unix-none");
  return uri;
}

bool is_in_memory(const DatabaseUrl& url) {
  const std::string* mode = url.find_parameter("mode");
  return url.database == kMemory || (mode != nullptr && *mode == "memory");
}

int busy_timeout(const Request& request) {
  constexpr std::int64_t kMost = INT32_MAX;
  const std::int64_t most = std::min<std::int64_t>(kMost, request.timeout.count());
  return static_cast<int>(
      std::min<std::int64_t>(most, request.url.find_number("busy_timeout").value_or(kMost)));
}

// sqlx_readable(name)
void is_readable(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  const auto& names =
      *static_cast<const std::set<std::string, std::less<>>*>(sqlite3_user_data(context));
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
  sqlite3_result_int(context,
                     names.contains(std::string_view(text == nullptr ? "" : text, size)) ? 1 : 0);
}

std::string or_empty(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

DescribedColumn describe_column(sqlite3_stmt* statement, int column) {
  DescribedColumn described{.name = or_empty(sqlite3_column_name(statement, column)),
                            .type = or_empty(sqlite3_column_decltype(statement, column))};
  described.origin.table = {or_empty(sqlite3_column_database_name(statement, column)),
                            or_empty(sqlite3_column_table_name(statement, column))};
  described.origin.column = or_empty(sqlite3_column_origin_name(statement, column));
  return described;
}

}  // namespace

std::string_view Row::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr
             ? std::string_view()
             : std::string_view(text,
                                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

double Row::real(int column) const { return sqlite3_column_double(statement_, column); }

std::int64_t Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }

bool Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Connection::Closer::operator()(sqlite3* database) const { sqlite3_close(database); }

std::optional<Connection> Connection::open(const Request& request, Diagnostics& diagnostics) {
  Connection connection(request, diagnostics);
  if (!is_in_memory(request.url)) {
    connection.file_ = inspect_file(request.url.database, request.url.place(), diagnostics);
    if (!connection.file_) return std::nullopt;
    if (chooses_access(request.url)) connection.file_->access = Access::kShared;
  }
  if (!connection.open_file() || !connection.begin()) return std::nullopt;
  return connection;
}

bool Connection::open_file() {
  const std::string uri = file_ ? uri_for(request_->url, *file_) : std::string(kMemory);
  sqlite3* database = nullptr;
  const int result =
      sqlite3_open_v2(uri.c_str(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  database_.reset(database);
  if (result == SQLITE_ERROR) {
    // Nothing has been opened yet: only the parameters can be wrong.
    diagnostics_->add(
        Code::kUrlMalformed,
        fmt::format("the URL's parameters were refused: {}", sqlite3_errmsg(database)),
        request_->url.place(),
        "mode=ro|memory, cache=private|shared, immutable=0|1, vfs=NAME, busy_timeout=MILLISECONDS");
    return false;
  }
  return result == SQLITE_OK || report();
}

bool Connection::begin() {
  sqlite3_busy_timeout(database_.get(), busy_timeout(*request_));
  if (file_ && file_->access == Access::kPrivate) {
    // Rebuilds the WAL's index in our memory; and closing must not write the WAL back.
    sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (!execute("PRAGMA locking_mode = EXCLUSIVE")) return false;
  }
  return execute("BEGIN");
}

bool Connection::execute(const char* sql) {
  return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK || report();
}

// Says what SQLite said last. Always false, so that a caller can return it.
bool Connection::report() {
  const std::string message = or_empty(sqlite3_errmsg(database_.get()));
  const std::string& path = request_->url.database;
  int result = sqlite3_errcode(database_.get());
  if (result == SQLITE_CORRUPT && !check_size()) return false;
  // The first question is the same for every file: what is wrong with it is the header.
  if (result == SQLITE_ERROR && round_trips_ <= 1) result = SQLITE_NOTADB;
  const Failure* failure = find_failure(result);
  if (failure == nullptr) {
    diagnostics_->add(Code::kCatalogQueryFailed,
                      fmt::format("SQLite refused a question about `{}`: {}", path, message),
                      request_->url.place(), "please report it with this message");
    return false;
  }
  std::string what = failure->what;
  replace_all(what, "{}", sqlite3_libversion());
  Diagnostic& added = diagnostics_->add(failure->code, fmt::format("`{}` {}", path, what),
                                        request_->url.place(), failure->hint);
  added.notes.push_back({fmt::format("SQLite says: {}", message), {}});
  return false;
}

bool Connection::ask(std::string_view file, const std::function<void(const Row&)>& on_row) {
  ++round_trips_;
  const Statement statement = prepare(database_.get(), query_text(file));
  if (!statement) return report();
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(statement.get())) == SQLITE_ROW) on_row(Row(statement.get()));
  return result == SQLITE_DONE || report();
}

Description Connection::describe(std::string_view table) const {
  const Statement statement =
      prepare(database_.get(), fmt::format("SELECT * FROM main.{}", quoted(table, '"')));
  if (!statement) return {.error = or_empty(sqlite3_errmsg(database_.get()))};
  Description description;
  for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) {
    description.columns.push_back(describe_column(statement.get(), i));
  }
  return description;
}

std::string Connection::refusal(std::string_view sql) const {
  const Statement statement = prepare(database_.get(), sql);
  if (!statement) return or_empty(sqlite3_errmsg(database_.get()));
  int result = SQLITE_ROW;
  while (result == SQLITE_ROW) result = sqlite3_step(statement.get());
  return result == SQLITE_DONE ? std::string() : or_empty(sqlite3_errmsg(database_.get()));
}

std::string Connection::ask_freely(std::string_view sql,
                                   const std::function<void(const Row&)>& on_row) const {
  const Statement statement = prepare(database_.get(), sql);
  int result = statement ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW && (result = sqlite3_step(statement.get())) == SQLITE_ROW)
    on_row(Row(statement.get()));
  return result == SQLITE_DONE ? std::string() : or_empty(sqlite3_errmsg(database_.get()));
}

Planned Connection::plan(const std::string& statement) const {
  return explained(database_.get(), statement);
}

bool Connection::set_readable(const std::set<std::string, std::less<>>& names) {
  // SQLite gives the pointer back as it was; nobody writes through it.
  void* set = const_cast<void*>(static_cast<const void*>(&names));
  return sqlite3_create_function_v2(database_.get(), "sqlx_readable", 1,
                                    SQLITE_UTF8 | SQLITE_DIRECTONLY, set, is_readable, nullptr,
                                    nullptr, nullptr) == SQLITE_OK ||
         report();
}

bool Connection::is_consistent() const {
  return !file_ || file_->access == Access::kShared || is_unchanged(*file_);
}

bool Connection::check_size() {
  // A WAL may hold the pages that the file does not have yet.
  if (!file_ || file_->file.size == 0 || file_->wal.size > 0) return true;
  // Through SQLite's own descriptor: closing another one of the same file would drop its locks.
  sqlite3_file* handle = nullptr;
  sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_FILE_POINTER,
                       static_cast<void*>(&handle));
  std::array<char, kHeaderSize> header{};
  sqlite3_int64 size = 0;
  if (handle == nullptr || handle->pMethods == nullptr ||
      handle->pMethods->xFileSize(handle, &size) != SQLITE_OK ||
      handle->pMethods->xRead(handle, header.data(), kHeaderSize, 0) != SQLITE_OK) {
    return true;
  }
  const std::optional<std::int64_t> declared = declared_size({header.data(), header.size()});
  if (!declared || size >= *declared) return true;
  diagnostics_->add(
      Code::kDatabaseDamaged,
      fmt::format("`{}` is cut off: {} bytes of {} are there", request_->url.database, size,
                  *declared),
      request_->url.place(),
      "copy it again from where it came; `sqlite3 FILE .recover` saves what can be saved");
  return false;
}

}  // namespace sqlx::introspect::sqlite
