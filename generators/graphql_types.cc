#include "generators/graphql_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "generators/domains.h"

namespace sqlx::generators {
namespace {

using ir::TypeKind;

struct Scalar {
  TypeKind kind;
  std::string_view name;
  std::string_view average = {};
  bool is_ordered = true;
  bool has_extremes = true;
};

// Kinds that are not here are strings, as the database writes them.
constexpr auto kScalars = std::to_array<Scalar>({
    {TypeKind::kBoolean, "Boolean", {}, true, false},
    {TypeKind::kInt8, "Int", "Float"},
    {TypeKind::kInt16, "Int", "Float"},
    {TypeKind::kInt24, "Int", "Float"},
    {TypeKind::kInt32, "Int", "Float"},
    {TypeKind::kInt64, "BigInt", "Decimal"},
    {TypeKind::kUint8, "Int", "Float"},
    {TypeKind::kUint16, "Int", "Float"},
    {TypeKind::kUint24, "Int", "Float"},
    {TypeKind::kUint32, "BigInt", "Decimal"},
    {TypeKind::kUint64, "BigInt", "Decimal"},
    {TypeKind::kYear, "Int", "Float"},
    {TypeKind::kFloat32, "Float", "Float"},
    {TypeKind::kFloat64, "Float", "Float"},
    {TypeKind::kDecimal, "Decimal", "Decimal"},
    {TypeKind::kText, "String"},
    {TypeKind::kChar, "String"},
    {TypeKind::kBytes, "Bytes", {}, true, false},
    {TypeKind::kDate, "Date"},
    {TypeKind::kTime, "Time"},
    {TypeKind::kTimeZoned, "Time"},
    {TypeKind::kTimestamp, "LocalDateTime"},
    {TypeKind::kTimestampZoned, "DateTime"},
    {TypeKind::kUuid, "UUID", {}, true, false},
    {TypeKind::kMoney, "String", {}, true, false},
    {TypeKind::kInterval, "String", {}, true, false},
    {TypeKind::kInet, "String", {}, true, false},
    {TypeKind::kMacAddress, "String", {}, true, false},
    {TypeKind::kBit, "String", {}, true, false},
    {TypeKind::kVarBit, "String", {}, true, false},
    {TypeKind::kSet, "String", {}, true, false},
    {TypeKind::kRange, "String", {}, true, false},
    {TypeKind::kJson, "JSON", {}, false, false},
    {TypeKind::kAny, "JSON", {}, false, false},
    {TypeKind::kComposite, "JSON", {}, false, false},
    {TypeKind::kGeometry, "JSON", {}, false, false},
});

constexpr Scalar kOther{TypeKind::kOther, "String", {}, false, false};

// What may be a row's ID: values that are one short text.
bool may_identify(TypeKind kind) {
  const auto* found = std::find_if(kScalars.begin(), kScalars.end(),
                                   [&](const Scalar& one) { return one.kind == kind; });
  const std::string_view name = found == kScalars.end() ? "" : found->name;
  return name == "Int" || name == "BigInt" || name == "UUID" || kind == TypeKind::kText ||
         kind == TypeKind::kChar;
}

std::string list_name(std::string_view element) { return fmt::format("[{}]", element); }

}  // namespace

bool GraphqlColumnTypes::is_key(ir::TableId id, std::size_t column) const {
  const ir::Table& table = application_.catalog.table(id);
  if (!table.primary_key || table.primary_key->columns.size() != 1) return false;
  return table.primary_key->columns.front().column == table.columns[column].name &&
         may_identify(table.columns[column].type.kind);
}

// The key of its row, or of the row that it points to: so both can be compared.
bool GraphqlColumnTypes::is_id(ir::TableId id, std::size_t column) const {
  if (is_key(id, column)) return true;
  const ir::Table& table = application_.catalog.table(id);
  return std::any_of(
      table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ir::ForeignKey& key) {
        if (key.columns.size() != 1 || key.referenced_columns.size() != 1 ||
            key.columns.front() != table.columns[column].name)
          return false;
        const std::optional<ir::TableId> target = application_.catalog.find_table(key.references);
        if (!target) return false;
        const std::vector<ir::Column>& columns = application_.catalog.table(*target).columns;
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const ir::Column& one) {
          return one.name == key.referenced_columns.front();
        });
        return found != columns.end() &&
               is_key(*target, static_cast<std::size_t>(found - columns.begin()));
      });
}

const GraphqlEnumNames* GraphqlColumnTypes::enumeration(const ir::LogicalType& type,
                                                        std::string_view labels_type) const {
  std::string_view name = labels_type;
  const std::vector<ir::Enum>& enums = application_.database.enums;
  if (name.empty()) {
    const ir::LogicalType& base = without_domains(application_.database, type);
    const auto found = std::find_if(enums.begin(), enums.end(),
                                    [&](const ir::Enum& one) { return base.name == one.name; });
    if (found == enums.end() || found->values.empty()) return nullptr;
    name = application_.names.enums[static_cast<std::size_t>(found - enums.begin())].type;
  }
  const auto names = names_.enums.find(name);
  return names == names_.enums.end() ? nullptr : &names->second;
}

GraphqlColumnType GraphqlColumnTypes::scalar(const ir::LogicalType& type,
                                             std::string_view labels_type) const {
  if (type.kind == TypeKind::kEnum) {
    const GraphqlEnumNames* names = enumeration(type, labels_type);
    if (names != nullptr) return {.name = names->type, .filter = names->filter, .is_ordered = true};
  }
  const auto* found = std::find_if(kScalars.begin(), kScalars.end(),
                                   [&](const Scalar& one) { return one.kind == type.kind; });
  const Scalar& is = found == kScalars.end() ? kOther : *found;
  return {.name = std::string(is.name),
          .filter = fmt::format("{}Filter", is.name),
          .average = std::string(is.average),
          .is_ordered = is.is_ordered,
          .has_extremes = is.has_extremes,
          .is_text = type.kind == TypeKind::kText || type.kind == TypeKind::kChar};
}

GraphqlColumnType GraphqlColumnTypes::of(ir::TableId id, std::size_t column) {
  const ir::LogicalType& type = application_.catalog.table(id).columns[column].type;
  const std::string& labels_type = application_.names_of(id).column_enums[column].type;
  if (type.kind == TypeKind::kArray) {
    // Members of an enum would have to be translated one by one, so its labels are texts here.
    const bool is_plain = !type.element.empty() && type.element.front().kind != TypeKind::kEnum &&
                          type.element.front().kind != TypeKind::kArray;
    const std::string element = is_plain ? scalar(type.element.front(), {}).name : "String";
    std::string& filter = list_filters_[element];
    if (filter.empty()) filter = names_.scope.take(element + "ListFilter");
    return {.name = list_name(element), .filter = filter, .element = element};
  }
  GraphqlColumnType made = scalar(type, labels_type);
  // An identifier of the server's own, such as oid, is a whole number that is not added up.
  if (type.kind == TypeKind::kUint32 &&
      !contains_fold(application_.catalog.table(id).columns[column].database_type, "unsigned"))
    made.average.clear();
  // A column without a type holds 1 as well as "1", which an ID would not tell apart.
  if (type.kind == TypeKind::kAny || !is_id(id, column)) return made;
  made.name = "ID";
  made.filter = "IDFilter";
  made.average.clear();
  return made;
}

}  // namespace sqlx::generators
