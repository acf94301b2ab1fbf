#include "introspect/postgres/query_scope.h"

namespace sqlx::introspect::postgres {
namespace {

constexpr int kSelect = 1;  // of the server's CmdType

// The server's numbers, the same in all versions.
enum class JoinType : std::uint8_t { kInner = 0, kLeft = 1, kFull = 2, kRight = 3, kUnknown = 255 };

bool collect_columns(Scope& scope) {
  for (Node entry = scope.query["targetList"].first(); entry; entry = entry.next()) {
    if (entry["resjunk"].is("true")) continue;  // only there to sort or group by
    scope.columns.push_back(entry);
    const bool in_order = number_as<std::size_t>(entry["resno"]) == scope.columns.size();
    if (!entry["resjunk"].is("false") || !in_order) return false;
  }
  return true;
}

// A part of FROM, and whether no outer join above it replaces its rows by NULLs.
struct Side {
  Node node;
  bool kept = true;
};

void open_join(const Side& join, std::vector<Side>& open) {
  const auto number = number_as<std::uint8_t>(join.node["jointype"]);
  const JoinType type = number ? static_cast<JoinType>(*number) : JoinType::kUnknown;
  const bool inner = type == JoinType::kInner;
  open.push_back({join.node["larg"], join.kept && (inner || type == JoinType::kLeft)});
  open.push_back({join.node["rarg"], join.kept && (inner || type == JoinType::kRight)});
}

bool mark_side(Scope& scope, const Side& side, std::vector<Side>& open) {
  if (side.node.is_object("FROMEXPR")) {
    for (Node item = side.node["fromlist"].first(); item; item = item.next())
      open.push_back({item, side.kept});
    return true;
  }
  const bool is_join = side.node.is_object("JOINEXPR");
  const auto index = entry_index(scope, side.node["rtindex"]);
  if (!index || (!is_join && !side.node.is_object("RANGETBLREF"))) return false;
  scope.kept[*index] = side.kept;
  if (is_join) open_join(side, open);
  return true;
}

// Without recursion, as joins nest as deep as their number.
bool mark_kept(Scope& scope) {
  scope.kept.assign(scope.entries.size(), false);
  std::vector<Side> open = {{scope.query["jointree"]}};
  while (!open.empty()) {
    const Side side = open.back();
    open.pop_back();
    if (!mark_side(scope, side, open)) return false;
  }
  return true;
}

}  // namespace

std::optional<Scope> make_scope(Node query, const Scope* outer) {
  if (!query.is_object("QUERY") || query["commandType"].number() != kSelect) return std::nullopt;
  Scope scope{.query = query, .outer = outer, .grouping_sets = query["groupingSets"].is_list()};
  for (Node entry = query["rtable"].first(); entry; entry = entry.next())
    scope.entries.push_back(entry);
  if (!collect_columns(scope) || !mark_kept(scope)) return std::nullopt;
  return scope;
}

std::optional<std::size_t> entry_index(const Scope& scope, Node number) {
  const auto index = number_as<std::size_t>(number);
  if (!index || *index == 0 || *index > scope.entries.size()) return std::nullopt;
  return *index - 1;
}

const Scope* outward(const Scope& scope, Node levels) {
  const auto number = number_as<std::uint32_t>(levels);
  if (!number) return nullptr;
  const Scope* owner = &scope;
  for (std::uint32_t i = 0; i < *number && owner != nullptr; ++i) owner = owner->outer;
  return owner;
}

}  // namespace sqlx::introspect::postgres
