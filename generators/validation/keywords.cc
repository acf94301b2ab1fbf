#include "generators/validation/keywords.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "generators/escape.h"
#include "generators/validation/collation_rules.h"
#include "generators/validation/patterns.h"

namespace sqlx::generators {
namespace {

using sql::Call;
using sql::Expr;
using sql::Literal;
using sql::LiteralKind;
using sql::Meaning;

// A comparison with a number: what it is called of the value, and of the number of its characters.
struct Bound {
  Meaning meaning;
  Meaning mirrored;  // 5 < a is a > 5
  std::string_view of_value;
  std::string_view of_length;
  int step;  // lengths are whole: `length(a) > 2` is a least length of 3
};

constexpr Bound kBounds[] = {
    {Meaning::kGreaterEqual, Meaning::kLessEqual, "minimum", "minLength", 0},
    {Meaning::kGreater, Meaning::kLess, "exclusiveMinimum", "minLength", 1},
    {Meaning::kLessEqual, Meaning::kGreaterEqual, "maximum", "maxLength", 0},
    {Meaning::kLess, Meaning::kGreater, "exclusiveMaximum", "maxLength", -1},
};

const Expr& bare(const Expr& expression) {
  if (const auto* cast = expression.as<sql::Cast>()) return bare(*cast->operand);
  const auto* call = expression.as<Call>();
  return call != nullptr && call->meaning == Meaning::kFold ? bare(*call->arguments[0])
                                                            : expression;
}

// A number as JSON writes it; empty if it is none.
std::string number_of(const Expr& expression) {
  const Expr& value = bare(expression);
  if (const auto* call = value.as<Call>(); call != nullptr && call->meaning == Meaning::kNegate) {
    const std::string number = number_of(*call->arguments[0]);
    return number.empty() || number.starts_with('-') ? std::string() : "-" + number;
  }
  const auto* literal = value.as<Literal>();
  if (literal == nullptr || literal->literal == LiteralKind::kNull ||
      literal->literal == LiteralKind::kBoolean)
    return {};
  std::string text(literal->text);
  const bool is_plain = text.find_first_not_of("0123456789.-") == std::string::npos &&
                        text.rfind('-') == (text.starts_with('-') ? 0 : std::string::npos) &&
                        text.find_first_of("0123456789") != std::string::npos &&
                        std::count(text.begin(), text.end(), '.') < 2;
  if (!is_plain) return {};
  if (text.size() > 1 && text[0] == '0' && text[1] != '.') return {};
  if (text.starts_with('.')) text.insert(0, "0");
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// Whether a regular expression asks for any character, of which some are line ends to JSON Schema
// and none to the database.
bool has_any(std::string_view source) {
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\\') {
      ++i;
    } else if (source[i] == '.') {
      return true;
    }
  }
  return false;
}

class Collector {
 public:
  Collector(std::span<const RowColumn> columns, std::vector<Keyword>& into)
      : columns_(columns), into_(into) {}

  void collect(const Condition& condition) {
    if (condition.kind == Condition::Kind::kAnd) {
      for (const Condition& part : condition.parts) collect(part);
    } else if (condition.kind == Condition::Kind::kAtom && condition.meaning != nullptr) {
      collect(*condition.meaning);
    }
  }

 private:
  void collect(const Expr& expression) {
    if (const auto* between = expression.as<sql::Between>()) {
      if (between->negated || between->symmetric) return;
      add_bound(*between->operand, kBounds[0], number_of(*between->low));
      add_bound(*between->operand, kBounds[2], number_of(*between->high));
    } else if (const auto* in = expression.as<sql::In>()) {
      if (!in->negated && in->query == nullptr) add_choice(*in->operand, in->items);
    } else if (const auto* quantified = expression.as<sql::Quantified>()) {
      const auto* array =
          quantified->array == nullptr ? nullptr : bare(*quantified->array).as<sql::Array>();
      const bool is_any = quantified->op == "=" && quantified->quantifier == sql::Quantifier::kAny;
      if (array != nullptr && array->query == nullptr && is_any)
        add_choice(*quantified->operand, array->items);
    } else if (const auto* call = expression.as<Call>()) {
      collect(*call);
    }
  }

  void collect(const Call& call) {
    for (const Bound& bound : kBounds) {
      if (call.meaning == bound.meaning)
        add_bound(*call.arguments[0], bound, number_of(*call.arguments[1]));
      if (call.meaning == bound.mirrored)
        add_bound(*call.arguments[1], bound, number_of(*call.arguments[0]));
    }
    if (call.meaning == Meaning::kNotEqual) add_not_empty(*call.arguments[0], *call.arguments[1]);
    if (call.meaning == Meaning::kRegex) add_pattern(*call.arguments[0], *call.arguments[1]);
  }

  const RowColumn* column_of(const Expr& expression) const {
    const auto* column = bare(expression).as<sql::Column>();
    if (column == nullptr) return nullptr;
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const RowColumn& each) {
      return each.name == column->path.back().text;
    });
    return found == columns_.end() ? nullptr : &*found;
  }

  // A text column in which characters are what they are, so that JSON's comparison is the
  // database's.
  const RowColumn* exact_text(const Expr& expression) const {
    const RowColumn* column = column_of(expression);
    const bool is_exact = column != nullptr && column->type == sql::TypeClass::kText &&
                          column->column->type.kind == ir::TypeKind::kText;
    if (!is_exact) return nullptr;
    const std::string_view order = collation_rule(column->collation).order;
    return order == "exact" || order == "locale" ? column : nullptr;
  }

  void add_bound(const Expr& operand, const Bound& bound, const std::string& number) {
    if (number.empty()) return;
    const auto* call = operand.as<Call>();
    if (call != nullptr && call->meaning == Meaning::kCharLength) {
      const RowColumn* column = column_of(*call->arguments[0]);
      const bool is_whole =
          number.find_first_not_of("0123456789") == std::string::npos && number.size() < 10;
      if (column == nullptr || !is_whole || column->column->type.kind != ir::TypeKind::kText)
        return;
      const int length = std::stoi(number) + bound.step;
      if (length >= 0) add(*column, bound.of_length, fmt::format("{}", length));
    } else if (const RowColumn* column = column_of(operand);
               column != nullptr && column->type == sql::TypeClass::kInteger) {
      add(*column, bound.of_value, number);
    }
  }

  void add_choice(const Expr& operand, sql::List<const Expr*> items) {
    const RowColumn* column = exact_text(operand);
    std::vector<std::string> values;
    for (const Expr* item : items) {
      const auto* literal = bare(*item).as<Literal>();
      if (literal == nullptr || literal->literal != LiteralKind::kString) return;
      values.push_back(json_string(literal->text));
    }
    if (column != nullptr) add(*column, "enum", fmt::format("{}", fmt::join(values, ", ")));
  }

  void add_not_empty(const Expr& left, const Expr& right) {
    const auto* literal = bare(right).as<Literal>();
    const RowColumn* column = exact_text(left);
    if (column != nullptr && literal != nullptr && literal->literal == LiteralKind::kString &&
        literal->text.empty())
      add(*column, "minLength", "1");
  }

  void add_pattern(const Expr& operand, const Expr& written) {
    const auto* literal = bare(written).as<Literal>();
    const RowColumn* column = exact_text(operand);
    if (column == nullptr || literal == nullptr) return;
    const auto pattern = regex_pattern(literal->text, false);
    const bool is_same = pattern && !pattern->ascii_only && !has_any(pattern->source);
    if (is_same) add(*column, "pattern", json_string(pattern->source));
  }

  void add(const RowColumn& column, std::string_view name, std::string value) {
    into_.push_back({std::string(column.field), std::string(name), std::move(value)});
  }

  std::span<const RowColumn> columns_;
  std::vector<Keyword>& into_;
};

}  // namespace

std::vector<Keyword> keywords_of(const Condition& condition, std::span<const RowColumn> columns) {
  std::vector<Keyword> made;
  Collector(columns, made).collect(condition);
  return made;
}

}  // namespace sqlx::generators
