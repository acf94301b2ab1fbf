// Where a tree stands that comes from another statement than the one it is put into.
#pragma once

#include "sql/ast/visit.h"

namespace sqlx::sql {

// What is wrong with it is told at `place`. The tree must be the caller's own, fresh from the
// parser.
inline void move_to(const Node& place, const Node& tree) {
  auto& own = const_cast<Node&>(tree);
  own.begin = place.begin;
  own.end = place.end;
  for_each_child(tree, [&](const Node& child) { move_to(place, child); });
}

}  // namespace sqlx::sql
