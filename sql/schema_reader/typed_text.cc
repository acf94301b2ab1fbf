// Expressions as an engine writes them that types everything: each operation in parentheses, each
// constant with its type, and the casts that nobody wrote but the parser added.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/print.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/texts.h"
#include "sql/schema_reader/typed_values.h"

namespace sqlx::sql::schema_reader {
namespace {

struct Row {
  std::string_view word;
  std::string_view value;
};

// How an operator is called inside the engine, as it is and negated.
struct OperatorName {
  std::string_view written;
  std::string_view kept;
  std::string_view negated;
};
constexpr auto kTextOperators = std::to_array<OperatorName>({
    {"LIKE", "~~", "!~~"},
    {"ILIKE", "~~*", "!~~*"},
    {"~", "~", "!~"},
    {"~*", "~*", "!~*"},
    {"!~", "!~", "~"},
    {"!~*", "!~*", "~*"},
    {"~~", "~~", "!~~"},
    {"!~~", "!~~", "~~"},
    {"~~*", "~~*", "!~~*"},
    {"!~~*", "!~~*", "~~*"},
    {"||", "||", ""},
});
constexpr auto kComparisons =
    std::to_array<std::string_view>({"=", "<>", "<", ">", "<=", ">=", "IS DISTINCT FROM"});
constexpr auto kArithmetic = std::to_array<std::string_view>({"+", "-", "*", "/", "%"});

// Functions of texts: what they give.
constexpr auto kTextFunctions = std::to_array<Row>({
    {"lower", "text"},
    {"upper", "text"},
    {"length", "integer"},
    {"char_length", "integer"},
    {"character_length", "integer"},
    {"octet_length", "integer"},
    {"btrim", "text"},
    {"ltrim", "text"},
    {"rtrim", "text"},
    {"substr", "text"},
    {"replace", "text"},
    {"split_part", "text"},
    {"md5", "text"},
    {"initcap", "text"},
    {"reverse", "text"},
    {"regexp_replace", "text"},
    {"strpos", "integer"},
    {"left", "text"},
    {"right", "text"},
    {"lpad", "text"},
    {"rpad", "text"},
    {"translate", "text"},
    {"quote_literal", "text"},
    {"to_tsvector", "tsvector"},
    {"starts_with", "boolean"},
    {"encode", "text"},
    {"decode", "bytea"},
    {"date_trunc", ""},
    {"date_part", "double precision"},
    {"concat", "text"},
    {"digest", "bytea"},
    {"similar_to_escape", "text"},
});
constexpr auto kFunctions = std::to_array<Row>({
    {"now", "timestamp with time zone"},
    {"clock_timestamp", "timestamp with time zone"},
    {"transaction_timestamp", "timestamp with time zone"},
    {"count", "bigint"},
    {"random", "double precision"},
    {"gen_random_uuid", "uuid"},
    {"nextval", "bigint"},
    {"CURRENT_TIMESTAMP", "timestamp with time zone"},
    {"CURRENT_DATE", "date"},
    {"LOCALTIMESTAMP", "timestamp without time zone"},
    {"CURRENT_USER", "name"},
    {"SESSION_USER", "name"},
});

template <std::size_t N>
const Row* find(const std::array<Row, N>& rows, std::string_view word) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.word == word; });
  return found == rows.end() ? nullptr : &*found;
}

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class TypedWriter {
 public:
  TypedWriter(Draft& draft, const ir::Table* table) : draft_(draft), table_(table) {}

  std::string top(const Expr& value) {
    Typed made = write(value);
    if (made.literal != nullptr) made = coerced(std::move(made), kText);
    return made.implicit ? made.bare : made.text;
  }

  // A value that goes into something of this type; the cast that brings it there is not shown.
  std::string into(const Expr& value, std::string_view type) {
    Typed made = write(value);
    if (made.literal != nullptr) return coerced(std::move(made), type).text;
    return made.implicit ? made.bare : made.text;
  }

 private:
  Typed write(const Expr& value) {
    switch (value.kind) {
      case NodeKind::kLiteral: return constant(*value.as<Literal>());
      case NodeKind::kColumn: return column(*value.as<Column>());
      case NodeKind::kCall: return call(*value.as<Call>());
      case NodeKind::kCast: return cast(*value.as<Cast>());
      case NodeKind::kIn: return in(*value.as<In>());
      case NodeKind::kBetween: return between(*value.as<Between>());
      case NodeKind::kCase: return choice(*value.as<Case>());
      case NodeKind::kQuantified: return quantified(*value.as<Quantified>());
      case NodeKind::kArray: return array(*value.as<Array>());
      default: return {.text = to_sql(value, draft_.pack), .type = {}};
    }
  }

  // -- names

  std::string name(const std::string& word) const {
    const bool plain =
        is_plain_word(word) && lower(word) == word && !draft_.pack.reserved.find(upper(word));
    return plain ? word : quoted(word, '"');
  }

  Typed column(const Column& written) const {
    const std::string wanted = draft_.name(written.path.back());
    const ir::Column* known = table_ == nullptr ? nullptr : ir::find_column(*table_, wanted);
    if (known == nullptr) return {.text = to_sql(written, draft_.pack), .type = {}};
    const std::string row =
        written.path.size() == 2 ? lower(written.path[0].text) : std::string();  // of a trigger
    if (row == "new" || row == "old")
      return {.text = row + '.' + name(wanted), .type = without_arguments(known->database_type)};
    const bool of_domain =
        table_->columns.size() == 1 && wanted == "value" && table_->name.name != wanted;
    return {.text = of_domain ? "VALUE" : name(wanted),
            .type = without_arguments(known->database_type)};
  }

  // -- calls

  Typed call(const Call& call) {
    const std::string_view word = call.name.back().text;
    switch (call.form) {
      case CallForm::kInfix: return infix(call, word);
      case CallForm::kPrefix: return prefix(call, word);
      case CallForm::kPostfix: return postfix(call, word);
      case CallForm::kWord: {
        const Row* known = find(kFunctions, word);
        return {.text = std::string(word),
                .type = known == nullptr ? std::string() : std::string(known->value)};
      }
      case CallForm::kFunction: return function(call);
      case CallForm::kSyntax: break;
    }
    return {.text = to_sql(call, draft_.pack), .type = {}};
  }

  Typed infix(const Call& call, std::string_view word) {
    if (word == "AND" || word == "OR") return chain(call, word);
    if (call.arguments.size() != 2) return {.text = to_sql(call, draft_.pack), .type = {}};
    Typed left = write(*call.arguments[0]);
    Typed right = write(*call.arguments[1]);
    const auto* text = std::find_if(kTextOperators.begin(), kTextOperators.end(),
                                    [&](const OperatorName& row) { return row.written == word; });
    const bool texts = is_textual(left) && is_textual(right);
    if (text != kTextOperators.end() && texts) {
      return {
          .text = pair(coerced(std::move(left), kText), call.negated ? text->negated : text->kept,
                       coerced(std::move(right), kText)),
          .type = std::string(word == "||" ? kText : kBoolean)};
    }
    if (holds(kComparisons, word)) {
      meet(left, right);
      const std::string_view shown = call.negated ? std::string_view("IS NOT DISTINCT FROM") : word;
      return {.text = pair(left, shown, right), .type = std::string(kBoolean)};
    }
    if (holds(kArithmetic, word)) return arithmetic(std::move(left), word, std::move(right));
    if (word == "AT TIME ZONE") {
      const bool zoned = left.type == "timestamp with time zone";
      return {.text = pair(left, word, coerced(std::move(right), kText)),
              .type = zoned ? "timestamp without time zone" : "timestamp with time zone"};
    }
    if (right.literal != nullptr)
      right = coerced(std::move(right),
                      word.starts_with('-') || word.starts_with('#') ? kText : left.type);
    if (left.literal != nullptr) left = coerced(std::move(left), right.type);
    const bool gives_text = word == "->>" || word == "#>>";
    return {.text = pair(left, word, right),
            .type = gives_text ? std::string(kText) : std::string()};
  }

  Typed chain(const Call& call, std::string_view word) {
    std::vector<std::string> parts;
    for (const Expr* each : call.arguments) parts.push_back(into(*each, kBoolean));
    return {.text = '(' + join(parts, fmt::format(" {} ", word)) + ')',
            .type = std::string(kBoolean)};
  }

  Typed prefix(const Call& call, std::string_view word) {
    const Expr& operand = *call.arguments[0];
    const auto* literal = operand.as<Literal>();
    if (word == "-" && literal != nullptr && literal->literal != LiteralKind::kString) {
      const Typed number = constant(*literal);
      return {.text = fmt::format("'-{}'::{}", literal->text, number.type), .type = number.type};
    }
    if (word == "NOT")
      return {.text = fmt::format("(NOT {})", into(operand, kBoolean)),
              .type = std::string(kBoolean)};
    Typed made = write(operand);
    return {.text = fmt::format("({} {})", word, made.text), .type = made.type};
  }

  Typed postfix(const Call& call, std::string_view word) {
    Typed operand = write(*call.arguments[0]);
    if (operand.literal != nullptr) operand = coerced(std::move(operand), kText);
    std::string words(word);
    if (call.negated && words.starts_with("IS ")) words.insert(3, "NOT ");
    return {.text = fmt::format("({} {})", operand.text, words), .type = std::string(kBoolean)};
  }

  // -- functions

  const ir::Routine* routine_of(const Call& call, const std::string& word) const {
    for (const ir::Routine& each : draft_.database.routines) {
      const bool schema_fits =
          call.name.size() < 2 || each.name.schema == draft_.name(call.name[call.name.size() - 2]);
      if (each.name.name == word && schema_fits && each.arguments.size() >= call.arguments.size())
        return &each;
    }
    return nullptr;
  }

  std::string function_name(const Call& call, const std::string& word) const {
    const bool is_own = std::any_of(draft_.routines.begin(), draft_.routines.end(),
                                    [&](const ir::ObjectName& each) { return each.name == word; });
    if (call.name.size() > 1) {
      const std::string schema = draft_.name(call.name[call.name.size() - 2]);
      return schema == "pg_catalog" ? name(word) : name(schema) + '.' + name(word);
    }
    for (const ir::ObjectName& each : draft_.routines) {
      if (is_own && each.name == word) return name(each.schema) + '.' + name(word);
    }
    constexpr auto kWords =
        std::to_array<std::string_view>({"coalesce", "nullif", "greatest", "least"});
    return holds(kWords, word) ? upper(word) : word;
  }

  Typed function(const Call& call) {
    const std::string word = draft_.name(call.name.back());
    if (word == "nextval") return draw(call);
    const bool plain = call.over == nullptr && call.filter == nullptr && call.order_by.empty() &&
                       !call.distinct && call.within_group.empty();
    if (!plain) return {.text = to_sql(call, draft_.pack), .type = {}};
    const Row* of_texts = find(kTextFunctions, word);
    const Row* known = find(kFunctions, word);
    const ir::Routine* routine = routine_of(call, word);
    std::vector<std::string> arguments;
    std::string first_type;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      if (call.arguments[i]->is<Star>()) {
        arguments.emplace_back("*");
        continue;
      }
      Typed argument = write(*call.arguments[i]);
      if (i == 0) first_type = argument.type;
      const bool wants_text = of_texts != nullptr && is_textual(argument);
      if (routine != nullptr) {
        argument =
            coerced(std::move(argument), without_arguments(routine->arguments[i].database_type));
      } else if (wants_text) {
        argument = coerced(std::move(argument), kText);
      } else if (argument.literal != nullptr) {
        argument = coerced(std::move(argument), i > 0 ? std::string_view(first_type) : kText);
      }
      arguments.push_back(std::move(argument.text));
    }
    std::string type(of_texts != nullptr ? of_texts->value : known != nullptr ? known->value : "");
    if (routine != nullptr) type = without_arguments(routine->database_result);
    if (word == "coalesce") type = first_type;
    return {.text = fmt::format("{}({})", function_name(call, word), join(arguments, ", ")),
            .type = std::move(type)};
  }

  // nextval('orders_id_seq') takes the sequence itself, so its name is shown in full.
  Typed draw(const Call& call) const {
    const Expr* argument = call.arguments.empty() ? nullptr : call.arguments[0];
    if (const auto* cast = argument == nullptr ? nullptr : argument->as<Cast>()) {
      const bool by_name = cast->to->name.back().text == "regclass";
      argument = by_name ? cast->operand : nullptr;
    }
    const auto* literal = argument == nullptr ? nullptr : argument->as<Literal>();
    if (literal == nullptr) return {.text = to_sql(call, draft_.pack), .type = "bigint"};
    std::string text(literal->text);
    if (text.find('.') != std::string::npos)
      return {.text = fmt::format("nextval({}::regclass)", quoted(text, '\'')), .type = "bigint"};
    if (text.starts_with('"') && text.ends_with('"'))
      text = text.substr(1, text.size() - 2);
    else
      text = lower(text);
    ir::ObjectName sequence{draft_.search_path.empty() ? std::string() : draft_.search_path.front(),
                            text};
    for (const std::string& schema : draft_.search_path) {
      for (const ir::Sequence& each : draft_.database.sequences) {
        if (each.name == ir::ObjectName{schema, text})
          return {.text = drawing_from(each.name), .type = "bigint"};
      }
    }
    return {.text = drawing_from(sequence), .type = "bigint"};
  }

  // -- the rest

  Typed cast(const Cast& cast) {
    DeclaredType to = declared_type(draft_, *cast.to);
    const std::string bare = without_arguments(to.words);
    Typed operand = write(*cast.operand);
    const std::string shown =
        to.words == "character(1)" && cast.to->arguments.empty() ? "bpchar" : to.words;
    if (operand.literal != nullptr) {
      const bool numeral = shown == "integer" || shown == kNumeric || shown == kBoolean;
      Typed made = numeral ? typed_constant(*operand.literal, shown) : Typed{};
      if (!numeral)
        made = typed_constant(*operand.literal, without_arguments(shown) == shown ? shown : bare);
      if (without_arguments(shown) != shown)
        made = {.text = fmt::format("({})::{}", made.text, shown), .type = bare};
      return made;
    }
    if (operand.type == bare && bare == to.words) return operand;
    return {.text = fmt::format("({})::{}", operand.implicit ? operand.bare : operand.text, shown),
            .type = bare};
  }

  Typed in(const In& in) {
    if (in.query != nullptr)
      return {.text = to_sql(in, draft_.pack), .type = std::string(kBoolean)};
    Typed operand = write(*in.operand);
    std::vector<Typed> items;
    std::string common = operand.type;
    for (const Expr* each : in.items) {
      items.push_back(write(*each));
      const std::string met = common_type(common, items.back().type);
      if (!met.empty() && !is_varying(common)) common = met;
      if (is_whole(common) && items.back().type == "bigint") common = "bigint";
      if (common == "smallint" && items.back().type == "integer") common = "integer";
    }
    if (items.size() == 1) {
      meet(operand, items[0]);
      return {.text = pair(operand, in.negated ? "<>" : "=", items[0]),
              .type = std::string(kBoolean)};
    }
    std::vector<std::string> texts;
    texts.reserve(items.size());
    for (Typed& each : items) texts.push_back(coerced(std::move(each), common).text);
    std::string list = fmt::format("ARRAY[{}]", join(texts, ", "));
    if (is_varying(common)) {
      list = fmt::format("({})::text[]", list);
      operand = coerced(std::move(operand), kText);
    } else if (!is_whole(operand.type)) {
      operand = coerced(std::move(operand), common);
    }
    const std::string_view word = in.negated ? "<> ALL" : "= ANY";
    return {.text = fmt::format("({} {} ({}))", operand.text, word, list),
            .type = std::string(kBoolean)};
  }

  std::string bound(const Expr& operand, std::string_view word, const Expr& limit) {
    Typed left = write(operand);
    Typed right = write(limit);
    meet(left, right);
    return pair(left, word, right);
  }

  std::string range(const Between& between, const Expr& low, const Expr& high) {
    const bool no = between.negated;
    return fmt::format("({} {} {})", bound(*between.operand, no ? "<" : ">=", low),
                       no ? "OR" : "AND", bound(*between.operand, no ? ">" : "<=", high));
  }

  Typed between(const Between& between) {
    std::string text = range(between, *between.low, *between.high);
    if (between.symmetric) {
      text = fmt::format("({} {} {})", text, between.negated ? "AND" : "OR",
                         range(between, *between.high, *between.low));
    }
    return {.text = std::move(text), .type = std::string(kBoolean)};
  }

  Typed choice(const Case& choice) {
    std::string text = "\nCASE";
    std::string type;
    if (choice.operand != nullptr) text += ' ' + top(*choice.operand);
    for (const When* when : choice.whens) {
      Typed result = write(*when->result);
      if (type.empty() && result.literal == nullptr) type = result.type;
      if (result.literal != nullptr)
        result = coerced(std::move(result), type.empty() ? kText : std::string_view(type));
      if (type.empty()) type = result.type;
      text += fmt::format("\n    WHEN {} THEN {}", top(*when->condition), result.text);
    }
    const std::string otherwise =
        choice.otherwise == nullptr ? fmt::format("NULL::{}", type) : into(*choice.otherwise, type);
    text += fmt::format("\n    ELSE {}\nEND", otherwise);
    return {.text = std::move(text), .type = std::move(type)};
  }

  Typed quantified(const Quantified& quantified) {
    if (quantified.query != nullptr)
      return {.text = to_sql(quantified, draft_.pack), .type = std::string(kBoolean)};
    Typed operand = write(*quantified.operand);
    Typed list = write(*quantified.array);
    if (is_varying(operand.type) && list.type == "text[]")
      operand = coerced(std::move(operand), kText);
    if (list.literal != nullptr) list = coerced(std::move(list), operand.type + "[]");
    const std::string_view word = quantified.quantifier == Quantifier::kAny ? "ANY" : "ALL";
    return {.text = fmt::format("({} {} {} ({}))", operand.text, quantified.op, word, list.text),
            .type = std::string(kBoolean)};
  }

  Typed array(const Array& array) {
    if (array.query != nullptr) return {.text = to_sql(array, draft_.pack), .type = {}};
    std::vector<std::string> texts;
    std::string type;
    for (const Expr* each : array.items) {
      Typed item = write(*each);
      if (item.literal != nullptr)
        item = coerced(std::move(item), type.empty() ? kText : std::string_view(type));
      if (type.empty()) type = item.type;
      texts.push_back(std::move(item.text));
    }
    return {.text = fmt::format("ARRAY[{}]", join(texts, ", ")),
            .type = type.empty() ? std::string() : type + "[]"};
  }

  Draft& draft_;
  const ir::Table* table_;
};

}  // namespace

std::string typed_text(Draft& draft, const Expr& value, const ir::Table* table) {
  return TypedWriter(draft, table).top(value);
}

std::string typed_default(Draft& draft, const Expr& value, const ir::Column& column) {
  return TypedWriter(draft, nullptr).into(value, without_arguments(column.database_type));
}

}  // namespace sqlx::sql::schema_reader
