// The one door of this driver: what introspect/introspect.cc finds when it has loaded it.
#include "introspect/engine.h"

#include "introspect/postgres/consultation.h"
#include "introspect/postgres/examine.h"
#include "introspect/postgres/fingerprint.h"
#include "introspect/postgres/read.h"

SQLX_EXPORT const sqlx::introspect::Engine* sqlx_engine() {
  static constexpr sqlx::introspect::Engine kEngine{
      .read = sqlx::introspect::postgres::read_schema,
      .examine = sqlx::introspect::postgres::examine,
      .fingerprint = sqlx::introspect::postgres::fingerprint,
      .consult = sqlx::introspect::postgres::consult};
  return &kEngine;
}
