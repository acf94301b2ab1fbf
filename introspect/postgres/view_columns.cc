#include "introspect/postgres/view_columns.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "introspect/postgres/query_scope.h"

namespace sqlx::introspect::postgres {
namespace {

// The server's own numbers for its enums and functions; the same in all versions.
enum class EntryKind : std::uint8_t { kRelation = 0, kSubquery = 1, kJoin = 2, kCte = 6 };
constexpr int kExistsSubLink = 0;
constexpr int kArraySubLink = 6;
// Aggregates and window functions that are never NULL: count("any"), count(*), row_number(), rank()
// … cume_dist().
constexpr std::int64_t kNeverNull[] = {2147, 2803, 3100, 3101, 3102, 3103, 3104};

// A tree as deep or as tangled as this was not written by a person: then the answer is "nullable".
constexpr int kMostDepth = 400;
constexpr int kMostSteps = 200'000;
constexpr std::size_t kMostColumns = 1664;  // the server's own limit

// When an expression is not NULL.
enum class Rule : std::uint8_t {
  kColumn,         // when what it refers to is not
  kConstant,       // as it says
  kCalculation,    // an aggregate or window function: if it is in kNeverNull
  kGrouping,       // GROUPING(): never NULL
  kTest,           // never NULL
  kSubLink,        // if it is EXISTS or ARRAY
  kArgument,       // when :arg is not
  kEveryArgument,  // when none of :args is
  kAnyArgument,    // when one of :args is not
  kCase,           // when none of its branches is
};

struct Expression {
  std::string_view label;
  Rule rule;
  std::string_view type;  // the field that holds the oid of its type, if it has one
};

// Up to PostgreSQL 14 some labels were shorter.
constexpr Expression kExpressions[] = {
    {"AGGREF", Rule::kCalculation, "aggtype"},
    {"BOOLEANTEST", Rule::kTest, ""},
    {"BOOLEXPR", Rule::kEveryArgument, ""},
    {"CASE", Rule::kCase, "casetype"},
    {"CASEEXPR", Rule::kCase, "casetype"},
    {"COALESCE", Rule::kAnyArgument, "coalescetype"},
    {"COALESCEEXPR", Rule::kAnyArgument, "coalescetype"},
    {"COLLATEEXPR", Rule::kArgument, ""},
    {"CONST", Rule::kConstant, "consttype"},
    {"GROUPINGFUNC", Rule::kGrouping, ""},
    {"MINMAX", Rule::kAnyArgument, "minmaxtype"},
    {"MINMAXEXPR", Rule::kAnyArgument, "minmaxtype"},
    {"NULLTEST", Rule::kTest, ""},
    {"RELABELTYPE", Rule::kArgument, "resulttype"},
    {"SUBLINK", Rule::kSubLink, ""},
    {"VAR", Rule::kColumn, "vartype"},
    {"WINDOWFUNC", Rule::kCalculation, "wintype"},
};

const Expression* known(Node node) {
  const auto* found = std::ranges::find(kExpressions, node.label(), &Expression::label);
  return found == std::end(kExpressions) ? nullptr : found;
}

bool is_one_of(Node node, std::span<const std::int64_t> numbers) {
  const auto number = node.number();
  return number && std::ranges::find(numbers, *number) != numbers.end();
}

std::optional<ColumnId> column_id(Node relation, Node column) {
  const auto oid = number_as<std::uint32_t>(relation);
  const auto number = number_as<std::int16_t>(column);
  if (!oid || !number || *oid == 0 || *number <= 0)
    return std::nullopt;  // a whole row, or a system column
  return ColumnId{*oid, *number};
}

// Columns and entries are numbered from 1.
constexpr std::size_t index_of(std::int16_t number) { return static_cast<std::size_t>(number) - 1; }

// Not NULL if none of these columns is; or nothing, if nothing makes it certain.
using Certainty = std::optional<std::vector<ColumnId>>;

Certainty certain_if(bool holds) { return holds ? Certainty(std::in_place) : std::nullopt; }

Certainty both(const Certainty& a, const Certainty& b) {
  if (!a || !b) return std::nullopt;
  Certainty merged(std::in_place);
  std::ranges::set_union(*a, *b, std::back_inserter(*merged));
  return merged;
}

class Analysis {
 public:
  const Scope* scope_of(Node query, const Scope* outer);
  Certainty column(const Scope& scope, std::int16_t number);

 private:
  bool enter();
  Certainty expression(const Scope& scope, Node node);
  Certainty apply(Rule rule, const Scope& scope, Node node);
  Certainty every(const Scope& scope, Node list);
  Certainty any(const Scope& scope, Node list);
  Certainty branches(const Scope& scope, Node node);
  Certainty referred(const Scope& scope, Node variable);
  Certainty shown_by(const Scope& scope, Node entry, std::int16_t number);
  Certainty of_query(Node query, const Scope& outer, std::int16_t number);
  Certainty of_cte(const Scope& scope, Node entry, std::int16_t number);
  Certainty of_set_operation(const Scope& scope, Node operation, std::int16_t number);
  Certainty of_branch(const Scope& scope, Node reference, std::int16_t number, std::int64_t type);

  std::map<std::uint32_t, std::optional<Scope>>
      scopes_;  // by the id of the query's node; never moved
  int depth_ = 0;
  int steps_ = 0;
};

const Scope* Analysis::scope_of(Node query, const Scope* outer) {
  const auto [place, is_new] = scopes_.try_emplace(query.id());
  if (is_new) place->second = make_scope(query, outer);
  return place->second ? &*place->second : nullptr;
}

bool Analysis::enter() {
  if (depth_ >= kMostDepth || steps_ >= kMostSteps) return false;
  ++depth_;
  ++steps_;
  return true;
}

// Each way round, from a query's column to its expression and on to the query that this refers to,
// comes through here.
Certainty Analysis::column(const Scope& scope, std::int16_t number) {
  if (number <= 0 || index_of(number) >= scope.columns.size() || !enter()) return std::nullopt;
  const Node operation = scope.query["setOperations"];
  Certainty certainty = operation.label().empty()
                            ? expression(scope, scope.columns[index_of(number)]["expr"])
                            : of_set_operation(scope, operation, number);
  --depth_;
  return certainty;
}

Certainty Analysis::expression(const Scope& scope, Node node) {
  const Expression* kind = known(node);
  if (kind == nullptr || !enter()) return std::nullopt;
  Certainty certainty = apply(kind->rule, scope, node);
  --depth_;
  return certainty;
}

Certainty Analysis::apply(Rule rule, const Scope& scope, Node node) {
  if (rule == Rule::kCalculation) {
    return certain_if(is_one_of(node["aggfnoid"], kNeverNull) ||
                      is_one_of(node["winfnoid"], kNeverNull));
  }
  if (rule == Rule::kGrouping) return certain_if(true);
  // Whatever is grouped by turns NULL in the sets that leave it out, constants too; but those above
  // cannot be grouped by.
  if (scope.grouping_sets) return std::nullopt;
  switch (rule) {
    case Rule::kColumn: return referred(scope, node);
    case Rule::kConstant: return certain_if(node["constisnull"].is("false"));
    case Rule::kSubLink: {
      const auto type = node["subLinkType"].number();
      return certain_if(type == kExistsSubLink || type == kArraySubLink);
    }
    case Rule::kArgument: return expression(scope, node["arg"]);
    case Rule::kEveryArgument: return every(scope, node["args"]);
    case Rule::kAnyArgument: return any(scope, node["args"]);
    case Rule::kCase: return branches(scope, node);
    case Rule::kTest: return certain_if(true);
    case Rule::kCalculation:
    case Rule::kGrouping: break;
  }
  return std::nullopt;
}

Certainty Analysis::every(const Scope& scope, Node list) {
  Certainty all = certain_if(static_cast<bool>(list.first()));
  for (Node item = list.first(); item && all; item = item.next())
    all = both(all, expression(scope, item));
  return all;
}

// One that depends on nothing if there is one, else the last one, which is what people write as the
// fallback.
Certainty Analysis::any(const Scope& scope, Node list) {
  Certainty best;
  for (Node item = list.first(); item; item = item.next()) {
    Certainty certainty = expression(scope, item);
    if (certainty && certainty->empty()) return certainty;
    if (certainty) best = std::move(certainty);
  }
  return best;
}

Certainty Analysis::branches(const Scope& scope, Node node) {
  Certainty all = expression(scope, node["defresult"]);
  for (Node when = node["args"].first(); when && all; when = when.next()) {
    all = both(all, expression(scope, when["result"]));
  }
  return all;
}

Certainty Analysis::referred(const Scope& scope, Node variable) {
  const Scope* owner = outward(scope, variable["varlevelsup"]);
  if (owner == nullptr || owner->grouping_sets) return std::nullopt;
  const auto index = entry_index(*owner, variable["varno"]);
  const auto number = number_as<std::int16_t>(variable["varattno"]);
  if (!index || !owner->kept[*index] || !number || *number <= 0) return std::nullopt;
  if (variable["varnullingrels"].first())
    return std::nullopt;  // from PostgreSQL 16 on: the outer joins above it
  return shown_by(*owner, owner->entries[*index], *number);
}

Certainty of_relation(Node entry, std::int16_t number) {
  const auto relation = number_as<std::uint32_t>(entry["relid"]);
  const Node kind = entry["relkind"];
  if (!relation || !(kind.is("r") || kind.is("p") || kind.is("v"))) return std::nullopt;
  return std::vector<ColumnId>{{*relation, number}};
}

Certainty Analysis::shown_by(const Scope& scope, Node entry, std::int16_t number) {
  const auto kind = number_as<std::uint8_t>(entry["rtekind"]);
  if (!kind) return std::nullopt;
  switch (static_cast<EntryKind>(*kind)) {
    case EntryKind::kRelation: return of_relation(entry, number);
    case EntryKind::kSubquery: return of_query(entry["subquery"], scope, number);
    case EntryKind::kJoin: return expression(scope, entry["joinaliasvars"].at(index_of(number)));
    case EntryKind::kCte: return of_cte(scope, entry, number);
  }
  return std::nullopt;
}

Certainty Analysis::of_query(Node query, const Scope& outer, std::int16_t number) {
  const Scope* scope = scope_of(query, &outer);
  return scope == nullptr ? std::nullopt : column(*scope, number);
}

Certainty Analysis::of_cte(const Scope& scope, Node entry, std::int16_t number) {
  const Scope* owner = outward(scope, entry["ctelevelsup"]);
  if (owner == nullptr || !entry["self_reference"].is("false")) return std::nullopt;
  for (Node cte = owner->query["cteList"].first(); cte; cte = cte.next()) {
    if (!cte["ctename"].is(entry["ctename"].written())) continue;
    return cte["cterecursive"].is("false") ? of_query(cte["ctequery"], *owner, number)
                                           : std::nullopt;
  }
  return std::nullopt;
}

// UNION, INTERSECT and EXCEPT: every branch has to be certain, and of the type of the whole: the
// cast between two types may be a function of the user's that gives NULL.
Certainty Analysis::of_set_operation(const Scope& scope, Node operation, std::int16_t number) {
  const auto type = operation["colTypes"].at(index_of(number)).number();
  Certainty all = certain_if(true);
  std::vector<Node> open = {operation};
  while (!open.empty() && all) {
    const Node node = open.back();
    open.pop_back();
    if (node.is_object("SETOPERATIONSTMT")) {
      if (!type || node["colTypes"].at(index_of(number)).number() != type) return std::nullopt;
      open.push_back(node["larg"]);
      open.push_back(node["rarg"]);
    } else {
      all = both(all, of_branch(scope, node, number, *type));
    }
  }
  return all;
}

Certainty Analysis::of_branch(const Scope& scope, Node reference, std::int16_t number,
                              std::int64_t type) {
  const auto index = entry_index(scope, reference["rtindex"]);
  if (!reference.is_object("RANGETBLREF") || !index) return std::nullopt;
  const Scope* branch = scope_of(scope.entries[*index]["subquery"], &scope);
  if (branch == nullptr || index_of(number) >= branch->columns.size()) return std::nullopt;
  const Node shown = branch->columns[index_of(number)]["expr"];
  const Expression* kind = known(shown);
  if (kind == nullptr || shown[kind->type].number() != type) return std::nullopt;
  return column(*branch, number);
}

}  // namespace

std::optional<std::vector<ViewColumn>> view_columns(std::string_view ev_action) {
  const auto tree = NodeTree::read(ev_action);
  if (!tree) return std::nullopt;
  const Node query = tree->root().first();
  if (!tree->root().is_list() || query.next()) return std::nullopt;
  Analysis analysis;
  const Scope* scope = analysis.scope_of(query, nullptr);
  if (scope == nullptr || scope->columns.size() > kMostColumns) return std::nullopt;
  std::vector<ViewColumn> columns;
  for (const Node& entry : scope->columns) {
    Certainty certainty = analysis.column(*scope, static_cast<std::int16_t>(columns.size() + 1));
    columns.push_back({.base = column_id(entry["resorigtbl"], entry["resorigcol"]),
                       .nullable = !certainty.has_value()});
    if (certainty) columns.back().not_null_if = std::move(*certainty);
  }
  return columns;
}

}  // namespace sqlx::introspect::postgres
