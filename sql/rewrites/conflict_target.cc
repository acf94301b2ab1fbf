// ON DUPLICATE KEY and INSERT IGNORE and REPLACE, which mean any key, for a target that has to name
// the key: ON CONFLICT (key).
//
// The key comes from the schema. With several unique keys, the primary one is taken and a warning
// says so; REPLACE is only translated if there is no doubt, because it writes whole rows.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const KeyInfo* chosen_key(const TableInfo& table) {
  const auto primary = std::find_if(table.keys.begin(), table.keys.end(),
                                    [](const KeyInfo& key) { return key.primary; });
  if (primary != table.keys.end()) return &*primary;
  return table.keys.empty() ? nullptr : &table.keys[0];
}

const Expr* column(std::string_view name, Arena& arena) {
  return make_column(arena, exact_name(arena.copy(name)));
}

List<const OrderItem*> target_of(const KeyInfo& key, Arena& arena) {
  std::vector<const OrderItem*> parts;
  for (const std::string& name : key.columns) {
    auto* item = arena.make<OrderItem>();
    item->value = column(name, arena);
    parts.push_back(item);
  }
  return arena.copy(parts);
}

class ConflictTarget {
 public:
  ConflictTarget(const Insert& insert, const RewriteContext& context)
      : insert_(insert), context_(context), table_(context.catalog.table(insert.target->name)) {}

  const Node* rewrite() {
    if (insert_.action == ConflictAction::kIgnore && !context_.pack.has(Feature::kInsertOr))
      return ignored();
    if (insert_.action == ConflictAction::kReplace && !context_.pack.has(Feature::kReplace))
      return replaced();
    if (insert_.on_conflict.empty()) return &insert_;
    const OnConflict& conflict = *insert_.on_conflict[0];
    if (!conflict.constraint.text.empty() && !context_.pack.has(Feature::kConflictConstraint))
      return of_columns(conflict);
    const bool unnamed =
        conflict.target.empty() && conflict.constraint.text.empty() && !conflict.do_nothing;
    return conflict.any_key || unnamed ? updated() : &insert_;
  }

 private:
  const Node* with(OnConflict* conflict) {
    Insert* made = clone(context_.arena, insert_);
    made->action = ConflictAction::kUnsaid;
    made->on_conflict = context_.arena.list(static_cast<const OnConflict*>(conflict));
    return made;
  }

  const Node* ignored() {
    auto* conflict = context_.arena.make<OnConflict>();
    conflict->do_nothing = true;
    return with(conflict);
  }

  const Node* refuse(std::string message, std::string hint) {
    context_.diagnostics.add(Code::kFeatureMissing, std::move(message), context_.place(insert_),
                             std::move(hint));
    return &insert_;
  }

  // ON CONSTRAINT key as (columns of the key)
  const Node* of_columns(const OnConflict& conflict) {
    const auto is_meant = [&](const KeyInfo& key) {
      return equal_fold(key.name, conflict.constraint.text);
    };
    const auto key = table_ == nullptr
                         ? std::vector<KeyInfo>::const_iterator()
                         : std::find_if(table_->keys.begin(), table_->keys.end(), is_meant);
    if (table_ == nullptr || key == table_->keys.end()) {
      return refuse(fmt::format("{} has to know the columns of `{}`", context_.pack.title,
                                conflict.constraint.text),
                    "--schema tells the keys of the table");
    }
    OnConflict* made = clone(context_.arena, conflict);
    made->constraint = {};
    made->target = target_of(*key, context_.arena);
    return with(made);
  }

  const Node* updated() {
    const KeyInfo* key = table_ == nullptr ? nullptr : chosen_key(*table_);
    if (context_.pack.has(Feature::kSeveralConflicts) &&
        (key == nullptr || table_->keys.size() > 1))
      return of_any_key();
    if (key == nullptr) {
      return refuse(fmt::format("{} has to know which key of `{}` is meant", context_.pack.title,
                                insert_.target->name.back().text),
                    "--schema tells the keys of the table");
    }
    if (table_->keys.size() > 1) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("`{}` has {} unique keys; the translation looks at ({}) only", table_->name,
                      table_->keys.size(), join(key->columns, ", ")),
          context_.place(insert_));
    }
    OnConflict* conflict = clone(context_.arena, *insert_.on_conflict[0]);
    conflict->any_key = false;
    conflict->target = target_of(*key, context_.arena);
    return with(conflict);
  }

  // Where several ON CONFLICT clauses may follow each other, the last may leave out its key.
  const Node* of_any_key() {
    if (may_fold()) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("texts that differ in case only are different keys in {}",
                      context_.pack.title),
          context_.place(insert_));
    }
    OnConflict* conflict = clone(context_.arena, *insert_.on_conflict[0]);
    conflict->any_key = false;
    return with(conflict);
  }

  // Whether a key may be of texts that the source compares without regard to case.
  bool may_fold() const {
    if (!context_.from.has(Feature::kFoldsText) || table_ == nullptr)
      return context_.from.has(Feature::kFoldsText);
    return std::any_of(table_->keys.begin(), table_->keys.end(), [this](const KeyInfo& key) {
      return std::any_of(key.columns.begin(), key.columns.end(), [this](const std::string& name) {
        const ColumnInfo* column = table_->column(name);
        return column == nullptr || (column->type == TypeClass::kText && !column->exact_text);
      });
    });
  }

  // All columns are written anew: those that are not named get their default.
  const Node* replaced() {
    if (table_ == nullptr || table_->keys.size() != 1) {
      return refuse(fmt::format("{} has no REPLACE, and it takes a table with exactly one unique "
                                "key to say it otherwise",
                                context_.pack.title),
                    "--schema tells the keys of the table");
    }
    const KeyInfo& key = table_->keys[0];
    auto* conflict = context_.arena.make<OnConflict>();
    conflict->target = target_of(key, context_.arena);
    std::vector<const Assignment*> set;
    for (const ColumnInfo& each : table_->columns) {
      if (std::find(key.columns.begin(), key.columns.end(), each.name) == key.columns.end())
        set.push_back(assignment(each.name));
    }
    conflict->set = context_.arena.copy(set);
    conflict->do_nothing = set.empty();
    return with(conflict);
  }

  const Assignment* assignment(const std::string& name) {
    auto* made = context_.arena.make<Assignment>();
    made->targets = context_.arena.list(column(name, context_.arena));
    if (is_inserted(name)) {
      made->value =
          make_call(context_.arena, Meaning::kProposed, {column(name, context_.arena)}, insert_);
    } else {
      made->value = context_.arena.make<DefaultValue>();
    }
    return made;
  }

  bool is_inserted(std::string_view name) const {
    if (insert_.columns.empty()) return true;
    return std::any_of(insert_.columns.begin(), insert_.columns.end(), [&](const Expr* each) {
      const auto* inserted = each->as<Column>();
      return inserted != nullptr && equal_fold(inserted->path.back().text, name);
    });
  }

  const Insert& insert_;
  const RewriteContext& context_;
  const TableInfo* table_;
};

}  // namespace

const Node* conflict_target(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  return insert == nullptr ? node : ConflictTarget(*insert, context).rewrite();
}

}  // namespace sqlx::sql
