#include "introspect/sqlite/plan.h"

#include <fmt/format.h>

#include "base/text.h"

namespace sqlx::introspect::sqlite {
namespace {

bool take(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.remove_prefix(front.size());
  return true;
}

// Up to these words, or all of it.
std::string_view before(std::string_view text, std::string_view words) {
  return text.substr(0, text.find(words));
}

struct Way {
  Access access = Access::kWhole;
  std::string index;
};

// What stands behind the table: "USING COVERING INDEX i (a=?)". An automatic index is made for this
// statement alone, of the whole table.
Way way_of(std::string_view rest, bool is_search) {
  if (rest.find("USING AUTOMATIC ") != std::string_view::npos) return {};
  Way way{is_search ? Access::kSearch : Access::kWhole, {}};
  constexpr std::string_view kIndex = " INDEX ";
  const std::size_t at = rest.find(kIndex);
  if (at == std::string_view::npos) return way;
  way.index = before(rest.substr(at + kIndex.size()), " (");
  if (!is_search) way.access = Access::kWholeIndex;
  return way;
}

void add_step(Plan& plan, std::string_view detail, bool is_search, bool repeated) {
  take(detail, "TABLE ");  // as SQLite said until 3.36
  const std::string_view named =
      before(before(before(detail, " USING "), " VIRTUAL TABLE"), " LEFT-JOIN");
  if (named.empty() || named.ends_with("CONSTANT ROW") || named.ends_with("CONSTANT ROWS") ||
      named.starts_with('('))
    return;
  if (detail.find(" VIRTUAL TABLE ") != std::string_view::npos) return;
  const Way way = way_of(detail.substr(named.size()), is_search);
  const std::size_t as = named.find(" AS ");
  plan.steps.push_back(
      {.access = way.access,
       .table = {{},
                 as == std::string_view::npos ? std::string() : std::string(named.substr(0, as))},
       .alias = std::string(as == std::string_view::npos ? named : named.substr(as + 4)),
       .index = way.index,
       .rows = {},
       .repeated = repeated});
}

}  // namespace

void add_detail(Plan& plan, std::string_view detail, std::size_t depth, bool repeated) {
  plan.lines.push_back(fmt::format("{:{}}{}", "", depth * 2, detail));
  if (detail == "USE TEMP B-TREE FOR ORDER BY") plan.sorts = true;
  if (take(detail, "SCAN ")) return add_step(plan, detail, false, repeated);
  if (take(detail, "SEARCH ")) add_step(plan, detail, true, repeated);
}

bool is_repeating(std::string_view detail) { return detail.starts_with("CORRELATED "); }

}  // namespace sqlx::introspect::sqlite
