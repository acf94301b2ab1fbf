// From meaning to spelling: what a tree means becomes calls, types and clauses of the target's
// dialect, ready to print.
//
// The target's rules are tried in the order of its pack; a meaning without one is an error at its
// place. Everything that is not a call is checked against the pack's features
// (sql/spelling/legality.h), so that nothing is printed that the target would refuse.
#pragma once

#include "base/diagnostic.h"
#include "sql/patterns/dialect.h"
#include "sql/statement_text.h"

namespace sqlx::sql {

class Speller {
 public:
  // `keeps_types`: the source is of the same family, whose types need no other names.
  Speller(const Dialect& dialect, bool keeps_types, const StatementText& text, Arena& arena,
          Diagnostics& diagnostics)
      : dialect_(dialect),
        pack_(dialect.pack()),
        keeps_types_(keeps_types),
        text_(text),
        arena_(arena),
        diagnostics_(diagnostics) {}

  [[nodiscard]] const Node* write(const Node* node);

 private:
  const Expr* write_expression(const Expr* expression) {
    return static_cast<const Expr*>(write(expression));
  }
  const Expr* by_rules(const Expr& expression);
  const Expr* apply(const Rule& rule, Bindings& bindings, const Expr& expression);
  bool hold_all(const Rule& rule, const Bindings& bindings) const;
  bool encode(const Codec& codec, const Expr*& value);
  Clauses write_clauses(const Call& call);
  const Expr* write_call(const Call& call);
  const Expr* write_not(const Call& call);
  const Expr* write_chain(const Call& call, std::string_view word);
  const Expr* write_pairs(const Call& call);
  bool compares_spans(const Call& call) const;
  const Expr* write_in_other_words(const Call& call);
  const Expr* refused(const Call& call);
  const Node* write_literal(const Literal& literal);
  const Expr* write_cast(const Cast& cast);
  const TypeName* write_type(const TypeName& type, bool in_cast);
  const Node* write_order_item(const OrderItem& item);
  const Node* by_parts(const Node* node);
  Place place(const Node& node) const { return text_.span(node.begin, node.end); }

  const Dialect& dialect_;
  const wirepacks::WirePack& pack_;
  bool keeps_types_;
  const StatementText& text_;
  Arena& arena_;
  Diagnostics& diagnostics_;
  std::string refusal_;  // of the last codec
};

}  // namespace sqlx::sql
