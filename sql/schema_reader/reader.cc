#include "sql/schema_reader/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/statement_words.h"

namespace sqlx::sql::schema_reader {
namespace {

// Where names without a schema go from here on: SET search_path = a, b, and the call that says the
// same.
void set_search_path(Draft& draft, std::vector<std::string> path) {
  std::erase_if(path, [](const std::string& each) {
    return each.empty() || each == "pg_catalog" || each == "\"$user\"";
  });
  draft.search_path = std::move(path);
}

std::vector<std::string> words_in(const Draft& draft, List<const Expr*> values) {
  std::vector<std::string> words;
  for (const Expr* value : values) {
    if (const auto* literal = value->as<Literal>()) {
      words.emplace_back(literal->text);
    } else if (const auto* column = value->as<Column>()) {
      words.push_back(draft.name(column->path.back()));
    }
  }
  return words;
}

void set(Draft& draft, const Set& statement) {
  if (draft.stored.schemas_are_databases || statement.name.empty()) return;
  if (!equal_fold(statement.name.back().text, "search_path")) return;
  std::vector<std::string> path = words_in(draft, statement.values);
  if (statement.is_reset || path.empty()) path = {draft.pack.default_schema};
  set_search_path(draft, std::move(path));
}

// SELECT pg_catalog.set_config('search_path', '', false)
void select(Draft& draft, const Query& query) {
  const auto* select = query.body->as<Select>();
  if (select == nullptr || draft.pack.session.setting_call.empty()) return;
  for (const SelectItem* item : select->items) {
    const auto* call = item->value->as<Call>();
    if (call == nullptr || call->name.empty() ||
        call->name.back().text != draft.pack.session.setting_call)
      continue;
    const std::vector<std::string> words = words_in(draft, call->arguments);
    if (words.size() < 2 || words[0] != "search_path") continue;
    std::vector<std::string> path;
    for (const std::string_view each : split(words[1], ',')) path.emplace_back(trim(each));
    set_search_path(draft, std::move(path));
  }
}

// Only what defines; rows and settings leave no trace in a schema.
void apply(Draft& draft, const Node& statement) {
  switch (statement.kind) {
    case NodeKind::kCreateTable: return create_table(draft, *statement.as<CreateTable>());
    case NodeKind::kCreateIndex: return create_index(draft, *statement.as<CreateIndex>());
    case NodeKind::kCreateView: return create_view(draft, *statement.as<CreateView>());
    case NodeKind::kCreateSchema: return create_schema(draft, *statement.as<CreateSchema>());
    case NodeKind::kCreateSequence: return create_sequence(draft, *statement.as<CreateSequence>());
    case NodeKind::kCreateType: return create_type(draft, *statement.as<CreateType>());
    case NodeKind::kCreateTrigger: return create_trigger(draft, *statement.as<CreateTrigger>());
    case NodeKind::kCreateRoutine: return create_routine(draft, *statement.as<CreateRoutine>());
    case NodeKind::kAlterTable: return alter_table(draft, *statement.as<AlterTable>());
    case NodeKind::kRename: return rename_tables(draft, *statement.as<Rename>());
    case NodeKind::kComment: return comment_on(draft, *statement.as<Comment>());
    case NodeKind::kDrop: return drop(draft, *statement.as<Drop>());
    case NodeKind::kUtility: return keep_utility(draft, *statement.as<Utility>());
    case NodeKind::kSet: return set(draft, *statement.as<Set>());
    case NodeKind::kQuery: return select(draft, *statement.as<Query>());
    default: return;
  }
}

// INSERT and COPY are most of a dump, and define nothing.
bool only_holds_rows(std::string_view text) {
  text = trim(text);
  return starts_with_fold(text, "insert") || starts_with_fold(text, "replace ") ||
         starts_with_fold(text, "copy ");
}

// A statement that its dialect allows and sqlx cannot read stands among the unsupported facts; what
// is wrong altogether is an error.
void keep_unread(Draft& draft, const Diagnostics& found) {
  Diagnostics told;
  const std::vector<std::string> path = path_of_object(draft.statement(), draft.pack);
  const std::string without =
      path.empty() ? std::string() : fmt::format(": `{}` is left out", path.back());
  for (const Diagnostic& each : found.items()) {
    told.add(each.code, each.message + without, each.where, each.hint);
    if (each.code == Code::kSyntaxUnsupported) told.back().severity = Severity::kWarning;
  }
  if (!told.has_errors()) {
    draft.database.unsupported.push_back({"statement that sqlx cannot read", draft.new_name(path),
                                          std::string(shortened(draft.statement(), 80)),
                                          std::string(draft.statement())});
  }
  draft.diagnostics.append(told);
}

}  // namespace

SchemaReader::SchemaReader(const wirepacks::WirePack& pack, Diagnostics& diagnostics)
    : front_end_(pack), draft_(pack, diagnostics) {
  const std::string& charset = draft_.stored.charset;
  draft_.database.encoding = draft_.stored.encoding;
  if (charset.empty()) return;
  draft_.database.encoding = charset;
  draft_.database.collation = wirepacks::Stored::find(draft_.stored.charsets, charset);
}

// A statement that sqlx cannot read is told, and the others are still worth having.
void SchemaReader::read(const StatementText& statement) {
  if (only_holds_rows(statement.text)) return;
  arena_.reset();
  Diagnostics found;
  const Node* tree = front_end_.parse(statement, arena_, found);
  draft_.text = &statement;
  if (tree == nullptr || found.has_errors()) return keep_unread(draft_, found);
  if (const auto* transaction = tree->as<Transaction>())
    return transactions_.read(draft_, *transaction);
  apply(draft_, *tree);
}

ir::Database SchemaReader::take() {
  transactions_.finish(draft_);
  finish(draft_);
  return std::move(draft_.database);
}

}  // namespace sqlx::sql::schema_reader
