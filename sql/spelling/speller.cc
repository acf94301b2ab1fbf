#include "sql/spelling/speller.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/spelling/interval_numbers.h"
#include "sql/spelling/legality.h"
#include "sql/spelling/other_words.h"
#include "sql/type_names.h"
#include "sql/usual_nulls.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// Operators of words that can have NOT in front of them.
bool can_be_negated(const Call& call) {
  constexpr std::string_view kWords[] = {"LIKE",  "ILIKE", "SIMILAR TO", "REGEXP",
                                         "RLIKE", "GLOB",  "MATCH",      "MEMBER OF"};
  if (call.form != CallForm::kInfix && call.form != CallForm::kPostfix) return false;
  const std::string_view name = call.name[0].text;
  return !call.negated &&
         (name.starts_with("IS ") ||
          std::find(std::begin(kWords), std::end(kWords), name) != std::end(kWords));
}

}  // namespace

const Node* Speller::write(const Node* node) {
  if (node == nullptr) return nullptr;
  if (const auto missing = missing_feature(*node, pack_)) {
    diagnostics_.add(Code::kFeatureMissing,
                     fmt::format("{} has no {}", pack_.title, wirepacks::words(*missing)),
                     place(*node));
    return node;
  }
  switch (node->kind) {
    case NodeKind::kCall: return write_call(*node->as<Call>());
    case NodeKind::kCast: return write_cast(*node->as<Cast>());
    case NodeKind::kTypeName: return write_type(*node->as<TypeName>(), false);
    case NodeKind::kOrderItem: return write_order_item(*node->as<OrderItem>());
    case NodeKind::kLiteral: return write_literal(*node->as<Literal>());
    default: break;
  }
  if (is_expression(node->kind)) {
    if (const Expr* made = by_rules(*static_cast<const Expr*>(node))) return made;
  }
  return by_parts(node);
}

// _utf8mb4'text': a text is in Unicode anyway; in any other character set its bytes would say
// something else.
const Node* Speller::write_literal(const Literal& literal) {
  if (!literal.charset.empty() && !pack_.lexical.charset_introducers) {
    if (!starts_with_fold(literal.charset, "utf8")) {
      diagnostics_.add(
          Code::kLiteralNotCarried,
          fmt::format("{} has no texts in the character set `{}`", pack_.title, literal.charset),
          place(literal));
      return &literal;
    }
    Literal* made = clone(arena_, literal);
    made->charset = {};
    return made;
  }
  const Expr* made = by_rules(literal);
  return made != nullptr ? static_cast<const Node*>(made) : &literal;
}

const Node* Speller::by_parts(const Node* node) {
  if (node->is<Column>()) return node;  // most nodes are, and have none
  return map_children(arena_, node, [this](const Node* child) { return write(child); });
}

const Expr* Speller::by_rules(const Expr& expression) {
  for (const Rule& rule : dialect_.rules().candidates(expression)) {
    Bindings bindings;
    if (!matches(rule, expression, bindings) || !hold_all(rule, bindings)) continue;
    if (const Expr* made = apply(rule, bindings, expression)) return made;
  }
  return nullptr;
}

bool Speller::hold_all(const Rule& rule, const Bindings& bindings) const {
  for (std::size_t i = 0; i < rule.variables.size(); ++i) {
    const RuleVariable& variable = rule.variables[i];
    if (!variable.variadic) {
      if (bindings.one[i] != nullptr && !holds(variable.condition, *bindings.one[i])) return false;
      continue;
    }
    const auto good = [&](const Expr* value) { return holds(variable.condition, *value); };
    if (!std::all_of(bindings.many.begin(), bindings.many.end(), good)) return false;
  }
  return true;
}

const Expr* Speller::apply(const Rule& rule, Bindings& bindings, const Expr& expression) {
  if (!rule.refuses.empty()) {
    diagnostics_.add(Code::kNoTranslation, std::string(rule.refuses), place(expression));
    return &expression;
  }
  for (std::size_t i = 0; i < rule.variables.size(); ++i) {
    const Expr*& value = bindings.one[i];
    if (value == nullptr) continue;
    const Codec* codec = rule.variables[i].condition.codec;
    if (codec != nullptr && !encode(*codec, value)) return nullptr;
    if (codec == nullptr) value = write_expression(value);
  }
  bindings.many =
      map_list(arena_, bindings.many, [this](const Expr* each) { return write_expression(each); });
  if (rule.fidelity != wirepacks::Fidelity::kExact && !rule.note.empty()) {
    const Code code =
        rule.fidelity == wirepacks::Fidelity::kLossy ? Code::kLossy : Code::kConditional;
    diagnostics_.add(code, std::string(rule.note), place(expression));
  }
  const auto* call = expression.as<Call>();
  return fill(rule, bindings, call == nullptr ? Clauses{} : write_clauses(*call), expression,
              arena_);
}

bool Speller::encode(const Codec& codec, const Expr*& value) {
  const auto* literal = value->as<Literal>();
  if (literal == nullptr) return false;
  std::string encoded;
  if (!codec.encode(literal->text, pack_, encoded)) {
    refusal_ = encoded;
    return false;
  }
  Literal* made = clone(arena_, *literal);
  made->literal = codec.written;
  made->text = arena_.copy(std::string_view(encoded));
  value = made;
  return true;
}

Clauses Speller::write_clauses(const Call& call) {
  Clauses clauses = clauses_of(call);
  const bool is_object =
      call.meaning == Meaning::kJsonObjectAgg || call.meaning == Meaning::kJsonObjectAggEmpty;
  if (is_object && !pack_.has(Feature::kArrays)) clauses.order_by = {};  // its members have none
  clauses.order_by = map_list(arena_, clauses.order_by, [this](const OrderItem* item) {
    return static_cast<const OrderItem*>(write(item));
  });
  clauses.filter = write_expression(clauses.filter);
  clauses.over = static_cast<const Window*>(write(clauses.over));
  return clauses;
}

const Expr* Speller::write_call(const Call& call) {
  if (call.meaning == Meaning::kNone) return static_cast<const Expr*>(by_parts(&call));
  if (const Expr* number = compares_spans(call) ? without_intervals(call, arena_) : nullptr)
    return write_expression(number);
  if (const Expr* made = by_rules(call)) return made;
  switch (call.meaning) {
    case Meaning::kConcat:
    case Meaning::kConcatSkip:
    case Meaning::kGreatestNull:
    case Meaning::kGreatestSkip:
    case Meaning::kLeastNull:
    case Meaning::kLeastSkip: return call.arguments.size() > 2 ? write_pairs(call) : refused(call);
    case Meaning::kAnd: return write_chain(call, "AND");
    case Meaning::kOr: return write_chain(call, "OR");
    case Meaning::kNot: return write_not(call);
    default: return write_in_other_words(call);
  }
}

// Numbers are compared by the same signs, and days taken by the same words, so this is asked before
// any rule.
bool Speller::compares_spans(const Call& call) const {
  if (call.arguments.empty() || pack_.has(Feature::kIntervals)) return false;
  const bool is_part =
      call.meaning == Meaning::kTimePart || call.meaning == Meaning::kTimePartInteger;
  return call.arguments[is_part ? 1 : 0]->type == TypeClass::kInterval &&
         !(is_part && is_literal(call.arguments[0], "epoch"));
}

const Expr* Speller::write_in_other_words(const Call& call) {
  const Expr* other = in_other_words(call, pack_, arena_);
  if (other == nullptr) return refused(call);
  refusal_.clear();
  return write_expression(other);
}

const Expr* Speller::write_chain(const Call& call, std::string_view word) {
  Call* made = clone(arena_, *static_cast<const Call*>(by_parts(&call)));
  made->meaning = Meaning::kNone;
  made->form = CallForm::kInfix;
  made->name = arena_.list(Name{word});
  return made;
}

// Many arguments as calls of two: (a || b) || c.
const Expr* Speller::write_pairs(const Call& call) {
  const Expr* all = call.arguments[0];
  for (const Expr* next : call.arguments.subspan(1))
    all = make_call(arena_, call.meaning, {all, next}, call);
  return write_expression(all);
}

const Expr* Speller::write_not(const Call& call) {
  const Expr* positive = write_expression(call.arguments[0]);
  if (const auto* inner = positive->as<Call>(); inner != nullptr && can_be_negated(*inner)) {
    Call* made = clone(arena_, *inner);
    made->negated = true;
    return made;
  }
  if (const auto* in = positive->as<In>()) {
    In* made = clone(arena_, *in);
    made->negated = !in->negated;
    return made;
  }
  if (const auto* between = positive->as<Between>()) {
    Between* made = clone(arena_, *between);
    made->negated = !between->negated;
    return made;
  }
  Call* made = clone(arena_, call);
  made->meaning = Meaning::kNone;
  made->form = CallForm::kPrefix;
  made->name = arena_.list(Name{"NOT"});
  made->arguments = arena_.list(positive);
  return made;
}

const Expr* Speller::refused(const Call& call) {
  if (!refusal_.empty()) {
    diagnostics_.add(Code::kLiteralNotCarried,
                     fmt::format("{} has no counterpart for `{}` here", pack_.title, refusal_),
                     place(call));
    refusal_.clear();
  } else {
    const std::string_view said = text_.text.substr(call.begin, call.end - call.begin);
    diagnostics_.add(
        Code::kNoTranslation,
        fmt::format("{} has no translation of {} for these types", pack_.title,
                    said.empty() ? fmt::format("the meaning `{}`", to_string(call.meaning))
                                 : fmt::format("`{}`", shortened(said, 60))),
        place(call));
  }
  return &call;
}

const Expr* Speller::write_cast(const Cast& cast) {
  if (const Expr* made = by_rules(cast)) return made;
  Cast* made = clone(arena_, cast);
  made->form = cast.form == CastForm::kTry ? CastForm::kTry : CastForm::kCast;
  made->operand = write_expression(cast.operand);
  made->to = write_type(*cast.to, true);
  return made;
}

const TypeName* Speller::write_type(const TypeName& type, bool in_cast) {
  if (!type.labels.empty() && type.dimensions == 0) {
    if (in_cast) return write_type(*make_middle_type(ir::TypeKind::kText, arena_), true);
    if (has_inline_enums(pack_)) return &type;
  }
  if (type.dimensions > 0 && !pack_.has(wirepacks::Feature::kArrays)) {
    diagnostics_.add(Code::kFeatureMissing,
                     fmt::format("{} has no {}", pack_.title, words(wirepacks::Feature::kArrays)),
                     place(type));
    return &type;
  }
  if (const TypeName* kept = keeps_types_ ? kept_type(type, pack_, arena_) : nullptr) return kept;
  if (const TypeName* spelled = spelled_type(type, in_cast, pack_, arena_)) return spelled;
  diagnostics_.add(Code::kTypeNotCarried,
                   fmt::format("{} has no type for `{}`", pack_.title,
                               type.name.empty() ? "" : type.name[0].text),
                   place(type));
  return &type;
}

// NULLS FIRST and LAST are said only where the target would sort otherwise.
const Node* Speller::write_order_item(const OrderItem& item) {
  OrderItem* made = clone(arena_, item);
  const bool is_span = item.value->type == TypeClass::kInterval && !pack_.has(Feature::kIntervals);
  const Expr* number = is_span ? microseconds_of(*item.value, arena_) : nullptr;
  made->value = write_expression(number == nullptr ? item.value : number);
  if (item.nulls == Nulls::kUnsaid) return made;
  if (item.nulls == usual_nulls(pack_, item.direction)) made->nulls = Nulls::kUnsaid;
  if (made->nulls != Nulls::kUnsaid && !pack_.has(Feature::kNullsOrder)) {
    diagnostics_.add(
        Code::kFeatureMissing,
        fmt::format("{} has no {}", pack_.title, wirepacks::words(Feature::kNullsOrder)),
        place(item));
  }
  return made;
}

}  // namespace sqlx::sql
