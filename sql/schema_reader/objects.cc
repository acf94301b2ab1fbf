// Schemas, types, domains, sequences and comments.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "wirepacks/types.h"

namespace sqlx::sql::schema_reader {
namespace {

ir::LogicalType bounds_type(const Draft& draft, const std::string& word) {
  const std::string_view known = wirepacks::Stored::find(draft.stored.types, lower(word));
  return wirepacks::logical_type(draft.pack, known.empty() ? word : std::string(known));
}

// Takes "a ""b""" from the beginning of a path, and gives what stands in the quotes.
std::string take_quoted(std::string_view& path) {
  std::string part;
  std::size_t at = 1;
  for (; at < path.size(); ++at) {
    const bool ends = path[at] == '"' && path.substr(at + 1, 1) != "\"";
    if (ends) break;
    if (path[at] == '"') ++at;
    part += path[at];
  }
  path.remove_prefix(std::min(at + 1, path.size()));
  return part;
}

// The names in the words of a path: s."T".a
std::vector<std::string> names_in(const Draft& draft, std::string_view path) {
  std::vector<std::string> names;
  while (!path.empty()) {
    if (path.starts_with('"')) {
      names.push_back(draft.name({take_quoted(path), true}));
    } else {
      const std::string_view word = trim(path.substr(0, path.find('.')));
      path.remove_prefix(std::min(path.find('.'), path.size()));
      names.push_back(draft.name({word}));
    }
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return names;
}

// OWNED BY schema.table.column, or NONE.
void set_owner(Draft& draft, const Option& option, ir::Sequence& sequence) {
  sequence.owned_by.reset();
  const std::vector<std::string> path = names_in(draft, option_words(option));
  if (path.size() < 2) return;
  const std::string& schema = path.size() > 2 ? path[path.size() - 3] : sequence.name.schema;
  sequence.owned_by = ir::ColumnReference{{schema, path[path.size() - 2]}, path.back()};
}

void set_owners(Draft& draft, List<const Option*> options, ir::Sequence& sequence) {
  for (const Option* option : options) {
    if (option->name == "owned by") set_owner(draft, *option, sequence);
  }
}

// ALTER TABLE … ADD GENERATED … (SEQUENCE NAME …) hides the sequence in its column: pg_dump alters
// it there.
bool is_identity_sequence(const Draft& draft, List<Name> path) {
  return std::any_of(draft.hidden_sequences.begin(), draft.hidden_sequences.end(),
                     [&](const ir::ObjectName& each) { return each == draft.new_name(path); });
}

void alter_sequence(Draft& draft, const CreateSequence& statement) {
  ir::Sequence* sequence = draft.find_sequence(statement.name);
  if (sequence == nullptr) {
    if (!is_identity_sequence(draft, statement.name))
      draft.tell(statement, "the file does not make this sequence");
    return;
  }
  sequence->options = sequence_options(draft, statement.options, sequence->options, false);
  set_owners(draft, statement.options, *sequence);
}

ir::Domain make_domain(Draft& draft, const CreateType& statement) {
  ir::Domain domain{.name = draft.new_name(statement.name)};
  DeclaredType base = declared_type(draft, *statement.base);
  domain.type = std::move(base.type);
  domain.database_type = std::move(base.words);
  if (!statement.base->collation.empty()) {
    domain.collation = collation_words(draft, statement.base->collation);
  }
  ir::Column value{.name = "value", .type = domain.type, .database_type = domain.database_type};
  for (const Constraint* each : statement.constraints) {
    if (each->constraint == ConstraintKind::kNotNull) domain.nullable = false;
    if (each->constraint == ConstraintKind::kDefault) {
      set_default(draft, *each->value, value);
      domain.default_value = value.default_value;
    }
    if (each->constraint != ConstraintKind::kCheck) continue;
    ir::Table of_value{.name = domain.name, .columns = {value}};
    of_value.checks = domain.checks;
    ir::Check check{.name = draft.name(each->name),
                    .sql = expression_text(draft, *each->value, &of_value)};
    if (check.name.empty()) check.name = default_name(draft, "table_check", of_value, {});
    domain.checks.push_back(std::move(check));
  }
  return domain;
}

// The type of its bounds, and the name of the type of many such ranges.
void add_range(Draft& draft, const CreateType& statement, const ir::ObjectName& name) {
  ir::LogicalType bounds;
  std::string many = name.name;
  const std::size_t word = many.find("range");
  many = word == std::string::npos ? many + "_multirange" : many.insert(word, "multi");
  for (const Option* option : statement.options) {
    if (option->name == "subtype") bounds = bounds_type(draft, option_words(*option));
    if (option->name == "multirange_type_name") many = option_words(*option);
  }
  draft.ranges.push_back({name, bounds});
  draft.ranges.push_back({{name.schema, many}, std::move(bounds)});
}

ir::Composite make_composite(Draft& draft, const CreateType& statement) {
  ir::Composite composite{.name = draft.new_name(statement.name)};
  ir::Table fields;
  for (const ColumnDefinition* each : statement.attributes)
    composite.fields.push_back(read_column(draft, *each, fields));
  return composite;
}

template <class Items>
auto* find_named(Items& items, const ir::ObjectName& name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& each) { return each.name == name; });
  return found == items.end() ? nullptr : &*found;
}

// Where the comment of an index, key or constraint belongs; null if the file makes no such thing.
std::string* comment_of_part(Draft& draft, const ir::Table* only, std::string_view name) {
  std::string* found = nullptr;
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    if (only != nullptr && &table != only) return;
    const auto look = [&](auto& items) {
      for (auto& each : items) {
        if (each.name == name && found == nullptr) found = &each.comment;
      }
    };
    if (table.primary_key && table.primary_key->name == name) found = &table.primary_key->comment;
    look(table.uniques);
    look(table.indexes);
    look(table.checks);
    look(table.foreign_keys);
    look(table.exclusions);
    look(table.triggers);
    look(table.policies);
  });
  return found;
}

std::string* comment_of_type(Draft& draft, List<Name> path) {
  ir::Database& database = draft.database;
  if (auto* found = find_named(database.enums, draft.known_name(path, database.enums)))
    return &found->comment;
  if (auto* found = find_named(database.domains, draft.known_name(path, database.domains)))
    return &found->comment;
  auto* composite = find_named(database.composites, draft.known_name(path, database.composites));
  return composite == nullptr ? nullptr : &composite->comment;
}

std::string* comment_of_field(ir::Composite& composite, const std::string& name) {
  const auto found = std::find_if(composite.fields.begin(), composite.fields.end(),
                                  [&](const ir::Column& each) { return each.name == name; });
  return found == composite.fields.end() ? nullptr : &found->comment;
}

std::string* comment_of_column(Draft& draft, List<Name> path) {
  const List<Name> owner = path.first(path.size() - 1);
  auto& composites = draft.database.composites;
  if (ir::Composite* composite = find_named(composites, draft.known_name(owner, composites)))
    return comment_of_field(*composite, draft.name(path.back()));
  ir::Table* table = draft.find_table(owner);
  ir::Column* column =
      table == nullptr ? nullptr : draft.find_column(*table, draft.name(path.back()));
  return column == nullptr ? nullptr : &column->comment;
}

std::string* comment_of_relation(Draft& draft, List<Name> path) {
  ir::Table* table = draft.find_table(path);
  return table == nullptr ? nullptr : &table->comment;
}

std::string* commented(Draft& draft, const Comment& statement) {
  ir::Database& database = draft.database;
  switch (statement.object) {
    case ObjectKind::kColumn: return comment_of_column(draft, statement.name);
    case ObjectKind::kType:
    case ObjectKind::kDomain: return comment_of_type(draft, statement.name);
    case ObjectKind::kSequence: {
      ir::Sequence* sequence = draft.find_sequence(statement.name);
      return sequence == nullptr ? nullptr : &sequence->comment;
    }
    case ObjectKind::kSchema: {
      const std::string name = draft.name(statement.name.back());
      const auto found = std::find_if(database.schemas.begin(), database.schemas.end(),
                                      [&](const ir::Namespace& each) { return each.name == name; });
      return found == database.schemas.end() ? nullptr : &found->comment;
    }
    case ObjectKind::kIndex:
      return comment_of_part(draft, nullptr, draft.name(statement.name.back()));
    case ObjectKind::kConstraint:
    case ObjectKind::kTrigger:
    case ObjectKind::kPolicy: {
      const ir::Table* on =
          statement.on == nullptr ? nullptr : draft.find_table(statement.on->name);
      return comment_of_part(draft, on, draft.name(statement.name.back()));
    }
    default: return comment_of_relation(draft, statement.name);
  }
}

bool has_no_place(ObjectKind kind) {
  return kind == ObjectKind::kDatabase || kind == ObjectKind::kExtension ||
         kind == ObjectKind::kRole || kind == ObjectKind::kOther;
}

}  // namespace

void create_schema(Draft& draft, const CreateSchema& statement) {
  if (draft.stored.schemas_are_databases || statement.object == ObjectKind::kDatabase) return;
  const std::string name = draft.name(statement.name);
  if (statement.object == ObjectKind::kExtension) {
    ir::Extension extension{.name = name, .schema = draft.database.default_schema, .version = {}};
    for (const Option* option : statement.options) {
      const auto* value = option->value == nullptr ? nullptr : option->value->as<Literal>();
      if (value == nullptr) continue;
      if (option->name == "schema") extension.schema = value->text;
      if (option->name == "version" || option->name == "new_version")
        extension.version = value->text;
    }
    const auto& there = draft.database.extensions;
    if (draft.is_built_in_extension(name) ||
        std::any_of(there.begin(), there.end(),
                    [&](const ir::Extension& each) { return each.name == name; }))
      return;
    if (extension.version.empty())
      draft.note(statement,
                 fmt::format("the version of extension `{}` is the server's choice", name));
    draft.database.extensions.push_back(std::move(extension));
    return;
  }
  auto& schemas = draft.database.schemas;
  const bool known = std::any_of(schemas.begin(), schemas.end(),
                                 [&](const ir::Namespace& each) { return each.name == name; });
  if (!known) schemas.push_back({.name = name, .comment = {}});
}

void create_sequence(Draft& draft, const CreateSequence& statement) {
  if (statement.is_alter) return alter_sequence(draft, statement);
  if (statement.persistence == Persistence::kTemporary) return;
  ir::Sequence sequence{.name = draft.new_name(statement.name)};
  if (statement.if_not_exists && draft.find_sequence(sequence.name) != nullptr) return;
  sequence.options = {
      .type = std::string(wirepacks::Stored::find(draft.stored.names, "sequence_type"))};
  sequence.options.cache = std::atol(
      std::string(wirepacks::Stored::find(draft.stored.names, "sequence_cache", "1")).c_str());
  sequence.options = sequence_options(draft, statement.options, sequence.options, true);
  const std::string most(wirepacks::Stored::find(draft.stored.names, "sequence_maximum"));
  if (!most.empty())
    sequence.options.maximum =
        std::min<std::int64_t>(sequence.options.maximum, std::atoll(most.c_str()));
  set_owners(draft, statement.options, sequence);
  draft.database.sequences.push_back(std::move(sequence));
}

void create_type(Draft& draft, const CreateType& statement) {
  ir::Database& database = draft.database;
  const ir::ObjectName name = draft.new_name(statement.name);
  switch (statement.definition) {
    case TypeDefinition::kEnum: {
      ir::Enum made{.name = name};
      for (const std::string_view label : statement.labels) made.values.emplace_back(label);
      database.enums.push_back(std::move(made));
      return;
    }
    case TypeDefinition::kDomain: database.domains.push_back(make_domain(draft, statement)); return;
    case TypeDefinition::kComposite:
      database.composites.push_back(make_composite(draft, statement));
      return;
    case TypeDefinition::kRange:
      add_range(draft, statement, name);
      database.unsupported.push_back({"range type", name, {}, std::string(draft.statement())});
      return;
  }
}

void comment_on(Draft& draft, const Comment& statement) {
  if (has_no_place(statement.object)) return;
  std::string* comment = commented(draft, statement);
  if (comment == nullptr)
    return draft.tell(statement, "this comment is on something that the file does not make");
  const auto* text = statement.text == nullptr ? nullptr : statement.text->as<Literal>();
  *comment = text == nullptr ? std::string() : std::string(text->text);
}

}  // namespace sqlx::sql::schema_reader
