// ALTER TABLE and its kin: the actions that our tree has, one function each; a statement with any
// other is kept as its text.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

struct Action {
  std::string_view node;
  AlterKind kind;
  void (*convert)(Conversion&, Fields&,
                  AlterAction&) = nullptr;  // what the action holds besides name and behavior
};

const JsonValue* definition(Fields& fields) {
  const JsonValue* wrapped = fields.find("def");
  return wrapped == nullptr || wrapped->first == nullptr ? nullptr : wrapped;
}

void add_column(Conversion& in, Fields& fields, AlterAction& into) {
  into.if_not_exists = std::exchange(into.if_exists, false);
  if (const JsonValue* wrapped = definition(fields)) into.column = column_definition(in, wrapped);
}

// A default that is not there is dropped.
void set_default(Conversion& in, Fields& fields, AlterAction& into) {
  into.value = expression(in, definition(fields));
  if (into.value == nullptr) into.action = AlterKind::kDropDefault;
}

void set_type(Conversion& in, Fields& fields, AlterAction& into) {
  const JsonValue* wrapped = definition(fields);
  if (wrapped == nullptr) return;
  Fields column(in, "ColumnDef", *node_in(*wrapped));
  TypeName* type = type_name(in, column.find("typeName"));
  if (type != nullptr) type->collation = collation_of(in, column);
  into.to = type;
  into.value = expression(in, column.find("raw_default"));
}

void add_constraint(Conversion& in, Fields& fields, AlterAction& into) {
  if (const JsonValue* wrapped = definition(fields)) into.constraint = constraint(in, wrapped);
}

void change_owner(Conversion& in, Fields& fields, AlterAction& into) {
  into.new_name = role_name(in, fields.find("newowner"));
}

void set_options(Conversion& in, Fields& fields, AlterAction& into) {
  into.options = options_in(in, definition(fields));
}

void attach_partition(Conversion& in, Fields& fields, AlterAction& into) {
  const JsonValue* wrapped = definition(fields);
  if (wrapped == nullptr) return;
  Fields command(in, "PartitionCmd", *node_in(*wrapped));
  into.partition = relation(in, command.find("name"));
  into.bound = partition_bound(in, command.find("bound"));
}

void set_one_option(Conversion& in, AlterAction& into, std::string_view name,
                    const Expr* value = nullptr) {
  into.options = in.arena.list<const Option*>(option_of(in, name, value));
}

// A name that libpg_query has as the action's own, and that is the option's value.
template <const auto& Word>
void with_name(Conversion& in, Fields&, AlterAction& into) {
  set_one_option(in, into, Word, string_literal(in, std::exchange(into.name, {}).text));
}

// SET STORAGE word, of a column
template <const auto& Word>
void with_value(Conversion& in, Fields& fields, AlterAction& into) {
  const JsonValue* wrapped = definition(fields);
  if (wrapped != nullptr) set_one_option(in, into, Word, string_literal(in, string_in(*wrapped)));
}

// REPLICA IDENTITY FULL
void set_replica_identity(Conversion& in, Fields& fields, AlterAction& into) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"d", "DEFAULT"}, {"f", "FULL"}, {"n", "NOTHING"}, {"i", "USING INDEX "}};
  const JsonValue* wrapped = definition(fields);
  if (wrapped == nullptr) return;
  Fields identity(in, "ReplicaIdentityStmt", *node_in(*wrapped));
  std::string words(choice(in, identity, "identity_type", kWords));
  const Name index = identity.name("name");
  if (!index.text.empty()) append_path(words, List<Name>(&index, 1));
  set_one_option(in, into, "replica identity", string_literal(in, in.arena.copy(words)));
}

template <const auto& Word>
void with_word(Conversion& in, Fields&, AlterAction& into) {
  set_one_option(in, into, Word);
}

template <const auto& Word, const auto& Trigger>
void all_triggers(Conversion& in, Fields& fields, AlterAction& into) {
  with_word<Word>(in, fields, into);
  into.name = Name{Trigger};
}

constexpr std::string_view kEnable = "enable", kDisable = "disable", kForce = "force",
                           kNoForce = "no force";
constexpr std::string_view kEnableAlways = "enable always", kEnableReplica = "enable replica",
                           kAll = "ALL", kUser = "USER";

constexpr std::string_view kClusterOn = "cluster on", kTablespace = "tablespace";
constexpr std::string_view kLogged = "set logged", kUnlogged = "set unlogged";
constexpr std::string_view kStorage = "storage", kCompression = "compression";

constexpr Action kActions[] = {
    {"AT_AddColumn", AlterKind::kAddColumn, add_column},
    {"AT_AddConstraint", AlterKind::kAddConstraint, add_constraint},
    {"AT_AddIdentity", AlterKind::kAddIdentity, add_constraint},
    {"AT_AlterColumnType", AlterKind::kSetType, set_type},
    {"AT_AttachPartition", AlterKind::kAttachPartition, attach_partition},
    {"AT_ChangeOwner", AlterKind::kOwner, change_owner},
    {"AT_ClusterOn", AlterKind::kOptions, with_name<kClusterOn>},
    {"AT_ColumnDefault", AlterKind::kSetDefault, set_default},
    {"AT_DisableRowSecurity", AlterKind::kRowSecurity, with_word<kDisable>},
    {"AT_DisableTrig", AlterKind::kTriggers, with_word<kDisable>},
    {"AT_DisableTrigAll", AlterKind::kTriggers, all_triggers<kDisable, kAll>},
    {"AT_DisableTrigUser", AlterKind::kTriggers, all_triggers<kDisable, kUser>},
    {"AT_DropColumn", AlterKind::kDropColumn},
    {"AT_DropConstraint", AlterKind::kDropConstraint},
    {"AT_DropExpression", AlterKind::kDropExpression},
    {"AT_DropIdentity", AlterKind::kDropIdentity},
    {"AT_DropNotNull", AlterKind::kDropNotNull},
    {"AT_EnableAlwaysTrig", AlterKind::kTriggers, with_word<kEnableAlways>},
    {"AT_EnableReplicaTrig", AlterKind::kTriggers, with_word<kEnableReplica>},
    {"AT_EnableRowSecurity", AlterKind::kRowSecurity, with_word<kEnable>},
    {"AT_EnableTrig", AlterKind::kTriggers, with_word<kEnable>},
    {"AT_EnableTrigAll", AlterKind::kTriggers, all_triggers<kEnable, kAll>},
    {"AT_EnableTrigUser", AlterKind::kTriggers, all_triggers<kEnable, kUser>},
    {"AT_ForceRowSecurity", AlterKind::kRowSecurity, with_word<kForce>},
    {"AT_NoForceRowSecurity", AlterKind::kRowSecurity, with_word<kNoForce>},
    {"AT_ReplicaIdentity", AlterKind::kOptions, set_replica_identity},
    {"AT_SetCompression", AlterKind::kOptions, with_value<kCompression>},
    {"AT_SetLogged", AlterKind::kOptions, with_word<kLogged>},
    {"AT_SetNotNull", AlterKind::kSetNotNull},
    {"AT_SetRelOptions", AlterKind::kOptions, set_options},
    {"AT_SetOptions", AlterKind::kOptions, set_options},
    {"AT_SetStorage", AlterKind::kOptions, with_value<kStorage>},
    {"AT_SetTableSpace", AlterKind::kOptions, with_name<kTablespace>},
    {"AT_SetUnLogged", AlterKind::kOptions, with_word<kUnlogged>},
    {"AT_ValidateConstraint", AlterKind::kValidateConstraint},
};

const Action* find_action(std::string_view subtype) {
  const auto* found = std::find_if(std::begin(kActions), std::end(kActions),
                                   [&](const Action& row) { return row.node == subtype; });
  return found == std::end(kActions) ? nullptr : found;
}

// "AT_ReplicaIdentity" is REPLICA IDENTITY.
std::string words_of(std::string_view subtype) {
  std::string words;
  for (const char c : subtype.substr(std::min<std::size_t>(3, subtype.size()))) {
    if (is_upper(c)) words += ' ';
    words += to_upper(c);
  }
  return words;
}

std::string_view text_at(const JsonValue& object, std::string_view key) {
  for (const JsonValue* member = object.first; member != nullptr; member = member->next) {
    if (member->key == key) return member->text;
  }
  return {};
}

// The first action that our tree has no place for.
const JsonValue* unknown_action(const JsonValue* commands) {
  for (const JsonValue* item = commands == nullptr ? nullptr : commands->first; item != nullptr;
       item = item->next) {
    if (find_action(text_at(*node_in(*item), "subtype")) == nullptr) return node_in(*item);
  }
  return nullptr;
}

const AlterAction* action(Conversion& in, const JsonValue* wrapped) {
  Level level(in);
  Fields fields(in, "AlterTableCmd", *node_in(*wrapped));
  const Action* row = find_action(fields.text("subtype"));
  auto* made = in.arena.make<AlterAction>();
  made->action = row->kind;
  made->name = fields.name("name");
  made->if_exists = fields.flag("missing_ok");
  made->behavior = drop_behavior(in, fields);
  if (row->convert != nullptr) row->convert(in, fields, *made);
  return in.placed(made);
}

// What a statement renames that is part of a table, and what it is if the table itself.
struct Renamed {
  std::string_view node;
  AlterKind kind = AlterKind::kRename;
  std::optional<ObjectKind> object;  // else it is said by `relationType`
};

constexpr Renamed kRenamed[] = {
    {"OBJECT_TABLE", AlterKind::kRename, ObjectKind::kTable},
    {"OBJECT_VIEW", AlterKind::kRename, ObjectKind::kView},
    {"OBJECT_MATVIEW", AlterKind::kRename, ObjectKind::kMaterializedView},
    {"OBJECT_INDEX", AlterKind::kRename, ObjectKind::kIndex},
    {"OBJECT_SEQUENCE", AlterKind::kRename, ObjectKind::kSequence},
    {"OBJECT_FOREIGN_TABLE", AlterKind::kRename, ObjectKind::kForeignTable},
    {"OBJECT_COLUMN", AlterKind::kRenameColumn, std::nullopt},
    {"OBJECT_TABCONSTRAINT", AlterKind::kRenameConstraint, ObjectKind::kTable},
};

AlterTable* with_action(Conversion& in, AlterTable* made, const AlterAction* only) {
  made->actions = in.arena.list<const AlterAction*>(only);
  return made;
}

}  // namespace

Node* alter_table(Conversion& in, Fields& fields) {
  const JsonValue* commands = fields.find("cmds");
  const ObjectKind object = object_kind(fields, "objtype");
  if (object == ObjectKind::kType) {  // whose attributes are no columns
    fields.skip_all();
    return utility_by_words(in, 2);
  }
  if (const JsonValue* unknown = unknown_action(commands)) {
    fields.skip_all();
    return utility(in, fmt::format("ALTER {}{}", upper(to_string(object)),
                                   words_of(text_at(*unknown, "subtype"))));
  }
  auto* made = in.arena.make<AlterTable>();
  made->object = object;
  made->if_exists = fields.flag("missing_ok");
  made->table = altered_relation(in, fields, made->object);
  made->actions = nodes_of<AlterAction>(in.arena, commands,
                                        [&](const JsonValue* item) { return action(in, item); });
  return made;
}

Node* rename_object(Conversion& in, Fields& fields) {
  const std::string_view type = fields.text("renameType");
  const auto* row = std::find_if(std::begin(kRenamed), std::end(kRenamed),
                                 [&](const Renamed& each) { return each.node == type; });
  if (row == std::end(kRenamed)) {
    fields.skip_all();
    return utility(
        in, fmt::format("ALTER {} RENAME", upper(to_string(object_kind(fields, "renameType")))));
  }
  auto* made = in.arena.make<AlterTable>();
  fields.skip({"relationType", "behavior"});
  made->object = row->object ? *row->object : object_kind(fields, "relationType");
  made->table = altered_relation(in, fields, made->object);
  made->if_exists = fields.flag("missing_ok");
  auto* only = in.arena.make<AlterAction>();
  only->action = row->kind;
  only->name = fields.name("subname");
  only->new_name = fields.name("newname");
  return with_action(in, made, in.placed(only));
}

Node* set_schema(Conversion& in, Fields& fields) {
  const ObjectKind object = object_kind(fields, "objectType");
  const Table* table = altered_relation(in, fields, object);
  if (table == nullptr) {
    fields.skip_all();
    return utility(in, fmt::format("ALTER {} SET SCHEMA", upper(to_string(object))));
  }
  auto* made = in.arena.make<AlterTable>();
  made->object = object;
  made->table = table;
  made->if_exists = fields.flag("missing_ok");
  auto* only = in.arena.make<AlterAction>();
  only->action = AlterKind::kSetSchema;
  only->new_name = fields.name("newschema");
  return with_action(in, made, in.placed(only));
}

}  // namespace sqlx::sql::pg_query
