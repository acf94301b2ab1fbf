// Who may do what: `policies` of sqlx.yaml, checked against the schema, as the view of
// templates/server/policies.ts.
//
//     role → table → verb → {columns: […], where: {…}}      with `all`, a verb, or a list of verbs
//     in the place of any map
//
// A condition is a map from columns to a value, to `{claim: path}`, or to operators; from relations
// to conditions on their rows; and `all`, `any` and `not`. It becomes a filter of the ORM. Tables
// and columns are called what the database calls them. Whatever is not in the schema is an error at
// its place, since a rule that means nothing is one that somebody relies on.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "generators/application.h"

namespace sqlx::generators {

struct PolicyRuleView {
  std::string verb;
  std::string rule;  // { columns: ['id'], where: { … } }

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("verb", verb);
    fn("rule", rule);
  }
};

struct PolicyTableView {
  std::string model;  // a key; '*' for all that are not named
  std::vector<PolicyRuleView> rules;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("model", model);
    fn("rules", rules);
  }
};

struct PolicyRoleView {
  std::string role;
  std::vector<PolicyTableView> tables;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("role", role);
    fn("tables", tables);
  }
};

struct PoliciesView {
  bool written = false;
  bool has_claims = false;
  std::vector<PolicyRoleView> roles;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("written", written);
    fn("hasClaims", has_claims);
    fn("roles", roles);
  }
};

[[nodiscard]] PoliciesView policies_view(const Application& application, Diagnostics& diagnostics);

}  // namespace sqlx::generators
