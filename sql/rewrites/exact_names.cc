#include "sql/rewrites/exact_names.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "sql/build.h"

namespace sqlx::sql {
namespace {

class ExactNames {
 public:
  ExactNames(const Node& statement, const RewriteContext& context)
      : create_(statement.as<CreateTable>()), context_(context), arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    switch (node->kind) {
      case NodeKind::kCreateTable: return path(*node->as<CreateTable>());
      case NodeKind::kTable: return table(*node->as<Table>());
      case NodeKind::kColumnDefinition: return named(*node->as<ColumnDefinition>());
      case NodeKind::kIndexDefinition: return named(*node->as<IndexDefinition>());
      case NodeKind::kConstraint: return constraint(*node->as<Constraint>());
      case NodeKind::kColumn: return column(*node->as<Column>());
      case NodeKind::kAlterAction: return action(*node->as<AlterAction>());
      default: return node;
    }
  }

 private:
  static Name exact(const Name& name) { return name.text.empty() ? name : exact_name(name.text); }

  List<Name> exact(List<Name> names) {
    std::vector<Name> made;
    for (const Name& name : names) made.push_back(exact(name));
    return arena_.copy(made);
  }

  template <class T>
  const Node* path(const T& node) {
    T* made = clone(arena_, node);
    made->name = exact(node.name);
    return made;
  }

  template <class T>
  const Node* named(const T& node) {
    T* made = clone(arena_, node);
    made->name = exact(node.name);
    return made;
  }

  // A table that is there, as it was spelled when it was made.
  const Node* table(const Table& node) {
    Table* made = clone(arena_, node);
    std::vector<Name> names;
    for (const Name& each : node.name) names.push_back(exact(each));
    const TableInfo* known = context_.catalog.table(node.name);
    if (known != nullptr && !names.empty())
      names.back() = exact_name(arena_.copy(std::string_view(known->name)));
    const bool itself = create_ != nullptr && !names.empty() &&
                        equal_fold(names.back().text, create_->name.back().text);
    if (known == nullptr && itself) names.back() = exact(create_->name.back());
    made->name = arena_.copy(names);
    return made;
  }

  const Node* constraint(const Constraint& node) {
    Constraint* made = clone(arena_, node);
    made->name = exact(node.name);
    made->included = exact(node.included);
    const TableInfo* parent =
        node.references == nullptr ? nullptr : context_.catalog.table(node.references->name);
    std::vector<Name> referenced;
    for (const Name& each : node.referenced_columns) {
      const ColumnInfo* known = parent == nullptr ? nullptr : parent->column(each.text);
      referenced.push_back(known == nullptr
                               ? own_column(each)
                               : exact_name(arena_.copy(std::string_view(known->name))));
    }
    made->referenced_columns = arena_.copy(referenced);
    return made;
  }

  // A column of the table that is being made, as it is spelled there.
  Name own_column(const Name& name) const {
    if (create_ == nullptr) return exact(name);
    const auto found = std::find_if(
        create_->columns.begin(), create_->columns.end(),
        [&](const ColumnDefinition* each) { return equal_fold(each->name.text, name.text); });
    return exact(found == create_->columns.end() ? name : (*found)->name);
  }

  const Node* column(const Column& node) {
    Column* made = clone(arena_, node);
    std::vector<Name> names;
    for (const Name& each : node.path) names.push_back(exact(each));
    names.back() = own_column(node.path.back());
    made->path = arena_.copy(names);
    return made;
  }

  const Node* action(const AlterAction& node) {
    AlterAction* made = clone(arena_, node);
    made->name = exact(node.name);
    made->new_name = exact(node.new_name);
    made->after = exact(node.after);
    return made;
  }

  const CreateTable* create_;
  const RewriteContext& context_;
  Arena& arena_;
};

bool folds(const wirepacks::WirePack& pack) {
  return pack.lexical.folds_names == "lower" || pack.lexical.folds_names == "upper";
}

}  // namespace

List<Name> exact_path(List<Name> path, const RewriteContext& context) {
  if (folds(context.from) || !folds(context.pack)) return path;
  std::vector<Name> names;
  for (const Name& each : path) names.push_back(exact_name(each.text));
  return context.arena.copy(names);
}

const Node* exact_names(const Node* statement, const RewriteContext& context) {
  if (folds(context.from) || !folds(context.pack)) return statement;
  ExactNames names(*statement, context);
  return bottom_up<CreateTable, Table, ColumnDefinition, IndexDefinition, Constraint, Column,
                   AlterAction>(statement, context,
                                [&](const Node* each) { return names.rewrite(each); });
}

}  // namespace sqlx::sql
