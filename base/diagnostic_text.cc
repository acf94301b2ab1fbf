#include "base/diagnostic_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace sqlx {
namespace {

constexpr std::size_t kMostColumns = 120;  // of a source line that is shown

struct Paint {
  Colour colour;

  [[nodiscard]] std::string operator()(std::string_view code, std::string_view text) const {
    return colour == Colour::kOn ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  }
};

constexpr std::string_view kBold = "1";
constexpr std::string_view kFrame = "34";

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "1;36";
    case Severity::kWarning: return "1;33";
    case Severity::kError: return "1;31";
  }
  return kBold;
}

// The part of a source line around a span, as it may be printed, and how wide what stands before
// and in the span is.
struct Excerpt {
  std::string before;
  std::string marked;
  std::string after;
};

Excerpt excerpt(const Location& place, std::size_t begin, std::size_t end) {
  std::string_view line = place.line_text;
  std::size_t from = std::min(begin - place.line_begin, line.size());
  std::size_t length = std::min(end > begin ? end - begin : 0, line.size() - from);
  if (from > kMostColumns / 2) {  // a long line: keep what stands near the span
    std::size_t cut = from - kMostColumns / 2;
    while (cut < from && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) ++cut;
    line.remove_prefix(cut);
    from -= cut;
  }
  length = std::min(length, kMostColumns);
  const std::string_view rest = line.substr(from + length);
  return {printable(line.substr(0, from)), printable(line.substr(from, length)),
          printable(rest.substr(0, kMostColumns))};
}

void append_span(std::string& out, const Span& span, const Paint& paint,
                 std::string_view mark_colour) {
  const Location place = locate(*span.source, span.begin);
  const Excerpt text = excerpt(place, span.begin, span.end);
  const std::string number = std::to_string(place.line);
  const std::string margin(number.size(), ' ');
  const std::string bar = paint(kFrame, "│");
  out += fmt::format("{} {} {}:{}:{}\n", margin, paint(kFrame, "┌─"), printable(span.source->name),
                     place.line, place.column);
  out += fmt::format("{} {} {}{}{}\n", paint(kFrame, number), bar, text.before, text.marked,
                     text.after);
  out +=
      fmt::format("{} {} {}{}\n", margin, bar, std::string(count_characters(text.before), ' '),
                  paint(mark_colour,
                        std::string(std::max<std::size_t>(1, count_characters(text.marked)), '^')));
}

void append_place(std::string& out, const Place& where, const Paint& paint,
                  std::string_view mark_colour) {
  if (const Span* span = std::get_if<Span>(&where); span != nullptr && span->source != nullptr) {
    append_span(out, *span, paint, mark_colour);
  } else if (const SchemaPath* path = std::get_if<SchemaPath>(&where)) {
    out += fmt::format("  {} {}\n", paint(kFrame, "┌─"), printable(to_string(*path)));
  }
}

}  // namespace

void append_text(std::string& out, const Diagnostic& diagnostic, Colour colour) {
  const Paint paint{colour};
  const std::string_view accent = colour_of(diagnostic.severity);
  out += paint(accent,
               fmt::format("{}[{}]", to_string(diagnostic.severity), to_string(diagnostic.code)));
  out += paint(kBold, ": " + printable(diagnostic.message)) + '\n';
  append_place(out, diagnostic.where, paint, accent);
  for (const Diagnostic::Note& note : diagnostic.notes) {
    out += fmt::format("  {} note: {}\n", paint(kFrame, "="), printable(note.message));
    append_place(out, note.where, paint, colour_of(Severity::kNote));
  }
  if (!diagnostic.hint.empty()) {
    out += fmt::format("  {} hint: {}\n", paint(kFrame, "="), printable(diagnostic.hint));
  }
  if (diagnostic.fix) {
    out += fmt::format("  {} fix: write `{}`\n", paint(kFrame, "="), printable(*diagnostic.fix));
  }
}

}  // namespace sqlx
