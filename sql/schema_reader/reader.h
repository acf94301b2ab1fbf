// DDL into a schema, statement by statement: the entrance to this room. draft.h has its plan.
#pragma once

#include "sql/front_end.h"
#include "sql/schema_reader/draft.h"
#include "sql/schema_reader/transactions.h"

namespace sqlx::sql::schema_reader {

class SchemaReader {
 public:
  // The pack has to outlive the reader.
  SchemaReader(const wirepacks::WirePack& pack, Diagnostics& diagnostics);

  void read(const StatementText& statement);

  // The schema that the statements have made.
  [[nodiscard]] ir::Database take();

 private:
  FrontEnd front_end_;
  Arena arena_;
  Draft draft_;
  Transactions transactions_;
};

}  // namespace sqlx::sql::schema_reader
