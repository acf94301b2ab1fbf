// Functions in FROM that take JSON apart, for a target that has others. The rows come from what the
// target has, and a LATERAL query of one row, which lateral_values writes where it is used, says
// what they mean.
//
//   FROM t, jsonb_array_elements(t.a) AS e(v)         as   FROM t, JSON_EACH(t.a) AS e_rows,
//   LATERAL (SELECT <e_rows.value as JSON> AS v) AS e
//                                                     or   FROM t, JSON_TABLE(t.a, '$[*]' COLUMNS
//                                                     (n FOR ORDINALITY)) AS e_rows,
//                                                          LATERAL (SELECT json_get_key(t.a,
//                                                          e_rows.n - 1) AS v) AS e
//   FROM t, JSON_TABLE(t.a, '$.b[*]' COLUMNS (c INT PATH '$.c')) AS j
//                                                     as   FROM t, jsonb_array_elements(t.a -> 'b')
//                                                     AS j_rows, LATERAL (SELECT … AS c) AS j
//
// Several functions side by side, nested paths, and defaults for what is missing stay, and are
// refused.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/member_names.h"
#include "sql/row_functions.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// The rows, and behind them the query that gives their columns.
struct Parts {
  const TableRef* rows = nullptr;
  const DerivedTable* columns = nullptr;
};

bool is_of_json(Meaning meaning) {
  return meaning == Meaning::kJsonObjectKeys || !given_columns(meaning).empty();
}

bool gives_texts(Meaning meaning) {
  return meaning == Meaning::kJsonEachText || meaning == Meaning::kJsonElementsText;
}

bool gives_keys(Meaning meaning) {
  return meaning == Meaning::kJsonObjectKeys || meaning == Meaning::kJsonEach ||
         meaning == Meaning::kJsonEachText;
}

// $.a.b
bool is_plain_path(std::string_view path) {
  return path.starts_with('$') && std::all_of(path.begin() + 1, path.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '_' || c == '.';
         });
}

std::string_view text_of(const Expr* path) {
  const auto* literal = path == nullptr ? nullptr : path->as<Literal>();
  return literal == nullptr ? std::string_view() : literal->text;
}

class JsonRows {
 public:
  JsonRows(const Select& select, const RewriteContext& context)
      : select_(select), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    std::vector<const TableRef*> from;
    for (const TableRef* table : select_.from) {
      const Parts parts = parts_of(*table);
      if (parts.rows != nullptr) {
        from.insert(from.end(), {parts.rows, parts.columns});
      } else {
        from.push_back(table->is<Join>() ? joined(*table->as<Join>()) : table);
      }
    }
    if (std::equal(from.begin(), from.end(), select_.from.begin(), select_.from.end()))
      return &select_;
    Select* made = clone(arena_, select_);
    made->from = arena_.copy(from);
    return made;
  }

 private:
  const TableRef* joined(const Join& join) {
    const TableRef* left = join.left->is<Join>() ? joined(*join.left->as<Join>()) : join.left;
    const bool is_plain =
        !join.natural && join.using_columns.empty() &&
        (join.join != JoinType::kLeft || (join.on != nullptr && is_literal(join.on, "true")));
    const Parts parts = is_plain && join.join != JoinType::kRight && join.join != JoinType::kFull
                            ? parts_of(*join.right)
                            : Parts();
    if (left == join.left && parts.rows == nullptr) return &join;
    Join* made = clone(arena_, join);
    made->left = left;
    if (parts.rows == nullptr) return made;
    made->right = parts.rows;
    Join* around = clone(arena_, join);
    around->left = made;
    around->right = parts.columns;
    if (join.join != JoinType::kLeft) {
      made->join = JoinType::kCross;
      made->on = nullptr;
    }
    return around;
  }

  // Nothing for a table that is no business of this rewrite.
  Parts parts_of(const TableRef& table) {
    if (const auto* json_table = table.as<JsonTable>())
      return context_.pack.has(Feature::kJsonTable) ? Parts() : of_table(*json_table);
    const auto* function = table.as<TableFunction>();
    const auto* call = function == nullptr || function->calls.size() != 1
                           ? nullptr
                           : function->calls[0]->as<Call>();
    const bool has_own =
        context_.pack.has(Feature::kTableFunctions) && context_.pack.has(Feature::kLateral);
    return call == nullptr || has_own || !is_of_json(call->meaning) ? Parts()
                                                                    : of_function(*function, *call);
  }

  // Functions.

  Parts of_function(const TableFunction& function, const Call& call) {
    const Name alias = function.alias.text.empty() ? Name{to_string(call.meaning)} : function.alias;
    rows_ = Name{arena_.copy(std::string_view(std::string(alias.text) + "_rows")), alias.quoted};
    const bool has_members = context_.pack.has(Feature::kTableFunctions);
    if (has_members ? names_member_column(*call.arguments[0])
                    : !context_.pack.has(Feature::kJsonTable))
      return {};
    Parts parts;
    parts.rows = has_members ? members(call, function) : numbered(call, function);
    std::vector<const SelectItem*> items;
    if (gives_keys(call.meaning)) add(items, key(has_members), function, "key", alias);
    if (call.meaning != Meaning::kJsonObjectKeys)
      add(items, has_members ? member_value(call) : value_at(call), function, "value", alias);
    if (function.with_ordinality) add(items, number(has_members), function, "ordinality", alias);
    parts.columns = columns(items, alias);
    return parts;
  }

  // By the name that it was given, or by its own; that of the function alone may stand for its only
  // column.
  void add(std::vector<const SelectItem*>& items, const Expr* value, const TableFunction& function,
           std::string_view own, const Name& alias) {
    const std::size_t place = items.size();
    const bool is_named = place < function.columns.size();
    const bool is_key =
        own == "key" && as_call(function.calls[0], Meaning::kJsonObjectKeys) != nullptr;
    items.push_back(make_item(arena_, value,
                              is_named ? function.columns[place]
                              : is_key ? alias
                                       : Name{own}));
    const bool stands_alone =
        !is_named && place == 0 && own == "value" && !function.with_ordinality && !has_star();
    if (stands_alone) items.push_back(make_item(arena_, value, alias));
  }

  bool has_star() const {
    return std::any_of(select_.items.begin(), select_.items.end(),
                       [](const SelectItem* item) { return item->value->is<Star>(); });
  }

  const TableRef* members(const Call& call, const TableFunction& function) {
    TableFunction* made = clone(arena_, function);
    made->lateral = false;
    made->with_ordinality = false;
    made->calls = arena_.list(make_call(arena_, Meaning::kJsonMembers, {call.arguments[0]}, call));
    made->alias = rows_;
    made->columns = {};
    return made;
  }

  // JSON_TABLE(a, '$[*]' COLUMNS (n FOR ORDINALITY, k TEXT PATH '$')) of an array, or of the keys
  // of an object
  const TableRef* numbered(const Call& call, const TableFunction& function) {
    auto* number = arena_.make<JsonColumn>();
    number->name = Name{"n"};
    number->ordinality = true;
    auto* key = arena_.make<JsonColumn>();
    key->name = Name{"k"};
    key->to = make_middle_type(ir::TypeKind::kText, arena_);
    key->path = string_literal(arena_, "$");
    const bool has_keys = gives_keys(call.meaning);
    auto* made = arena_.make<JsonTable>();
    made->document = has_keys ? make_call(arena_, Meaning::kJsonKeys, {call.arguments[0]}, call)
                              : call.arguments[0];
    made->path = string_literal(arena_, "$[*]");
    made->columns = has_keys ? arena_.list(static_cast<const JsonColumn*>(number),
                                           static_cast<const JsonColumn*>(key))
                             : arena_.list(static_cast<const JsonColumn*>(number));
    made->alias = rows_;
    made->begin = function.begin;
    made->end = function.end;
    return made;
  }

  const Column* of_rows(std::string_view name, TypeClass type) {
    Column* column = make_column(arena_, rows_, Name{name});
    column->type = type;
    return column;
  }

  const Expr* key(bool has_members) { return of_rows(has_members ? "key" : "k", TypeClass::kText); }

  const Expr* number(bool has_members) {
    const Expr* place = of_rows(has_members ? "key" : "n", TypeClass::kInteger);
    return has_members
               ? make_call(arena_, Meaning::kAdd, {place, integer_literal(arena_, 1)}, *place)
               : place;
  }

  // CASE type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE value END, as a text or as
  // JSON
  const Expr* member_value(const Call& call) {
    const bool are_texts = gives_texts(call.meaning);
    const Expr* value = of_rows("value", TypeClass::kUnknown);
    std::vector<const When*> whens{word("true"), word("false")};
    if (!are_texts)
      whens.insert(
          whens.end(),
          {word("null"), when("text", make_call(arena_, Meaning::kJsonQuote, {value}, call))});
    auto* made = arena_.make<Case>();
    made->operand = of_rows("type", TypeClass::kText);
    made->whens = arena_.copy(whens);
    made->otherwise = are_texts ? make_cast(arena_, value, ir::TypeKind::kText) : value;
    infer_type(*made);
    return are_texts ? static_cast<const Expr*>(made)
                     : make_cast(arena_, made, ir::TypeKind::kJson);
  }

  const When* word(std::string_view type) { return when(type, string_literal(arena_, type)); }

  const When* when(std::string_view type, const Expr* result) {
    auto* made = arena_.make<When>();
    made->condition = string_literal(arena_, type);
    made->result = result;
    return made;
  }

  const Expr* value_at(const Call& call) {
    const bool has_keys = gives_keys(call.meaning);
    const Expr* place =
        of_rows(has_keys ? "k" : "n", has_keys ? TypeClass::kText : TypeClass::kInteger);
    if (!has_keys)
      place = make_call(arena_, Meaning::kSubtract, {place, integer_literal(arena_, 1)}, call);
    return make_call(arena_,
                     gives_texts(call.meaning) ? Meaning::kJsonGetKeyText : Meaning::kJsonGetKey,
                     {call.arguments[0], place}, call);
  }

  const DerivedTable* columns(const std::vector<const SelectItem*>& items, Name alias) {
    DerivedTable* made =
        make_derived(arena_, make_query(arena_, make_select(arena_, items, {})), alias);
    made->lateral = true;
    return made;
  }

  // JSON_TABLE

  Parts of_table(const JsonTable& table) {
    const std::string_view path = text_of(table.path);
    if (!path.ends_with("[*]") || !is_plain_path(path.substr(0, path.size() - 3))) return {};
    rows_ = Name{arena_.copy(std::string_view(std::string(table.alias.text) + "_rows")),
                 table.alias.quoted};
    std::vector<const SelectItem*> items;
    for (const JsonColumn* column : table.columns) {
      const Expr* value = value_of(*column);
      if (value == nullptr) return {};
      items.push_back(make_item(arena_, value, column->name));
    }
    auto* elements = arena_.make<TableFunction>();
    const Expr* document = table.document->type == TypeClass::kText
                               ? make_cast(arena_, table.document, ir::TypeKind::kJson)
                               : table.document;
    elements->calls =
        arena_.list(make_call(arena_, Meaning::kJsonElements,
                              {array_at(*document, path.substr(0, path.size() - 3))}, table));
    elements->alias = rows_;
    elements->columns = arena_.list(Name{"value"}, Name{"n"});
    elements->with_ordinality = true;
    elements->begin = table.begin;
    elements->end = table.end;
    const TableRef* rows = elements;
    const DerivedTable* shown = columns(items, table.alias);
    return {rows, shown};
  }

  // Nothing else has elements.
  const Expr* array_at(const Expr& document, std::string_view path) {
    const Expr* value = path == "$"
                            ? &document
                            : make_call(arena_, Meaning::kJsonGet,
                                        {&document, string_literal(arena_, path)}, document);
    const Expr* type = make_call(arena_, Meaning::kJsonType, {value}, document);
    auto* when = arena_.make<When>();
    when->condition =
        make_call(arena_, Meaning::kEqual, {type, string_literal(arena_, "array")}, document);
    when->result = value;
    auto* made = arena_.make<Case>();
    made->whens = arena_.list(static_cast<const When*>(when));
    infer_type(*made);
    return made;
  }

  // Null if it cannot be said.
  const Expr* value_of(const JsonColumn& column) {
    if (column.ordinality) return of_rows("n", TypeClass::kInteger);
    const std::string_view path = text_of(column.path);
    const auto is_usual = [](std::string_view what) { return what.empty() || what == "null"; };
    if (!column.nested.empty() || !is_plain_path(path) || !is_usual(column.on_empty) ||
        !is_usual(column.on_error))
      return nullptr;
    const Expr* element = of_rows("value", TypeClass::kJson);
    const auto get = [&](Meaning meaning) {
      return make_call(arena_, meaning, {element, string_literal(arena_, path)}, column);
    };
    if (column.exists)
      return make_call(arena_, Meaning::kBooleanNumber, {get(Meaning::kJsonExists)}, column);
    if (column.to == nullptr) return nullptr;
    if (column.to->type == TypeClass::kJson) return path == "$" ? element : get(Meaning::kJsonGet);
    return converted(get(Meaning::kJsonGetText), column);
  }

  const Expr* converted(const Expr* text, const JsonColumn& column) {
    if (column.to->type == TypeClass::kText) return text;
    if (column.to->type == TypeClass::kInteger)
      return make_call(arena_, Meaning::kCastRound,
                       {make_cast(arena_, text, ir::TypeKind::kDecimal)}, column);
    auto* made = arena_.make<Cast>();
    made->operand = text;
    made->to = column.to;
    infer_type(*made);
    return made;
  }

  const Select& select_;
  const RewriteContext& context_;
  Arena& arena_;
  Name rows_;  // what the target's own rows are called
};

}  // namespace

const Node* json_rows(const Node* node, const RewriteContext& context) {
  return bottom_up<Query, Select>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* query = each->as<Query>();
        query != nullptr && context.pack.has(Feature::kTableFunctions))
      return with_told_tables(*query, context);
    const auto* select = each->as<Select>();
    if (select == nullptr) return each;
    const Node* made = JsonRows(*select, context).rewrite();
    return made == select ? made
                          : JsonRows(*made->as<Select>(), context)
                                .rewrite();  // JSON_TABLE becomes a function first
  });
}

}  // namespace sqlx::sql
