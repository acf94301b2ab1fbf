// A text with its secrets taken out, and where the places of the original went.
//
// Whoever reads a text that holds passwords (a URL, `.env`, sqlx.yaml) finds them first, redacts,
// and makes every span from the result: what a diagnostic prints then cannot hold a password,
// whatever went wrong.
//
//     postgresql://ada:s3cret@db/shop        hidden: [17, 23)
//     postgresql://ada:***@db/shop           span(24, 26) of the original marks `db` here, too
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace sqlx {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;  // one past the last byte

  bool operator==(const Range&) const = default;
};

struct Redacted {
  Source source;              // with `***` for each hidden range
  std::vector<Range> hidden;  // in the original: ascending, apart from each other, none empty

  // The place of the original's [begin, end); what touches a hidden range marks all of its stars.
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;

  // What stands there, as it may be shown.
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const;
};

// `hidden` may be in any order, overlap, be empty, or reach past the end.
[[nodiscard]] Redacted redact(std::string name, std::string_view text, std::vector<Range> hidden);

}  // namespace sqlx
