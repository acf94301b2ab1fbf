// Names of types: models, enums, composite types, the enums that columns list themselves; and those
// of tables as a whole (collections, root fields) and of routines.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ir/identifier.h"
#include "ir/inflect.h"
#include "ir/name_keys.h"
#include "ir/naming.h"

namespace sqlx::ir {
namespace {

enum Tier : std::uint8_t { kModels, kEnums, kComposites, kColumnEnums };

// How often a type's plain name is wanted, by name in lower case and by schema.
using Demand = std::map<std::string, std::map<std::string_view, int>>;

std::string plain_type(const ObjectName& name) { return pascal_case(singular_words(name.name)); }

template <class Objects>
Demand demand_for(const Objects& objects) {
  Demand demand;
  for (const auto& object : objects) ++demand[lower(plain_type(object.name))][object.name.schema];
  return demand;
}

// A type's claim: User, or BillingUser where other schemas have a User too and this is not the
// default one; then Users for a table `users` beside a table `user`.
Claim type_claim(const Naming& naming, std::string_view kind, Tier tier, std::string_view suffix,
                 const ObjectName& object, const Demand& demand) {
  const Words plain = singular_words(object.name);
  const Words spelled = identifier_words(object.name);
  const bool home = in_default_schema(naming.catalog.database(), object);
  const bool contested = demand.at(lower(pascal_case(plain))).size() > 1;
  const std::string prefix =
      contested && !home ? pascal_case(identifier_words(object.schema)) : std::string();
  const auto legal = [suffix](const std::string& name) {
    return is_reserved(name, NameUse::kType) ? name + std::string(suffix) : name;
  };
  std::vector<std::string> wishes = {legal(prefix + pascal_case(plain)),
                                     legal(prefix + pascal_case(spelled))};
  if (tier != kModels) wishes.push_back(prefix + pascal_case(plain) + std::string(suffix));
  return {.key = name_key(kind, object),
          .use = NameUse::kType,
          .tier = tier,
          .rank = (home ? 0 : 2) + (plain == spelled ? 0 : 1),
          .candidates = [wishes = std::move(wishes)] { return wishes; }};
}

template <class Objects, class NameOf>
void claim_types(Scope& scope, const Naming& naming, const Objects& objects, std::string_view kind,
                 Tier tier, std::string_view suffix, NameOf name_of) {
  const Demand demand = demand_for(objects);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    Claim claim = type_claim(naming, kind, tier, suffix, objects[i].name, demand);
    claim.name = &name_of(i);
    scope.add(std::move(claim));
  }
}

// OrderStatus for the labels of orders.status; the model's name is known when this tier's turn has
// come.
void claim_column_enums(Scope& scope, const Naming& naming) {
  for (const TableId id : naming.catalog.table_ids()) {
    const Table& table = naming.catalog.table(id);
    TableNames& names = naming.names.tables[index(id)];
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      if (own_labels(column.type).empty()) continue;
      const auto candidates = [&model = names.model, &column] {
        const std::string type = noun(model) + pascal_case(identifier_words(column.name));
        return std::vector<std::string>{is_reserved(type, NameUse::kType) ? type + "Enum" : type,
                                        type + "Enum"};
      };
      scope.add({.key = name_key(name_kind::kColumnEnum, table.name, column.name),
                 .use = NameUse::kType,
                 .tier = kColumnEnums,
                 .candidates = candidates,
                 .name = &names.column_enums[i].type});
    }
  }
}

// ---------------------------------------------------------------------- members of enums and types

// A label as the database spells it where that is legal: in_progress; else its words: PG-13 is
// PG_13.
std::string member_name(const std::string& label) {
  std::string name = label;
  if (!is_identifier(name)) {
    Words words = identifier_words(label);
    const bool shouts = std::none_of(label.begin(), label.end(), is_lower) &&
                        std::any_of(label.begin(), label.end(), is_upper);
    name = label.empty() ? "empty" : snake_case(words);
    if (shouts) name = upper(name);
  }
  if (is_reserved(name, NameUse::kMember)) name += '_';
  return name;
}

template <class KeyOf>
void name_members(const Naming& naming, const std::vector<std::string>& labels,
                  std::vector<std::string>& names, KeyOf key_of) {
  Scope scope(naming.rulings, Scope::Case::kDistinguished);
  names.resize(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string wish = member_name(labels[i]);
    scope.add({.key = key_of(labels[i]),
               .use = NameUse::kMember,
               .rank = wish == labels[i] ? 0 : 1,
               .candidates = [wish] { return std::vector{wish}; },
               .name = &names[i]});
  }
  scope.settle();
}

void name_all_members(const Naming& naming) {
  const Database& database = naming.catalog.database();
  for (std::size_t i = 0; i < database.enums.size(); ++i) {
    const Enum& item = database.enums[i];
    name_members(naming, item.values, naming.names.enums[i].members, [&](const std::string& label) {
      return name_key(name_kind::kMember, item.name, label);
    });
  }
  for (std::size_t t = 0; t < database.tables.size(); ++t) {
    const Table& table = database.tables[t];
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      name_members(naming, own_labels(column.type), naming.names.tables[t].column_enums[i].members,
                   [&](const std::string& label) {
                     return name_key(name_kind::kColumnMember, table.name, column.name, label);
                   });
    }
  }
}

void name_composite_fields(const Naming& naming) {
  const auto& composites = naming.catalog.database().composites;
  for (std::size_t i = 0; i < composites.size(); ++i) {
    Scope scope(naming.rulings, Scope::Case::kDistinguished);
    for (std::size_t f = 0; f < composites[i].fields.size(); ++f) {
      const std::string& spelled = composites[i].fields[f].name;
      const std::string wish = field_name(identifier_words(spelled));
      scope.add({.key = name_key(name_kind::kCompositeField, composites[i].name, spelled),
                 .rank = wish == spelled ? 0 : 1,
                 .candidates = [wish] { return std::vector{wish}; },
                 .name = &naming.names.composites[i].members[f]});
    }
    scope.settle();
  }
}

// ------------------------------------------------------------------------------- tables as a whole

// `orders`; `billing.orders` where another schema has the same and this is not the default one.
void name_collections(const Naming& naming) {
  const Database& database = naming.catalog.database();
  std::map<std::string_view, int> wanted;
  for (const Table& table : database.tables) ++wanted[table.name.name];
  Scope scope(naming.rulings, Scope::Case::kDistinguished);
  for (std::size_t i = 0; i < database.tables.size(); ++i) {
    const ObjectName& name = database.tables[i].name;
    const bool home = in_default_schema(database, name);
    std::vector<std::string> wishes;
    if (home || wanted[name.name] == 1) wishes.push_back(name.name);
    wishes.push_back(name.schema.empty() ? name.name + "_" : name.schema + '.' + name.name);
    scope.add({.key = name_key(name_kind::kCollection, name),
               .use = NameUse::kPath,
               .rank = home ? 0 : 1,
               .candidates = [wishes = std::move(wishes)] { return wishes; },
               .name = &naming.names.tables[i].collection});
  }
  scope.settle();
}

// `order` and `orders`; `seriesList` where one and many are the same word. They follow the model's
// name, also a new one from the configuration.
void name_root_fields(const Naming& naming) {
  Scope scope(naming.rulings, Scope::Case::kDistinguished);
  for (const TableId id : naming.catalog.table_ids()) {
    const ObjectName& table = naming.catalog.table(id).name;
    TableNames& names = naming.names.tables[index(id)];
    const bool locked = !naming.rulings.overrides.contains(name_key(name_kind::kModel, table));
    const std::string one = lower_first(noun(names.model));
    const std::string many = plural(one);
    scope.add({.key = name_key(name_kind::kSingular, table),
               .locked = locked,
               .candidates = [one] { return std::vector{field_name(one)}; },
               .name = &names.singular});
    scope.add({.key = name_key(name_kind::kPlural, table),
               .tier = 1,
               .locked = locked,
               .candidates =
                   [one, many] {
                     return std::vector{field_name(many), one + "List"};
                   },
               .name = &names.plural});
  }
  scope.settle();
}

// A routine with the name of another, an overload, is told by its arguments' types: area,
// areaWithIntegerInteger.
std::vector<std::string> routine_names(const Database& database, const Routine& routine) {
  Words words = identifier_words(routine.name.name);
  std::vector<std::string> names = {field_name(words)};
  if (!in_default_schema(database, routine.name)) {
    Words schema = identifier_words(routine.name.schema);
    words.insert(words.begin(), schema.begin(), schema.end());
    names.push_back(field_name(words));
  }
  words.emplace_back("with");
  for (std::string& word : identifier_words(routine.signature)) words.push_back(std::move(word));
  names.push_back(camel_case(words));
  return names;
}

void name_arguments(const Naming& naming, const std::vector<Argument>& arguments,
                    std::vector<std::string>& names) {
  Scope scope(naming.rulings, Scope::Case::kDistinguished);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& spelled = arguments[i].name;
    const std::string wish =
        spelled.empty() ? fmt::format("arg{}", i + 1) : field_name(identifier_words(spelled));
    scope.add({.rank = static_cast<int>(i),
               .candidates = [wish] { return std::vector{wish}; },
               .name = &names[i]});
  }
  scope.settle();
}

}  // namespace

void name_types(const Naming& naming) {
  const Database& database = naming.catalog.database();
  Names& names = naming.names;
  Scope scope(naming.rulings, Scope::Case::kIgnored);
  claim_types(scope, naming, database.tables, name_kind::kModel, kModels, kModelSuffix,
              [&](std::size_t i) -> std::string& { return names.tables[i].model; });
  claim_types(scope, naming, database.enums, name_kind::kEnum, kEnums, "Enum",
              [&](std::size_t i) -> std::string& { return names.enums[i].type; });
  claim_types(scope, naming, database.composites, name_kind::kComposite, kComposites, "Type",
              [&](std::size_t i) -> std::string& { return names.composites[i].type; });
  claim_column_enums(scope, naming);
  scope.settle();
  name_all_members(naming);
  name_composite_fields(naming);
  name_collections(naming);
  name_root_fields(naming);
}

void name_routines(const Naming& naming) {
  const Database& database = naming.catalog.database();
  Scope scope(naming.rulings, Scope::Case::kDistinguished);
  for (std::size_t i = 0; i < database.routines.size(); ++i) {
    const Routine& routine = database.routines[i];
    scope.add({.key = name_key(routine),
               .rank = in_default_schema(database, routine.name) ? 0 : 1,
               .candidates = [&database, &routine] { return routine_names(database, routine); },
               .name = &naming.names.routines[i].name});
    name_arguments(naming, routine.arguments, naming.names.routines[i].arguments);
  }
  scope.settle();
}

}  // namespace sqlx::ir
