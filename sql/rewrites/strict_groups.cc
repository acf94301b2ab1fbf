// Grouped queries for a target that shows nothing that is neither grouped nor aggregated.
//
// Where a group is of texts folded together, its key is shown as the smallest of them, because any of them may be shown. A column that is not
// grouped at all is refused, unless the key of its table is grouped: then there is only one.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class StrictGroups {
 public:
  StrictGroups(const Select& select, const RewriteContext& context) : select_(select), context_(context) {}

  const Node* rewrite() {
    Select* made = clone(context_.arena, select_);
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select_.items) {
      items.push_back(static_cast<const SelectItem*>(shown(item)));
      if (!names_key(item->value)) check(*items.back()->value);
    }
    made->items = context_.arena.copy(items);
    if (select_.having != nullptr) made->having = static_cast<const Expr*>(shown(select_.having));
    return made;
  }

 private:
  // GROUP BY 1, or by an alias.
  bool names_key(const Expr* value) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) {
      const auto* place = key->as<Literal>();
      return place != nullptr && place->literal == LiteralKind::kInteger && place->text.size() < 4 &&
             static_cast<std::size_t>(std::stoi(std::string(place->text))) <= select_.items.size() &&
             select_.items[static_cast<std::size_t>(std::stoi(std::string(place->text))) - 1]->value == value;
    });
  }

  static bool is_aggregate(const Node& node) {
    const auto* call = node.as<Call>();
    return call != nullptr && call->over == nullptr && info(call->meaning).role == Role::kAggregate;
  }

  bool is_folded_key(const Node& node) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) {
      const Call* fold = as_call(key, Meaning::kFold);
      return fold != nullptr && equal(fold->arguments[0], &node);
    });
  }

  bool is_key(const Node& node) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) { return equal(key, &node); });
  }

  const Node* shown(const Node* node) {
    if (is_aggregate(*node) || is_key(*node) || node->is<Query>()) return node;
    if (is_folded_key(*node)) return make_call(context_.arena, Meaning::kMin, {static_cast<const Expr*>(node)}, *node);
    return map_children(context_.arena, node, [this](const Node* child) { return shown(child); });
  }

  void check(const Node& node) {
    if (is_aggregate(node) || is_key(node) || node.is<Query>()) return;
    if (const auto* column = node.as<Column>(); column != nullptr && !follows_from_key(*column)) {
      context_.diagnostics.add(Code::kFeatureMissing,
                               fmt::format("`{}` is neither grouped nor aggregated, and {} does not choose one of its values", column->path.back().text, context_.pack.title),
                               context_.place(node), "group by it too, or say which one: MIN, MAX");
      return;
    }
    for_each_child(node, [this](const Node& child) { check(child); });
  }

  // Some table here has all of its primary key grouped; whose column this is, is not looked at closely: the engine does.
  bool follows_from_key(const Column&) const {
    return std::any_of(select_.from.begin(), select_.from.end(), [&](const TableRef* table) { return has_grouped_key(*table); });
  }

  bool has_grouped_key(const TableRef& table) const {
    if (const auto* join = table.as<Join>()) return has_grouped_key(*join->left) || has_grouped_key(*join->right);
    const auto* plain = table.as<Table>();
    const TableInfo* info = plain == nullptr ? nullptr : context_.catalog.table(plain->name);
    if (info == nullptr) return true;  // not known: not refused
    return std::any_of(info->keys.begin(), info->keys.end(), [&](const KeyInfo& key) {
      return key.primary && std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) { return groups(name); });
    });
  }

  bool groups(std::string_view name) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) {
      const Call* fold = as_call(key, Meaning::kFold);
      const auto* column = (fold == nullptr ? key : fold->arguments[0])->as<Column>();
      return column != nullptr && equal_fold(column->path.back().text, name);
    });
  }

  const Select& select_;
  const RewriteContext& context_;
};

bool groups_plainly(const Select& select) {
  return !select.group_by.empty() && std::none_of(select.group_by.begin(), select.group_by.end(), [](const Expr* key) { return key->is<Grouping>(); });
}

}  // namespace

const Node* strict_groups(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    return select != nullptr && groups_plainly(*select) ? StrictGroups(*select, context).rewrite() : each;
  });
}

}  // namespace sqlx::sql
