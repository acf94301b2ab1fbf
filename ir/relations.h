// How tables hang together, read off their foreign keys once.
//
//   posts.author_id → users.id            posts belongs to users; users has many posts
//   profiles.user_id → users.id, unique   profiles belongs to users; users has one profile
//   post_tags (post_id, tag_id) is its primary key, each half a foreign key: posts and tags, many
//   to many, both ways
//
// Every foreign key between two tables of the catalog gives a relation at both ends; a join table
// gives two more. Tables may be the same one (self-relation), in different schemas, and have
// several relations. Foreign keys that say the same thing twice are one relation. Views have none
// for now: what their columns are based on is in the IR (Column::base) for whoever wants more.
//
// What a relation is called is decided in ir/names.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ir/catalog.h"

namespace sqlx::ir {

enum class RelationKind : std::uint8_t { kBelongsTo, kHasOne, kHasMany, kManyToMany };

struct Relation {
  RelationKind kind = RelationKind::kBelongsTo;
  TableId from{};    // whose field it is
  TableId to{};      // whose rows it gives
  ForeignKeyId key;  // belongs-to: of `from`; has-one, has-many: of `to`; many-to-many: the join
                     // table's, to `from`
  std::optional<ForeignKeyId> far_key;  // many-to-many: the join table's, to `to`
  bool optional = false;  // there may be no row: a nullable foreign key, and every has-one

  bool operator==(const Relation&) const = default;
};

// A list rather than one row.
[[nodiscard]] constexpr bool is_many(RelationKind kind) { return kind >= RelationKind::kHasMany; }

class Relations {
 public:
  explicit Relations(const Catalog& catalog);

  // Sorted by table, then kind, then foreign key.
  [[nodiscard]] std::span<const Relation> all() const { return all_; }
  [[nodiscard]] std::span<const Relation> of(TableId table) const;

  // Where the first of a table's relations stands in `all`.
  [[nodiscard]] std::size_t first(TableId table) const { return first_[index(table)]; }

 private:
  std::vector<Relation> all_;
  std::vector<std::size_t> first_;  // by table, and one past the last
};

// A foreign key's pairs of columns, the table's own and the other's, sorted by the own: what the
// key says, whatever order it says it in.
struct ColumnPair {
  std::string_view column;
  std::string_view referenced;

  auto operator<=>(const ColumnPair&) const = default;
};
[[nodiscard]] std::vector<ColumnPair> column_pairs(const ForeignKey& key);

}  // namespace sqlx::ir
