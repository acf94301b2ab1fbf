// The statements that advice is about, with what was measured of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sqlx::advise {

struct Statement {
  std::string text;  // as the database was given it, with placeholders
  double calls = 1;
  double seconds = 0;
  double slowest = 0;
  std::optional<double> rows;  // that it gave or changed, in all calls together
  double most_in_one_request = 0;
  double requests = 0;                               // that ran it
  std::vector<std::optional<std::int64_t>> largest;  // integer that was seen at each placeholder
  std::vector<std::string> routes;

  [[nodiscard]] std::optional<double> rows_a_call() const {
    return rows && calls > 0 ? std::optional(*rows / calls) : std::nullopt;
  }
};

struct Workload {
  std::string dialect;  // of an application's statistics; empty: that of the database
  std::vector<Statement> statements;
};

}  // namespace sqlx::advise
