// WITH in front of INSERT, UPDATE and DELETE, for a target that has it in queries only.
//
// An insert's goes to the query it inserts from. Elsewhere every subquery that speaks of one of the
// tables is given the whole WITH, and a table in FROM becomes a derived one: (WITH a AS (…) SELECT
// * FROM a) AS a.
#include <algorithm>

#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class WithInChanges {
 public:
  WithInChanges(const With& with, Arena& arena) : with_(with), arena_(arena) {}

  const Node* inside(const Node* node) {
    if (const auto* query = node->as<Query>())
      return reads_one(*node) ? with_in_front(*query) : node;
    if (is_one(*node)) return derived(*node->as<Table>());
    return map_children(arena_, node, [this](const Node* child) { return inside(child); });
  }

 private:
  bool is_one(const Node& node) const {
    return std::any_of(with_.tables.begin(), with_.tables.end(),
                       [&](const CommonTable* each) { return is_table_named(node, each->name); });
  }

  bool reads_one(const Node& node) const {
    return has_node(node, [this](const Node& each) { return is_one(each); });
  }

  const Query* with_in_front(const Query& query) {
    Query* made = clone(arena_, query);
    if (query.with == nullptr) {
      made->with = &with_;
      return made;
    }
    With* both = clone(arena_, *query.with);
    std::vector<const CommonTable*> tables(with_.tables.begin(), with_.tables.end());
    tables.insert(tables.end(), query.with->tables.begin(), query.with->tables.end());
    both->tables = arena_.copy(tables);
    both->recursive |= with_.recursive;
    made->with = both;
    return made;
  }

  const Node* derived(const Table& table) {
    Table* inner = clone(arena_, table);
    inner->alias = {};
    Query* query = make_query(arena_, select_all(arena_, inner));
    query->with = &with_;
    return make_derived(arena_, query, name_of(table));
  }

  const With& with_;
  Arena& arena_;
};

template <class T>
const Node* without_with(const T& statement, Arena& arena) {
  T* bare = clone(arena, statement);
  bare->with = nullptr;
  WithInChanges change(*statement.with, arena);
  return map_children(arena, bare, [&](const Node* child) { return change.inside(child); });
}

const Node* inserted(const Insert& insert, Arena& arena) {
  if (insert.source == nullptr || insert.source->with != nullptr) return &insert;
  Query* source = clone(arena, *insert.source);
  source->with = insert.with;
  Insert* made = clone(arena, insert);
  made->source = source;
  made->with = nullptr;
  return made;
}

}  // namespace

const Node* with_in_changes(const Node* node, const RewriteContext& context) {
  if (const auto* insert = node->as<Insert>()) {
    const bool needs = insert->with != nullptr && !context.pack.has(Feature::kWithBeforeInsert);
    return needs ? inserted(*insert, context.arena) : node;
  }
  if (context.pack.has(Feature::kWithBeforeChange)) return node;
  if (const auto* update = node->as<Update>(); update != nullptr && update->with != nullptr)
    return without_with(*update, context.arena);
  const auto* statement = node->as<Delete>();
  return statement != nullptr && statement->with != nullptr
             ? without_with(*statement, context.arena)
             : node;
}

}  // namespace sqlx::sql
