// What follows a column's type, for a target with an order for it: how its texts compare first,
// then the expression that makes its values, conditions on them last, as one. The moment of a
// default has as many digits as the column.
#include <algorithm>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_check(const Constraint* part) { return part->constraint == ConstraintKind::kCheck; }

int place_of(const Constraint* part) {
  if (part->constraint == ConstraintKind::kCollate) return 0;
  if (part->constraint == ConstraintKind::kGenerated) return 1;
  return is_check(part) ? 3 : 2;
}

bool stands_before(const Constraint* a, const Constraint* b) { return place_of(a) < place_of(b); }

// CHECK (a) CHECK (b) as CHECK (a AND b)
void join_checks(std::vector<const Constraint*>& parts, Arena& arena) {
  const auto first = std::find_if(parts.begin(), parts.end(), is_check);
  if (parts.end() - first < 2) return;
  std::vector<const Expr*> conditions;
  std::transform(first, parts.end(), std::back_inserter(conditions),
                 [](const Constraint* each) { return each->value; });
  Constraint* made = clone(arena, **first);
  made->value = make_chain(arena, Meaning::kAnd, conditions);
  *first = made;
  parts.erase(first + 1, parts.end());
}

// Of the parts of a second; those of a type that does not say it are the source's.
std::int64_t digits_of(const TypeName& type, const wirepacks::WirePack& from) {
  static constexpr std::int64_t kMost = 6;
  const auto* said = type.arguments.empty() ? nullptr : type.arguments[0]->as<Literal>();
  if (said != nullptr) return said->text.size() == 1 ? said->text[0] - '0' : kMost;
  return from.has(wirepacks::Feature::kWholeSeconds) ? 0 : kMost;
}

// DATETIME(6) DEFAULT NOW() as DEFAULT NOW(6)
const Constraint* with_digits(const Constraint* part, const TypeName* type,
                              const RewriteContext& context) {
  const auto* now = part->constraint == ConstraintKind::kDefault && part->value != nullptr
                        ? part->value->as<Call>()
                        : nullptr;
  const bool is_now =
      now != nullptr && (now->meaning == Meaning::kNow || now->meaning == Meaning::kNowLocal);
  const bool is_moment = type != nullptr && (type->type == TypeClass::kTimestamp ||
                                             type->type == TypeClass::kTimestampTz);
  const std::int64_t digits = is_now && is_moment ? digits_of(*type, context.from) : 0;
  if (digits == 0) return part;
  Constraint* made = clone(context.arena, *part);
  made->value = make_call(context.arena, Meaning::kNowPrecise,
                          {integer_literal(context.arena, digits)}, *now);
  return made;
}

const ColumnDefinition* in_order(const ColumnDefinition& column, const RewriteContext& context) {
  Arena& arena = context.arena;
  std::vector<const Constraint*> parts;
  for (const Constraint* each : column.constraints)
    parts.push_back(with_digits(each, column.to, context));
  std::stable_sort(parts.begin(), parts.end(), stands_before);
  join_checks(parts, arena);
  if (std::equal(parts.begin(), parts.end(), column.constraints.begin(), column.constraints.end()))
    return &column;
  ColumnDefinition* made = clone(arena, column);
  made->constraints = arena.copy(parts);
  return made;
}

}  // namespace

const Node* column_parts(const Node* node, const RewriteContext& context) {
  return bottom_up<ColumnDefinition>(node, context, [&](const Node* each) -> const Node* {
    return in_order(*each->as<ColumnDefinition>(), context);
  });
}

}  // namespace sqlx::sql
