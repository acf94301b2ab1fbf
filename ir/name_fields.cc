// Names of a model's fields: its columns, then its relations.
//
// Columns win. A relation that belongs to one row is called like its foreign key column without the
// id; where that is a column too, the relation gives way and gets `Ref` behind it: `artist`, the
// column, and `artistRef`, the row. The other end is the plural of the table that it comes from.
// What can't be told apart by that gets By<Column> or Via<JoinTable>.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "ir/identifier.h"
#include "ir/inflect.h"
#include "ir/name_keys.h"
#include "ir/naming.h"

namespace sqlx::ir {
namespace {

enum Tier : std::uint8_t { kColumns, kBelongsTo, kHas, kManyToMany };

Words operator+(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Words operator+(Words words, std::string_view word) {
  words.emplace_back(word);
  return words;
}

// -------------------------------------------------------------------- what a foreign key is called

// Endings that say "this is a key", and beginnings. An id goes always; the others only where the
// column's name is needed for the column.
constexpr auto kKeyEndings =
    std::to_array<std::string_view>({"code", "fk", "guid", "id", "key", "no", "nr", "num", "number",
                                     "oid", "pk", "ref", "sk", "uid", "uuid"});
constexpr auto kKeyBeginnings = std::to_array<std::string_view>({"fk", "id"});

Words without_id(Words words) {
  if (words.size() > 1 && words.back() == "id") words.pop_back();
  return words;
}

template <class Array>
bool is_one_of(const Array& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// hostid → hosts, or any …id where the key that it points to is written that way: templateid →
// hosts.hostid.
bool has_fused_id(const Words& words, const Words& target, const Words& referenced) {
  const auto fused = [](std::string_view word) { return word.size() > 3 && word.ends_with("id"); };
  if (!fused(words.back())) return false;
  return words.back() == target.back() + "id" || fused(referenced.back());
}

// author_uuid → author, id_author → author, authorid → author; nothing if no part of the name says
// "key".
Words without_other_key_part(Words words, const Words& target, const Words& referenced) {
  if (has_fused_id(words, target, referenced)) {
    words.back().resize(words.back().size() - 2);
  } else if (words.size() > 1 && is_one_of(kKeyEndings, words.back())) {
    words.pop_back();
  } else if (words.size() > 1 && is_one_of(kKeyBeginnings, words.front())) {
    words.erase(words.begin());
  } else {
    words.clear();
  }
  return words;
}

// The columns of a foreign key that no other one of its table has: `order_id` of (tenant_id,
// order_id), where every key has the tenant.
std::vector<std::string_view> own_columns(const Table& table, const ForeignKey& key) {
  const std::vector<ColumnPair> pairs = column_pairs(key);
  std::vector<std::string_view> own;
  for (const ColumnPair& pair : pairs) {
    const bool shared = std::any_of(
        table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ForeignKey& other) {
          return std::find(other.columns.begin(), other.columns.end(), pair.column) !=
                     other.columns.end() &&
                 !(other.references == key.references && column_pairs(other) == pairs);
        });
    if (!shared) own.push_back(pair.column);
  }
  if (own.empty()) {
    for (const ColumnPair& pair : pairs) own.push_back(pair.column);
  }
  return own;
}

// How a foreign key is spoken of.
struct KeyName {
  Words base;  // author, of author_id; the target of a key that is just `id`, or several columns
  Words alternative;  // author, of author_uuid; may be empty
  Words by;           // what tells it from others: author; tenant number
  Words target;       // user

  // Called like its target, as its columns have no name that could be used.
  [[nodiscard]] bool by_target() const { return base == target && by != base; }
};

KeyName key_name(const Catalog& catalog, ForeignKeyId id) {
  const ForeignKey& key = catalog.foreign_key(id);
  const std::vector<std::string_view> own = key.columns.size() == 1
                                                ? std::vector<std::string_view>{key.columns.front()}
                                                : own_columns(catalog.table(id.table), key);
  KeyName name;
  name.target = singular_words(key.references.name);
  for (const std::string_view column : own)
    name.by = name.by + without_id(identifier_words(column));
  // The patient_id of a patient, who is a person, says no more than an id does.
  const bool says_own_name = name.by == singular_words(catalog.table(id.table).name.name);
  const bool nameless = own.size() > 1 || name.by == Words{"id"} || says_own_name;
  name.base = nameless ? name.target : name.by;
  if (!nameless) {
    const auto at =
        std::find(key.columns.begin(), key.columns.end(), own.front()) - key.columns.begin();
    const Words referenced = identifier_words(key.referenced_columns[static_cast<std::size_t>(at)]);
    name.alternative = without_other_key_part(name.base, name.target, referenced);
    if (has_fused_id(name.base, name.target, referenced)) name.by = name.alternative;
  }
  return name;
}

// ---------------------------------------------------------------------------- relations of a table

class FieldNamer {
 public:
  FieldNamer(const Naming& naming, TableId id)
      : naming_(naming), id_(id), relations_(naming.relations.of(id)) {
    keys_.reserve(relations_.size());
    for (const Relation& relation : relations_) {
      keys_.push_back(key_name(naming.catalog, relation.far_key.value_or(relation.key)));
      ++ways_[{tier_of(relation.kind), relation.to}];
      if (relation.far_key) ++joins_[{relation.key.table, relation.to}];
      if (relation.kind == RelationKind::kBelongsTo)
        ++bases_[{keys_.back().by_target(), keys_.back().base}];
    }
  }

  void name_all() {
    Scope scope(naming_.rulings, Scope::Case::kDistinguished);
    claim_columns(scope);
    for (std::size_t i = 0; i < relations_.size(); ++i) {
      scope.add({.key = name_key(naming_.catalog, relations_[i]),
                 .tier = tier_of(relations_[i].kind),
                 .rank = rank_of(relations_[i], keys_[i]),
                 .candidates = [this, i] { return candidates(i); },
                 .name = &naming_.names.relations[naming_.relations.first(id_) + i]});
    }
    scope.settle();
  }

 private:
  using Names = std::vector<std::string>;

  static Tier tier_of(RelationKind kind) {
    switch (kind) {
      case RelationKind::kBelongsTo: return kBelongsTo;
      case RelationKind::kHasOne:
      case RelationKind::kHasMany: return kHas;
      case RelationKind::kManyToMany: return kManyToMany;
    }
    return kManyToMany;
  }

  // One row before many; a key with a name of its own before one that is called like its target.
  static int rank_of(const Relation& relation, const KeyName& key) {
    return relation.kind == RelationKind::kHasMany ||
                   (relation.kind == RelationKind::kBelongsTo && key.by_target())
               ? 1
               : 0;
  }

  // Of columns that want the same name the one that is spelled so already gets it.
  void claim_columns(Scope& scope) const {
    const Table& table = naming_.catalog.table(id_);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string& spelled = table.columns[i].name;
      const std::string wish = field_name(identifier_words(spelled));
      scope.add({.key = name_key(name_kind::kColumn, table.name, spelled),
                 .tier = kColumns,
                 .rank = wish == spelled ? 0 : 1,
                 .candidates = [wish] { return std::vector{wish}; },
                 .name = &naming_.names.tables[index(id_)].fields[i]});
    }
  }

  [[nodiscard]] Names candidates(std::size_t i) const {
    switch (relations_[i].kind) {
      case RelationKind::kBelongsTo: return belongs_to(keys_[i]);
      case RelationKind::kHasOne:
      case RelationKind::kHasMany: return has(relations_[i], keys_[i]);
      case RelationKind::kManyToMany: return many_to_many(relations_[i], keys_[i]);
    }
    return {};
  }

  // author; authorRef; authorUser first where another foreign key is called author as well
  [[nodiscard]] Names belongs_to(const KeyName& key) const {
    Names names;
    const Words precise = key.by_target() ? key.base + "by" + key.by : key.base + key.target;
    if (bases_.at({key.by_target(), key.base}) > 1) names.push_back(field_name(precise));
    names.push_back(field_name(key.base));
    if (!key.alternative.empty()) names.push_back(field_name(key.alternative));
    names.push_back(field_name(key.base + "ref"));
    names.push_back(field_name(precise));
    return names;
  }

  [[nodiscard]] const std::string& model(TableId table) const {
    return naming_.names.tables[index(table)].model;
  }

  // posts; postsByAuthor where there are several ways from posts
  [[nodiscard]] Names has(const Relation& relation, const KeyName& key) const {
    const std::string one = lower_first(noun(model(relation.to)));
    const std::string stem = is_many(relation.kind) ? plural(one) : one;
    const std::string by = stem + "By" + pascal_case(key.by);
    if (ways_.at({kHas, relation.to}) > 1) return {by};
    return {field_name(stem), by};
  }

  // tags; tagsViaPostTag where there are several ways to tags; peopleViaFriendshipByFriend where
  // one join table is both ways
  [[nodiscard]] Names many_to_many(const Relation& relation, const KeyName& far) const {
    const std::string stem = plural(lower_first(noun(model(relation.to))));
    const std::string via = stem + "Via" + noun(model(relation.key.table));
    const std::string by = via + "By" + pascal_case(far.by);
    if (joins_.at({relation.key.table, relation.to}) > 1) return {by};
    if (ways_.at({kManyToMany, relation.to}) > 1) return {via, by};
    return {field_name(stem), via, by};
  }

  const Naming& naming_;
  TableId id_;
  std::span<const Relation> relations_;
  std::vector<KeyName>
      keys_;  // beside relations_: of the foreign key, for many-to-many of the far one
  std::map<std::pair<bool, Words>, int>
      bases_;  // of belongs-to, by whether they are called like their target
  std::map<std::pair<Tier, TableId>, int> ways_;  // how many relations of a tier are to that table
  std::map<std::pair<TableId, TableId>, int> joins_;  // by join table and far side
};

}  // namespace

void name_fields(const Naming& naming) {
  for (const TableId id : naming.catalog.table_ids()) FieldNamer(naming, id).name_all();
}

}  // namespace sqlx::ir
