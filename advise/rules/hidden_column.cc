// WHERE lower(email) = …: the index on the column holds its values, not those of the function, so
// it cannot be searched.
//
// Only where the column is compared for equality, the plan reads the whole table, and there is
// another way: a range for the day or the year of a time, an index on the expression for a text in
// lower case (or nothing at all, where texts are compared without regard to case anyway), and the
// other side for what is calculated or cast. Equality of a column whose values are few each leaves
// most rows, and an index would not be used: that is no finding.
#include <fmt/format.h>

#include "advise/column_function.h"
#include "advise/rules.h"
#include "base/text.h"
#include "sql/index_statements.h"
#include "sql/print.h"
#include "sql/reading/text_comparison.h"

namespace sqlx::advise {
namespace {

bool has_index_on_expression(const ir::Table& table, std::string_view function) {
  for (const ir::Index& index : table.indexes) {
    if (!index.parts.empty() && contains_fold(index.parts[0].expression, function)) return true;
  }
  return false;
}

// Whether a text's case counts there, whatever the dialect usually does. A column's own collation
// is only said where it is not that of its table, and so on.
bool is_exact(const ir::Column& column, const ir::Table& table, const ir::Database& database) {
  const std::string* of_table = ir::find_attribute(table.attributes, ir::AttributeKey::kCollation);
  const std::string& usual = of_table == nullptr ? database.collation : *of_table;
  return sql::is_exact_collation(column.collation.empty() ? usual : column.collation, true);
}

class HiddenColumn {
 public:
  HiddenColumn(Situation& situation, const Judged& judged, const Condition& condition)
      : situation_(situation),
        judged_(judged),
        condition_(condition),
        table_(*judged.shape.uses[condition.subject.use].table),
        column_(*condition.subject.column) {}

  void find(std::vector<Finding>& findings) {
    const ColumnFunction function = function_of(condition_, situation_);
    if (function == ColumnFunction::kOther || !is_telling(function)) return;
    Finding made = start();
    switch (function) {
      case ColumnFunction::kSpan: say_range(made); break;
      case ColumnFunction::kCase:
        if (!say_case(made)) return;
        break;
      case ColumnFunction::kArithmetic:
        made.advice = fmt::format(
            "calculate on the other side, so that `{}` stands alone: its index can be searched "
            "then",
            column_.name);
        break;
      case ColumnFunction::kCast:
        made.advice = fmt::format(
            "give the value the type of `{}` ({}) instead of casting the column: its index can be "
            "searched then",
            column_.name, column_.database_type);
        break;
      case ColumnFunction::kOther: return;
    }
    findings.push_back(std::move(made));
  }

 private:
  // A cast or a sum is only in the way of an index that is there.
  bool is_telling(ColumnFunction function) {
    const auto known = situation_.distinct(table_, column_.name);
    if (!known || known->values < 1 / kSmallShare) return false;
    const bool needs_index =
        function == ColumnFunction::kArithmetic || function == ColumnFunction::kCast;
    return !needs_index || Situation::has_index_on(table_, column_.name);
  }

  Finding start() const {
    Finding made = situation_.finding(Kind::kFunctionOnColumn, judged_);
    made.tables = {situation_.name_of(table_)};
    made.columns = {column_.name};
    made.title = fmt::format("`{}` hides {}.{} from an index",
                             sql::to_sql(*condition_.expression, situation_.pack()),
                             situation_.name_of(table_), column_.name);
    made.evidence.numbers.emplace_back("table_rows", situation_.rows(table_));
    made.evidence.numbers.emplace_back("rows_examined", situation_.rows(table_));
    return made;
  }

  void add_index(Finding& made, ir::KeyPart part) const {
    ir::Index index;
    index.parts.push_back(std::move(part));
    index.name = situation_.name_for(table_, index.parts);
    index.method = situation_.pack().ddl.implied_method;
    made.change =
        sql::create_index_statement(situation_.schema(), table_, index, situation_.pack());
    made.index_name = index.name;
  }

  void say_range(Finding& made) const {
    made.advice = fmt::format(
        "compare `{0}` itself with a range: {0} >= the first moment AND {0} < the first moment "
        "after it",
        column_.name);
    if (Situation::has_index_on(table_, column_.name)) return;
    made.advice += "; an index on the column serves that";
    add_index(made, {.column = column_.name});
    made.index_name.clear();  // it is of no use to the statement as it is
  }

  bool say_case(Finding& made) const {
    const auto* call = condition_.expression->as<sql::Call>();
    if (call == nullptr || call->arguments.size() != 1 || !call->arguments[0]->is<sql::Column>())
      return false;
    const bool folds = situation_.pack().has(wirepacks::Feature::kFoldsText) &&
                       !is_exact(column_, table_, situation_.schema());
    if (folds) {
      if (!Situation::has_index_on(table_, column_.name)) return false;
      made.advice = fmt::format(
          "leave the function out: `{}` is compared without regard to case as it is, and its index "
          "can be searched then",
          column_.name);
      return true;
    }
    const std::string function(call->name.back().text);
    if (!situation_.pack().has(wirepacks::Feature::kExpressionIndexes) ||
        has_index_on_expression(table_, function))
      return false;
    auto bare = sql::Column();
    const sql::Name name = {.text = column_.name, .quoted = true};
    bare.path = {&name, 1};
    add_index(made, {.column = {},
                     .expression =
                         fmt::format("{}({})", function, sql::to_sql(bare, situation_.pack()))});
    made.advice = "an index on the expression holds its values";
    return true;
  }

  Situation& situation_;
  const Judged& judged_;
  const Condition& condition_;
  const ir::Table& table_;
  const ir::Column& column_;
};

}  // namespace

void find_hidden_columns(Situation& situation, std::vector<Finding>& findings) {
  for (const auto& judged : situation.statements()) {
    for (const SelectShape& select : judged->shape.selects) {
      for (const Condition& each : select.conditions) {
        if (each.bare || each.comparison != Comparison::kEqual ||
            !situation.reads_all(*judged, each.subject.use))
          continue;
        HiddenColumn(situation, *judged, each).find(findings);
      }
    }
  }
}

}  // namespace sqlx::advise
