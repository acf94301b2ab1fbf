// The one type for everything that can go wrong, from a bad flag to a refused connection.
//
// A stage takes a `Diagnostics&`, adds what it finds, and returns what it could build all the same;
// a later stage runs only if no error stands. What the codes mean is one list,
// diagnostic_codes.def; how a diagnostic looks on a terminal is in base/diagnostic_text.h, and as
// JSON in base/diagnostic_json.h. Only cli/ prints one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/source.h"

namespace sqlx {

enum class Severity : std::uint8_t { kNote, kWarning, kError };

[[nodiscard]] std::string_view to_string(Severity severity);

enum ExitCode : std::uint8_t {
  kExitDone = 0,
  kExitInput = 1,        // errors in the input
  kExitUsage = 2,        // wrong usage
  kExitUnreachable = 3,  // database or file out of reach
  kExitDifferent = 4,    // --check found differences
  kExitInternal = 70,
};

enum class Code : std::uint16_t {
#define SQLX_CODE(number, name, severity, exit_code, title, explanation) name = number,
#include "base/diagnostic_codes.def"
#undef SQLX_CODE
};

struct CodeInfo {
  Code code;
  Severity severity;
  ExitCode exit_code;
  std::string_view title;
  std::string_view explanation;
};

[[nodiscard]] std::span<const CodeInfo> all_codes();
[[nodiscard]] const CodeInfo& info(Code code);
[[nodiscard]] std::string to_string(Code code);  // "SQLX2011"
[[nodiscard]] std::optional<Code> code_from_string(
    std::string_view text);  // also "2011", "sqlx2011"

using Place = std::variant<std::monostate, Span, SchemaPath>;

struct Diagnostic {
  // A further place that belongs to the message: "first declared here".
  struct Note {
    std::string message;
    Place where;

    bool operator==(const Note&) const = default;
  };

  Code code = Code::kInternal;
  Severity severity = Severity::kError;
  std::string message;  // one sentence, quoting the user's own names
  Place where;
  std::vector<Note> notes;
  std::string hint;                // what to do next
  std::optional<std::string> fix;  // text that would mend `where`, if it is a span

  bool operator==(const Diagnostic&) const = default;
};

class Diagnostics {
 public:
  // Adds a diagnostic of the code's own severity; the reference is good until the next one is
  // added.
  Diagnostic& add(Code code, std::string message, Place where = {}, std::string hint = {});
  void append(const Diagnostics& others);

  [[nodiscard]] std::span<const Diagnostic> items() const { return items_; }
  [[nodiscard]] Diagnostic& back() { return items_.back(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] bool has_errors() const;

  // What the program should exit with: that of the first error, or kExitDone.
  [[nodiscard]] ExitCode exit_code() const;

 private:
  std::vector<Diagnostic> items_;
};

}  // namespace sqlx
