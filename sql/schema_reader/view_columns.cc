#include "sql/schema_reader/view_columns.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "wirepacks/types.h"

namespace sqlx::sql::schema_reader {
namespace {

using Columns = std::vector<QueryColumn>;

struct Source {
  std::string name;  // its alias, or the table's own
  Columns columns;
  std::vector<std::string> merged;  // by USING: not shown again by `*`
};

constexpr int kMostDepth = 100;

class QueryReader {
 public:
  explicit QueryReader(Draft& draft) : draft_(draft) {}

  Columns read(const Query& query) {
    if (++depth_ > kMostDepth) return {};
    const std::size_t before = tables_.size();
    if (query.with != nullptr) {
      for (const CommonTable* each : query.with->tables) add_common_table(*each);
    }
    Columns made = body(*query.body);
    tables_.resize(before);
    --depth_;
    return made;
  }

 private:
  struct CommonColumns {
    std::string name;
    Columns columns;
  };

  void add_common_table(const CommonTable& table) {
    const auto* query = table.statement->as<Query>();
    Columns columns;
    if (query != nullptr && !is_recursive_) {
      columns = read(*query);
    }
    rename(columns, table.columns);
    tables_.push_back({draft_.name(table.name), std::move(columns)});
  }

  Columns body(const Body& body) {
    if (const auto* query = body.as<Query>()) return read(*query);
    if (const auto* select = body.as<Select>()) return of_select(*select);
    if (const auto* operation = body.as<SetOperation>()) return of_set(*operation);
    return {};
  }

  // Both sides have a say in what a column is; only their agreement is worth anything.
  Columns of_set(const SetOperation& operation) {
    Columns left = body(*operation.left);
    const Columns right = body(*operation.right);
    for (std::size_t i = 0; i < left.size(); ++i) {
      left[i].base.reset();
      const bool agree = i < right.size() && left[i].shown && right[i].shown &&
                         left[i].shown->database_type == right[i].shown->database_type;
      if (!agree) left[i].shown.reset();
      left[i].is_open = !agree;
      left[i].nullable = left[i].nullable || i >= right.size() || right[i].nullable;
    }
    return left;
  }

  Columns of_select(const Select& select) {
    std::vector<Source> sources;
    for (const TableRef* each : select.from) add_source(*each, false, sources);
    Columns made;
    for (const SelectItem* item : select.items) add_item(*item, sources, made);
    return made;
  }

  void add_source(const TableRef& reference, bool outer, std::vector<Source>& into) {
    if (const auto* table = reference.as<Table>()) return add_table(*table, outer, into);
    if (const auto* join = reference.as<Join>()) return add_join(*join, outer, into);
    if (const auto* derived = reference.as<DerivedTable>()) {
      Source source{
          .name = draft_.name(derived->alias), .columns = read(*derived->query), .merged = {}};
      rename(source.columns, derived->columns);
      finish(source, outer);
      into.push_back(std::move(source));
      return;
    }
    into.push_back({});
  }

  void add_join(const Join& join, bool outer, std::vector<Source>& into) {
    const bool left_outer = join.join == JoinType::kRight || join.join == JoinType::kFull;
    const bool right_outer = join.join == JoinType::kLeft || join.join == JoinType::kFull;
    add_source(*join.left, outer || left_outer, into);
    const std::size_t right = into.size();
    add_source(*join.right, outer || right_outer, into);
    for (std::size_t i = right; i < into.size(); ++i) {
      for (const Name& name : join.using_columns) into[i].merged.push_back(draft_.name(name));
    }
  }

  void add_table(const Table& table, bool outer, std::vector<Source>& into) {
    Source source{.name = draft_.name(table.alias.text.empty() ? table.name.back() : table.alias),
                  .columns = {},
                  .merged = {}};
    const auto common =
        std::find_if(tables_.rbegin(), tables_.rend(), [&](const CommonColumns& each) {
          return table.name.size() == 1 && draft_.same(each.name, draft_.name(table.name[0]));
        });
    if (common != tables_.rend()) {
      source.columns = common->columns;
    } else if (const ir::Table* found = draft_.find_table(table.name)) {
      source.columns = shown_by(*found);
    }
    finish(source, outer);
    into.push_back(std::move(source));
  }

  // A view's columns come from where the view has them from.
  Columns shown_by(const ir::Table& table) const {
    const auto& open = draft_.open_views;
    const bool is_open = std::find(open.begin(), open.end(), table.name) != open.end();
    Columns made;
    for (const ir::Column& column : table.columns) {
      QueryColumn& each = made.emplace_back(QueryColumn{
          .name = column.name, .shown = column, .base = {}, .nullable = column.nullable});
      if (ir::is_view(table)) {
        each.base = column.base;
        if (column.database_type.empty()) each.shown.reset();
        each.is_open = is_open;
      } else {
        each.base = ir::ColumnReference{table.name, column.name};
      }
    }
    return made;
  }

  static void finish(Source& source, bool outer) {
    for (QueryColumn& column : source.columns) column.nullable = column.nullable || outer;
  }

  void rename(Columns& columns, List<Name> names) const {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i >= columns.size()) columns.emplace_back();
      columns[i].name = draft_.name(names[i]);
    }
  }

  void add_item(const SelectItem& item, const std::vector<Source>& sources, Columns& into) {
    if (const auto* star = item.value->as<Star>()) return add_star(*star, sources, into);
    QueryColumn made = value(*item.value, sources);
    if (!item.alias.text.empty()) made.name = draft_.name(item.alias);
    into.push_back(std::move(made));
  }

  void add_star(const Star& star, const std::vector<Source>& sources, Columns& into) {
    for (const Source& source : sources) {
      if (!star.path.empty() && !draft_.same(draft_.name(star.path.back()), source.name)) continue;
      for (const QueryColumn& column : source.columns) {
        const bool merged = star.path.empty() &&
                            std::find(source.merged.begin(), source.merged.end(), column.name) !=
                                source.merged.end();
        if (!merged) into.push_back(column);
      }
    }
  }

  QueryColumn value(const Expr& expression, const std::vector<Source>& sources) {
    if (const auto* column = expression.as<Column>()) return of_column(*column, sources);
    QueryColumn made{.name = name_of(expression), .shown = {}, .base = {}, .nullable = true};
    if (const auto* cast = expression.as<Cast>();
        cast != nullptr && draft_.stored.expressions == wirepacks::StoredText::kTyped) {
      DeclaredType type = declared_type(draft_, *cast->to);
      made.shown = ir::Column{.type = std::move(type.type), .database_type = std::move(type.words)};
      made.nullable = value(*cast->operand, sources).nullable;
    }
    if (const auto* literal = expression.as<Literal>())
      made.nullable = literal->literal == LiteralKind::kNull;
    return made;
  }

  QueryColumn of_column(const Column& column, const std::vector<Source>& sources) {
    const std::string name = draft_.name(column.path.back());
    const std::string owner =
        column.path.size() > 1 ? draft_.name(column.path[column.path.size() - 2]) : "";
    for (const Source& source : sources) {
      if (!owner.empty() && !draft_.same(owner, source.name)) continue;
      for (const QueryColumn& each : source.columns) {
        if (draft_.same(each.name, name)) return each;
      }
    }
    return {.name = name, .shown = {}, .base = {}, .nullable = true, .is_open = true};
  }

  // What a value without an alias is called.
  std::string name_of(const Expr& expression) const {
    if (draft_.stored.expressions != wirepacks::StoredText::kTyped)
      return std::string(draft_.written(expression));
    if (const auto* call = expression.as<Call>();
        call != nullptr && call->form == CallForm::kFunction)
      return draft_.name(call->name.back());
    if (const auto* cast = expression.as<Cast>()) {
      if (const auto* column = cast->operand->as<Column>()) return draft_.name(column->path.back());
      std::string inner = name_of(*cast->operand);
      return inner == "?column?" ? lower(cast->to->name.back().text) : inner;
    }
    if (const auto* call = expression.as<Call>();
        call != nullptr && call->form != CallForm::kInfix && call->form != CallForm::kPrefix)
      return lower(call->name.back().text);
    return expression.is<Case>() ? "case" : expression.is<Exists>() ? "exists" : "?column?";
  }

  Draft& draft_;
  std::vector<CommonColumns> tables_;
  bool is_recursive_ = false;
  int depth_ = 0;
};

}  // namespace

std::vector<QueryColumn> columns_of(Draft& draft, const Query& query) {
  return QueryReader(draft).read(query);
}

namespace {

// A table made from a query keeps no more of a column's type than how values are stored.
std::string kept_type(const Draft& draft, const std::string& declared) {
  if (!draft.stored.types_as_written || declared.empty()) return declared;
  const auto has = [&](std::string_view part) { return contains_fold(declared, part); };
  if (has("int")) return "INT";
  if (has("char") || has("clob") || has("text")) return "TEXT";
  if (has("blob")) return {};
  return has("real") || has("floa") || has("doub") ? "REAL" : "NUM";
}

}  // namespace

void add_columns_of_query(Draft& draft, const Query& query, ir::Table& table) {
  std::size_t at = 0;
  for (QueryColumn& each : columns_of(draft, query)) {
    const bool named = at < table.columns.size();
    ir::Column& column = named ? table.columns[at] : table.columns.emplace_back();
    if (!named) column.name = std::move(each.name);
    ++at;
    if (each.shown) {
      column.database_type = kept_type(draft, each.shown->database_type);
      column.type = column.database_type == each.shown->database_type
                        ? each.shown->type
                        : wirepacks::logical_type(draft.pack, column.database_type);
      column.collation = draft.stored.types_as_written ? std::string() : each.shown->collation;
    } else {
      draft.tell(query, "the type of column `" + column.name +
                            "` follows from a query that sqlx does not type");
    }
  }
}

}  // namespace sqlx::sql::schema_reader
