// Views and materialised views. The query stays as it was written: an engine keeps it in words of
// its own, with every name resolved. What its columns are is followed to the tables as far as the
// query shows them unchanged.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/statement_words.h"
#include "sql/schema_reader/view_columns.h"
#include "wirepacks/types.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::AttributeKey;

void set_column(Draft& draft, QueryColumn source, ir::Table& view,
                std::vector<std::string>& unknown) {
  ir::Column column{.name = std::move(source.name)};
  const bool tells_nulls = draft.stored.expressions == wirepacks::StoredText::kTyped;
  const bool materialized = view.kind == ir::TableKind::kMaterializedView;
  if (source.shown) {
    column.type = source.shown->type;
    column.database_type = source.shown->database_type;
    if (tells_nulls) column.collation = source.shown->collation;
  } else {
    column.type = wirepacks::logical_type(draft.pack, "");
    if (!draft.stored.rowid_keys || source.is_open) unknown.push_back(column.name);
  }
  column.nullable = draft.stored.rowid_keys || source.nullable || (tells_nulls && materialized);
  if (!draft.stored.schemas_are_databases) column.base = source.base;
  view.columns.push_back(std::move(column));
}

void set_options(const CreateView& statement, ir::Table& view) {
  std::vector<std::string> others;
  for (const Option* option : statement.options) {
    const auto* value = option->value == nullptr ? nullptr : option->value->as<Literal>();
    const std::string text = value == nullptr ? std::string("true") : std::string(value->text);
    if (option->name == "definer") continue;  // whoever loads the file
    if (option->name == "sql security") {
      if (equal_fold(text, "invoker"))
        ir::set_attribute(view.attributes, AttributeKey::kDefiner, "invoker");
    } else if (option->name == "algorithm") {
      if (!equal_fold(text, "undefined"))
        ir::set_attribute(view.attributes, AttributeKey::kOptions, "ALGORITHM=" + upper(text));
    } else if (option->name == "check_option") {
      ir::set_attribute(view.attributes, AttributeKey::kCheckOption, lower(text));
    } else {
      others.push_back(fmt::format("{}={}", option->name, text));
    }
  }
  if (!others.empty())
    ir::set_attribute(view.attributes, AttributeKey::kOptions, join(others, ", "));
  if (!statement.check_option.empty())
    ir::set_attribute(view.attributes, AttributeKey::kCheckOption,
                      std::string(statement.check_option));
}

// The tables and views that the query names; those that are there, and those that are not.
class NamedTables {
 public:
  explicit NamedTables(Draft& draft) : draft_(draft) {}

  void collect(const Node& node) {
    if (const auto* common = node.as<CommonTable>()) own_.push_back(draft_.name(common->name));
    for_each_child(node, [&](const Node& child) { collect(child); });
    if (const auto* table = node.as<Table>()) add(*table);
  }

  std::vector<std::string> found;    // as identities
  std::vector<std::string> missing;  // by name

 private:
  void add(const Table& table) {
    const ir::Table* there = draft_.find_table(table.name);
    const std::string name =
        there == nullptr ? draft_.name(table.name.back()) : ir::identity(there->name);
    const bool is_own = there == nullptr && std::find(own_.begin(), own_.end(), name) != own_.end();
    std::vector<std::string>& into = there == nullptr ? missing : found;
    if (!is_own && std::find(into.begin(), into.end(), name) == into.end()) into.push_back(name);
  }

  Draft& draft_;
  std::vector<std::string> own_;  // common tables
};

// From behind AS: the text, not the tree, since nothing then is lost. What stands behind the query
// is no part of it.
std::string query_text(const Draft& draft, const CreateView& statement) {
  const std::string_view all = draft.statement();
  const std::vector<StatementWord> words = statement_words(all, draft.pack);
  const std::size_t as = find_word(words, "AS", find_word(words, "VIEW"));
  if (as + 1 >= words.size()) return std::string(all);
  std::size_t end = words.size();
  const bool has_ending = !statement.check_option.empty() || words.back().is("DATA");
  while (has_ending && end > as + 2 && !words[--end].is("WITH")) {
  }
  const std::size_t stop = end < words.size() ? words[end].begin : all.size();
  return std::string(trim(all.substr(words[as + 1].begin, stop - words[as + 1].begin)));
}

void tell(Draft& draft, const CreateView& statement, const ir::Table& view,
          const std::vector<std::string>& unknown) {
  if (draft.stored.expressions == wirepacks::StoredText::kAsWritten && unknown.empty()) return;
  std::string message =
      fmt::format("view `{}` has its query as written, not in the server's words", view.name.name);
  if (!unknown.empty()) message += fmt::format("; the type of {} is not known", enumerate(unknown));
  draft.note(statement, std::move(message));
}

void tell_of_missing(Draft& draft, const CreateView& statement, const ir::Table& view,
                     const std::vector<std::string>& missing) {
  if (missing.empty()) return;
  draft.tell(statement, fmt::format("view `{}` names what the file does not make: `{}`",
                                    view.name.name, join(missing, "`, `")));
}

}  // namespace

void create_view(Draft& draft, const CreateView& statement) {
  if (statement.persistence == Persistence::kTemporary) return;
  ir::Table view{.name = draft.new_name(statement.name)};
  view.kind = statement.materialized ? ir::TableKind::kMaterializedView : ir::TableKind::kView;
  if (statement.if_not_exists && draft.find_table(view.name) != nullptr) return;
  std::vector<QueryColumn> columns = columns_of(draft, *statement.query);
  for (std::size_t i = 0; i < statement.columns.size(); ++i) {
    if (i >= columns.size()) columns.emplace_back();
    columns[i].name = draft.name(statement.columns[i]);
  }
  std::vector<std::string> unknown;
  for (QueryColumn& each : columns) set_column(draft, std::move(each), view, unknown);
  view.definition = query_text(draft, statement);
  NamedTables tables(draft);
  tables.collect(*statement.query);
  set_options(statement, view);
  tell(draft, statement, view, unknown);
  tell_of_missing(draft, statement, view, tables.missing);
  if (!draft.stored.rowid_keys) view.depends_on = std::move(tables.found);
  if (!unknown.empty()) draft.open_views.push_back(view.name);
  std::erase_if(draft.database.tables,
                [&](const ir::Table& each) { return each.name == view.name; });
  draft.database.tables.push_back(std::move(view));
}

}  // namespace sqlx::sql::schema_reader
