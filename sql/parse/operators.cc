// Operators behind a value: which one stands here and how tight it binds, and the node that it
// makes.

#include <algorithm>

#include "sql/build_query.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

struct WordForm {
  Word first;
  Word second;  // kNone: the first word is all
  Operation operation;
};

// Two words before one.
constexpr WordForm kWordForms[] = {
    {Word::kAnd, Word::kNone, Operation::kAnd},
    {Word::kOr, Word::kNone, Operation::kOr},
    {Word::kXor, Word::kNone, Operation::kXor},
    {Word::kLike, Word::kNone, Operation::kLike},
    {Word::kIn, Word::kNone, Operation::kIn},
    {Word::kBetween, Word::kNone, Operation::kBetween},
    {Word::kIlike, Word::kNone, Operation::kILike},
    {Word::kSimilar, Word::kTo, Operation::kSimilarTo},
    {Word::kRegexp, Word::kNone, Operation::kRegexp},
    {Word::kRlike, Word::kNone, Operation::kRlike},
    {Word::kGlob, Word::kNone, Operation::kGlob},
    {Word::kMatch, Word::kNone, Operation::kMatch},
    {Word::kMember, Word::kOf, Operation::kMemberOf},
    {Word::kSounds, Word::kLike, Operation::kSoundsLike},
    {Word::kOverlaps, Word::kNone, Operation::kOverlaps},
    {Word::kDiv, Word::kNone, Operation::kDiv},
    {Word::kMod, Word::kNone, Operation::kMod},
    {Word::kCollate, Word::kNone, Operation::kCollate},
    {Word::kAt, Word::kTime, Operation::kAtTimeZone},
    {Word::kOperator, Word::kNone, Operation::kOperator},
};

constexpr auto kFormOf = [] {
  std::array<std::uint8_t, static_cast<std::size_t>(Word::kCount)> table{};
  for (std::size_t i = 0; i < std::size(kWordForms); ++i) {
    table[static_cast<std::size_t>(kWordForms[i].first)] = static_cast<std::uint8_t>(i + 1);
  }
  return table;
}();

struct Truth {
  Word word;
  Operation operation;
};

constexpr Truth kTruths[] = {{Word::kNull, Operation::kIsNull},
                             {Word::kTrue, Operation::kIsTrue},
                             {Word::kFalse, Operation::kIsFalse},
                             {Word::kUnknown, Operation::kIsUnknown},
                             {Word::kJson, Operation::kIsJson},
                             {Word::kDocument, Operation::kIsDocument},
                             {Word::kNormalized, Operation::kIsNormalized}};

constexpr Operation kNegatable[] = {Operation::kLike,  Operation::kIn,        Operation::kBetween,
                                    Operation::kILike, Operation::kSimilarTo, Operation::kRegexp,
                                    Operation::kRlike, Operation::kGlob,      Operation::kMatch};

bool is_negatable(Operation operation) {
  return std::find(std::begin(kNegatable), std::end(kNegatable), operation) != std::end(kNegatable);
}

bool is_chain(Operation operation) {
  return operation == Operation::kAnd || operation == Operation::kOr;
}

}  // namespace

// What stands behind a value here, if it is an operator of this dialect.
Infix Parser::infix_here() {
  const Token& token = current();
  if (token.kind == TokenKind::kWord) return token.detail == 0 ? Infix{} : word_infix();
  if (token.kind != TokenKind::kSign) return {};
  const SignOperator& sign = grammar_.sign(token.detail);
  Infix infix;
  const Binding binding =
      token.detail == 0 ? grammar_.operation(Operation::kOperator).infix : sign.infix;
  infix.level = binding.level;
  infix.associates = binding.associates;
  infix.name = sign.name.empty() ? text(token) : sign.name;
  return infix;
}

Infix Parser::word_infix() {
  const Word here = current().word();
  if (here == Word::kIs || here == Word::kIsnull || here == Word::kNotnull) return is_infix();
  const bool negated = here == Word::kNot;
  if (negated && word(1) == Word::kNull) return is_infix();
  const Word first = negated ? word(1) : here;
  const std::uint8_t which = kFormOf[static_cast<std::size_t>(first)];
  if (which == 0) return {};
  const WordForm& form = kWordForms[which - 1];
  const std::size_t behind = negated ? 2 : 1;
  if (form.second != Word::kNone && word(behind) != form.second) return {};
  if (negated && !is_negatable(form.operation)) return {};
  if (in_default_ && form.operation == Operation::kCollate) return {};
  const WordOperator& row = grammar_.operation(form.operation);
  Infix infix{row.infix.level, row.infix.associates, form.operation, row.name, 1, negated, false};
  infix.words = (negated ? 2 : 1) + (form.second != Word::kNone ? 1 : 0);
  return infix;
}

// IS [NOT] NULL | TRUE | … | DISTINCT FROM | JSON, ISNULL, NOTNULL, NOT NULL, and where the dialect
// has it IS [NOT] value.
Infix Parser::is_infix() {
  Infix infix;
  infix.is_postfix = true;
  std::size_t at_word = 1;
  if (at(Word::kIs)) {
    infix.negated = word(1) == Word::kNot;
    if (infix.negated) ++at_word;
  } else {
    infix.negated = !at(Word::kIsnull);
    at_word = at(Word::kNot) ? 1 : 0;
  }
  const auto use = [&](Operation operation, const Binding& binding, std::size_t words) {
    infix.operation = operation;
    infix.name = grammar_.operation(operation).name;
    infix.level = binding.level;
    infix.associates = binding.associates;
    infix.words = static_cast<int>(words);
    return infix;
  };
  if (at_word == 0 || at(Word::kNot)) {
    // SQLite alone has `a NOT NULL`; where it is not known it may be the next constraint of a
    // column.
    if (at(Word::kNot) && grammar_.operation(Operation::kIs).infix.level == 0) return {};
    return use(Operation::kIsNull, grammar_.operation(Operation::kIsNull).postfix, at_word + 1);
  }
  for (const Truth& truth : kTruths) {
    const Binding binding = grammar_.operation(truth.operation).postfix;
    if (word(at_word) == truth.word && binding.level != 0)
      return use(truth.operation, binding, at_word + 1);
  }
  infix.is_postfix = false;
  if (word(at_word) == Word::kDistinct) {
    return use(Operation::kIsDistinctFrom, grammar_.operation(Operation::kIsDistinctFrom).infix,
               at_word + 2);
  }
  return use(Operation::kIs, grammar_.operation(Operation::kIs).infix, at_word);
}

const Expr* Parser::call(CallForm form, std::string_view name, List<const Expr*> arguments,
                         std::uint32_t begin, bool negated) {
  Call* call = start_at<Call>(begin);
  call->form = form;
  call->negated = negated;
  call->name = arena_.list(Name{name, false});
  call->arguments = arguments;
  return done(call);
}

const Expr* Parser::apply(const Expr* left, const Infix& infix, std::uint32_t begin) {
  switch (infix.operation) {
    case Operation::kIn: return apply_in(left, infix, begin);
    case Operation::kBetween: return apply_between(left, infix, begin);
    case Operation::kLike:
    case Operation::kILike:
    case Operation::kSimilarTo:
    case Operation::kRegexp:
    case Operation::kRlike:
    case Operation::kGlob:
    case Operation::kMatch: return apply_like(left, infix, begin);
    case Operation::kCollate: return apply_collate(left, begin);
    case Operation::kAtTimeZone: return apply_at_zone(left, infix, begin);
    case Operation::kOperator: return apply_qualified(left, infix, begin);
    default: break;
  }
  if (infix.is_postfix) return apply_postfix(left, infix, begin);
  if (is_chain(infix.operation)) return apply_chain(left, infix, begin);
  return apply_plain(left, infix, begin);
}

const Expr* Parser::apply_postfix(const Expr* left, const Infix& infix, std::uint32_t begin) {
  for (int i = 0; i < infix.words; ++i) advance();
  if (infix.operation == Operation::kIsJson &&
      at_any({Word::kValue, Word::kArray, Word::kObject, Word::kScalar, Word::kWith,
              Word::kWithout})) {
    fail_with(Code::kSyntaxUnsupported, "sqlx reads IS JSON without further words only", begin,
              current().end);
  }
  return call(CallForm::kPostfix, infix.name, arena_.list(left), begin, infix.negated);
}

// a AND b AND c is one call, as are chains in parentheses.
const Expr* Parser::apply_chain(const Expr* left, const Infix& infix, std::uint32_t begin) {
  Collector<const Expr*> items;
  const auto add = [&](const Expr* item) {
    const Call* call = item->as<Call>();
    if (call == nullptr || call->form != CallForm::kInfix || call->name.front().text != infix.name)
      return items.add(item);
    for (const Expr* inner : call->arguments) items.add(inner);
  };
  add(left);
  for (Infix next = infix; next.level == infix.level && next.name == infix.name;
       next = infix_here()) {
    advance();
    add(operators(static_cast<std::uint8_t>(infix.level + 1)));
  }
  return call(CallForm::kInfix, infix.name, items.finish(arena_), begin);
}

// a op b; of `::` the right side is a type.
const Expr* Parser::apply_plain(const Expr* left, const Infix& infix, std::uint32_t begin) {
  for (int i = 0; i < infix.words; ++i) advance();
  if (infix.name == "::") return cast_node(CastForm::kOperator, left, type(), begin);
  if (at_quantifier()) return quantified(left, infix.name, false, begin);
  const bool to_the_right = infix.associates == wirepacks::Associates::kRight;
  const Expr* right =
      operators(static_cast<std::uint8_t>(to_the_right ? infix.level : infix.level + 1));
  return call(CallForm::kInfix, infix.name, arena_.list(left, right), begin, infix.negated);
}

// a OPERATOR(schema.+) b
const Expr* Parser::apply_qualified(const Expr*, const Infix&, std::uint32_t) {
  const Token word = current();
  fail_with(Code::kSyntaxUnsupported, "sqlx does not read operators with a schema", word.begin,
            word.end, "write the operator alone");
  return no_value();
}

// a [NOT] LIKE b [ESCAPE c]
const Expr* Parser::apply_like(const Expr* left, const Infix& infix, std::uint32_t begin) {
  for (int i = 0; i < infix.words; ++i) advance();
  if (at_quantifier()) return quantified(left, infix.name, infix.negated, begin);
  const Expr* pattern = operators(static_cast<std::uint8_t>(infix.level + 1));
  if (!accept(Word::kEscape))
    return call(CallForm::kInfix, infix.name, arena_.list(left, pattern), begin, infix.negated);
  const Expr* escape = operators(static_cast<std::uint8_t>(infix.level + 1));
  return call(CallForm::kInfix, infix.name, arena_.list(left, pattern, escape), begin,
              infix.negated);
}

// a [NOT] IN (query | items | table)
const Expr* Parser::apply_in(const Expr* left, const Infix& infix, std::uint32_t begin) {
  for (int i = 0; i < infix.words; ++i) advance();
  In* in = start_at<In>(begin);
  in->negated = infix.negated;
  in->operand = left;
  if (!at('(')) {
    const Token found = current();
    if (!at_name()) fail("`(`");
    Table* table = start_at<Table>(found.begin);
    table->name = path();
    in->query = make_query(arena_, select_all(arena_, done(table)));
    if (!at('(')) return done(in);
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read IN with a function of many rows",
              found.begin, found.end, "write `IN (SELECT … FROM function)`");
    return no_value();
  }
  if (word(1) != Word::kNone && next_begins_query()) {
    in->query = query_in_parentheses();
  } else {
    in_items(*in);
  }
  return done(in);
}

// '(' [items] ')'. A query in parentheses of its own is still the query, except where that makes it
// a value.
void Parser::in_items(In& in) {
  expect('(');
  const std::uint32_t begin = current().begin;
  Collector<const Expr*> items;
  while (!at(')')) {
    const Expr* item = expression();
    const Subquery* inner = items.empty() ? item->as<Subquery>() : nullptr;
    if (inner != nullptr &&
        (at_query_tail() || (at(')') && grammar_.has(Feature::kQuantifiedSubquery)))) {
      in.query = query_after(inner->query, begin);
      break;
    }
    items.add(item);
    if (!accept(',')) break;
  }
  expect(')');
  if (in.query == nullptr) in.items = items.finish(arena_);
}

// a [NOT] BETWEEN [SYMMETRIC] low AND high
const Expr* Parser::apply_between(const Expr* left, const Infix& infix, std::uint32_t begin) {
  for (int i = 0; i < infix.words; ++i) advance();
  Between* between = start_at<Between>(begin);
  between->negated = infix.negated;
  between->operand = left;
  if (!accept(Word::kAsymmetric) && grammar_.has(Feature::kBetweenSymmetric))
    between->symmetric = accept(Word::kSymmetric);
  between->low = tighter_than(Operation::kAnd);
  expect(Word::kAnd);
  between->high = operators(static_cast<std::uint8_t>(infix.level + 1));
  return done(between);
}

const Expr* Parser::apply_collate(const Expr* left, std::uint32_t begin) {
  advance();
  Collate* collate = start_at<Collate>(begin);
  collate->operand = left;
  collate->collation = path_from(at_string() ? name_in_string() : any_name());
  return done(collate);
}

// a AT TIME ZONE zone
const Expr* Parser::apply_at_zone(const Expr* left, const Infix& infix, std::uint32_t begin) {
  advance();
  expect(Word::kTime);
  expect(Word::kZone);
  const Expr* zone = operators(static_cast<std::uint8_t>(infix.level + 1));
  return call(CallForm::kInfix, infix.name, arena_.list(left, zone), begin);
}

bool Parser::at_quantifier() {
  if (!at_any({Word::kAny, Word::kSome, Word::kAll}) || !next_is('(')) return false;
  return grammar_.has(Feature::kQuantifiedSubquery) || grammar_.has(Feature::kQuantifiedArray);
}

// a op (ANY | SOME | ALL) (query | array)
const Expr* Parser::quantified(const Expr* left, std::string_view op, bool negated,
                               std::uint32_t begin) {
  Quantified* node = start_at<Quantified>(begin);
  node->operand = left;
  node->op = op;
  node->negated = negated;
  node->quantifier = at(Word::kAll) ? Quantifier::kAll : Quantifier::kAny;
  advance();
  if (at_parenthesized_query()) {
    node->query = query_in_parentheses();
  } else {
    expect('(');
    node->array = expression();
    expect(')');
  }
  return done(node);
}

}  // namespace sqlx::sql
