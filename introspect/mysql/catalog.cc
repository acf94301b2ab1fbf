#include "introspect/mysql/catalog.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "introspect/mysql/sql_text.h"

namespace sqlx::introspect::mysql {
namespace {

// Modes under which a text would be parsed to something else.
constexpr auto kTellingModes = std::to_array<std::string_view>(
    {"ANSI_QUOTES", "IGNORE_SPACE", "NO_BACKSLASH_ESCAPES", "ORACLE", "PIPES_AS_CONCAT"});

}  // namespace

Catalog::Catalog(Server server, std::vector<std::string> schemas, Diagnostics& diagnostics)
    : server_(std::move(server)), schemas_(std::move(schemas)), diagnostics_(diagnostics) {
  database_.engine = server_.pack.name;
  database_.server_version = server_.version;
}

bool Catalog::wants(std::string_view schema) const {
  return std::find(schemas_.begin(), schemas_.end(), schema) != schemas_.end();
}

ir::ObjectName Catalog::name(std::string_view schema, std::string_view object) const {
  return {std::string(schema == server_.chosen ? std::string_view() : schema), std::string(object)};
}

ir::ObjectName Catalog::name(const Rows& rows, std::string_view schema_column,
                             std::string_view object_column) const {
  return name(rows.view(schema_column), rows.view(object_column));
}

void Catalog::add_table(ir::Table table) {
  tables_[table.name] = database_.tables.size();
  database_.tables.push_back(std::move(table));
}

void Catalog::add_sequence(ir::Sequence sequence) {
  sequences_[sequence.name] = database_.sequences.size();
  database_.sequences.push_back(std::move(sequence));
}

void Catalog::add_routine(ir::Routine routine) {
  Index& index = routine.kind == ir::RoutineKind::kProcedure ? procedures_ : functions_;
  index[routine.name] = database_.routines.size();
  database_.routines.push_back(std::move(routine));
}

template <class Items>
auto* Catalog::find(const Index& index, Items& items, const Rows& rows) {
  const auto found = wants(rows.view("table_schema"))
                         ? index.find(name(rows, "table_schema", "table_name"))
                         : index.end();
  return found == index.end() ? nullptr : &items[found->second];
}

ir::Table* Catalog::find_table(const Rows& rows) { return find(tables_, database_.tables, rows); }

ir::Sequence* Catalog::find_sequence(const Rows& rows) {
  return find(sequences_, database_.sequences, rows);
}

ir::Routine* Catalog::find_routine(const ir::ObjectName& name, bool procedure) {
  const Index& index = procedure ? procedures_ : functions_;
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &database_.routines[found->second];
}

std::string Catalog::identity_of(const ir::ObjectName& written) const {
  const ir::ObjectName object = name(written.schema, written.name);
  if (tables_.contains(object) || sequences_.contains(object)) return identity(object);
  const auto function = functions_.find(object);
  return function == functions_.end() ? std::string()
                                      : identity(database_.routines[function->second]);
}

std::string Catalog::text(std::string_view sql, std::vector<std::string>& depends_on) const {
  QualifiedText found = remove_qualifier(sql, server_.chosen, [this](const ir::ObjectName& object) {
    return !identity_of(object).empty();
  });
  for (const ir::ObjectName& object : found.references) depends_on.push_back(identity_of(object));
  for (const std::string& called : found.calls) {
    const auto function = functions_.find(name(server_.chosen, called));
    if (function != functions_.end())
      depends_on.push_back(identity(database_.routines[function->second]));
  }
  return std::move(found.sql);
}

std::string Catalog::text(std::string_view sql) const {
  std::vector<std::string> ignored;
  return text(sql, ignored);
}

std::string Catalog::expression(std::string_view sql, std::vector<std::string>& depends_on) const {
  return server_.escapes_expressions ? text(unescape(sql), depends_on) : text(sql, depends_on);
}

std::string Catalog::broken_text(std::string_view sql) const {
  return remove_qualifier(sql, server_.chosen, [](const ir::ObjectName&) { return true; }).sql;
}

void Catalog::add_unsupported(std::string kind, ir::ObjectName name, std::string detail,
                              std::string sql) {
  database_.unsupported.push_back({.kind = std::move(kind),
                                   .name = std::move(name),
                                   .detail = std::move(detail),
                                   .sql = std::move(sql)});
}

void Catalog::keep_sql_mode(std::string_view kind, const ir::ObjectName& name,
                            std::string_view sql_mode) {
  std::vector<std::string> telling;
  for (const std::string_view mode : split(sql_mode, ',')) {
    if (std::find(kTellingModes.begin(), kTellingModes.end(), mode) != kTellingModes.end())
      telling.emplace_back(mode);
  }
  if (!telling.empty())
    add_unsupported("sql_mode of a " + std::string(kind), name, join(telling, ","));
}

void Catalog::keep_lost_characters(const ir::ObjectName& name, std::string_view where,
                                   std::string_view sql) {
  if (sql.find("????") == std::string_view::npos) return;
  add_unsupported("text that the catalog cannot show", name,
                  std::string(where) + ": `????` stands for a character of four bytes");
}

void Catalog::leave_out(ir::Unsupported fact) {
  if (!is_left_out(fact.name)) left_out_.push_back(std::move(fact));
}

bool Catalog::is_left_out(const ir::ObjectName& name) const {
  return std::any_of(left_out_.begin(), left_out_.end(),
                     [&](const ir::Unsupported& fact) { return fact.name == name; });
}

ir::Database Catalog::take() {
  const auto is_gone = [this](const auto& item) { return is_left_out(item.name); };
  std::erase_if(database_.tables, is_gone);
  std::erase_if(database_.sequences, is_gone);
  database_.unsupported.insert(database_.unsupported.end(), left_out_.begin(), left_out_.end());
  return std::move(database_);
}

}  // namespace sqlx::introspect::mysql
