#include "base/redact.h"

#include <algorithm>
#include <utility>

namespace sqlx {
namespace {

constexpr std::string_view kStars = "***";

std::vector<Range> tidied(std::vector<Range> ranges, std::size_t size) {
  for (Range& range : ranges) range.end = std::min(range.end, size);
  std::erase_if(ranges, [](const Range& range) { return range.begin >= range.end; });
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::vector<Range> apart;
  for (const Range& range : ranges) {
    if (!apart.empty() && range.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, range.end);
    } else {
      apart.push_back(range);
    }
  }
  return apart;
}

enum class Round : bool { kDown, kUp };

// A place inside a hidden range becomes the beginning or the end of its stars.
std::size_t moved(const std::vector<Range>& hidden, std::size_t offset, Round round) {
  std::size_t removed = 0;
  std::size_t added = 0;
  for (const Range& range : hidden) {
    if (offset <= range.begin) break;
    if (offset < range.end)
      return range.begin - removed + added + (round == Round::kUp ? kStars.size() : 0);
    removed += range.end - range.begin;
    added += kStars.size();
  }
  return offset - removed + added;
}

}  // namespace

Span Redacted::span(std::size_t begin, std::size_t end) const {
  return {source, moved(hidden, begin, Round::kDown),
          moved(hidden, std::max(begin, end), Round::kUp)};
}

std::string_view Redacted::text(std::size_t begin, std::size_t end) const {
  const Span place = span(begin, end);
  return std::string_view(source->text).substr(place.begin, place.end - place.begin);
}

Redacted redact(std::string name, std::string_view text, std::vector<Range> hidden) {
  hidden = tidied(std::move(hidden), text.size());
  std::string shown;
  std::size_t at = 0;
  for (const Range& range : hidden) {
    shown += text.substr(at, range.begin - at);
    shown += kStars;
    at = range.end;
  }
  shown += text.substr(at);
  return {.source = make_source(std::move(name), std::move(shown)), .hidden = std::move(hidden)};
}

}  // namespace sqlx
