#include "sql/spelling/legality.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "sql/ast/fields.h"
#include "sql/find.h"
#include "sql/print/row_limits.h"
#include "sql/reading/text_comparison.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;
using wirepacks::WirePack;

// One need: the feature, if the node uses what it names.
struct Need {
  bool uses;
  Feature feature;
};

template <std::size_t N>
std::optional<Feature> first_missing(const WirePack& pack, const Need (&needs)[N]) {
  for (const Need& need : needs) {
    if (need.uses && !pack.has(need.feature)) return need.feature;
  }
  return std::nullopt;
}

std::optional<Feature> missing(const WirePack& pack, const Query& query) {
  const bool limits = query.limit != nullptr || query.offset != nullptr;
  const bool has_forms = !pack.row_limits.empty() && !query.with_ties && !query.limit_percent;
  if (has_forms && limits && row_limit_of(pack, query) == nullptr)
    return query.limit == nullptr ? Feature::kOffsetAlone : Feature::kLimit;
  const auto is_fixed = [](const Expr* count) {
    return count == nullptr || count->is<Literal>() || count->is<Parameter>();
  };
  const bool is_sorted = limits || !query.order_by.empty();
  return first_missing(pack, {{query.with_ties, Feature::kWithTies},
                              {!has_forms && !(is_fixed(query.limit) && is_fixed(query.offset)),
                               Feature::kLimitExpression},
                              {is_sorted && query.body->is<Values>(), Feature::kValuesSorted}});
}

std::optional<Feature> missing(const WirePack& pack, const Select& select) {
  return first_missing(pack, {{!select.distinct_on.empty(), Feature::kDistinctOn},
                              {select.into != nullptr, Feature::kSelectInto},
                              {select.with_rollup, Feature::kWithRollup},
                              {!select.windows.empty(), Feature::kNamedWindow},
                              {select.qualify != nullptr, Feature::kQualify}});
}

std::optional<Feature> missing(const WirePack& pack, const Grouping& grouping) {
  switch (grouping.grouping) {
    case GroupingKind::kRollup: return first_missing(pack, {{true, Feature::kRollup}});
    case GroupingKind::kCube: return first_missing(pack, {{true, Feature::kCube}});
    case GroupingKind::kSets: return first_missing(pack, {{true, Feature::kGroupingSets}});
    case GroupingKind::kSet: break;
  }
  return std::nullopt;
}

std::optional<Feature> missing(const WirePack& pack, const SetOperation& operation) {
  const bool is_except = operation.op == SetOperator::kExcept;
  const bool is_intersect = operation.op == SetOperator::kIntersect;
  return first_missing(pack, {{is_except && operation.all, Feature::kExceptAll},
                              {is_intersect && operation.all, Feature::kIntersectAll},
                              {is_except, Feature::kExcept},
                              {is_intersect, Feature::kIntersect}});
}

std::optional<Feature> missing(const WirePack& pack, const Join& join) {
  return first_missing(pack, {{join.join == JoinType::kFull, Feature::kFullJoin},
                              {join.join == JoinType::kRight, Feature::kRightJoin},
                              {!join.using_columns.empty(), Feature::kUsing},
                              {join.natural, Feature::kNaturalJoin}});
}

std::optional<Feature> missing(const WirePack& pack, const Table& table) {
  return first_missing(pack, {{!table.sample_method.empty(), Feature::kTableSample},
                              {!table.columns.empty(), Feature::kColumnAliases},
                              {!table.hints.empty(), Feature::kIndexHints},
                              {!table.partitions.empty(), Feature::kPartitions}});
}

std::optional<Feature> missing(const WirePack& pack, const DerivedTable& table) {
  return first_missing(pack, {{table.lateral, Feature::kLateral},
                              {table.query->body->is<Values>(), Feature::kValuesTable},
                              {!table.columns.empty(), Feature::kColumnAliases},
                              {table.alias.text.empty(), Feature::kDerivedWithoutAlias}});
}

std::optional<Feature> missing(const WirePack& pack, const TableFunction& function) {
  return first_missing(pack, {{true, Feature::kTableFunctions},
                              {function.with_ordinality, Feature::kOrdinality},
                              {!function.columns.empty(), Feature::kColumnAliases}});
}

bool limits_itself(const CommonTable& table) {
  const auto* query = table.statement->as<Query>();
  return query != nullptr && query->limit != nullptr && reads_table(*query, table.name);
}

std::optional<Feature> missing(const WirePack& pack, const CommonTable& table) {
  return first_missing(pack, {{!table.statement->is<Query>(), Feature::kWithChanges},
                              {limits_itself(table), Feature::kLimitInRecursion}});
}

std::optional<Feature> missing(const WirePack& pack, const Locking& locking) {
  const bool is_share = locking.strength == LockStrength::kShare;
  const bool is_of_keys = !is_share && locking.strength != LockStrength::kUpdate;
  return first_missing(pack,
                       {{true, Feature::kLocking},
                        {is_share && !pack.has(Feature::kLockInShareMode), Feature::kLockShare},
                        {is_of_keys, Feature::kLockKeys},
                        {!locking.of.empty(), Feature::kLockOf},
                        {locking.wait == LockWait::kSkipLocked, Feature::kSkipLocked}});
}

std::optional<Feature> missing(const WirePack& pack, const Window& window) {
  return first_missing(
      pack, {{window.has_frame && window.mode == FrameMode::kGroups, Feature::kFrameGroups},
             {window.exclude != FrameExclude::kNone, Feature::kFrameExclude}});
}

std::optional<Feature> missing(const WirePack& pack, const Call& call) {
  const bool compares_rows = is_comparison(call.meaning) && call.arguments[0]->is<Row>();
  return first_missing(pack, {{compares_rows, Feature::kRowComparison},
                              {call.filter != nullptr, Feature::kFilter},
                              {call.over != nullptr && call.meaning == Meaning::kStringAgg,
                               Feature::kWindowStringAgg},
                              {!call.order_by.empty(), Feature::kAggregateOrder},
                              {call.nulls == Nullness::kIgnore, Feature::kIgnoreNulls}});
}

std::optional<Feature> missing(const WirePack& pack, const In& in) {
  const bool is_said = pack.has(Feature::kRowIn) || pack.has(Feature::kRowInValues);
  return first_missing(pack, {{in.operand->is<Row>() && !is_said, Feature::kRowIn}});
}

std::optional<Feature> missing(const WirePack& pack, const MergeClause& clause) {
  return first_missing(pack, {{clause.condition != nullptr, Feature::kMergeConditions}});
}

std::optional<Feature> missing(const WirePack& pack, const Quantified& quantified) {
  return first_missing(pack, {{quantified.query != nullptr, Feature::kQuantifiedSubquery},
                              {quantified.array != nullptr, Feature::kQuantifiedArray}});
}

bool has_several_rows(const Insert& insert) {
  const auto* values = insert.source == nullptr ? nullptr : insert.source->body->as<Values>();
  return values != nullptr && values->rows.size() > 1;
}

std::optional<Feature> missing(const WirePack& pack, const Insert& insert) {
  return first_missing(
      pack,
      {{!insert.returning.empty(), Feature::kInsertReturning},
       {insert.source == nullptr && !pack.has(Feature::kEmptyValues), Feature::kDefaultValues},
       {has_several_rows(insert), Feature::kMultiRowInsert},
       {insert.with != nullptr, Feature::kWithBeforeInsert},
       {insert.on_conflict.size() > 1, Feature::kSeveralConflicts},
       {!insert.target->alias.text.empty(), Feature::kInsertAlias},
       {!insert.modifiers.empty(), Feature::kChangeModifiers},
       {insert.action == ConflictAction::kIgnore && !pack.has(Feature::kInsertOr),
        Feature::kInsertIgnore},
       {insert.action == ConflictAction::kReplace, Feature::kReplace}});
}

std::optional<Feature> missing(const WirePack& pack, const OnConflict& conflict) {
  return first_missing(pack, {{conflict.any_key, Feature::kOnDuplicateKey},
                              {!conflict.any_key, Feature::kOnConflict}});
}

std::optional<Feature> missing(const WirePack& pack, const Assignment& assignment) {
  return first_missing(pack, {{assignment.in_parentheses, Feature::kUpdateRow}});
}

std::optional<Feature> missing(const WirePack& pack, const Update& update) {
  const bool joins =
      update.tables.size() > 1 || (!update.tables.empty() && update.tables[0]->is<Join>());
  const auto* target = update.tables.empty() ? nullptr : update.tables[0]->as<Table>();
  return first_missing(
      pack, {{joins, Feature::kUpdateJoin},
             {update.action == ConflictAction::kIgnore && !pack.has(Feature::kInsertOr),
              Feature::kInsertIgnore},
             {!update.from.empty(), Feature::kUpdateFrom},
             {target != nullptr && !target->alias.text.empty(), Feature::kUpdateAlias},
             {update.with != nullptr, Feature::kWithBeforeChange},
             {update.limit != nullptr || !update.order_by.empty(), Feature::kUpdateLimit},
             {!update.returning.empty(), Feature::kUpdateReturning}});
}

std::optional<Feature> missing(const WirePack& pack, const Delete& statement) {
  const bool uses = statement.target != nullptr && !statement.from.empty();
  return first_missing(
      pack, {{!statement.targets.empty(), Feature::kDeleteJoin},
             {statement.targets.size() > 1, Feature::kDeleteSeveral},
             {uses, Feature::kDeleteUsing},
             {statement.ignore, Feature::kInsertIgnore},
             {statement.target != nullptr && !statement.target->alias.text.empty(),
              Feature::kDeleteAlias},
             {statement.with != nullptr, Feature::kWithBeforeChange},
             {statement.limit != nullptr || !statement.order_by.empty(), Feature::kDeleteLimit},
             {!statement.returning.empty(), Feature::kDeleteReturning}});
}

std::optional<Feature> missing(const WirePack& pack, const IndexDefinition& index) {
  const bool has_prefix =
      std::any_of(index.parts.begin(), index.parts.end(),
                  [](const OrderItem* part) { return part->prefix_length > 0; });
  const bool has_expression =
      std::any_of(index.parts.begin(), index.parts.end(),
                  [](const OrderItem* part) { return !part->value->is<Column>(); });
  return first_missing(pack,
                       {{index.where != nullptr, Feature::kPartialIndexes},
                        {has_prefix, Feature::kPrefixIndexes},
                        {has_expression, Feature::kExpressionIndexes},
                        {!index.included.empty(), Feature::kIndexInclude},
                        {index.nulls_not_distinct, Feature::kNullsNotDistinct},
                        {index.index == IndexKind::kFulltext || index.index == IndexKind::kSpatial,
                         Feature::kFulltext}});
}

std::optional<Feature> missing(const WirePack& pack, const CreateView& view) {
  return first_missing(pack, {{view.materialized, Feature::kMaterializedViews},
                              {view.or_replace, Feature::kOrReplaceView}});
}

bool is_empty(const CreateTable& create) {
  const bool has_others = create.query != nullptr || create.partition_of != nullptr ||
                          create.is_virtual || !create.like.empty() || !create.inherits.empty();
  return create.columns.empty() && !has_others && create.object == ObjectKind::kTable;
}

bool has_twins(List<const ColumnDefinition*> columns) {
  std::map<std::string, std::string_view> known;
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnDefinition* each) {
    const auto [twin, is_new] = known.try_emplace(lower(each->name.text), each->name.text);
    return !is_new && twin->second != each->name.text;
  });
}

std::optional<Feature> missing(const WirePack& pack, const CreateTable& create) {
  return first_missing(
      pack,
      {{create.is_virtual, Feature::kVirtualTables},
       {is_empty(create), Feature::kEmptyTables},
       {!pack.has(Feature::kTwinColumns) && has_twins(create.columns), Feature::kTwinColumns},
       {create.partition_by != nullptr || create.partition_of != nullptr, Feature::kPartitions},
       {!create.options.empty(), Feature::kTableOptions},
       {!create.indexes.empty(), Feature::kIndexesInTable},
       {!create.inherits.empty(), Feature::kInherits},
       {create.if_not_exists, Feature::kIfNotExists},
       {!create.like.empty(), Feature::kCreateLike}});
}

bool sets_default(const Constraint& constraint) {
  return constraint.on_delete == ReferenceAction::kSetDefault ||
         constraint.on_update == ReferenceAction::kSetDefault;
}

std::optional<Feature> missing(const WirePack& pack, const Constraint& constraint) {
  return first_missing(
      pack, {{constraint.constraint == ConstraintKind::kIdentity, Feature::kIdentity},
             {constraint.constraint == ConstraintKind::kAutoIncrement, Feature::kAutoIncrement},
             {constraint.constraint == ConstraintKind::kOnUpdate, Feature::kOnUpdate},
             {constraint.constraint == ConstraintKind::kComment, Feature::kInlineComments},
             {constraint.constraint == ConstraintKind::kExclude, Feature::kExclusions},
             {constraint.references != nullptr && constraint.referenced_columns.empty(),
              Feature::kReferencesTable},
             {!constraint.using_index.text.empty(), Feature::kKeyFromIndex},
             {!constraint.on_delete_columns.empty(), Feature::kSetNullColumns},
             {sets_default(constraint), Feature::kSetDefault},
             {constraint.storage == Storage::kVirtual, Feature::kGeneratedVirtual},
             {constraint.storage == Storage::kStored, Feature::kGeneratedStored},
             {constraint.nulls_not_distinct, Feature::kNullsNotDistinct}});
}

std::optional<Feature> missing(const WirePack& pack, const AlterTable& alter) {
  return first_missing(pack, {{alter.actions.size() > 1, Feature::kAlterSeveral}});
}

bool is_schema(ObjectKind object) {
  return object == ObjectKind::kSchema || object == ObjectKind::kDatabase;
}

std::optional<Feature> missing(const WirePack& pack, const Drop& drop) {
  return first_missing(pack,
                       {{is_schema(drop.object), Feature::kSchemas},
                        {drop.object == ObjectKind::kSequence, Feature::kSequences},
                        {drop.object == ObjectKind::kDomain, Feature::kDomains},
                        {drop.object == ObjectKind::kType, Feature::kEnumTypes},
                        {drop.object == ObjectKind::kMaterializedView, Feature::kMaterializedViews},
                        {drop.names.size() > 1, Feature::kDropSeveral},
                        {drop.if_exists, Feature::kDropIfExists},
                        {drop.behavior != DropBehavior::kUnsaid, Feature::kDropCascade}});
}

std::optional<Feature> missing(const WirePack& pack, const CreateType& type) {
  const bool is_domain = type.definition == TypeDefinition::kDomain;
  return first_missing(pack, {{is_domain, Feature::kDomains}, {!is_domain, Feature::kEnumTypes}});
}

bool is_no_number(const Expr& value) {
  const auto* literal = value.as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kString) return false;
  std::string_view text = literal->text;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return equal_fold(text, "nan") || equal_fold(text, "inf") || equal_fold(text, "infinity");
}

std::optional<Feature> missing(const WirePack& pack, const Cast& cast) {
  const bool is_for_numbers = cast.type == TypeClass::kFloat || cast.type == TypeClass::kDecimal;
  return first_missing(pack,
                       {{is_for_numbers && is_no_number(*cast.operand), Feature::kNotANumber}});
}

// Kinds that every dialect has, or that another rule speaks for.
template <class T>
std::optional<Feature> missing(const WirePack& pack, const T&) {
  if constexpr (std::is_same_v<T, Merge>) return first_missing(pack, {{true, Feature::kMerge}});
  if constexpr (std::is_same_v<T, Truncate>)
    return first_missing(pack, {{true, Feature::kTruncate}});
  if constexpr (std::is_same_v<T, Copy>) return first_missing(pack, {{true, Feature::kCopy}});
  if constexpr (std::is_same_v<T, Comment>)
    return first_missing(pack, {{true, Feature::kCommentOn}});
  if constexpr (std::is_same_v<T, Rename>)
    return first_missing(pack, {{true, Feature::kRenameTable}});
  if constexpr (std::is_same_v<T, CreateSequence>)
    return first_missing(pack, {{true, Feature::kSequences}});
  if constexpr (std::is_same_v<T, CreateSchema>)
    return first_missing(pack, {{true, Feature::kSchemas}});
  if constexpr (std::is_same_v<T, JsonTable>)
    return first_missing(pack, {{true, Feature::kJsonTable}});
  if constexpr (std::is_same_v<T, Array>) return first_missing(pack, {{true, Feature::kArrays}});
  if constexpr (std::is_same_v<T, Interval>)
    return first_missing(pack, {{true, Feature::kIntervals}});
  if constexpr (std::is_same_v<T, Variable>)
    return first_missing(pack, {{true, Feature::kUserVariables}});
  return std::nullopt;
}

}  // namespace

std::optional<Feature> missing_feature(const Node& node, const WirePack& pack) {
  return visit(node, [&](const auto& typed) { return missing(pack, typed); });
}

}  // namespace sqlx::sql
