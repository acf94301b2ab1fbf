#include "introspect/postgres/plan.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/json.h"
#include "base/text.h"

namespace sqlx::introspect::postgres {
namespace {

constexpr std::size_t kMostOfCondition = 120;  // characters of a line
constexpr std::size_t kMostSteps = 200;        // that are shown

std::string_view text_of(const JsonValue& node, std::string_view key) {
  const JsonValue* found = find_member(node, key);
  return found == nullptr ? std::string_view() : found->text;
}

std::optional<double> number_of(const JsonValue& node, std::string_view key) {
  const std::string_view text = text_of(node, key);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return text.empty() || error != std::errc() ? std::nullopt : std::optional(value);
}

// How a node reads its table; nothing for those that read none.
std::optional<Access> access_of(const JsonValue& node) {
  const std::string_view type = text_of(node, "Node Type");
  if (type == "Seq Scan" || type == "Parallel Seq Scan") return Access::kWhole;
  if (type == "Bitmap Heap Scan" || type == "Tid Scan" || type == "Tid Range Scan")
    return Access::kSearch;
  if (type == "Index Scan" || type == "Index Only Scan")
    return text_of(node, "Index Cond").empty() && text_of(node, "Order By").empty()
               ? Access::kWholeIndex
               : Access::kSearch;
  return std::nullopt;
}

const JsonValue* children_of(const JsonValue& node) {
  const JsonValue* plans = find_member(node, "Plans");
  return plans != nullptr && plans->is_array() ? plans : nullptr;
}

// That a bitmap was made from; the first of several.
std::string_view index_below(const JsonValue& node) {
  const std::string_view own = text_of(node, "Index Name");
  const JsonValue* children = children_of(node);
  if (!own.empty() || children == nullptr) return own;
  for (const JsonValue& child : *children) {
    const std::string_view found = index_below(child);
    if (!found.empty()) return found;
  }
  return {};
}

class PlanReader {
 public:
  explicit PlanReader(Plan& plan) : plan_(plan) {}

  void read(const JsonValue& node, std::size_t depth, bool repeated = false) {
    add_line(node, depth);
    repeated = repeated || text_of(node, "Parent Relationship") == "SubPlan";
    const std::string_view type = text_of(node, "Node Type");
    plan_.sorts = plan_.sorts || type == "Sort" || type == "Incremental Sort";
    if (const auto access = access_of(node)) add_step(node, *access, repeated);
    if (const JsonValue* children = children_of(node)) {
      for (const JsonValue& child : *children) read(child, depth + 1, repeated);
    }
  }

 private:
  void add_step(const JsonValue& node, Access access, bool repeated) {
    plan_.steps.push_back({.access = access,
                           .table = {std::string(text_of(node, "Schema")),
                                     std::string(text_of(node, "Relation Name"))},
                           .alias = std::string(text_of(node, "Alias")),
                           .index = std::string(index_below(node)),
                           .rows = number_of(node, "Plan Rows"),
                           .repeated = repeated});
  }

  // "Seq Scan on users u  (cost 0.00..35.50, rows 10)"
  void add_line(const JsonValue& node, std::size_t depth) {
    if (plan_.lines.size() >= kMostSteps) return;
    std::string line = fmt::format("{:{}}{}", "", depth * 2, text_of(node, "Node Type"));
    const std::string_view index = text_of(node, "Index Name");
    const std::string_view table = text_of(node, "Relation Name");
    if (!index.empty()) line += fmt::format(" using {}", index);
    if (!table.empty()) line += fmt::format(" on {}", table);
    if (const std::string_view alias = text_of(node, "Alias"); !alias.empty() && alias != table)
      line += fmt::format(" {}", alias);
    line += fmt::format("  (cost {}, rows {})", text_of(node, "Total Cost"),
                        text_of(node, "Plan Rows"));
    plan_.lines.push_back(std::move(line));
    for (const std::string_view key : std::array<std::string_view, 6>{
             "Index Cond", "Recheck Cond", "Filter", "Hash Cond", "Join Filter", "Merge Cond"}) {
      const std::string_view condition = text_of(node, key);
      if (!condition.empty())
        plan_.lines.push_back(fmt::format("{:{}}{}: {}", "", depth * 2 + 4, key,
                                          shortened(condition, kMostOfCondition)));
    }
  }

  Plan& plan_;
};

}  // namespace

std::optional<Plan> read_plan(std::string json) {
  Arena arena;
  const JsonValue* document = read_json(json, arena);
  if (document == nullptr || !document->is_array() || document->size != 1) return std::nullopt;
  const JsonValue* root =
      document->first->is_object() ? find_member(*document->first, "Plan") : nullptr;
  if (root == nullptr || !root->is_object()) return std::nullopt;
  Plan plan;
  plan.cost = number_of(*root, "Total Cost");
  PlanReader(plan).read(*root, 0);
  return plan;
}

}  // namespace sqlx::introspect::postgres
