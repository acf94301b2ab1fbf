// A column that is DEFAULT in every row of an INSERT is left out, for a target that cannot say
// DEFAULT in a list. What DEFAULTs remain, default_values writes out.
#include <algorithm>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class DefaultColumns {
 public:
  DefaultColumns(const Insert& insert, const Values& values, const RewriteContext& context)
      : insert_(insert),
        values_(values),
        arena_(context.arena),
        columns_(columns(context.catalog.table(insert.target->name))),
        rows_(values.rows) {}

  const Node* rewrite() {
    const std::size_t all = columns_.size();
    for (std::size_t i = all; i-- > 0;) {
      const bool has_rest = columns_.size() > 1 || rows_.size() == 1;  // DEFAULT VALUES is one row
      const auto is_default = [&](const Row* row) {
        return i < row->items.size() && row->items[i]->is<DefaultValue>();
      };
      if (has_rest && std::all_of(rows_.begin(), rows_.end(), is_default)) leave(i);
    }
    return columns_.size() == all ? &insert_ : made();
  }

 private:
  std::vector<const Expr*> columns(const TableInfo* table) {
    std::vector<const Expr*> columns(insert_.columns.begin(), insert_.columns.end());
    if (!columns.empty() || table == nullptr) return columns;
    for (const ColumnInfo& each : table->columns) {
      columns.push_back(make_column(arena_, exact_name(arena_.copy(std::string_view(each.name)))));
    }
    return columns;
  }

  void leave(std::size_t i) {
    columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(i));
    rows_ = map_list(arena_, rows_, [&](const Row* row) -> const Row* {
      std::vector<const Expr*> items(row->items.begin(), row->items.end());
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      Row* made = clone(arena_, *row);
      made->items = arena_.copy(items);
      return made;
    });
  }

  const Node* made() {
    Insert* copy = clone(arena_, insert_);
    copy->columns = arena_.copy(columns_);
    copy->source = nullptr;
    if (columns_.empty()) return copy;  // DEFAULT VALUES
    Values* values = clone(arena_, values_);
    values->rows = rows_;
    Query* source = clone(arena_, *insert_.source);
    source->body = values;
    copy->source = source;
    return copy;
  }

  const Insert& insert_;
  const Values& values_;
  Arena& arena_;
  std::vector<const Expr*> columns_;
  List<const Row*> rows_;
};

}  // namespace

const Node* default_columns(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  const auto* values =
      insert == nullptr || insert->source == nullptr ? nullptr : insert->source->body->as<Values>();
  const bool needs = values != nullptr && !context.pack.has(wirepacks::Feature::kInsertDefault);
  return needs ? DefaultColumns(*insert, *values, context).rewrite() : node;
}

}  // namespace sqlx::sql
