// A template taken apart: text, and marks in double braces. For the .cc files of this room only.
//
// This is where Mustache's rules about lines are: what is left behind is text to print and marks to
// follow, and nobody looks at a line again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace sqlx::generators {

struct TemplateToken {
  enum class Kind : std::uint8_t {
    kText,
    kVariable,
    kSection,
    kInverted,
    kEnd,
    kComment,
    kPartial
  };

  Kind kind = Kind::kText;
  std::string text;    // to print, at most one line; or the name
  Span where;          // of the mark
  std::string indent;  // of a partial that is alone on its line: the blanks before it
  bool alone = false;  // a partial's own line

  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
};

// Nothing, and kTemplateSyntax, if a mark is not understood or a section not closed where it should
// be.
[[nodiscard]] std::optional<std::vector<TemplateToken>> read_template(const Source& source,
                                                                      Diagnostics& diagnostics);

// The tokens of a partial as they stand in the place of its mark.
[[nodiscard]] std::vector<TemplateToken> in_place_of(const TemplateToken& mark,
                                                     std::vector<TemplateToken> partial);

}  // namespace sqlx::generators
