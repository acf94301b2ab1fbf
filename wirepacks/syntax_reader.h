// The parts of a pack that say how a dialect is written (wirepacks/syntax.h), read from its JSON.
#pragma once

#include <vector>

#include "wirepacks/object_reader.h"
#include "wirepacks/syntax.h"

namespace sqlx::wirepacks {

void read_lexical(ObjectReader& json, Lexical& into);

// `operators`: levels from loose to tight, { "infix": […], "prefix": […], "postfix": […], "associates": "right" }. Takes the place of an
// extended pack's.
void read_literals(ObjectReader& json, Literals& into);
void read_operators(ObjectReader& json, std::vector<Operator>& into);

// `features`: names, or { "name": …, "since": …, "until": … }. Added to an extended pack's; `features_gone` takes away.
void read_features(ObjectReader& json, const Version& version, Features& into);

// `functions`: rows. Stand before an extended pack's.
void read_functions(ObjectReader& json, const Version& version, std::vector<FunctionRow>& into);

}  // namespace sqlx::wirepacks
