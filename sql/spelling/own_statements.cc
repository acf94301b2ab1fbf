#include "sql/spelling/own_statements.h"

namespace sqlx::sql {

bool is_own_statement(const Node& statement) {
  switch (statement.kind) {
    case NodeKind::kUtility:
    case NodeKind::kSet:
    case NodeKind::kExplain:
    case NodeKind::kCopy:
    case NodeKind::kCreateRoutine:
    case NodeKind::kCreateTrigger: return true;
    default: return false;
  }
}

}  // namespace sqlx::sql
