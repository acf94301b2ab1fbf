// What the first look at a script is good for: CREATE TABLE with what comes later, and later
// statements without it.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/build.h"
#include "sql/counter_statements.h"
#include "sql/outlook/outlook.h"
#include "sql/outlook/place.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

template <class T>
List<T> with(List<T> items, T added, Arena& arena) {
  std::vector<T> all(items.begin(), items.end());
  all.push_back(added);
  return arena.copy(all);
}

List<const Constraint*> without(List<const Constraint*> constraints, ConstraintKind kind,
                                Arena& arena) {
  std::vector<const Constraint*> kept;
  std::copy_if(constraints.begin(), constraints.end(), std::back_inserter(kept),
               [&](const Constraint* each) { return each->constraint != kind; });
  return arena.copy(kept);
}

// Its key stays: MODIFY does not say it again.
const ColumnDefinition* redefined(const ColumnDefinition& old, const ColumnDefinition& now,
                                  Arena& arena) {
  ColumnDefinition* made = clone(arena, now);
  made->name = old.name;
  for (const Constraint* each : old.constraints) {
    const bool is_key = each->constraint == ConstraintKind::kPrimaryKey ||
                        each->constraint == ConstraintKind::kUnique;
    if (is_key) made->constraints = with(made->constraints, each, arena);
  }
  return made;
}

List<const Option*> without_name(List<const Option*> options, Arena& arena) {
  std::vector<const Option*> kept;
  std::copy_if(options.begin(), options.end(), std::back_inserter(kept),
               [](const Option* each) { return each->name != "sequence name"; });
  return arena.copy(kept);
}

// A column's key, as one of its table.
const Constraint* of_table(const Constraint& key, const ColumnDefinition& column, Arena& arena) {
  auto* named = arena.make<Column>();
  named->path = arena.list(column.name);
  auto* part = arena.make<OrderItem>();
  part->value = named;
  Constraint* made = clone(arena, key);
  made->columns = arena.list(static_cast<const OrderItem*>(part));
  return made;
}

// SELECT setval('orders_id_seq', 7, true), alone
const Call* only_call(const Query& query) {
  const auto* select = query.body == nullptr ? nullptr : query.body->as<Select>();
  if (select == nullptr || !select->from.empty() || select->items.size() != 1) return nullptr;
  return select->items[0]->value->as<Call>();
}

}  // namespace

// CREATE DATABASE shop; USE shop; and CREATE SCHEMA public, where names are looked for anyway
bool Outlook::is_about_database(const Node& statement) const {
  if (const auto* create = statement.as<CreateSchema>()) {
    const std::string name = lower(create->name.text);
    return !name.empty() && (name == database_ || name == from_.default_schema);
  }
  if (database_.empty()) return false;
  if (const auto* utility = statement.as<Utility>())
    return equal_fold(utility->command, "USE") && name_in_use(utility->text) == database_;
  const auto* drop = statement.as<Drop>();
  const bool drops = drop != nullptr &&
                     (drop->object == ObjectKind::kSchema || drop->object == ObjectKind::kDatabase);
  return drops && drop->names.size() == 1 && key(drop->names[0]->name) == database_;
}

const Node* Outlook::completed(const Node* statement, const StatementText& text, Arena& arena,
                               Diagnostics& diagnostics) {
  if (from_.family == to_.family) return statement;
  if (is_about_database(*statement)) return nullptr;
  if (plans_.empty()) return statement;
  follow_waiting(*statement);
  switch (statement->kind) {
    case NodeKind::kCreateTable:
      return complete_table(*statement->as<CreateTable>(), text, arena, diagnostics);
    case NodeKind::kAlterTable: return rest_of_alter(*statement->as<AlterTable>(), arena);
    case NodeKind::kCreateSequence:
      return is_absorbed(key(statement->as<CreateSequence>()->name)) ? nullptr : statement;
    case NodeKind::kCreateType:
      return absorb_type(*statement->as<CreateType>(), text) ? nullptr : statement;
    case NodeKind::kComment: return is_said(*statement->as<Comment>()) ? nullptr : statement;
    case NodeKind::kQuery: return next_number(*statement->as<Query>(), text, arena, diagnostics);
    default: return statement;
  }
}

// Whose keys wait may be dropped before the end, or get another name.
void Outlook::follow_waiting(const Node& statement) {
  if (waiting_.empty()) return;
  if (const auto* drop = statement.as<Drop>();
      drop != nullptr && drop->object == ObjectKind::kTable) {
    for (const Table* each : drop->names)
      std::erase_if(waiting_,
                    [&](const Waiting& one) { return lower(one.table) == key(each->name); });
  }
  if (const auto* rename = statement.as<Rename>()) {
    for (std::size_t i = 0; i < rename->from.size(); ++i)
      rename_waiting(rename->from[i]->name, rename->to[i]->name.back());
  }
  const auto* alter = statement.as<AlterTable>();
  if (alter == nullptr || alter->table == nullptr) return;
  for (const AlterAction* action : alter->actions) {
    if (action->action == AlterKind::kRename) rename_waiting(alter->table->name, action->new_name);
  }
}

void Outlook::rename_waiting(List<Name> from, const Name& to) {
  for (Waiting& each : waiting_) {
    if (lower(each.table) != key(from)) continue;
    each.table = to.text;
    each.is_new = true;
  }
}

const Node* Outlook::complete_table(const CreateTable& create, const StatementText& text,
                                    Arena& arena, Diagnostics& diagnostics) {
  const auto at = plans_.find(key(create.name));
  if (at == plans_.end() || at->second.is_made) return &create;
  CreateTable* made = clone(arena, create);
  made->columns = map_list(arena, create.columns, [&](const ColumnDefinition* column) {
    return numbered(*with_own_type(*column, arena), arena);
  });
  add_later(at->second, *made, arena);
  add_comments(at->second, *made, arena);
  sign_references(at->second, *made, arena);
  bound_texts(at->second, *made, text, arena, diagnostics);
  at->second.is_made = true;
  return without_late_keys(*made, text, arena);
}

// The first number is said where it is not the usual one.
const Constraint* Outlook::identity_from(const std::string& sequence, Arena& arena) const {
  auto* made = arena.make<Constraint>();
  made->constraint = ConstraintKind::kIdentity;
  const auto found = sequences_.find(sequence);
  if (found == sequences_.end() || found->second.start.empty() || found->second.start == "1")
    return made;
  auto* number = arena.make<Literal>();
  number->literal = LiteralKind::kInteger;
  number->text = arena.copy(std::string_view(found->second.start));
  auto* start = arena.make<Option>();
  start->name = "start with";
  start->value = number;
  made->options = arena.list(static_cast<const Option*>(start));
  return made;
}

// DEFAULT nextval('…') of a sequence that is there for nothing else
const ColumnDefinition* Outlook::numbered(const ColumnDefinition& column, Arena& arena) const {
  for (const Constraint* each : column.constraints) {
    const std::string sequence =
        each->constraint == ConstraintKind::kDefault ? sequence_of(each->value) : std::string();
    if (!is_absorbed(sequence)) continue;
    ColumnDefinition* made = clone(arena, column);
    made->constraints = with(without(column.constraints, ConstraintKind::kDefault, arena),
                             identity_from(sequence, arena), arena);
    return made;
  }
  return &column;
}

bool Outlook::belongs(const Step& step, const Plan& plan) const {
  if (!step.fits || rolls_back_) return false;
  if (step.numbers) return step.sequence.empty() || is_absorbed(step.sequence);
  if (!to_.has(Feature::kAlterConstraint)) return true;
  const bool says_part = step.action == AlterKind::kSetType ||
                         step.action == AlterKind::kSetNotNull ||
                         step.action == AlterKind::kDropNotNull;
  if (says_part) return to_.has(Feature::kModifyColumn);  // which says all of a column
  const bool is_key =
      step.constraint == ConstraintKind::kPrimaryKey || step.constraint == ConstraintKind::kUnique;
  return step.action == AlterKind::kAddConstraint && is_key &&
         (plan.numbers || to_.has(Feature::kPrefixIndexes));  // texts of a key need a length
}

void Outlook::add_later(const Plan& plan, CreateTable& into, Arena& arena) const {
  for (const Later& later : plan.later) {
    if (std::none_of(later.steps.begin(), later.steps.end(),
                     [&](const Step& step) { return belongs(step, plan); }))
      continue;
    Diagnostics told;  // or it would not be here
    const Node* tree = front_end_.parse(later.text.view(), arena, told);
    const auto* alter = tree == nullptr ? nullptr : tree->as<AlterTable>();
    if (alter == nullptr) continue;
    move_to(into, *alter);
    for (std::size_t i = 0; i < later.steps.size(); ++i) {
      if (belongs(later.steps[i], plan)) add_step(*alter->actions[i], into, arena);
    }
  }
}

void Outlook::add_step(const AlterAction& action, CreateTable& into, Arena& arena) const {
  if (action.action == AlterKind::kAddConstraint) {
    into.constraints = with(into.constraints, action.constraint, arena);
    return;
  }
  if (action.action == AlterKind::kOptions) {
    for (const Option* option : action.options) into.options = with(into.options, option, arena);
    return;
  }
  if (action.action == AlterKind::kAddColumn) {
    into.columns =
        with(into.columns, numbered(*with_own_type(*action.column, arena), arena), arena);
    return;
  }
  const std::string name =
      folded(action.action == AlterKind::kModifyColumn ? action.column->name : action.name);
  const auto change = [&](const ColumnDefinition* column) -> const ColumnDefinition* {
    if (folded(column->name) != name) return column;
    if (action.action == AlterKind::kModifyColumn) return redefined(*column, *action.column, arena);
    ColumnDefinition* made = clone(arena, *column);
    auto* added = arena.make<Constraint>();
    switch (action.action) {
      case AlterKind::kSetType: made->to = action.to; return with_own_type(*made, arena);
      case AlterKind::kDropNotNull:
        made->constraints = without(column->constraints, ConstraintKind::kNotNull, arena);
        return made;
      case AlterKind::kSetDefault:
        made->constraints = without(column->constraints, ConstraintKind::kDefault, arena);
        if (const std::string sequence = sequence_of(action.value); !sequence.empty()) {
          made->constraints = with(made->constraints, identity_from(sequence, arena), arena);
          return made;
        }
        added->constraint = ConstraintKind::kDefault;
        added->value = action.value;
        break;
      case AlterKind::kAddIdentity:
        *added = *action.constraint;
        added->options = without_name(added->options, arena);
        break;
      default: break;  // NOT NULL, as a constraint is until it is told otherwise
    }
    made->constraints = with(made->constraints, static_cast<const Constraint*>(added), arena);
    return made;
  };
  into.columns = map_list(arena, into.columns, change);
}

// -- comments

void Outlook::add_comments(const Plan& plan, CreateTable& into, Arena& arena) const {
  if (plan.comments.empty() || to_.has(Feature::kCommentOn) || !to_.has(Feature::kInlineComments))
    return;
  const auto text_of = [&](const std::string& column) {
    return string_literal(arena, arena.copy(std::string_view(plan.comments.at(column))));
  };
  if (plan.comments.contains("")) {
    auto* option = arena.make<Option>();
    option->name = "comment";
    option->value = text_of("");
    into.options = with(into.options, static_cast<const Option*>(option), arena);
  }
  into.columns =
      map_list(arena, into.columns, [&](const ColumnDefinition* column) -> const ColumnDefinition* {
        const std::string name = folded(column->name);
        if (!plan.comments.contains(name)) return column;
        auto* added = arena.make<Constraint>();
        added->constraint = ConstraintKind::kComment;
        added->value = text_of(name);
        ColumnDefinition* made = clone(arena, *column);
        made->constraints = with(column->constraints, static_cast<const Constraint*>(added), arena);
        return made;
      });
}

// Nothing that a query could see; where nobody keeps it, it is gone.
bool Outlook::is_said(const Comment& comment) const {
  if (to_.has(Feature::kCommentOn)) return false;
  if (comment.object == ObjectKind::kExtension || comment.object == ObjectKind::kSchema)
    return true;
  const auto at = plans_.find(commented(comment));
  return at != plans_.end() && !at->second.is_changed;
}

// -- foreign keys

// What the script does not make is one, most likely: a number with a sign may refer to any other.
// Keys may refer to each other in circles.
bool Outlook::leads_to_number(const Plan& plan, const std::string& column, Seen& seen) const {
  if (!seen.emplace(&plan, column).second) return false;
  return std::any_of(plan.references.begin(), plan.references.end(), [&](const Reference& each) {
    if (each.column != column) return false;
    const auto parent = plans_.find(each.parent);
    if (parent == plans_.end()) return true;
    const std::vector<std::string>& counted = parent->second.counted;
    return std::find(counted.begin(), counted.end(), each.parent_column) != counted.end() ||
           leads_to_number(parent->second, each.parent_column, seen);
  });
}

// Rows are numbered with a sign where there are no others, and what refers to them is of their type
// (rewrites/identity.cc).
void Outlook::sign_references(const Plan& plan, CreateTable& into, Arena& arena) const {
  if (!to_.has(Feature::kIdentity) || plan.references.empty()) return;
  into.columns =
      map_list(arena, into.columns, [&](const ColumnDefinition* column) -> const ColumnDefinition* {
        const TypeName* kind =
            column->to == nullptr ? nullptr : middle_type(*column->to, from_, arena);
        if (kind == nullptr || kind->name.size() != 1 ||
            kind->name[0].text != ir::enum_name(ir::TypeKind::kUint64))
          return column;
        Seen seen;
        if (!leads_to_number(plan, folded(column->name), seen)) return column;
        TypeName* type = clone(arena, *column->to);
        type->is_unsigned = type->zerofill = false;
        ColumnDefinition* made = clone(arena, *column);
        made->to = type;
        return made;
      });
}

// Texts of a foreign key that comes later need a length where keys hold only the front of a text,
// as do those of the key that they refer to.
void Outlook::bound_texts(const Plan& plan, CreateTable& into, const StatementText& text,
                          Arena& arena, Diagnostics& diagnostics) const {
  if (!to_.has(Feature::kPrefixIndexes)) return;
  std::vector<std::string> referring = plan.keyed;
  const auto add = [&](const std::vector<std::string>& names) {
    referring.insert(referring.end(), names.begin(), names.end());
  };
  for (const Later& later : plan.later) {
    for (const Step& step : later.steps) add(step.referring);
  }
  for (const Constraint* each : into.constraints) {
    if (must_wait(*each, into)) add(columns_of(*each));
  }
  for (const ColumnDefinition* column : into.columns) {
    for (const Constraint* each : column->constraints) {
      if (must_wait(*each, into)) add({folded(column->name)});
    }
  }
  into.columns =
      map_list(arena, into.columns, [&](const ColumnDefinition* column) -> const ColumnDefinition* {
        const bool refers =
            std::find(referring.begin(), referring.end(), folded(column->name)) != referring.end();
        const TypeName* type =
            !refers || column->to == nullptr ? nullptr : middle_type(*column->to, from_, arena);
        if (type == nullptr || !is_unbounded(*type)) return column;
        ColumnDefinition* made = clone(arena, *column);
        made->to = bounded_for_key(*column->to, *column, text.span(column->begin, column->end),
                                   arena, diagnostics);
        return made;
      });
}

bool Outlook::must_wait(const Constraint& key, const CreateTable& create) const {
  if (key.constraint != ConstraintKind::kForeignKey || to_.stored->foreign_keys_find_parents_late)
    return false;
  const auto parent = plans_.find(this->key(key.references->name));
  if (parent == plans_.end()) return false;
  const bool is_own = parent->first == this->key(create.name);
  const bool comes_later = !is_own && !parent->second.is_made;
  return comes_later || (has_rows_ && !changes_rows_ &&
                         (is_unchecked_ || from_.stored->foreign_keys_find_parents_late));
}

const CreateTable* Outlook::without_late_keys(const CreateTable& create, const StatementText& text,
                                              Arena& arena) {
  Waiting waiting{KeptText(text), {}, std::string(create.name.back().text)};
  const auto keep = [&](List<const Constraint*> constraints) {
    std::vector<const Constraint*> kept;
    for (const Constraint* each : constraints) {
      const bool waits = must_wait(*each, create);
      if (each->constraint == ConstraintKind::kForeignKey) waiting.keys.push_back(waits);
      if (!waits) kept.push_back(each);
    }
    return kept.size() == constraints.size() ? constraints : arena.copy(kept);
  };
  CreateTable* made = clone(arena, create);
  made->columns = map_list(arena, create.columns,
                           [&](const ColumnDefinition* column) -> const ColumnDefinition* {
                             const List<const Constraint*> kept = keep(column->constraints);
                             if (kept.size() == column->constraints.size()) return column;
                             ColumnDefinition* changed = clone(arena, *column);
                             changed->constraints = kept;
                             return changed;
                           });
  made->constraints = keep(create.constraints);
  if (std::find(waiting.keys.begin(), waiting.keys.end(), true) == waiting.keys.end())
    return &create;
  waiting_.push_back(std::move(waiting));
  return made;
}

const Node* Outlook::late_keys(const CreateTable& create, const Waiting& waiting, Arena& arena) {
  std::vector<const AlterAction*> actions;
  std::size_t number = 0;
  const auto add = [&](const Constraint& key, const ColumnDefinition* column) {
    if (key.constraint != ConstraintKind::kForeignKey || number >= waiting.keys.size() ||
        !waiting.keys[number++])
      return;
    auto* action = arena.make<AlterAction>();
    action->action = AlterKind::kAddConstraint;
    action->constraint = column == nullptr ? &key : of_table(key, *column, arena);
    action->begin = key.begin;
    action->end = key.end;
    actions.push_back(action);
  };
  for (const ColumnDefinition* column : create.columns) {
    for (const Constraint* each : column->constraints) add(*each, column);
  }
  for (const Constraint* each : create.constraints) add(*each, nullptr);
  auto* table = arena.make<Table>();
  table->name = waiting.is_new ? arena.list(exact_name(arena.copy(std::string_view(waiting.table))))
                               : create.name;
  auto* made = arena.make<AlterTable>();
  made->table = table;
  made->actions = arena.copy(actions);
  made->begin = create.begin;
  made->end = create.end;
  return made;
}

// -- what is left of later statements

const AlterAction* Outlook::with_own_types(const AlterAction& action, Arena& arena) const {
  if (action.column == nullptr) return &action;
  AlterAction* made = clone(arena, action);
  made->column = with_own_type(*action.column, arena);
  return made;
}

const Node* Outlook::rest_of_alter(const AlterTable& alter, Arena& arena) {
  const auto at = alter.table == nullptr || alter.object != ObjectKind::kTable
                      ? plans_.end()
                      : plans_.find(key(alter.table->name));
  if (at == plans_.end() || !at->second.is_made || at->second.next >= at->second.later.size())
    return &alter;
  Plan& plan = at->second;
  const std::vector<Step>& steps = plan.later[plan.next++].steps;
  if (steps.size() != alter.actions.size()) return &alter;
  std::vector<const AlterAction*> rest;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!belongs(steps[i], plan)) rest.push_back(with_own_types(*alter.actions[i], arena));
  }
  if (rest.empty()) return nullptr;
  AlterTable* made = clone(arena, alter);
  made->actions = arena.copy(rest);
  return made;
}

// Where the numbers of a table go on.
const Node* Outlook::next_number(const Query& query, const StatementText& text, Arena& arena,
                                 Diagnostics& diagnostics) const {
  const Call* call = only_call(query);
  const std::string_view setter = wirepacks::Stored::find(from_.stored->names, "sequence_setter");
  if (call == nullptr || setter.empty() || call->name.empty() || call->name.back().text != setter ||
      call->arguments.size() < 2)
    return &query;
  const auto* last = call->arguments[1]->as<Literal>();
  const std::string sequence = sequence_named(call->arguments[0]);
  if (last == nullptr || !is_absorbed(sequence)) return &query;
  const bool is_next = call->arguments.size() > 2 && is_literal(call->arguments[2], "false");
  const std::int64_t next = std::stoll("0" + std::string(last->text)) + (is_next ? 0 : 1);
  if (next <= 1) return nullptr;
  const std::string& owner = sequences_.find(sequence)->second.table;
  if (const Node* statement = count_from(owner, next, to_, arena)) return statement;
  if (!to_.has(Feature::kAutoIncrement) || !to_.has(Feature::kTableOptions)) {
    diagnostics.add(
        Code::kConditional,
        fmt::format("the numbers of `{}` go on behind the largest that is there, not at {}", owner,
                    next),
        text.span(query.begin, query.end));
    return nullptr;
  }
  auto* option = arena.make<Option>();
  option->name = "auto_increment";
  option->value = integer_literal(arena, next);
  auto* action = arena.make<AlterAction>();
  action->action = AlterKind::kOptions;
  action->options = arena.list(static_cast<const Option*>(option));
  auto* table = arena.make<Table>();
  table->name = arena.list(exact_name(arena.copy(std::string_view(owner))));
  auto* made = arena.make<AlterTable>();
  made->table = table;
  made->actions = arena.list(static_cast<const AlterAction*>(action));
  return made;
}

}  // namespace sqlx::sql
