// What every command is given: the streams, and how the user wants to be told things.
//
// cli/ is the only room that prints. Results go to standard output, everything else to standard
// error; a command builds its result in memory and hands it over once, so that an error never
// leaves half of one behind.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/diagnostic_text.h"

namespace sqlx::cli {

enum class Verbosity : signed char { kQuiet, kUsual, kVerbose };

struct Context {
  Verbosity verbosity = Verbosity::kUsual;
  Colour colour = Colour::kOff;       // of standard error
  bool progress_on_terminal = false;  // standard error is a terminal
  std::string driver_folder;          // where engine-….so are
  std::string program;                // this one's own path
  std::string pack_folder;            // of --wirepacks; empty: only the packs in the binary

  // Prints warnings and errors (notes too, unless --quiet; and with --verbose, where notes were
  // found) to standard error.
  void tell(const Diagnostics& diagnostics) const;
  void tell(const Diagnostic& diagnostic) const;

  // A text to standard error, unless --quiet.
  void say(std::string_view text) const;

  // One line to standard error, with --verbose.
  void tell_details(std::string_view line) const;
};

// Writes a result to standard output, or to the file `path` unless that is empty. A full disk or a
// closed pipe is a diagnostic.
void deliver(std::string_view result, const std::string& path, Diagnostics& diagnostics);

}  // namespace sqlx::cli
