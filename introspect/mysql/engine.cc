// The one symbol that engine-mysql.so exports.
#include "introspect/engine.h"

#include "introspect/mysql/consultation.h"
#include "introspect/mysql/examine.h"
#include "introspect/mysql/fingerprint.h"
#include "introspect/mysql/read.h"

SQLX_EXPORT const sqlx::introspect::Engine* sqlx_engine() {
  static constexpr sqlx::introspect::Engine kEngine{
      .read = sqlx::introspect::mysql::read,
      .examine = sqlx::introspect::mysql::examine,
      .fingerprint = sqlx::introspect::mysql::fingerprint,
      .consult = sqlx::introspect::mysql::consult};
  return &kEngine;
}
