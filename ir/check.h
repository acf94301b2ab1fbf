// Is a schema whole: does everything that it names exist, once?
//
// A snapshot may be edited by hand, and passes that follow references would have to ask this at every step otherwise. `check` is called once,
// after reading one. What may be missing on purpose is not an error: the table that a foreign key points to or a view reads from
// may have been left out by --exclude, or be one that this user may not read.
#pragma once

#include "base/diagnostic.h"
#include "ir/schema.h"

namespace sqlx::ir {

// True if nothing was found; otherwise kDanglingReference and kDuplicateName say what, each at its place.
[[nodiscard]] bool check(const Database& database, Diagnostics& diagnostics);

}  // namespace sqlx::ir
