// Small languages inside literals: what 'YYYY-MM' says in PostgreSQL, '%Y-%m' says in MySQL.
//
// Each codec has one form in the middle. A pack's row names the codec for a metavariable; reading
// decodes the dialect's literal into the middle's form, writing encodes it back. Both may refuse: a
// token that the other side does not have is told, never passed on.
#pragma once

#include <string>
#include <string_view>

#include "sql/ast/enums.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

struct Codec {
  std::string_view name;
  // Append to `out`. On refusal they leave the part that could not be carried over in `out` and
  // return false.
  bool (*decode)(std::string_view text, const wirepacks::WirePack& pack, std::string& out);
  bool (*encode)(std::string_view text, const wirepacks::WirePack& pack, std::string& out);
  LiteralKind written = LiteralKind::kString;  // what the encoded text is a literal of
  LiteralKind middle = LiteralKind::kString;   // and the decoded one
};

[[nodiscard]] const Codec* codec_named(std::string_view name);

}  // namespace sqlx::sql
