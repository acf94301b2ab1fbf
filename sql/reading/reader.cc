#include "sql/reading/reader.h"

#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {

std::string_view Reader::source(const Node& node) const {
  if (node.end <= node.begin || node.end > text_.text.size()) return {};
  return text_.text.substr(node.begin, node.end - node.begin);
}

const Node* Reader::read_statement(const Node* statement) { return read_node(statement); }

// A name that the query itself gives is kept as it is by who folds none, and then in a target that
// folds, too.
Name Reader::given(const Name& name) const {
  return keeps_names_ && !name.text.empty() ? exact_name(name.text) : name;
}

List<Name> Reader::given(List<Name> names) {
  std::vector<Name> made;
  for (const Name& name : names) made.push_back(given(name));
  return arena_.copy(made);
}

// What has names to offer or to resolve is read by its own function; everything else by its parts.
const Node* Reader::read_node(const Node* node) {
  if (is_expression(node->kind)) return read(static_cast<const Expr*>(node));
  Output output;
  switch (node->kind) {
    case NodeKind::kQuery: return read_query(*node->as<Query>(), output);
    case NodeKind::kTypeName: return read_type(*node->as<TypeName>());
    case NodeKind::kWindow: return read_window(*node->as<Window>());
    case NodeKind::kOrderItem: return read_order_item(*node->as<OrderItem>());
    case NodeKind::kInsert: return read_insert(*node->as<Insert>());
    case NodeKind::kUpdate: return read_update(*node->as<Update>());
    case NodeKind::kDelete: return read_delete(*node->as<Delete>());
    case NodeKind::kMerge: return read_merge(*node->as<Merge>());
    case NodeKind::kCreateTable: return read_create_table(*node->as<CreateTable>());
    case NodeKind::kIndexDefinition:
    case NodeKind::kConstraint: {
      sorts_ = false;
      const Node* made = read_definition(*node);
      sorts_ = true;
      return made;
    }
    case NodeKind::kTable:
      return named_table(*node->as<Table>(), catalog_.table(node->as<Table>()->name));
    case NodeKind::kSelectItem: return read_item(*node->as<SelectItem>());
    default: return read_definition(*node);
  }
}

}  // namespace sqlx::sql
