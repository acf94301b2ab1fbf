// The parts of a pack that say how a dialect is written (wirepacks/syntax.h), read from its JSON.
#pragma once

#include <vector>

#include "wirepacks/object_reader.h"
#include "wirepacks/syntax.h"

namespace sqlx::wirepacks {

void read_lexical(ObjectReader& json, Lexical& into);

// `operators`: levels from loose to tight, { "infix": […], "prefix": […], "postfix": […],
// "associates": "right" }. Takes the place of an extended pack's.
void read_literals(ObjectReader& json, Literals& into);
void read_words(ObjectReader& json, Words& into);
void read_row_limits(ObjectReader& json, const Version& version, std::vector<RowLimit>& into);
void read_operators(ObjectReader& json, std::vector<Operator>& into);

// `features`: names, or { "name": …, "since": …, "until": … }. Added to an extended pack's;
// `features_gone` takes away.
void read_features(ObjectReader& json, const Version& version, Features& into);

// The feature of that name, which stands at `key`; kCount, and an error, if there is none.
[[nodiscard]] Feature read_feature_name(ObjectReader& json, std::string_view key,
                                        std::string_view name);

// `functions`: rows. Stand before an extended pack's.
void read_functions(ObjectReader& json, const Version& version, std::vector<FunctionRow>& into);

// { "escape": "%", "tokens": { "%Y": "year" } }. Takes the place of an extended pack's.
void read_time_format(ObjectReader& json, TimeFormat& into);

// { "text": ["VARCHAR({length})", "TEXT"] }. A kind that an extended pack has is spelled anew.
void read_type_spellings(ObjectReader& json, std::vector<TypeSpelling>& into);

}  // namespace sqlx::wirepacks
