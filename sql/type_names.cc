#include "sql/type_names.h"

#include <algorithm>

#include <charconv>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "wirepacks/types.h"

namespace sqlx::sql {
namespace {

using wirepacks::TypeSpelling;
using wirepacks::WirePack;

// The words as the database would show them: "numeric(10,2)", "int unsigned", "integer[]".
std::string words_of(const TypeName& type) {
  std::string words;
  for (const Name& name : type.name) {
    if (!words.empty()) words += '.';
    words += name.quoted ? std::string(name.text) : lower(name.text);
  }
  if (!type.arguments.empty()) {
    words += '(';
    for (const Expr* argument : type.arguments) {
      if (words.back() != '(') words += ',';
      if (const auto* literal = argument->as<Literal>()) words += literal->text;
    }
    words += ')';
  }
  if (type.is_unsigned) words += " unsigned";
  if (type.zerofill) words += " zerofill";
  for (int i = 0; i < type.dimensions; ++i) words += "[]";
  return words;
}

const Expr* number(std::int64_t value, Arena& arena) {
  auto* literal = arena.make<Literal>();
  literal->literal = LiteralKind::kInteger;
  literal->text = arena.copy(std::string_view(std::to_string(value)));
  infer_type(*literal);
  return literal;
}

List<const Expr*> arguments_of(const ir::LogicalType& type, Arena& arena) {
  std::vector<const Expr*> arguments;
  if (type.length) arguments.push_back(number(*type.length, arena));
  if (type.precision) arguments.push_back(number(*type.precision, arena));
  if (type.scale && type.precision) arguments.push_back(number(*type.scale, arena));
  return arena.copy(arguments);
}

std::int64_t value_of(const Expr* argument) {
  std::int64_t value = 0;
  if (const auto* literal = argument->as<Literal>()) {
    std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), value);
  }
  return value;
}

bool has_length(ir::TypeKind kind) {
  using ir::TypeKind;
  return kind == TypeKind::kText || kind == TypeKind::kChar || kind == TypeKind::kBytes ||
         kind == TypeKind::kBit || kind == TypeKind::kVarBit || kind == TypeKind::kVector;
}

// Puts the value of {length} or {length<=4000} in; false if there is none, or too large a one.
bool fill_blank(std::string& text, std::string_view name,
                const std::optional<std::int64_t>& value) {
  const std::size_t begin = text.find(name);
  if (begin == std::string::npos) return true;
  const std::size_t end = text.find('}', begin);
  const std::string most = text.substr(begin + name.size(), end - begin - name.size());
  if (!value || (most.starts_with("<=") && *value > std::strtoll(most.c_str() + 2, nullptr, 10)))
    return false;
  text.replace(begin, end + 1 - begin, std::to_string(*value));
  return true;
}

std::optional<std::string> filled(const TypeSpelling& spelling, const ir::LogicalType& type) {
  std::string text = spelling.text;
  const auto widened = [](const auto& value) {
    return value ? std::optional<std::int64_t>(*value) : std::nullopt;
  };
  const bool good = fill_blank(text, "{length", type.length) &&
                    fill_blank(text, "{precision", widened(type.precision)) &&
                    fill_blank(text, "{scale", widened(type.scale));
  return good ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<std::string> spelling_of(const ir::LogicalType& type,
                                       const std::vector<TypeSpelling>& spellings) {
  for (const TypeSpelling& spelling : spellings) {
    if (spelling.kind != type.kind) continue;
    if (auto text = filled(spelling, type)) return text;
  }
  return std::nullopt;
}

// A number, or a word that the grammar has in its place: MAX.
const Expr* argument(std::string_view text, Arena& arena) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ptr == text.data() + text.size()) return number(value, arena);
  auto* word = arena.make<Parameter>();
  word->text = arena.copy(text);
  return word;
}

// What stands between the parentheses of "DECIMAL(10,2)".
List<const Expr*> arguments_in(std::string_view text, Arena& arena) {
  std::vector<const Expr*> arguments;
  for (const std::string_view part : split(text, ','))
    arguments.push_back(argument(trim(part), arena));
  return arena.copy(arguments);
}

}  // namespace

const TypeName* middle_type(const TypeName& spelled, const WirePack& pack, Arena& arena) {
  const ir::LogicalType type = wirepacks::logical_type(pack, words_of(spelled));
  TypeName* made = clone(arena, spelled);
  made->written = &spelled;
  made->is_unsigned = made->zerofill = false;  // the kind says it
  if (type.kind == ir::TypeKind::kArray && !type.element.empty()) {
    if (type.element[0].kind == ir::TypeKind::kOther) return nullptr;
    made->name = arena.list(Name{ir::enum_name(type.element[0].kind)});
    made->arguments = arguments_of(type.element[0], arena);
    made->type = TypeClass::kArray;
    return made;
  }
  const bool is_named = type.kind != ir::TypeKind::kOther;
  if (!is_named && spelled.labels.empty()) return nullptr;
  const ir::TypeKind kind =
      is_named ? type.kind : ir::TypeKind::kEnum;  // whose labels say what it is
  made->name = arena.list(Name{ir::enum_name(kind)});
  made->arguments = arguments_of(type, arena);
  made->type = class_of(kind);
  return made;
}

ir::LogicalType logical_type_of(const TypeName& middle) {
  ir::LogicalType type;
  type.kind = ir::enum_from_name<ir::TypeKind>(middle.name[0].text).value_or(ir::TypeKind::kOther);
  const auto& arguments = middle.arguments;
  if (has_length(type.kind)) {
    if (!arguments.empty()) type.length = value_of(arguments[0]);
    return type;
  }
  if (!arguments.empty()) type.precision = static_cast<std::int32_t>(value_of(arguments[0]));
  if (arguments.size() > 1) type.scale = static_cast<std::int32_t>(value_of(arguments[1]));
  return type;
}

const TypeName* spelled_type(const TypeName& middle, bool in_cast, const WirePack& pack,
                             Arena& arena) {
  const ir::LogicalType type = logical_type_of(middle);
  std::optional<std::string> text = in_cast ? spelling_of(type, pack.cast_types) : std::nullopt;
  if (!text) text = spelling_of(type, pack.column_types);
  if (!text) return nullptr;
  const std::size_t open = text->find('(');
  TypeName* made = clone(arena, middle);
  const std::size_t close = text->find(')');
  const std::string_view whole = *text;
  made->arguments = open == std::string::npos
                        ? List<const Expr*>{}
                        : arguments_in(whole.substr(open + 1, close - open - 1), arena);
  if (open != std::string::npos)
    text->erase(open, close + 1 - open);  // TIMESTAMP(3) WITH TIME ZONE
  made->name = arena.list(Name{arena.copy(std::string_view(*text))});
  return made;
}

const TypeName* kept_type(const TypeName& middle, const WirePack& pack, Arena& arena) {
  const TypeName* read =
      middle.written == nullptr ? nullptr : middle_type(*middle.written, pack, arena);
  if (read == nullptr || logical_type_of(*read) != logical_type_of(middle)) return nullptr;
  std::vector<Name> words(middle.written->name.begin(), middle.written->name.end());
  for (Name& word : words) {
    if (!word.quoted) word.text = arena.copy(std::string_view(upper(word.text)));
  }
  TypeName* made = clone(arena, *middle.written);
  made->name = arena.copy(words);
  return made;
}

const TypeName* make_middle_type(ir::TypeKind kind, Arena& arena) {
  auto* made = arena.make<TypeName>();
  made->name = arena.list(Name{ir::enum_name(kind)});
  made->type = class_of(kind);
  return made;
}

bool is_unbounded(const TypeName& middle) {
  const std::string_view name = middle.name.back().text;
  return middle.arguments.empty() && (name == ir::enum_name(ir::TypeKind::kText) ||
                                      name == ir::enum_name(ir::TypeKind::kBytes));
}

const TypeName* bounded_for_key(const TypeName& type, const ColumnDefinition& column, Place place,
                                Arena& arena, Diagnostics& diagnostics) {
  constexpr std::int64_t kLength = 255;
  diagnostics.add(Code::kConditional,
                  fmt::format("`{}` is part of a key and keeps {} {}", column.name.text, kLength,
                              type.type == TypeClass::kBytes ? "bytes" : "characters"),
                  std::move(place));
  TypeName* made = clone(arena, type);
  made->arguments = arena.list(integer_literal(arena, kLength));
  return made;
}

bool has_inline_enums(const wirepacks::WirePack& pack) {
  const auto& names = pack.types.names;
  return std::any_of(names.begin(), names.end(),
                     [](const auto& name) { return name.second == ir::TypeKind::kEnum; });
}

}  // namespace sqlx::sql
