// What the values of columns are like, on engines whose own statistics are not read: from the first
// rows of the table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.h"
#include "introspect/consultation.h"

namespace sqlx::introspect {

// Told an aggregate's value of a column, and of how many rows it is.
using KeepValue = FunctionRef<void(Spread& column, double value, double rows)>;

// Asks for an aggregate, `{}` in which is the column, of each of the columns over so many rows.
// False if there was no answer.
using AskValues = FunctionRef<bool(int rows, std::vector<Spread>& columns,
                                   std::string_view aggregate, KeepValue keep)>;

// How large values are, of a few rows; then how many different ones there are of those that are
// small.
inline std::vector<Spread> sampled_spread(std::span<const std::string> columns,
                                          std::string_view average_bytes, AskValues ask) {
  constexpr int kSampledRows = 10000;
  constexpr int kWeighedRows = 100;    // some of the values may be large
  constexpr double kLargeValue = 500;  // bytes: more are not read for being counted
  std::vector<Spread> made;
  for (const std::string& column : columns)
    made.push_back({.column = column, .distinct = 0, .of_rows = 0, .bytes = 0});
  if (!ask(kWeighedRows, made, average_bytes,
           [](Spread& each, double value, double) { each.bytes = value; }))
    return {};
  std::vector<Spread> small;
  for (const Spread& each : made) {
    if (each.bytes <= kLargeValue) small.push_back(each);
  }
  const auto keep = [](Spread& each, double value, double rows) {
    each.distinct = value;
    each.of_rows = rows;
  };
  if (!ask(kSampledRows, small, "count(DISTINCT {})", keep)) return {};
  for (const Spread& counted : small) {
    for (Spread& each : made) {
      if (each.column == counted.column) each = counted;
    }
  }
  return made;
}

}  // namespace sqlx::introspect
