#include "sql/rewrites/member_names.h"

#include <algorithm>

#include "base/text.h"
#include "sql/build_query.h"
#include "sql/row_functions.h"

namespace sqlx::sql {
namespace {

bool is_members(const Node& node) {
  const auto* function = node.as<TableFunction>();
  const auto* call =
      function == nullptr || function->calls.size() != 1 ? nullptr : function->calls[0]->as<Call>();
  return call != nullptr && call->meaning == Meaning::kJsonMembers;
}

class ToldTables {
 public:
  ToldTables(const Select& select, const RewriteContext& context)
      : select_(select), context_(context) {
    for (const TableRef* each : select.from) collect(*each);
  }

  [[nodiscard]] bool are_needed() const { return has_members_; }

  Select* rewritten() const {
    Select* made = clone(context_.arena, select_);
    made->items = map_list(context_.arena, select_.items,
                           [this](const SelectItem* item) { return named(*item); });
    made->where = told(select_.where);
    made->group_by =
        map_list(context_.arena, select_.group_by, [this](const Expr* each) { return told(each); });
    made->having = told(select_.having);
    return made;
  }

  // A name of the select list comes first.
  const OrderItem* sorted(const OrderItem* item) const {
    const auto* column = item->value->as<Column>();
    const auto is_shown = [&](const SelectItem* each) {
      const auto* shown = each->value->as<Column>();
      const std::string_view name = !each->alias.text.empty() || shown == nullptr
                                        ? each->alias.text
                                        : shown->path.back().text;
      return equal_fold(name, column->path[0].text);
    };
    if (column != nullptr && column->path.size() == 1 &&
        std::any_of(select_.items.begin(), select_.items.end(), is_shown))
      return item;
    OrderItem* made = clone(context_.arena, *item);
    made->value = told(item->value);
    return made;
  }

 private:
  void collect(const TableRef& table) {
    if (const auto* join = table.as<Join>()) {
      collect(*join->left);
      collect(*join->right);
    } else if (const auto* named_table = table.as<Table>()) {
      tables_.push_back(named_table);
    } else if (const auto* derived = table.as<DerivedTable>()) {
      derived_.push_back(derived);
    }
    has_members_ |= is_members(table);
  }

  const SelectItem* named(const SelectItem& item) const {
    const Expr* value = told(item.value);
    if (value == item.value) return &item;
    const auto* column = item.value->as<Column>();
    return make_item(
        context_.arena, value,
        item.alias.text.empty() && column != nullptr ? column->path.back() : item.alias);
  }

  const Expr* told(const Expr* value) const {
    return value == nullptr ? nullptr : static_cast<const Expr*>(told_node(value));
  }

  const Node* told_node(const Node* node) const {
    if (node->is<Query>()) return node;
    if (!is_member_column(*node))
      return map_children(context_.arena, node,
                          [this](const Node* child) { return told_node(child); });
    const auto& column = *node->as<Column>();
    const Table* owner = owner_of(column.path[0].text);
    if (owner == nullptr) return node;
    return make_column_of(context_.arena,
                          owner->alias.text.empty() ? owner->name.back() : owner->alias, column);
  }

  const Column* make_column_of(Arena& arena, const Name& table, const Column& column) const {
    Column* made = clone(arena, column);
    made->path = arena.list(table, column.path[0]);
    return made;
  }

  // The only table that has the column, or the only table there is; null if a derived table may
  // have it.
  const Table* owner_of(std::string_view name) const {
    const auto shows = [&](const DerivedTable* derived) {
      const auto* select = derived->query->body->as<Select>();
      if (select == nullptr) return true;
      return std::any_of(select->items.begin(), select->items.end(), [&](const SelectItem* item) {
        return equal_fold(item->alias.text, name);
      });
    };
    if (std::any_of(derived_.begin(), derived_.end(), shows)) return nullptr;
    const Table* owner = nullptr;
    for (const Table* table : tables_) {
      const TableInfo* info = context_.catalog.table(table->name);
      if (info == nullptr ? tables_.size() > 1 : info->column(name) == nullptr) continue;
      if (owner != nullptr) return nullptr;
      owner = table;
    }
    return owner;
  }

  const Select& select_;
  const RewriteContext& context_;
  std::vector<const Table*> tables_;
  std::vector<const DerivedTable*> derived_;
  bool has_members_ = false;
};

}  // namespace

const Node* with_told_tables(const Query& query, const RewriteContext& context) {
  const auto* select = query.body->as<Select>();
  if (select == nullptr) return &query;
  const ToldTables tables(*select, context);
  if (!tables.are_needed()) return &query;
  Query* made = clone(context.arena, query);
  made->body = tables.rewritten();
  made->order_by = map_list(context.arena, query.order_by,
                            [&](const OrderItem* item) { return tables.sorted(item); });
  return made;
}

}  // namespace sqlx::sql
