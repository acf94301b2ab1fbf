// BEGIN and COMMIT with the modes that the target's have. How a transaction locks, and that it will
// only read, changes no row; an isolation level is set before the transaction where it cannot be
// said with it.
#include <algorithm>

#include <fmt/format.h>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kIsolation = "isolation level ";

// What a transaction does after its end cannot be left out.
bool only_concerns_others(std::string_view mode) {
  return mode != "and chain" && mode != "release";
}

class TransactionModes {
 public:
  TransactionModes(const Transaction& transaction, const RewriteContext& context)
      : transaction_(transaction), context_(context), session_(context.pack.session) {}

  const Node* rewrite() {
    std::vector<std::string_view> kept;
    for (const std::string_view mode : transaction_.modes) {
      if (keeps(mode)) kept.push_back(mode);
    }
    if (kept.size() == transaction_.modes.size()) return &transaction_;
    Transaction* made = clone(context_.arena, transaction_);
    made->modes = context_.arena.copy(kept);
    return made;
  }

 private:
  bool keeps(std::string_view mode) {
    const auto& known = session_.transaction_modes;
    if (std::find(known.begin(), known.end(), mode) != known.end()) return true;
    if (mode.starts_with(kIsolation)) {
      isolate(mode);
    } else if (!only_concerns_others(mode)) {
      context_.diagnostics.add(
          Code::kFeatureMissing,
          fmt::format("{} has no {} of a transaction", context_.pack.title, mode),
          context_.place(transaction_));
    }
    return false;
  }

  void isolate(std::string_view mode) {
    if (session_.isolation == "serializable") return;  // as strict as can be
    if (session_.isolation.empty()) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("{} runs this transaction at the isolation level of its session",
                      context_.pack.title),
          context_.place(transaction_));
      return;
    }
    auto* set = context_.arena.make<Set>();
    set->name = context_.arena.list(Name{"transaction"});
    set->values = context_.arena.list(string_literal(context_.arena, mode));
    context_.before.push_back(set);
  }

  const Transaction& transaction_;
  const RewriteContext& context_;
  const wirepacks::Session& session_;
};

}  // namespace

const Node* transaction_modes(const Node* node, const RewriteContext& context) {
  const auto* transaction = node->as<Transaction>();
  return transaction == nullptr || transaction->modes.empty()
             ? node
             : TransactionModes(*transaction, context).rewrite();
}

}  // namespace sqlx::sql
