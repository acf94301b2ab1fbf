// Transactions around DDL: where the engine can take back what DDL has made, ROLLBACK does, and so
// does the end of the file.
#pragma once

#include <string>
#include <vector>

#include "sql/schema_reader/draft.h"

namespace sqlx::sql::schema_reader {

class Transactions {
 public:
  void read(Draft& draft, const Transaction& statement);
  // A transaction that is still open is one that the server forgets.
  void finish(Draft& draft);

 private:
  struct Mark {
    std::string savepoint;  // empty: where the transaction began
    Made made;
  };

  void open(const Draft& draft, const Transaction& statement, const std::string& savepoint);
  void roll_back(Draft& draft);
  void roll_back_to(Draft& draft, const std::string& savepoint);
  void release(const std::string& savepoint);
  std::vector<Mark>::iterator find(const std::string& savepoint);

  std::vector<Mark> marks_;  // the transaction that is open, and its savepoints
  Span begin_;
};

}  // namespace sqlx::sql::schema_reader
