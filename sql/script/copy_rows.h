// The rows of `COPY … FROM STDIN`, as the INSERT statements that mean the same.
//
//     COPY t (a, b) FROM stdin;          INSERT INTO t (a, b) OVERRIDING SYSTEM VALUE VALUES
//     1	it's                      →     ('1', 'it''s'),
//     2	\N                              ('2', NULL)
//     \.
//
// A string without a type takes that of its column, as a field of COPY does, so nothing has to be
// known of the table. COPY fills identity columns whatever they are; OVERRIDING says so. Only the
// usual text format is known; pg_dump writes no other.
#pragma once

#include <string>
#include <string_view>

#include "sql/statement_text.h"

namespace sqlx::sql {

// COPY … FROM STDIN …, with rows behind it.
[[nodiscard]] bool reads_standard_input(std::string_view statement);

class CopyRows {
 public:
  // Begins with the COPY statement; false if its rows are in another format.
  [[nodiscard]] bool start(std::string_view copy);

  void add(const StatementText& row);
  [[nodiscard]] bool has_rows() const { return sql_.size() > head_ && !is_taken_; }
  [[nodiscard]] bool is_full() const;

  // The rows since the last time as one statement, good until the next row is added.
  [[nodiscard]] StatementText take();

 private:
  void append_field(std::string_view field);

  std::string sql_;
  std::size_t head_ = 0;  // bytes before the first row
  StatementText first_;   // row, for its place
  std::string file_;
  bool is_taken_ = false;
};

}  // namespace sqlx::sql
