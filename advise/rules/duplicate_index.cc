// An index that another one makes superfluous: the same columns, or the first of them, in the same
// order.
//
// A key, or a unique index, is superfluous only beside another one that says the same; everything
// else about the two has to agree.
#include <fmt/format.h>

#include <algorithm>

#include "advise/rules.h"
#include "base/text.h"
#include "sql/index_statements.h"

namespace sqlx::advise {
namespace {

// An index or what stands behind a key, in the same words.
struct Structure {
  const ir::Index* index = nullptr;  // null: of a key
  std::string name;
  std::vector<ir::KeyPart> parts;
  std::vector<std::string> included;
  std::string method;
  std::string predicate;
  bool unique = false;
};

std::vector<Structure> structures_of(const ir::Table& table, const std::string& implied_method) {
  std::vector<Structure> found;
  const auto add_key = [&](const ir::Key& key) {
    const std::string name = key.name.empty()
                                 ? fmt::format("the key on {}", join(ir::column_names(key), ", "))
                                 : key.name;
    found.push_back({.index = nullptr,
                     .name = name,
                     .parts = key.columns,
                     .included = key.included_columns,
                     .method = implied_method,
                     .predicate = {},
                     .unique = true});
  };
  if (table.primary_key) add_key(*table.primary_key);
  for (const ir::Key& key : table.uniques) add_key(key);
  for (const ir::Index& index : table.indexes)
    found.push_back({.index = &index,
                     .name = index.name,
                     .parts = index.parts,
                     .included = index.included_columns,
                     .method = index.method.empty() ? implied_method : index.method,
                     .predicate = index.predicate,
                     .unique = index.unique});
  return found;
}

bool begins(const std::vector<ir::KeyPart>& shorter, const std::vector<ir::KeyPart>& longer) {
  return !shorter.empty() && shorter.size() <= longer.size() &&
         std::equal(shorter.begin(), shorter.end(), longer.begin());
}

bool has_all(const Structure& of, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return std::find(of.included.begin(), of.included.end(), column) != of.included.end() ||
           std::any_of(of.parts.begin(), of.parts.end(),
                       [&](const ir::KeyPart& part) { return part.column == column; });
  });
}

// Whether whatever `one` is good for, `other` is, too. Only of trees that are ordered does a front
// serve.
bool replaces(const Structure& other, const Structure& one, const std::string& implied_method) {
  if (!equal_fold(other.method, one.method) || other.predicate != one.predicate ||
      !begins(one.parts, other.parts) || !has_all(other, one.included))
    return false;
  const bool same = one.parts.size() == other.parts.size();
  if (one.unique) return same && other.unique;
  return same || equal_fold(one.method, implied_method);
}

// Of two that are the same, the key stays, then the unique one, then the one that comes first.
bool stays(const Structure& other, const Structure& one, const std::string& implied_method) {
  if (!replaces(one, other, implied_method)) return true;
  if ((other.index == nullptr) != (one.index == nullptr)) return other.index == nullptr;
  if (other.unique != one.unique) return other.unique;
  return other.name < one.name;
}

void review(const Situation& situation, const ir::Table& table, std::vector<Finding>& findings) {
  const std::string& implied = situation.pack().ddl.implied_method;
  const std::vector<Structure> all = structures_of(table, implied);
  for (const Structure& one : all) {
    if (one.index == nullptr || one.index->inherited || !one.index->attributes.empty()) continue;
    const auto better = std::find_if(all.begin(), all.end(), [&](const Structure& other) {
      return &other != &one && replaces(other, one, implied) && stays(other, one, implied);
    });
    if (better == all.end()) continue;
    Finding made;
    made.kind = Kind::kDuplicateIndex;
    made.tables = {situation.name_of(table)};
    made.index_name = one.name;
    for (const ir::KeyPart& part : one.parts)
      made.columns.push_back(part.column.empty() ? part.expression : part.column);
    const bool same = better->parts.size() == one.parts.size();
    made.title = fmt::format("the index {} of {} {} {}", one.name, made.tables[0],
                             same ? "is the same as" : "is the beginning of", better->name);
    if (const double bytes = situation.bytes(table, one.name); bytes > 0)
      made.evidence.numbers.emplace_back("bytes", bytes);
    made.evidence.numbers.emplace_back("table_rows", situation.rows(table));
    made.evidence.texts.emplace_back("replaced_by", better->name);
    made.change =
        sql::drop_index_statement(situation.schema(), table, *one.index, situation.pack());
    made.advice = fmt::format(
        "{} serves every search that it serves; each write keeps both up to date", better->name);
    findings.push_back(std::move(made));
  }
}

}  // namespace

void find_duplicate_indexes(Situation& situation, std::vector<Finding>& findings) {
  for (const ir::Table& table : situation.schema().tables) {
    if (situation.rows(table) >= kManyRows) review(situation, table, findings);
  }
}

}  // namespace sqlx::advise
