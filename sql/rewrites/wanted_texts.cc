#include "sql/rewrites/wanted_texts.h"

#include "sql/meaning.h"

namespace sqlx::sql {

std::size_t taken_texts(const Call& call) {
  switch (call.meaning) {
    case Meaning::kPosition:
    case Meaning::kPositionFold:
    case Meaning::kPositionFrom:
    case Meaning::kFindInSet:
    case Meaning::kLike:
    case Meaning::kLikeFold: return 2;
    case Meaning::kReplace: return 3;
    default: return info(call.meaning).takes == Takes::kTexts ? 1 : 0;
  }
}

std::size_t wanted_texts(const Call& call) {
  switch (call.meaning) {
    case Meaning::kConcat:
    case Meaning::kConcatSkip:
    case Meaning::kConcatWs: return call.arguments.size();
    case Meaning::kStringAgg:
    case Meaning::kByteLength:
    case Meaning::kBitLength: return 1;
    case Meaning::kToNumberLenient:
    case Meaning::kToIntegerLenient: return 0;  // back to a number
    default: return taken_texts(call);
  }
}

}  // namespace sqlx::sql
