#include "sql/spelling/other_words.h"

#include "sql/spelling/choices.h"
#include "sql/spelling/interval_numbers.h"
#include "sql/spelling/json_contained.h"
#include "sql/spelling/time_pieces.h"

namespace sqlx::sql {

const Expr* in_other_words(const Call& call, const wirepacks::WirePack& pack, Arena& arena) {
  switch (call.meaning) {
    case Meaning::kElt:
    case Meaning::kField:
    case Meaning::kIntervalIndex: return as_case(call, arena);
    case Meaning::kJsonContains: return json_contained(call, arena);
    case Meaning::kFormatTime: return in_pieces(call, pack, arena);
    case Meaning::kTimePart:
    case Meaning::kTimePartInteger: return without_intervals(call, arena);
    default: return nullptr;
  }
}

}  // namespace sqlx::sql
