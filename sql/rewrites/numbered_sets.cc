// EXCEPT ALL and INTERSECT ALL for a target that only has them without ALL: the copies of each row
// are numbered on both sides, and the number is one column more to compare.
//
//   a EXCEPT ALL b   as   SELECT c1 AS x FROM (SELECT c1, ROW_NUMBER() OVER (PARTITION BY c1) AS
//   copy FROM (a) AS rows_of(c1)
//                                              EXCEPT SELECT c1, ROW_NUMBER() … FROM (b) AS
//                                              rows_of(c1)) AS numbered_rows
#include <algorithm>
#include <string>

#include "sql/build_query.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_number.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class NumberedSets {
 public:
  NumberedSets(const SetOperation& operation, const Select& first, const RewriteContext& context)
      : operation_(operation), first_(first), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    if (!can_be_told_apart()) return &operation_;
    for (std::size_t i = 1; i <= first_.items.size(); ++i)
      names_.push_back(Name{arena_.copy(std::string_view("c" + std::to_string(i)))});
    SetOperation* once = clone(arena_, operation_);
    once->all = false;
    once->left = numbered(operation_.left);
    once->right = numbered(operation_.right);
    std::vector<const SelectItem*> items;
    for (std::size_t i = 0; i < names_.size(); ++i)
      items.push_back(make_item(arena_, column(i), name_of(*first_.items[i])));
    const TableRef* rows = make_derived(arena_, make_query(arena_, once), Name{"numbered_rows"});
    return make_select(arena_, items, arena_.list(rows));
  }

 private:
  // Copies are what the source takes for equal: texts that one of the two folds are not numbered
  // here.
  bool can_be_told_apart() const {
    const bool folds_alike =
        context_.from.has(Feature::kFoldsText) == context_.pack.has(Feature::kFoldsText);
    return std::all_of(first_.items.begin(), first_.items.end(), [&](const SelectItem* item) {
      const TypeClass type = item->value->type;
      return !item->value->is<Star>() &&
             (folds_alike || (type != TypeClass::kText && type != TypeClass::kUnknown));
    });
  }

  const Expr* column(std::size_t i) {
    return make_column_of(arena_, names_[i], *first_.items[i]->value);
  }

  const Body* numbered(const Body* side) {
    DerivedTable* table = make_derived(arena_, make_query(arena_, side), Name{"rows_of"});
    table->columns = arena_.copy(names_);
    std::vector<const SelectItem*> items;
    std::vector<const Expr*> columns;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      columns.push_back(column(i));
      items.push_back(make_item(arena_, columns.back()));
    }
    items.push_back(make_item(arena_, row_number(arena_.copy(columns), {}, arena_), Name{"copy"}));
    return make_select(arena_, items, arena_.list(static_cast<const TableRef*>(table)));
  }

  const SetOperation& operation_;
  const Select& first_;
  const RewriteContext& context_;
  Arena& arena_;
  std::vector<Name> names_;
};

bool lacks(const SetOperation& operation, const wirepacks::WirePack& pack) {
  if (operation.op == SetOperator::kUnion || !operation.all) return false;
  return !pack.has(operation.op == SetOperator::kExcept ? Feature::kExceptAll
                                                        : Feature::kIntersectAll);
}

}  // namespace

const Node* numbered_sets(const Node* node, const RewriteContext& context) {
  return bottom_up<SetOperation>(node, context, [&](const Node* each) -> const Node* {
    const auto* operation = each->as<SetOperation>();
    const Select* first =
        operation != nullptr && lacks(*operation, context.pack) ? first_select(operation) : nullptr;
    return first == nullptr ? each : NumberedSets(*operation, *first, context).rewrite();
  });
}

}  // namespace sqlx::sql
