#include "sql/reading/sequential.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql {
namespace {

std::string_view target_of(const Assignment& assignment) {
  const auto* column =
      assignment.targets.size() == 1 ? assignment.targets[0]->as<Column>() : nullptr;
  return column == nullptr ? std::string_view() : column->path.back().text;
}

bool reads(const Node& node, std::string_view name) {
  if (const auto* column = node.as<Column>();
      column != nullptr && equal_fold(column->path.back().text, name))
    return true;
  if (const auto* call = node.as<Call>(); call != nullptr && call->meaning == Meaning::kProposed)
    return false;
  bool found = false;
  for_each_child(node, [&](const Node& child) { found = found || reads(child, name); });
  return found;
}

const Node* with_values(const Node* node, List<const Assignment*> before, Arena& arena) {
  if (const auto* column = node->as<Column>()) {
    for (std::size_t i = before.size(); i-- > 0;) {
      if (equal_fold(target_of(*before[i]), column->path.back().text)) return before[i]->value;
    }
    return node;
  }
  if (const auto* call = node->as<Call>(); call != nullptr && call->meaning == Meaning::kProposed)
    return node;
  return map_children(arena, node,
                      [&](const Node* child) { return with_values(child, before, arena); });
}

}  // namespace

List<const Assignment*> simultaneous(List<const Assignment*> set, Arena& arena) {
  std::vector<const Assignment*> made;
  for (const Assignment* assignment : set) {
    const auto* value = static_cast<const Expr*>(with_values(assignment->value, made, arena));
    if (value != assignment->value) {
      Assignment* copy = clone(arena, *assignment);
      copy->value = value;
      assignment = copy;
    }
    made.push_back(assignment);
  }
  return arena.copy(made);
}

std::vector<const Assignment*> sequential(List<const Assignment*> set) {
  std::vector<const Assignment*> left(set.begin(), set.end());
  std::vector<const Assignment*> ordered;
  while (!left.empty()) {
    const auto is_free =
        [&](const Assignment* each) {  // nobody else still needs the column as it was
          return std::none_of(left.begin(), left.end(), [&](const Assignment* other) {
            return other != each && reads(*other->value, target_of(*each));
          });
        };
    const auto next = std::find_if(left.begin(), left.end(), is_free);
    if (next == left.end()) return {};
    ordered.push_back(*next);
    left.erase(next);
  }
  return ordered;
}

}  // namespace sqlx::sql
