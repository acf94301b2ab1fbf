#include "generators/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace sqlx::generators {
namespace {

constexpr std::size_t kContext = 3;
constexpr int kMostEdits = 3000;

using Lines = std::vector<std::string_view>;
using Numbers = std::vector<std::uint32_t>;  // equal lines have equal numbers

class Numbering {
 public:
  Numbers of(const Lines& lines) {
    Numbers numbers;
    numbers.reserve(lines.size());
    for (const std::string_view line : lines)
      numbers.push_back(known_.emplace(line, known_.size()).first->second);
    return numbers;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

// Myers' greedy search over what is left between a common beginning and a common end. `reached_[d]`
// holds, for each diagonal, how far `d` edits lead.
class Search {
 public:
  Search(const Numbers& before, const Numbers& after, std::size_t begin, std::size_t before_end,
         std::size_t after_end)
      : before_(before.data() + begin),
        after_(after.data() + begin),
        n_(static_cast<int>(before_end - begin)),
        m_(static_cast<int>(after_end - begin)) {}

  // The pairs of equal lines, from the last to the first; none if there are too many edits between.
  std::vector<std::pair<int, int>> run() {
    for (int edits = 0; edits <= std::min(n_ + m_, kMostEdits); ++edits) {
      if (step(edits)) return trace_back(edits);
    }
    return {};
  }

 private:
  // Diagonals run from -edits to edits, in twos.
  static std::size_t at(int diagonal, int edits) {
    return static_cast<std::size_t>((diagonal + edits) / 2);
  }

  // Where `edits` edits begin on a diagonal: one line put in or taken out behind the best of one
  // edit less.
  [[nodiscard]] int start(int diagonal, int edits) const {
    if (edits == 0) return 0;
    const std::vector<int>& last = reached_[static_cast<std::size_t>(edits) - 1];
    if (puts_in(diagonal, edits)) return last[at(diagonal + 1, edits - 1)];
    return last[at(diagonal - 1, edits - 1)] + 1;
  }

  [[nodiscard]] bool puts_in(int diagonal, int edits) const {
    if (diagonal == -edits) return true;
    if (diagonal == edits) return false;
    const std::vector<int>& last = reached_[static_cast<std::size_t>(edits) - 1];
    return last[at(diagonal - 1, edits - 1)] < last[at(diagonal + 1, edits - 1)];
  }

  bool step(int edits) {
    std::vector<int> reached(static_cast<std::size_t>(edits) + 1);
    for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
      int x = start(diagonal, edits);
      while (x < n_ && x - diagonal < m_ && x - diagonal >= 0 && before_[x] == after_[x - diagonal])
        ++x;
      reached[at(diagonal, edits)] = x;
      if (x >= n_ && x - diagonal >= m_) {
        reached_.push_back(std::move(reached));
        return true;
      }
    }
    reached_.push_back(std::move(reached));
    return false;
  }

  std::vector<std::pair<int, int>> trace_back(int edits) const {
    std::vector<std::pair<int, int>> pairs;
    int diagonal = n_ - m_;
    for (int x = n_; edits >= 0; --edits) {
      const int begin = start(diagonal, edits);
      for (; x > begin; --x) pairs.emplace_back(x - 1, x - 1 - diagonal);
      if (edits == 0) break;
      const bool put_in = puts_in(diagonal, edits);
      diagonal += put_in ? 1 : -1;
      x = put_in ? begin : begin - 1;
    }
    return pairs;
  }

  const std::uint32_t* before_;
  const std::uint32_t* after_;
  int n_;
  int m_;
  std::vector<std::vector<int>> reached_;
};

void add_pair(std::vector<Agreement>& out, std::size_t before, std::size_t after) {
  if (!out.empty() && out.back().before + out.back().count == before &&
      out.back().after + out.back().count == after) {
    ++out.back().count;
  } else {
    out.push_back({before, after, 1});
  }
}

// Half-open ranges of both texts.
struct Change {
  std::size_t before, before_end, after, after_end;
};

// What lies between the agreements.
std::vector<Change> changes(const std::vector<Agreement>& agreed, std::size_t before_size,
                            std::size_t after_size) {
  std::vector<Change> found;
  std::size_t before = 0;
  std::size_t after = 0;
  const auto until = [&](std::size_t before_end, std::size_t after_end) {
    if (before < before_end || after < after_end)
      found.push_back({before, before_end, after, after_end});
  };
  for (const Agreement& each : agreed) {
    until(each.before, each.after);
    before = each.before + each.count;
    after = each.after + each.count;
  }
  until(before_size, after_size);
  return found;
}

void append_line(std::string& out, char sign, std::string_view line) {
  out += sign;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

std::string range(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  if (count == 1) return fmt::format("{}", begin + 1);
  return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

struct Texts {
  const Lines& before;
  const Lines& after;
};

void append_hunk(std::string& out, const Texts& texts, const std::vector<Change>& changes,
                 std::size_t first, std::size_t last) {
  const std::size_t lead = std::min(kContext, changes[first].before);
  const std::size_t trail = std::min(kContext, texts.before.size() - changes[last].before_end);
  const std::size_t begin = changes[first].before - lead;
  const std::size_t end = changes[last].before_end + trail;
  out += fmt::format("@@ -{} +{} @@\n", range(begin, end),
                     range(changes[first].after - lead, changes[last].after_end + trail));
  std::size_t at = begin;
  for (std::size_t i = first; i <= last; ++i) {
    for (; at < changes[i].before; ++at) append_line(out, ' ', texts.before[at]);
    for (; at < changes[i].before_end; ++at) append_line(out, '-', texts.before[at]);
    for (std::size_t put = changes[i].after; put < changes[i].after_end; ++put)
      append_line(out, '+', texts.after[put]);
  }
  for (; at < end; ++at) append_line(out, ' ', texts.before[at]);
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

std::vector<Agreement> agreements(const Lines& before, const Lines& after) {
  Numbering numbering;
  const Numbers left = numbering.of(before);
  const Numbers right = numbering.of(after);
  std::size_t begin = 0;
  while (begin < left.size() && begin < right.size() && left[begin] == right[begin]) ++begin;
  std::size_t left_end = left.size();
  std::size_t right_end = right.size();
  while (left_end > begin && right_end > begin && left[left_end - 1] == right[right_end - 1])
    --left_end, --right_end;

  std::vector<Agreement> out;
  if (begin > 0) out.push_back({0, 0, begin});
  const std::vector<std::pair<int, int>> pairs =
      Search(left, right, begin, left_end, right_end).run();
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    add_pair(out, begin + static_cast<std::size_t>(pair->first),
             begin + static_cast<std::size_t>(pair->second));
  }
  for (std::size_t i = 0; left_end + i < left.size(); ++i)
    add_pair(out, left_end + i, right_end + i);
  return out;
}

void append_unified_diff(std::string& out, std::string_view before_name, std::string_view before,
                         std::string_view after_name, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Change> found =
      changes(agreements(old_lines, new_lines), old_lines.size(), new_lines.size());
  if (found.empty()) return;
  out += fmt::format("--- {}\n+++ {}\n", before_name, after_name);
  for (std::size_t first = 0; first < found.size();) {
    std::size_t last = first;
    while (last + 1 < found.size() &&
           found[last + 1].before - found[last].before_end <= 2 * kContext)
      ++last;
    append_hunk(out, {old_lines, new_lines}, found, first, last);
    first = last + 1;
  }
}

}  // namespace sqlx::generators
