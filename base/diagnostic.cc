#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace sqlx {
namespace {

constexpr auto kCodes = std::to_array<CodeInfo>({
#define SQLX_CODE(number, name, severity, exit_code, title, explanation) \
  {Code::name, Severity::severity, exit_code, title, explanation},
#include "base/diagnostic_codes.def"
#undef SQLX_CODE
});

constexpr bool strictly_ascending() {
  for (std::size_t i = 1; i < kCodes.size(); ++i) {
    if (kCodes[i - 1].code >= kCodes[i].code) return false;
  }
  return true;
}
static_assert(strictly_ascending(), "diagnostic_codes.def is sorted and has each number once");

const CodeInfo* find(Code code) {
  const auto* const found =
      std::lower_bound(kCodes.begin(), kCodes.end(), code,
                       [](const CodeInfo& row, Code wanted) { return row.code < wanted; });
  return found != kCodes.end() && found->code == code ? found : nullptr;
}

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "error";
}

std::span<const CodeInfo> all_codes() { return kCodes; }

const CodeInfo& info(Code code) { return *find(code); }

std::string to_string(Code code) { return fmt::format("SQLX{}", static_cast<unsigned>(code)); }

std::optional<Code> code_from_string(std::string_view text) {
  if (starts_with_fold(text, "sqlx")) text.remove_prefix(4);
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const auto code = static_cast<Code>(number);
  return find(code) != nullptr ? std::optional(code) : std::nullopt;
}

Diagnostic& Diagnostics::add(Code code, std::string message, Place where, std::string hint) {
  return items_.emplace_back(Diagnostic{
      .code = code,
      .severity = info(code).severity,
      .message = std::move(message),
      .where = std::move(where),
      .notes = {},
      .hint = std::move(hint),
      .fix = std::nullopt,
  });
}

void Diagnostics::append(const Diagnostics& others) {
  items_.insert(items_.end(), others.items_.begin(), others.items_.end());
}

bool Diagnostics::has_errors() const { return exit_code() != kExitDone; }

ExitCode Diagnostics::exit_code() const {
  for (const Diagnostic& item : items_) {
    if (item.severity == Severity::kError) return info(item.code).exit_code;
  }
  return kExitDone;
}

}  // namespace sqlx
