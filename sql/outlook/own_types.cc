// Enum types and domains that a script makes for its columns, where the target has no such types:
// the column says itself what its type says.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/outlook/outlook.h"
#include "sql/outlook/place.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// 'a'::mood is the text 'a'.
const Node* without_casts_to(const std::string& type, const Node* node, Arena& arena) {
  const auto* cast = node->as<Cast>();
  if (cast != nullptr && cast->to->dimensions == 0 && !cast->to->name.empty() &&
      lower(cast->to->name.back().text) == type)
    return cast->operand;
  return map_children(arena, node,
                      [&](const Node* child) { return without_casts_to(type, child, arena); });
}

// A domain's check speaks of VALUE, the column's of the column.
const Node* speaking_of(const Name& column, const Node* node, Arena& arena) {
  const auto* named = node->as<Column>();
  if (named == nullptr)
    return map_children(arena, node,
                        [&](const Node* child) { return speaking_of(column, child, arena); });
  if (named->path.size() != 1 || !equal_fold(named->path[0].text, "value")) return node;
  Column* made = clone(arena, *named);
  made->path = arena.list(column);
  return made;
}

// The column's own constraints come first: a default of its own replaces that of its domain.
List<const Constraint*> with_those_of(const CreateType& domain, const ColumnDefinition& column,
                                      Arena& arena) {
  std::vector<const Constraint*> all(column.constraints.begin(), column.constraints.end());
  const auto has_default = [](const Constraint* each) {
    return each->constraint == ConstraintKind::kDefault;
  };
  const bool is_said = std::any_of(all.begin(), all.end(), has_default);
  for (const Constraint* each : domain.constraints) {
    if (is_said && has_default(each)) continue;
    Constraint* made =
        clone(arena, *static_cast<const Constraint*>(speaking_of(column.name, each, arena)));
    made->name = {};  // several columns may have it
    all.push_back(made);
  }
  return arena.copy(all);
}

}  // namespace

// Whether the columns, those that are of this type, say it all.
bool Outlook::absorb_type(const CreateType& type, const StatementText& text) {
  const bool is_enum = type.definition == TypeDefinition::kEnum && !to_.has(Feature::kEnumTypes);
  const bool is_domain = type.definition == TypeDefinition::kDomain && type.base != nullptr &&
                         !to_.has(Feature::kDomains);
  const std::string name = key(type.name);
  if (!(is_enum || is_domain)) return false;
  types_.insert_or_assign(name, KeptText(text));
  return true;
}

// longtext CHECK (json_valid(a)), which is how a document is kept by those who have no such type.
const ColumnDefinition* Outlook::as_document(const ColumnDefinition& column, Arena& arena) const {
  const std::string_view pattern = wirepacks::Stored::find(from_.stored->names, "document_check");
  const std::string_view function = pattern.substr(0, pattern.find('('));
  if (function.empty()) return &column;
  const auto says_so = [&](const Constraint* each) {
    const auto* call =
        each->constraint != ConstraintKind::kCheck ? nullptr : each->value->as<Call>();
    const auto* about =
        call == nullptr || call->arguments.size() != 1 ? nullptr : call->arguments[0]->as<Column>();
    return about != nullptr && equal_fold(call->name.back().text, function) &&
           equal_fold(about->path.back().text, column.name.text);
  };
  if (std::none_of(column.constraints.begin(), column.constraints.end(), says_so)) return &column;
  std::vector<const Constraint*> kept;
  for (const Constraint* each : column.constraints) {
    if (!says_so(each) && each->constraint != ConstraintKind::kCollate) kept.push_back(each);
  }
  auto* type = arena.make<TypeName>();
  type->name = arena.list(Name{"json"});
  type->begin = column.to->begin;
  type->end = column.to->end;
  ColumnDefinition* made = clone(arena, column);
  made->to = type;
  made->constraints = arena.copy(kept);
  return made;
}

const ColumnDefinition* Outlook::with_own_type(const ColumnDefinition& written,
                                               Arena& arena) const {
  const ColumnDefinition& column = *as_document(written, arena);
  if (column.to == nullptr || column.to->dimensions != 0) return &column;
  const auto found = types_.find(key(column.to->name));
  if (found == types_.end()) return &column;
  Diagnostics told;  // when it was made
  const Node* tree = front_end_.parse(found->second.view(), arena, told);
  const auto* type = tree == nullptr ? nullptr : tree->as<CreateType>();
  if (type == nullptr) return &column;
  move_to(column, *type);
  const auto* plain =
      static_cast<const ColumnDefinition*>(without_casts_to(found->first, &column, arena));
  ColumnDefinition* made = clone(arena, *plain);
  if (type->definition == TypeDefinition::kDomain) {
    made->to = type->base;
    made->constraints = with_those_of(*type, *made, arena);
    return made;
  }
  TypeName* labels = clone(arena, *column.to);
  labels->name = arena.list(Name{"enum"});
  labels->labels = type->labels;
  made->to = labels;
  return made;
}

}  // namespace sqlx::sql
