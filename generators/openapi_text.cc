#include "generators/openapi_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "generators/escape.h"
#include "ir/naming.h"

namespace sqlx::generators {
namespace {

bool is_plain(char c, std::string_view others) {
  return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
}

// Bytes that are neither letters, digits nor `others`, as `mark` and two hexadecimal digits.
std::string hex_escaped(std::string_view text, char mark, std::string_view others) {
  std::string out;
  for (const char c : text) {
    if (is_plain(c, others)) {
      out += c;
    } else {
      out += fmt::format("{}{:02X}", mark, static_cast<unsigned char>(c));
    }
  }
  return out;
}

// Of the query language of the REST API.
constexpr auto kWords =
    std::to_array<std::string_view>({"select", "order", "limit", "offset", "and", "or", "not",
                                     "columns", "on_conflict", "distinct", "after", "having"});

}  // namespace

std::string url_segment(std::string_view name) {
  // A path of dots alone would be taken for a step up.
  const bool only_dots = name.find_first_not_of('.') == std::string_view::npos;
  return hex_escaped(name, '%', only_dots ? "-_~" : "-._~");
}

std::string component_key(std::string_view name) { return hex_escaped(name, '-', "._"); }

std::string json_inside(std::string_view text) {
  const std::string quoted = json_string(text);
  return quoted.substr(1, quoted.size() - 2);
}

std::string filter_name(std::string_view column) {
  const bool is_word = std::find(kWords.begin(), kWords.end(), column) != kWords.end();
  const bool is_plain =
      column.find_first_of(".\"\\->") == std::string_view::npos && !column.empty();
  if (is_plain && !is_word) return std::string(column);
  std::string out = "\"";
  for (const char c : column) out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return out + '"';
}

std::string tag_of(const Application& application, const ir::ObjectName& table) {
  const bool is_usual = table.schema.empty() || ir::in_default_schema(application.database, table);
  return is_usual ? table.name : table.schema + '.' + table.name;
}

std::string schema_reference(std::string_view component) {
  return fmt::format(R"({{ "$ref": "#/components/schemas/{}" }})", component);
}

std::string parameter_reference(std::string_view component) {
  return fmt::format(R"({{ "$ref": "#/components/parameters/{}" }})", component);
}

std::string any_of(std::span<const std::string> schemas) {
  return schemas.size() == 1 ? schemas.front()
                             : fmt::format(R"({{ "anyOf": [{}] }})", fmt::join(schemas, ", "));
}

std::string schema_header(const Application& application, std::string_view header,
                          std::span<const std::string> schemas, SchemaHeaders& headers) {
  const auto is_default = [&](const std::string& schema) {
    return schema.empty() || schema == application.database.default_schema;
  };
  const bool has_default = std::any_of(schemas.begin(), schemas.end(), is_default);
  if (has_default && schemas.size() == 1) return {};
  std::vector<std::string> names;
  std::string key(header);
  for (const std::string& schema : schemas) {
    names.push_back(json_string(schema));
    key += '.' + hex_escaped(schema, '-', "_");
  }
  headers.emplace(
      key,
      fmt::format(
          R"({{ "name": "{}", "in": "header", "required": {}, "description": "The schema that is meant", "schema": {{ "type": "string", "enum": [{}] }} }})",
          header, !has_default, fmt::join(names, ", ")));
  return parameter_reference(key);
}

}  // namespace sqlx::generators
