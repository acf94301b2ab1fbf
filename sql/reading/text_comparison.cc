#include "sql/reading/text_comparison.h"

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

// How texts are folded: so that equal ones are the same, or so that they sort as the dialect sorts
// them, which is by their capitals.
enum class Fold : std::uint8_t { kEqual, kOrder };

bool is_fold(const Expr* operand) { return as_call(operand, Meaning::kFold) != nullptr; }

const Expr* without_case(const Expr* operand) {
  const auto* call = operand->as<Call>();
  const bool is_cased =
      call != nullptr && (call->meaning == Meaning::kUpper || call->meaning == Meaning::kLower);
  return is_cased ? call->arguments[0] : operand;
}

const Expr* marked(const Expr* operand, Fold fold, Arena& arena) {
  if (is_fold(operand)) return operand;
  const Expr* plain = without_case(operand);
  const Expr* letters =
      fold == Fold::kEqual ? plain : make_call(arena, Meaning::kUpper, {plain}, *operand);
  return make_call(arena, Meaning::kFold, {letters}, *operand);
}

// A literal of plain letters is folded here and now: to small letters where equal texts are looked
// for, to capitals where they are sorted.
const Expr* folded(const Expr* operand, Fold fold, Arena& arena) {
  const bool is_text = operand->type == TypeClass::kText || operand->type == TypeClass::kUnknown;
  if (!is_text || is_fold(operand)) return operand;
  const auto* literal = operand->as<Literal>();
  if (literal == nullptr || !is_ascii(literal->text)) return marked(operand, fold, arena);
  std::string changed = fold == Fold::kEqual ? lower(literal->text) : upper(literal->text);
  changed.erase(changed.find_last_not_of(' ') + 1);  // such comparisons ignore blanks at the end
  if (changed == literal->text) return operand;
  Literal* made = clone(arena, *literal);
  made->text = arena.copy(std::string_view(changed));
  return made;
}

List<const Expr*> all_folded(List<const Expr*> operands, Fold fold, Arena& arena) {
  std::vector<const Expr*> made;
  for (const Expr* operand : operands) made.push_back(folded(operand, fold, arena));
  return arena.copy(made);
}

// A literal that is no number or date: what it is compared with, is a text.
bool is_word(const Expr* operand) {
  const auto* literal = operand->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString &&
         std::any_of(literal->text.begin(), literal->text.end(), is_letter);
}

bool is_caseless(const Expr* text);

// A column of unknown type beside a text that is made of others, which no number or moment is
// compared with.
bool compares_made_text(List<const Expr*> operands) {
  const auto is_made = [](const Expr* each) {
    return each->type == TypeClass::kText && each->is<Call>() && !is_caseless(each);
  };
  return std::any_of(operands.begin(), operands.end(), is_made) &&
         std::all_of(operands.begin(), operands.end(), [](const Expr* each) {
           return each->type == TypeClass::kText ||
                  (each->type == TypeClass::kUnknown && each->is<Column>());
         });
}

bool folds(List<const Expr*> operands) {
  return (compares_texts(operands) || compares_made_text(operands)) &&
         std::none_of(operands.begin(), operands.end(),
                      [](const Expr* each) { return each->exact_text; });
}

bool has_fold(List<const Expr*> operands) {
  return std::any_of(operands.begin(), operands.end(), is_fold);
}

bool are_rows(List<const Expr*> operands) {
  const auto* first = operands.empty() ? nullptr : operands[0]->as<Row>();
  return first != nullptr && std::all_of(operands.begin(), operands.end(), [&](const Expr* each) {
           const auto* row = each->as<Row>();
           return row != nullptr && row->items.size() == first->items.size();
         });
}

List<const Expr*> folded_together(List<const Expr*> operands, Fold fold, Arena& arena);

// Rows are compared column by column.
List<const Expr*> folded_rows(List<const Expr*> rows, Fold fold, Arena& arena) {
  std::vector<std::vector<const Expr*>> made(rows.size());
  bool changes = false;
  for (std::size_t i = 0; i < rows[0]->as<Row>()->items.size(); ++i) {
    std::vector<const Expr*> column;
    for (const Expr* row : rows) column.push_back(row->as<Row>()->items[i]);
    const auto folded_column = folded_together(column, fold, arena);
    changes |= folded_column.data() != column.data();
    for (std::size_t j = 0; j < rows.size(); ++j) made[j].push_back(folded_column[j]);
  }
  if (!changes) return rows;
  std::vector<const Expr*> all;
  for (std::size_t j = 0; j < rows.size(); ++j) {
    Row* row = clone(arena, *rows[j]->as<Row>());
    row->items = arena.copy(made[j]);
    all.push_back(row);
  }
  return arena.copy(all);
}

// Operands that are compared with each other; themselves if they are no texts, or texts that tell
// case apart.
List<const Expr*> folded_together(List<const Expr*> operands, Fold fold, Arena& arena) {
  if (are_rows(operands)) return folded_rows(operands, fold, arena);
  return folds(operands) ? all_folded(operands, fold, arena) : operands;
}

template <class T>
const Expr* with_arguments(const T& call, List<const Expr*> arguments, Arena& arena) {
  if (arguments.data() == call.arguments.data()) return &call;
  T* made = clone(arena, call);
  made->arguments = arguments;
  return made;
}

const Expr* with_first(const Call& call, const Expr* first, Arena& arena) {
  if (call.arguments.empty() || first == call.arguments[0]) return &call;
  std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
  arguments[0] = first;
  return with_arguments(call, arena.copy(arguments), arena);
}

Fold fold_of(Meaning comparison) {
  const bool orders = comparison >= Meaning::kLess && comparison <= Meaning::kGreaterEqual;
  return orders || comparison == Meaning::kStrcmp ? Fold::kOrder : Fold::kEqual;
}

// '{year}-{month}' gives digits, '{month_name}' and 'week {week}' do not.
bool has_letters(std::string_view format) {
  bool in_part = false;
  for (const char c : format) {
    if (c == '{' || c == '}') in_part = c == '{';
    if (!in_part && is_letter(c)) return true;
  }
  constexpr std::string_view kWords[] = {"name", "abbreviation", "am", "ordinal", "zone"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return format.find(word) != std::string_view::npos;
  });
}

// A text that is the same in any case, or always in one: digits, hashes, names of days.
bool is_caseless(const Expr* text) {
  if (const auto* literal = text->as<Literal>())
    return std::none_of(literal->text.begin(), literal->text.end(), is_letter) &&
           is_ascii(literal->text);
  if (const auto* cast = text->as<Cast>())
    return cast->operand->type != TypeClass::kText && cast->operand->type != TypeClass::kUnknown;
  const auto* call = text->as<Call>();
  if (call == nullptr) return false;
  switch (call->meaning) {
    case Meaning::kFormatTime:
      return call->arguments[1]->is<Literal>() &&
             !has_letters(call->arguments[1]->as<Literal>()->text);
    case Meaning::kLower:
    case Meaning::kUpper:
    case Meaning::kDayName:
    case Meaning::kMonthName:
    case Meaning::kFormatNumber:
    case Meaning::kHex:
    case Meaning::kHexDigits:
    case Meaning::kBinaryDigits:
    case Meaning::kMd5:
    case Meaning::kSha1:
    case Meaning::kSha256:
    case Meaning::kSha512: return true;
    case Meaning::kLeft:
    case Meaning::kRight:
    case Meaning::kPadLeft:
    case Meaning::kPadRight:
    case Meaning::kSubstring:
    case Meaning::kSubstringFor:
    case Meaning::kConcat:
      return std::all_of(call->arguments.begin(), call->arguments.end(), [](const Expr* each) {
        return (each->type != TypeClass::kText && each->type != TypeClass::kUnknown) ||
               is_caseless(each);
      });
    default: return false;
  }
}

// A column that a call shows as it is, but chooses by comparing it: marked, never changed.
const Expr* marked_text(const Expr* operand, Arena& arena) {
  return folds_text(operand) ? marked(operand, Fold::kEqual, arena) : operand;
}

const Expr* fold_call(const Call& call, Arena& arena) {
  switch (call.meaning) {
    case Meaning::kCount:
      return call.distinct ? with_first(call, fold_key(call.arguments[0], arena), arena) : &call;
    case Meaning::kStringAgg:
      return call.distinct ? with_first(call, marked_text(call.arguments[0], arena), arena) : &call;
    case Meaning::kMin:
    case Meaning::kMax: return with_first(call, marked_text(call.arguments[0], arena), arena);
    case Meaning::kGreatestNull:
    case Meaning::kLeastNull:
      return folds(call.arguments) ? with_first(call, marked_text(call.arguments[0], arena), arena)
                                   : &call;
    case Meaning::kNullif: {
      if (!folds(call.arguments) || without_case(call.arguments[0]) != call.arguments[0])
        return &call;
      const Expr* second = folded(call.arguments[1], Fold::kEqual, arena);
      return with_arguments(
          call, arena.list(marked(call.arguments[0], Fold::kEqual, arena), second), arena);
    }
    case Meaning::kLikeFold: {
      if (std::none_of(call.arguments.begin(), call.arguments.end(),
                       [](const Expr* each) { return each->exact_text; }))
        return &call;
      Call* exact = clone(arena, call);
      exact->meaning = Meaning::kLike;
      return exact;
    }
    case Meaning::kField:
    case Meaning::kStrcmp:
      return with_arguments(call, folded_together(call.arguments, fold_of(call.meaning), arena),
                            arena);
    default: break;
  }
  return is_comparison(call.meaning)
             ? with_arguments(call, folded_together(call.arguments, fold_of(call.meaning), arena),
                              arena)
             : &call;
}

// The columns of a query that are compared with `operands`, folded; null if it is not a plain
// SELECT, or none is a text.
const Query* folded(const Query& query, List<const Expr*> operands, Arena& arena) {
  const auto* select = query.body->as<Select>();
  if (select == nullptr || select->items.size() != operands.size()) return nullptr;
  std::vector<const SelectItem*> items;
  bool changes = false;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Expr* pair[] = {operands[i], select->items[i]->value};
    SelectItem* item = clone(arena, *select->items[i]);
    item->value = folds(pair) ? folded(item->value, Fold::kEqual, arena) : item->value;
    changes |= item->value != pair[1];
    items.push_back(item);
  }
  if (!changes) return nullptr;
  Select* made = clone(arena, *select);
  made->items = arena.copy(items);
  Query* whole = clone(arena, query);
  whole->body = made;
  return whole;
}

// x IN (SELECT y), (a, b) IN (SELECT c, d).
const Expr* fold_in_query(const In& in, Arena& arena) {
  const auto* row = in.operand->as<Row>();
  const List<const Expr*> operands = row == nullptr ? arena.list(in.operand) : row->items;
  const auto* select = in.query->body->as<Select>();
  const Query* query = folded(*in.query, operands, arena);
  if (query == nullptr) return &in;
  std::vector<const Expr*> made_operands;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Expr* pair[] = {operands[i], select->items[i]->value};
    made_operands.push_back(folds(pair) ? folded(operands[i], Fold::kEqual, arena) : operands[i]);
  }
  In* made = clone(arena, in);
  made->query = query;
  made->operand = made_operands[0];
  if (row != nullptr) {
    Row* made_row = clone(arena, *row);
    made_row->items = arena.copy(made_operands);
    made->operand = made_row;
  }
  return made;
}

const Expr* fold_in(const In& in, Arena& arena) {
  if (in.query != nullptr) return fold_in_query(in, arena);
  std::vector<const Expr*> all{in.operand};
  all.insert(all.end(), in.items.begin(), in.items.end());
  const auto made_all = folded_together(all, Fold::kEqual, arena);
  if (made_all.data() == all.data()) return &in;
  In* made = clone(arena, in);
  made->operand = made_all[0];
  made->items = made_all.subspan(1);
  return made;
}

const Expr* fold_between(const Between& between, Arena& arena) {
  const Expr* all[] = {between.operand, between.low, between.high};
  if (!folds(all)) return &between;
  Between* made = clone(arena, between);
  made->operand = folded(between.operand, Fold::kOrder, arena);
  made->low = folded(between.low, Fold::kOrder, arena);
  made->high = folded(between.high, Fold::kOrder, arena);
  return made;
}

const Expr* fold_case(const Case& expression, Arena& arena) {
  if (expression.operand == nullptr) return &expression;
  std::vector<const Expr*> all{expression.operand};
  for (const When* when : expression.whens) all.push_back(when->condition);
  if (!folds(all)) return &expression;
  Case* made = clone(arena, expression);
  made->operand = folded(expression.operand, Fold::kEqual, arena);
  std::vector<const When*> whens;
  for (const When* when : expression.whens) {
    When* copy = clone(arena, *when);
    copy->condition = folded(when->condition, Fold::kEqual, arena);
    whens.push_back(copy);
  }
  made->whens = arena.copy(whens);
  return made;
}

}  // namespace

bool is_exact_collation(std::string_view collation, bool dialect_folds) {
  if (collation.empty()) return !dialect_folds;
  return !(collation.ends_with("_ci") || equal_fold(collation, "nocase"));
}

bool is_comparison(Meaning meaning) {
  return (meaning >= Meaning::kEqual && meaning <= Meaning::kGreaterEqual) ||
         meaning == Meaning::kSame;
}

bool compares_texts(List<const Expr*> operands) {
  const bool has_word = std::any_of(operands.begin(), operands.end(), is_word);
  const bool has_text =
      has_word || std::any_of(operands.begin(), operands.end(),
                              [](const Expr* each) { return each->type == TypeClass::kText; });
  std::size_t texts = 0;
  for (const Expr* operand : operands) {
    if (operand->type == TypeClass::kNull) continue;
    const bool may_be_text =
        (has_word && operand->is<Column>()) || (has_text && operand->is<Parameter>());
    if (operand->type != TypeClass::kText && !(operand->type == TypeClass::kUnknown && may_be_text))
      return false;
    ++texts;
  }
  return texts > 1;
}

namespace {

// Of these it is the value before IN, BETWEEN and WHEN that says how all are compared.
const Expr* spread_in(const In& in, Arena& arena) {
  if (in.query != nullptr || !is_fold(in.operand)) return &in;
  In* made = clone(arena, in);
  made->items = all_folded(in.items, Fold::kEqual, arena);
  return made;
}

const Expr* spread_between(const Between& between, Arena& arena) {
  if (!is_fold(between.operand)) return &between;
  Between* made = clone(arena, between);
  made->low = folded(between.low, Fold::kEqual, arena);
  made->high = folded(between.high, Fold::kEqual, arena);
  return made;
}

const Expr* spread_case(const Case& expression, Arena& arena) {
  if (expression.operand == nullptr || !is_fold(expression.operand)) return &expression;
  Case* made = clone(arena, expression);
  made->whens = map_list(arena, expression.whens, [&](const When* when) -> const When* {
    When* copy = clone(arena, *when);
    copy->condition = folded(when->condition, Fold::kEqual, arena);
    return copy;
  });
  return made;
}

}  // namespace

const Expr* spread_fold(const Expr* expression, Arena& arena) {
  switch (expression->kind) {
    case NodeKind::kIn: return spread_in(*expression->as<In>(), arena);
    case NodeKind::kBetween: return spread_between(*expression->as<Between>(), arena);
    case NodeKind::kCase: return spread_case(*expression->as<Case>(), arena);
    default: break;
  }
  const auto* call = expression->as<Call>();
  if (call == nullptr || !is_comparison(call->meaning) || !has_fold(call->arguments))
    return expression;
  return with_arguments(*call, all_folded(call->arguments, Fold::kEqual, arena), arena);
}

List<const SelectItem*> shown_as_they_are(List<const SelectItem*> items, Arena& arena) {
  if (std::none_of(items.begin(), items.end(),
                   [](const SelectItem* item) { return is_fold(item->value); }))
    return items;
  return map_list(arena, items, [&](const SelectItem* item) -> const SelectItem* {
    const Call* fold = as_call(item->value, Meaning::kFold);
    if (fold == nullptr) return item;
    SelectItem* made = clone(arena, *item);
    made->value = fold->arguments[0];
    return made;
  });
}

const Expr* fold_comparison(const Expr* expression, Arena& arena) {
  switch (expression->kind) {
    case NodeKind::kCall: return fold_call(*expression->as<Call>(), arena);
    case NodeKind::kIn: return fold_in(*expression->as<In>(), arena);
    case NodeKind::kBetween: return fold_between(*expression->as<Between>(), arena);
    case NodeKind::kCase: return fold_case(*expression->as<Case>(), arena);
    default: return expression;
  }
}

bool folds_text(const Expr* value) {
  return value->type == TypeClass::kText && !value->exact_text && !value->is<Literal>() &&
         !is_caseless(value);
}

const Expr* fold_key(const Expr* key, Arena& arena) { return marked_text(key, arena); }

const Expr* fold_sort_key(const Expr* key, Arena& arena) {
  return marked_text(key, arena) == key ? key : marked(key, Fold::kOrder, arena);
}

}  // namespace sqlx::sql
