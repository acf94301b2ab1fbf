#include "advise/candidate_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/index_statements.h"

namespace sqlx::advise {
namespace {

constexpr std::int64_t kMostIndexedText = 191;  // characters: what every row format takes
constexpr std::int32_t kIndexedFront = 64;

bool begins(const std::vector<ir::KeyPart>& shorter, const std::vector<ir::KeyPart>& longer) {
  return shorter.size() <= longer.size() &&
         std::equal(shorter.begin(), shorter.end(), longer.begin());
}

void add_all(std::vector<const Judged*>& into, const std::vector<const Judged*>& from) {
  for (const Judged* each : from) {
    if (std::find(into.begin(), into.end(), each) == into.end()) into.push_back(each);
  }
}

const Judged* costliest(const std::vector<const Judged*>& all) {
  return *std::max_element(all.begin(), all.end(), [](const Judged* a, const Judged* b) {
    return a->statement->seconds < b->statement->seconds;
  });
}

std::vector<std::string> columns_of(const CandidateIndex& candidate) {
  std::vector<std::string> names;
  for (const ir::KeyPart& part : candidate.parts) names.push_back(part.column);
  return names;
}

std::string advice_for(const CandidateIndex& candidate, const std::string& table) {
  const std::string columns = enumerate(columns_of(candidate));
  switch (candidate.why) {
    case Why::kEquality:
      return fmt::format("every row of {} is read to find a few; an index on {} leads to those",
                         table, columns);
    case Why::kJoin:
      return fmt::format(
          "every row of {} is read to find those that belong to a few rows of another table; an "
          "index on {} leads to those",
          table, columns);
    case Why::kOrder:
      return fmt::format(
          "all rows that could be meant are read and sorted for the first few; an index on {} has "
          "them in that order",
          columns);
    case Why::kRange:
      return fmt::format(
          "every row of {} is read, and few are in the range; an index on {} leads to those", table,
          columns);
    case Why::kForeignKey:
      return fmt::format(
          "each row that is deleted has all of {} read, for rows that refer to it; an index on {} "
          "leads to those",
          table, columns);
  }
  return {};
}

}  // namespace

ir::KeyPart part_of(const ir::Column& column, const wirepacks::WirePack& pack) {
  ir::KeyPart part;
  part.column = column.name;
  const bool is_text =
      column.type.kind == ir::TypeKind::kText || column.type.kind == ir::TypeKind::kBytes;
  const bool is_long = !column.type.length || *column.type.length > kMostIndexedText * 4;
  if (is_text && is_long && pack.has(wirepacks::Feature::kPrefixIndexes))
    part.prefix_length = kIndexedFront;
  return part;
}

std::vector<CandidateIndex> combined(std::vector<CandidateIndex> candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const CandidateIndex& a, const CandidateIndex& b) {
                     return a.parts.size() > b.parts.size();
                   });
  std::vector<CandidateIndex> kept;
  for (CandidateIndex& each : candidates) {
    const auto found = std::find_if(kept.begin(), kept.end(), [&](const CandidateIndex& one) {
      return one.table == each.table && begins(each.parts, one.parts);
    });
    if (found == kept.end()) {
      kept.push_back(std::move(each));
    } else {
      add_all(found->serves, each.serves);
    }
  }
  return kept;
}

Finding finding_of(const CandidateIndex& candidate, Situation& situation) {
  const Judged& shown = *costliest(candidate.serves);
  const std::string table = situation.name_of(*candidate.table);
  Finding made = situation.finding(Kind::kMissingIndex, shown);
  made.columns = columns_of(candidate);
  made.tables = {table};
  made.title = fmt::format("{} has no index on {}", table, join(made.columns, ", "));
  made.evidence.numbers.emplace_back("table_rows", situation.rows(*candidate.table));
  made.evidence.numbers.emplace_back("rows_examined",
                                     situation.rows(*candidate.table));  // each time
  if (candidate.serves.size() > 1)
    made.evidence.numbers.emplace_back("statements", static_cast<double>(candidate.serves.size()));
  made.seconds = 0;
  for (const Judged* each : candidate.serves) made.seconds += each->statement->seconds;
  ir::Index index;
  index.parts = candidate.parts;
  index.name = situation.name_for(*candidate.table, candidate.parts);
  index.method = situation.pack().ddl.implied_method;
  made.index_name = index.name;
  made.change =
      sql::create_index_statement(situation.schema(), *candidate.table, index, situation.pack());
  made.advice = advice_for(candidate, table);
  return made;
}

}  // namespace sqlx::advise
