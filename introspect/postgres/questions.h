// The catalog queries, as they are asked of this server.
//
// A .sql file can be pasted into psql as it is, for the newest server and the schema public. What
// differs is put in here: the oids of the schemas that are read, the time that a question may take,
// and, for older servers, what stands for a column that they do not have.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/postgres/connect.h"

namespace sqlx::introspect::postgres {

class Questions {
 public:
  Questions(Session& session, std::chrono::milliseconds timeout)
      : session_(session), timeout_(timeout) {}

  void limit_to(std::span<const Oid> schemas);

  // `name` is that of the file, without ".sql".
  [[nodiscard]] Rows ask(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] Session& session() const { return session_; }

 private:
  Session& session_;
  std::chrono::milliseconds timeout_;
  std::string schemas_ = "'{}'";
};

}  // namespace sqlx::introspect::postgres
