// What a translation is worth, and how it is said as JSON, for `sqlx translate --format json` and
// --batch; docs/translate.schema.json describes it.
//
// Appended by hand and not through base/document.h: of these there are hundreds of thousands a
// second.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "sql/translate.h"

namespace sqlx::cli {

[[nodiscard]] std::string_view to_string(sql::Outcome outcome);

// For --strict: an error, if the translation is one that is not exact.
void require_exact(sql::Translated& translated, const Place& where);

// `"fidelity":"exact","confidence":1.0`
void append_fidelity(std::string& out, sql::Outcome outcome);

// `"diagnostics":[…]`, with spans in the statement.
void append_diagnostics(std::string& out, const Diagnostics& diagnostics);

// `,"parameters":[…]`: the markers of the source, in the order in which the target takes their
// values; nothing if there are none.
void append_parameters(std::string& out, const std::vector<std::string>& parameters);

// {"original":…,"translated":…,…}
void append_statement(std::string& out, std::string_view original,
                      const sql::Translated& translated);

// The text, or null for what has no translation.
void append_translation(std::string& out, std::string_view sql, sql::Outcome outcome);

}  // namespace sqlx::cli
