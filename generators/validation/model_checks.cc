#include "generators/validation/model_checks.h"

#include <algorithm>

#include "generators/domains.h"
#include "generators/escape.h"
#include "generators/validation/column_rules.h"

namespace sqlx::generators {
namespace {

// A table of one column, VALUE, for the domain's checks to speak of.
ir::Table table_of(const ir::Domain& domain) {
  ir::Table made;
  made.name = domain.name;
  ir::Column& value = made.columns.emplace_back();
  value.name = "value";
  value.type = domain.type;
  value.database_type = domain.database_type;
  value.collation = domain.collation;
  return made;
}

}  // namespace

std::optional<CheckCompiler> CheckCompiler::make(const Application& application,
                                                 Diagnostics& diagnostics) {
  auto dialect = sql::Dialect::make(application.pack, sql::Dialect::Use::kReading, diagnostics);
  if (dialect == nullptr) return std::nullopt;
  return CheckCompiler(application, std::move(dialect));
}

std::vector<RowColumn> CheckCompiler::columns_of(ir::TableId id) const {
  const ir::Table& table = application_.catalog.table(id);
  const ir::TableNames& names = application_.names_of(id);
  std::vector<RowColumn> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ir::Column& column = table.columns[i];
    columns.push_back({column.name, &column, names.fields[i],
                       kept_type(column.type, application_.pack),
                       collation_of(column, table, application_.database, application_.pack)});
  }
  return columns;
}

void CheckCompiler::add_compiled(std::vector<ModelCheck>& checks, const ir::Check& check,
                                 ConditionReader& reader,
                                 std::span<const RowColumn> columns) const {
  const Condition condition = reader.read(check.sql);
  checks.push_back({check.name.empty() ? check.sql : check.name, check.sql,
                    condition_code(condition, columns, application_.pack),
                    keywords_of(condition, columns)});
}

void CheckCompiler::add_domain_checks(std::vector<ModelCheck>& checks,
                                      const RowColumn& column) const {
  for (const ir::Domain* domain = find_domain(application_.database, column.column->type);
       domain != nullptr; domain = find_domain(application_.database, domain->type)) {
    RowColumn value = column;
    value.name = "value";
    ConditionReader reader = reader_of(table_of(*domain));
    for (const ir::Check& check : domain->checks) add_compiled(checks, check, reader, {&value, 1});
  }
}

std::vector<ModelCheck> CheckCompiler::checks_of(ir::TableId id) const {
  const ir::Table& table = application_.catalog.table(id);
  const std::vector<RowColumn> columns = columns_of(id);
  std::vector<ModelCheck> checks;
  for (const RowColumn& column : columns) add_domain_checks(checks, column);
  ConditionReader reader = reader_of(table);
  for (const ir::Column& column : table.columns) {
    const bool is_of_period =
        ir::find_attribute(column.attributes, ir::AttributeKey::kSystemVersioned) !=
        nullptr;  // ROW START, which is no expression
    if (column.nullable || !column.generated || is_of_period) continue;
    add_compiled(checks,
                 {.name = column.name,
                  .sql = "(" + column.generated->sql + ") IS NOT NULL",
                  .comment = {},
                  .attributes = {}},
                 reader, columns);
  }
  for (const ir::Check& check : table.checks) {
    const bool is_enforced =
        ir::find_attribute(check.attributes, ir::AttributeKey::kNotEnforced) == nullptr;
    if (is_enforced) add_compiled(checks, check, reader, columns);
  }
  return checks;
}

}  // namespace sqlx::generators
