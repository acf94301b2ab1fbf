// SAVEPOINT and what leads back to it, refused for a target whose transactions are taken back as a
// whole, or in words of its own.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* whole_transactions(const Node* node, const RewriteContext& context) {
  const auto* transaction = node->as<Transaction>();
  if (transaction == nullptr || transaction->savepoint.text.empty()) return node;
  context.diagnostics.add(Code::kFeatureMissing,
                          fmt::format("{} has no {} of a name", context.pack.title,
                                      upper(to_string(transaction->transaction))),
                          context.place(*transaction));
  return node;
}

}  // namespace sqlx::sql
