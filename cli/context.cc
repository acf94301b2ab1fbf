#include "cli/context.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/file.h"

namespace sqlx::cli {
namespace {

void print_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

// What is found often is told once: of a note the single places are for --verbose.
Diagnostic without_details(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kNote) diagnostic.notes.clear();
  return diagnostic;
}

}  // namespace

void Context::tell(const Diagnostics& diagnostics) const {
  for (const Diagnostic& diagnostic : diagnostics.items()) tell(diagnostic);
}

void Context::tell(const Diagnostic& diagnostic) const {
  if (diagnostic.severity == Severity::kNote && verbosity == Verbosity::kQuiet) return;
  std::string text;
  append_text(text, verbosity == Verbosity::kVerbose ? diagnostic : without_details(diagnostic),
              colour);
  print_error(text);
}

void Context::say(std::string_view text) const {
  if (verbosity != Verbosity::kQuiet) print_error(text);
}

void Context::tell_details(std::string_view line) const {
  if (verbosity == Verbosity::kVerbose) print_error(fmt::format("{}\n", line));
}

void deliver(std::string_view result, const std::string& path, Diagnostics& diagnostics) {
  if (!path.empty()) {
    write_file(path, result, diagnostics);
    return;
  }
  const bool written = std::fwrite(result.data(), 1, result.size(), stdout) == result.size();
  if (written && std::fflush(stdout) == 0) return;
  const std::string reason = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): one thread
  diagnostics.add(Code::kFileUnwritable,
                  fmt::format("standard output could not be written: {}", reason));
}

}  // namespace sqlx::cli
