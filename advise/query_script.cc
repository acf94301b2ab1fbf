#include "advise/query_script.h"

#include <map>

namespace sqlx::advise {

Workload read_queries(sql::StatementReader& reader, Diagnostics& diagnostics) {
  Workload workload;
  std::map<std::string, std::size_t, std::less<>> known;
  while (const auto piece = reader.next(diagnostics)) {
    if (piece->kind != sql::Piece::Kind::kStatement) continue;
    const auto [found, is_new] =
        known.try_emplace(std::string(piece->text.text), workload.statements.size());
    if (is_new) {
      workload.statements.push_back({.text = found->first});
    } else {
      workload.statements[found->second].calls += 1;
    }
  }
  return workload;
}

}  // namespace sqlx::advise
