#include "generators/validation/json_schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "generators/escape.h"
#include "generators/validation/column_types.h"

namespace sqlx::generators {
namespace {

using ir::TypeKind;

// What a word says something about: `minimum` and `exclusiveMinimum` speak of the same end.
std::string_view subject_of(std::string_view word) {
  if (word == "exclusiveMinimum") return "minimum";
  return word == "exclusiveMaximum" ? "maximum" : word;
}

// A schema being written: its types, and its other words in the order in which they came. What was
// spoken of already goes into `allOf`.
class Schema {
 public:
  void type(std::string_view name) { types_.push_back(json_string(name)); }

  void add(std::string_view name, std::string value) {
    const bool is_there = std::any_of(words_.begin(), words_.end(), [&](const auto& word) {
      return subject_of(word.first) == subject_of(name);
    });
    if (is_there) {
      more_.push_back(fmt::format("{{ {}: {} }}", json_string(name), value));
    } else {
      words_.emplace_back(name, std::move(value));
    }
  }

  [[nodiscard]] std::string text() const {
    std::vector<std::string> members;
    if (types_.size() == 1) members.push_back("\"type\": " + types_[0]);
    if (types_.size() > 1)
      members.push_back(fmt::format("\"type\": [{}]", fmt::join(types_, ", ")));
    for (const auto& [name, value] : words_)
      members.push_back(fmt::format("{}: {}", json_string(name), value));
    if (!more_.empty()) members.push_back(fmt::format("\"allOf\": [{}]", fmt::join(more_, ", ")));
    return members.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(members, ", "));
  }

 private:
  std::vector<std::string> types_;
  std::vector<std::pair<std::string, std::string>> words_;
  std::vector<std::string> more_;
};

struct Range {
  TypeKind kind;
  std::string_view least, greatest;
};

constexpr Range kRanges[] = {
    {TypeKind::kInt8, "-128", "127"},
    {TypeKind::kInt16, "-32768", "32767"},
    {TypeKind::kInt24, "-8388608", "8388607"},
    {TypeKind::kInt32, "-2147483648", "2147483647"},
    {TypeKind::kUint8, "0", "255"},
    {TypeKind::kUint16, "0", "65535"},
    {TypeKind::kUint24, "0", "16777215"},
    {TypeKind::kUint32, "0", "4294967295"},
    {TypeKind::kYear, "0", "2155"},
};

// Digits that a number of JSON would lose are a text.
constexpr std::string_view kWholeText = R"("^[+-]?\\d+$")";
constexpr std::string_view kDecimalText =
    R"("^\\s*([+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[nN][aA][nN])\\s*$")";

void add_labels(Schema& schema, const std::vector<std::string>& labels, bool may_be_null) {
  std::vector<std::string> values;
  values.reserve(labels.size() + 1);
  for (const std::string& label : labels) values.push_back(json_string(label));
  if (may_be_null) values.emplace_back("null");
  if (!values.empty()) schema.add("enum", fmt::format("[{}]", fmt::join(values, ", ")));
}

Schema schema_of(const ir::LogicalType& type, bool may_be_null, const Application& application,
                 JsonOf json) {
  Schema schema;
  const bool is_answer = json == JsonOf::kAnswer;
  const auto* range = std::find_if(std::begin(kRanges), std::end(kRanges),
                                   [&](const Range& each) { return each.kind == type.kind; });
  if (range != std::end(kRanges)) {
    schema.type("integer");
    schema.add("minimum", std::string(range->least));
    schema.add("maximum", std::string(range->greatest));
  } else {
    switch (type.kind) {
      case TypeKind::kBoolean: schema.type("boolean"); break;
      case TypeKind::kInt64:
      case TypeKind::kUint64:
        schema.type("integer");
        if (!is_answer) schema.type("string");
        schema.add(is_answer ? "format" : "pattern",
                   is_answer ? "\"int64\"" : std::string(kWholeText));
        if (type.kind == TypeKind::kUint64) schema.add("minimum", "0");
        break;
      case TypeKind::kFloat32:
      case TypeKind::kFloat64: schema.type("number"); break;
      case TypeKind::kDecimal:
        schema.type("number");
        if (is_answer) break;
        schema.type("string");
        schema.add("pattern", std::string(kDecimalText));
        break;
      case TypeKind::kText:
      case TypeKind::kChar:
        schema.type("string");
        if (type.length && !application.pack.has(wirepacks::Feature::kFreeTypes))
          schema.add("maxLength", fmt::format("{}", *type.length));
        break;
      case TypeKind::kBytes:
        schema.type("string");
        if (json == JsonOf::kModel) schema.add("contentEncoding", "\"base64\"");
        break;
      case TypeKind::kEnum:
        schema.type("string");
        add_labels(schema, labels_of(type, application.database), may_be_null);
        break;
      case TypeKind::kArray:
        schema.type("array");
        schema.add("items", schema_of(type.element.at(0), true, application, json).text());
        break;
      case TypeKind::kOther:
        if (is_answer) return schema;
        schema.type("string");
        break;
      case TypeKind::kUuid:
      case TypeKind::kDate:
        schema.type("string");
        if (is_answer) schema.add("format", type.kind == TypeKind::kUuid ? "\"uuid\"" : "\"date\"");
        break;
      case TypeKind::kJson:
      case TypeKind::kAny:
      case TypeKind::kGeometry:
      case TypeKind::kVector: return schema;  // anything
      case TypeKind::kComposite:
        schema.type("object");
        schema.type("string");
        break;
      default: schema.type("string");
    }
  }
  if (may_be_null) schema.type("null");
  return schema;
}

}  // namespace

std::string property_schema(const ir::Column& column, std::string_view field, bool may_be_null,
                            const std::vector<ModelCheck>& checks, const Application& application,
                            JsonOf json) {
  Schema schema = schema_of(column.type, may_be_null, application, json);
  const bool is_model = json == JsonOf::kModel;
  std::vector<std::string> told;
  for (const ModelCheck& check : checks) {
    for (const Keyword& keyword : check.keywords) {
      if (keyword.field != field) continue;
      const bool is_list = keyword.name == "enum";
      schema.add(keyword.name,
                 is_list ? fmt::format("[{}{}]", keyword.value, may_be_null ? ", null" : "")
                         : keyword.value);
    }
    if (check.code.fields.size() == 1 && *check.code.fields.begin() == field)
      told.push_back(is_model ? check.sql : markdown_code(check.sql));
  }
  if (!column.comment.empty())
    told.insert(told.begin(), is_model ? column.comment : markdown_prose(column.comment));
  if (!told.empty())
    schema.add("description", json_string(fmt::format("{}", fmt::join(told, "\n"))));
  return schema.text();
}

std::string value_schema(const ir::LogicalType& type, bool may_be_null,
                         const Application& application, JsonOf json) {
  return schema_of(type, may_be_null, application, json).text();
}

}  // namespace sqlx::generators
