#include "introspect/postgres/types.h"

#include <utility>

#include "base/text.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::postgres {
namespace {

using ir::LogicalType;
using ir::TypeKind;

constexpr std::string_view kArrayMark = "[]";

// public.vector(3) → vector(3): an extension's types go by their name, wherever it is installed.
std::string_view without_schema(std::string_view words, const std::string& schema) {
  const std::string written = quoted(schema, '"');
  for (const std::string_view prefix : {std::string_view(schema), std::string_view(written)}) {
    if (words.starts_with(prefix) && words.substr(prefix.size()).starts_with('.')) {
      return words.substr(prefix.size() + 1);
    }
  }
  return words;
}

}  // namespace

void Types::add(Type type) {
  const Oid oid = type.oid;
  types_.insert_or_assign(oid, std::move(type));
}

const Type* Types::find(Oid oid) const {
  const auto found = types_.find(oid);
  return found == types_.end() ? nullptr : &found->second;
}

std::string_view Types::words(Oid oid) const {
  const Type* type = find(oid);
  return type == nullptr ? std::string_view() : std::string_view(type->words);
}

bool Types::is_array(const Type& type) const {
  const Type* element = type.element == 0 ? nullptr : find(type.element);
  return element != nullptr && element->array == type.oid;
}

void Types::name_arrays() {
  for (auto& [oid, type] : types_) {
    if (is_array(type)) type.words = types_.at(type.element).words + std::string(kArrayMark);
  }
}

const Type* Types::innermost(Oid oid) const {
  const Type* type = find(oid);
  while (type != nullptr && is_array(*type)) type = find(type->element);
  return type;
}

LogicalType Types::resolve(Oid oid, std::string_view words) {
  const auto found = types_.find(oid);
  if (found == types_.end()) return {};
  return resolve(found->second, words.empty() ? std::string_view(found->second.words) : words);
}

LogicalType Types::resolve(Type& type, std::string_view words) {
  if (is_array(type)) {
    if (words.ends_with(kArrayMark)) words.remove_suffix(kArrayMark.size());
    return {.kind = TypeKind::kArray, .element = {resolve(type.element, words)}};
  }
  LogicalType result;
  switch (type.kind) {
    case 'd': result = resolve(type.base, type.base_words); break;
    case 'e': result.kind = type.is_ours ? TypeKind::kEnum : TypeKind::kOther; break;
    case 'c': result.kind = type.is_ours ? TypeKind::kComposite : TypeKind::kOther; break;
    case 'r':
    case 'm': result = {.kind = TypeKind::kRange, .element = {resolve(type.subtype)}}; break;
    default: return resolve_base(type, words);
  }
  type.is_used = true;
  result.name = type.is_ours ? std::optional(type.name) : std::nullopt;
  return result;
}

LogicalType Types::resolve_base(const Type& type, std::string_view words) const {
  if (type.is_ours) return {};  // may be called what it likes
  return wirepacks::logical_type(pack_, without_schema(words, type.name.schema));
}

}  // namespace sqlx::introspect::postgres
