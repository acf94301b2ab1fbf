// Unique keys of texts that compare without regard to case, for a target whose texts do not: beside
// the key there is a unique index on `fold(a)`, so that both sides refuse the same rows.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/folded_keys.h"
#include "sql/rewrites/later_name.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_unique(const Constraint& constraint) {
  return constraint.constraint == ConstraintKind::kPrimaryKey ||
         constraint.constraint == ConstraintKind::kUnique;
}

bool tells_case(List<Name> collation) {
  return !collation.empty() && is_exact_collation(collation.back().text, false);
}

bool folds(const ColumnDefinition& column) {
  const TypeName* type = column.to;
  if (type == nullptr || type->type != TypeClass::kText || type->is_binary ||
      tells_case(type->collation))
    return false;
  return std::none_of(
      column.constraints.begin(), column.constraints.end(), [](const Constraint* each) {
        return each->constraint == ConstraintKind::kCollate && tells_case(each->collation);
      });
}

class FoldedKeys {
 public:
  // `later` is its name where the index is made.
  FoldedKeys(List<Name> table, List<Name> later, const RewriteContext& context)
      : table_(later),
        context_(context),
        arena_(context.arena),
        info_(context.catalog.table(table)) {}

  void add(const CreateTable& create) {
    columns_ = create.columns;
    for (const ColumnDefinition* column : create.columns) add(*column);
    for (const Constraint* constraint : create.constraints) add(*constraint);
    for (const IndexDefinition* index : create.indexes) add(*index);
  }

  void add(const AlterAction& action) {
    if (action.column != nullptr) {
      columns_ = arena_.list(action.column);
      add(*action.column);
    }
    if (action.constraint != nullptr) add(*action.constraint);
    if (action.index != nullptr) add(*action.index);
  }

  void add(const IndexDefinition& index) {
    if (index.index == IndexKind::kUnique) add_key(index.parts);
  }

 private:
  void add(const ColumnDefinition& column) {
    const bool is_key = std::any_of(column.constraints.begin(), column.constraints.end(),
                                    [](const Constraint* each) { return is_unique(*each); });
    if (!is_key || !sqlx::sql::folds(column)) return;
    auto* part = arena_.make<OrderItem>();
    part->value = make_column(arena_, column.name);
    add_key(arena_.list(static_cast<const OrderItem*>(part)));
  }

  void add(const Constraint& constraint) {
    if (is_unique(constraint)) add_key(constraint.columns);
  }

  bool folds(std::string_view name) const {
    for (const ColumnDefinition* column : columns_) {
      if (equal_fold(column->name.text, name)) return sqlx::sql::folds(*column);
    }
    const ColumnInfo* column = info_ == nullptr ? nullptr : info_->column(name);
    return column != nullptr && column->type == TypeClass::kText && !column->exact_text;
  }

  void add_key(List<const OrderItem*> parts) {
    std::vector<const OrderItem*> folded;
    std::vector<std::string> names;
    bool changes = false;
    for (const OrderItem* part : parts) {
      const auto* column = part->value->as<Column>();
      if (column == nullptr || part->prefix_length > 0) return;
      OrderItem* made = clone(arena_, *part);
      const bool is_text = folds(column->path.back().text);
      if (is_text)
        made->value =
            make_call(arena_, Meaning::kFold, {make_column(arena_, column->path.back())}, *part);
      changes |= is_text;
      folded.push_back(made);
      names.push_back(lower(column->path.back().text));
    }
    if (!changes || !keys_.insert(names).second) return;
    context_.after.push_back(index(arena_.copy(folded), folded_key_name(names)));
  }

  const Node* index(List<const OrderItem*> parts, std::string_view name) {
    auto* definition = arena_.make<IndexDefinition>();
    definition->index = IndexKind::kUnique;
    definition->name = exact_name(arena_.copy(name));
    definition->parts = parts;
    auto* made = arena_.make<CreateIndex>();
    made->table = make_table(arena_, table_);
    made->definition = definition;
    return made;
  }

  List<Name> table_;
  const RewriteContext& context_;
  Arena& arena_;
  const TableInfo* info_;
  List<const ColumnDefinition*> columns_;    // that the statement makes
  std::set<std::vector<std::string>> keys_;  // that have an index
};

}  // namespace

std::string folded_key_name(const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const std::string& column : columns) names.push_back(lower(column));
  return join(names, "_") + "_fold";
}

const Node* folded_keys(const Node* node, const RewriteContext& context) {
  if (!context.from.has(Feature::kFoldsText)) return node;
  if (const auto* create = node->as<CreateTable>())
    FoldedKeys(create->name, create->name, context).add(*create);
  if (const auto* index = node->as<CreateIndex>())
    FoldedKeys(index->table->name, index->table->name, context).add(*index->definition);
  if (const auto* alter = node->as<AlterTable>()) {
    for (const AlterAction* action : alter->actions)
      FoldedKeys(alter->table->name, later_name(*alter, context.arena), context).add(*action);
  }
  return node;
}

}  // namespace sqlx::sql
