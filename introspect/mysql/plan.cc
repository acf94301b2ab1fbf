#include "introspect/mysql/plan.h"

#include <fmt/format.h>

#include <charconv>

#include "base/json.h"
#include "base/text.h"

namespace sqlx::introspect::mysql {
namespace {

constexpr std::size_t kMostOfCondition = 120;  // characters of a line
constexpr std::size_t kMostLines = 200;

std::string_view text_of(const JsonValue& node, std::string_view key) {
  const JsonValue* found = find_member(node, key);
  return found == nullptr ? std::string_view() : found->text;
}

// The two servers, and their versions, nest tables in different ways; but each table is an object
// with its name in it.
class PlanReader {
 public:
  explicit PlanReader(Plan& plan) : plan_(plan) {}

  void read(const JsonValue& node, std::size_t depth, bool repeated = false) {
    repeated = repeated || node.key == "expression_cache" ||
               (node.is_object() && text_of(node, "dependent") == "true");
    if (node.key == "filesort" || (node.key == "using_filesort" && node.text == "true"))
      plan_.sorts = true;
    const bool is_table = node.is_object() && find_member(node, "table_name") != nullptr;
    if (is_table) add_table(node, depth, repeated);
    if (node.is_object()) add_message(node, depth);
    if (!node.is_object() && !node.is_array()) return;
    for (const JsonValue& child : node) read(child, depth + (is_table ? 1 : 0), repeated);
  }

 private:
  static Access access_of(std::string_view type) {
    if (type == "ALL") return Access::kWhole;
    return type == "index" ? Access::kWholeIndex : Access::kSearch;
  }

  void add_table(const JsonValue& node, std::size_t depth, bool repeated) {
    const std::string_view type = text_of(node, "access_type");
    const std::string_view name = text_of(node, "table_name");
    const std::string_view key = text_of(node, "key");
    plan_.steps.push_back({.access = access_of(type),
                           .table = {},
                           .alias = std::string(name),
                           .index = std::string(key),
                           .rows = {},
                           .repeated = repeated});
    std::string line = fmt::format("{} on {}", type.empty() ? "read" : type, name);
    if (!key.empty()) line += fmt::format(" using {}", key);
    const std::string_view examined = text_of(node, "rows_examined_per_scan");
    const std::string_view rows = examined.empty() ? text_of(node, "rows") : examined;
    if (!rows.empty()) line += fmt::format("  (rows {})", rows);
    add_line(depth, line);
    const std::string_view condition = text_of(node, "attached_condition");
    if (!condition.empty()) add_line(depth + 2, shortened(condition, kMostOfCondition));
  }

  // "Impossible WHERE noticed after reading const tables"
  void add_message(const JsonValue& node, std::size_t depth) {
    const std::string_view message = text_of(node, "message");
    if (!message.empty()) add_line(depth, std::string(message));
  }

  void add_line(std::size_t depth, const std::string& line) {
    if (plan_.lines.size() < kMostLines)
      plan_.lines.push_back(fmt::format("{:{}}{}", "", depth * 2, line));
  }

  Plan& plan_;
};

std::optional<double> cost_of(const JsonValue& block) {
  const JsonValue* info = find_member(block, "cost_info");
  const std::string_view text =
      info != nullptr && info->is_object() ? text_of(*info, "query_cost") : text_of(block, "cost");
  double cost = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cost);
  return text.empty() || error != std::errc() ? std::nullopt : std::optional(cost);
}

}  // namespace

std::optional<Plan> read_plan(std::string json) {
  Arena arena;
  const JsonValue* document = read_json(json, arena);
  const JsonValue* block = document == nullptr || !document->is_object()
                               ? nullptr
                               : find_member(*document, "query_block");
  if (block == nullptr || !block->is_object()) return std::nullopt;
  Plan plan;
  plan.cost = cost_of(*block);
  PlanReader(plan).read(*block, 0);
  return plan;
}

}  // namespace sqlx::introspect::mysql
