#include "generators/orm_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "generators/domains.h"

namespace sqlx::generators {
namespace {

using ir::TypeKind;

struct Scalar {
  TypeKind kind;
  std::string_view codec;
  std::string_view output;
  std::string_view input;
  bool numeric = false;
};

constexpr std::string_view kWhole = "bigint | number";
constexpr std::string_view kMoment = "string | Date";

// Kinds that are not here have parts, and are made from those.
constexpr auto kScalars = std::to_array<Scalar>({
    {TypeKind::kBoolean, "boolean", "boolean", "boolean"},
    {TypeKind::kInt8, "integer", "number", "number", true},
    {TypeKind::kInt16, "integer", "number", "number", true},
    {TypeKind::kInt24, "integer", "number", "number", true},
    {TypeKind::kInt32, "integer", "number", "number", true},
    {TypeKind::kInt64, "bigint", "bigint", kWhole, true},
    {TypeKind::kUint8, "integer", "number", "number", true},
    {TypeKind::kUint16, "integer", "number", "number", true},
    {TypeKind::kUint24, "integer", "number", "number", true},
    {TypeKind::kUint32, "integer", "number", "number", true},
    {TypeKind::kUint64, "bigint", "bigint", kWhole, true},
    {TypeKind::kFloat32, "float32", "number", "number", true},
    {TypeKind::kFloat64, "float", "number", "number", true},
    {TypeKind::kDecimal, "decimal", "string", "string | number | bigint", true},
    {TypeKind::kMoney, "other", "string", "string"},
    {TypeKind::kText, "text", "string", "string"},
    {TypeKind::kChar, "text", "string", "string"},
    {TypeKind::kBytes, "bytes", "Uint8Array", "Uint8Array"},
    {TypeKind::kDate, "date", "string", "string"},
    {TypeKind::kTime, "time", "string", "string"},
    {TypeKind::kTimeZoned, "time", "string", "string"},
    {TypeKind::kTimestamp, "timestamp", "string", kMoment},
    {TypeKind::kTimestampZoned, "timestamptz", "string", kMoment},
    {TypeKind::kInterval, "other", "string", "string"},
    {TypeKind::kYear, "integer", "number", "number", true},
    {TypeKind::kUuid, "uuid", "string", "string"},
    {TypeKind::kJson, "json", "orm.JsonValue", "orm.JsonValue"},
    {TypeKind::kXml, "other", "string", "string"},
    {TypeKind::kSet, "other", "string", "string"},
    {TypeKind::kRange, "other", "string", "string"},
    {TypeKind::kInet, "other", "string", "string"},
    {TypeKind::kMacAddress, "other", "string", "string"},
    {TypeKind::kBit, "bits", "string", "string"},
    {TypeKind::kVarBit, "bits", "string", "string"},
    {TypeKind::kGeometry, "geometry", "string", "string"},
    {TypeKind::kVector, "other", "string", "string"},
    {TypeKind::kTextSearch, "other", "string", "string"},
    {TypeKind::kAny, "any", "orm.AnyValue", "orm.AnyValue"},
});

constexpr Scalar kOther{TypeKind::kOther, "other", "string", "string"};

void set_match(TypeScriptType& type) {
  type.match = fmt::format("orm.Match<{}>", type.input);
  type.match_nullable = fmt::format("orm.Match<{} | null>", type.input);
}

void set_match(TypeScriptType& type, TypeKind kind) {
  if (kind == TypeKind::kText || kind == TypeKind::kChar) {
    type.match = "orm.MatchText";
    type.match_nullable = "orm.MatchText<string | null>";
  } else if (kind == TypeKind::kJson) {
    type.match = "orm.MatchJson";
    type.match_nullable = "orm.MatchJson | null";
  } else {
    set_match(type);
  }
}

TypeScriptType scalar(TypeKind kind) {
  const auto* found = std::find_if(kScalars.begin(), kScalars.end(),
                                   [&](const Scalar& one) { return one.kind == kind; });
  const Scalar& is = found == kScalars.end() ? kOther : *found;
  TypeScriptType type{.output = std::string(is.output),
                      .input = std::string(is.input),
                      .codec = fmt::format("t.{}", is.codec),
                      .numeric = is.numeric};
  set_match(type, kind);
  return type;
}

TypeScriptType enumeration(const std::string& name) {
  TypeScriptType type{
      .output = name, .input = name, .codec = fmt::format("t.label({})", name), .uses_enums = true};
  set_match(type);
  return type;
}

std::string in_parentheses(const std::string& type) {
  return type.find('|') == std::string::npos ? type : "(" + type + ")";
}

TypeScriptType list_of(const TypeScriptType& element) {
  const std::string match = fmt::format("orm.MatchArray<{}>", element.input);
  return {.output = in_parentheses(element.output) + "[]",
          .input = "readonly " + in_parentheses(element.input) + "[]",
          .match = match,
          .match_nullable = match + " | null",
          .codec = fmt::format("t.array({})", element.codec),
          .uses_enums = element.uses_enums,
          .uses_composites = element.uses_composites};
}

template <class List>
const ir::TypeNames* names_of(const List& list, const std::vector<ir::TypeNames>& names,
                              const ir::ObjectName& name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
  return found == list.end() ? nullptr : &names[static_cast<std::size_t>(found - list.begin())];
}

TypeScriptType labelled(const Application& application, const ir::LogicalType& type,
                        std::string_view labels_type, std::string_view prefix) {
  if (!labels_type.empty()) return enumeration(fmt::format("{}{}", prefix, labels_type));
  const ir::LogicalType& base = without_domains(application.database, type);
  const ir::TypeNames* names =
      base.name ? names_of(application.database.enums, application.names.enums, *base.name)
                : nullptr;
  return names == nullptr ? scalar(TypeKind::kOther)
                          : enumeration(fmt::format("{}{}", prefix, names->type));
}

TypeScriptType composite(const Application& application, const ir::LogicalType& type,
                         std::string_view prefix) {
  const ir::LogicalType& base = without_domains(application.database, type);
  const ir::TypeNames* names = base.name ? names_of(application.database.composites,
                                                    application.names.composites, *base.name)
                                         : nullptr;
  if (names == nullptr) return scalar(TypeKind::kOther);
  const std::string name = fmt::format("{}{}", prefix, names->type);
  TypeScriptType is{.output = name, .input = name, .codec = name, .uses_composites = true};
  set_match(is);
  return is;
}

}  // namespace

TypeScriptType typescript_type(const Application& application, const ir::LogicalType& type,
                               std::string_view labels_type, const TypePrefixes& prefixes) {
  switch (type.kind) {
    case TypeKind::kEnum: return labelled(application, type, labels_type, prefixes.enums);
    case TypeKind::kComposite: return composite(application, type, prefixes.composites);
    case TypeKind::kArray:
      return list_of(type.element.empty() ? scalar(TypeKind::kOther)
                                          : typescript_type(application, type.element.front(),
                                                            labels_type, prefixes));
    default: return scalar(type.kind);
  }
}

}  // namespace sqlx::generators
