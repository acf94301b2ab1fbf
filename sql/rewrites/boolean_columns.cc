// The numbers 0 and 1 as truth values where they are put into a column of truth values: as a
// default, by INSERT and by UPDATE.
//
// What a column is comes from the schema and from the script. Beside it, a default that is a text
// with a cast to the column's own type loses the cast.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class BooleanColumns {
 public:
  explicit BooleanColumns(const RewriteContext& context)
      : context_(context), arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    if (const auto* column = node->as<ColumnDefinition>()) return definition(*column);
    if (!context_.pack.has(Feature::kBooleanType)) return node;
    if (const auto* insert = node->as<Insert>()) return inserted(*insert);
    if (const auto* update = node->as<Update>()) return updated(*update);
    return node;
  }

 private:
  const Expr* truth(const Expr* value) {
    if (is_literal(value, "0")) return boolean_literal(arena_, false);
    if (is_literal(value, "1")) return boolean_literal(arena_, true);
    const auto* choice = value->as<Case>();
    return choice == nullptr || choice->type != TypeClass::kInteger ? value : chosen_truth(*choice);
  }

  // CASE WHEN a > b THEN 1 ELSE 0 END: each of its results.
  const Expr* chosen_truth(const Case& choice) {
    Case* made = clone(arena_, choice);
    made->whens = map_list(arena_, choice.whens, [this](const When* each) -> const When* {
      When* copy = clone(arena_, *each);
      copy->result = truth(each->result);
      return copy;
    });
    if (choice.otherwise != nullptr) made->otherwise = truth(choice.otherwise);
    infer_type(*made);
    return made;
  }

  const Node* definition(const ColumnDefinition& column) {
    if (column.to == nullptr) return &column;
    std::vector<const Constraint*> made;
    for (const Constraint* constraint : column.constraints)
      made.push_back(with_default(*constraint, column));
    if (std::equal(made.begin(), made.end(), column.constraints.begin())) return &column;
    ColumnDefinition* copy = clone(arena_, column);
    copy->constraints = arena_.copy(made);
    return copy;
  }

  const Constraint* with_default(const Constraint& constraint, const ColumnDefinition& column) {
    if (constraint.constraint != ConstraintKind::kDefault) return &constraint;
    const Expr* value = constraint.value;
    const auto* cast = value->as<Cast>();
    if (cast != nullptr && cast->operand->is<Literal>() && cast->to->type == column.to->type)
      value = cast->operand;
    if (column.to->type == TypeClass::kBoolean && context_.pack.has(Feature::kBooleanType))
      value = truth(value);
    if (value == constraint.value) return &constraint;
    Constraint* made = clone(arena_, constraint);
    made->value = value;
    return made;
  }

  // Which of the inserted values go into truth values.
  std::vector<bool> places(const Insert& insert, const TableInfo& table) const {
    std::vector<bool> places;
    if (insert.columns.empty()) {
      for (const ColumnInfo& column : table.columns)
        places.push_back(column.type == TypeClass::kBoolean);
      return places;
    }
    for (const Expr* each : insert.columns) {
      const auto* named = each->as<Column>();
      const ColumnInfo* column = named == nullptr ? nullptr : table.column(named->path.back().text);
      places.push_back(column != nullptr && column->type == TypeClass::kBoolean);
    }
    return places;
  }

  const Node* inserted(const Insert& insert) {
    const TableInfo* table = context_.catalog.table(insert.target->name);
    const auto* values = insert.source == nullptr || insert.source->body == nullptr
                             ? nullptr
                             : insert.source->body->as<Values>();
    if (table == nullptr || values == nullptr) return &insert;
    const std::vector<bool> booleans = places(insert, *table);
    if (std::find(booleans.begin(), booleans.end(), true) == booleans.end()) return &insert;
    std::vector<const Row*> rows;
    for (const Row* row : values->rows) rows.push_back(with_truths(*row, booleans));
    Values* made = clone(arena_, *values);
    made->rows = arena_.copy(rows);
    Query* source = clone(arena_, *insert.source);
    source->body = made;
    Insert* copy = clone(arena_, insert);
    copy->source = source;
    return copy;
  }

  const Row* with_truths(const Row& row, const std::vector<bool>& booleans) {
    std::vector<const Expr*> items(row.items.begin(), row.items.end());
    for (std::size_t i = 0; i < items.size() && i < booleans.size(); ++i) {
      if (booleans[i]) items[i] = truth(items[i]);
    }
    Row* made = clone(arena_, row);
    made->items = arena_.copy(items);
    return made;
  }

  const Node* updated(const Update& update) {
    const auto* target = update.tables.empty() ? nullptr : update.tables[0]->as<Table>();
    const TableInfo* table = target == nullptr ? nullptr : context_.catalog.table(target->name);
    if (table == nullptr) return &update;
    std::vector<const Assignment*> set;
    for (const Assignment* assignment : update.set) set.push_back(assigned(*assignment, *table));
    Update* made = clone(arena_, update);
    made->set = arena_.copy(set);
    return made;
  }

  const Assignment* assigned(const Assignment& assignment, const TableInfo& table) {
    const auto* target =
        assignment.targets.size() == 1 ? assignment.targets[0]->as<Column>() : nullptr;
    const ColumnInfo* column = target == nullptr ? nullptr : table.column(target->path.back().text);
    if (column == nullptr || column->type != TypeClass::kBoolean || assignment.value == nullptr)
      return &assignment;
    Assignment* made = clone(arena_, assignment);
    made->value = truth(assignment.value);
    return made;
  }

  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* boolean_columns(const Node* node, const RewriteContext& context) {
  switch (node->kind) {
    case NodeKind::kInsert:
    case NodeKind::kUpdate: return BooleanColumns(context).rewrite(node);
    case NodeKind::kCreateTable:
    case NodeKind::kAlterTable:
      return bottom_up<ColumnDefinition, Insert, Update>(
          node, context, [&](const Node* each) { return BooleanColumns(context).rewrite(each); });
    default: return node;
  }
}

}  // namespace sqlx::sql
