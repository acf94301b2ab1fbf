// Operators, with the parentheses they need, and the expressions that bring their own.
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

// a op b, as the grammar has it: IS takes its NOT behind it, the others before.
void print_operator(Writer& writer, std::string_view op, bool negated) {
  if (!negated) return writer.word(op);
  if (!op.starts_with("IS")) {
    writer.word("NOT");
    return writer.word(op);
  }
  writer.word("IS NOT");
  if (op.size() > 3) writer.word(op.substr(3));
}

void print_operator_path(Writer& writer, List<Name> path) {
  writer.word("OPERATOR");
  writer.open_tight();
  writer.path(path.first(path.size() - 1));
  writer.joint(".");
  writer.word(path.back().text);
  writer.close();
}

void print_operator(Writer& writer, const Call& call) {
  if (call.name.size() > 1) return print_operator_path(writer, call.name);
  print_operator(writer, call.name.front().text, call.negated);
}

bool takes_escape(std::string_view op) {
  return op == "LIKE" || op == "ILIKE" || op == "SIMILAR TO" || op == "GLOB" || op == "REGEXP" ||
         op == "MATCH";
}

using PrintOperand = void (*)(Writer& writer, const Expr& side, std::uint8_t least);

void print_operand_in_parentheses(Writer& writer, const Expr& side, std::uint8_t) {
  print_in_parentheses(writer, side);
}

// a AND b AND c; a LIKE b ESCAPE c
void print_infix(Writer& writer, const Call& call) {
  const Sides sides = sides_of(operator_of(call, writer.pack()));
  const bool has_escape = call.arguments.size() == 3 && takes_escape(call.name.back().text);
  const PrintOperand print_left = is_predicate(call) ? print_operand_of_predicate : print_operand;
  const bool is_member = call.name.back().text == "MEMBER OF";
  const PrintOperand print_right = is_member ? print_operand_in_parentheses : print_left;
  print_left(writer, *call.arguments.front(), sides.left);
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    if (has_escape && i == 2) {
      writer.word("ESCAPE");
    } else {
      print_operator(writer, call);
    }
    print_right(writer, *call.arguments[i], sides.right);
  }
}

void print_prefix(Writer& writer, const Call& call) {
  const wirepacks::Operator* op = operator_of(call, writer.pack());
  const std::string_view spelling = call.name.back().text;
  const bool is_word = call.name.size() > 1 || (spelling.front() >= 'A' && spelling.front() <= 'Z');
  if (is_word) {
    print_operator(writer, call);
  } else {
    writer.prefix(spelling);
  }
  const Expr& operand = *call.arguments.front();
  const auto* inner = operand.as<Call>();
  const int looser =
      inner != nullptr && inner->form == CallForm::kPrefix ? 0 : 1;  // - -a, but @ (a <-> b)
  print_operand(writer, operand,
                op == nullptr ? kPrimary : static_cast<std::uint8_t>(op->level + looser));
}

void print_postfix(Writer& writer, const Call& call) {
  const Sides sides = sides_of(operator_of(call, writer.pack()));
  print_operand_of_predicate(writer, *call.arguments.front(), sides.left);
  print_operator(writer, call);
}

std::uint8_t above(const Writer& writer, const Expr& predicate) {
  const std::uint8_t level = level_of(predicate, writer.pack());
  return level == kLoosest ? kPrimary : static_cast<std::uint8_t>(level + 1);
}

// a NOT IN, a BETWEEN
void print_left_of(Writer& writer, const Expr& predicate, const Expr& operand, bool negated,
                   std::string_view op) {
  print_operand_of_predicate(writer, operand, above(writer, predicate));
  print_operator(writer, op, negated);
}

void print_item(Writer& writer, std::string_view word, const Node& node) {
  writer.word(word);
  print(writer, node);
}

// What a subscript or a field may follow without parentheses.
bool has_parts(const Expr& expr) {
  return expr.is<Column>() || expr.is<Parameter>() || expr.is<Subscript>() ||
         expr.is<FieldAccess>() || expr.is<Subquery>();
}

void print_whole(Writer& writer, const Expr& operand, bool is_bare) {
  if (!is_bare) return print_in_parentheses(writer, operand);
  print(writer, operand);
}

void print_brackets(Writer& writer, const Subscript& subscript) {
  writer.joint("[");
  if (subscript.index != nullptr) print(writer, *subscript.index);
  if (subscript.is_slice) writer.joint(":");
  if (subscript.upper != nullptr) print(writer, *subscript.upper);
  writer.tight("]");
}

}  // namespace

void print_operand(Writer& writer, const Expr& expr, std::uint8_t least) {
  if (level_of(expr, writer.pack()) < least) return print_in_parentheses(writer, expr);
  print(writer, expr);
}

void print_operand_of_predicate(Writer& writer, const Expr& expr, std::uint8_t least) {
  if (is_predicate(expr)) return print_in_parentheses(writer, expr);
  print_operand(writer, expr, least);
}

void print_in_parentheses(Writer& writer, const Node& node) {
  writer.open();
  print(writer, node);
  writer.close();
}

void print_list(Writer& writer, List<const Expr*> expressions) {
  writer.list(expressions, [&](const Expr* each) { print(writer, *each); });
}

void print_list_in_parentheses(Writer& writer, List<const Expr*> expressions) {
  writer.open();
  print_list(writer, expressions);
  writer.close();
}

// Of an operator; functions are in calls.cc.
void print_operation(Writer& writer, const Call& call) {
  if (call.form == CallForm::kInfix) return print_infix(writer, call);
  if (call.form == CallForm::kPrefix) return print_prefix(writer, call);
  print_postfix(writer, call);
}

void print(Writer& writer, const Case& node) {
  writer.word("CASE");
  if (node.operand != nullptr) print(writer, *node.operand);
  for (const When* when : node.whens) print(writer, *when);
  print_clause(writer, "ELSE", node.otherwise);
  writer.word("END");
}

void print(Writer& writer, const When& when) {
  print_item(writer, "WHEN", *when.condition);
  print_item(writer, "THEN", *when.result);
}

void print(Writer& writer, const Collate& collate) {
  const Sides sides =
      sides_of(writer.pack().find_operator("COLLATE", wirepacks::OperatorForm::kInfix));
  print_operand(writer, *collate.operand, sides.left);
  writer.word("COLLATE");
  writer.path(collate.collation);
}

void print(Writer& writer, const In& in) {
  print_left_of(writer, in, *in.operand, in.negated, "IN");
  if (in.query != nullptr) return print_in_parentheses(writer, *in.query);
  print_list_in_parentheses(writer, in.items);
}

// What stands between must be tighter than anything with an AND.
void print(Writer& writer, const Between& between) {
  const std::uint8_t least = above(writer, between);
  print_left_of(writer, between, *between.operand, between.negated, "BETWEEN");
  writer.word_if(between.symmetric, "SYMMETRIC");
  print_operand_of_predicate(writer, *between.low, least);
  writer.word("AND");
  print_operand_of_predicate(writer, *between.high, least);
}

void print(Writer& writer, const Exists& exists) {
  writer.word("EXISTS");
  print_in_parentheses(writer, *exists.query);
}

void print(Writer& writer, const Subquery& subquery) {
  print_in_parentheses(writer, *subquery.query);
}

void print(Writer& writer, const Quantified& quantified) {
  print_left_of(writer, quantified, *quantified.operand, quantified.negated, quantified.op);
  writer.upper_word(to_string(quantified.quantifier));
  print_in_parentheses(writer, quantified.query != nullptr
                                   ? static_cast<const Node&>(*quantified.query)
                                   : *quantified.array);
}

// (a) alone would be no row.
void print(Writer& writer, const Row& row) {
  if (row.is_explicit || row.items.size() < 2) {
    writer.word("ROW");
    writer.open_tight();
    print_list(writer, row.items);
    return writer.close();
  }
  print_list_in_parentheses(writer, row.items);
}

void print(Writer& writer, const Array& array) {
  writer.word("ARRAY");
  if (array.query != nullptr) {
    writer.open_tight();
    print(writer, *array.query);
    return writer.close();
  }
  writer.joint("[");
  print_list(writer, array.items);
  writer.tight("]");
}

void print(Writer& writer, const Subscript& subscript) {
  print_whole(writer, *subscript.operand, has_parts(*subscript.operand));
  print_brackets(writer, subscript);
}

void print(Writer& writer, const FieldAccess& access) {
  print_whole(writer, *access.operand, has_parts(*access.operand) && !access.operand->is<Column>());
  writer.joint(".");
  if (access.name.text == "*" && !access.name.quoted) return writer.word("*");
  writer.name(access.name);
}

void print_target(Writer& writer, const Expr& target) {
  if (const auto* subscript = target.as<Subscript>()) {
    print_target(writer, *subscript->operand);
    return print_brackets(writer, *subscript);
  }
  if (const auto* access = target.as<FieldAccess>()) {
    print_target(writer, *access->operand);
    writer.joint(".");
    return writer.name(access->name);
  }
  print(writer, target);
}

void print_targets_in_parentheses(Writer& writer, List<const Expr*> targets) {
  writer.list_in_parentheses(targets, [&](const Expr* target) { print_target(writer, *target); });
}

void print_clause(Writer& writer, std::string_view words, const Node* node) {
  if (node != nullptr) print_item(writer, words, *node);
}

}  // namespace sqlx::sql
