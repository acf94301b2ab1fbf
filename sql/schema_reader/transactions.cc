#include "sql/schema_reader/transactions.h"

#include <algorithm>

namespace sqlx::sql::schema_reader {

void Transactions::read(Draft& draft, const Transaction& statement) {
  if (!draft.stored.transactional) return;
  const std::string savepoint = draft.name(statement.savepoint);
  switch (statement.transaction) {
    case TransactionKind::kBegin:
      return marks_.empty() ? open(draft, statement, {})
                            : void();  // the server says so, and goes on
    case TransactionKind::kSavepoint: return open(draft, statement, savepoint);
    case TransactionKind::kCommit: return marks_.clear();
    case TransactionKind::kRollback: return roll_back(draft);
    case TransactionKind::kRollbackTo: return roll_back_to(draft, savepoint);
    case TransactionKind::kRelease: return release(savepoint);
  }
}

void Transactions::open(const Draft& draft, const Transaction& statement,
                        const std::string& savepoint) {
  if (marks_.empty()) begin_ = draft.text->span(statement.begin, statement.end);
  marks_.push_back({savepoint, draft});
}

void Transactions::roll_back(Draft& draft) {
  if (marks_.empty()) return;
  static_cast<Made&>(draft) = std::move(marks_.front().made);
  marks_.clear();
}

// The savepoint stays, what came behind it is gone.
void Transactions::roll_back_to(Draft& draft, const std::string& savepoint) {
  const auto mark = find(savepoint);
  if (mark == marks_.end()) return;
  static_cast<Made&>(draft) = mark->made;
  marks_.erase(mark + 1, marks_.end());
}

// The outermost savepoint may be the transaction itself.
void Transactions::release(const std::string& savepoint) {
  marks_.erase(find(savepoint), marks_.end());
}

std::vector<Transactions::Mark>::iterator Transactions::find(const std::string& savepoint) {
  const auto last = std::find_if(marks_.rbegin(), marks_.rend(),
                                 [&](const Mark& mark) { return mark.savepoint == savepoint; });
  return last == marks_.rend() ? marks_.end() : std::prev(last.base());
}

void Transactions::finish(Draft& draft) {
  if (marks_.empty()) return;
  draft.diagnostics.add(Code::kSyntaxUnsupported,
                        "this transaction is never committed: the server takes back what follows",
                        begin_, "end it with COMMIT");
  draft.diagnostics.back().severity = Severity::kWarning;
  roll_back(draft);
}

}  // namespace sqlx::sql::schema_reader
