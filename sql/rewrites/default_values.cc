// DEFAULT among the values of INSERT and UPDATE, for a target that has no such word: NULL for a
// column that has no default, or numbers its rows, and a default that is a plain value as it is.
// Any other default is refused, because it would have to be worked out.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class DefaultValues {
 public:
  DefaultValues(List<Name> table, const RewriteContext& context)
      : context_(context), arena_(context.arena), table_(context.catalog.table(table)) {}

  const Node* rewrite(const Insert& insert) {
    return with_values(insert, context_, [&](const Expr* value, const ColumnInfo* column) {
      return written_out(value, column);
    });
  }

  const Node* rewrite(const Update& update) {
    std::vector<const Assignment*> set;
    for (const Assignment* each : update.set) {
      const auto* column = each->targets.size() == 1 ? each->targets[0]->as<Column>() : nullptr;
      Assignment* made = clone(arena_, *each);
      if (column != nullptr) made->value = written_out(each->value, info_of(*column));
      set.push_back(made);
    }
    if (!changes_) return &update;
    Update* made = clone(arena_, update);
    made->set = arena_.copy(set);
    return made;
  }

 private:
  const ColumnInfo* info_of(const Column& column) const {
    return table_ == nullptr ? nullptr : table_->column(column.path.back().text);
  }

  const Expr* written_out(const Expr* value, const ColumnInfo* column) {
    if (!value->is<DefaultValue>()) return value;
    changes_ = true;
    if (column != nullptr && (column->automatic || !column->has_default))
      return null_literal(arena_);
    if (column != nullptr && column->default_value) return literal_of(*column);
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} has no {}", context_.pack.title, words(Feature::kInsertDefault)),
        context_.place(*value),
        column == nullptr ? "--schema tells the defaults of the table" : "write the value");
    return value;
  }

  const Expr* literal_of(const ColumnInfo& column) {
    const std::string_view text = arena_.copy(std::string_view(column.default_value->value));
    if (column.type == TypeClass::kBoolean)
      return boolean_literal(arena_, equal_fold(text, "true") || text == "1");
    auto* made = arena_.make<Literal>();
    made->literal = column.type == TypeClass::kInteger ? LiteralKind::kInteger
                    : is_number(column.type)           ? LiteralKind::kDecimal
                                                       : LiteralKind::kString;
    made->text = text;
    infer_type(*made);
    return made;
  }

  const RewriteContext& context_;
  Arena& arena_;
  const TableInfo* table_;
  bool changes_ = false;
};

}  // namespace

const Node* default_values(const Node* node, const RewriteContext& context) {
  if (const auto* insert = node->as<Insert>())
    return DefaultValues(insert->target->name, context).rewrite(*insert);
  const auto* update = node->as<Update>();
  const auto* table =
      update == nullptr || update->tables.size() != 1 ? nullptr : update->tables[0]->as<Table>();
  return table == nullptr ? node : DefaultValues(table->name, context).rewrite(*update);
}

}  // namespace sqlx::sql
