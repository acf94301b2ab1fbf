// An index that would help, and the statements that it would help: collected over the whole
// workload, so that one index serves all that it can.
#pragma once

#include <string>
#include <vector>

#include "advise/situation.h"

namespace sqlx::advise {

enum class Why : std::uint8_t { kEquality, kJoin, kOrder, kRange, kForeignKey };

struct CandidateIndex {
  const ir::Table* table = nullptr;
  std::vector<ir::KeyPart> parts;
  Why why = Why::kEquality;
  std::vector<const Judged*> serves;
};

// Those that another one does not serve as well: an index whose columns begin a longer one is left
// to that.
[[nodiscard]] std::vector<CandidateIndex> combined(std::vector<CandidateIndex> candidates);

[[nodiscard]] Finding finding_of(const CandidateIndex& candidate, Situation& situation);

// An index's part for a column; of a text without bound only the front, where the dialect wants
// that.
[[nodiscard]] ir::KeyPart part_of(const ir::Column& column, const wirepacks::WirePack& pack);

}  // namespace sqlx::advise
