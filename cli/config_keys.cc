#include "cli/config_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/document.h"
#include "base/text.h"
#include "cli/config_alerts.h"
#include "cli/config_reader.h"
#include "cli/duration.h"

namespace sqlx::cli {
namespace {

// What `names:` says of one relation.
struct RelationNaming {
  ir::NameOverrides& overrides;
  const std::string& table;
  const std::string& key;  // the foreign key's name, or its columns
};

template <ir::RelationEnd kEnd>
void read_relation_end(ConfigReader& reader, const Value& value, RelationNaming& into) {
  if (auto name = reader.text(value, "a name")) {
    into.overrides.relations.push_back({.table = into.table,
                                        .key = into.key,
                                        .end = kEnd,
                                        .name = std::move(name->text),
                                        .where = std::move(name->where)});
  }
}

constexpr Key<RelationNaming> kRelationKeys[] = {
    {{"forward", "on the table that has the foreign key", "forward: buyer"},
     read_relation_end<ir::RelationEnd::kForward>},
    {{"reverse", "on the table that it points to", "reverse: purchases"},
     read_relation_end<ir::RelationEnd::kReverse>},
    {{"through", "on the table that it points to, past a join table", "through: tags"},
     read_relation_end<ir::RelationEnd::kThrough>},
};

// What `names:` says of one table.
struct TableNaming {
  ir::NameOverrides& overrides;
  const std::string& table;  // `orders` or `shop.orders`
};

void read_model(ConfigReader& reader, const Value& value, TableNaming& into) {
  static constexpr std::string_view kExpected =
      "the name of a model, or a map of `model`, `collection`, `columns`, `relations`";
  if (auto name = reader.text(value, kExpected))
    into.overrides.models.push_back({into.table, std::move(name->text), std::move(name->where)});
}

void read_collection(ConfigReader& reader, const Value& value, TableNaming& into) {
  if (auto name = reader.text(value, "a name")) {
    into.overrides.collections.push_back(
        {into.table, std::move(name->text), std::move(name->where)});
  }
}

void read_columns(ConfigReader& reader, const Value& value, TableNaming& into) {
  if (!reader.is_map(value, "a map from columns to names")) return;
  reader.renamings(value, [&](const YamlNode& column, ConfigText name) {
    const std::string path = fmt::format("{}.{}", into.table, to_string(SchemaPath{{column.text}}));
    into.overrides.fields.push_back({path, std::move(name.text), std::move(name.where)});
  });
}

// `orders_customer_fkey: buyer`, or a map of the relation's ends
void read_relations(ConfigReader& reader, const Value& value, TableNaming& into) {
  if (!reader.is_map(value, "a map from foreign keys to names")) return;
  for (const YamlEntry& entry : value.node.entries) {
    RelationNaming relation{into.overrides, into.table, entry.key.text};
    if (entry.value.kind == YamlNode::Kind::kMap) {
      read_keys<RelationNaming>(reader, member(value, entry), kRelationKeys, relation);
    } else {
      read_relation_end<ir::RelationEnd::kForward>(reader, member(value, entry), relation);
    }
  }
}

constexpr Key<TableNaming> kTableKeys[] = {
    {{"model", "the model", "model: Order"}, read_model},
    {{"collection", "the collection in URLs", "collection: orders"}, read_collection},
    {{"columns", "fields, by their column", "columns: {ord_dt: orderedAt}"}, read_columns},
    {{"relations", "relations, by their foreign key or its columns",
      "relations: {customer_id: buyer}"},
     read_relations},
};

// `orders: Order`, or a map of keys
void read_tables(ConfigReader& reader, const Value& value, ir::NameOverrides& into) {
  if (!reader.is_map(value, "a map from tables to names")) return;
  for (const YamlEntry& entry : value.node.entries) {
    TableNaming table{into, entry.key.text};
    if (entry.value.kind == YamlNode::Kind::kMap) {
      read_keys<TableNaming>(reader, member(value, entry), kTableKeys, table);
    } else {
      read_model(reader, member(value, entry), table);
    }
  }
}

// What `names:` says of one enum or composite type.
struct TypeNaming {
  std::vector<ir::NameOverride>& overrides;
  const std::string& path;
};

void read_type(ConfigReader& reader, const Value& value, TypeNaming& into) {
  static constexpr std::string_view kExpected = "the name of a type, or a map of its names";
  if (auto name = reader.text(value, kExpected))
    into.overrides.push_back({into.path, std::move(name->text), std::move(name->where)});
}

void read_members(ConfigReader& reader, const Value& value, TypeNaming& into) {
  if (!reader.is_map(value, "a map from members to names")) return;
  reader.renamings(value, [&](const YamlNode& member, ConfigText name) {
    into.overrides.push_back({into.path, std::move(name.text), std::move(name.where), member.text});
  });
}

constexpr Key<TypeNaming> kEnumKeys[] = {
    {{"type", "the type", "type: OrderState"}, read_type},
    {{"members", "its members, by their label", "members: {\"24h\": day}"}, read_members},
};

constexpr Key<TypeNaming> kCompositeKeys[] = {
    {{"type", "the type", "type: Address"}, read_type},
    {{"fields", "its fields", "fields: {zip_cd: postcode}"}, read_members},
};

// `order_state: OrderState`, or a map of keys
template <std::vector<ir::NameOverride> ir::NameOverrides::*kList, const auto& kTypeKeys>
void read_types(ConfigReader& reader, const Value& value, ir::NameOverrides& into) {
  if (!reader.is_map(value, "a map from types to names")) return;
  for (const YamlEntry& entry : value.node.entries) {
    TypeNaming type{into.*kList, entry.key.text};
    if (entry.value.kind == YamlNode::Kind::kMap) {
      read_keys<TypeNaming>(reader, member(value, entry), kTypeKeys, type);
    } else {
      read_type(reader, member(value, entry), type);
    }
  }
}

void read_routines(ConfigReader& reader, const Value& value, ir::NameOverrides& into) {
  if (!reader.is_map(value, "a map from routines to names")) return;
  reader.renamings(value, [&](const YamlNode& path, ConfigText name) {
    into.routines.push_back({path.text, std::move(name.text), std::move(name.where)});
  });
}

constexpr Key<ir::NameOverrides> kNamesKeys[] = {
    {{"tables", "models, fields and relations, by their table", "tables: {orders: Order}"},
     read_tables},
    {{"enums", "enums, by their name or by the column that lists their labels",
      "enums: {order_state: OrderState}"},
     read_types<&ir::NameOverrides::enums, kEnumKeys>},
    {{"composites", "composite types and their fields", "composites: {addr: Address}"},
     read_types<&ir::NameOverrides::composites, kCompositeKeys>},
    {{"routines", "routines; overloads with the types of their arguments",
      "routines: {calc_total: total, \"area(integer)\": areaOfSquare}"},
     read_routines},
};

void read_names(ConfigReader& reader, const Value& value, Config& into) {
  if (reader.is_map(value, "a map with `tables`, `enums`, `composites` and `routines`"))
    read_keys<ir::NameOverrides>(reader, value, kNamesKeys, into.names);
}

void read_timeout(ConfigReader& reader, const Value& value, Config& into) {
  static constexpr std::string_view kExpected = "seconds or a duration such as `10s` or `500ms`";
  const std::optional<ConfigText> text = reader.text(value, kExpected);
  if (!text) return;
  into.timeout = parse_duration(text->text);
  if (!into.timeout) reader.wrong_type(value, kExpected);
}

// `validation: zod`: what is generated beside the validators that need nothing.
void read_validation(ConfigReader& reader, const Value& value, Config& into) {
  static constexpr std::string_view kExpected = "`standalone` or `zod`";
  const std::optional<ConfigText> text = reader.text(value, kExpected);
  if (!text) return;
  into.settings.zod = text->text == "zod";
  if (!into.settings.zod && text->text != "standalone") reader.wrong_type(value, kExpected);
}

constexpr Key<Config> kKeys[] = {
    {{"name", "what the application is called", "name: my-shop"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       if (auto name = reader.text(value, "a name")) into.settings.name = std::move(name->text);
     }},
    {{"database", "URL of the database; --database and the variable DATABASE_URL come before it",
      "database: ${DATABASE_URL}"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       into.database = reader.raw_text(value, "the URL of a database");
     }},
    {{"schemas", "schemas to read; without it, all that are not the engine's own",
      "schemas: [public, audit]"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       reader.words(value, into.schemas);
     }},
    {{"include",
      "only tables that match one of these patterns (* any characters, ? one), compared with "
      "schema.table",
      "include: [\"public.*\"]"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       reader.words(value, into.include);
     }},
    {{"exclude", "no tables that match one of these patterns",
      "exclude: [\"*_backup\", \"audit.*\"]"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       reader.words(value, into.exclude);
     }},
    {{"timeout",
      "how long to wait for the server, each time: seconds, or a number with ms, s, m or h",
      "timeout: 10s"},
     read_timeout},
    {{"validation", "`zod` generates Zod schemas beside the validators, which need no package",
      "validation: zod"},
     read_validation},
    {{"policies",
      "who may do what over HTTP, by role, table and verb (docs/server.md); without it everybody, "
      "but in production only who has a token may write",
      "policies:\n"
      "  anon:\n"
      "    products: select\n"
      "  customer:\n"
      "    products: select\n"
      "    orders:\n"
      "      select: {where: {customer_id: {claim: sub}}}\n"
      "      insert: {where: {customer_id: {claim: sub}}, columns: [customer_id, note]}\n"
      "  admin: all"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       if (reader.is_map(value, "a map from roles to what they may do"))
         into.settings.policies = value.node;
     }},
    {{"alerts",
      "when somebody is told, by webhook, Slack or mail, while the dashboard is on "
      "(docs/dashboard.md)",
      "alerts:\n"
      "  - name: orders are slow\n"
      "    when: p95\n"
      "    above: 500ms\n"
      "    route: GET /api/orders\n"
      "    for: 2m\n"
      "    to: [slack, email]\n"
      "  - {name: errors, when: error_rate, above: 5%, for: 1m, again: 1h, to: webhook}"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       read_alerts(reader, value, into.settings.alerts);
     }},
    {{"templates", "a folder of templates, each of which takes the place of the one with its path",
      "templates: my-templates"},
     [](ConfigReader& reader, const Value& value, Config& into) {
       if (auto folder = reader.text(value, "the path of a folder"))
         into.templates = std::move(folder->text);
     }},
    {{"names", "names that the application uses where it should not derive them",
      "names:\n"
      "  tables:\n"
      "    people: Person\n"
      "    shop.ord_hdr:\n"
      "      model: Order\n"
      "      collection: orders\n"
      "      columns: {ord_dt: orderedAt}\n"
      "      relations:\n"
      "        ord_hdr_cust_fkey: buyer\n"
      "        shop_id: {forward: store, reverse: sales}\n"
      "  enums:\n"
      "    ord_st: OrderState\n"
      "    span: {type: TimeSpan, members: {\"24h\": day}}\n"
      "  composites:\n"
      "    addr: {type: Address, fields: {zip_cd: postcode}}\n"
      "  routines: {calc_total: total, \"area(integer)\": areaOfSquare}"},
     read_names},
};

}  // namespace

std::optional<Config> read_config_tree(const YamlNode& root, const Lookup& lookup,
                                       Diagnostics& diagnostics) {
  Config config;
  if (root.kind == YamlNode::Kind::kNull) return config;
  Diagnostics found;
  ConfigReader reader(lookup, found);
  const Value whole{root, ""};
  if (root.kind == YamlNode::Kind::kMap) {
    read_keys<Config>(reader, whole, kKeys, config);
  } else {
    reader.wrong_type({root, root.where.source->name}, "a map of keys");
  }
  diagnostics.append(found);
  return found.has_errors() ? std::nullopt : std::optional(std::move(config));
}

std::vector<ConfigKeyHelp> config_keys() {
  std::vector<ConfigKeyHelp> keys;
  for (const Key<Config>& key : kKeys) keys.push_back(key.help);
  return keys;
}

std::string commented_config(std::span<const ConfigValue> values) {
  std::string out =
      "# What sqlx reads here, and how. An unknown key is an error. ${NAME} and ${NAME:-default} "
      "are variables.\n";
  for (const ConfigKeyHelp& key : config_keys()) {
    out += fmt::format("\n# {}: {}\n", key.name, key.help);
    const auto value = std::find_if(values.begin(), values.end(),
                                    [&](const ConfigValue& each) { return each.key == key.name; });
    if (value != values.end()) {
      out += fmt::format("{}: {}\n", key.name, value->yaml);
      continue;
    }
    for (const std::string_view line : split(key.sample, '\n')) out += fmt::format("#{}\n", line);
  }
  return out;
}

std::string config_text(std::string_view text) {
  std::string escaped(text);
  replace_all(escaped, "${", "$${");
  std::string out;
  append_json_string(out, escaped);
  return out;
}

std::string config_list(std::span<const std::string> texts) {
  std::vector<std::string> items;
  for (const std::string& text : texts) items.push_back(config_text(text));
  return fmt::format("[{}]", join(items, ", "));
}

}  // namespace sqlx::cli
