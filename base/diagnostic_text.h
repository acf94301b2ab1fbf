// How a diagnostic looks on a terminal:
//
//     error[SQLX1102]: unknown key `databse`
//       ┌─ sqlx.yaml:3:1
//     3 │ databse: postgresql://localhost/shop
//       │ ^^^^^^^
//       = hint: did you mean `database`?
//
// Names of the user's own go through `printable`, so a hostile one cannot steer the terminal.
#pragma once

#include <string>

#include "base/diagnostic.h"

namespace sqlx {

enum class Colour : bool { kOff, kOn };

void append_text(std::string& out, const Diagnostic& diagnostic, Colour colour);

}  // namespace sqlx
