// `.env`: variables for a project, one NAME=value a line.
//
//     # a comment
//     export PORT=5432                        # `export` is allowed, so that a shell can read the
//     file, too PASSWORD='literal: $ and \ are themselves'
//     DATABASE_URL="postgresql://ada:${PASSWORD}@localhost:${PORT}/shop"
//
// In double quotes \n, \r, \t, \", \\ and \$ are escapes; there and in bare values `${NAME}` and
// `${NAME:-default}` are variables of the environment or of earlier lines, empty if unset. Quoted
// values may span lines. A `#` begins a comment only behind a blank.
//
// Values may be passwords, so a diagnostic shows names and places, never a value.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/environment.h"

namespace sqlx::cli {

// `outer` are the variables that are set already: they win where a value names one. Nothing, and
// errors, if a line is wrong.
[[nodiscard]] std::optional<VariableMap> read_dotenv(std::string_view name, std::string_view text,
                                                     const VariableMap& outer,
                                                     Diagnostics& diagnostics);

}  // namespace sqlx::cli
