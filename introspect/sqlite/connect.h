// One read-only connection to a SQLite file, inside one read transaction: a consistent snapshot
// that leaves nothing behind in the folder.
//
// Everything that SQLite refuses becomes a diagnostic here (`report`), with a code of its own and a
// hint. How the file is to be opened has been decided by file_state.h. The questions are the .sql
// files of this folder.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/engine.h"
#include "introspect/sqlite/file_state.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sqlx::introspect::sqlite {

// The row that a question stands on; views are good until the next one.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] std::string_view text(int column) const;  // empty for NULL
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] bool is_true(int column) const { return integer(column) != 0; }
  [[nodiscard]] bool is_null(int column) const;

 private:
  sqlite3_stmt* statement_;
};

// A column of a view or virtual table, as SQLite describes it when it prepares a query of the whole
// table.
struct DescribedColumn {
  std::string name;
  std::string type;            // of the column that it comes from; empty for an expression
  ir::ColumnReference origin;  // so is this
};

struct Description {
  std::vector<DescribedColumn> columns;
  std::string error;  // why the query cannot be prepared
};

class Connection {
 public:
  // Opens the file and begins the transaction.
  static std::optional<Connection> open(const Request& request, Diagnostics& diagnostics);

  // Asks the question in `file`, "columns.sql"; false, and an error, if SQLite refuses.
  bool ask(std::string_view file, const std::function<void(const Row&)>& on_row);

  [[nodiscard]] Description describe(std::string_view table) const;

  // Why SQLite does not take a query, in its words; empty if it does.
  [[nodiscard]] std::string refusal(std::string_view sql) const;

  // Asks a question that was put together for this database; why SQLite does not answer, or
  // nothing.
  [[nodiscard]] std::string ask_freely(std::string_view sql,
                                       const std::function<void(const Row&)>& on_row) const;

  // How SQLite would carry a statement out.
  [[nodiscard]] Planned plan(const std::string& statement) const;

  // The set that the SQL function sqlx_readable(name) looks into; it outlives the connection.
  bool set_readable(const std::set<std::string, std::less<>>& names);

  // After the last question: whether all were answered from one state of the file.
  [[nodiscard]] bool is_consistent() const;

  // The file is as long as its header says; false, and an error, if not.
  bool check_size();

  [[nodiscard]] std::size_t round_trips() const { return round_trips_; }

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };

  Connection(const Request& request, Diagnostics& diagnostics)
      : request_(&request), diagnostics_(&diagnostics) {}

  bool open_file();
  bool begin();
  bool execute(const char* sql);
  bool report();

  const Request* request_;
  Diagnostics* diagnostics_;
  std::optional<FileState> file_;  // none for a database in memory
  std::unique_ptr<sqlite3, Closer> database_;
  std::size_t round_trips_ = 0;
};

}  // namespace sqlx::introspect::sqlite
