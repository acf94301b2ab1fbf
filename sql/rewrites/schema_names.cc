// Names without the schema that they would be looked for in anyway: public.t as t.
//
// Any other schema stays where the target has schemas, and is refused where it has none. ONLY,
// which leaves out inheriting tables, says nothing where there are none.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class SchemaNames {
 public:
  explicit SchemaNames(const RewriteContext& context) : context_(context) {}

  const Node* rewrite(const Node* node) {
    switch (node->kind) {
      case NodeKind::kTable: return table(*node->as<Table>());
      case NodeKind::kCreateTable: return named(*node->as<CreateTable>());
      case NodeKind::kCreateView: return named(*node->as<CreateView>());
      case NodeKind::kCreateSequence: return named(*node->as<CreateSequence>());
      case NodeKind::kComment: return comment(*node->as<Comment>());
      case NodeKind::kColumn: return column(*node->as<Column>());
      default: return node;
    }
  }

 private:
  bool is_default(const Name& name) const {
    const std::string& schema = context_.from.default_schema;
    const std::string& database = context_.catalog.database();
    return (!schema.empty() && equal_fold(name.text, schema)) ||
           (!database.empty() && equal_fold(name.text, database));
  }

  List<Name> plain(List<Name> path) const {
    return path.size() > 1 && is_default(path[0]) ? path.subspan(1) : path;
  }

  void check(List<Name> path, const Node& node) {
    if (path.size() < 2 || context_.pack.has(Feature::kSchemas)) return;
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} has no {}", context_.pack.title, wirepacks::words(Feature::kSchemas)),
        context_.place(node));
  }

  template <class T>
  const T* named(const T& node) {
    const List<Name> name = plain(node.name);
    check(name, node);
    return with_name(node, name);
  }

  template <class T>
  const T* with_name(const T& node, List<Name> name) {
    if (name.size() == node.name.size()) return &node;
    T* made = clone(context_.arena, node);
    made->name = name;
    return made;
  }

  const Node* table(const Table& node) {
    const Table* found = named(node);
    if (!found->only) return found;
    Table* made = clone(context_.arena, *found);
    made->only = false;
    return made;
  }

  const Node* comment(const Comment& node) { return with_name(node, plain(node.name)); }

  // schema.table.column
  const Node* column(const Column& node) {
    const List<Name> path = node.path.size() < 3 ? node.path : plain(node.path);
    if (path.size() == node.path.size()) return &node;
    Column* made = clone(context_.arena, node);
    made->path = path;
    return made;
  }

  const RewriteContext& context_;
};

}  // namespace

const Node* schema_names(const Node* node, const RewriteContext& context) {
  if (context.from.family == context.pack.family) return node;
  return bottom_up<Table, CreateTable, CreateView, CreateSequence, Comment, Column>(
      node, context, [&](const Node* each) { return SchemaNames(context).rewrite(each); });
}

}  // namespace sqlx::sql
