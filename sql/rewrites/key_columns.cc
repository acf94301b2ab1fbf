// The columns of a primary key, NOT NULL even for a target whose keys take NULL. Where a key is not
// NULL anyway, a NULL that is said beside it goes.
#include <algorithm>

#include "base/text.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool has(const ColumnDefinition& column, ConstraintKind kind) {
  return std::any_of(column.constraints.begin(), column.constraints.end(),
                     [&](const Constraint* each) { return each->constraint == kind; });
}

class KeyColumns {
 public:
  KeyColumns(const CreateTable& create, const RewriteContext& context)
      : create_(create),
        arena_(context.arena),
        may_be_null_(!context.pack.stored->key_columns_not_null),
        must_say_(may_be_null_ && context.from.stored->key_columns_not_null) {}

  const Node* rewrite() {
    const auto columns = map_list(arena_, create_.columns, [this](const ColumnDefinition* column) {
      return rewritten(column);
    });
    if (columns.data() == create_.columns.data()) return &create_;
    CreateTable* made = clone(arena_, create_);
    made->columns = columns;
    return made;
  }

 private:
  const ColumnDefinition* rewritten(const ColumnDefinition* column) {
    const Constraint* key = key_of(*column);
    if (key == nullptr) return column;
    std::vector<const Constraint*> kept;
    if (must_say_ && !has(*column, ConstraintKind::kNotNull) && !is_row_number(*column, *key))
      kept.push_back(not_null());
    for (const Constraint* each : column->constraints) {
      if (each->constraint != ConstraintKind::kNull || (may_be_null_ && !must_say_))
        kept.push_back(each);
    }
    if (std::equal(kept.begin(), kept.end(), column->constraints.begin(),
                   column->constraints.end()))
      return column;
    ColumnDefinition* made = clone(arena_, *column);
    made->constraints = arena_.copy(kept);
    return made;
  }

  // The primary key that the column is part of; null if there is none.
  const Constraint* key_of(const ColumnDefinition& column) const {
    for (const Constraint* each : column.constraints) {
      if (each->constraint == ConstraintKind::kPrimaryKey) return each;
    }
    for (const Constraint* each : create_.constraints) {
      if (each->constraint == ConstraintKind::kPrimaryKey && names(*each, column.name)) return each;
    }
    return nullptr;
  }

  static bool names(const Constraint& key, const Name& name) {
    return std::any_of(key.columns.begin(), key.columns.end(), [&](const OrderItem* part) {
      const auto* column = part->value->as<Column>();
      return column != nullptr && equal_fold(column->path.back().text, name.text);
    });
  }

  // A whole number that is the key by itself: NULL is the next one there, whatever is said.
  static bool is_row_number(const ColumnDefinition& column, const Constraint& key) {
    return key.columns.size() < 2 && column.to != nullptr && column.to->type == TypeClass::kInteger;
  }

  const Constraint* not_null() {
    auto* made = arena_.make<Constraint>();
    made->constraint = ConstraintKind::kNotNull;
    return made;
  }

  const CreateTable& create_;
  Arena& arena_;
  bool may_be_null_;
  bool must_say_;
};

}  // namespace

const Node* key_columns(const Node* node, const RewriteContext& context) {
  const auto* create = node->as<CreateTable>();
  return create == nullptr ? node : KeyColumns(*create, context).rewrite();
}

}  // namespace sqlx::sql
