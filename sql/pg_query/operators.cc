// Operators, and what libpg_query tells apart from them: LIKE, IN, BETWEEN, AND, IS NULL, ANY and
// subqueries.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

std::string_view operator_name(Conversion& in, Fields& fields, std::string_view key) {
  return operator_text(in, fields.names(key));
}

struct Spelling {
  std::string_view name;
  bool negated = false;
};

// The words for which libpg_query knows only the operator behind them.
Spelling words_for(std::string_view op) {
  static constexpr std::pair<std::string_view, Spelling> kWords[] = {
      {"~~", {"LIKE"}}, {"!~~", {"LIKE", true}}, {"~~*", {"ILIKE"}}, {"!~~*", {"ILIKE", true}}};
  for (const auto& [name, words] : kWords) {
    if (name == op) return words;
  }
  return {op};
}

Call* infix(Conversion& in, Spelling spelling, List<const Expr*> arguments) {
  Call* made = call_of(in, CallForm::kInfix, spelling.name, arguments);
  made->negated = spelling.negated;
  return made;
}

Call* infix(Conversion& in, Fields& fields, Spelling spelling) {
  const Expr* left = expression(in, fields.find("lexpr"));
  return infix(in, spelling,
               in.arena.list<const Expr*>(left, expression(in, fields.find("rexpr"))));
}

// a + b, - a, a OPERATOR(schema.+) b
Expr* plain_operator(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Call>();
  made->name = fields.names("name");
  const Expr* left = expression(in, fields.find("lexpr"));
  const Expr* right = expression(in, fields.find("rexpr"));
  made->form = left == nullptr ? CallForm::kPrefix : CallForm::kInfix;
  made->arguments =
      left == nullptr ? in.arena.list<const Expr*>(right) : in.arena.list<const Expr*>(left, right);
  return made;
}

// ESCAPE arrives as a call around the pattern: like_escape(pattern, escape).
List<const Expr*> pattern_arguments(Conversion& in, Fields& fields, std::string_view escaping) {
  const Expr* operand = expression(in, fields.find("lexpr"));
  const Expr* pattern = expression(in, fields.find("rexpr"));
  const Call* call = pattern == nullptr ? nullptr : pattern->as<Call>();
  const bool escapes = call != nullptr && call->name.size() == 2 &&
                       call->name[0].text == "pg_catalog" && call->name[1].text == escaping;
  if (!escapes || call->arguments.empty()) return in.arena.list<const Expr*>(operand, pattern);
  if (call->arguments.size() == 1) return in.arena.list<const Expr*>(operand, call->arguments[0]);
  return in.arena.list<const Expr*>(operand, call->arguments[0], call->arguments[1]);
}

Expr* like(Conversion& in, Fields& fields) {
  const Spelling spelling = words_for(operator_name(in, fields, "name"));
  return infix(in, spelling, pattern_arguments(in, fields, "like_escape"));
}

Expr* similar(Conversion& in, Fields& fields) {
  const bool negated = operator_name(in, fields, "name") == "!~";
  return infix(in, {"SIMILAR TO", negated}, pattern_arguments(in, fields, "similar_to_escape"));
}

Expr* in_list(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<In>();
  made->negated = operator_name(in, fields, "name") == "<>";
  made->operand = expression(in, fields.find("lexpr"));
  made->items = expressions(in, fields.find("rexpr"));
  return made;
}

template <bool Negated, bool Symmetric>
Expr* between(Conversion& in, Fields& fields) {
  fields.skip({"name"});
  auto* made = in.arena.make<Between>();
  made->negated = Negated;
  made->symmetric = Symmetric;
  made->operand = expression(in, fields.find("lexpr"));
  const List<const Expr*> bounds = expressions(in, fields.find("rexpr"));
  if (bounds.size() != 2) return nullptr;  // and it was said why
  made->low = bounds[0];
  made->high = bounds[1];
  return made;
}

template <bool Negated>
Expr* distinct_from(Conversion& in, Fields& fields) {
  fields.skip({"name"});
  return infix(in, fields, {"IS DISTINCT FROM", Negated});
}

Expr* null_if(Conversion& in, Fields& fields) {
  fields.skip({"name"});
  const Expr* left = expression(in, fields.find("lexpr"));
  return call_of(in, CallForm::kFunction, "nullif",
                 in.arena.list<const Expr*>(left, expression(in, fields.find("rexpr"))));
}

Quantified* quantified(Conversion& in, Spelling spelling, Quantifier quantifier) {
  auto* made = in.arena.make<Quantified>();
  made->op = spelling.name;
  made->negated = spelling.negated;
  made->quantifier = quantifier;
  return made;
}

template <Quantifier Which>
Expr* quantified_array(Conversion& in, Fields& fields) {
  Quantified* made = quantified(in, words_for(operator_name(in, fields, "name")), Which);
  made->operand = expression(in, fields.find("lexpr"));
  made->array = expression(in, fields.find("rexpr"));
  return made;
}

constexpr Converter<Expr> kOperators[] = {
    {"AEXPR_OP", plain_operator},
    {"AEXPR_IN", in_list},
    {"AEXPR_LIKE", like},
    {"AEXPR_BETWEEN", between<false, false>},
    {"AEXPR_BETWEEN_SYM", between<false, true>},
    {"AEXPR_DISTINCT", distinct_from<false>},
    {"AEXPR_ILIKE", like},
    {"AEXPR_NOT_BETWEEN", between<true, false>},
    {"AEXPR_NOT_BETWEEN_SYM", between<true, true>},
    {"AEXPR_NOT_DISTINCT", distinct_from<true>},
    {"AEXPR_NULLIF", null_if},
    {"AEXPR_OP_ALL", quantified_array<Quantifier::kAll>},
    {"AEXPR_OP_ANY", quantified_array<Quantifier::kAny>},
    {"AEXPR_SIMILAR", similar},
};

bool is_chain(const Expr* operand, std::string_view op) {
  const Call* call = operand->as<Call>();
  return call != nullptr && call->form == CallForm::kInfix && call->name.size() == 1 &&
         call->name.front().text == op;
}

// AND lists are flat, however they were put in parentheses.
Expr* chain(Conversion& in, std::string_view op, List<const Expr*> operands) {
  const auto is_nested = [&](const Expr* operand) { return is_chain(operand, op); };
  if (std::none_of(operands.begin(), operands.end(), is_nested)) return infix(in, {op}, operands);
  std::vector<const Expr*> flat;
  for (const Expr* operand : operands) {
    const List<const Expr*> parts =
        is_nested(operand) ? operand->as<Call>()->arguments : List<const Expr*>(&operand, 1);
    flat.insert(flat.end(), parts.begin(), parts.end());
  }
  return infix(in, {op}, in.arena.copy(flat));
}

// `a NOT IN (SELECT …)` and `a IS NOT NORMALIZED` arrive with a NOT around them, which stands where
// the word behind it stands.
bool is_part_of_operator(std::int64_t not_location, const JsonValue& operand) {
  const std::string_view kind = node_kind(operand);
  if (kind != "SubLink" && kind != "FuncCall") return false;
  std::string_view sub_link_type;
  std::string_view location;
  for (const JsonValue* member = node_in(operand)->first; member != nullptr;
       member = member->next) {
    if (member->key == "location") location = member->text;
    if (member->key == "subLinkType") sub_link_type = member->text;
  }
  return (kind == "FuncCall" || sub_link_type == "ANY_SUBLINK") &&
         location == fmt::to_string(not_location);
}

Expr* negation(Conversion& in, const JsonValue& operand, std::int64_t location) {
  const Expr* made = expression(in, &operand);
  if (made == nullptr) return nullptr;
  if (is_part_of_operator(location, operand)) {
    if (const In* query = made->as<In>()) {
      In* negated = in.arena.make<In>(*query);
      negated->negated = true;
      return negated;
    }
    if (const Call* call = made->as<Call>(); call != nullptr && call->form == CallForm::kPostfix) {
      Call* negated = in.arena.make<Call>(*call);
      negated->negated = true;
      return negated;
    }
  }
  return call_of(in, CallForm::kPrefix, "NOT", in.arena.list<const Expr*>(made));
}

Expr* postfix(Conversion& in, Fields& fields, Spelling spelling) {
  Call* made = call_of(in, CallForm::kPostfix, spelling.name,
                       in.arena.list<const Expr*>(expression(in, fields.find("arg"))));
  made->negated = spelling.negated;
  return made;
}

// `a IN (SELECT …)` has no operator; `a = ANY (SELECT …)` has.
Expr* any_link(Conversion& in, Fields& fields) {
  const Expr* operand = expression(in, fields.find("testexpr"));
  const std::string_view op = operator_name(in, fields, "operName");
  const Query* rows = query(in, fields.find("subselect"));
  if (op.empty()) {
    auto* made = in.arena.make<In>();
    made->operand = operand;
    made->query = rows;
    return made;
  }
  Quantified* made = quantified(in, words_for(op), Quantifier::kAny);
  made->operand = operand;
  made->query = rows;
  return made;
}

Expr* all_link(Conversion& in, Fields& fields) {
  Quantified* made =
      quantified(in, words_for(operator_name(in, fields, "operName")), Quantifier::kAll);
  made->operand = expression(in, fields.find("testexpr"));
  made->query = query(in, fields.find("subselect"));
  return made;
}

template <class T>
Expr* query_link(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<T>();
  made->query = query(in, fields.find("subselect"));
  return made;
}

constexpr Converter<Expr> kSubLinks[] = {
    {"EXPR_SUBLINK", query_link<Subquery>},
    {"ALL_SUBLINK", all_link},
    {"ANY_SUBLINK", any_link},
    {"ARRAY_SUBLINK", query_link<Array>},
    {"EXISTS_SUBLINK", query_link<Exists>},
};

}  // namespace

std::string_view operator_text(Conversion& in, List<Name> path) {
  if (path.size() == 1) return path.front().text;
  if (path.empty()) return {};
  std::string text = "OPERATOR(";
  for (const Name& part : path.first(path.size() - 1))
    append_path(text, List<Name>(&part, 1)), text += '.';
  text += path.back().text;
  return in.arena.copy(text += ')');
}

Expr* operator_expression(Conversion& in, Fields& fields) {
  return convert_as<Expr>(kOperators, in, fields, fields.text("kind"));
}

Expr* logical_expression(Conversion& in, Fields& fields) {
  const std::string_view op = fields.text("boolop");
  const JsonValue* operands = fields.find("args");
  if (operands == nullptr || operands->first == nullptr) return nullptr;
  if (op == "NOT_EXPR") return negation(in, *operands->first, fields.location());
  const List<const Expr*> list = expressions(in, operands);
  return chain(in, op == "AND_EXPR" ? "AND" : "OR", list);
}

Expr* null_test(Conversion& in, Fields& fields) {
  const bool negated = fields.text("nulltesttype") == "IS_NOT_NULL";
  return postfix(in, fields, {"IS NULL", negated});
}

Expr* truth_test(Conversion& in, Fields& fields) {
  static constexpr std::pair<std::string_view, Spelling> kTests[] = {
      {"IS_TRUE", {"IS TRUE"}},       {"IS_NOT_TRUE", {"IS TRUE", true}},
      {"IS_FALSE", {"IS FALSE"}},     {"IS_NOT_FALSE", {"IS FALSE", true}},
      {"IS_UNKNOWN", {"IS UNKNOWN"}}, {"IS_NOT_UNKNOWN", {"IS UNKNOWN", true}}};
  const Spelling spelling = choice(in, fields, "booltesttype", kTests);
  return postfix(in, fields, spelling);
}

Expr* sub_link(Conversion& in, Fields& fields) {
  return convert_as<Expr>(kSubLinks, in, fields, fields.text("subLinkType"));
}

}  // namespace sqlx::sql::pg_query
