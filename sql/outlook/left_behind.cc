#include "sql/outlook/left_behind.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/ast/visit.h"
#include "wirepacks/stored.h"

namespace sqlx::sql {

LeftBehind::LeftBehind(const wirepacks::WirePack& target)
    : parents_may_be_missing_(target.stored->foreign_keys_find_parents_late) {}

std::string LeftBehind::key(List<Name> name) {
  return name.empty() ? std::string() : lower(name.back().text);
}

void LeftBehind::restart() {
  lines_.clear();
  told_.clear();
}

void LeftBehind::note(const Node& statement, const StatementText& text, bool was_translated) {
  const auto* table = statement.as<CreateTable>();
  const auto* view = statement.as<CreateView>();
  if (table == nullptr && view == nullptr) return;
  const std::string name = key(table != nullptr ? table->name : view->name);
  if (was_translated) {
    lines_.erase(name);
  } else {
    lines_.emplace(name, text.first_line);
  }
}

bool LeftBehind::drops_nothing(const Node& statement) {
  const auto* drop = statement.as<Drop>();
  if (drop == nullptr || lines_.empty() || drop->names.empty()) return false;
  const auto is_missing = [&](const Table* each) { return lines_.contains(key(each->name)); };
  if (!std::all_of(drop->names.begin(), drop->names.end(), is_missing)) return false;
  for (const Table* each : drop->names) lines_.erase(key(each->name));
  return true;
}

const Table* LeftBehind::missing_in(const Node& node) const {
  if (const auto* table = node.as<Table>())
    return lines_.contains(key(table->name)) ? table : nullptr;
  const auto* constraint = node.as<Constraint>();
  if (constraint != nullptr && parents_may_be_missing_) return nullptr;
  const Table* found = nullptr;
  for_each_child(node, [&](const Node& child) {
    if (found == nullptr) found = missing_in(child);
  });
  return found;
}

bool LeftBehind::concerns(const Node& statement, const StatementText& text,
                          Diagnostics& diagnostics) {
  if (lines_.empty() || statement.is<Drop>()) return false;
  const Table* missing = missing_in(statement);
  if (missing == nullptr) return false;
  const std::string name = key(missing->name);
  if (statement.is<Insert>() && !told_.insert(name).second) return true;
  diagnostics.add(Code::kNoTranslation,
                  fmt::format("`{}` was not translated", missing->name.back().text),
                  text.span(missing->begin, missing->end),
                  fmt::format("see line {}", lines_.find(name)->second));
  return true;
}

}  // namespace sqlx::sql
