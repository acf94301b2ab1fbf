// Relations and their columns. Composite types are relations to the server, and so they are here
// until assemble.cc.
#include <fmt/format.h>

#include <array>
#include <unordered_set>

#include "base/text.h"
#include "introspect/postgres/read.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::postgres {
namespace {

using ir::AttributeKey;

ir::TableKind table_kind(char kind) {
  switch (kind) {
    case 'v': return ir::TableKind::kView;
    case 'm': return ir::TableKind::kMaterializedView;
    case 'f': return ir::TableKind::kForeignTable;
    default: return ir::TableKind::kTable;
  }
}

void set_if(ir::Attributes& attributes, AttributeKey key, std::string_view value) {
  if (!value.empty()) ir::set_attribute(attributes, key, std::string(value));
}

// {security_barrier=true,check_option=local}: the check option has an attribute of its own.
void set_options(ir::Table& table, std::vector<std::string> options,
                 const std::vector<std::string>& toast_options) {
  constexpr std::string_view kCheckOption = "check_option=";
  std::erase_if(options, [&](const std::string& option) {
    if (!option.starts_with(kCheckOption)) return false;
    ir::set_attribute(table.attributes, AttributeKey::kCheckOption,
                      option.substr(kCheckOption.size()));
    return true;
  });
  for (const std::string& option : toast_options) options.push_back("toast." + option);
  set_if(table.attributes, AttributeKey::kOptions, join(options, ", "));
}

std::string_view replica_identity(char letter, char relation_kind) {
  if (relation_kind != 'r' && relation_kind != 'p') return {};  // nothing of it is ever replicated
  switch (letter) {
    case 'f': return "full";
    case 'n': return "nothing";
    default: return {};  // the primary key; an index is named by indexes.cc
  }
}

ir::RowSecurity row_security(bool on, bool forced) {
  using enum ir::RowSecurity;
  if (on) return forced ? kForced : kOn;
  return forced ? kOffForced : kOff;
}

// "RANGE (logdate)" → range, logdate
std::optional<ir::Partitioning> partitioning(const std::string& definition) {
  const std::size_t open = definition.find(" (");
  if (open == std::string::npos) return std::nullopt;
  return ir::Partitioning{.strategy = lower(definition.substr(0, open)),
                          .key = definition.substr(open + 2, definition.size() - open - 3)};
}

Hidden hidden(const Catalog& catalog, const Relation& relation, bool readable) {
  if (catalog.is_extension_member(Class::kRelation, relation.oid)) return Hidden::kExtension;
  const bool needs_grant =
      relation.kind != 'c' && !relation.is_partition;  // partitions are read through their parent
  const bool closed = !readable || catalog.closed_schemas.contains(relation.table.name.schema);
  return needs_grant && closed ? Hidden::kUnreadable : Hidden::kNot;
}

// A partition that could be shown is still hidden with the table that it is part of.
Hidden hidden_with_parent(const Relation& relation, Catalog& catalog) {
  if (relation.hidden != Hidden::kNot || !relation.is_partition || relation.parents.empty())
    return relation.hidden;
  const Relation* parent = catalog.find_relation(relation.parents.front());
  const bool shown = parent == nullptr || hidden_with_parent(*parent, catalog) == Hidden::kNot;
  return shown ? Hidden::kNot : Hidden::kWithParent;
}

void read_parents(Fields& row, Relation& relation) {
  for (const std::int64_t parent : row.numbers())
    relation.parents.push_back(static_cast<Oid>(parent));
  const std::vector<std::string> schemas = row.strings();
  const std::vector<std::string> names = row.strings();
  for (std::size_t i = 0; i < names.size(); ++i)
    relation.table.inherits.push_back({schemas[i], names[i]});
}

Relation read_relation(Fields& row, const Catalog& catalog) {
  Relation relation{.oid = row.oid()};
  ir::Table& table = relation.table;
  table.name.schema = row.string();
  table.name.name = row.string();
  relation.kind = row.letter();
  table.kind = table_kind(relation.kind);
  relation.is_partition = row.flag();
  relation.hidden = hidden(catalog, relation, row.flag());
  table.row_estimate = row.maybe_number();
  const bool secured = row.flag();
  table.row_security = row_security(secured, row.flag());
  if (row.flag()) ir::set_attribute(table.attributes, AttributeKey::kUnlogged, "true");
  set_if(table.attributes, AttributeKey::kReplicaIdentity,
         replica_identity(row.letter(), relation.kind));
  const std::string method = row.string();
  if (method != "heap") set_if(table.attributes, AttributeKey::kAccessMethod, method);
  const std::vector<std::string> options = row.strings();
  set_options(table, options, row.strings());
  table.partitioning = partitioning(row.string());
  table.partition_bound = row.string();
  read_parents(row, relation);
  set_if(table.attributes, AttributeKey::kForeignServer, row.text());
  set_if(table.attributes, AttributeKey::kOptions, row.text());  // only foreign tables have these
  relation.heirs = static_cast<std::size_t>(row.number());
  table.comment = catalog.comment(Class::kRelation, relation.oid);
  return relation;
}

// -- columns

struct Word {
  char letter;
  std::string_view word;
};
constexpr auto kStorages =
    std::to_array<Word>({{'p', "plain"}, {'e', "external"}, {'m', "main"}, {'x', "extended"}});
constexpr auto kCompressions = std::to_array<Word>({{'p', "pglz"}, {'l', "lz4"}});

std::string_view word_for(std::span<const Word> words, char letter) {
  for (const Word& word : words) {
    if (word.letter == letter) return word.word;
  }
  return {};
}

void read_value_source(ir::Column& column, char identity, char generated, std::string sql,
                       const Catalog& catalog) {
  if (identity != '\0') {
    column.identity.emplace().kind =
        identity == 'a' ? ir::IdentityKind::kAlways : ir::IdentityKind::kByDefault;
  }
  if (sql.empty()) return;
  if (generated != '\0') {
    column.generated = ir::Generated{.sql = std::move(sql), .stored = generated == 's'};
  } else {
    column.default_value = wirepacks::read_default(catalog.pack, sql);
  }
}

void read_attributes(Fields& row, ir::Column& column, const Type* type) {
  const char storage = row.letter();
  if (type != nullptr && storage != type->storage) {
    set_if(column.attributes, AttributeKey::kStorage, word_for(kStorages, storage));
  }
  set_if(column.attributes, AttributeKey::kAutoCompression, word_for(kCompressions, row.letter()));
  const auto statistics = row.maybe_number();
  if (statistics && *statistics >= 0) {
    ir::set_attribute(column.attributes, AttributeKey::kStatisticsTarget,
                      std::to_string(*statistics));
  }
  std::vector<std::string> options;
  for (int i = 0; i < 2; ++i) {
    if (auto option = row.maybe()) options.push_back(std::move(*option));
  }
  set_if(column.attributes, AttributeKey::kOptions, join(options, ", "));
}

struct PlacedColumn {
  Oid relation = 0;
  std::int64_t number = 0;
  RelationColumn key;
  ir::Column column;
};

PlacedColumn read_column(Fields& row, Catalog& catalog) {
  PlacedColumn placed{.relation = row.oid(), .number = row.number()};
  ir::Column& column = placed.column;
  column.name = row.string();
  placed.key.name = column.name;
  placed.key.type = row.oid();
  const Type* type = catalog.types.find(placed.key.type);
  column.database_type = row.string();
  if (column.database_type.empty()) column.database_type = catalog.types.words(placed.key.type);
  column.type = catalog.types.resolve(placed.key.type, column.database_type);
  column.nullable = !row.flag();
  const char identity = row.letter();
  const char generated = row.letter();
  read_value_source(column, identity, generated, row.string(), catalog);
  placed.key.collation = row.oid();
  column.collation =
      catalog.collation_name(placed.key.collation, type == nullptr ? 0 : type->collation);
  column.inherited = !row.flag();
  read_attributes(row, column, type);
  column.comment =
      catalog.comment(Class::kRelation, placed.relation, static_cast<int>(placed.number));
  return placed;
}

void place(PlacedColumn&& placed, Catalog& catalog) {
  Relation* relation = catalog.find_relation(placed.relation);
  if (relation == nullptr) {  // the column of an index
    const std::string* options =
        ir::find_attribute(placed.column.attributes, AttributeKey::kOptions);
    if (options != nullptr)
      catalog.class_options[{placed.relation, static_cast<int>(placed.number)}] = *options;
    return;
  }
  placed.key.position = relation->table.columns.size();
  relation->columns.resize(static_cast<std::size_t>(placed.number));
  relation->columns.back() = std::move(placed.key);
  relation->table.columns.push_back(std::move(placed.column));
}

}  // namespace

void read_relations(const Questions& questions, Catalog& catalog) {
  const Rows rows = questions.ask("relations");
  catalog.relations.reserve(rows.size());
  for (Fields row : rows) {
    catalog.relations.push_back(read_relation(row, catalog));
    catalog.relation_at.emplace(catalog.relations.back().oid, catalog.relations.size() - 1);
  }
  for (Relation& relation : catalog.relations)
    relation.hidden = hidden_with_parent(relation, catalog);
}

void read_columns(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("columns")) place(read_column(row, catalog), catalog);
}

}  // namespace sqlx::introspect::postgres
