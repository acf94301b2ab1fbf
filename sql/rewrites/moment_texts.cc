// Moments that are written as texts, also as defaults, for targets that read fewer forms of them:
// each in its full form, in UTC if it has a zone.
//
// Where moments are nothing but texts, what is compared with a timestamp has to have its form: a
// date gets its midnight.
#include <algorithm>

#include "sql/build.h"
#include "sql/infer.h"
#include "sql/moments.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_timestamp(const Expr* value) {
  return value->type == TypeClass::kTimestamp || value->type == TypeClass::kTimestampTz;
}

const Literal* string_of(const Expr* value) {
  const auto* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

class MomentTexts {
 public:
  explicit MomentTexts(const RewriteContext& context)
      : arena_(context.arena),
        are_texts_(context.pack.has(Feature::kFreeTypes) &&
                   !context.from.has(Feature::kFreeTypes)) {}

  const Node* rewrite(const Node* node) {
    if (const auto* cast = node->as<Cast>())
      return is_timestamp(cast) ? with_full_literal(*cast) : node;
    if (const auto* column = node->as<ColumnDefinition>()) return with_full_default(*column);
    if (!are_texts_) return node;
    if (const auto* call = node->as<Call>(); call != nullptr && is_comparison(call->meaning))
      return comparison(*call);
    if (const auto* between = node->as<Between>()) return range(*between);
    if (const auto* in = node->as<In>(); in != nullptr && in->query == nullptr) return list(*in);
    return node;
  }

 private:
  const Expr* full(const Literal& literal, bool is_zoned) {
    const auto text = full_moment(literal.text, is_zoned);
    if (!text || *text == literal.text) return &literal;
    Literal* made = clone(arena_, literal);
    made->text = arena_.copy(std::string_view(*text));
    return made;
  }

  const Node* with_full_literal(const Cast& cast) {
    const Literal* literal = string_of(cast.operand);
    const Expr* text =
        literal == nullptr ? cast.operand : full(*literal, cast.type == TypeClass::kTimestampTz);
    if (text == cast.operand) return &cast;
    Cast* made = clone(arena_, cast);
    made->operand = text;
    infer_type(*made);
    return made;
  }

  const Node* with_full_default(const ColumnDefinition& column) {
    const TypeClass type = column.to == nullptr ? TypeClass::kUnknown : column.to->type;
    if (type != TypeClass::kTimestamp && type != TypeClass::kTimestampTz) return &column;
    const auto constraints =
        map_list(arena_, column.constraints, [&](const Constraint* each) -> const Constraint* {
          const Literal* literal =
              each->constraint == ConstraintKind::kDefault ? string_of(each->value) : nullptr;
          if (literal == nullptr) return each;
          Constraint* made = clone(arena_, *each);
          made->value = full(*literal, type == TypeClass::kTimestampTz);
          return made;
        });
    if (constraints.data() == column.constraints.data()) return &column;
    ColumnDefinition* made = clone(arena_, column);
    made->constraints = constraints;
    return made;
  }

  // In the form of a timestamp, beside one.
  const Expr* timestamp(const Expr* value, bool is_zoned) {
    if (const Literal* literal = string_of(value)) return full(*literal, is_zoned);
    return value->type == TypeClass::kDate ? make_cast(arena_, value, ir::TypeKind::kTimestamp)
                                           : value;
  }

  // '2024-1-5' beside a date
  const Expr* date(const Expr* value) {
    const Literal* literal = string_of(value);
    const auto text = literal == nullptr ? std::nullopt : full_date(literal->text);
    return text && *text != literal->text ? string_literal(arena_, *text) : value;
  }

  bool is_zoned(List<const Expr*> operands) const {
    return std::any_of(operands.begin(), operands.end(),
                       [](const Expr* each) { return each->type == TypeClass::kTimestampTz; });
  }

  List<const Expr*> timestamps(List<const Expr*> operands) {
    const bool has_timestamp = std::any_of(operands.begin(), operands.end(), is_timestamp);
    const auto is_date = [](const Expr* each) { return each->type == TypeClass::kDate; };
    if (!has_timestamp && std::none_of(operands.begin(), operands.end(), is_date)) return operands;
    std::vector<const Expr*> made;
    for (const Expr* each : operands)
      made.push_back(has_timestamp ? timestamp(each, is_zoned(operands)) : date(each));
    return std::equal(made.begin(), made.end(), operands.begin()) ? operands : arena_.copy(made);
  }

  const Node* comparison(const Call& call) {
    const auto arguments = timestamps(call.arguments);
    if (arguments.data() == call.arguments.data()) return &call;
    Call* made = clone(arena_, call);
    made->arguments = arguments;
    return made;
  }

  const Node* range(const Between& between) {
    const Expr* all[] = {between.operand, between.low, between.high};
    const auto made = timestamps(all);
    if (made.data() == all) return &between;
    Between* copy = clone(arena_, between);
    copy->operand = made[0];
    copy->low = made[1];
    copy->high = made[2];
    return copy;
  }

  const Node* list(const In& in) {
    std::vector<const Expr*> all(in.items.begin(), in.items.end());
    all.push_back(in.operand);
    const auto made = timestamps(all);
    if (made.data() == all.data()) return &in;
    In* copy = clone(arena_, in);
    copy->operand = made.back();
    copy->items = made.first(made.size() - 1);
    return copy;
  }

  Arena& arena_;
  bool are_texts_;
};

}  // namespace

const Node* moment_texts(const Node* node, const RewriteContext& context) {
  return bottom_up<Cast, ColumnDefinition, Call, Between, In>(
      node, context, [&](const Node* each) { return MomentTexts(context).rewrite(each); });
}

}  // namespace sqlx::sql
