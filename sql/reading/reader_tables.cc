// FROM: every table brings names into the scope, and its own name is that of the schema.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/reading/scope_guard.h"
#include "sql/row_functions.h"

namespace sqlx::sql {

namespace {

// The column that numbers the rows, if the table has one.
std::string_view row_id_of(const TableInfo& table) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [](const ColumnInfo& column) { return column.automatic; });
  return found == table.columns.end() ? std::string_view() : std::string_view(found->name);
}

// By the names that they were given, or by their own.
void add_given(std::span<const GivenColumn> given, bool are_named, Columns& columns) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!are_named) {
      columns.push_back({{given[i].type}, given[i].name});
    } else if (i < columns.size()) {
      columns[i].type = given[i].type;
    }
  }
}

}  // namespace

List<const TableRef*> Reader::read_from(List<const TableRef*> tables) {
  std::vector<const TableRef*> made;
  for (const TableRef* table : tables) made.push_back(read_table_ref(*table, false));
  return arena_.copy(made);
}

const TableRef* Reader::read_table_ref(const TableRef& table, bool nullable) {
  switch (table.kind) {
    case NodeKind::kTable: return read_table(*table.as<Table>(), nullable);
    case NodeKind::kDerivedTable: return read_derived(*table.as<DerivedTable>(), nullable);
    case NodeKind::kJoin: return read_join(*table.as<Join>(), nullable);
    case NodeKind::kTableFunction: return read_table_function(*table.as<TableFunction>(), nullable);
    case NodeKind::kJsonTable: return read_json_table(*table.as<JsonTable>(), nullable);
    default: return &table;
  }
}

void Reader::add_relation(Name alias, Output output, List<Name> renamed, bool nullable) {
  for (std::size_t i = 0; i < renamed.size() && i < output.columns.size(); ++i)
    output.columns[i].name = renamed[i].text;
  for (std::size_t i = output.columns.size(); i < renamed.size(); ++i)
    output.columns.push_back({{}, renamed[i].text});
  if (nullable) {
    for (OutputColumn& column : output.columns) column.nullable = true;
  }
  scope_->relations.push_back({alias, output.known, std::move(output.columns)});
}

const Reader::CommonName* Reader::find_common(const Table& table) const {
  if (table.name.size() != 1) return nullptr;
  for (auto each = common_.rbegin(); each != common_.rend(); ++each) {
    if (equal_fold(each->name.text, table.name[0].text)) return &*each;
  }
  return nullptr;
}

const TableInfo* Reader::find_table(const Table& table) {
  const TableInfo* found = catalog_.table(table.name);
  const bool is_qualified_elsewhere =
      table.name.size() > 1;  // information_schema.tables, another database
  if (found == nullptr && catalog_.is_complete() && !is_qualified_elsewhere) {
    diagnostics_.add(Code::kUnknownTable,
                     fmt::format("the schema has no table `{}`", table.name.back().text),
                     place(table), did_you_mean(table.name.back().text, catalog_.table_names()));
  }
  return found;
}

Reader::Output Reader::columns_of(const TableInfo& table) {
  Output output;
  for (const ColumnInfo& column : table.columns)
    output.columns.push_back({column.facts(), column.name});
  return output;
}

// By the schema's own spelling; a name without a schema may be that of the default one.
Table* Reader::named_table(const Table& table, const TableInfo* info) {
  Table* made = clone(arena_, table);
  if (info == nullptr) return made;
  std::vector<Name> name(table.name.begin(), table.name.end());
  name.back() = exact_name(info->name);
  made->name = arena_.copy(name);
  return made;
}

const TableRef* Reader::read_table(const Table& table, bool nullable) {
  const CommonName* common = find_common(table);
  const TableInfo* info = common != nullptr ? nullptr : find_table(table);
  Table* made = named_table(table, info);
  if (common != nullptr) made->name = arena_.list(common->name);
  made->alias = given(table.alias);
  made->columns = given(table.columns);
  Output output{{}, false};
  if (common != nullptr) output = common->output;
  if (info != nullptr) output = columns_of(*info);
  add_relation(made->alias.text.empty() ? made->name.back() : made->alias, std::move(output),
               made->columns, nullable);
  if (info != nullptr) scope_->relations.back().row_id = row_id_of(*info);
  return made;
}

// A LATERAL query sees the tables before it; any other only the queries around.
const TableRef* Reader::read_derived(const DerivedTable& table, bool nullable) {
  DerivedTable* made = clone(arena_, table);
  Output output;
  Scope* own = scope_;
  if (!table.lateral) scope_ = own->outer;
  made->query = read_query(*table.query, output);
  scope_ = own;
  made->alias = given(table.alias);
  made->columns = given(table.columns);
  add_relation(made->alias, std::move(output), made->columns, nullable);
  return made;
}

const TableRef* Reader::read_join(const Join& join, bool nullable) {
  Join* made = clone(arena_, join);
  const bool left_nullable = join.join == JoinType::kRight || join.join == JoinType::kFull;
  const bool right_nullable = join.join == JoinType::kLeft || join.join == JoinType::kFull;
  made->left = read_table_ref(*join.left, nullable || left_nullable);
  made->right = read_table_ref(*join.right, nullable || right_nullable);
  made->on = read(join.on);
  return made;
}

const TableRef* Reader::read_table_function(const TableFunction& function, bool nullable) {
  TableFunction* made = clone(arena_, function);
  made->calls = read_all(function.calls);
  made->column_types = read_all(function.column_types);
  made->alias = given(function.alias);
  made->columns = given(function.columns);
  Output output{{}, function.calls.size() == 1 && !function.columns.empty()};
  TypeClass type = made->calls.empty() ? TypeClass::kUnknown : made->calls[0]->type;
  const bool counts =
      !made->calls.empty() && as_call(made->calls[0], Meaning::kGenerateSeries) != nullptr;
  if (counts && type == TypeClass::kDate)
    type = TypeClass::kTimestamp;  // from one date to another it gives moments
  for (const Name& column : function.columns)
    output.columns.push_back(
        {{function.columns.size() == 1 ? type : TypeClass::kUnknown}, column.text});
  if (function.columns.empty() && !function.alias.text.empty())
    output.columns.push_back({{type}, function.alias.text});
  const auto* call = made->calls.size() == 1 ? made->calls[0]->as<Call>() : nullptr;
  if (call != nullptr)
    add_given(given_columns(call->meaning), !function.columns.empty(), output.columns);
  add_relation(made->alias, std::move(output), made->columns, nullable);
  return made;
}

const TableRef* Reader::read_json_table(const JsonTable& table, bool nullable) {
  JsonTable* made = clone(arena_, table);
  made->document = read(table.document);
  made->path = read(table.path);
  made->columns =
      map_list(arena_, read_all(table.columns), [&](const JsonColumn* column) -> const JsonColumn* {
        JsonColumn* named = clone(arena_, *column);
        named->name = given(column->name);
        return named;
      });
  Output output;
  for (const JsonColumn* column : made->columns) {
    output.columns.push_back(
        {{column->to == nullptr ? TypeClass::kInteger : column->to->type}, column->name.text});
  }
  made->alias = given(table.alias);
  add_relation(made->alias, std::move(output), {}, nullable);
  return made;
}

}  // namespace sqlx::sql
