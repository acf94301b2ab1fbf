// Which function converts which statement, and which statements are only known by their first
// words.
#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

Node* select_statement(Conversion& in, Fields& fields) { return query_from(in, fields); }

constexpr Converter<Node> kStatements[] = {
    {"SelectStmt", select_statement},
    {"InsertStmt", insert_statement},
    {"UpdateStmt", update_statement},
    {"DeleteStmt", delete_statement},
    {"AlterObjectSchemaStmt", set_schema},
    {"AlterSeqStmt", alter_sequence},
    {"AlterTableStmt", alter_table},
    {"CommentStmt", comment},
    {"CompositeTypeStmt", create_composite},
    {"CopyStmt", copy_rows},
    {"CreateDomainStmt", create_domain},
    {"CreateEnumStmt", create_enum},
    {"CreateExtensionStmt", create_extension},
    {"CreateForeignTableStmt", create_foreign_table},
    {"CreateFunctionStmt", create_routine},
    {"CreateRangeStmt", create_range},
    {"CreateSchemaStmt", create_schema},
    {"CreateSeqStmt", create_sequence},
    {"CreateStmt", create_table},
    {"CreateTableAsStmt", create_table_as},
    {"CreateTrigStmt", create_trigger},
    {"CreatedbStmt", create_database},
    {"DropStmt", drop},
    {"DropdbStmt", drop_database},
    {"ExplainStmt", explain},
    {"IndexStmt", create_index},
    {"MergeStmt", merge_statement},
    {"RenameStmt", rename_object},
    {"TransactionStmt", transaction},
    {"TruncateStmt", truncate},
    {"VariableSetStmt", set_variable},
    {"ViewStmt", create_view},
};

// Kept as text, under so many of their first words. OR REPLACE, TEMPORARY and the like do not
// count.
struct ByWords {
  std::string_view node;
  std::size_t words;
};

constexpr ByWords kByWords[] = {
    {"AlterCollationStmt", 2},
    {"AlterDatabaseRefreshCollStmt", 2},
    {"AlterDatabaseSetStmt", 2},
    {"AlterDatabaseStmt", 2},
    {"AlterDefaultPrivilegesStmt", 3},
    {"AlterDomainStmt", 2},
    {"AlterEnumStmt", 2},
    {"AlterEventTrigStmt", 3},
    {"AlterExtensionContentsStmt", 2},
    {"AlterExtensionStmt", 2},
    {"AlterFdwStmt", 4},
    {"AlterForeignServerStmt", 2},
    {"AlterFunctionStmt", 2},
    {"AlterObjectDependsStmt", 2},
    {"AlterOpFamilyStmt", 3},
    {"AlterOperatorStmt", 2},
    {"AlterOwnerStmt", 2},
    {"AlterPolicyStmt", 2},
    {"AlterPublicationStmt", 2},
    {"AlterRoleSetStmt", 2},
    {"AlterRoleStmt", 2},
    {"AlterStatsStmt", 2},
    {"AlterSubscriptionStmt", 2},
    {"AlterSystemStmt", 2},
    {"AlterTSConfigurationStmt", 4},
    {"AlterTSDictionaryStmt", 4},
    {"AlterTableMoveAllStmt", 2},
    {"AlterTableSpaceOptionsStmt", 2},
    {"AlterTypeStmt", 2},
    {"AlterUserMappingStmt", 3},
    {"CallStmt", 1},
    {"CheckPointStmt", 1},
    {"ClosePortalStmt", 1},
    {"ClusterStmt", 1},
    {"ConstraintsSetStmt", 2},
    {"CreateAmStmt", 3},
    {"CreateCastStmt", 2},
    {"CreateConversionStmt", 2},
    {"CreateEventTrigStmt", 3},
    {"CreateFdwStmt", 4},
    {"CreateForeignServerStmt", 2},
    {"CreateOpClassStmt", 3},
    {"CreateOpFamilyStmt", 3},
    {"CreatePLangStmt", 2},
    {"CreatePolicyStmt", 2},
    {"CreatePublicationStmt", 2},
    {"CreateRoleStmt", 2},
    {"CreateStatsStmt", 2},
    {"CreateSubscriptionStmt", 2},
    {"CreateTableSpaceStmt", 2},
    {"CreateTransformStmt", 2},
    {"CreateUserMappingStmt", 3},
    {"DeallocateStmt", 1},
    {"DeclareCursorStmt", 1},
    {"DefineStmt", 2},
    {"DiscardStmt", 1},
    {"DoStmt", 1},
    {"DropOwnedStmt", 2},
    {"DropRoleStmt", 2},
    {"DropSubscriptionStmt", 2},
    {"DropTableSpaceStmt", 2},
    {"DropUserMappingStmt", 3},
    {"ExecuteStmt", 1},
    {"FetchStmt", 1},
    {"GrantRoleStmt", 1},
    {"GrantStmt", 1},
    {"ImportForeignSchemaStmt", 3},
    {"ListenStmt", 1},
    {"LoadStmt", 1},
    {"LockStmt", 1},
    {"NotifyStmt", 1},
    {"PrepareStmt", 1},
    {"ReassignOwnedStmt", 2},
    {"RefreshMatViewStmt", 3},
    {"ReindexStmt", 1},
    {"RuleStmt", 2},
    {"SecLabelStmt", 2},
    {"UnlistenStmt", 1},
    {"VacuumStmt", 1},
    {"VariableShowStmt", 1},
};

Node* convert(Conversion& in, const JsonValue& wrapped) {
  const std::string_view kind = node_kind(wrapped);
  for (const ByWords& row : kByWords) {
    if (is_same_key(row.node, kind)) return utility_by_words(in, row.words);
  }
  return convert_by<Node>(kStatements, in, wrapped);
}

}  // namespace

const Node* statement(Conversion& in, const JsonValue* wrapped) {
  if (wrapped == nullptr || wrapped->first == nullptr) return nullptr;
  Level level(in);
  return level.fits() ? convert(in, *wrapped) : nullptr;
}

}  // namespace sqlx::sql::pg_query
