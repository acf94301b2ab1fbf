#include "advise/planned_statement.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/print.h"

namespace sqlx::advise {
namespace {

using sql::Literal;
using sql::LiteralKind;
using sql::Node;
using sql::Parameter;
using sql::TypeClass;

constexpr std::int64_t kUsualLimit = 100;  // where nobody has seen another one
constexpr std::string_view kSomeDay = "2020-01-01";
constexpr std::string_view kSomePattern = "a%";
constexpr std::string_view kSomeUuid = "00000000-0000-4000-8000-000000000000";

std::optional<std::int64_t> largest_of(const Statement& statement, std::size_t value) {
  return value < statement.largest.size() ? statement.largest[value] : std::nullopt;
}

struct Sample {
  LiteralKind kind = LiteralKind::kString;
  std::string text;
};

Sample sample_of_type(TypeClass type) {
  switch (type) {
    case TypeClass::kBoolean:
    case TypeClass::kInteger: return {LiteralKind::kInteger, "1"};
    case TypeClass::kDecimal:
    case TypeClass::kFloat: return {LiteralKind::kDecimal, "1.0"};
    case TypeClass::kDate: return {LiteralKind::kString, std::string(kSomeDay)};
    case TypeClass::kTimestamp:
    case TypeClass::kTimestampTz:
      return {LiteralKind::kString, fmt::format("{} 00:00:00", kSomeDay)};
    case TypeClass::kTime: return {LiteralKind::kString, "12:00:00"};
    case TypeClass::kUuid: return {LiteralKind::kString, std::string(kSomeUuid)};
    case TypeClass::kJson: return {LiteralKind::kString, "{}"};
    default: return {LiteralKind::kString, "a"};
  }
}

Sample sample_of(const ParameterUse& use, std::optional<std::int64_t> largest) {
  if (use.role == ParameterRole::kLimit)
    return {LiteralKind::kInteger, std::to_string(largest.value_or(kUsualLimit))};
  if (use.role == ParameterRole::kOffset)
    return {LiteralKind::kInteger, std::to_string(largest.value_or(0))};
  if (use.role == ParameterRole::kPattern) return {LiteralKind::kString, std::string(kSomePattern)};
  if (largest) return {LiteralKind::kInteger, std::to_string(*largest)};
  return sample_of_type(use.column == nullptr ? TypeClass::kUnknown
                                              : sql::class_of(use.column->type.kind));
}

bool locks_rows(const Node& tree) {
  return sql::has_node(tree, [](const Node& node) {
    const auto* query = node.as<sql::Query>();
    return query != nullptr && !query->locking.empty();
  });
}

bool is_row_count(const ParameterUse& use) {
  return use.role == ParameterRole::kLimit || use.role == ParameterRole::kOffset;
}

class Substitution {
 public:
  enum class Which : std::uint8_t { kRowCounts, kAll };

  Substitution(const Statement& statement, const Shape& shape, Which which, Arena& arena)
      : statement_(statement), shape_(shape), which_(which), arena_(arena) {
    for (const ParameterUse& use : shape.parameters)
      numbers_.push_back(is_row_count(use) ? 0 : ++left_);
  }

  [[nodiscard]] const Node* apply(const Node* node) {
    if (const auto* parameter = node->as<Parameter>()) return replaced(*parameter);
    return sql::map_children(arena_, node, [this](const Node* child) { return apply(child); });
  }

  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  const Node* replaced(const Parameter& parameter) {
    const std::size_t value = shape_.values.at(&parameter);
    const ParameterUse& use = shape_.parameters[value];
    if (which_ == Which::kAll || is_row_count(use)) {
      const Sample sample = sample_of(use, largest_of(statement_, value));
      auto* literal = arena_.make<Literal>();
      literal->literal = sample.kind;
      literal->text = arena_.copy(std::string_view(sample.text));
      return literal;
    }
    if (parameter.text.size() < 2 || !is_digit(parameter.text[1]) || numbers_[value] == value + 1)
      return &parameter;
    auto* renumbered = sql::clone(arena_, parameter);
    renumbered->text =
        arena_.copy(std::string_view(fmt::format("{}{}", parameter.text.front(), numbers_[value])));
    return renumbered;
  }

  const Statement& statement_;
  const Shape& shape_;
  Which which_;
  Arena& arena_;
  std::size_t left_ = 0;
  std::vector<std::size_t> numbers_;  // that each value has afterwards
};

}  // namespace

introspect::PlannedStatement planned_statement(const Statement& statement, const sql::Node& tree,
                                               const Shape& shape, const wirepacks::WirePack& pack,
                                               Arena& arena) {
  Substitution counts(statement, shape, Substitution::Which::kRowCounts, arena);
  Substitution all(statement, shape, Substitution::Which::kAll, arena);
  const Node* counted = counts.apply(&tree);
  const Node* spelled = all.apply(&tree);
  // What has nothing to be replaced is asked in its own words.
  return {.text = counted == &tree ? statement.text : sql::to_sql(*counted, pack),
          .parameters = counts.left(),
          .changes_rows = shape.kind != StatementKind::kSelect || locks_rows(tree),
          .spelled_out = spelled == &tree ? statement.text : sql::to_sql(*spelled, pack)};
}

std::optional<std::int64_t> row_count(const sql::Expr* expression, const Statement& statement,
                                      const Shape& shape) {
  if (expression == nullptr) return std::nullopt;
  if (const auto* cast = expression->as<sql::Cast>()) expression = cast->operand;
  if (const auto* parameter = expression->as<Parameter>())
    return largest_of(statement, shape.values.at(parameter));
  const auto* literal = expression->as<Literal>();
  std::int64_t number = 0;
  if (literal == nullptr || literal->literal != LiteralKind::kInteger) return std::nullopt;
  const auto [end, error] =
      std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace sqlx::advise
