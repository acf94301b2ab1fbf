// The SQLite driver's only export; see introspect/engine.h.
#include "introspect/engine.h"
#include "introspect/sqlite/consultation.h"
#include "introspect/sqlite/examine.h"
#include "introspect/sqlite/fingerprint.h"
#include "introspect/sqlite/read.h"
#include "introspect/sqlite/sandbox.h"

SQLX_EXPORT const sqlx::introspect::Engine* sqlx_engine() {
  static constexpr sqlx::introspect::Engine kEngine{
      .read = sqlx::introspect::sqlite::read_schema,
      .examine = sqlx::introspect::sqlite::examine,
      .fingerprint = sqlx::introspect::sqlite::fingerprint,
      .consult = sqlx::introspect::sqlite::consult,
      .open_sandbox = sqlx::introspect::sqlite::open_sandbox};
  return &kEngine;
}
