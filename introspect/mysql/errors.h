// What the client library's and the server's error numbers mean to a user: one table, number →
// code, message and hint.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace sqlx::introspect::mysql {

// Whom we talk to, in the user's words. Never the password.
struct Target {
  std::string user;
  std::string place;  // "db.example.com:3306", "/run/mysqld/mysqld.sock"
  std::string database;
  Source url;
};

struct Failure {
  unsigned number = 0;       // the client library's 2xxx and 5xxx, or the server's
  std::string words;         // the server's own
  bool out_of_time = false;  // it took as long as the user was ready to wait
};

// `what` was being done: "while reading tables". The reference is good until the next diagnostic is
// added.
Diagnostic& report(const Failure& failure, const Target& target, std::string_view what,
                   Diagnostics& diagnostics);

}  // namespace sqlx::introspect::mysql
