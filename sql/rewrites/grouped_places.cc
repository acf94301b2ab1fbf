// GROUP BY 1 as GROUP BY city, for a target where a number among the keys of a group is a number.
#include <charconv>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

const Expr* named(const Expr* key, const Select& select) {
  const auto* literal = key->as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kInteger) return key;
  std::size_t place = 0;
  std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), place);
  return place == 0 || place > select.items.size() ? key : select.items[place - 1]->value;
}

}  // namespace

const Node* grouped_places(const Node* node, const RewriteContext& context) {
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    if (select == nullptr) return each;
    const List<const Expr*> keys = map_list(context.arena, select->group_by,
                                            [&](const Expr* key) { return named(key, *select); });
    if (keys.data() == select->group_by.data()) return each;
    Select* made = clone(context.arena, *select);
    made->group_by = keys;
    return made;
  });
}

}  // namespace sqlx::sql
