// The conditions that a row of one table has to meet: its CHECK constraints, those of the domains
// that its columns are of, and that a generated column which is NOT NULL comes to something.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "generators/application.h"
#include "generators/validation/condition_code.h"
#include "generators/validation/keywords.h"

namespace sqlx::generators {

struct ModelCheck {
  std::string name;  // what the database calls it in its complaint; one without a name by its text
  std::string sql;
  ConditionCode code;
  std::vector<Keyword> keywords;  // for JSON Schema
};

class CheckCompiler {
 public:
  // Nothing if the pack is malformed, which is told.
  [[nodiscard]] static std::optional<CheckCompiler> make(const Application& application,
                                                         Diagnostics& diagnostics);

  // In the order of the schema; those that are declared but not enforced are left out.
  [[nodiscard]] std::vector<ModelCheck> checks_of(ir::TableId table) const;

 private:
  CheckCompiler(const Application& application, std::unique_ptr<sql::Dialect> dialect)
      : application_(application),
        dialect_(std::move(dialect)),
        front_end_(std::make_unique<sql::FrontEnd>(application.pack)) {}

  [[nodiscard]] std::vector<RowColumn> columns_of(ir::TableId table) const;
  void add_domain_checks(std::vector<ModelCheck>& checks, const RowColumn& column) const;
  void add_compiled(std::vector<ModelCheck>& checks, const ir::Check& check,
                    ConditionReader& reader, std::span<const RowColumn> columns) const;
  [[nodiscard]] ConditionReader reader_of(const ir::Table& table) const {
    return {*dialect_, *front_end_, application_.database, table};
  }

  const Application& application_;
  std::unique_ptr<sql::Dialect> dialect_;
  std::unique_ptr<sql::FrontEnd> front_end_;
};

}  // namespace sqlx::generators
