// Expressions: rules first, then by parts.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/ast/fields.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/moments.h"
#include "sql/reading/reader.h"
#include "sql/reading/text_comparison.h"
#include "sql/simplify.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

// IN (): nothing is in it, not even NULL.
const Expr* empty_in(const In& in, Arena& arena) {
  Literal* made = clone(arena, *boolean_literal(arena, in.negated)->as<Literal>());
  made->begin = in.begin;
  made->end = in.end;
  return made;
}

// _binary'text': its characters are bytes.
bool is_bytes(const Literal& literal) {
  return literal.literal == LiteralKind::kString && equal_fold(literal.charset, "binary");
}

const Expr* as_bytes(const Literal& literal, Arena& arena) {
  Literal* made = clone(arena, literal);
  made->literal = LiteralKind::kBytes;
  made->charset = {};
  infer_type(*made);
  return made;
}

// a NOT LIKE ALL (…) is NOT (a LIKE ANY (…)).
Quantifier other_quantifier(Quantifier quantifier) {
  return quantifier == Quantifier::kAny ? Quantifier::kAll : Quantifier::kAny;
}

}  // namespace

const Expr* Reader::read(const Expr* expression) {
  if (expression == nullptr) return nullptr;
  if (expression->meaning_memo == nullptr) expression->meaning_memo = read_anew(expression);
  return expression->meaning_memo;
}

const Expr* Reader::read_anew(const Expr* expression) {
  if (const Expr* made = by_rules(*expression)) return made;
  switch (expression->kind) {
    case NodeKind::kCall: return read_call(*expression->as<Call>());
    case NodeKind::kColumn: return read_column(*expression->as<Column>());
    case NodeKind::kCast: return read_cast(*expression->as<Cast>());
    case NodeKind::kStar: return read_star(*expression->as<Star>());
    case NodeKind::kLiteral: return read_literal(*expression->as<Literal>());
    default: return read_by_parts(*expression);
  }
}

// A pattern is written in the positive; a negated call is the `not` of what it means.
const Expr* Reader::by_rules(const Expr& expression) {
  const auto candidates = dialect_.rules().candidates(expression);
  if (candidates.empty()) return nullptr;
  const Expr* positive = &expression;
  const auto* call = expression.as<Call>();
  const bool is_negated = call != nullptr && call->negated;
  if (is_negated) {
    Call* copy = clone(arena_, *call);
    copy->negated = false;
    positive = copy;
  }
  for (const Rule& rule : candidates) {
    Bindings bindings;
    if (!matches(rule, *positive, bindings)) continue;
    const Expr* made = apply(rule, *positive, bindings);
    if (made != nullptr) return is_negated ? negated(made) : made;
  }
  return nullptr;
}

const Expr* Reader::apply(const Rule& rule, const Expr& expression, Bindings& bindings) {
  const Compared digits =
      pack_.lexical.number_strings ? digits_in(rule, bindings) : Compared::kAsRead;
  if (!bind_meanings(rule, bindings, digits != Compared::kAsRead)) return nullptr;
  if (!rule.refuses.empty()) {
    diagnostics_.add(Code::kUnknownMeaning, std::string(rule.refuses), place(expression));
    return &expression;
  }
  const auto* call = expression.as<Call>();
  const Clauses clauses = call == nullptr ? Clauses{} : read_clauses(*call);
  tell_fidelity(rule, expression);
  if (digits == Compared::kPerhapsNumbers) tell_guess(expression);
  return finished(fill(rule, bindings, clauses, expression, arena_));
}

// Whether 0x1F among what the variables stand for is a number, and not bytes.
Compared Reader::digits_in(const Rule& rule, const Bindings& bindings) {
  const auto in_digits = [](const Expr* each) { return each != nullptr && is_in_digits(*each); };
  const auto bound = std::span(bindings.one).first(rule.variables.size());
  if (std::none_of(bound.begin(), bound.end(), in_digits)) return Compared::kAsRead;
  const auto* made = rule.make == nullptr ? nullptr : rule.make->as<Call>();
  if (!rule.refuses.empty() || (made != nullptr && counts(made->meaning)))
    return Compared::kNumbers;
  if (made == nullptr || !is_comparison(made->meaning)) return Compared::kAsRead;
  std::vector<const Expr*> spelled;
  std::vector<const Expr*> read_ones;
  for (const Expr* each : bound) {
    if (each == nullptr) continue;
    spelled.push_back(each);
    read_ones.push_back(read(each));
  }
  return compared(spelled, read_ones);
}

void Reader::tell_guess(const Expr& comparison) {
  diagnostics_.add(Code::kConditional,
                   "what is compared here is taken for numbers; the original compares bytes if the "
                   "other side is no number",
                   place(comparison), "--schema tells the types of columns");
}

// What the variables stand for is read, and must be what the rule asks.
bool Reader::bind_meanings(const Rule& rule, Bindings& bindings, bool as_numbers) {
  const auto* made = rule.make == nullptr ? nullptr : rule.make->as<Call>();
  const bool makes_json = made != nullptr && info(made->meaning).gives == Gives::kJson;
  for (std::size_t i = 0; i < rule.variables.size(); ++i) {
    const RuleVariable& variable = rule.variables[i];
    if (variable.variadic) {
      if (!bind_many(variable.condition, bindings)) return false;
      continue;
    }
    const Expr*& value = bindings.one[i];
    const Expr* number = as_numbers && is_in_digits(*value) ? in_decimals(*value, arena_) : nullptr;
    takes_row_ = makes_json && value->is<Column>();
    value = number == nullptr ? read(value) : number;
    if (!holds(variable.condition, *value)) return false;
    if (variable.condition.codec != nullptr && !decode(*variable.condition.codec, value))
      return false;
  }
  return true;
}

bool Reader::bind_many(const Condition& condition, Bindings& bindings) {
  bindings.many = read_all(bindings.many);
  return std::all_of(bindings.many.begin(), bindings.many.end(),
                     [&](const Expr* each) { return holds(condition, *each); });
}

bool Reader::decode(const Codec& codec, const Expr*& value) {
  const auto* literal = value->as<Literal>();
  if (literal == nullptr) return false;
  std::string decoded;
  if (!codec.decode(literal->text, pack_, decoded)) {
    refusal_ = decoded;
    return false;
  }
  auto* made = clone(arena_, *literal);
  made->literal = codec.middle;
  made->text = arena_.copy(std::string_view(decoded));
  infer_type(*made);
  value = made;
  return true;
}

Clauses Reader::read_clauses(const Call& call) {
  Clauses clauses = clauses_of(call);
  clauses.order_by = read_all(clauses.order_by);
  clauses.filter = read(clauses.filter);
  clauses.over = read_as(clauses.over);
  return clauses;
}

void Reader::tell_fidelity(const Rule& rule, const Expr& expression) {
  if (rule.fidelity == wirepacks::Fidelity::kExact || rule.note.empty()) return;
  const Code code =
      rule.fidelity == wirepacks::Fidelity::kLossy ? Code::kLossy : Code::kConditional;
  diagnostics_.add(code, std::string(rule.note), place(expression));
}

const Expr* Reader::read_call(const Call& call) {
  if (call.meaning != Meaning::kNone) return read_by_parts(call);
  if (call.form == CallForm::kInfix && call.name[0].text == "AND")
    return this->call(Meaning::kAnd, read_all(call.arguments), call);
  if (call.form == CallForm::kInfix && call.name[0].text == "OR")
    return this->call(Meaning::kOr, read_all(call.arguments), call);
  return unread_call(call);
}

// Read all the same, so that everything wrong inside is told as well.
const Expr* Reader::unread_call(const Call& call) {
  const std::size_t before = diagnostics_.items().size();
  const Expr* parts = read_by_parts(call);
  if (diagnostics_.items().size() != before && diagnostics_.has_errors()) return parts;
  const bool is_function = call.form == CallForm::kFunction || call.form == CallForm::kSyntax ||
                           call.form == CallForm::kWord;
  const std::string name(call.name.back().text);
  if (!refusal_.empty()) {
    diagnostics_.add(Code::kLiteralNotCarried,
                     fmt::format("sqlx does not know what `{}` means in this {}", refusal_,
                                 is_function ? "literal" : "operand"),
                     place(call));
    refusal_.clear();
    return parts;
  }
  diagnostics_.add(Code::kUnknownMeaning,
                   fmt::format("sqlx has no meaning for {}'s {} `{}` with {}", pack_.title,
                               is_function ? "function" : "operator", upper(name),
                               call.arguments.empty() ? "no arguments" : "these arguments"),
                   place(call), is_function ? meant_function(call) : std::string());
  return parts;
}

// For a name that no rule knows, whatever its arguments.
std::string Reader::meant_function(const Call& call) const {
  if (!dialect_.rules().candidates(call).empty()) return {};
  return did_you_mean(call.name.back().text, dialect_.rules().function_names());
}

const Expr* Reader::read_literal(const Literal& literal) {
  if (is_bytes(literal)) return as_bytes(literal, arena_);
  if (!is_in_digits(literal)) return read_by_parts(literal);
  if (pack_.lexical.number_strings) return in_bytes(literal, arena_);
  if (const Expr* number = in_decimals(literal, arena_)) return number;
  diagnostics_.add(Code::kUnknownMeaning,
                   fmt::format("`{}` is another number in other dialects", literal.text),
                   place(literal), "write it in decimals");
  return &literal;
}

const Expr* Reader::read_comparison(const Expr& spelled, const Expr* read) {
  const Compared result = compared(compared_operands(spelled), compared_operands(*read));
  if (result == Compared::kPerhapsNumbers) tell_guess(spelled);
  return result == Compared::kAsRead ? read : compare_numbers(spelled, read, arena_);
}

const Expr* Reader::read_by_parts(const Expr& expression) {
  if (const auto* in = expression.as<In>();
      in != nullptr && in->query == nullptr && in->items.empty())
    return empty_in(*in, arena_);
  const auto* mapped = static_cast<const Expr*>(
      map_children(arena_, &expression, [this](const Node* child) { return read_node(child); }));
  if (pack_.lexical.number_strings) mapped = read_comparison(expression, mapped);
  return visit(*mapped, [&](const auto& typed) -> const Expr* {
    if constexpr (std::is_base_of_v<Expr, std::decay_t<decltype(typed)>>) {
      auto* made = clone(arena_, typed);
      made->meaning_memo = nullptr;
      bool is_negated = false;
      if constexpr (requires { made->negated; }) std::swap(is_negated, made->negated);
      if constexpr (requires { made->quantifier; }) {
        if (is_negated) made->quantifier = other_quantifier(made->quantifier);
      }
      if constexpr (requires { made->is_explicit; }) made->is_explicit &= made->items.size() < 2;
      if constexpr (requires { made->query; }) {
        if (made->query != nullptr) made->type = made->query->type;
      }
      infer_type(*made);
      const Expr* done = finished(made);
      return is_negated ? negated(done) : done;
    } else {
      return nullptr;
    }
  });
}

const Expr* Reader::negated(const Expr* positive) {
  return call(Meaning::kNot, arena_.list(positive), *positive);
}

const Expr* Reader::call(Meaning meaning, List<const Expr*> arguments, const Node& from) {
  auto* made = arena_.make<Call>();
  made->meaning = meaning;
  made->arguments = arguments;
  made->begin = from.begin;
  made->end = from.end;
  infer_type(*made);
  return made;
}

const Expr* Reader::finished(const Expr* expression) {
  const Expr* simple = simplify(expression, arena_);
  return pack_.has(wirepacks::Feature::kFoldsText) ? fold_comparison(simple, arena_)
                                                   : spread_fold(simple, arena_);
}

// Columns.

const Expr* Reader::read_column(const Column& column) {
  const bool takes_row = std::exchange(takes_row_, false);
  if (scope_ == nullptr) return &column;
  const std::size_t parts = column.path.size();
  const Resolved found =
      resolve(*scope_, parts > 1 ? column.path[parts - 2].text : std::string_view(),
              column.path.back().text);
  if (found.kind == Resolved::Kind::kUnknown && found.relation != nullptr &&
      found.relation->proposed) {
    Column* made = clone(arena_, column);
    made->path = arena_.list(column.path.back());
    return call(Meaning::kProposed, arena_.list(static_cast<const Expr*>(made)), column);
  }
  switch (found.kind) {
    case Resolved::Kind::kColumn: return column_of(column, found);
    case Resolved::Kind::kAlias: {
      const auto aliases =
          std::exchange(scope_->aliases, {});  // what it stands for may have a column of that name
      const Expr* value = read(found.item->value);
      scope_->aliases = aliases;
      return value;
    }
    case Resolved::Kind::kMissing: {
      const Expr* row = takes_row ? whole_row(column) : nullptr;
      return row == nullptr ? missing_column(column) : row;
    }
    case Resolved::Kind::kUnknown: break;
  }
  if (is_row_id(column) && found.relation != nullptr) return missing_column(column);
  Column* made = clone(arena_, column);
  made->fractional = !pack_.has(wirepacks::Feature::kWholeSeconds);
  if (qualifies_ && parts == 1 && found.relation != nullptr)
    made->path = arena_.list(found.relation->alias, column.path[0]);
  return made;
}

// t.* by the name that t has in FROM.
const Expr* Reader::read_star(const Star& star) {
  if (scope_ == nullptr || star.path.size() != 1) return &star;
  for (const Relation& relation : scope_->relations) {
    if (!equal_fold(star.path[0].text, relation.alias.text)) continue;
    Star* made = clone(arena_, star);
    made->path = arena_.list(relation.alias);
    return made;
  }
  return &star;
}

// By the names that the schema and the aliases have, so that the target finds them whatever it does
// with case.
const Expr* Reader::column_of(const Column& column, const Resolved& found) {
  Column* made = clone(arena_, column);
  made->learn(*found.column);
  const Name name = exact_name(found.column->name);
  if (found.relation->proposed) {
    made->path = arena_.list(name);
    return call(Meaning::kProposed, arena_.list(static_cast<const Expr*>(made)), column);
  }
  const bool is_qualified = qualifies_ || column.path.size() > 1;
  made->path = is_qualified ? arena_.list(found.relation->alias, name) : arena_.list(name);
  return made;
}

bool Reader::is_row_id(const Column& column) const {
  return std::any_of(pack_.row_ids.begin(), pack_.row_ids.end(), [&](const std::string& name) {
    return equal_fold(name, column.path.back().text);
  });
}

// A row's number that is not declared is the key that numbers the rows; null if that is not known.
const Expr* Reader::row_number(const Column& column) {
  if (!is_row_id(column)) return nullptr;
  for (const Relation& relation : scope_->relations) {
    const bool meant = column.path.size() == 1 ||
                       equal_fold(relation.alias.text, column.path[column.path.size() - 2].text);
    if (!meant || relation.row_id.empty()) continue;
    Column* named = clone(arena_, column);
    std::vector<Name> path(column.path.begin(), column.path.end());
    path.back() = Name{relation.row_id};
    named->path = arena_.copy(path);
    return read_column(*named);
  }
  return nullptr;
}

// row_to_json(t) as json_object('a', t.a, 'b', t.b); null if there is no such table, or its columns
// are not known.
const Expr* Reader::whole_row(const Column& column) {
  const auto is_it = [&](const Relation& relation) {
    return column.path.size() == 1 && relation.known &&
           equal_fold(relation.alias.text, column.path[0].text);
  };
  const auto found = std::find_if(scope_->relations.begin(), scope_->relations.end(), is_it);
  if (found == scope_->relations.end()) return nullptr;
  std::vector<const Expr*> members;
  for (const OutputColumn& each : found->columns) {
    Column* value = clone(arena_, column);
    value->meaning_memo = nullptr;
    value->path = arena_.list(found->alias, exact_name(each.name));
    value->learn(each);
    members.insert(members.end(), {string_literal(arena_, each.name), value});
  }
  return call(Meaning::kJsonObject, arena_.copy(members), column);
}

const Expr* Reader::missing_column(const Column& column) {
  if (pack_.lexical.double_quoted_fallback && column.path.size() == 1 && column.path[0].quoted) {
    auto* literal = arena_.make<Literal>();
    literal->literal = LiteralKind::kString;
    literal->text = column.path[0].text;
    infer_type(*literal);
    return literal;
  }
  if (const Expr* number = row_number(column)) return number;
  const auto names = visible_names(*scope_);
  diagnostics_.add(Code::kUnknownColumn,
                   fmt::format("no table here has a column `{}`", column.path.back().text),
                   place(column), did_you_mean(column.path.back().text, names));
  return clone(arena_, column);
}

// Types.

namespace {

// N'text' is a text, whatever its type is called; null for any other cast.
const Literal* national_text(const Cast& cast) {
  const auto* literal = cast.operand->as<Literal>();
  const bool is_text = literal != nullptr && literal->literal == LiteralKind::kString;
  return is_text && cast.to->name.back().text == "bpchar" && cast.to->arguments.empty() ? literal
                                                                                        : nullptr;
}

}  // namespace

// Blanks at the end of N'text ' count for nothing in a column of texts.
const Expr* Reader::stored(const Expr* value) {
  const auto* cast = value->as<Cast>();
  const Literal* text = cast == nullptr ? nullptr : national_text(*cast);
  if (text == nullptr || !text->text.ends_with(' ')) return value;
  Literal* made = clone(arena_, *text);
  made->text = text->text.substr(0, text->text.find_last_not_of(' ') + 1);
  return made;
}

namespace {

// '2024-02-30' as a day or moment: looks like one, and is none.
bool is_no_day(const Cast& cast) {
  const auto* literal = cast.operand->as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kString) return false;
  if (cast.type != TypeClass::kDate && cast.type != TypeClass::kTimestamp) return false;
  const std::string_view text = trim(literal->text);
  return text.size() >= 10 && is_digit(text[0]) && text[4] == '-' && text[7] == '-' &&
         !full_moment(text.substr(0, 10), false);
}

}  // namespace

const Expr* Reader::read_cast(const Cast& cast) {
  const Literal* text = national_text(cast);
  if (text != nullptr && !text->text.ends_with(' ')) return read(text);
  Cast* made = clone(arena_, cast);
  made->meaning_memo = nullptr;
  made->operand = read(cast.operand);
  made->to = read_type(*cast.to);
  infer_type(*made);
  const bool gives_null =
      !pack_.has(wirepacks::Feature::kStrictTypes) && !pack_.has(wirepacks::Feature::kFreeTypes);
  if (gives_null && is_no_day(*made)) return null_literal(arena_);
  return finished(made);
}

const TypeName* Reader::read_type(const TypeName& type) {
  const TypeName* read = middle_type(type, pack_, arena_);
  if (read != nullptr) return read;
  diagnostics_.add(Code::kUnknownMeaning,
                   fmt::format("sqlx does not know {}'s type `{}`", pack_.title, source(type)),
                   place(type));
  return &type;
}

}  // namespace sqlx::sql
