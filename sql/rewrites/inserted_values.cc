// Values that a column takes in one dialect only: NULL for a column that numbers its rows, where that means the next number, is DEFAULT; and a
// column that is DEFAULT in every row is left out, for a target that cannot say DEFAULT in a list. What DEFAULTs remain, default_values writes out.
#include <algorithm>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_null(const Expr* value) {
  const auto* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kNull;
}

class InsertedValues {
 public:
  InsertedValues(const Insert& insert, const Values& values, const RewriteContext& context)
      : insert_(insert), context_(context), arena_(context.arena), table_(context.catalog.table(insert.target->name)), rows_(values.rows) {}

  const Node* rewrite() {
    name_columns();
    if (context_.from.has(Feature::kAutoIncrement) && !context_.pack.has(Feature::kAutoIncrement)) number_rows();
    if (!context_.pack.has(Feature::kInsertDefault)) leave_defaults();
    return changed_ ? made() : &insert_;
  }

 private:
  void name_columns() {
    columns_.assign(insert_.columns.begin(), insert_.columns.end());
    if (!columns_.empty() || table_ == nullptr) return;
    for (const ColumnInfo& each : table_->columns) {
      auto* column = arena_.make<Column>();
      column->path = arena_.list(exact_name(arena_.copy(std::string_view(each.name))));
      columns_.push_back(column);
    }
  }

  bool is_automatic(std::size_t i) const {
    const auto* named = columns_[i]->as<Column>();
    const ColumnInfo* column = table_ == nullptr || named == nullptr ? nullptr : table_->column(named->path.back().text);
    return column != nullptr && column->automatic;
  }

  void number_rows() {
    std::vector<const Row*> rows;
    for (const Row* row : rows_) rows.push_back(numbered(*row));
    rows_ = arena_.copy(rows);
  }

  const Row* numbered(const Row& row) {
    std::vector<const Expr*> items(row.items.begin(), row.items.end());
    for (std::size_t i = 0; i < std::min(items.size(), columns_.size()); ++i) {
      if (is_null(items[i]) && is_automatic(i)) items[i] = arena_.make<DefaultValue>();
    }
    if (std::equal(items.begin(), items.end(), row.items.begin())) return &row;
    changed_ = true;
    return with_items(row, items);
  }

  const Row* with_items(const Row& row, const std::vector<const Expr*>& items) {
    Row* made = clone(arena_, row);
    made->items = arena_.copy(items);
    return made;
  }

  void leave_defaults() {
    for (std::size_t i = columns_.size(); i-- > 0;) {
      const bool has_rest = columns_.size() > 1 || rows_.size() == 1;  // DEFAULT VALUES is one row
      const auto is_default = [&](const Row* row) { return i < row->items.size() && row->items[i]->is<DefaultValue>(); };
      if (has_rest && std::all_of(rows_.begin(), rows_.end(), is_default)) leave_column(i);
    }
  }

  void leave_column(std::size_t i) {
    std::vector<const Row*> rows;
    for (const Row* row : rows_) {
      std::vector<const Expr*> items(row->items.begin(), row->items.end());
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      rows.push_back(with_items(*row, items));
    }
    rows_ = arena_.copy(rows);
    columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(i));
    changed_ = left_ = true;
  }

  const Node* made() {
    Insert* copy = clone(arena_, insert_);
    if (left_) copy->columns = arena_.copy(columns_);
    copy->source = nullptr;
    if (left_ && columns_.empty()) return copy;  // DEFAULT VALUES
    Values* values = clone(arena_, *insert_.source->body->as<Values>());
    values->rows = rows_;
    Query* source = clone(arena_, *insert_.source);
    source->body = values;
    copy->source = source;
    return copy;
  }

  const Insert& insert_;
  const RewriteContext& context_;
  Arena& arena_;
  const TableInfo* table_;
  List<const Row*> rows_;
  std::vector<const Expr*> columns_;
  bool changed_ = false;
  bool left_ = false;  // a column is not said any more
};

}  // namespace

const Node* inserted_values(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  const auto* values = insert == nullptr || insert->source == nullptr ? nullptr : insert->source->body->as<Values>();
  return values == nullptr ? node : InsertedValues(*insert, *values, context).rewrite();
}

}  // namespace sqlx::sql
