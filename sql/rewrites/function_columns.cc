// FROM generate_series(1, 5) AS n as … AS n(n), for a target where the name of a function in FROM
// names no column, and where a function of JSON has none of its own: jsonb_array_elements(a) AS e
// is … AS e(value).
//
// A function with one column may be asked for by its own name, too: SELECT e FROM
// jsonb_array_elements(a) AS e. Then that is what its column is called.
#include "base/text.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"
#include "sql/row_functions.h"

namespace sqlx::sql {
namespace {

bool gives_one_column(Meaning meaning) {
  return meaning == Meaning::kGenerateSeries || meaning == Meaning::kUnnest ||
         meaning == Meaning::kJsonObjectKeys || given_columns(meaning).size() == 1;
}

class FunctionColumns {
 public:
  FunctionColumns(const Select& select, Arena& arena) : select_(select), arena_(arena) {}

  const Select* rewrite() {
    const List<const TableRef*> from = map_list(
        arena_, select_.from,
        [this](const TableRef* table) { return static_cast<const TableRef*>(named(table)); });
    if (from.data() == select_.from.data()) return &select_;
    Select* made = clone(arena_, select_);
    made->from = from;
    return made;
  }

 private:
  const Node* named(const Node* table) {
    if (const auto* function = table->as<TableFunction>()) return with_columns(*function);
    if (table->is<Query>()) return table;  // has been seen to
    return map_children(arena_, table, [this](const Node* child) { return named(child); });
  }

  const TableFunction* with_columns(const TableFunction& function) {
    const auto* call = function.columns.empty() && function.calls.size() == 1
                           ? function.calls[0]->as<Call>()
                           : nullptr;
    if (call == nullptr || !gives_one_column(call->meaning)) return &function;
    TableFunction* made = clone(arena_, function);
    if (made->alias.text.empty()) made->alias = Name{to_string(call->meaning)};
    const auto own = given_columns(call->meaning);
    const Name column = own.empty() || is_asked_for(made->alias) ? made->alias : Name{own[0].name};
    made->columns =
        function.with_ordinality ? arena_.list(column, Name{"ordinality"}) : arena_.list(column);
    return made;
  }

  // By the name of the function alone, where a column may stand.
  bool is_asked_for(const Name& alias) const {
    return has_node(select_, [&](const Node& each) {
      const auto* column = each.as<Column>();
      return column != nullptr && column->path.size() == 1 &&
             equal_fold(column->path[0].text, alias.text);
    });
  }

  const Select& select_;
  Arena& arena_;
};

}  // namespace

const Node* function_columns(const Node* node, const RewriteContext& context) {
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    return select == nullptr ? each : FunctionColumns(*select, context.arena).rewrite();
  });
}

}  // namespace sqlx::sql
