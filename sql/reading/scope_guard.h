// A scope for as long as a query is read: names resolve in it, then in those around it.
#pragma once

#include "sql/reading/reader.h"

namespace sqlx::sql {

class Reader::ScopeGuard {
 public:
  explicit ScopeGuard(Reader& reader) : reader_(reader), common_(reader.common_.size()) {
    scope_.outer = reader.scope_;
    reader.scope_ = &scope_;
  }
  ScopeGuard(const ScopeGuard&) = delete;
  ScopeGuard& operator=(const ScopeGuard&) = delete;
  ~ScopeGuard() {
    reader_.scope_ = scope_.outer;
    reader_.common_.resize(common_);
  }

  Scope& scope() { return scope_; }

 private:
  Reader& reader_;
  std::size_t common_;
  Scope scope_;
};

}  // namespace sqlx::sql
