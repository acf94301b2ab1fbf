// A table that is read from end to end although few of its rows are wanted.
//
// In this order: columns compared with a value, with the order or range behind them; columns by
// which a few rows of another table are joined; the order alone, where only the first rows are
// wanted; a range alone, where few rows came out; and foreign keys, whose rows are looked for when
// a parent goes. Where an index begins with the most telling column already, the database had a
// reason not to use it, and another one would not help.
#include <algorithm>
#include <optional>

#include "advise/candidate_index.h"
#include "advise/planned_statement.h"
#include "advise/rules.h"
#include "advise/selectivity.h"
#include "advise/value_types.h"

namespace sqlx::advise {
namespace {

constexpr double kFewRows = 10;            // an index that leads to so many needs no further column
constexpr std::size_t kMostColumns = 3;    // compared with a value
constexpr std::int64_t kFirstRows = 1000;  // that are wanted of a sorted table
constexpr double kTellingValues = 2;       // of a column, or it tells nothing

class StatementReview {
 public:
  StatementReview(Situation& situation, const Judged& judged,
                  std::vector<CandidateIndex>& candidates)
      : situation_(situation), judged_(judged), candidates_(candidates) {}

  void review() {
    for (const SelectShape& select : judged_.shape.selects) {
      for (const std::size_t use : select.uses) review(select, use);
    }
  }

 private:
  void review(const SelectShape& select, std::size_t use) {
    const ir::Table* table = judged_.shape.uses[use].table;
    if (!situation_.reads_all(judged_, use) || table->kind != ir::TableKind::kTable) return;
    if (by_value(select, use, *table) || by_join(select, use, *table)) return;
    if (by_order(select, use, *table)) return;
    by_range(select, use, *table);
  }

  void add(const ir::Table& table, std::vector<ir::KeyPart> parts, Why why) {
    candidates_.push_back(
        {.table = &table, .parts = std::move(parts), .why = why, .serves = {&judged_}});
  }

  [[nodiscard]] ir::KeyPart part(const ir::Column& column) const {
    return part_of(column, situation_.pack());
  }

  // Columns that each leave fewer rows, until there are few.
  bool by_value(const SelectShape& select, std::size_t use, const ir::Table& table) {
    const std::vector<EqualColumn> equal = equal_columns(situation_, judged_, use);
    if (equal.empty() || equal.front().share > kSmallShare) return false;
    if (Situation::has_index_on(table, equal.front().column->name))
      return true;  // the database does not want it
    if (ends_early(select, equal.front().share)) return true;
    std::vector<ir::KeyPart> parts;
    double left = situation_.rows(table);
    for (const EqualColumn& each : equal) {
      if (parts.size() == kMostColumns ||
          (!parts.empty() && (left <= kFewRows || each.share > 1 / kTellingValues)))
        break;
      parts.push_back(part(*each.column));
      left *= each.share;
    }
    if (left > kFewRows && !parts.back().prefix_length) append_rest(select, use, parts);
    add(table, std::move(parts), Why::kEquality);
    return true;
  }

  // The first few that fit are soon found, wherever they are, unless all have to be sorted for it.
  [[nodiscard]] bool ends_early(const SelectShape& select, double share) const {
    if (!select.plain || select.limit == nullptr || select.uses.size() != 1 ||
        (select.wants_order && judged_.plan.sorts))
      return false;
    const auto limit = row_count(select.limit, *judged_.statement, judged_.shape);
    return limit && static_cast<double>(*limit) / share < kManyRows;
  }

  // Behind columns that are equal: the order that is wanted, else one range.
  void append_rest(const SelectShape& select, std::size_t use,
                   std::vector<ir::KeyPart>& parts) const {
    if (wants_first_rows(select) && is_order_of(select, use)) return append_order(select, parts);
    for (const Condition& each : select.conditions) {
      if (!is_plain_range(each, use) || is_among(parts, *each.subject.column)) continue;
      parts.push_back(part(*each.subject.column));
      return;
    }
  }

  [[nodiscard]] static bool is_among(const std::vector<ir::KeyPart>& parts,
                                     const ir::Column& column) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const ir::KeyPart& each) { return each.column == column.name; });
  }

  [[nodiscard]] bool is_plain_range(const Condition& condition, std::size_t use) const {
    return condition.subject.use == use && condition.bare &&
           condition.comparison == Comparison::kRange && !condition.other &&
           !may_convert_column(condition, judged_, situation_.pack()) &&
           is_indexable(situation_, *judged_.shape.uses[use].table, *condition.subject.column);
  }

  // Few rows of another table, and for each of them few of this one.
  bool by_join(const SelectShape& select, std::size_t use, const ir::Table& table) {
    for (const Condition& each : select.conditions) {
      if (each.subject.use != use || !each.other || !each.bare) continue;
      const ir::Column& column = *each.subject.column;
      const auto known = situation_.distinct(table, column.name);
      if (!known || known->values < kTellingValues ||
          may_convert_column(each, judged_, situation_.pack()) ||
          !is_indexable(situation_, table, column))
        continue;
      const auto others = is_repeated(use, each)
                              ? std::optional(1.0)
                              : expected_rows(situation_, judged_, each.other->use);
      if (!others || *others / known->values > kSmallShare) continue;
      if (Situation::has_index_on(table, column.name)) return true;
      add(table, {part(column)}, Why::kJoin);
      return true;
    }
    return false;
  }

  // Once for each row of the query around it, which is one row at a time.
  [[nodiscard]] bool is_repeated(std::size_t use, const Condition& condition) const {
    return judged_.step_of[use]->repeated &&
           judged_.shape.uses[condition.other->use].select != judged_.shape.uses[use].select;
  }

  // Rows as they are, and only the first of them.
  [[nodiscard]] bool wants_first_rows(const SelectShape& select) const {
    if (!select.plain || select.limit == nullptr || !select.wants_order) return false;
    const auto limit = row_count(select.limit, *judged_.statement, judged_.shape);
    const auto offset = row_count(select.offset, *judged_.statement, judged_.shape);
    return limit.value_or(0) + offset.value_or(0) <= kFirstRows;
  }

  [[nodiscard]] static bool is_order_of(const SelectShape& select, std::size_t use) {
    return !select.order.empty() &&
           std::all_of(select.order.begin(), select.order.end(),
                       [&](const OrderColumn& each) { return each.column.use == use; });
  }

  // One direction for all can be read from either end; else, and where it is said where NULL goes,
  // the index has to say the same.
  void append_order(const SelectShape& select, std::vector<ir::KeyPart>& parts) const {
    const bool is_plain =
        std::all_of(select.order.begin(), select.order.end(), [&](const OrderColumn& each) {
          return each.descending == select.order.front().descending &&
                 each.nulls == ir::NullsOrder::kDefault;
        });
    for (const OrderColumn& each : select.order) {
      if (is_among(parts, *each.column.column)) continue;
      ir::KeyPart added = part(*each.column.column);
      if (!is_plain) {
        added.descending = each.descending;
        added.nulls = each.nulls;
      }
      parts.push_back(std::move(added));
    }
  }

  // Every condition has to be one that the index answers: else the first rows may be far.
  bool by_order(const SelectShape& select, std::size_t use, const ir::Table& table) {
    if (!judged_.plan.sorts || select.uses.size() != 1 || judged_.shape.uses[use].others ||
        !wants_first_rows(select) || !is_order_of(select, use))
      return false;
    std::vector<ir::KeyPart> parts;
    for (const Condition& each : select.conditions) {
      const bool is_first = each.subject.column == select.order.front().column.column;
      const bool is_equal = each.bare && !each.other && each.comparison == Comparison::kEqual &&
                            !each.is_list && !may_convert_column(each, judged_, situation_.pack());
      if (!is_equal && !(is_first && is_plain_range(each, use))) return false;
      if (is_equal && !is_among(parts, *each.subject.column))
        parts.push_back(part(*each.subject.column));
    }
    append_order(select, parts);
    const bool fits = std::all_of(parts.begin(), parts.end(), [&](const ir::KeyPart& each) {
      return !each.prefix_length &&
             is_indexable(situation_, table, *ir::find_column(table, each.column));
    });
    if (!fits || Situation::has_index_on(table, parts.front().column)) return false;
    add(table, std::move(parts), Why::kOrder);
    return true;
  }

  // Few rows came out, or the planner knows from its statistics that few will.
  void by_range(const SelectShape& select, std::size_t use, const ir::Table& table) {
    if (select.uses.size() != 1 || judged_.shape.uses[use].others || !select.plain ||
        !select.outermost || select.limit != nullptr)
      return;
    const Condition* range = nullptr;
    for (const Condition& each : select.conditions) {
      if (!is_plain_range(each, use) ||
          (range != nullptr && range->subject.column != each.subject.column))
        return;
      range = &each;
    }
    if (range == nullptr || Situation::has_index_on(table, range->subject.column->name)) return;
    const auto rows =
        judged_.statement->rows_a_call() ? judged_.statement->rows_a_call() : planned_rows(use);
    if (!rows || *rows > kSmallShare * situation_.rows(table)) return;
    add(table, {part(*range->subject.column)}, Why::kRange);
  }

  // Only of a statement whose values are written in it: of others the planner makes a guess.
  [[nodiscard]] std::optional<double> planned_rows(std::size_t use) const {
    return judged_.shape.parameters.empty() ? judged_.step_of[use]->rows : std::nullopt;
  }

  Situation& situation_;
  const Judged& judged_;
  std::vector<CandidateIndex>& candidates_;
};

bool is_served(const ir::Table& table, const std::vector<std::string>& columns) {
  const auto begins_with = [&](const std::vector<ir::KeyPart>& parts) {
    if (parts.size() < columns.size()) return false;
    return std::all_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(columns.size()),
                       [&](const ir::KeyPart& part) {
                         return std::find(columns.begin(), columns.end(), part.column) !=
                                columns.end();
                       });
  };
  return (table.primary_key && begins_with(table.primary_key->columns)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const ir::Key& key) { return begins_with(key.columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [&](const ir::Index& index) {
           return index.predicate.empty() && begins_with(index.parts);
         });
}

// A DELETE has the database look for rows that refer to what goes.
void review_deleted(Situation& situation, const Judged& judged, const ir::Table& parent,
                    std::vector<CandidateIndex>& candidates) {
  for (const ir::Table& child : situation.schema().tables) {
    for (const ir::ForeignKey& key : child.foreign_keys) {
      if (key.references != parent.name || situation.rows(child) < kManyRows ||
          is_served(child, key.columns))
        continue;
      std::vector<ir::KeyPart> parts;
      for (const std::string& column : key.columns)
        parts.push_back(part_of(*ir::find_column(child, column), situation.pack()));
      candidates.push_back({.table = &child,
                            .parts = std::move(parts),
                            .why = Why::kForeignKey,
                            .serves = {&judged}});
    }
  }
}

}  // namespace

void find_missing_indexes(Situation& situation, std::vector<Finding>& findings) {
  std::vector<CandidateIndex> candidates;
  for (const auto& judged : situation.statements()) {
    StatementReview(situation, *judged, candidates).review();
    if (judged->shape.kind != StatementKind::kDelete) continue;
    for (const std::size_t use : judged->shape.changed) {
      if (judged->shape.uses[use].table != nullptr)
        review_deleted(situation, *judged, *judged->shape.uses[use].table, candidates);
    }
  }
  for (const CandidateIndex& each : combined(std::move(candidates)))
    findings.push_back(finding_of(each, situation));
}

}  // namespace sqlx::advise
