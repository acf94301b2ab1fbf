// The schema as a document: `sqlx.schema.json`, which is committed beside the application that was
// made from it.
//
// Writing and reading walk the same lists of fields (ir/fields.h), and so does the JSON Schema that
// docs/snapshot.schema.json publishes. Whatever is read is checked: shape here, references between
// things in ir/check.h.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/document.h"
#include "ir/schema.h"

namespace sqlx::ir {

constexpr int kSnapshotFormat = 1;

// Writes the document's members into an object that the caller has opened, so that it may add its
// own.
void write_snapshot_members(DocumentWriter& writer, const Database& database);

// The file, as it is committed.
[[nodiscard]] std::string snapshot(const Database& database);

[[nodiscard]] std::optional<Database> read_snapshot(const Source& source, Diagnostics& diagnostics);

// JSON Schema 2020-12 of a snapshot.
[[nodiscard]] std::string snapshot_json_schema();

}  // namespace sqlx::ir
