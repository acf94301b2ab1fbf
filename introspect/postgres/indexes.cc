// Indexes. One that stands behind a key adds what it knows to the key; one behind an exclusion is
// all in the constraint's text.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

constexpr std::int64_t kDescending = 1;  // bits of pg_index.indoption
constexpr std::int64_t kNullsFirst = 2;
constexpr Oid kDatabaseCollation = 100;

struct IndexRow {
  Oid oid = 0;
  Oid table = 0;
  std::string name;
  Oid method = 0;
  std::string method_name;
  bool unique = false;
  bool nulls_not_distinct = false;
  bool valid = true;
  bool replica_identity = false;
  std::size_t key_parts = 0;
  std::vector<std::int64_t> columns;  // 0: an expression
  std::vector<std::int64_t> options;
  std::vector<std::int64_t> collations;
  std::vector<std::int64_t> classes;
  std::vector<std::string> texts;  // of the parts, if one of them is an expression
  std::string predicate;
  std::string storage;
  bool inherited = false;
  std::string sql;  // if it is not valid
};

IndexRow read_row(Fields& row) {
  IndexRow index{.oid = row.oid(), .table = row.oid()};
  index.name = row.string();
  index.method = row.oid();
  index.method_name = row.string();
  index.unique = row.flag();
  index.nulls_not_distinct = row.flag();
  index.valid = row.flag();
  index.replica_identity = row.flag();
  index.key_parts = static_cast<std::size_t>(row.number());
  index.columns = row.numbers();
  index.options = row.numbers();
  index.collations = row.numbers();
  index.classes = row.numbers();
  index.texts = row.strings();
  index.predicate = row.string();
  index.storage = row.string();
  index.inherited = row.flag();
  index.sql = row.string();
  return index;
}

ir::NullsOrder nulls_order(std::int64_t options) {
  const bool first = (options & kNullsFirst) != 0;
  const bool descending = (options & kDescending) != 0;
  if (first == descending) return ir::NullsOrder::kDefault;
  return first ? ir::NullsOrder::kFirst : ir::NullsOrder::kLast;
}

class IndexReader {
 public:
  explicit IndexReader(Catalog& catalog) : catalog_(catalog) {
    for (const auto& [oid, operator_class] : catalog.operator_classes) {
      if (operator_class.default_for != 0)
        defaults_.emplace(operator_class.method, operator_class.default_for);
    }
  }

  void add(const IndexRow& row) {
    Relation* relation = catalog_.find_relation(row.table);
    if (relation == nullptr || relation->hidden != Hidden::kNot) return;
    if (row.replica_identity) {
      ir::set_attribute(relation->table.attributes, ir::AttributeKey::kReplicaIdentity,
                        fmt::format("using index {}", quoted(row.name, '"')));
    }
    if (const auto key = catalog_.keys.find(row.oid); key != catalog_.keys.end()) {
      complete(find_key(relation->table, key->second.second), row, *relation);
    } else if (catalog_.exclusion_indexes.contains(row.oid)) {
      return;
    } else if (!row.valid) {
      catalog_.database.unsupported.push_back(
          {.kind = "invalid index",
           .name = {relation->table.name.schema, row.name},
           .detail = fmt::format("on {}", ir::identity(relation->table.name)),
           .sql = row.sql});
    } else {
      relation->table.indexes.push_back(index(row, *relation));
    }
  }

 private:
  static ir::Key& find_key(ir::Table& table, const std::string& name) {
    if (table.primary_key && table.primary_key->name == name) return *table.primary_key;
    return *std::find_if(table.uniques.begin(), table.uniques.end(),
                         [&](const ir::Key& key) { return key.name == name; });
  }

  static std::vector<std::string> included(const IndexRow& row, const Relation& relation) {
    return relation.names(
        {row.columns.begin() + static_cast<std::ptrdiff_t>(row.key_parts), row.columns.end()});
  }

  static ir::Attributes attributes(const IndexRow& row) {
    ir::Attributes result;
    if (!row.storage.empty()) ir::set_attribute(result, ir::AttributeKey::kOptions, row.storage);
    return result;
  }

  static void complete(ir::Key& key, const IndexRow& row, const Relation& relation) {
    key.included_columns = included(row, relation);
    key.nulls_not_distinct = row.nulls_not_distinct;
    key.inherited = key.inherited || row.inherited;
    key.attributes = attributes(row);
  }

  ir::Index index(const IndexRow& row, const Relation& relation) {
    ir::Index result{.name = row.name, .unique = row.unique};
    for (std::size_t nth = 0; nth < row.key_parts; ++nth)
      result.parts.push_back(part(row, nth, relation));
    if (row.method_name != "btree") result.method = row.method_name;
    result.included_columns = included(row, relation);
    result.predicate = row.predicate;
    result.nulls_not_distinct = row.nulls_not_distinct;
    result.inherited = row.inherited;
    result.comment = catalog_.comment(Class::kRelation, row.oid);
    result.attributes = attributes(row);
    return result;
  }

  ir::KeyPart part(const IndexRow& row, std::size_t nth, const Relation& relation) {
    ir::KeyPart result;
    const RelationColumn* column = relation.find(row.columns[nth]);
    if (column != nullptr) {
      result.column = column->name;
    } else if (nth < row.texts.size()) {
      result.expression = row.texts[nth];
    }
    const Oid usual_collation = column == nullptr ? kDatabaseCollation : column->collation;
    result.collation =
        catalog_.collation_name(static_cast<Oid>(row.collations[nth]), usual_collation);
    result.operator_class = operator_class(row, nth, column == nullptr ? 0 : column->type);
    result.descending = (row.options[nth] & kDescending) != 0;
    result.nulls = nulls_order(row.options[nth]);
    return result;
  }

  std::string operator_class(const IndexRow& row, std::size_t nth, Oid type) const {
    const auto found = catalog_.operator_classes.find(static_cast<Oid>(row.classes[nth]));
    if (found == catalog_.operator_classes.end()) return {};
    const auto options = catalog_.class_options.find({row.oid, static_cast<int>(nth) + 1});
    if (options != catalog_.class_options.end())
      return fmt::format("{} ({})", found->second.name, options->second);
    return is_default(found->second, type) ? std::string() : found->second.name;
  }

  // A class may be the default of a type that the column's type is only coerced to; it is the
  // column's default if the column's own type has none. Of an expression we don't know the type.
  bool is_default(const OperatorClass& operator_class, Oid type) const {
    const Type* found = catalog_.types.find(type);
    while (found != nullptr && found->kind == 'd') found = catalog_.types.find(found->base);
    if (found == nullptr || operator_class.default_for == found->oid)
      return operator_class.default_for != 0;
    return operator_class.default_for != 0 &&
           !defaults_.contains({operator_class.method, found->oid});
  }

  Catalog& catalog_;
  std::set<std::pair<Oid, Oid>> defaults_;  // method, type
};

}  // namespace

void read_indexes(const Questions& questions, Catalog& catalog) {
  IndexReader reader(catalog);
  for (Fields row : questions.ask("indexes")) reader.add(read_row(row));
}

}  // namespace sqlx::introspect::postgres
