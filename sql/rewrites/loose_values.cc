// Values that a column takes where its type is only advice, and that a target with types refuses or
// changes: 'abc' for a number, 1.5 for a whole number, more characters than the type has. Each is
// told; what the columns are, the schema and the script say.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"
#include "sql/rewrites/written_numbers.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_number_text(std::string_view text) {
  const std::string_view number = leading_number(text);
  return !number.empty() && number.end() == trim(text).end();
}

bool has_fraction(std::string_view number) {
  const std::size_t point = number.find('.');
  return point != std::string_view::npos &&
         number.find_first_of("123456789", point) != std::string_view::npos &&
         number.find_first_of("eE") == std::string_view::npos;
}

class LooseValues {
 public:
  explicit LooseValues(const RewriteContext& context) : context_(context) {}

  const Expr* look(const Expr* value, const ColumnInfo* column) {
    if (column != nullptr && column->scale >= 0 && value->type == TypeClass::kDecimal &&
        value->scale > column->scale) {
      tell(*value, *column, fmt::format("keeps {} digits behind the point only", column->scale));
    }
    const Call* negation = as_call(value, Meaning::kNegate);
    const auto* literal = (negation == nullptr ? value : negation->arguments[0])->as<Literal>();
    if (literal == nullptr || column == nullptr) return value;
    const bool is_text = literal->literal == LiteralKind::kString;
    if (is_text && is_number(column->type) && !is_number_text(literal->text)) {
      tell(*value, *column, fmt::format("does not take '{}' for a number", literal->text));
    } else if (column->type == TypeClass::kInteger && is_number(literal->type) &&
               has_fraction(literal->text)) {
      tell(*value, *column, "keeps whole numbers only");
    } else if (is_text && column->type == TypeClass::kText && column->length > 0 &&
               count_characters(literal->text) > static_cast<std::size_t>(column->length)) {
      tell(*value, *column, fmt::format("keeps {} characters only", column->length));
    }
    return value;
  }

  void look(const Update& update) {
    const auto* target = update.tables.size() == 1 ? update.tables[0]->as<Table>() : nullptr;
    const TableInfo* table = target == nullptr ? nullptr : context_.catalog.table(target->name);
    if (table == nullptr) return;
    for (const Assignment* each : update.set) {
      const auto* column = each->targets.size() == 1 ? each->targets[0]->as<Column>() : nullptr;
      if (column != nullptr) look(each->value, table->column(column->path.back().text));
    }
  }

 private:
  void tell(const Node& value, const ColumnInfo& column, std::string_view what) {
    context_.diagnostics.add(Code::kConditional,
                             fmt::format("{} {} in `{}`", context_.pack.title, what, column.name),
                             context_.place(value));
  }

  const RewriteContext& context_;
};

}  // namespace

const Node* loose_values(const Node* node, const RewriteContext& context) {
  if (!context.from.has(Feature::kFreeTypes) || context.pack.has(Feature::kFreeTypes)) return node;
  LooseValues values(context);
  if (const auto* insert = node->as<Insert>())
    return with_values(*insert, context, [&](const Expr* value, const ColumnInfo* column) {
      return values.look(value, column);
    });
  if (const auto* update = node->as<Update>()) values.look(*update);
  return node;
}

}  // namespace sqlx::sql
