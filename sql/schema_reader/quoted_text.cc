// Expressions as an engine writes them that quotes every name and has its own words small: `a` > 0
// and `b` in (1,2). Parentheses stand only where precedence needs them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "sql/print.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/texts.h"

namespace sqlx::sql::schema_reader {
namespace {

struct Level {
  std::string_view word;
  int level;
};
// The higher, the tighter.
constexpr auto kLevels = std::to_array<Level>({
    {"OR", 1}, {"XOR", 2}, {"AND", 3},  {"NOT", 4},  {"=", 6},    {"<=>", 6},    {"<>", 6},
    {"<", 6},  {">", 6},   {"<=", 6},   {">=", 6},   {"LIKE", 6}, {"REGEXP", 6}, {"RLIKE", 6},
    {"IS", 6}, {"|", 7},   {"&", 8},    {"<<", 9},   {">>", 9},   {"+", 10},     {"-", 10},
    {"*", 11}, {"/", 11},  {"DIV", 11}, {"MOD", 11}, {"%", 11},   {"^", 12},
});
constexpr int kBetween = 5;
constexpr int kTest = 6;
constexpr int kTightest = 20;

struct Word {
  std::string_view written;
  std::string_view kept;
};
constexpr auto kFunctionNames = std::to_array<Word>({
    {"now", "current_timestamp"},
    {"current_timestamp", "current_timestamp"},
    {"localtime", "current_timestamp"},
    {"localtimestamp", "current_timestamp"},
    {"current_date", "curdate"},
    {"current_time", "curtime"},
    {"lower", "lcase"},
    {"upper", "ucase"},
    {"substring", "substr"},
    {"mid", "substr"},
    {"char_length", "char_length"},
    {"character_length", "char_length"},
    {"pow", "pow"},
    {"power", "pow"},
    {"ceil", "ceiling"},
    {"dayofmonth", "dayofmonth"},
    {"day", "dayofmonth"},
});
constexpr auto kOperatorWords = std::to_array<Word>({{"AND", "and"},
                                                     {"OR", "or"},
                                                     {"XOR", "xor"},
                                                     {"DIV", "DIV"},
                                                     {"MOD", "MOD"},
                                                     {"LIKE", "like"},
                                                     {"REGEXP", "regexp"},
                                                     {"RLIKE", "regexp"}});

template <std::size_t N>
std::string_view word_for(const std::array<Word, N>& words, std::string_view written) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const Word& row) { return row.written == written; });
  return found == words.end() ? std::string_view() : found->kept;
}

int level_of(std::string_view word) {
  const auto found = std::find_if(kLevels.begin(), kLevels.end(),
                                  [&](const Level& row) { return row.word == word; });
  return found == kLevels.end() ? kTest : found->level;
}

// 'it\'s': inside expressions a quote is escaped, not doubled.
std::string escaped(std::string_view text, std::string_view quote) {
  std::string made = "'";
  for (const char c : text) {
    switch (c) {
      case '\'': made += quote; break;
      case '\\': made += "\\\\"; break;
      case '\n': made += "\\n"; break;
      case '\r': made += "\\r"; break;
      case '\0': made += "\\0"; break;
      case '\x1a': made += "\\Z"; break;
      default: made += c;
    }
  }
  return made + '\'';
}

class QuotedWriter {
 public:
  explicit QuotedWriter(Draft& draft) : draft_(draft) {}

  std::string write(const Expr& value, int least = 0) {
    int level = kTightest;
    std::string text = body(value, level);
    return level < least ? '(' + text + ')' : text;
  }

 private:
  std::string body(const Expr& value, int& level) {
    if (const auto* column = value.as<Column>())
      return quoted(draft_.name(column->path.back()), draft_.pack.lexical.identifier_quote);
    if (const auto* literal = value.as<Literal>()) return constant(*literal);
    if (const auto* call = value.as<Call>()) return of_call(*call, level);
    if (const auto* in = value.as<In>(); in != nullptr && in->query == nullptr) {
      level = kTest;
      return fmt::format("{}{} in ({})", write(*in->operand, kTest), in->negated ? " not" : "",
                         list(in->items));
    }
    if (const auto* between = value.as<Between>()) {
      level = kBetween;
      return fmt::format("{}{} between {} and {}", write(*between->operand, kTest),
                         between->negated ? " not" : "", write(*between->low, kTest),
                         write(*between->high, kTest));
    }
    if (const auto* choice = value.as<Case>()) return of_case(*choice);
    if (const auto* interval = value.as<Interval>();
        interval != nullptr && interval->amount != nullptr)
      return fmt::format("interval {} {}", write(*interval->amount), to_string(interval->unit));
    return to_sql(value, draft_.pack);
  }

  static std::string constant(const Literal& literal) {
    switch (literal.literal) {
      case LiteralKind::kString: return escaped(literal.text, "\\'");
      case LiteralKind::kBoolean: return std::string(literal.text);
      case LiteralKind::kNull: return "NULL";
      case LiteralKind::kBits: return fmt::format("b'{}'", literal.text);
      case LiteralKind::kBytes: return escaped(literal.text, "\\'");
      default: return std::string(literal.text);
    }
  }

  std::string list(List<const Expr*> items) {
    std::vector<std::string> texts;
    for (const Expr* each : items) texts.push_back(write(*each));
    return join(texts, ",");
  }

  std::string of_call(const Call& call, int& level) {
    const std::string_view word = call.name.back().text;
    switch (call.form) {
      case CallForm::kInfix: return infix(call, word, level);
      case CallForm::kPrefix: return prefix(call, word, level);
      case CallForm::kPostfix: {
        level = kTest;
        std::string words = lower(word);
        if (call.negated && words.starts_with("is ")) words.insert(3, "not ");
        return fmt::format("{} {}", write(*call.arguments[0], kTest), words);
      }
      case CallForm::kFunction:
      case CallForm::kWord: return function(call, lower(word));
      case CallForm::kSyntax: break;
    }
    return to_sql(call, draft_.pack);
  }

  std::string infix(const Call& call, std::string_view word, int& level) {
    level = level_of(word);
    const std::string_view small = word_for(kOperatorWords, word);
    std::string text;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      if (i > 0)
        text += fmt::format(" {}{} ", call.negated ? "not " : "", small.empty() ? word : small);
      text += write(*call.arguments[i], i == 0 ? level : level + 1);
    }
    return text;
  }

  std::string prefix(const Call& call, std::string_view word, int& level) {
    if (word == "NOT" || word == "!") {
      level = level_of("NOT");
      return fmt::format("!{}", write(*call.arguments[0], kTightest));
    }
    level = kTightest - 1;
    return fmt::format("{}{}", word == "BINARY" ? "binary " : word,
                       write(*call.arguments[0], kTightest - 1));
  }

  std::string function(const Call& call, const std::string& word) {
    const std::string_view kept = word_for(kFunctionNames, word);
    const bool own = draft_.name(call.name.back()) != word;
    return fmt::format("{}({})",
                       own            ? draft_.name(call.name.back())
                       : kept.empty() ? word
                                      : std::string(kept),
                       list(call.arguments));
  }

  std::string of_case(const Case& choice) {
    std::string text = "case";
    if (choice.operand != nullptr) text += ' ' + write(*choice.operand);
    for (const When* when : choice.whens)
      text += fmt::format(" when {} then {}", write(*when->condition), write(*when->result));
    if (choice.otherwise != nullptr) text += " else " + write(*choice.otherwise);
    return text + " end";
  }

  Draft& draft_;
};

bool is_numeric(const ir::Column& column) {
  const ir::TypeKind kind = column.type.kind;
  return (kind >= ir::TypeKind::kInt8 && kind <= ir::TypeKind::kDecimal) ||
         kind == ir::TypeKind::kBoolean || kind == ir::TypeKind::kYear;
}

// How many digits a column keeps behind the point: 2 of decimal(10,2), and of float(10,2).
std::size_t scale_of(const ir::Column& column) {
  const std::size_t comma = column.database_type.find(',');
  std::size_t scale = 0;
  if (comma != std::string::npos)
    std::from_chars(&column.database_type[comma + 1],
                    column.database_type.data() + column.database_type.size(), scale);
  return scale;
}

// A number of as many digits behind the point as the column keeps.
std::string number_of(const std::string& text, const ir::Column& column) {
  const std::size_t scale = scale_of(column);
  const std::size_t point = text.find('.');
  if (scale == 0) {
    const bool only_zeros =
        point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos;
    return only_zeros ? text.substr(0, point) : text;
  }
  if (point == std::string::npos) return text + '.' + std::string(scale, '0');
  const std::size_t digits = text.size() - point - 1;
  return digits < scale ? text + std::string(scale - digits, '0') : text;
}

bool looks_like_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-+eE") == std::string_view::npos;
}

std::string constant_default(const Literal& literal, const ir::Column& column) {
  std::string text(literal.text);
  if (literal.literal == LiteralKind::kBits) {
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
    return fmt::format("b'{}'", text);
  }
  if (literal.literal == LiteralKind::kNull) return "NULL";
  if (literal.literal == LiteralKind::kBoolean) text = text == "true" ? "1" : "0";
  if (is_numeric(column) && looks_like_number(text)) return number_of(text, column);
  if (column.type.kind == ir::TypeKind::kBytes && column.type.length &&
      column.database_type.starts_with("binary"))
    text.resize(std::max(text.size(), static_cast<std::size_t>(*column.type.length)), '\0');
  if (literal.literal == LiteralKind::kInteger)
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // 007
  return escaped(text, "''");
}

}  // namespace

std::string quoted_text(Draft& draft, const Expr& value) {
  return QuotedWriter(draft).write(value);
}

std::string quoted_default(Draft& draft, const Expr& value, const ir::Column& column) {
  if (const auto* literal = value.as<Literal>()) return constant_default(*literal, column);
  const auto* sign = value.as<Call>();
  const bool negative =
      sign != nullptr && sign->form == CallForm::kPrefix && sign->name.back().text == "-";
  const auto* number = negative ? sign->arguments[0]->as<Literal>() : nullptr;
  if (number != nullptr && is_numeric(column))
    return '-' + number_of(std::string(number->text), column);
  return quoted_text(draft, value);
}

}  // namespace sqlx::sql::schema_reader
