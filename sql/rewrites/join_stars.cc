// SELECT * over NATURAL JOIN and USING, for a target that does not show the columns that are joined
// by in front of all others: all are written out.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

struct Shown {
  Name name;
  const Expr* value = nullptr;
};

using Columns = std::vector<Shown>;

bool shares_columns(const TableRef& table) {
  const auto* join = table.as<Join>();
  return join != nullptr && (join->natural || !join->using_columns.empty() ||
                             shares_columns(*join->left) || shares_columns(*join->right));
}

auto find(Columns& columns, const Name& name) {
  return std::find_if(columns.begin(), columns.end(),
                      [&](const Shown& each) { return equal_fold(each.name.text, name.text); });
}

class JoinStars {
 public:
  explicit JoinStars(const RewriteContext& context) : context_(context), arena_(context.arena) {}

  const Node* rewrite(const Select& select) {
    const bool has_star = std::any_of(select.items.begin(), select.items.end(),
                                      [](const SelectItem* item) { return is_whole_star(*item); });
    if (!has_star || std::none_of(select.from.begin(), select.from.end(),
                                  [](const TableRef* table) { return shares_columns(*table); }))
      return &select;
    const auto columns = columns_of(select);
    if (!columns) {
      context_.diagnostics.add(Code::kConditional,
                               "`*` shows the columns that are joined by in front of all others, "
                               "and the translation where they stand",
                               context_.place(select), "name the columns");
      return &select;
    }
    Select* made = clone(arena_, select);
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select.items)
      is_whole_star(*item) ? add(items, *columns) : items.push_back(item);
    made->items = arena_.copy(items);
    return made;
  }

 private:
  static bool is_whole_star(const SelectItem& item) {
    const auto* star = item.value->as<Star>();
    return star != nullptr && star->path.empty();
  }

  void add(std::vector<const SelectItem*>& items, const Columns& columns) {
    for (const Shown& column : columns) {
      items.push_back(
          make_item(arena_, column.value, column.value->is<Column>() ? Name() : column.name));
    }
  }

  std::optional<Columns> columns_of(const Select& select) {
    Columns all;
    for (const TableRef* table : select.from) {
      const auto some = columns_of(*table);
      if (!some) return std::nullopt;
      all.insert(all.end(), some->begin(), some->end());
    }
    return all;
  }

  std::optional<Columns> columns_of(const TableRef& table) {
    if (const auto* join = table.as<Join>()) return columns_of(*join);
    std::optional<std::vector<Name>> names;
    if (const auto* plain = table.as<Table>()) names = names_of(*plain);
    if (const auto* derived = table.as<DerivedTable>()) names = names_of(*derived->query);
    if (!names) return std::nullopt;
    Columns columns;
    for (const Name& name : *names)
      columns.push_back({name, make_column(arena_, name_of(table), name)});
    return columns;
  }

  std::optional<std::vector<Name>> names_of(const Table& table) const {
    const TableInfo* info = context_.catalog.table(table.name);
    if (info == nullptr || !table.columns.empty()) return std::nullopt;
    std::vector<Name> names;
    for (const ColumnInfo& each : info->columns)
      names.push_back(exact_name(arena_.copy(std::string_view(each.name))));
    return names;
  }

  std::optional<std::vector<Name>> names_of(const Query& query) {
    const auto* select = query.body->as<Select>();
    if (select == nullptr) return std::nullopt;
    std::vector<Name> names;
    for (const SelectItem* item : select->items) {
      const auto* named = item->value->as<Column>();
      if (item->alias.text.empty() && named == nullptr) return std::nullopt;
      names.push_back(item->alias.text.empty() ? named->path.back() : item->alias);
    }
    return names;
  }

  // Those of both sides, then what is left of the left one, then of the right one.
  std::optional<Columns> columns_of(const Join& join) {
    auto left = columns_of(*join.left);
    auto right = columns_of(*join.right);
    if (!left || !right) return std::nullopt;
    Columns common;
    for (const Name& name : common_names(join, *left, *right)) {
      const auto in_left = find(*left, name);
      const auto in_right = find(*right, name);
      if (in_left == left->end() || in_right == right->end()) return std::nullopt;
      common.push_back({in_left->name, either(join.join, in_left->value, in_right->value)});
      left->erase(in_left);
      right->erase(in_right);
    }
    common.insert(common.end(), left->begin(), left->end());
    common.insert(common.end(), right->begin(), right->end());
    return common;
  }

  static std::vector<Name> common_names(const Join& join, const Columns& left, Columns& right) {
    std::vector<Name> names(join.using_columns.begin(), join.using_columns.end());
    if (!join.natural) return names;
    for (const Shown& each : left) {
      if (find(right, each.name) != right.end()) names.push_back(each.name);
    }
    return names;
  }

  const Expr* either(JoinType join, const Expr* left, const Expr* right) {
    if (join == JoinType::kFull) return make_call(arena_, Meaning::kCoalesce, {left, right}, *left);
    return join == JoinType::kRight ? right : left;
  }

  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* join_stars(const Node* node, const RewriteContext& context) {
  if (context.from.family == context.pack.family) return node;
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    return select == nullptr ? each : JoinStars(context).rewrite(*select);
  });
}

}  // namespace sqlx::sql
