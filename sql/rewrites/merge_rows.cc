// INSERT … ON CONFLICT and INSERT IGNORE for a target that has MERGE instead: the rows to insert
// become a source named `proposed`, which is joined to the table by the key.
//
// It takes the names of the inserted columns, and an explicit key; where the statement names none,
// all unique keys of the schema count.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

constexpr std::string_view kSource = "proposed";

class MergeRows {
 public:
  MergeRows(const Insert& insert, const RewriteContext& context)
      : insert_(insert),
        context_(context),
        arena_(context.arena),
        table_(context.catalog.table(insert.target->name)) {
    target_ = insert.target->alias.text.empty() ? insert.target->name.back() : insert.target->alias;
  }

  const Node* rewrite() {
    if (!find_columns() || !find_keys()) return &insert_;
    const TableRef* source = source_of(*insert_.source);
    if (source == nullptr) return refuse("names for the inserted columns");
    auto* merge = arena_.make<Merge>();
    merge->with = insert_.with;
    merge->target = insert_.target;
    merge->source = source;
    merge->on = condition();
    merge->clauses = clauses();
    merge->returning = insert_.returning;
    merge->begin = insert_.begin;
    merge->end = insert_.end;
    return merge;
  }

 private:
  const Node* refuse(std::string_view what) {
    context_.diagnostics.add(
        Code::kNoTranslation,
        fmt::format("{} says this as MERGE, which needs {}", context_.pack.title, what),
        context_.place(insert_), "--schema tells the columns and keys of the table");
    return &insert_;
  }

  bool find_columns() {
    for (const Expr* each : insert_.columns) {
      const auto* column = each->as<Column>();
      if (column == nullptr) return refuse("plain columns"), false;
      columns_.push_back(column->path.back());
    }
    if (columns_.empty() && table_ != nullptr) {
      for (const ColumnInfo& each : table_->columns)
        columns_.push_back(exact_name(arena_.copy(std::string_view(each.name))));
    }
    if (columns_.empty() || insert_.source == nullptr)
      return refuse("the names of the columns"), false;
    return true;
  }

  // Each key a list of columns; the row is there if one of them is.
  bool find_keys() {
    const OnConflict* conflict = insert_.on_conflict.empty() ? nullptr : insert_.on_conflict[0];
    if (conflict != nullptr && !conflict->target.empty()) {
      std::vector<Name> key;
      for (const OrderItem* part : conflict->target) {
        if (const auto* column = part->value->as<Column>()) key.push_back(column->path.back());
      }
      if (key.size() != conflict->target.size() || conflict->target_where != nullptr)
        return refuse("a key of plain columns"), false;
      keys_.push_back(std::move(key));
    } else if (table_ != nullptr && (conflict == nullptr || conflict->constraint.text.empty())) {
      for (const KeyInfo& each : table_->keys) {
        std::vector<Name> key;
        for (const std::string& name : each.columns)
          key.push_back(exact_name(arena_.copy(std::string_view(name))));
        if (is_inserted(key)) keys_.push_back(std::move(key));
      }
    }
    if (keys_.empty()) return refuse("the key of the table"), false;
    return true;
  }

  bool is_inserted(const std::vector<Name>& key) const {
    return std::all_of(key.begin(), key.end(), [&](const Name& name) {
      return std::any_of(columns_.begin(), columns_.end(),
                         [&](const Name& column) { return equal_fold(column.text, name.text); });
    });
  }

  // The rows as a table with the columns' names.
  const TableRef* source_of(const Query& query) {
    DerivedTable* table = make_derived(arena_, &query, Name{kSource});
    table->columns = arena_.copy(columns_);
    return table;
  }

  const Expr* condition() {
    std::vector<const Expr*> choices;
    for (const std::vector<Name>& key : keys_) {
      std::vector<const Expr*> parts;
      parts.reserve(key.size());
      for (const Name& name : key) {
        parts.push_back(make_call(
            arena_, Meaning::kEqual,
            {make_column(arena_, target_, name), make_column(arena_, Name{kSource}, name)},
            insert_));
      }
      choices.push_back(make_chain(arena_, Meaning::kAnd, parts));
    }
    return make_chain(arena_, Meaning::kOr, choices);
  }

  List<const MergeClause*> clauses() {
    std::vector<const MergeClause*> made;
    const OnConflict* conflict = insert_.on_conflict.empty() ? nullptr : insert_.on_conflict[0];
    if (conflict != nullptr && !conflict->do_nothing) made.push_back(update(*conflict));
    made.push_back(addition());
    return arena_.copy(made);
  }

  const MergeClause* update(const OnConflict& conflict) {
    auto* clause = arena_.make<MergeClause>();
    clause->match = MergeMatch::kMatched;
    clause->action = MergeAction::kUpdate;
    clause->condition = conflict.where == nullptr ? nullptr : explicit_columns(conflict.where);
    std::vector<const Assignment*> set;
    for (const Assignment* each : conflict.set) {
      Assignment* assignment = clone(arena_, *each);
      assignment->value = explicit_columns(each->value);
      set.push_back(assignment);
    }
    clause->set = arena_.copy(set);
    return clause;
  }

  // Which table each column is of: proposed(a) is the source's, a bare one the target's.
  const Expr* explicit_columns(const Expr* expr) {
    return static_cast<const Expr*>(replaced(expr));
  }

  const Node* replaced(const Node* node) {
    if (const auto* call = node->as<Call>();
        call != nullptr && call->meaning == Meaning::kProposed) {
      return make_column(arena_, Name{kSource}, call->arguments[0]->as<Column>()->path.back());
    }
    if (node->is<Query>()) return node;
    const auto* column = node->as<Column>();
    if (column == nullptr)
      return map_children(arena_, node, [&](const Node* child) { return replaced(child); });
    if (column->path.size() > 1) return node;
    Column* made = clone(arena_, *column);
    made->path = arena_.list(target_, column->path[0]);
    return made;
  }

  const MergeClause* addition() {
    auto* clause = arena_.make<MergeClause>();
    clause->match = MergeMatch::kNotMatched;
    clause->action = MergeAction::kInsert;
    std::vector<const Expr*> columns;
    std::vector<const Expr*> values;
    for (const Name& name : columns_) {
      columns.push_back(make_column(arena_, name));
      values.push_back(make_column(arena_, Name{kSource}, name));
    }
    clause->columns = arena_.copy(columns);
    auto* row = arena_.make<Row>();
    row->items = arena_.copy(values);
    clause->values = row;
    return clause;
  }

  const Insert& insert_;
  const RewriteContext& context_;
  Arena& arena_;
  const TableInfo* table_;
  Name target_;
  std::vector<Name> columns_;
  std::vector<std::vector<Name>> keys_;
};

bool needs_merge(const Insert& insert, const wirepacks::WirePack& pack) {
  if (!pack.has(Feature::kMerge)) return false;
  const bool ignores = insert.action == ConflictAction::kIgnore &&
                       !pack.has(Feature::kInsertIgnore) && !pack.has(Feature::kInsertOr);
  return ignores || (!insert.on_conflict.empty() && !pack.has(Feature::kOnConflict));
}

}  // namespace

const Node* merge_rows(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  return insert == nullptr || !needs_merge(*insert, context.pack)
             ? node
             : MergeRows(*insert, context).rewrite();
}

}  // namespace sqlx::sql
