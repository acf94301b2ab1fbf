#include "ir/relations.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace sqlx::ir {
namespace {

using ColumnSet = std::vector<std::string_view>;  // sorted

template <class Range>
ColumnSet sorted_set(const Range& names) {
  ColumnSet set(names.begin(), names.end());
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

ColumnSet columns_of(const std::vector<KeyPart>& parts) {
  ColumnSet set;
  for (const KeyPart& part : parts) set.push_back(part.column);
  return sorted_set(set);
}

// A partial index, or one over expressions, says nothing about all rows. One over a prefix says
// more than is asked: where no two prefixes are equal, no two values are.
bool is_whole(const Index& index) {
  return index.unique && index.predicate.empty() &&
         std::all_of(index.parts.begin(), index.parts.end(),
                     [](const KeyPart& part) { return part.expression.empty(); });
}

// Are these exactly the columns of a key: at most one row for each value?
bool is_key(const Table& table, const ColumnSet& columns) {
  if (table.primary_key && columns_of(table.primary_key->columns) == columns) return true;
  return std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const Key& key) { return columns_of(key.columns) == columns; }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
           return is_whole(index) && columns_of(index.parts) == columns;
         });
}

// A foreign key whose both ends are in the catalog.
struct Link {
  ForeignKeyId id;
  const ForeignKey* key = nullptr;
  TableId target{};
  std::vector<ColumnPair> pairs;
  ColumnSet columns;

  [[nodiscard]] auto meaning() const { return std::tie(key->references, pairs); }
};

std::optional<Link> resolve(const Catalog& catalog, ForeignKeyId id) {
  const ForeignKey& key = catalog.foreign_key(id);
  const auto target = catalog.find_table(key.references);
  if (!target || key.columns.empty() || key.columns.size() != key.referenced_columns.size())
    return std::nullopt;
  Link link{.id = id,
            .key = &key,
            .target = *target,
            .pairs = column_pairs(key),
            .columns = sorted_set(key.columns)};
  const bool whole = std::all_of(link.pairs.begin(), link.pairs.end(), [&](const ColumnPair& pair) {
    return catalog.find_column(id.table, pair.column) &&
           catalog.find_column(*target, pair.referenced);
  });
  return whole ? std::optional(std::move(link)) : std::nullopt;
}

// The table's foreign keys, each meaning once.
std::vector<Link> links_of(const Catalog& catalog, TableId table) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < catalog.table(table).foreign_keys.size(); ++i) {
    if (auto link = resolve(catalog, {table, i})) links.push_back(std::move(*link));
  }
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return std::tuple(a.meaning(), a.key->inherited, std::string_view(a.key->name)) <
           std::tuple(b.meaning(), b.key->inherited, std::string_view(b.key->name));
  });
  const auto same = [](const Link& a, const Link& b) { return a.meaning() == b.meaning(); };
  links.erase(std::unique(links.begin(), links.end(), same), links.end());
  return links;
}

bool has_nullable_column(const Catalog& catalog, const Link& link) {
  return std::any_of(link.columns.begin(), link.columns.end(), [&](std::string_view name) {
    const auto column = catalog.find_column(link.id.table, name);
    return column && catalog.column(*column).nullable;
  });
}

void add_both_ends(std::vector<Relation>& out, const Catalog& catalog, const Link& link) {
  const TableId owner = link.id.table;
  const bool one = is_key(catalog.table(owner), link.columns);
  out.push_back({.kind = RelationKind::kBelongsTo,
                 .from = owner,
                 .to = link.target,
                 .key = link.id,
                 .optional = has_nullable_column(catalog, link)});
  out.push_back({.kind = one ? RelationKind::kHasOne : RelationKind::kHasMany,
                 .from = link.target,
                 .to = owner,
                 .key = link.id,
                 .optional = one});
}

// Two foreign keys make a join table when they are its primary key together and neither is it
// alone.
bool joins(const ColumnSet& primary_key, const Link& a, const Link& b) {
  if (a.columns == primary_key || b.columns == primary_key) return false;
  ColumnSet both;
  std::set_union(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                 std::back_inserter(both));
  return both == primary_key;
}

void add_many_to_many(std::vector<Relation>& out, const Table& table,
                      const std::vector<Link>& links) {
  if (!table.primary_key) return;
  const ColumnSet primary_key = columns_of(table.primary_key->columns);
  for (const Link& near : links) {
    for (const Link& far : links) {
      if (near.id == far.id || !joins(primary_key, near, far)) continue;
      out.push_back({.kind = RelationKind::kManyToMany,
                     .from = near.target,
                     .to = far.target,
                     .key = near.id,
                     .far_key = far.id});
    }
  }
}

}  // namespace

std::vector<ColumnPair> column_pairs(const ForeignKey& key) {
  std::vector<ColumnPair> pairs;
  const std::size_t count = std::min(key.columns.size(), key.referenced_columns.size());
  for (std::size_t i = 0; i < count; ++i)
    pairs.push_back({key.columns[i], key.referenced_columns[i]});
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

Relations::Relations(const Catalog& catalog) {
  for (const TableId table : catalog.table_ids()) {
    const std::vector<Link> links = links_of(catalog, table);
    for (const Link& link : links) add_both_ends(all_, catalog, link);
    add_many_to_many(all_, catalog.table(table), links);
  }
  std::sort(all_.begin(), all_.end(), [](const Relation& a, const Relation& b) {
    return std::tie(a.from, a.kind, a.key, a.far_key) < std::tie(b.from, b.kind, b.key, b.far_key);
  });
  first_.assign(catalog.table_count() + 1, 0);
  for (const Relation& relation : all_) ++first_[index(relation.from) + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

std::span<const Relation> Relations::of(TableId table) const {
  const std::size_t begin = first_[index(table)];
  return std::span(all_).subspan(begin, first_[index(table) + 1] - begin);
}

}  // namespace sqlx::ir
