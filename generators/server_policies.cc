#include "generators/server_policies.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "base/text.h"
#include "generators/escape.h"
#include "generators/policy_values.h"

namespace sqlx::generators {
namespace {

using Kind = YamlNode::Kind;

constexpr std::array<std::string_view, 4> kVerbs = {"select", "insert", "update", "delete"};
constexpr std::string_view kAll = "all";

// A part of the file, and how messages call it: `policies.customer.orders`.
struct Place {
  const YamlNode& node;
  std::string path;
};

Place member(const Place& map, const YamlEntry& entry) {
  return {entry.value, fmt::format("{}.{}", map.path, printable(entry.key.text))};
}

std::string braced(const std::vector<std::string>& parts) {
  return parts.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(parts, ", "));
}

class PolicyReader {
 public:
  PolicyReader(const Application& application, Diagnostics& diagnostics)
      : application_(application), diagnostics_(diagnostics) {}

  PoliciesView read(const YamlNode& policies) {
    const Place whole{policies, "policies"};
    for (const YamlEntry& entry : policies.entries)
      view_.roles.push_back(role(member(whole, entry), entry.key.text));
    view_.written = policies.kind == Kind::kMap;
    return std::move(view_);
  }

 private:
  // -------------------------------------------------------------------------- roles, tables, verbs

  PolicyRoleView role(const Place& place, std::string_view name) {
    PolicyRoleView view{.role = ts_key(name), .tables = {}};
    if (place.node.kind == Kind::kMap) {
      for (const YamlEntry& entry : place.node.entries)
        add_table(view, member(place, entry), entry.key);
    } else if (place.node.kind == Kind::kText && place.node.text == kAll) {
      view.tables.push_back({ts_key("*"), every_rule()});
    } else {
      wrong(place, "`all`, or a map from tables to what the role may do with them");
    }
    return view;
  }

  void add_table(PolicyRoleView& role, const Place& place, const YamlNode& name) {
    if (name.text == "*") {
      role.tables.push_back({ts_key("*"), rules(place, std::nullopt)});
    } else if (const std::optional<ir::TableId> table = find_table(place, name)) {
      const std::string model = ts_key(application_.names_of(*table).model);
      const bool twice = std::any_of(role.tables.begin(), role.tables.end(),
                                     [&](const auto& each) { return each.model == model; });
      if (twice)
        unknown(name, fmt::format("`{}` is said twice in this role", printable(name.text)), {},
                "put both into one");
      role.tables.push_back({model, rules(place, table)});
    }
  }

  static std::vector<PolicyRuleView> every_rule() {
    std::vector<PolicyRuleView> rules;
    rules.reserve(std::size(kVerbs));
    for (const std::string_view verb : kVerbs) rules.push_back({std::string(verb), "{}"});
    return rules;
  }

  // `table` is not there where the rules are for all tables.
  std::vector<PolicyRuleView> rules(const Place& place, std::optional<ir::TableId> table) {
    std::vector<PolicyRuleView> rules;
    switch (place.node.kind) {
      case Kind::kText:
        if (place.node.text == kAll) return every_rule();
        add_verb(rules, place, place.node, "{}");
        break;
      case Kind::kList:
        for (const YamlNode& item : place.node.items) add_verb(rules, place, item, "{}");
        break;
      case Kind::kMap:
        for (const YamlEntry& entry : place.node.entries)
          add_verb(rules, place, entry.key, rule(member(place, entry), table));
        break;
      case Kind::kNull: wrong(place, "`all`, a verb, a list of verbs, or a map of them");
    }
    return rules;
  }

  void add_verb(std::vector<PolicyRuleView>& rules, const Place& place, const YamlNode& verb,
                std::string rule) {
    const std::vector<std::string> known(kVerbs.begin(), kVerbs.end());
    if (std::find(known.begin(), known.end(), verb.text) == known.end()) {
      unknown(verb, fmt::format("`{}` in `{}` is no verb", printable(verb.text), place.path),
              known);
      return;
    }
    rules.push_back({verb.text, std::move(rule)});
  }

  // ----------------------------------------------------------------------------------------- rules

  // `{columns: […], where: {…}}`, or `all`
  std::string rule(const Place& place, std::optional<ir::TableId> table) {
    if (place.node.kind == Kind::kText && place.node.text == kAll) return "{}";
    if (place.node.kind != Kind::kMap)
      return wrong(place, "`all`, or a map of `columns` and `where`");
    std::vector<std::string> parts;
    for (const YamlEntry& entry : place.node.entries) {
      const Place value = member(place, entry);
      if (entry.key.text == "columns" && table) {
        parts.push_back(fmt::format("columns: {}", columns(value, *table)));
      } else if (entry.key.text == "where" && table) {
        parts.push_back(fmt::format("where: {}", conditions(value, *table)));
      } else {
        unknown(entry.key,
                fmt::format("`{}` has no key `{}`", place.path, printable(entry.key.text)),
                {"columns", "where"}, table ? "" : "columns and conditions are of one table");
      }
    }
    return braced(parts);
  }

  std::string columns(const Place& place, ir::TableId table) {
    if (place.node.kind != Kind::kList || place.node.items.empty())
      return wrong(place, "a list of columns");
    std::vector<std::string> names;
    for (const YamlNode& item : place.node.items) {
      if (find_column(place, item, table)) names.push_back(ts_string(item.text));
    }
    return fmt::format("[{}]", fmt::join(names, ", "));
  }

  // ------------------------------------------------------------------------------------ conditions

  std::string conditions(const Place& place, ir::TableId table) {
    if (place.node.kind != Kind::kMap || place.node.entries.empty())
      return wrong(place, "a map from columns to conditions");
    std::vector<std::string> parts;
    for (const YamlEntry& entry : place.node.entries)
      parts.push_back(condition(member(place, entry), entry.key, table));
    return braced(parts);
  }

  std::string condition(const Place& place, const YamlNode& name, ir::TableId table) {
    if (place.node.kind == Kind::kList && name.text == "any")
      return fmt::format("OR: {}", list(place, table));
    if (place.node.kind == Kind::kList && name.text == kAll)
      return fmt::format("AND: {}", list(place, table));
    if (place.node.kind == Kind::kMap && name.text == "not")
      return fmt::format("NOT: [{}]", conditions(place, table));
    if (std::string related = relation(place, name, table); !related.empty()) return related;
    const std::optional<ir::ColumnId> column = find_column(place, name, table);
    if (!column) return "";
    return fmt::format("{}: {}", ts_key(application_.names_of(table).fields[column->index]),
                       comparison(place, *column));
  }

  std::string list(const Place& place, ir::TableId table) {
    std::vector<std::string> parts;
    for (const YamlNode& item : place.node.items)
      parts.push_back(conditions({item, place.path}, table));
    return fmt::format("[{}]", fmt::join(parts, ", "));
  }

  // Nothing, if the table has no such relation; a column of that name comes first.
  std::string relation(const Place& place, const YamlNode& name, ir::TableId table) {
    if (application_.catalog.find_column(table, name.text)) return "";
    const std::span<const ir::Relation> relations = application_.relations.of(table);
    for (std::size_t i = 0; i < relations.size(); ++i) {
      const std::string& field =
          application_.names.relations[application_.relations.first(table) + i];
      if (field != name.text) continue;
      const std::string inner = conditions(place, relations[i].to);
      return ir::is_many(relations[i].kind)
                 ? fmt::format("{}: {{ some: {} }}", ts_key(field), inner)
                 : fmt::format("{}: {}", ts_key(field), inner);
    }
    return "";
  }

  std::string comparison(const Place& place, ir::ColumnId column) {
    PolicyValues values(application_.catalog.column(column), diagnostics_);
    std::string text = values.comparison(place.node, place.path);
    view_.has_claims |= values.has_claims();
    return text;
  }

  // ----------------------------------------------------------------------------------------- names

  std::optional<ir::TableId> find_table(const Place& place, const YamlNode& name) {
    std::vector<std::string> known;
    std::optional<ir::TableId> found;
    for (const ir::TableId id : application_.models) {
      const ir::ObjectName& table = application_.catalog.table(id).name;
      known.push_back(table.name);
      const bool at_home = table.schema == application_.database.default_schema;
      if (fmt::format("{}.{}", table.schema, table.name) == name.text ||
          (table.name == name.text && (at_home || !found)))
        found = id;
    }
    if (!found)
      unknown(name,
              fmt::format("`{}` names a table that is not in the schema: `{}`", place.path,
                          printable(name.text)),
              known);
    return found;
  }

  std::optional<ir::ColumnId> find_column(const Place& place, const YamlNode& name,
                                          ir::TableId table) {
    const std::optional<ir::ColumnId> found =
        name.kind == Kind::kText ? application_.catalog.find_column(table, name.text)
                                 : std::nullopt;
    if (found) return found;
    std::vector<std::string> known;
    for (const ir::Column& column : application_.catalog.table(table).columns)
      known.push_back(column.name);
    unknown(
        name,
        fmt::format("`{}`: `{}` has no column `{}`", place.path,
                    printable(application_.catalog.table(table).name.name), printable(name.text)),
        known);
    return std::nullopt;
  }

  void unknown(const YamlNode& name, std::string message, const std::vector<std::string>& known,
               std::string hint = "") {
    if (hint.empty()) hint = did_you_mean(name.text, known);
    if (hint.empty()) hint = fmt::format("there are {}", enumerate(known));
    diagnostics_.add(Code::kConfigUnknownKey, std::move(message), name.where, std::move(hint));
  }

  std::string wrong(const Place& place, std::string_view expected) {
    diagnostics_.add(Code::kConfigWrongType, fmt::format("`{}` should be {}", place.path, expected),
                     place.node.where, "");
    return "{}";
  }

  const Application& application_;
  Diagnostics& diagnostics_;
  PoliciesView view_;
};

}  // namespace

PoliciesView policies_view(const Application& application, Diagnostics& diagnostics) {
  return PolicyReader(application, diagnostics).read(application.settings.policies);
}

}  // namespace sqlx::generators
