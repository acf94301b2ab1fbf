// LIKE '%word%' over a large table: no ordinary index is searched by the end or the middle of a
// text.
//
// The pattern has to be seen to begin with a wildcard: as a literal, or as a text that a value is
// appended to. What can be done differs; the pack says it (its rule of thumb `leading_wildcard`),
// and the engine which index there is for it.
#include <fmt/format.h>

#include <algorithm>

#include "advise/rules.h"
#include "base/text.h"
#include "sql/index_statements.h"

namespace sqlx::advise {
namespace {

bool begins_with_wildcard(const sql::Expr& pattern) {
  if (const auto* literal = pattern.as<sql::Literal>())
    return literal->literal == sql::LiteralKind::kString && literal->text.starts_with('%') &&
           literal->text.size() > 1;
  if (const auto* cast = pattern.as<sql::Cast>()) return begins_with_wildcard(*cast->operand);
  const auto* call = pattern.as<sql::Call>();
  if (call == nullptr || call->arguments.empty() || call->name.empty()) return false;
  const bool appends =
      call->name.back().text == "||" || equal_fold(call->name.back().text, "concat");
  const auto* front = call->arguments[0]->as<sql::Literal>();
  return appends && ((front != nullptr && front->text.starts_with('%')) ||
                     begins_with_wildcard(*call->arguments[0]));
}

bool has_extension(const ir::Database& schema, const std::string& name) {
  return std::any_of(schema.extensions.begin(), schema.extensions.end(),
                     [&](const ir::Extension& each) { return each.name == name; });
}

void add_change(Finding& made, Situation& situation, const ir::Table& table,
                const ir::Column& column) {
  const auto fitting = situation.substring_index();
  if (!fitting) return;
  ir::Index index;
  index.parts.push_back({.column = column.name, .operator_class = fitting->operator_class});
  index.method = fitting->method;
  index.name = situation.name_for(table, index.parts);
  if (!has_extension(situation.schema(), fitting->extension))
    made.change = fmt::format("CREATE EXTENSION IF NOT EXISTS {};\n", fitting->extension);
  made.change += sql::create_index_statement(situation.schema(), table, index, situation.pack());
  made.index_name = index.name;
}

}  // namespace

void find_leading_wildcards(Situation& situation, std::vector<Finding>& findings) {
  const wirepacks::Advice* advice = situation.advice("leading_wildcard");
  if (advice == nullptr) return;
  for (const auto& judged : situation.statements()) {
    for (const SelectShape& select : judged->shape.selects) {
      for (const Condition& each : select.conditions) {
        if (!each.bare || each.comparison != Comparison::kPattern ||
            !begins_with_wildcard(*each.values[0]) ||
            !situation.reads_all(*judged, each.subject.use))
          continue;
        const ir::Table& table = *judged->shape.uses[each.subject.use].table;
        Finding made = situation.finding(Kind::kFullScan, *judged);
        made.tables = {situation.name_of(table)};
        made.columns = {each.subject.column->name};
        made.title = fmt::format("{}.{} is searched for a pattern that begins with a wildcard",
                                 made.tables[0], made.columns[0]);
        made.evidence.numbers.emplace_back("table_rows", situation.rows(table));
        made.evidence.numbers.emplace_back("rows_examined", situation.rows(table));
        made.advice = advice->says;
        add_change(made, situation, table, *each.subject.column);
        findings.push_back(std::move(made));
      }
    }
  }
}

}  // namespace sqlx::advise
