#include "sql/rewrites/index_names.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// Of the first column, where an index has no name of its own.
std::string made_up_name(const IndexDefinition& index) {
  for (const OrderItem* part : index.parts) {
    if (const auto* column = part->value->as<Column>()) return fmt::format("{}_idx", column->path.back().text);
  }
  return "idx";
}

// The front of a text is enough to find rows by, but a unique key of it says something else.
List<const OrderItem*> whole_parts(const IndexDefinition& index, const RewriteContext& context) {
  if (context.pack.has(Feature::kPrefixIndexes) || index.index == IndexKind::kUnique) return index.parts;
  std::vector<const OrderItem*> parts;
  for (const OrderItem* part : index.parts) {
    OrderItem* made = clone(context.arena, *part);
    made->prefix_length = 0;
    parts.push_back(made);
  }
  return context.arena.copy(parts);
}

}  // namespace

Name index_name(const Name& table, const Name& index, const RewriteContext& context) {
  const bool is_narrow = context.from.has(Feature::kIndexNamesPerTable) && !context.pack.has(Feature::kIndexNamesPerTable);
  if (!is_narrow || index.text.empty()) return index;
  return exact_name(context.arena.copy(std::string_view(fmt::format("{}_{}", table.text, index.text))));
}

const IndexDefinition* plain_index(const IndexDefinition& index, const Name& table, const RewriteContext& context) {
  IndexDefinition* made = clone(context.arena, index);
  if (index.name.text.empty()) {
    made->name = exact_name(context.arena.copy(std::string_view(fmt::format("{}_{}", table.text, made_up_name(index)))));
  } else {
    made->name = index_name(table, index.name, context);
  }
  made->parts = whole_parts(index, context);
  if (equal_fold(index.method, "btree") || equal_fold(index.method, "hash")) made->method = {};
  made->options = {};
  return made;
}

const Node* create_index(List<Name> table, const IndexDefinition& index, const RewriteContext& context) {
  auto* on = context.arena.make<Table>();
  on->name = table;
  auto* made = context.arena.make<CreateIndex>();
  made->table = on;
  made->definition = plain_index(index, table.back(), context);
  made->begin = index.begin;
  made->end = index.end;
  return made;
}

}  // namespace sqlx::sql
