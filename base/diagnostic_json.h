// A diagnostic as JSON, for `--format json`:
//
//     {"code": "SQLX1102", "severity": "error", "message": "…", "where": {"file": "sqlx.yaml",
//     "line": 3, "column": 1,
//      "begin": 16, "end": 23}, "notes": [], "hint": "…", "fix": null}
//
// `where` is a place in a text, {"path": "shop.orders"} for a place in a schema, or null.
#pragma once

#include <span>

#include "base/diagnostic.h"
#include "base/document.h"

namespace sqlx {

void write_diagnostic(DocumentWriter& writer, const Diagnostic& diagnostic);

// Writes the member `diagnostics` into an object that the caller has opened.
void write_diagnostics_member(DocumentWriter& writer, std::span<const Diagnostic> diagnostics);

}  // namespace sqlx
