// Numbers where their text is wanted, between dialects that write them differently: 120.00 is 120
// where a number is stored without the zeros of its column, and a float of 7 is 7.0 where floats
// always have a point.
//
// How many digits a decimal is written with, its column says. Where nobody does, it is told.
#include <fmt/format.h>

#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/wanted_texts.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class NumberTexts {
 public:
  explicit NumberTexts(const RewriteContext& context) : context_(context), arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    if (const auto* cast = node->as<Cast>())
      return cast->type == TypeClass::kText ? with_text(*cast) : node;
    const auto* call = node->as<Call>();
    return call == nullptr ? node : with_texts(*call);
  }

 private:
  [[nodiscard]] bool gains(Feature feature) const {
    return context_.pack.has(feature) && !context_.from.has(feature);
  }
  [[nodiscard]] bool loses(Feature feature) const {
    return context_.from.has(feature) && !context_.pack.has(feature);
  }

  const Node* with_text(const Cast& cast) {
    const Expr* text = text_of(cast.operand);
    if (text == cast.operand) return &cast;
    Cast* made = clone(arena_, cast);
    made->operand = text;
    return made;
  }

  const Node* with_texts(const Call& call) {
    const std::size_t wanted = wanted_texts(call);
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    for (std::size_t i = 0; i < arguments.size() && i < wanted; ++i)
      arguments[i] = text_of(arguments[i]);
    if (std::equal(arguments.begin(), arguments.end(), call.arguments.begin())) return &call;
    Call* made = clone(arena_, call);
    made->arguments = arena_.copy(arguments);
    return made;
  }

  const Expr* text_of(const Expr* value) {
    if (value->type == TypeClass::kDecimal) return decimal(value);
    if (value->type == TypeClass::kFloat && gains(Feature::kPointedFloats))
      return make_call(arena_, Meaning::kPlainNumber, {value}, *value);
    if (value->type == TypeClass::kFloat && loses(Feature::kPointedFloats))
      return make_call(arena_, Meaning::kPointedNumber, {value}, *value);
    return value;
  }

  const Expr* decimal(const Expr* value) {
    if (loses(Feature::kDecimalZeros)) return with_zeros(value);
    if (!gains(Feature::kDecimalZeros) || value->is<Literal>()) return value;
    if (!value->is<Column>()) return told(value, "whether the number ends in .0 is not known here");
    return make_call(arena_, Meaning::kPlainNumber, {value}, *value);
  }

  const Expr* with_zeros(const Expr* value) {
    if (const auto* literal = value->as<Literal>()) return string_literal(arena_, literal->text);
    if (value->scale < 0)
      return told(value,
                  fmt::format("{} writes numbers without zeros at their end", context_.pack.title));
    return value->scale == 0 ? value
                             : make_call(arena_, Meaning::kFixedNumber,
                                         {value, integer_literal(arena_, value->scale)}, *value);
  }

  const Expr* told(const Expr* value, std::string message) {
    context_.diagnostics.add(Code::kConditional, std::move(message), context_.place(*value));
    return value;
  }

  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* number_texts(const Node* node, const RewriteContext& context) {
  const auto is_same = [&](Feature feature) {
    return context.from.has(feature) == context.pack.has(feature);
  };
  if (is_same(Feature::kDecimalZeros) && is_same(Feature::kPointedFloats)) return node;
  NumberTexts texts(context);
  return bottom_up<Cast, Call>(node, context,
                               [&](const Node* each) { return texts.rewrite(each); });
}

}  // namespace sqlx::sql
