#include "sql/outlook/undone.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "wirepacks/stored.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// What a definition makes, changes or drops; empty if it is none.
List<Name> defined_by(const Node& statement) {
  if (const auto* table = statement.as<CreateTable>()) return table->name;
  if (const auto* view = statement.as<CreateView>()) return view->name;
  if (const auto* index = statement.as<CreateIndex>()) return index->table->name;
  const auto* alter = statement.as<AlterTable>();
  if (alter != nullptr && alter->table != nullptr) return alter->table->name;
  const auto* drop = statement.as<Drop>();
  if (drop != nullptr && !drop->names.empty()) return drop->names[0]->name;
  const auto* rename = statement.as<Rename>();
  return rename == nullptr || rename->from.empty() ? List<Name>() : rename->from[0]->name;
}

}  // namespace

void Undone::restart() {
  begin_.reset();
  savepoint_.clear();
  defined_.clear();
}

void Undone::follow(const Node& statement, const StatementText& text, Diagnostics& diagnostics) {
  const auto* transaction = statement.as<Transaction>();
  if (transaction == nullptr) return define(statement);
  switch (transaction->transaction) {
    case TransactionKind::kBegin:
    case TransactionKind::kSavepoint: return begin(*transaction, text, diagnostics);
    case TransactionKind::kRollback:
    case TransactionKind::kRollbackTo: return end(*transaction, text, diagnostics);
    case TransactionKind::kCommit: return restart();
    case TransactionKind::kRelease:
      if (!savepoint_.empty() && equal_fold(savepoint_, transaction->savepoint.text))
        restart();  // that is its COMMIT
      return;
  }
}

void Undone::define(const Node& statement) {
  const List<Name> name = defined_by(statement);
  if (!begin_ || name.empty()) return;
  std::string word = fmt::format("`{}`", name.back().text);
  if (std::find(defined_.begin(), defined_.end(), word) == defined_.end())
    defined_.push_back(std::move(word));
}

void Undone::begin(const Transaction& transaction, const StatementText& text,
                   Diagnostics& diagnostics) {
  const bool begins = from_.has(Feature::kSavepointBegins) && !to_.has(Feature::kSavepointBegins);
  if (!begin_ && begins && transaction.transaction == TransactionKind::kSavepoint) {
    diagnostics.add(Code::kConditional,
                    fmt::format("{} has no {}, so one must have begun", to_.title,
                                words(Feature::kSavepointBegins)),
                    text.span(transaction.begin, transaction.end));
  }
  if (begin_) return;
  begin_ = KeptText(text);
  savepoint_ = begins ? lower(transaction.savepoint.text) : std::string();
}

void Undone::end(const Transaction& transaction, const StatementText& text,
                 Diagnostics& diagnostics) {
  if (keeps_definitions())
    tell("before this ROLLBACK", text.span(transaction.begin, transaction.end), diagnostics);
  if (transaction.transaction == TransactionKind::kRollback) return restart();
  defined_.clear();
}

bool Undone::finish(StatementText& text, Diagnostics& diagnostics) {
  if (!begin_ || !keeps_definitions()) return false;
  text = begin_->view();
  tell("in this transaction, which is never committed", text.span(), diagnostics);
  defined_.clear();
  return true;
}

bool Undone::keeps_definitions() const {
  return !defined_.empty() && from_.stored->transactional && !to_.stored->transactional;
}

void Undone::tell(std::string_view what, Place place, Diagnostics& diagnostics) const {
  diagnostics.add(
      Code::kConditional,
      fmt::format("{} keeps what was done {}: {}", to_.title, what, join(defined_, ", ")),
      std::move(place));
}

}  // namespace sqlx::sql
