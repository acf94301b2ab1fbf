#include "sql/schema_reader/draft.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql::schema_reader {
namespace {

ir::Table* find_in(std::vector<ir::Table>& tables, const ir::ObjectName& name, const Draft& draft) {
  ir::Table* found = nullptr;
  for_each_table(tables, [&](ir::Table& table) {
    if (table.name.schema == name.schema && draft.same(table.name.name, name.name)) found = &table;
  });
  return found;
}

}  // namespace

Draft::Draft(const wirepacks::WirePack& of, Diagnostics& into)
    : pack(of), stored(*of.stored), diagnostics(into) {
  database.engine = pack.name;
  database.server_version = to_string(pack.version);
  database.default_schema = pack.default_schema;
  if (stored.schemas_are_databases) return;
  search_path = {pack.default_schema};
  if (!pack.default_schema.empty()) database.schemas.push_back({.name = pack.default_schema});
}

std::string Draft::name(const Name& written_name) const {
  const bool folds = !written_name.quoted && pack.lexical.folds_names == "lower";
  std::string made = folds ? lower(written_name.text) : std::string(written_name.text);
  const auto longest = static_cast<std::size_t>(pack.lexical.longest_name);
  if (longest == 0 || pack.lexical.folds_names.empty() || made.size() <= longest) return made;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(made[end]) & 0xC0U) == 0x80U) --end;
  made.resize(end);
  return made;
}

bool Draft::same(std::string_view a, std::string_view b) const {
  return stored.names_ignore_case ? equal_fold(a, b) : a == b;
}

ir::ObjectName Draft::new_name(List<Name> path) const {
  std::vector<std::string> names;
  for (const Name& each : path) names.push_back(name(each));
  return new_name(names);
}

ir::ObjectName Draft::new_name(const std::vector<std::string>& path) const {
  ir::ObjectName made;
  if (path.empty()) return made;
  made.name = path.back();
  if (stored.schemas_are_databases) return made;
  if (path.size() > 1) {
    made.schema = path[path.size() - 2];
  } else if (!search_path.empty()) {
    made.schema = search_path.front();
  }
  return made;
}

ir::Table* Draft::find_table(List<Name> path) {
  if (path.size() > 1 || search_path.empty()) return find_table(new_name(path));
  for (const std::string& schema : search_path) {
    if (ir::Table* found = find_table(ir::ObjectName{schema, name(path.back())})) return found;
  }
  return nullptr;
}

ir::Table* Draft::find_table(const ir::ObjectName& wanted) {
  return find_in(database.tables, wanted, *this);
}

ir::Column* Draft::find_column(ir::Table& table, std::string_view wanted) const {
  const bool folds = stored.names_ignore_case || stored.schemas_are_databases;
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
        return folds ? equal_fold(column.name, wanted) : column.name == wanted;
      });
  return found == table.columns.end() ? nullptr : &*found;
}

ir::Sequence* Draft::find_sequence(List<Name> path) {
  return find_sequence(known_name(path, database.sequences));
}

ir::Sequence* Draft::find_sequence(const ir::ObjectName& wanted) {
  const auto found = std::find_if(database.sequences.begin(), database.sequences.end(),
                                  [&](const ir::Sequence& each) { return each.name == wanted; });
  return found == database.sequences.end() ? nullptr : &*found;
}

// Tables, views, indexes and sequences of one schema share their names.
bool Draft::is_taken(const std::string& schema, std::string_view relation) const {
  bool taken = std::any_of(database.sequences.begin(), database.sequences.end(),
                           [&](const ir::Sequence& each) {
                             return each.name.schema == schema && each.name.name == relation;
                           });
  for_each_table(database.tables, [&](const ir::Table& table) {
    if (table.name.schema != schema) return;
    taken = taken || table.name.name == relation;
    taken = taken || (table.primary_key && table.primary_key->name == relation);
    const auto named = [&](const auto& each) { return each.name == relation; };
    taken = taken || std::any_of(table.uniques.begin(), table.uniques.end(), named) ||
            std::any_of(table.indexes.begin(), table.indexes.end(), named) ||
            std::any_of(table.exclusions.begin(), table.exclusions.end(), named);
  });
  return taken;
}

bool Draft::is_built_in_extension(std::string_view wanted) const {
  return wirepacks::Stored::find(stored.names, "built_in_extension") == wanted;
}

std::string_view Draft::written(const Node& node) const {
  return trim(text->text.substr(node.begin, node.end - node.begin));
}

std::string_view Draft::statement() const {
  std::string_view all = trim(text->text);
  while (all.ends_with(';')) all = trim(all.substr(0, all.size() - 1));
  return all;
}

void Draft::keep_unsupported(std::string kind, ir::ObjectName name, std::string detail) {
  database.unsupported.push_back(
      {.kind = std::move(kind), .name = std::move(name), .detail = std::move(detail), .sql = {}});
}

void Draft::tell(const Node& place, std::string message, std::string hint) {
  diagnostics.add(Code::kSyntaxUnsupported, std::move(message), text->span(place.begin, place.end),
                  std::move(hint));
  diagnostics.back().severity = Severity::kWarning;
}

void Draft::note(const Node& place, std::string message) {
  tell(place, std::move(message));
  diagnostics.back().severity = Severity::kNote;
}

}  // namespace sqlx::sql::schema_reader
