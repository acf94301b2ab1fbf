#include "sql/rewrites/index_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// Of the first column, where an index has no name of its own.
std::string made_up_name(const IndexDefinition& index) {
  for (const OrderItem* part : index.parts) {
    if (const auto* column = part->value->as<Column>())
      return fmt::format("{}_idx", column->path.back().text);
  }
  return "idx";
}

// How much of a text an index can hold where it takes only its front: 3072 bytes of up to 4 for a
// letter.
constexpr std::int64_t kMostLetters = 768;
constexpr std::int64_t kUsualFront = 255;

bool holds_letters(const ColumnInfo* column) {
  return column != nullptr &&
         (column->type == TypeClass::kText || column->type == TypeClass::kBytes);
}

const ColumnInfo* column_of(const OrderItem& part, const TableInfo* table) {
  const auto* column = part.value->as<Column>();
  return column == nullptr || table == nullptr ? nullptr : table->column(column->path.back().text);
}

// Texts of any length share what those of a known length leave.
std::int64_t front_of_texts(const IndexDefinition& index, const TableInfo* table) {
  std::int64_t rest = kMostLetters;
  std::int64_t sharing = 0;
  for (const OrderItem* part : index.parts) {
    const ColumnInfo* column = column_of(*part, table);
    if (!holds_letters(column)) continue;
    const bool shares = column->length == 0 || column->length > kUsualFront;
    sharing += shares ? 1 : 0;
    rest -= shares ? 0 : column->length;
  }
  return std::clamp<std::int64_t>(rest / std::max<std::int64_t>(sharing, 1) - 8, 1, kUsualFront);
}

const OrderItem* with_front(const OrderItem& part, std::int64_t length, Arena& arena) {
  OrderItem* made = clone(arena, part);
  made->prefix_length = length;
  return made;
}

// The front of a text is enough to find rows by, but a unique key of it says something else.
List<const OrderItem*> parts_of(const IndexDefinition& index, List<Name> table_name,
                                const RewriteContext& context) {
  if (index.index != IndexKind::kPlain) return index.parts;
  Arena& arena = context.arena;
  if (!context.pack.has(Feature::kPrefixIndexes))
    return map_list(arena, index.parts, [&](const OrderItem* part) {
      return part->prefix_length == 0 ? part : with_front(*part, 0, arena);
    });
  const TableInfo* table = context.catalog.table(table_name);
  const std::int64_t front = front_of_texts(index, table);
  return map_list(arena, index.parts, [&](const OrderItem* part) {
    const ColumnInfo* column = column_of(*part, table);
    const bool is_long =
        holds_letters(column) && (column->length == 0 || column->length > kUsualFront);
    return is_long && part->prefix_length == 0 ? with_front(*part, front, arena) : part;
  });
}

// Where NULLs stand in an index, and which comparisons it serves, is a matter of speed.
const OrderItem* plain_part(const OrderItem& part, Arena& arena) {
  if (part.nulls == Nulls::kUnsaid && part.operator_class.empty()) return &part;
  OrderItem* made = clone(arena, part);
  made->nulls = Nulls::kUnsaid;
  made->operator_class = {};
  return made;
}

// Tables and indexes share their names there.
bool is_table(const Name& name, const RewriteContext& context) {
  return context.catalog.table(context.arena.list(name)) != nullptr;
}

}  // namespace

Name index_name(const Name& table, const Name& index, const RewriteContext& context) {
  const bool is_narrow = context.from.has(Feature::kIndexNamesPerTable) &&
                         !context.pack.has(Feature::kIndexNamesPerTable);
  if (!is_narrow || index.text.empty()) return index;
  const Name made = exact_name(
      context.arena.copy(std::string_view(fmt::format("{}_{}", table.text, index.text))));
  return is_table(made, context)
             ? exact_name(context.arena.copy(std::string_view(fmt::format("{}_idx", made.text))))
             : made;
}

const IndexDefinition* plain_index(const IndexDefinition& index, List<Name> table_name,
                                   const RewriteContext& context) {
  const Name& table = table_name.back();
  IndexDefinition* made = clone(context.arena, index);
  if (index.name.text.empty()) {
    made->name = exact_name(context.arena.copy(
        std::string_view(fmt::format("{}_{}", table.text, made_up_name(index)))));
  } else {
    made->name = index_name(table, index.name, context);
  }
  made->parts = map_list(context.arena, parts_of(index, table_name, context),
                         [&](const OrderItem* part) { return plain_part(*part, context.arena); });
  made->method = {};
  made->options = {};
  return made;
}

const Node* create_index(List<Name> table, const IndexDefinition& index,
                         const RewriteContext& context) {
  auto* made = context.arena.make<CreateIndex>();
  made->table = make_table(context.arena, table);
  made->definition = plain_index(index, table, context);
  made->begin = index.begin;
  made->end = index.end;
  return made;
}

}  // namespace sqlx::sql
