// CREATE TABLE without what only its own engine says: options, comments, and KEY (…) inside the
// parentheses.
//
// What concerns speed and storage is left out; comments and keys become statements of their own
// where the target has those.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/exact_names.h"
#include "sql/rewrites/index_names.h"
#include "sql/rewrites/key_parts.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/referenced_columns.h"
#include "sql/rewrites/shown_columns.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

constexpr std::string_view kStorageOptions[] = {
    "autovacuum_enabled",
    "avg_row_length",
    "character set",
    "charset",
    "checksum",
    "collate",
    "compression",
    "data directory",
    "delay_key_write",
    "encrypted",
    "encryption",
    "engine",
    "fillfactor",
    "index directory",
    "insert_method",
    "key_block_size",
    "max_rows",
    "min_rows",
    "oids",
    "pack_keys",
    "page_checksum",
    "page_compressed",
    "row_format",
    "stats_auto_recalc",
    "stats_persistent",
    "stats_sample_pages",
    "storage engine",
    "strict",
    "tablespace",
    "transactional",
    "type",
    "using",
    "without rowid",
};
static_assert(std::is_sorted(std::begin(kStorageOptions), std::end(kStorageOptions)));

class TableParts {
 public:
  TableParts(const CreateTable& create, const RewriteContext& context)
      : create_(create), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    CreateTable* made = clone(arena_, create_);
    made->options = options();
    made->columns = columns();
    made->constraints = keys();
    if (!context_.pack.has(Feature::kIndexesInTable)) extract_indexes(*made);
    if (made->persistence == Persistence::kUnlogged) made->persistence = Persistence::kPermanent;
    if (create_.partition_by != nullptr || create_.partition_of != nullptr)
      refuse(create_, "partitioned tables as the source says them");
    if (!create_.like.empty()) copy_all(*made);
    const bool copies_more =
        context_.pack.has(Feature::kCopiesNotNull) && !context_.from.has(Feature::kCopiesNotNull);
    if (create_.query != nullptr && copies_more) made->query = nullable_query();
    if (made->query == create_.query && create_.query != nullptr && copies_more) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("what is NOT NULL in the query is so in `{}`", create_.name.back().text),
          context_.place(create_));
    }
    if (create_.query != nullptr && has_types()) fill_afterwards(*made);
    if (create_.or_replace) replace(*made);
    if (create_.on_commit == "preserve rows") made->on_commit = {};
    if (!made->on_commit.empty()) refuse(create_, "ON COMMIT");
    return made;
  }

 private:
  bool has_types() const {
    return std::any_of(create_.columns.begin(), create_.columns.end(),
                       [](const ColumnDefinition* each) { return each->to != nullptr; });
  }

  // CREATE TABLE t (a INT) SELECT 1 AS a: the table, and then its rows. A column that only the
  // query names would have to be added.
  void fill_afterwards(CreateTable& made) {
    const auto* select = create_.query->body->as<Select>();
    std::vector<const Expr*> names;
    for (const SelectItem* item : select == nullptr ? List<const SelectItem*>() : select->items) {
      const Name name = item->value->is<Star>() ? Name() : name_of(*item);
      const bool is_defined = std::any_of(
          create_.columns.begin(), create_.columns.end(),
          [&](const ColumnDefinition* each) { return equal_fold(each->name.text, name.text); });
      if (!is_defined)
        return refuse(create_, "CREATE TABLE with columns of its own and those of a query");
      names.push_back(make_column(arena_, name));
    }
    if (names.empty())
      return refuse(create_, "CREATE TABLE with columns of its own and those of a query");
    auto* rows = arena_.make<Insert>();
    rows->target = make_table(arena_, create_.name);
    rows->columns = arena_.copy(names);
    rows->source = create_.query;
    context_.after.push_back(rows);
    made.query = nullptr;
  }

  // Of what cannot be NULL, NULLIF(a, NULL) makes a column that can. The query itself if it is no
  // plain SELECT.
  const Query* nullable_query() {
    const auto* select = create_.query->body->as<Select>();
    const auto is_star = [](const SelectItem* item) { return item->value->is<Star>(); };
    if (select == nullptr || select->distinct || !select->group_by.empty() ||
        !create_.query->order_by.empty())
      return create_.query;
    if (std::any_of(select->items.begin(), select->items.end(), is_star)) return create_.query;
    Select* made = clone(arena_, *select);
    made->items = map_list(arena_, select->items, [&](const SelectItem* item) -> const SelectItem* {
      const auto* column = item->value->as<Column>();
      const Name name =
          column != nullptr && item->alias.text.empty() ? column->path.back() : item->alias;
      return make_item(
          arena_,
          make_call(arena_, Meaning::kNullif, {item->value, null_literal(arena_)}, *item->value),
          name);
    });
    Query* query = clone(arena_, *create_.query);
    query->body = made;
    return query;
  }

  void refuse(const Node& node, std::string_view what) {
    context_.diagnostics.add(Code::kFeatureMissing,
                             fmt::format("{} has no {}", context_.pack.title, what),
                             context_.place(node));
  }

  void lose(const Node& node, std::string what) {
    context_.diagnostics.add(Code::kLossy, std::move(what), context_.place(node));
  }

  bool is_comment(const Option& option) const { return option.name == "comment"; }

  List<const Option*> options() {
    std::vector<const Option*> kept;
    for (const Option* option : create_.options) {
      std::string_view name = option->name;
      if (name.starts_with("default ")) name.remove_prefix(8);
      if (std::binary_search(std::begin(kStorageOptions), std::end(kStorageOptions), name))
        continue;
      if (is_comment(*option) && !context_.pack.has(Feature::kInlineComments)) {
        comment(ObjectKind::kTable, create_.name, option->value);
      } else if (is_comment(*option) || name == "auto_increment") {
        kept.push_back(option);
      } else {
        refuse(create_, fmt::format("the table option `{}`", option->name));
      }
    }
    return arena_.copy(kept);
  }

  // Nothing that a query could see; where nobody keeps it, it is gone.
  void comment(ObjectKind object, List<Name> name, const Expr* text) {
    if (!context_.pack.has(Feature::kCommentOn)) return;
    auto* made = arena_.make<Comment>();
    made->object = object;
    made->name = name;
    made->text = text;
    context_.after.push_back(made);
  }

  List<const ColumnDefinition*> columns() {
    std::vector<const ColumnDefinition*> made;
    for (const ColumnDefinition* column : create_.columns) made.push_back(this->column(*column));
    return arena_.copy(made);
  }

  const ColumnDefinition* column(const ColumnDefinition& column) {
    ColumnDefinition* made = clone(arena_, column);
    made->to = plain_type(column);
    std::vector<const Constraint*> kept;
    for (const Constraint* constraint : column.constraints) {
      if (keeps(*constraint, column))
        kept.push_back(with_referenced_columns(*constraint, context_, &create_));
    }
    if (is_foreign(*made, "enum")) list_labels(*made, kept);
    if (is_foreign(*made, "set")) join_labels(*made);
    if (needs_exact_texts(*made)) kept.insert(kept.begin(), exact_texts(*made));
    made->constraints = arena_.copy(kept);
    return made;
  }

  // Texts that differ in case only are two values here, in keys as well, and one in the target
  // unless its column says so.
  bool needs_exact_texts(const ColumnDefinition& column) const {
    const bool is_text = column.to != nullptr && column.to->type == TypeClass::kText &&
                         column.to->dimensions == 0 && column.to->labels.empty();
    return is_text && !context_.from.has(Feature::kFoldsText) &&
           context_.pack.has(Feature::kFoldsText) && !ignores_case(column);
  }

  static bool ignores_case(const ColumnDefinition& column) {
    return std::any_of(
        column.constraints.begin(), column.constraints.end(), [](const Constraint* each) {
          return each->constraint == ConstraintKind::kCollate && !each->collation.empty() &&
                 !is_exact_collation(each->collation.back().text, false);
        });
  }

  const Constraint* exact_texts(const ColumnDefinition& column) {
    Column* named = make_column(arena_, column.name);
    named->type = TypeClass::kText;
    auto* made = arena_.make<Constraint>();
    made->constraint = ConstraintKind::kCollate;
    made->value = make_call(arena_, Meaning::kExact, {named}, column);
    return made;
  }

  // A column of a few labels, where the target has no such type: a text, and a check that it is one
  // of them.
  bool is_foreign(const ColumnDefinition& column, std::string_view type) const {
    const bool is_it = column.to != nullptr && !column.to->labels.empty() &&
                       column.to->dimensions == 0 && column.to->name.back().text == type;
    return is_it && !has_inline_enums(context_.pack);
  }

  const TypeName* text_of(std::int64_t length) {
    TypeName* text = clone(arena_, *make_middle_type(ir::TypeKind::kText, arena_));
    text->arguments = arena_.list(integer_literal(arena_, length));
    return text;
  }

  // A column of several labels at once is the text that it shows: 'a,b'.
  void join_labels(ColumnDefinition& column) {
    std::int64_t longest = static_cast<std::int64_t>(column.to->labels.size());
    for (const std::string_view label : column.to->labels)
      longest += static_cast<std::int64_t>(count_characters(label));
    lose(column,
         fmt::format("`{}` becomes a text of labels, and nothing checks which", column.name.text));
    column.to = text_of(longest);
  }

  void list_labels(ColumnDefinition& column, std::vector<const Constraint*>& constraints) {
    const Column* named = make_column(arena_, column.name);
    std::vector<const Expr*> items;
    std::int64_t longest = 1;
    for (const std::string_view label : column.to->labels) {
      items.push_back(string_literal(arena_, label));
      longest = std::max(longest, static_cast<std::int64_t>(count_characters(label)));
    }
    auto* among = arena_.make<In>();
    among->operand = named;
    among->items = arena_.copy(items);
    auto* check = arena_.make<Constraint>();
    check->constraint = ConstraintKind::kCheck;
    check->value = among;
    constraints.push_back(check);
    column.to = text_of(longest);
  }

  bool keeps(const Constraint& constraint, const ColumnDefinition& column) {
    if (constraint.constraint == ConstraintKind::kOption)
      refuse(constraint, fmt::format("`{}` on a column", constraint.option));
    if (constraint.constraint == ConstraintKind::kCollate) return keeps_collation(constraint);
    if (constraint.constraint == ConstraintKind::kDefault && is_no_date(constraint, column)) {
      lose(constraint, fmt::format("{} has no day 0: `{}` has no default", context_.pack.title,
                                   column.name.text));
      return false;
    }
    if (constraint.constraint == ConstraintKind::kOnUpdate &&
        !context_.pack.has(Feature::kOnUpdate)) {
      lose(constraint,
           fmt::format("{} has no {}: `{}` keeps its value when the row changes",
                       context_.pack.title, words(Feature::kOnUpdate), column.name.text));
      return false;
    }
    if (constraint.constraint != ConstraintKind::kComment ||
        context_.pack.has(Feature::kInlineComments))
      return true;
    std::vector<Name> path(create_.name.begin(), create_.name.end());
    path.push_back(column.name);
    comment(ObjectKind::kColumn, arena_.copy(path), constraint.value);
    return false;
  }

  // '0000-00-00', which only those who take any text or do not look closely take for a day.
  bool is_no_date(const Constraint& constraint, const ColumnDefinition& column) const {
    if (context_.pack.has(Feature::kFreeTypes) || context_.pack.has(Feature::kModifyColumn))
      return false;
    const TypeClass type = column.to == nullptr ? TypeClass::kUnknown : column.to->type;
    const bool is_time = type == TypeClass::kDate || type == TypeClass::kTimestamp ||
                         type == TypeClass::kTimestampTz;
    const auto* literal = constraint.value->as<Literal>();
    return is_time && literal != nullptr && literal->text.starts_with("0000-00-00");
  }

  // Where one side folds texts anyway, comparisons say what matters.
  bool keeps_collation(const Constraint& constraint) {
    const bool ignores_case = !constraint.collation.empty() &&
                              !is_exact_collation(constraint.collation.back().text, false);
    if (ignores_case && !context_.from.has(Feature::kFoldsText) &&
        context_.pack.has(Feature::kFoldsText)) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("{} ignores accents and the case of all letters, not of A to Z alone",
                      context_.pack.title),
          context_.place(constraint));
    }
    if (!context_.from.has(Feature::kFoldsText) && !context_.pack.has(Feature::kFoldsText))
      refuse(constraint, "such collation of a column");
    return false;
  }

  // Without character sets and their collations, which comparisons say where it matters; with a
  // length where a key needs one.
  const TypeName* plain_type(const ColumnDefinition& column) {
    if (column.to == nullptr) return nullptr;
    TypeName* made = clone(arena_, *column.to);
    made->charset = {};
    made->collation = {};
    made->is_binary = false;
    made->zerofill = false;
    if (!is_unbounded(*made) || !context_.pack.has(Feature::kPrefixIndexes) ||
        !is_key_part(create_, column))
      return made;
    return bounded_for_key(*made, column, context_.place(column), arena_, context_.diagnostics);
  }

  List<const Constraint*> keys() {
    std::vector<const Constraint*> made;
    for (const Constraint* constraint : create_.constraints)
      made.push_back(key(*with_referenced_columns(*constraint, context_, &create_)));
    return arena_.copy(made);
  }

  const Constraint* key(const Constraint& constraint) {
    Constraint* made = clone(arena_, constraint);
    made->method = {};
    made->options = {};
    made->name = index_name(create_.name.back(), constraint.name, context_);
    std::vector<const OrderItem*> parts;
    for (const OrderItem* part : constraint.columns) {
      if (part->prefix_length > 0 && !context_.pack.has(Feature::kPrefixIndexes))
        refuse(*part, words(Feature::kPrefixIndexes));
      OrderItem* plain = clone(arena_, *part);
      plain->value = inexact(part->value);
      plain->direction = Direction::kUnsaid;
      parts.push_back(plain);
    }
    made->columns = arena_.copy(parts);
    return made;
  }

  // A key's column is a name here, not a value to compare.
  const Expr* inexact(const Expr* value) {
    const auto* column = value->as<Column>();
    if (column == nullptr) return value;
    Column* made = clone(arena_, *column);
    made->exact_text = false;
    made->type = TypeClass::kUnknown;
    return made;
  }

  void extract_indexes(CreateTable& made) {
    for (const IndexDefinition* index : create_.indexes) {
      const bool special =
          index->index == IndexKind::kFulltext || index->index == IndexKind::kSpatial;
      if (special && !context_.pack.has(Feature::kFulltext)) {
        lose(*index, fmt::format("{} has no {}: the index is left out", context_.pack.title,
                                 words(Feature::kFulltext)));
      } else {
        context_.after.push_back(create_index(create_.name, *index, context_));
      }
    }
    made.indexes = {};
  }

  // The copy has the keys and defaults of its model.
  void copy_all(CreateTable& made) {
    const bool copies_all = context_.from.has(Feature::kIndexesInTable);
    if (copies_all) made.like_options = arena_.list(std::string_view("including all"));
    const bool alone =
        create_.columns.empty() && create_.constraints.empty() && create_.like.size() == 1;
    const bool wants_all =
        create_.like_options.size() == 1 && create_.like_options[0] == "including all";
    if (!copies_all && !(alone && wants_all))
      refuse(create_, "LIKE for a part of what a table has");
    if (context_.pack.has(Feature::kIndexesInTable)) made.like_options = {};
  }

  void replace(CreateTable& made) {
    made.or_replace = false;
    const Table* name = make_table(arena_, create_.name);
    auto* drop = arena_.make<Drop>();
    drop->if_exists = true;
    drop->names = arena_.list(name);
    context_.before.push_back(drop);
  }

  const CreateTable& create_;
  const RewriteContext& context_;
  Arena& arena_;
};

// Those that find rows as others do.
bool is_common_method(std::string_view method) {
  return method.empty() || equal_fold(method, "btree") || equal_fold(method, "hash") ||
         equal_fold(method, "brin");
}

const Node* plain_create_index(const CreateIndex& create, const RewriteContext& context) {
  if (!is_common_method(create.definition->method)) {
    context.diagnostics.add(Code::kLossy,
                            fmt::format("{} has no {} indexes: the index is left out",
                                        context.pack.title, upper(create.definition->method)),
                            context.place(create));
    return nullptr;
  }
  CreateIndex* made = clone(context.arena, create);
  made->definition = plain_index(*create.definition, create.table->name, context);
  made->concurrently = false;
  made->or_replace = false;
  if (create.if_not_exists && !context.pack.has(Feature::kIndexIfNotExists)) {
    context.diagnostics.add(Code::kConditional, "there must be no index of that name yet",
                            context.place(create));
    made->if_not_exists = false;
  }
  return made;
}

}  // namespace

const Node* table_parts(const Node* node, const RewriteContext& context) {
  if (context.from.family == context.pack.family) return node;
  if (!node->is<CreateIndex>() && !node->is<CreateTable>()) return node;
  node = exact_names(node, context);
  if (const auto* index = node->as<CreateIndex>()) return plain_create_index(*index, context);
  const auto* create = node->as<CreateTable>();
  return create == nullptr ? node : TableParts(*create, context).rewrite();
}

}  // namespace sqlx::sql
