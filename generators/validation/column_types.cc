#include "generators/validation/column_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "generators/domains.h"
#include "generators/escape.h"

namespace sqlx::generators {
namespace {

using ir::TypeKind;

// What a reader is made with, beside its name.
enum class Made : std::uint8_t { kPlain, kText, kDecimal, kDigits, kBits, kLabels, kElement };

struct Row {
  TypeKind kind;
  std::string_view reader;
  Made made;
  std::string_view type;  // of TypeScript
};

constexpr Row kRows[] = {
    {TypeKind::kBoolean, "boolean", Made::kPlain, "boolean"},
    {TypeKind::kInt8, "int8", Made::kPlain, "number"},
    {TypeKind::kInt16, "int16", Made::kPlain, "number"},
    {TypeKind::kInt24, "int24", Made::kPlain, "number"},
    {TypeKind::kInt32, "int32", Made::kPlain, "number"},
    {TypeKind::kInt64, "int64", Made::kPlain, "bigint | number"},
    {TypeKind::kUint8, "uint8", Made::kPlain, "number"},
    {TypeKind::kUint16, "uint16", Made::kPlain, "number"},
    {TypeKind::kUint24, "uint24", Made::kPlain, "number"},
    {TypeKind::kUint32, "uint32", Made::kPlain, "number"},
    {TypeKind::kUint64, "uint64", Made::kPlain, "bigint | number"},
    {TypeKind::kFloat32, "float32", Made::kPlain, "number"},
    {TypeKind::kFloat64, "float64", Made::kPlain, "number"},
    {TypeKind::kDecimal, "decimal", Made::kDecimal, "string | number | bigint"},
    {TypeKind::kMoney, "other", Made::kPlain, "string"},
    {TypeKind::kText, "text", Made::kText, "string"},
    {TypeKind::kChar, "char", Made::kText, "string"},
    {TypeKind::kBytes, "bytes", Made::kText, "Uint8Array"},
    {TypeKind::kDate, "date", Made::kPlain, "string"},
    {TypeKind::kTime, "time", Made::kDigits, "string"},
    {TypeKind::kTimeZoned, "other", Made::kPlain, "string"},
    {TypeKind::kTimestamp, "timestamp", Made::kDigits, "string | Date"},
    {TypeKind::kTimestampZoned, "timestamptz", Made::kDigits, "string | Date"},
    {TypeKind::kInterval, "other", Made::kPlain, "string"},
    {TypeKind::kYear, "year", Made::kPlain, "number"},
    {TypeKind::kUuid, "uuid", Made::kPlain, "string"},
    {TypeKind::kJson, "json", Made::kPlain, "JsonValue"},
    {TypeKind::kXml, "other", Made::kPlain, "string"},
    {TypeKind::kEnum, "oneOf", Made::kLabels, ""},
    {TypeKind::kSet, "setOf", Made::kLabels, "string"},
    {TypeKind::kArray, "array", Made::kElement, ""},
    {TypeKind::kComposite, "composite", Made::kPlain, "object | string"},
    {TypeKind::kRange, "other", Made::kPlain, "string"},
    {TypeKind::kInet, "other", Made::kPlain, "string"},
    {TypeKind::kMacAddress, "other", Made::kPlain, "string"},
    {TypeKind::kBit, "bit", Made::kBits, "string"},
    {TypeKind::kVarBit, "varbit", Made::kBits, "string"},
    {TypeKind::kAny, "any", Made::kPlain, "string | number | bigint | boolean | Uint8Array"},
    {TypeKind::kTextSearch, "other", Made::kPlain, "string"},
    {TypeKind::kOther, "other", Made::kPlain, "string"},
};
constexpr Row kOpaque = {TypeKind::kOther, "opaque", Made::kPlain, "unknown"};

const Row& row_of(TypeKind kind) {
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                 [&](const Row& each) { return each.kind == kind; });
  return row == std::end(kRows) ? kOpaque : *row;
}

std::string label_list(const ir::LogicalType& type, const ir::Database& database,
                       std::string_view separator) {
  std::vector<std::string> labels;
  for (const std::string& label : labels_of(type, database)) labels.push_back(ts_string(label));
  return fmt::format("{}", fmt::join(labels, separator));
}

// The character set, where the engine has more than one and this is not that of all characters.
std::string charset_of(const ir::Column& column, const ir::Table& table,
                       const Application& application) {
  if (!application.pack.has(wirepacks::Feature::kFoldsText)) return {};
  const std::string* own = ir::find_attribute(column.attributes, ir::AttributeKey::kCharset);
  if (own == nullptr && !column.collation.empty())
    return column.collation.substr(0, column.collation.find('_'));
  if (own == nullptr) own = ir::find_attribute(table.attributes, ir::AttributeKey::kCharset);
  return lower(own == nullptr ? application.database.encoding : *own);
}

// { length: 20, kind: 'tinytext', charset: 'latin1' }: what there is of it.
std::string text_options(const ir::LogicalType& type, std::string_view words,
                         std::string_view charset, const Application& application) {
  std::vector<std::string> options;
  if (application.pack.has(wirepacks::Feature::kFreeTypes)) return {};
  if (type.length) options.push_back(fmt::format("length: {}", *type.length));
  const bool is_sized = application.pack.has(wirepacks::Feature::kFoldsText) && !type.length;
  if (is_sized)
    options.push_back(
        fmt::format("kind: {}", ts_string(words.substr(0, words.find_first_of("( ")))));
  if (!charset.empty() && charset != "utf8mb4" && type.kind != TypeKind::kBytes)
    options.push_back(fmt::format("charset: {}", ts_string(charset)));
  return options.empty() ? std::string() : fmt::format("{{ {} }}", fmt::join(options, ", "));
}

std::string decimal_arguments(const ir::LogicalType& type, const Application& application) {
  if (!type.precision || application.pack.has(wirepacks::Feature::kFreeTypes)) return {};
  return type.scale.value_or(0) == 0 ? fmt::format("{}", *type.precision)
                                     : fmt::format("{}, {}", *type.precision, *type.scale);
}

std::string digits_of(const ir::LogicalType& type, const Application& application) {
  return type.precision && !application.pack.has(wirepacks::Feature::kFreeTypes)
             ? fmt::format("{}", *type.precision)
             : std::string();
}

std::string reader_of(const ir::LogicalType& type, std::string_view words, std::string_view charset,
                      const Application& application) {
  const Row& row = row_of(type.kind);
  if (type.kind == TypeKind::kJson && starts_with_fold(words, "jsonb")) return "types.jsonb";
  switch (row.made) {
    case Made::kPlain: return fmt::format("types.{}", row.reader);
    case Made::kText:
      return fmt::format("types.{}({})", row.reader,
                         text_options(type, words, charset, application));
    case Made::kDecimal:
      return fmt::format("types.{}({})", row.reader, decimal_arguments(type, application));
    case Made::kDigits:
      return fmt::format("types.{}({})", row.reader, digits_of(type, application));
    case Made::kBits:
      return fmt::format("types.{}({})", row.reader,
                         type.length                   ? fmt::format("{}", *type.length)
                         : type.kind == TypeKind::kBit ? "1"
                                                       : "");
    case Made::kLabels:
      return fmt::format("types.{}([{}])", row.reader,
                         label_list(type, application.database, ", "));
    case Made::kElement:
      return fmt::format("types.{}({})", row.reader,
                         reader_of(type.element.at(0), words, charset, application));
  }
  return {};
}

}  // namespace

const std::vector<std::string>& labels_of(const ir::LogicalType& type,
                                          const ir::Database& database) {
  const ir::LogicalType& base = without_domains(database, type);
  if (!base.name) return base.values;
  const auto found = std::find_if(database.enums.begin(), database.enums.end(),
                                  [&](const ir::Enum& each) { return each.name == *base.name; });
  return found == database.enums.end() ? base.values : found->values;
}

std::string reader_call(const ir::Column& column, const ir::Table& table,
                        const Application& application) {
  return reader_of(column.type, column.database_type, charset_of(column, table, application),
                   application);
}

std::string input_type(const ir::LogicalType& type, const Application& application) {
  if (type.kind == TypeKind::kEnum) {
    const std::string labels = label_list(type, application.database, " | ");
    return labels.empty() ? "string" : labels;
  }
  if (type.kind == TypeKind::kArray) {
    const std::string element = input_type(type.element.at(0), application);
    return fmt::format("readonly {}[]",
                       element.find('|') == std::string::npos ? element : "(" + element + ")");
  }
  return std::string(row_of(type.kind).type);
}

}  // namespace sqlx::generators
