// What only speeds a query up or orders who waits for whom, left out where the target has nothing
// like it: index hints, optimiser hints, MATERIALIZED, WHERE of an index, row locks in an engine
// that has one writer. The rows are the same without.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// Modifiers that change what a statement does or leaves behind stay, and are refused later.
bool only_speeds(std::string_view modifier) {
  constexpr std::string_view kWords[] = {"SQL_NO_CACHE",
                                         "SQL_CACHE",
                                         "SQL_SMALL_RESULT",
                                         "SQL_BIG_RESULT",
                                         "SQL_BUFFER_RESULT",
                                         "SQL_CALC_FOUND_ROWS",
                                         "STRAIGHT_JOIN",
                                         "HIGH_PRIORITY",
                                         "LOW_PRIORITY",
                                         "DELAYED",
                                         "QUICK"};
  return std::find(std::begin(kWords), std::end(kWords), modifier) != std::end(kWords);
}

List<std::string_view> meaningful(List<std::string_view> modifiers, Arena& arena) {
  std::vector<std::string_view> left;
  std::copy_if(modifiers.begin(), modifiers.end(), std::back_inserter(left),
               [](std::string_view each) { return !only_speeds(each); });
  return arena.copy(left);
}

template <class T, class Change>
const Node* changed(const T& node, Arena& arena, Change change) {
  T* made = clone(arena, node);
  change(*made);
  return made;
}

// A lock that lets no more pass than the one that was asked for.
const Node* with_known_strength(const Locking& locking, const RewriteContext& context) {
  const bool is_of_keys =
      locking.strength == LockStrength::kNoKeyUpdate || locking.strength == LockStrength::kKeyShare;
  if (!is_of_keys || context.pack.has(Feature::kLockKeys)) return &locking;
  return changed(locking, context.arena, [&](Locking& made) {
    made.strength =
        locking.strength == LockStrength::kKeyShare ? LockStrength::kShare : LockStrength::kUpdate;
  });
}

// An index that nobody's uniqueness hangs on is only larger without its WHERE.
const Node* whole_index(const CreateIndex& create, const RewriteContext& context) {
  const IndexDefinition& index = *create.definition;
  if (index.where == nullptr || index.index == IndexKind::kUnique ||
      context.pack.has(Feature::kPartialIndexes))
    return &create;
  context.diagnostics.add(
      Code::kLossy,
      fmt::format("`{}` is of all rows: {} has no {}", printable(index.name.text),
                  context.pack.title, words(Feature::kPartialIndexes)),
      context.place(index));
  return changed(create, context.arena, [&](CreateIndex& made) {
    IndexDefinition* whole = clone(context.arena, index);
    whole->where = nullptr;
    made.definition = whole;
  });
}

}  // namespace

const Node* hints(const Node* node, const RewriteContext& context) {
  Arena& arena = context.arena;
  return bottom_up<Table, Join, Select, Insert, Update, Delete, CommonTable, CreateIndex, Locking,
                   Query>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* table = each->as<Table>(); table != nullptr && !table->hints.empty()) {
      return changed(*table, arena, [](Table& made) { made.hints = {}; });
    }
    if (const auto* join = each->as<Join>(); join != nullptr && join->straight) {
      return changed(*join, arena, [](Join& made) { made.straight = false; });
    }
    if (const auto* select = each->as<Select>();
        select != nullptr && (!select->hint.empty() || !select->modifiers.empty())) {
      return changed(*select, arena, [&](Select& made) {
        made.hint = {};
        made.modifiers = meaningful(select->modifiers, arena);
      });
    }
    if (const auto* insert = each->as<Insert>(); insert != nullptr && !insert->modifiers.empty()) {
      return changed(*insert, arena,
                     [&](Insert& made) { made.modifiers = meaningful(insert->modifiers, arena); });
    }
    if (const auto* update = each->as<Update>(); update != nullptr && !update->modifiers.empty()) {
      return changed(*update, arena,
                     [&](Update& made) { made.modifiers = meaningful(update->modifiers, arena); });
    }
    if (const auto* statement = each->as<Delete>();
        statement != nullptr && !statement->modifiers.empty()) {
      return changed(*statement, arena, [&](Delete& made) {
        made.modifiers = meaningful(statement->modifiers, arena);
      });
    }
    if (const auto* table = each->as<CommonTable>();
        table != nullptr && !context.pack.has(Feature::kMaterialized)) {
      return changed(*table, arena,
                     [](CommonTable& made) { made.materialized = Materialized::kUnsaid; });
    }
    if (const auto* create = each->as<CreateIndex>()) return whole_index(*create, context);
    if (const auto* locking = each->as<Locking>()) return with_known_strength(*locking, context);
    if (const auto* query = each->as<Query>();
        query != nullptr && !query->locking.empty() && !context.pack.has(Feature::kLocking)) {
      if (!context.pack.connection.is_file) {
        context.diagnostics.add(
            Code::kLossy,
            fmt::format("{} has no FOR UPDATE: the rows are not locked", context.pack.title),
            context.place(*query->locking[0]));
      }
      return changed(*query, arena, [](Query& made) { made.locking = {}; });
    }
    return each;
  });
}

}  // namespace sqlx::sql
