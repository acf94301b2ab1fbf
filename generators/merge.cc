// The lines of the base that both sides kept part the texts into stretches. In each, a side that
// left the base alone gives way to the other.
#include "generators/merge.h"

#include <algorithm>
#include <optional>

#include "generators/line_diff.h"

namespace sqlx::generators {
namespace {

using Lines = std::vector<std::string_view>;

// For each line of the base, which line of the side it is.
std::vector<std::optional<std::size_t>> kept(const Lines& base, const Lines& side) {
  std::vector<std::optional<std::size_t>> lines(base.size());
  for (const Agreement& each : agreements(base, side)) {
    for (std::size_t i = 0; i < each.count; ++i) lines[each.before + i] = each.after + i;
  }
  return lines;
}

struct Range {
  std::size_t begin, end;
};

bool same(const Lines& a, Range in_a, const Lines& b, Range in_b) {
  return std::equal(a.begin() + static_cast<std::ptrdiff_t>(in_a.begin),
                    a.begin() + static_cast<std::ptrdiff_t>(in_a.end),
                    b.begin() + static_cast<std::ptrdiff_t>(in_b.begin),
                    b.begin() + static_cast<std::ptrdiff_t>(in_b.end));
}

class Merger {
 public:
  Merger(std::string_view base, std::string_view edited, std::string_view generated)
      : base_(lines_of(base)), edited_(lines_of(edited)), generated_(lines_of(generated)) {}

  Merge run() {
    const auto in_edited = kept(base_, edited_);
    const auto in_generated = kept(base_, generated_);
    for (std::size_t line = 0; line < base_.size(); ++line) {
      if (!in_edited[line] || !in_generated[line]) continue;
      stretch(line, *in_edited[line], *in_generated[line]);
      merge_.text += base_[line];
      base_at_ = line + 1;
      edited_at_ = *in_edited[line] + 1;
      generated_at_ = *in_generated[line] + 1;
    }
    stretch(base_.size(), edited_.size(), generated_.size());
    return std::move(merge_);
  }

 private:
  // What lies before the next line that both kept.
  void stretch(std::size_t base_end, std::size_t edited_end, std::size_t generated_end) {
    const Range base{base_at_, base_end};
    const Range edited{edited_at_, edited_end};
    const Range generated{generated_at_, generated_end};
    if (same(base_, base, edited_, edited)) return append(generated_, generated);
    if (same(base_, base, generated_, generated) || same(edited_, edited, generated_, generated))
      return append(edited_, edited);
    merge_.conflicts.push_back({edited.begin, edited.end, generated.begin, generated.end});
  }

  void append(const Lines& lines, Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i) merge_.text += lines[i];
  }

  Lines base_, edited_, generated_;
  std::size_t base_at_ = 0, edited_at_ = 0, generated_at_ = 0;
  Merge merge_;
};

}  // namespace

Merge merge_texts(std::string_view base, std::string_view edited, std::string_view generated) {
  Merge merge = Merger(base, edited, generated).run();
  if (!merge.conflicts.empty()) merge.text.clear();
  return merge;
}

}  // namespace sqlx::generators
