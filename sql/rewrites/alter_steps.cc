// ALTER TABLE: several changes as several statements, and each change as the target says it.
//
// A change that needs the whole definition of a column, or that cannot be made to a table that is
// there, is refused.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/counter_statements.h"
#include "sql/rewrites/exact_names.h"
#include "sql/rewrites/folded_keys.h"
#include "sql/rewrites/index_names.h"
#include "sql/rewrites/later_name.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/referenced_columns.h"
#include "sql/rewrites/written_numbers.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class AlterSteps {
 public:
  AlterSteps(const AlterTable& alter, const RewriteContext& context)
      : alter_(alter), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    for (const AlterAction* action : alter_.actions) change(*action);
    if (context_.pack.has(Feature::kAlterSeveral) && !renames())
      return changes_.empty() ? nullptr : statement(arena_.copy(changes_));
    std::stable_partition(changes_.begin(), changes_.end(), [](const AlterAction* each) {
      return each->action != AlterKind::kRename;
    });
    for (const AlterAction* action : changes_)
      context_.before.push_back(statement(arena_.list(action)));
    return nullptr;
  }

 private:
  // New names stand alone even where other changes do not have to, and that of the table comes
  // last.
  bool renames() const {
    return std::any_of(changes_.begin(), changes_.end(), [](const AlterAction* each) {
      return each->action == AlterKind::kRename || each->action == AlterKind::kRenameColumn ||
             each->action == AlterKind::kRenameConstraint;
    });
  }

  const AlterTable* statement(List<const AlterAction*> actions) {
    AlterTable* made = clone(arena_, alter_);
    made->actions = actions;
    return made;
  }

  const Name& table() const { return alter_.table->name.back(); }

  void refuse(const AlterAction& action, std::string_view what) {
    context_.diagnostics.add(Code::kFeatureMissing,
                             fmt::format("{} has no {}", context_.pack.title, what),
                             context_.place(action));
  }

  void need(Feature feature, const AlterAction& action) {
    if (!context_.pack.has(feature)) return refuse(action, words(feature));
    changes_.push_back(&action);
  }

  void change(const AlterAction& action) {
    switch (action.action) {
      case AlterKind::kAddColumn: return add_column(action);
      case AlterKind::kDropColumn: return drop_column(action);
      case AlterKind::kRenameColumn: return need(Feature::kRenameColumn, action);
      case AlterKind::kSetDefault:
      case AlterKind::kDropDefault: return need(Feature::kAlterColumn, action);
      case AlterKind::kSetType:
      case AlterKind::kSetNotNull:
      case AlterKind::kDropNotNull: return alter_column(action);
      case AlterKind::kModifyColumn:
      case AlterKind::kChangeColumn: return redefine(action);
      case AlterKind::kAddConstraint: return add_constraint(action);
      case AlterKind::kDropConstraint:
        return need(Feature::kAlterConstraint, without_behavior(action));
      case AlterKind::kDropPrimaryKey: return drop_primary_key(action);
      case AlterKind::kDropForeignKey: return drop_foreign_key(action);
      case AlterKind::kAddIndex: return add_index(action);
      case AlterKind::kDropIndex: return drop_index(action);
      case AlterKind::kRename: changes_.push_back(&action); return;
      case AlterKind::kOwner:
      case AlterKind::kKeys: return;
      case AlterKind::kOptions: return options(action);
      default: return refuse(action, "ALTER TABLE … " + upper(to_string(action.action)));
    }
  }

  const AlterAction& without_behavior(const AlterAction& action) {
    if (context_.pack.has(Feature::kDropCascade)) return action;
    AlterAction* made = clone(arena_, action);
    made->behavior = DropBehavior::kUnsaid;
    return *made;
  }

  // Where a column stands among the others is not said everywhere.
  void add_column(const AlterAction& action) {
    AlterAction* made = clone(arena_, action);
    const bool is_placed = action.first || !action.after.text.empty();
    if (is_placed && !context_.pack.has(Feature::kModifyColumn)) {
      context_.diagnostics.add(
          Code::kLossy, fmt::format("`{}` becomes the last column", action.column->name.text),
          context_.place(action));
      made->first = false;
      made->after = {};
    }
    if (action.if_not_exists && !context_.pack.has(Feature::kColumnIfExists)) {
      if (context_.catalog.table(alter_.table->name) == nullptr)
        return refuse(action, words(Feature::kColumnIfExists));
      if (has_column(action.column->name)) return;
      made->if_not_exists = false;
    }
    for (const Constraint* constraint : action.column->constraints) {
      const bool is_key = constraint->constraint == ConstraintKind::kPrimaryKey ||
                          constraint->constraint == ConstraintKind::kUnique;
      if (is_key && !context_.pack.has(Feature::kAlterConstraint))
        return refuse(action, "keys on columns that are added");
    }
    changes_.push_back(made);
  }

  bool has_column(const Name& name) const {
    const TableInfo* table = context_.catalog.table(alter_.table->name);
    return table != nullptr && table->column(name.text) != nullptr;
  }

  // Whether the column is there, the schema knows.
  void drop_column(const AlterAction& action) {
    AlterAction* made = clone(arena_, without_behavior(action));
    if (action.if_exists && !context_.pack.has(Feature::kColumnIfExists)) {
      if (context_.catalog.table(alter_.table->name) == nullptr)
        return refuse(action, words(Feature::kColumnIfExists));
      if (!has_column(action.name)) return;
      made->if_exists = false;
    }
    need(Feature::kDropColumn, *made);
  }

  // MODIFY says a column anew, with all that it is.
  void alter_column(const AlterAction& action) {
    if (context_.pack.has(Feature::kModifyColumn))
      return refuse(action,
                    fmt::format("{} without saying the whole column", to_string(action.action)));
    if (action.action == AlterKind::kSetType && action.value == nullptr &&
        is_advised_already(action.name, action.to))
      return;
    need(Feature::kAlterColumn, action);
  }

  // Where types only advise, a type of the same kind advises the same, so that there is nothing to
  // change; but numbers that are rounded to fewer digits, and texts that compare in another way.
  bool is_advised_already(const Name& name, const TypeName* type) const {
    const TableInfo* table = context_.catalog.table(alter_.table->name);
    const ColumnInfo* column = table == nullptr ? nullptr : table->column(name.text);
    if (column == nullptr || type == nullptr || !context_.pack.has(Feature::kFreeTypes))
      return false;
    if (column->type != type->type || !type->collation.empty() || !type->charset.empty())
      return false;
    if (type->type == TypeClass::kDecimal)
      return column->scale >= 0 && logical_type_of(*type).scale.value_or(-1) >= column->scale;
    return type->type == TypeClass::kInteger || type->type == TypeClass::kText;
  }

  // MODIFY that changes nothing but that.
  bool keeps_the_rest(const AlterAction& action) const {
    const TableInfo* table = context_.catalog.table(alter_.table->name);
    const ColumnInfo* column = table == nullptr ? nullptr : table->column(action.column->name.text);
    if (column == nullptr || action.action != AlterKind::kModifyColumn || column->automatic)
      return false;
    bool nullable = true;
    std::optional<std::string> value;
    for (const Constraint* each : action.column->constraints) {
      if (each->constraint == ConstraintKind::kNotNull) {
        nullable = false;
      } else if (each->constraint == ConstraintKind::kDefault) {
        const auto* literal = each->value->as<Literal>();
        if (literal == nullptr) return false;
        if (literal->literal != LiteralKind::kNull) value = std::string(literal->text);
      } else if (each->constraint != ConstraintKind::kNull &&
                 each->constraint != ConstraintKind::kComment) {
        return false;
      }
    }
    const bool has_same_default =
        value ? column->default_value && column->default_value->value == *value
              : !column->has_default;
    return nullable == column->nullable && has_same_default;
  }

  AlterAction* on_column(AlterKind kind, const Name& column, const AlterAction& from) {
    auto* made = arena_.make<AlterAction>();
    made->action = kind;
    made->name = column;
    made->begin = from.begin;
    made->end = from.end;
    return made;
  }

  // MODIFY and CHANGE in parts: the name, the type, the default and whether it may be null.
  void redefine(const AlterAction& action) {
    if (context_.pack.has(Feature::kModifyColumn)) return changes_.push_back(&action);
    if (is_advised_already(action.column->name, action.column->to) && keeps_the_rest(action))
      return;
    if (!context_.pack.has(Feature::kAlterColumn) || action.column->to == nullptr)
      return refuse(action, words(Feature::kModifyColumn));
    const Name& name = action.column->name;
    if (action.action == AlterKind::kChangeColumn && !equal_fold(action.name.text, name.text)) {
      AlterAction* renamed = on_column(AlterKind::kRenameColumn, action.name, action);
      renamed->new_name = name;
      context_.before.push_back(statement(arena_.list(static_cast<const AlterAction*>(renamed))));
    }
    AlterAction* type = on_column(AlterKind::kSetType, name, action);
    type->to = action.column->to;
    changes_.push_back(type);
    redefine_constraints(action, name);
  }

  void redefine_constraints(const AlterAction& action, const Name& name) {
    AlterKind null = AlterKind::kDropNotNull;
    AlterAction* standard = on_column(AlterKind::kDropDefault, name, action);
    for (const Constraint* each : action.column->constraints) {
      switch (each->constraint) {
        case ConstraintKind::kNotNull: null = AlterKind::kSetNotNull; break;
        case ConstraintKind::kDefault:
          standard->action = AlterKind::kSetDefault;
          standard->value = each->value;
          break;
        case ConstraintKind::kNull:
        case ConstraintKind::kComment: break;
        default:
          return refuse(action,
                        fmt::format("{} in a change of a column", to_string(each->constraint)));
      }
    }
    changes_.push_back(on_column(null, name, action));
    changes_.push_back(standard);
  }

  // A unique key is an index, which can be made later anywhere.
  void add_constraint(const AlterAction& action) {
    const Constraint& constraint = *action.constraint;
    if (context_.pack.has(Feature::kAlterConstraint)) return named_constraint(action);
    if (constraint.constraint != ConstraintKind::kUnique || !constraint.using_index.text.empty())
      return refuse(action, words(Feature::kAlterConstraint));
    auto* index = arena_.make<IndexDefinition>();
    index->index = IndexKind::kUnique;
    index->name = constraint.name;
    index->parts = constraint.columns;
    context_.after.push_back(create_index(later_name(alter_, arena_), *index, context_));
  }

  void named_constraint(const AlterAction& action) {
    Constraint* constraint = clone(arena_, *with_referenced_columns(*action.constraint, context_));
    const bool is_key = constraint->constraint == ConstraintKind::kUnique ||
                        constraint->constraint == ConstraintKind::kPrimaryKey;
    if (is_key) constraint->name = index_name(table(), constraint->name, context_);
    constraint->method = {};
    constraint->options = {};
    AlterAction* made = clone(arena_, action);
    made->constraint = constraint;
    changes_.push_back(made);
  }

  // What concerns speed and storage is left out.
  void options(const AlterAction& action) {
    constexpr std::string_view kStorage[] = {"engine",  "fillfactor", "row_format", "statistics",
                                             "storage", "cluster on", "tablespace"};
    for (const Option* option : action.options) {
      if (std::find(std::begin(kStorage), std::end(kStorage), option->name) != std::end(kStorage))
        continue;
      if (option->name == "comment") {
        comment(action, *option);
        continue;
      }
      if (option->name == "auto_increment" && context_.pack.has(Feature::kTableOptions) &&
          context_.pack.has(Feature::kAutoIncrement))
        return changes_.push_back(&action);
      if (const Node* statement = counted_from(*option)) {
        context_.after.push_back(statement);
        continue;
      }
      return refuse(action, fmt::format("`{}` in ALTER TABLE", option->name));
    }
  }

  // AUTO_INCREMENT = 50, for a target whose counters are rows; null elsewhere.
  const Node* counted_from(const Option& option) const {
    const auto next = option.name == "auto_increment" && option.value != nullptr
                          ? whole_number(option.value)
                          : std::nullopt;
    return next && *next > 0
               ? count_from(alter_.table->name.back().text, *next, context_.pack, arena_)
               : nullptr;
  }

  // Nothing that a query could see; where nobody keeps it, it is gone.
  void comment(const AlterAction& action, const Option& option) {
    if (context_.pack.has(Feature::kInlineComments)) {
      AlterAction* made = clone(arena_, action);
      made->options = arena_.list(&option);
      changes_.push_back(made);
    } else if (context_.pack.has(Feature::kCommentOn)) {
      auto* made = arena_.make<Comment>();
      made->name = alter_.table->name;
      made->text = option.value;
      context_.after.push_back(made);
    }
  }

  void drop_primary_key(const AlterAction& action) {
    if (context_.pack.has(Feature::kModifyColumn)) return changes_.push_back(&action);
    refuse(action, "DROP PRIMARY KEY without the name of the key");
  }

  void drop_foreign_key(const AlterAction& action) {
    if (context_.pack.has(Feature::kModifyColumn)) return changes_.push_back(&action);
    AlterAction* made = clone(arena_, action);
    made->action = AlterKind::kDropConstraint;
    need(Feature::kAlterConstraint, *made);
  }

  void add_index(const AlterAction& action) {
    if (context_.pack.has(Feature::kIndexesInTable)) return changes_.push_back(&action);
    context_.after.push_back(create_index(later_name(alter_, arena_), *action.index, context_));
  }

  // UNIQUE KEY name (…) has become a constraint, which is not dropped as an index.
  const KeyInfo* unique_key(const Name& name) const {
    const TableInfo* info = context_.catalog.table(alter_.table->name);
    if (info == nullptr) return nullptr;
    const auto found = std::find_if(info->keys.begin(), info->keys.end(), [&](const KeyInfo& key) {
      return !key.primary && equal_fold(key.name, name.text);
    });
    return found == info->keys.end() ? nullptr : &*found;
  }

  void drop_unique_key(const AlterAction& action, const KeyInfo& key) {
    const bool has_folded =
        context_.from.has(Feature::kFoldsText) && !context_.pack.has(Feature::kFoldsText);
    if (has_folded)
      context_.after.push_back(
          dropped_index(Name{arena_.copy(std::string_view(folded_key_name(key.columns)))}, true));
    AlterAction* made = clone(arena_, action);
    made->action = AlterKind::kDropConstraint;
    made->name = index_name(table(), action.name, context_);
    need(Feature::kAlterConstraint, *made);
  }

  void drop_index(const AlterAction& action) {
    if (context_.pack.has(Feature::kDropIndexOn)) return changes_.push_back(&action);
    if (const KeyInfo* key = unique_key(action.name)) return drop_unique_key(action, *key);
    context_.after.push_back(dropped_index(action.name, false));
  }

  const Drop* dropped_index(const Name& name, bool if_exists) {
    const Table* index = make_table(arena_, arena_.list(index_name(table(), name, context_)));
    auto* drop = arena_.make<Drop>();
    drop->object = ObjectKind::kIndex;
    drop->if_exists = if_exists;
    drop->names = arena_.list(index);
    return drop;
  }

  const AlterTable& alter_;
  const RewriteContext& context_;
  Arena& arena_;
  std::vector<const AlterAction*> changes_;
};

}  // namespace

const Node* alter_steps(const Node* node, const RewriteContext& context) {
  const auto* alter = node->as<AlterTable>();
  if (alter == nullptr || context.from.family == context.pack.family) return node;
  return AlterSteps(*exact_names(alter, context)->as<AlterTable>(), context).rewrite();
}

}  // namespace sqlx::sql
