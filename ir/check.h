// Is a schema whole: does everything that it names exist, once?
//
// A snapshot may be edited by hand, and passes that follow references would have to ask this at
// every step otherwise. `check` is called once, after reading one. What may be missing on purpose
// is not an error: the table that a foreign key points to or a view reads from may have been left
// out by --exclude, or be one that this user may not read; the former is noted. Nor is a foreign
// key that the engine itself holds without its parent, if the schema says so
// (`key_without_parent`).
#pragma once

#include "base/diagnostic.h"
#include "ir/schema.h"

namespace sqlx::ir {

// The fact that a database holds a foreign key whose far end it lacks; `fault` says what is
// missing.
[[nodiscard]] Unsupported key_without_parent(const ObjectName& table, const ForeignKey& key,
                                             std::string_view fault);

// True if there is no error; otherwise kDanglingReference and kDuplicateName say what, each at its
// place.
[[nodiscard]] bool check(const Database& database, Diagnostics& diagnostics);

}  // namespace sqlx::ir
