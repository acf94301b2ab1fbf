// DROP, TRUNCATE and COMMENT, and the statements that create what is not a table: schemas,
// sequences, types, triggers, routines.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

struct Object {
  std::string_view node;
  ObjectKind kind;
};

constexpr Object kObjects[] = {
    {"OBJECT_TABLE", ObjectKind::kTable},
    {"OBJECT_VIEW", ObjectKind::kView},
    {"OBJECT_MATVIEW", ObjectKind::kMaterializedView},
    {"OBJECT_INDEX", ObjectKind::kIndex},
    {"OBJECT_SCHEMA", ObjectKind::kSchema},
    {"OBJECT_DATABASE", ObjectKind::kDatabase},
    {"OBJECT_SEQUENCE", ObjectKind::kSequence},
    {"OBJECT_TYPE", ObjectKind::kType},
    {"OBJECT_DOMAIN", ObjectKind::kDomain},
    {"OBJECT_TRIGGER", ObjectKind::kTrigger},
    {"OBJECT_FUNCTION", ObjectKind::kFunction},
    {"OBJECT_PROCEDURE", ObjectKind::kProcedure},
    {"OBJECT_COLUMN", ObjectKind::kColumn},
    {"OBJECT_TABCONSTRAINT", ObjectKind::kConstraint},
    {"OBJECT_EXTENSION", ObjectKind::kExtension},
    {"OBJECT_FOREIGN_TABLE", ObjectKind::kForeignTable},
    {"OBJECT_EVENT_TRIGGER", ObjectKind::kOther},
    {"OBJECT_POLICY", ObjectKind::kPolicy},
    {"OBJECT_ROLE", ObjectKind::kRole},
};

// A name comes as a String, a List of them, or a TypeName.
List<Name> object_name(Conversion& in, const JsonValue& wrapped) {
  const std::string_view kind = node_kind(wrapped);
  if (kind == "String") return in.arena.list<Name>(name_in(wrapped));
  if (kind == "List") return names_in(in, &wrapped);
  if (kind != "TypeName") return {};
  const TypeName* type = type_name(in, node_in(wrapped));
  return type == nullptr ? List<Name>() : type->name;
}

// The name of a trigger, policy or constraint stands behind that of its table.
bool stands_on_table(ObjectKind kind) {
  return kind == ObjectKind::kTrigger || kind == ObjectKind::kPolicy ||
         kind == ObjectKind::kConstraint;
}

bool has_signature(ObjectKind kind) {
  return kind == ObjectKind::kFunction || kind == ObjectKind::kProcedure;
}

// f(integer, text): plain types only.
void set_signature(Conversion& in, const JsonValue& wrapped, Drop& into) {
  Fields fields(in, "ObjectWithArgs", *node_in(wrapped));
  into.names = in.arena.list<const Table*>(table_named(in, fields.names("objname")));
  into.has_arguments = !fields.flag("args_unspecified");
  into.arguments = nodes_of<TypeName>(in.arena, fields.find("objargs"), [&](const JsonValue* item) {
    return type_name(in, node_in(*item));
  });
  for (const JsonValue* item = items_in(fields.find("objfuncargs")); item != nullptr;
       item = nullptr) {
    for (const JsonValue* each = item->first; each != nullptr; each = each->next) {
      Fields parameter(in, "FunctionParameter", *node_in(*each));
      parameter.skip({"argType"});
      if (parameter.text("mode") != "FUNC_PARAM_DEFAULT")
        in.report_unknown("sqlx does not know the mode of a parameter in DROP");
    }
  }
}

void set_dropped(Conversion& in, const JsonValue& objects, Drop& into) {
  if (has_signature(into.object)) return set_signature(in, *objects.first, into);
  if (!stands_on_table(into.object)) {
    into.names = nodes_of<Table>(in.arena, &objects, [&](const JsonValue* item) {
      return table_named(in, object_name(in, *item));
    });
    return;
  }
  const List<Name> path = object_name(in, *objects.first);
  into.on = table_named(in, path.first(path.size() - 1));
  into.names = in.arena.list<const Table*>(table_named(in, path.last(1)));
}

bool can_drop(ObjectKind kind, const JsonValue* objects) {
  return objects != nullptr && kind != ObjectKind::kOther &&
         (!has_signature(kind) || objects->size == 1);
}

Drop* drop_of(Conversion& in, ObjectKind kind, List<Name> name) {
  auto* made = in.arena.make<Drop>();
  made->object = kind;
  made->names = in.arena.list<const Table*>(table_named(in, name));
  return made;
}

// From EXECUTE on.
std::string_view trigger_body(Conversion& in) {
  TokenReader tokens(in.statement_text());
  std::size_t open = 0;
  for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
    if (token == "(") ++open;
    if (token == ")") --open;
    if (open == 0 && equal_fold(token, "execute"))
      return in.statement_text().substr(tokens.begin());
  }
  return {};
}

void set_events(Conversion& in, std::uint32_t bits, CreateTrigger& into) {
  static constexpr std::pair<std::uint32_t, std::string_view> kEvents[] = {
      {0x4, "insert"}, {0x8, "delete"}, {0x10, "update"}, {0x20, "truncate"}};
  std::vector<std::string_view> events;
  for (const auto& [bit, word] : kEvents) {
    if ((bits & bit) != 0) events.push_back(word);
  }
  into.events = in.arena.copy(events);
}

CreateType* create_type(Conversion& in, TypeDefinition definition, List<Name> name) {
  auto* made = in.arena.make<CreateType>();
  made->definition = definition;
  made->name = name;
  return made;
}

List<std::string_view> strings_in(Conversion& in, const JsonValue* list) {
  std::vector<std::string_view> texts;
  for (const JsonValue* item = list == nullptr ? nullptr : list->first; item != nullptr;
       item = item->next) {
    texts.push_back(string_in(*item));
  }
  return in.arena.copy(texts);
}

}  // namespace

ObjectKind object_kind(Fields& fields, std::string_view key) {
  const std::string_view node = fields.text(key);
  const auto* found = std::find_if(std::begin(kObjects), std::end(kObjects),
                                   [&](const Object& row) { return row.node == node; });
  return found == std::end(kObjects) ? ObjectKind::kOther : found->kind;
}

DropBehavior drop_behavior(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, DropBehavior> kBehaviors[] = {
      {"DROP_RESTRICT", DropBehavior::kUnsaid}, {"DROP_CASCADE", DropBehavior::kCascade}};
  return choice(in, fields, "behavior", kBehaviors);
}

const Table* altered_relation(Conversion& in, Fields& fields, ObjectKind object) {
  const Table* table = relation(in, fields.find("relation"));
  if (table == nullptr || object != ObjectKind::kType) return table;
  Table* type = in.arena.make<Table>(*table);
  type->only = false;  // types have no heirs, and libpg_query says nothing of them
  return type;
}

Node* drop(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Drop>();
  made->object = object_kind(fields, "removeType");
  const JsonValue* objects = fields.find("objects");
  if (!can_drop(made->object, objects)) {
    fields.skip_all();
    return utility_by_words(in, 2);
  }
  set_dropped(in, *objects, *made);
  made->behavior = drop_behavior(in, fields);
  made->if_exists = fields.flag("missing_ok");
  made->concurrently = fields.flag("concurrent");
  return made;
}

Node* drop_database(Conversion& in, Fields& fields) {
  Drop* made = drop_of(in, ObjectKind::kDatabase, in.arena.list<Name>(fields.name("dbname")));
  made->if_exists = fields.flag("missing_ok");
  return made;
}

Node* truncate(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Truncate>();
  made->tables = nodes_of<Table>(in.arena, fields.find("relations"), [&](const JsonValue* item) {
    return relation(in, node_in(*item));
  });
  made->restart_identity = fields.flag("restart_seqs");
  made->behavior = drop_behavior(in, fields);
  return made;
}

Node* comment(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Comment>();
  made->object = object_kind(fields, "objtype");
  const JsonValue* object = fields.find("object");
  if (object == nullptr || made->object == ObjectKind::kOther || has_signature(made->object)) {
    fields.skip_all();
    return utility_by_words(in, 3);
  }
  made->name = object_name(in, *object);
  if (stands_on_table(made->object)) {
    made->on = table_named(in, made->name.first(made->name.size() - 1));
    made->name = made->name.last(1);
  }
  if (const JsonValue* text = fields.find("comment")) made->text = string_literal(in, text->text);
  return made;
}

Node* create_schema(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateSchema>();
  made->name = fields.name("schemaname");
  made->if_not_exists = fields.flag("if_not_exists");
  const Name owner = role_name(in, fields.find("authrole"));
  made->options = with_option(in, {}, "authorization", owner.text);
  return made;
}

Node* create_extension(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateSchema>();
  made->object = ObjectKind::kExtension;
  made->name = fields.name("extname");
  made->if_not_exists = fields.flag("if_not_exists");
  made->options = extension_options(in, fields.find("options"));
  return made;
}

Node* create_database(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateSchema>();
  made->object = ObjectKind::kDatabase;
  made->name = fields.name("dbname");
  made->options = options_in(in, fields.find("options"));
  return made;
}

Node* create_sequence(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateSequence>();
  const JsonValue* sequence = fields.find("sequence");
  made->persistence = persistence_of(sequence);
  if (const Table* named = relation(in, sequence)) made->name = named->name;
  made->if_not_exists = fields.flag("if_not_exists");
  made->options = sequence_options(in, fields.find("options"));
  return made;
}

Node* alter_sequence(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateSequence>();
  made->is_alter = true;
  made->if_not_exists = fields.flag("missing_ok");  // IF EXISTS, of ALTER
  if (const Table* named = relation(in, fields.find("sequence"))) made->name = named->name;
  made->options = sequence_options(in, fields.find("options"));
  return made;
}

Node* create_enum(Conversion& in, Fields& fields) {
  CreateType* made = create_type(in, TypeDefinition::kEnum, fields.names("typeName"));
  made->labels = strings_in(in, fields.find("vals"));
  return made;
}

Node* create_composite(Conversion& in, Fields& fields) {
  const Table* named = relation(in, fields.find("typevar"));
  CreateType* made =
      create_type(in, TypeDefinition::kComposite, named == nullptr ? List<Name>() : named->name);
  made->attributes = nodes_of<ColumnDefinition>(
      in.arena, fields.find("coldeflist"),
      [&](const JsonValue* item) { return column_definition(in, item); });
  return made;
}

Node* create_range(Conversion& in, Fields& fields) {
  CreateType* made = create_type(in, TypeDefinition::kRange, fields.names("typeName"));
  made->options = options_in(in, fields.find("params"));
  return made;
}

Node* create_domain(Conversion& in, Fields& fields) {
  CreateType* made = create_type(in, TypeDefinition::kDomain, fields.names("domainname"));
  TypeName* base = type_name(in, fields.find("typeName"));
  if (base != nullptr) base->collation = collation_of(in, fields);
  made->base = base;
  std::vector<const Constraint*> constraints;
  append_constraints(in, fields.find("constraints"), constraints);
  made->constraints = in.arena.copy(constraints);
  return made;
}

Node* create_trigger(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, std::string_view> kTimings[] = {
      {"", "after"}, {"2", "before"}, {"64", "instead of"}};
  if (fields.flag("isconstraint") || fields.find("transitionRels") != nullptr) {
    fields.skip_all();
    return utility(in, "CREATE TRIGGER");
  }
  auto* made = in.arena.make<CreateTrigger>();
  made->or_replace = fields.flag("replace");
  made->name = in.arena.list<Name>(fields.name("trigname"));
  made->table = relation(in, fields.find("relation"));
  made->each_row = fields.flag("row");
  made->timing = choice(in, fields, "timing", kTimings);
  set_events(in, static_cast<std::uint32_t>(fields.number("events")), *made);
  made->columns = fields.names("columns");
  made->when = expression(in, fields.find("whenClause"));
  fields.skip({"funcname", "args"});  // they stand in the body
  made->body = trigger_body(in);
  return made;
}

// Its header and body are procedural, and stay as they were written.
Node* create_routine(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<CreateRoutine>();
  made->object = fields.flag("is_procedure") ? ObjectKind::kProcedure : ObjectKind::kFunction;
  made->name = fields.names("funcname");
  made->text = in.statement_text();
  fields.skip_all();
  return made;
}

}  // namespace sqlx::sql::pg_query
