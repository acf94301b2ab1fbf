// Views over views: what one view says of another is followed down to the tables (`resolve` in
// view_columns.h).
#include <utility>

#include "introspect/postgres/view_columns.h"

namespace sqlx::introspect::postgres {
namespace {

// CREATE OR REPLACE VIEW can close a circle, and a chain can be long: both end in "nullable, of
// unknown origin".
constexpr int kMostDepth = 400;

struct Settled {
  std::optional<ColumnId> base;
  bool not_null = false;
};

class Resolver {
 public:
  Resolver(const Views& views, const NotNull& not_null) : views_(views), not_null_(not_null) {}

  Settled settle(ColumnId id) {
    const auto view = views_.find(id.relation);
    if (view == views_.end()) return {.base = id, .not_null = not_null_(id)};
    const auto [known, is_new] = settled_.try_emplace(id);
    const auto index = static_cast<std::size_t>(id.column) - 1;
    if (!is_new || index >= view->second.size() || depth_ >= kMostDepth) return known->second;
    ++depth_;
    known->second = follow(view->second[index]);
    --depth_;
    return known->second;
  }

 private:
  Settled follow(const ViewColumn& column) {
    Settled settled{.not_null = !column.nullable};
    if (column.base) settled.base = settle(*column.base).base;
    for (const ColumnId& condition : column.not_null_if) {
      settled.not_null = settled.not_null && settle(condition).not_null;
    }
    return settled;
  }

  const Views& views_;
  const NotNull& not_null_;
  std::map<ColumnId, Settled> settled_;
  int depth_ = 0;
};

}  // namespace

void resolve(Views& views, const NotNull& not_null) {
  Views resolved;
  Resolver resolver(views, not_null);
  for (const auto& [oid, columns] : views) {
    auto& into = resolved[oid];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Settled settled = resolver.settle({oid, static_cast<std::int16_t>(i + 1)});
      into.push_back({.base = settled.base, .nullable = !settled.not_null});
    }
  }
  views = std::move(resolved);
}

}  // namespace sqlx::introspect::postgres
