#include "introspect/postgres/catalog.h"

namespace sqlx::introspect::postgres {
namespace {

std::uint64_t one_number(Oid object_class, Oid oid) {
  return std::uint64_t{object_class} << 32 | oid;
}

}  // namespace

const RelationColumn* Relation::find(std::int64_t number) const {
  const auto index = static_cast<std::size_t>(number - 1);
  if (number < 1 || index >= columns.size() || columns[index].name.empty()) return nullptr;
  return &columns[index];
}

ir::Column* Relation::column(std::int64_t number) {
  const RelationColumn* found = find(number);
  return found == nullptr ? nullptr : &table.columns[found->position];
}

std::vector<std::string> Relation::names(const std::vector<std::int64_t>& numbers) const {
  std::vector<std::string> names;
  for (const std::int64_t number : numbers) {
    if (const RelationColumn* found = find(number)) names.push_back(found->name);
  }
  return names;
}

void Catalog::add_extension_member(Oid object_class, Oid oid) {
  extension_members.insert(one_number(object_class, oid));
}

bool Catalog::is_extension_member(Oid object_class, Oid oid) const {
  return extension_members.contains(one_number(object_class, oid));
}

bool Catalog::is_extension_member(Class object_class, Oid oid) const {
  return is_extension_member(static_cast<Oid>(object_class), oid);
}

std::string Catalog::comment(Class object_class, Oid oid, int column) const {
  const auto found = comments.find({{object_class, oid}, column});
  return found == comments.end() ? std::string() : found->second;
}

Relation* Catalog::find_relation(Oid oid) {
  const auto found = relation_at.find(oid);
  return found == relation_at.end() ? nullptr : &relations[found->second];
}

std::string Catalog::collation_name(Oid collation, Oid usual) const {
  if (collation == 0 || collation == usual) return {};
  const auto found = collations.find(collation);
  return found == collations.end() ? std::string() : found->second;
}

}  // namespace sqlx::introspect::postgres
