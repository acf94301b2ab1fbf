#include "ir/name_keys.h"

#include <array>

#include "base/text.h"

namespace sqlx::ir {
namespace {

// A plain word stands as it is; anything else in quotes, with bytes that are not UTF-8 written out.
void append_part(std::string& out, std::string_view part) {
  if (is_plain_word(part)) {
    out += part;
  } else if (is_valid_utf8(part)) {
    append_quoted(out, part, '"');
  } else {
    append_quoted(out, printable(part), '"');
  }
}

std::string start(std::string_view kind, const ObjectName& object) {
  return std::string(kind) + ' ' + key_path(object);
}

void append_member(std::string& key, std::string_view part) {
  key += '.';
  append_part(key, part);
}

void append_columns(std::string& out, const std::vector<ColumnPair>& pairs,
                    std::string_view ColumnPair::*side) {
  out += '(';
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i > 0) out += ", ";
    append_part(out, pairs[i].*side);
  }
  out += ')';
}

// (author_id) -> public.users(id)
void append_foreign_key(std::string& out, const ForeignKey& key) {
  const std::vector<ColumnPair> pairs = column_pairs(key);
  append_columns(out, pairs, &ColumnPair::column);
  out += " -> " + key_path(key.references);
  append_columns(out, pairs, &ColumnPair::referenced);
}

}  // namespace

std::string key_path(const ObjectName& name) {
  std::string out;
  if (!name.schema.empty()) {
    append_part(out, name.schema);
    out += '.';
  }
  append_part(out, name.name);
  return out;
}

std::string name_key(std::string_view kind, const ObjectName& object) {
  return start(kind, object);
}

std::string name_key(std::string_view kind, const ObjectName& object, std::string_view part) {
  std::string key = start(kind, object);
  append_member(key, part);
  return key;
}

std::string name_key(std::string_view kind, const ObjectName& object, std::string_view part,
                     std::string_view label) {
  std::string key = name_key(kind, object, part);
  append_member(key, label);
  return key;
}

std::string name_key(const Routine& routine) {
  return start(name_kind::kRoutine, routine.name) + '(' + printable(routine.signature) + ')';
}

std::string name_key(const Catalog& catalog, const Relation& relation) {
  static constexpr std::array<std::string_view, 4> kKinds = {"belongs_to", "has_one", "has_many",
                                                             "many_to_many"};
  std::string key = start(kKinds[static_cast<std::size_t>(relation.kind)],
                          catalog.table(relation.key.table).name);
  append_foreign_key(key, catalog.foreign_key(relation.key));
  if (relation.far_key) {
    key += ", ";
    append_foreign_key(key, catalog.foreign_key(*relation.far_key));
  }
  return key;
}

}  // namespace sqlx::ir
