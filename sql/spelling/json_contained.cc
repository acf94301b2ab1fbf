#include "sql/spelling/json_contained.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/row_functions.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kMember = "member";

const Literal* written_json(const Expr* value) {
  if (const auto* cast = value->as<Cast>()) value = cast->operand;
  const auto* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

class Contained {
 public:
  Contained(const Call& call, Arena& arena)
      : call_(call), document_(call.arguments[0]), arena_(arena) {}

  // A scalar is contained in itself and in an array that has it.
  const Expr* rewrite(const JsonValue& value) {
    const bool is_scalar = value.kind != JsonKind::kArray && value.kind != JsonKind::kObject;
    require("$", value);
    const Expr* condition = all();
    if (is_scalar) {
      require_type("$", "array");
      require_member("$", value);
      condition = call(Meaning::kOr, {condition, all()});
    }
    return failed_ ? nullptr : unless_null(call(Meaning::kIsTrue, {condition}));
  }

 private:
  const Expr* call(Meaning meaning, std::initializer_list<const Expr*> arguments) {
    return make_call(arena_, meaning, arguments, call_);
  }
  const Expr* text(std::string_view value) { return string_literal(arena_, value); }

  // What has been required so far.
  const Expr* all() {
    const Expr* made = make_chain(arena_, Meaning::kAnd, conditions_);
    conditions_.clear();
    return made;
  }

  const Expr* unless_null(const Expr* condition) {
    if (!document_->nullable) return condition;
    auto* when = arena_.make<When>();
    when->condition = call(Meaning::kNot, {call(Meaning::kIsNull, {document_})});
    when->result = condition;
    auto* made = arena_.make<Case>();
    made->whens = arena_.list(static_cast<const When*>(when));
    infer_type(*made);
    return made;
  }

  const Expr* at(const std::string& path) {
    return path == "$" ? document_ : call(Meaning::kJsonGet, {document_, text(path)});
  }

  void require_type(const std::string& path, std::string_view type) {
    conditions_.push_back(
        call(Meaning::kEqual, {call(Meaning::kJsonType, {at(path)}), text(type)}));
  }

  void require_text(const std::string& path, std::string_view value) {
    conditions_.push_back(
        call(Meaning::kEqual, {call(Meaning::kJsonGetText, {document_, text(path)}), text(value)}));
  }

  void require(const std::string& path, const JsonValue& value) {
    switch (value.kind) {
      case JsonKind::kNull: return require_type(path, "null");
      case JsonKind::kBoolean: require_type(path, "boolean"); return require_text(path, value.text);
      case JsonKind::kString: require_type(path, "string"); return require_text(path, value.text);
      case JsonKind::kNumber: return require_number(path, value);
      case JsonKind::kObject: return require_members(path, value);
      case JsonKind::kArray: return require_elements(path, value);
    }
  }

  void require_number(const std::string& path, const JsonValue& value) {
    require_type(path, "number");
    const Expr* number = make_cast(arena_, call(Meaning::kJsonGetText, {document_, text(path)}),
                                   ir::TypeKind::kDecimal);
    conditions_.push_back(call(Meaning::kEqual, {number, number_of(value)}));
  }

  const Expr* number_of(const JsonValue& value) {
    const bool is_negative = value.text.starts_with('-');
    auto* made = arena_.make<Literal>();
    made->text = arena_.copy(value.text.substr(is_negative ? 1 : 0));
    made->literal = made->text.find_first_of(".eE") == std::string_view::npos
                        ? LiteralKind::kInteger
                        : LiteralKind::kFloat;
    infer_type(*made);
    return is_negative ? negated_number(arena_, made) : made;
  }

  void require_members(const std::string& path, const JsonValue& object) {
    require_type(path, "object");
    for (const JsonValue* each = object.first; each != nullptr; each = each->next) {
      failed_ |= each->key.empty() || !std::all_of(each->key.begin(), each->key.end(), [](char c) {
                   return is_letter(c) || is_digit(c) || c == '_';
                 });
      require(path + "." + std::string(each->key), *each);
    }
  }

  void require_elements(const std::string& path, const JsonValue& array) {
    require_type(path, "array");
    for (const JsonValue* each = array.first; each != nullptr; each = each->next)
      require_member(path, *each);
  }

  // EXISTS (SELECT 1 FROM json_members(…) AS member WHERE …)
  void require_member(const std::string& path, const JsonValue& value) {
    const Expr* array = at(path);
    const auto condition = member_condition(value);
    failed_ |= condition == nullptr || names_member_column(*array);
    auto* rows = arena_.make<TableFunction>();
    rows->calls = arena_.list(call(Meaning::kJsonMembers, {array}));
    rows->alias = Name{kMember};
    conditions_.push_back(
        make_exists(arena_, arena_.list(static_cast<const TableRef*>(rows)), condition));
  }

  const Expr* of_member(std::string_view name, TypeClass type) {
    Column* column = make_column(arena_, Name{kMember}, Name{name});
    column->type = type;
    return column;
  }

  const Expr* has_type(std::string_view type) {
    return call(Meaning::kEqual, {of_member("type", TypeClass::kText), text(type)});
  }

  const Expr* member_condition(const JsonValue& value) {
    switch (value.kind) {
      case JsonKind::kNull: return has_type("null");
      case JsonKind::kBoolean: return has_type(value.text);
      case JsonKind::kString:
        return call(Meaning::kAnd,
                    {has_type("text"), call(Meaning::kEqual, {of_member("value", TypeClass::kText),
                                                              text(value.text)})});
      case JsonKind::kNumber: {
        const Expr* is_number = call(Meaning::kOr, {has_type("integer"), has_type("real")});
        return call(Meaning::kAnd,
                    {is_number, call(Meaning::kEqual,
                                     {of_member("value", TypeClass::kDecimal), number_of(value)})});
      }
      default: return nullptr;
    }
  }

  const Call& call_;
  const Expr* document_;
  Arena& arena_;
  std::vector<const Expr*> conditions_;
  bool failed_ = false;
};

constexpr int kDeepest = 32;
constexpr int kMostValues = 64;  // each says the document again

// Whether words are what they begin like, and there is not too much to be written out.
bool is_sound(const JsonValue& value, int& count, int depth = 0) {
  if (depth == kDeepest || ++count > kMostValues) return false;
  if (value.kind == JsonKind::kBoolean) return value.text == "true" || value.text == "false";
  if (value.kind == JsonKind::kNull) return value.text == "null";
  for (const JsonValue* each = value.first; each != nullptr; each = each->next) {
    if (!is_sound(*each, count, depth + 1)) return false;
  }
  return true;
}

}  // namespace

const Expr* json_contained(const Call& json_contains, Arena& arena) {
  const Literal* literal = written_json(json_contains.arguments[1]);
  if (literal == nullptr) return nullptr;
  const std::span<char> buffer = arena.array<char>(literal->text.size());
  std::copy(literal->text.begin(), literal->text.end(), buffer.begin());
  const JsonValue* value = read_json(buffer, arena);
  int count = 0;
  return value == nullptr || !is_sound(*value, count)
             ? nullptr
             : Contained(json_contains, arena).rewrite(*value);
}

}  // namespace sqlx::sql
