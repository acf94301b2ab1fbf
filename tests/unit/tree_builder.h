// SQL trees by hand, for tests: short functions that make a node each.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "sql/ast/ast.h"

namespace sqlx::sql {

class TreeBuilder {
 public:
  template <class T>
  List<T> list(std::initializer_list<T> items) {
    return arena.copy(std::vector<T>(items));
  }
  List<Name> name(std::string_view text, bool quoted = false) {
    return list<Name>({{text, quoted}});
  }

  const Expr* column(std::string_view text, bool quoted = false) {
    auto* node = arena.make<Column>();
    node->path = name(text, quoted);
    return node;
  }
  const Literal* literal(LiteralKind kind, std::string_view text) {
    auto* node = arena.make<Literal>();
    node->literal = kind;
    node->text = text;
    return node;
  }
  const Literal* number(std::string_view text) { return literal(LiteralKind::kInteger, text); }
  const Literal* string(std::string_view text) { return literal(LiteralKind::kString, text); }

  Call* call(CallForm form, std::string_view op, std::initializer_list<const Expr*> arguments) {
    auto* node = arena.make<Call>();
    node->form = form;
    node->name = name(op);
    node->arguments = list(arguments);
    return node;
  }
  Call* infix(const Expr* a, std::string_view op, const Expr* b) {
    return call(CallForm::kInfix, op, {a, b});
  }
  Call* prefix(std::string_view op, const Expr* a) { return call(CallForm::kPrefix, op, {a}); }
  Call* postfix(const Expr* a, std::string_view op) { return call(CallForm::kPostfix, op, {a}); }

  const SelectItem* item(const Expr* value, std::string_view alias = {}) {
    auto* node = arena.make<SelectItem>();
    node->value = value;
    node->alias = {alias};
    return node;
  }
  const Table* table(std::string_view text, std::string_view alias = {}) {
    auto* node = arena.make<Table>();
    node->name = name(text);
    node->alias = {alias};
    return node;
  }
  Select* select(const Expr* value, const TableRef* from = nullptr) {
    auto* node = arena.make<Select>();
    node->items = list({item(value)});
    if (from != nullptr) node->from = list({from});
    return node;
  }
  Query* query(const Body* body) {
    auto* node = arena.make<Query>();
    node->body = body;
    return node;
  }
  SetOperation* set(const Body* left, SetOperator op, const Body* right) {
    auto* node = arena.make<SetOperation>();
    node->op = op;
    node->left = left;
    node->right = right;
    return node;
  }

  Arena arena;
};

}  // namespace sqlx::sql
