// A key of texts in an upsert, between a dialect that takes 'A' and 'a' for the same and one that
// tells them apart: what conflicts there is another row here. Of what is written in small letters
// nothing is said, because the other keys most often are, too; of capitals there is a warning.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// Letters beyond A to Z may be capitals, or have accents that such a comparison ignores.
bool has_capitals(const Expr& value) {
  const auto* literal = value.as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kString) return false;
  return std::any_of(literal->text.begin(), literal->text.end(),
                     [](char c) { return is_upper(c) || static_cast<signed char>(c) < 0; });
}

bool is_key(const ColumnInfo& column, const TableInfo& table) {
  return std::any_of(table.keys.begin(), table.keys.end(), [&](const KeyInfo& key) {
    return std::any_of(key.columns.begin(), key.columns.end(),
                       [&](const std::string& name) { return equal_fold(name, column.name); });
  });
}

bool may_conflict(const Insert& insert) {
  return !insert.on_conflict.empty() || insert.action == ConflictAction::kIgnore ||
         insert.action == ConflictAction::kReplace;
}

// Of a table that is not known: the columns that the conflict names, else the first, which most
// often is the key.
bool may_be_key(const Insert& insert, std::size_t place) {
  const auto* named = place < insert.columns.size() ? insert.columns[place]->as<Column>() : nullptr;
  if (named == nullptr || insert.on_conflict.empty() || insert.on_conflict[0]->target.empty())
    return place == 0;
  const auto& target = insert.on_conflict[0]->target;
  return std::any_of(target.begin(), target.end(), [&](const OrderItem* item) {
    const auto* column = item->value->as<Column>();
    return column != nullptr && equal_fold(column->path.back().text, named->path.back().text);
  });
}

const Expr* cased_key(const Insert& insert, const TableInfo* table) {
  const auto* values = insert.source == nullptr ? nullptr : insert.source->body->as<Values>();
  if (values == nullptr) return nullptr;
  for (const Row* row : values->rows) {
    for (std::size_t place = 0; place < row->items.size(); ++place) {
      if (!has_capitals(*row->items[place])) continue;
      const ColumnInfo* column = table == nullptr ? nullptr : column_at(insert, table, place);
      const bool is_meant =
          column != nullptr && column->type == TypeClass::kText && is_key(*column, *table);
      if (is_meant || (table == nullptr && may_be_key(insert, place))) return row->items[place];
    }
  }
  return nullptr;
}

}  // namespace

const Node* cased_keys(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  const bool folds = context.pack.has(Feature::kFoldsText);
  if (insert == nullptr || folds == context.from.has(Feature::kFoldsText) || !may_conflict(*insert))
    return node;
  const TableInfo* table = context.catalog.table(insert->target->name);
  const Expr* key = cased_key(*insert, table);
  if (key == nullptr) return node;
  context.diagnostics.add(
      Code::kConditional,
      fmt::format("texts that differ in case only are {} in {}",
                  folds ? "the same key" : "different keys", context.pack.title),
      context.place(*key));
  return node;
}

}  // namespace sqlx::sql
