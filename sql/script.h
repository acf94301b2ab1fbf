// SQL text being written, statement by statement: what stands between them is decided here and
// nowhere else.
//
// A statement of several lines stands alone between blank lines, short ones follow each other. A
// body (of a routine or trigger) may hold semicolons; where the client would cut it there, it is
// given another delimiter for that statement.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlx::sql {

class Script {
 public:
  // `delimiter_command`: "DELIMITER", or empty where no client needs one. `rewrites`: of every
  // statement, see rewrites/deparsed_text.h.
  explicit Script(std::string delimiter_command, std::vector<std::string> rewrites = {})
      : delimiter_command_(std::move(delimiter_command)), rewrites_(std::move(rewrites)) {}

  void statement(std::string_view sql);
  void body(std::string_view sql);
  void paragraph() { wants_blank_line_ = true; }  // the next statement stands apart from the last

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void write(std::string_view sql, std::string_view end);
  void separate(bool stands_alone);

  std::string text_;
  std::string delimiter_command_;
  std::vector<std::string> rewrites_;
  bool wants_blank_line_ = false;
};

}  // namespace sqlx::sql
