#include "advise/shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.h"
#include "sql/find.h"

namespace sqlx::advise {
namespace {

using sql::Call;
using sql::CallForm;
using sql::Column;
using sql::Expr;
using sql::List;
using sql::Name;
using sql::Node;

constexpr std::size_t kMostParameters = 65535;  // that a driver can send

// The tables of one FROM, inside those of the queries around it.
struct Scope {
  const Scope* outer = nullptr;
  std::size_t select = 0;
  std::vector<std::size_t> uses;
};

// What an operator asks, seen from its left side.
struct Operator {
  std::string_view name;
  Comparison comparison;
};
constexpr auto kOperators = std::to_array<Operator>({
    {"=", Comparison::kEqual},
    {"==", Comparison::kEqual},
    {"<", Comparison::kRange},
    {">", Comparison::kRange},
    {"<=", Comparison::kRange},
    {">=", Comparison::kRange},
    {"LIKE", Comparison::kPattern},
    {"ILIKE", Comparison::kPattern},
});

const Operator* operator_of(const Call& call) {
  if (call.form != CallForm::kInfix || call.negated || call.name.size() != 1 ||
      call.arguments.size() < 2)
    return nullptr;
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& each) {
    return each.name == call.name[0].text;
  });
  return found == kOperators.end() ? nullptr : found;
}

bool is_conjunction(const Call& call) {
  return call.form == CallForm::kInfix && !call.negated && call.name.size() == 1 &&
         call.name[0].text == "AND";
}

// Whether a call changes how many rows come out, or needs all of them.
bool needs_all_rows(const Node& node);

class ShapeReader {
 public:
  ShapeReader(const ir::Database& schema, Shape& shape) : schema_(schema), shape_(shape) {}

  bool read(const Node& statement) {
    collect_parameters(statement);
    if (const auto* query = statement.as<sql::Query>())
      return read_query(*query, nullptr, true), true;
    if (const auto* update = statement.as<sql::Update>()) return read_update(*update), true;
    if (const auto* deleted = statement.as<sql::Delete>()) return read_delete(*deleted), true;
    return false;
  }

 private:
  // ------------------------------------------------------------------------------------ parameters

  // Numbered ones stand for the value of that number, others for one after the other as they stand
  // in the text; one name is one value.
  void collect_parameters(const Node& statement) {
    std::vector<const sql::Parameter*> all;
    add_parameters(statement, all);
    std::stable_sort(all.begin(), all.end(), [](const sql::Parameter* a, const sql::Parameter* b) {
      return a->begin < b->begin;
    });
    std::unordered_map<std::string_view, std::size_t> named;
    for (const sql::Parameter* each : all) {
      const std::size_t next = shape_.parameters.size();
      const auto number = number_of(each->text);
      const std::size_t value = number ? *number - 1
                                : each->text.size() == 1
                                    ? next
                                    : named.try_emplace(each->text, next).first->second;
      if (value >= shape_.parameters.size()) shape_.parameters.resize(value + 1);
      shape_.parameters[value].text = each->text;
      shape_.values[each] = value;
    }
  }

  // 2 of "$2".
  static std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t number = 0;
    const char* end = text.data() + text.size();
    const bool is_number = text.size() > 1 && std::from_chars(text.data() + 1, end, number) ==
                                                  std::from_chars_result{end, std::errc()};
    return is_number && number > 0 && number <= kMostParameters ? std::optional(number)
                                                                : std::nullopt;
  }

  static void add_parameters(const Node& node, std::vector<const sql::Parameter*>& into) {
    if (const auto* parameter = node.as<sql::Parameter>()) into.push_back(parameter);
    sql::for_each_child(node, [&](const Node& child) { add_parameters(child, into); });
  }

  ParameterUse* use_of(const Expr* value) {
    const auto* parameter = value == nullptr ? nullptr : value->as<sql::Parameter>();
    if (const auto* cast = value == nullptr ? nullptr : value->as<sql::Cast>())
      parameter = cast->operand->as<sql::Parameter>();
    return parameter == nullptr ? nullptr : &shape_.parameters[shape_.values.at(parameter)];
  }

  void mark(const Expr* value, ParameterRole role) {
    if (ParameterUse* use = use_of(value)) use->role = role;
  }

  // --------------------------------------------------------------------------------------- queries

  void read_with(const sql::With* with, const Scope* outer) {
    if (with == nullptr) return;
    for (const sql::CommonTable* table : with->tables) common_.push_back(table->name.text);
    for (const sql::CommonTable* table : with->tables) read_inner(*table->statement, outer);
  }

  // A statement inside of another one; of one that changes rows only its queries count.
  void read_inner(const Node& node, const Scope* outer) {
    if (const auto* query = node.as<sql::Query>()) return read_query(*query, outer, false);
    sql::for_each_child(node, [&](const Node& child) { read_inner(child, outer); });
  }

  void read_query(const sql::Query& query, const Scope* outer, bool outermost) {
    const std::size_t known = common_.size();
    read_with(query.with, outer);
    read_body(*query.body, &query, outer, outermost);
    mark(query.limit, ParameterRole::kLimit);
    mark(query.offset, ParameterRole::kOffset);
    common_.resize(known);
  }

  void read_body(const Node& body, const sql::Query* clauses, const Scope* outer, bool outermost) {
    if (const auto* select = body.as<sql::Select>())
      return read_select(*select, clauses, outer, outermost);
    if (const auto* query = body.as<sql::Query>()) return read_query(*query, outer, false);
    if (const auto* operation = body.as<sql::SetOperation>()) {
      read_body(*operation->left, nullptr, outer, false);
      read_body(*operation->right, nullptr, outer, false);
    }
  }

  Scope open(const Scope* outer) {
    shape_.selects.emplace_back();
    return {.outer = outer, .select = shape_.selects.size() - 1, .uses = {}};
  }

  SelectShape& shape_at(const Scope& scope) { return shape_.selects[scope.select]; }

  void read_select(const sql::Select& select, const sql::Query* clauses, const Scope* outer,
                   bool outermost) {
    Scope scope = open(outer);
    shape_at(scope).outermost = outermost;
    for (const sql::TableRef* table : select.from) read_table_ref(*table, scope);
    shape_at(scope).uses = scope.uses;
    for (const sql::TableRef* table : select.from) read_joins(*table, scope);
    read_condition(select.where, scope, scope.uses);
    read_inside(select.having, scope);
    for (const sql::SelectItem* item : select.items) read_inside(item->value, scope);
    for (const Expr* each : select.group_by) read_inside(each, scope);
    SelectShape& shape = shape_at(scope);
    shape.plain =
        !select.distinct && select.group_by.empty() && select.having == nullptr &&
        select.windows.empty() && select.qualify == nullptr &&
        std::none_of(select.items.begin(), select.items.end(),
                     [&](const sql::SelectItem* item) { return needs_all_rows(*item->value); });
    add_stars(select, scope);
    if (clauses != nullptr) read_clauses(*clauses, select, scope);
  }

  void add_stars(const sql::Select& select, const Scope& scope) {
    for (const sql::SelectItem* item : select.items) {
      const auto* star = item->value->as<sql::Star>();
      if (star == nullptr) continue;
      for (const std::size_t use : scope.uses) {
        if (star->path.empty() || equal_fold(shape_.uses[use].alias, star->path.back().text))
          shape_at(scope).stars.push_back(use);
      }
    }
  }

  void read_clauses(const sql::Query& query, const sql::Select& select, const Scope& scope) {
    for (const sql::OrderItem* item : query.order_by) read_inside(item->value, scope);
    SelectShape& shape = shape_at(scope);
    shape.limit = query.limit;
    shape.offset = query.offset;
    shape.wants_order = !query.order_by.empty();
    for (const sql::OrderItem* item : query.order_by) {
      const auto* column = item->value->as<Column>();
      const auto found =
          column == nullptr || is_alias(*column, select) ? std::nullopt : resolve(*column, scope);
      if (!found || item->op != std::string_view() || !is_here(*found, scope))
        return shape.order.clear();
      const ir::NullsOrder nulls = item->nulls == sql::Nulls::kUnsaid  ? ir::NullsOrder::kDefault
                                   : item->nulls == sql::Nulls::kFirst ? ir::NullsOrder::kFirst
                                                                       : ir::NullsOrder::kLast;
      shape.order.push_back({.column = *found,
                             .descending = item->direction == sql::Direction::kDescending,
                             .nulls = nulls});
    }
  }

  // ORDER BY total, where the select list calls something else so.
  static bool is_alias(const Column& column, const sql::Select& select) {
    return column.path.size() == 1 &&
           std::any_of(select.items.begin(), select.items.end(), [&](const sql::SelectItem* item) {
             const auto* shown = item->value->as<Column>();
             const bool is_itself =
                 shown != nullptr && shown->path.back().text == column.path[0].text;
             return equal_fold(item->alias.text, column.path[0].text) && !is_itself;
           });
  }

  void read_update(const sql::Update& update) {
    shape_.kind = StatementKind::kUpdate;
    read_with(update.with, nullptr);
    Scope scope = open(nullptr);
    shape_at(scope).outermost = true;
    for (const sql::TableRef* table : update.tables) read_table_ref(*table, scope);
    shape_.changed = scope.uses;
    for (const sql::TableRef* table : update.from) read_table_ref(*table, scope);
    shape_at(scope).uses = scope.uses;
    for (const sql::TableRef* table : update.tables) read_joins(*table, scope);
    for (const sql::TableRef* table : update.from) read_joins(*table, scope);
    read_condition(update.where, scope, scope.uses);
    for (const sql::Assignment* each : update.set) read_assignment(*each, scope);
    shape_at(scope).limit = update.limit;
    mark(update.limit, ParameterRole::kLimit);
  }

  void read_assignment(const sql::Assignment& assignment, const Scope& scope) {
    read_inside(assignment.value, scope);
    const auto* target =
        assignment.targets.size() == 1 ? assignment.targets[0]->as<Column>() : nullptr;
    const auto found = target == nullptr ? std::nullopt : resolve(*target, scope);
    if (ParameterUse* use = use_of(assignment.value); use != nullptr && found)
      use->column = found->column;
  }

  void read_delete(const sql::Delete& deleted) {
    shape_.kind = StatementKind::kDelete;
    read_with(deleted.with, nullptr);
    Scope scope = open(nullptr);
    shape_at(scope).outermost = true;
    if (deleted.target != nullptr) read_table_ref(*deleted.target, scope);
    shape_.changed = scope.uses;
    for (const sql::TableRef* table : deleted.from) read_table_ref(*table, scope);
    for (const sql::Table* target : deleted.targets) add_changed(*target, scope);
    shape_at(scope).uses = scope.uses;
    for (const sql::TableRef* table : deleted.from) read_joins(*table, scope);
    read_condition(deleted.where, scope, scope.uses);
    shape_at(scope).limit = deleted.limit;
    mark(deleted.limit, ParameterRole::kLimit);
  }

  // DELETE a FROM t AS a JOIN …: the target is named as FROM calls it.
  void add_changed(const sql::Table& target, const Scope& scope) {
    for (const std::size_t use : scope.uses) {
      if (equal_fold(shape_.uses[use].alias, target.name.back().text))
        shape_.changed.push_back(use);
    }
  }

  // ---------------------------------------------------------------------------------------- tables

  void read_table_ref(const sql::TableRef& table, Scope& scope) {
    if (const auto* named = table.as<sql::Table>())
      return add_use(table_named(named->name),
                     named->alias.text.empty() ? named->name.back() : named->alias, scope);
    if (const auto* join = table.as<sql::Join>()) {
      read_table_ref(*join->left, scope);
      read_table_ref(*join->right, scope);
      return;
    }
    if (const auto* derived = table.as<sql::DerivedTable>()) {
      const Scope around = scope;
      read_query(*derived->query, derived->lateral ? &around : scope.outer, false);
      return add_use(nullptr, derived->alias, scope);
    }
    if (const auto* function = table.as<sql::TableFunction>())
      return add_use(nullptr, function->alias, scope);
    if (const auto* json = table.as<sql::JsonTable>()) return add_use(nullptr, json->alias, scope);
  }

  void add_use(const ir::Table* table, const Name& alias, Scope& scope) {
    scope.uses.push_back(shape_.uses.size());
    shape_.uses.push_back({.table = table,
                           .alias = std::string(alias.text),
                           .select = scope.select,
                           .others = false});
  }

  [[nodiscard]] const ir::Table* table_named(List<Name> name) const {
    const bool is_common =
        name.size() == 1 && std::any_of(common_.begin(), common_.end(), [&](std::string_view each) {
          return equal_fold(each, name[0].text);
        });
    if (is_common) return nullptr;
    const std::string_view schema =
        name.size() > 1 ? name[name.size() - 2].text : std::string_view();
    const ir::Table* found = nullptr;
    for (const ir::Table& table : schema_.tables)
      found = better(found, search(table, schema, name.back().text));
    return found;
  }

  // A name without schema is that of the default schema, or of the only table that is called so.
  [[nodiscard]] const ir::Table* better(const ir::Table* found, const ir::Table* other) const {
    if (found == nullptr || other == nullptr) return found == nullptr ? other : found;
    return other->name.schema == schema_.default_schema ? other : found;
  }

  // The table, or one of its partitions.
  [[nodiscard]] static const ir::Table* search(const ir::Table& table, std::string_view schema,
                                               std::string_view name) {
    const bool same_schema =
        schema.empty() || table.name.schema.empty() || equal_fold(table.name.schema, schema);
    if (same_schema && table.name.name == name) return &table;
    for (const ir::Table& partition : table.partitions) {
      if (const ir::Table* found = search(partition, schema, name)) return found;
    }
    return same_schema && equal_fold(table.name.name, name) ? &table : nullptr;
  }

  // ON of a join that drops rows speaks of both sides; of one that fills up with NULL, only of the
  // side that is filled up.
  void read_joins(const sql::TableRef& table, const Scope& scope) {
    const auto* join = table.as<sql::Join>();
    if (join == nullptr) return;
    read_joins(*join->left, scope);
    read_joins(*join->right, scope);
    const std::vector<std::size_t> left = uses_below(*join->left, scope);
    const std::vector<std::size_t> right = uses_below(*join->right, scope);
    std::vector<std::size_t> restricted;
    if (join->join != sql::JoinType::kLeft && join->join != sql::JoinType::kFull) restricted = left;
    if (join->join != sql::JoinType::kRight && join->join != sql::JoinType::kFull)
      restricted.insert(restricted.end(), right.begin(), right.end());
    read_condition(join->on, scope, restricted);
    for (const Name& name : join->using_columns) join_by(name, left, right, scope, restricted);
    if (join->natural) {
      for (const std::size_t use : scope.uses) shape_.uses[use].others = true;
    }
  }

  // Tables are added in the order of the text, so those of a join are neighbours: counted, not
  // searched.
  std::vector<std::size_t> uses_below(const sql::TableRef& table, const Scope& scope) {
    std::vector<std::size_t> found;
    add_uses_below(table, scope, found);
    return found;
  }

  void add_uses_below(const sql::TableRef& table, const Scope& scope,
                      std::vector<std::size_t>& found) {
    if (const auto* join = table.as<sql::Join>()) {
      add_uses_below(*join->left, scope, found);
      add_uses_below(*join->right, scope, found);
      return;
    }
    const std::string_view alias = alias_of(table);
    for (const std::size_t use : scope.uses) {
      if (equal_fold(shape_.uses[use].alias, alias)) found.push_back(use);
    }
  }

  static std::string_view alias_of(const sql::TableRef& table) {
    if (const auto* named = table.as<sql::Table>())
      return named->alias.text.empty() ? named->name.back().text : named->alias.text;
    if (const auto* derived = table.as<sql::DerivedTable>()) return derived->alias.text;
    if (const auto* function = table.as<sql::TableFunction>()) return function->alias.text;
    if (const auto* json = table.as<sql::JsonTable>()) return json->alias.text;
    return {};
  }

  void join_by(const Name& name, const std::vector<std::size_t>& left,
               const std::vector<std::size_t>& right, const Scope& scope,
               const std::vector<std::size_t>& restricted) {
    const auto a = column_among(name.text, left);
    const auto b = column_among(name.text, right);
    if (a && b) add_join(*a, *b, scope, restricted);
  }

  std::optional<UsedColumn> column_among(std::string_view name,
                                         const std::vector<std::size_t>& uses) const {
    for (const std::size_t use : uses) {
      if (const ir::Column* column = column_of(use, name)) return UsedColumn{use, column};
    }
    return std::nullopt;
  }

  // ----------------------------------------------------------------------------------------- names

  [[nodiscard]] const ir::Column* column_of(std::size_t use, std::string_view name) const {
    const ir::Table* table = shape_.uses[use].table;
    if (table == nullptr) return nullptr;
    const auto found =
        std::find_if(table->columns.begin(), table->columns.end(),
                     [&](const ir::Column& each) { return equal_fold(each.name, name); });
    return found == table->columns.end() ? nullptr : &*found;
  }

  // A bare name could be a column of a table that we do not know: then it is nobody's.
  [[nodiscard]] std::optional<UsedColumn> resolve(const Column& column, const Scope& scope) const {
    const std::string_view name = column.path.back().text;
    const std::string_view table =
        column.path.size() > 1 ? column.path[column.path.size() - 2].text : std::string_view();
    for (const Scope* each = &scope; each != nullptr; each = each->outer) {
      std::optional<UsedColumn> found;
      for (const std::size_t use : each->uses) {
        if (!table.empty() && !equal_fold(shape_.uses[use].alias, table)) continue;
        if (shape_.uses[use].table == nullptr) return std::nullopt;
        if (const ir::Column* one = column_of(use, name)) {
          if (found) return std::nullopt;
          found = UsedColumn{use, one};
        }
      }
      if (found) return found;
    }
    return std::nullopt;
  }

  [[nodiscard]] static bool is_here(const UsedColumn& column, const Scope& scope) {
    return std::find(scope.uses.begin(), scope.uses.end(), column.use) != scope.uses.end();
  }

  // ------------------------------------------------------------------------------------ conditions

  // Queries inside of an expression, and names of tables that it speaks of.
  void read_inside(const Node* node, const Scope& scope) {
    if (node == nullptr) return;
    if (const auto* query = node->as<sql::Query>()) return read_query(*query, &scope, false);
    sql::for_each_child(*node, [&](const Node& child) { read_inside(&child, scope); });
  }

  // `restricted`: tables whose rows are dropped where the condition does not hold.
  void read_condition(const Expr* condition, const Scope& scope,
                      const std::vector<std::size_t>& restricted) {
    if (condition == nullptr) return;
    const auto* call = condition->as<Call>();
    if (call != nullptr && is_conjunction(*call)) {
      for (const Expr* term : call->arguments) read_condition(term, scope, restricted);
      return;
    }
    read_inside(condition, scope);
    if (!read_term(*condition, scope, restricted)) mark_others(*condition, scope);
  }

  bool read_term(const Expr& term, const Scope& scope, const std::vector<std::size_t>& restricted) {
    if (const auto* call = term.as<Call>()) {
      const Operator* op = operator_of(*call);
      return op != nullptr && read_comparison(*call->arguments[0], *call->arguments[1],
                                              op->comparison, scope, restricted);
    }
    if (const auto* between = term.as<sql::Between>()) {
      if (between->negated || between->symmetric) return false;
      return add_condition(*between->operand, {between->low, between->high}, Comparison::kRange,
                           false, scope, restricted);
    }
    if (const auto* in = term.as<sql::In>()) {
      if (in->negated || in->query != nullptr) return false;
      return add_condition(*in->operand, {in->items.begin(), in->items.end()}, Comparison::kEqual,
                           true, scope, restricted);
    }
    if (const auto* any = term.as<sql::Quantified>()) {
      if (any->negated || any->op != "=" || any->quantifier != sql::Quantifier::kAny ||
          any->array == nullptr)
        return false;
      return add_condition(*any->operand, {any->array}, Comparison::kEqual, true, scope,
                           restricted);
    }
    return false;
  }

  bool read_comparison(const Expr& left, const Expr& right, Comparison comparison,
                       const Scope& scope, const std::vector<std::size_t>& restricted) {
    const auto* a = left.as<Column>();
    const auto* b = right.as<Column>();
    if (comparison == Comparison::kEqual && a != nullptr && b != nullptr) {
      const auto first = resolve(*a, scope);
      const auto second = resolve(*b, scope);
      return first && second && first->use != second->use &&
             add_join(*first, *second, scope, restricted);
    }
    return add_condition(left, {&right}, comparison, false, scope, restricted) ||
           (comparison != Comparison::kPattern &&
            add_condition(right, {&left}, comparison, false, scope, restricted));
  }

  bool add_join(const UsedColumn& first, const UsedColumn& second, const Scope& scope,
                const std::vector<std::size_t>& restricted) {
    for (const auto& [mine, other] : {std::pair(first, second), std::pair(second, first)}) {
      if (!is_here(mine, scope)) continue;
      if (std::find(restricted.begin(), restricted.end(), mine.use) == restricted.end()) continue;
      shape_at(scope).conditions.push_back({.subject = mine,
                                            .comparison = Comparison::kEqual,
                                            .expression = nullptr,
                                            .bare = true,
                                            .values = {},
                                            .is_list = false,
                                            .other = other});
    }
    return true;
  }

  // What an expression is made of, as far as a condition is concerned.
  struct Ingredients {
    std::vector<UsedColumn> columns;
    bool known = true;  // every name is known, and there is no query inside
  };

  void find_ingredients(const Node& node, const Scope& scope, Ingredients& into) const {
    if (const auto* column = node.as<Column>()) {
      const auto found = resolve(*column, scope);
      if (found) into.columns.push_back(*found);
      into.known = into.known && found;
      return;
    }
    if (node.is<sql::Query>() || node.is<sql::Star>()) into.known = false;
    sql::for_each_child(node, [&](const Node& child) { find_ingredients(child, scope, into); });
  }

  bool add_condition(const Expr& side, std::vector<const Expr*> values, Comparison comparison,
                     bool is_list, const Scope& scope, const std::vector<std::size_t>& restricted) {
    Ingredients subject;
    find_ingredients(side, scope, subject);
    if (!subject.known || subject.columns.size() != 1 || !is_here(subject.columns[0], scope))
      return false;
    for (const Expr* value : values) {
      Ingredients fixed;
      find_ingredients(*value, scope, fixed);
      if (!fixed.known || !fixed.columns.empty()) return false;
    }
    const UsedColumn& mine = subject.columns[0];
    const bool bare = side.is<Column>();
    for (const Expr* value : values)
      note_parameter(value, bare ? mine.column : nullptr, comparison);
    if (std::find(restricted.begin(), restricted.end(), mine.use) == restricted.end()) return true;
    shape_at(scope).conditions.push_back({.subject = mine,
                                          .comparison = comparison,
                                          .expression = &side,
                                          .bare = bare,
                                          .values = std::move(values),
                                          .is_list = is_list,
                                          .other = {}});
    return true;
  }

  void note_parameter(const Expr* value, const ir::Column* column, Comparison comparison) {
    if (ParameterUse* use = use_of(value)) {
      if (column != nullptr) use->column = column;
      if (comparison == Comparison::kPattern) use->role = ParameterRole::kPattern;
    }
  }

  void mark_others(const Node& node, const Scope& scope) {
    if (const auto* column = node.as<Column>()) {
      const auto found = resolve(*column, scope);
      if (found) {
        shape_.uses[found->use].others = true;
      } else {
        for (const std::size_t use : scope.uses) shape_.uses[use].others = true;
      }
    }
    sql::for_each_child(node, [&](const Node& child) { mark_others(child, scope); });
  }

  const ir::Database& schema_;
  Shape& shape_;
  std::vector<std::string_view> common_;  // names of WITH that can be seen
};

// Judged by its name: an aggregate that is missed here makes a SELECT look as if it gave its rows
// as they are, which only SELECTs with a LIMIT and those whose rows were counted are asked.
bool is_aggregate_name(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>({"count",
                                                                  "sum",
                                                                  "min",
                                                                  "max",
                                                                  "avg",
                                                                  "total",
                                                                  "string_agg",
                                                                  "group_concat",
                                                                  "array_agg",
                                                                  "json_agg",
                                                                  "jsonb_agg",
                                                                  "json_arrayagg",
                                                                  "json_group_array",
                                                                  "json_object_agg",
                                                                  "jsonb_object_agg",
                                                                  "json_objectagg",
                                                                  "json_group_object",
                                                                  "bool_and",
                                                                  "bool_or",
                                                                  "every",
                                                                  "bit_and",
                                                                  "bit_or",
                                                                  "bit_xor",
                                                                  "stddev",
                                                                  "stddev_pop",
                                                                  "stddev_samp",
                                                                  "variance",
                                                                  "var_pop",
                                                                  "var_samp",
                                                                  "std",
                                                                  "any_value",
                                                                  "percentile_cont",
                                                                  "percentile_disc",
                                                                  "mode",
                                                                  "corr",
                                                                  "covar_pop",
                                                                  "covar_samp",
                                                                  "regr_slope",
                                                                  "median"});
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view each) { return equal_fold(each, name); });
}

bool needs_all_rows(const Node& node) {
  if (node.is<sql::Query>()) return false;
  const auto* call = node.as<Call>();
  if (call != nullptr &&
      (call->over != nullptr || call->filter != nullptr || !call->within_group.empty()))
    return true;
  if (call != nullptr && call->form == CallForm::kFunction && !call->name.empty() &&
      is_aggregate_name(call->name.back().text))
    return true;
  bool found = false;
  sql::for_each_child(node, [&](const Node& child) { found = found || needs_all_rows(child); });
  return found;
}

}  // namespace

std::optional<Shape> shape_of(const sql::Node& statement, const ir::Database& schema) {
  Shape shape;
  if (!ShapeReader(schema, shape).read(statement)) return std::nullopt;
  return shape;
}

}  // namespace sqlx::advise
