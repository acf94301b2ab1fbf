#include "ir/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "ir/enum_names.h"
#include "ir/fields.h"

namespace sqlx::ir {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 64;  // partitions of partitions, arrays of arrays

template <class S, class Visit>
void for_each_field(Visit visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, Fields<S>::kList);
}

// A key part that is nothing but a column is written as the column's name.
bool is_plain(const KeyPart& part) {
  return part == KeyPart{.column = part.column} && !part.column.empty();
}

// ----------------------------------------------------------------------------------------- writing

void write(DocumentWriter& out, const std::string& text) { out.string(text); }
void write(DocumentWriter& out, bool value) { out.boolean(value); }
void write(DocumentWriter& out, std::int64_t value) { out.number(value); }
void write(DocumentWriter& out, std::int32_t value) { out.number(value); }

template <class E>
requires std::is_enum_v<E>
void write(DocumentWriter& out, E value) { out.string(enum_name(value)); }

// Declared before the templates that call them, which would not find them otherwise.
void write(DocumentWriter& out, const KeyPart& part);
void write(DocumentWriter& out, const Attributes& attributes);
template <HasFields S>
void write(DocumentWriter& out, const S& value);

template <class T>
void write(DocumentWriter& out, const std::optional<T>& value) {
  write(out, *value);  // an absent one equals its default, and is not written
}

template <class T>
void write(DocumentWriter& out, const std::vector<T>& items) {
  out.begin_array();
  for (const T& item : items) write(out, item);
  out.end_array();
}

void write(DocumentWriter& out, const Attributes& attributes) {
  out.begin_object();
  for (const Attribute& attribute : attributes) {
    out.key(enum_name(attribute.key));
    out.string(attribute.value);
  }
  out.end_object();
}

template <HasFields S>
void write_members(DocumentWriter& out, const S& value) {
  static const S kDefaults{};
  for_each_field<S>([&](const auto& field) {
    if (!field.required && value.*field.member == kDefaults.*field.member) return;
    out.key(field.name);
    write(out, value.*field.member);
  });
}

template <HasFields S>
void write(DocumentWriter& out, const S& value) {
  out.begin_object();
  write_members(out, value);
  out.end_object();
}

void write(DocumentWriter& out, const KeyPart& part) {
  if (is_plain(part)) {
    out.string(part.column);
  } else {
    out.begin_object();
    write_members(out, part);
    out.end_object();
  }
}

// ----------------------------------------------------------------------------------------- reading

// Reads one document; `path_` is where it is, as `tables[2].columns[0].type`.
class Reader {
 public:
  Reader(const Source& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  void read(const Json& json, std::string& into) {
    if (json.is_string()) {
      into = json.get_ref<const std::string&>();
    } else {
      wrong("a string", json);
    }
  }

  void read(const Json& json, bool& into) {
    if (json.is_boolean()) {
      into = json.get<bool>();
    } else {
      wrong("true or false", json);
    }
  }

  template <std::signed_integral N>
  void read(const Json& json, N& into) {
    const bool fits = json.is_number_unsigned()
                          ? std::in_range<N>(json.get<std::uint64_t>())
                          : json.is_number_integer() && std::in_range<N>(json.get<std::int64_t>());
    if (fits) {
      into = json.get<N>();
    } else {
      wrong("a whole number", json);
    }
  }

  template <class E>
  requires std::is_enum_v<E>
  void read(const Json& json, E& into) {
    std::string name;
    read(json, name);
    if (!json.is_string()) return;
    if (const auto value = enum_from_name<E>(name)) {
      into = *value;
    } else {
      const std::vector<std::string> known(EnumNames<E>::kNames.begin(),
                                           EnumNames<E>::kNames.end());
      report(fmt::format("`{}` is not known as a value of `{}`", name, path_),
             did_you_mean(name, known));
    }
  }

  template <class T>
  void read(const Json& json, std::optional<T>& into) {
    read(json, into.emplace());
  }

  template <class T>
  void read(const Json& json, std::vector<T>& into) {
    if (!json.is_array()) return wrong("an array", json);
    into.resize(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
      inside(fmt::format("[{}]", i), [&] { read(json[i], into[i]); });
    }
  }

  void read(const Json& json, Attributes& into) {
    if (!json.is_object()) return wrong("an object", json);
    for (const auto& item : json.items()) {
      inside("." + item.key(), [&] {
        AttributeKey key{};
        std::string text;
        read(Json(item.key()), key);
        read(item.value(), text);
        set_attribute(into, key, std::move(text));
      });
    }
  }

  void read(const Json& json, KeyPart& into) {
    if (json.is_string()) {
      read(json, into.column);
    } else {
      read_object(json, into);
    }
  }

  template <HasFields S>
  void read(const Json& json, S& into) {
    read_object(json, into);
  }

  // `extra` are keys that belong to somebody else.
  template <HasFields S>
  void read_object(const Json& json, S& into, std::span<const std::string_view> extra = {}) {
    if (!json.is_object()) return wrong("an object", json);
    if (depth_ == kDeepest) return report(fmt::format("`{}` is nested too deeply", path_));
    std::size_t read_keys = 0;
    for_each_field<S>([&](const auto& field) {
      const auto found = json.find(std::string(field.name));
      if (found == json.end()) {
        if (field.required) report(fmt::format("`{}` lacks the key `{}`", here(), field.name));
        return;
      }
      ++read_keys;
      inside("." + std::string(field.name), [&] { read(*found, into.*field.member); });
    });
    for (const std::string_view name : extra) read_keys += json.count(std::string(name));
    if (read_keys != json.size()) report_unknown_keys<S>(json, extra);
  }

 private:
  template <class Body>
  void inside(const std::string& step, Body body) {
    const std::size_t length = path_.size();
    path_ += length == 0 && step.starts_with('.') ? step.substr(1) : step;
    ++depth_;
    body();
    --depth_;
    path_.resize(length);
  }

  template <HasFields S>
  void report_unknown_keys(const Json& json, std::span<const std::string_view> extra) {
    std::vector<std::string> known(extra.begin(), extra.end());
    for_each_field<S>([&](const auto& field) { known.emplace_back(field.name); });
    for (const auto& [name, value] : json.items()) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      report(fmt::format("`{}` has an unknown key `{}`", here(), name), did_you_mean(name, known));
    }
  }

  void wrong(std::string_view expected, const Json& json) {
    report(fmt::format("`{}` should be {}, not {}", here(), expected, json.type_name()));
  }

  void report(std::string message, std::string hint = {}) {
    if (reported_++ > 20) return;  // a file of another kind would fill the screen
    diagnostics_.add(Code::kSnapshotShape, fmt::format("{}: {}", source_->name, message), {},
                     std::move(hint));
  }

  [[nodiscard]] std::string here() const { return path_.empty() ? "the snapshot" : path_; }

  const Source& source_;
  Diagnostics& diagnostics_;
  std::string path_;
  int depth_ = 0;
  int reported_ = 0;
};

constexpr std::string_view kFormatKey = "format";
constexpr std::string_view kDiagnosticsKey = "diagnostics";
constexpr std::string_view kForeignKeys[] = {kFormatKey, kDiagnosticsKey};

bool check_format(const Json& json, const Source& source, Diagnostics& diagnostics) {
  const auto found = json.find(std::string(kFormatKey));
  if (found != json.end() && *found == kSnapshotFormat) return true;
  const std::string message =
      found == json.end()
          ? fmt::format("{} is not a schema snapshot: it has no key `format`", source->name)
          : fmt::format("{} has format {}, and this sqlx knows format {}", source->name,
                        found->dump(), kSnapshotFormat);
  diagnostics.add(Code::kSnapshotVersion, message, {},
                  "`sqlx introspect --out FILE` writes a snapshot");
  return false;
}

// ------------------------------------------------------------------------------------- JSON Schema

Json schema_of(const std::string*) { return {{"type", "string"}}; }
Json schema_of(const bool*) { return {{"type", "boolean"}}; }
Json schema_of(const std::int64_t*) { return {{"type", "integer"}}; }
Json schema_of(const std::int32_t*) { return {{"type", "integer"}}; }

Json reference(std::string_view title) { return {{"$ref", fmt::format("#/$defs/{}", title)}}; }

template <class E>
requires std::is_enum_v<E> Json schema_of(const E*) { return {{"enum", EnumNames<E>::kNames}}; }

Json schema_of(const Attributes*);

template <HasFields S>
Json schema_of(const S*) {
  return reference(Fields<S>::kTitle);
}

template <class T>
Json schema_of(const std::optional<T>*) {
  return schema_of(static_cast<const T*>(nullptr));
}

template <class T>
Json schema_of(const std::vector<T>*) {
  return {{"type", "array"}, {"items", schema_of(static_cast<const T*>(nullptr))}};
}

Json schema_of(const Attributes*) {
  Json properties = Json::object();
  const auto describe = [&](std::string_view name, std::string_view meaning) {
    properties[std::string(name)] = {{"type", "string"}, {"description", meaning}};
  };
#define SQLX_ATTRIBUTE(enumerator, name, meaning) describe(name, meaning);
#include "ir/attributes.def"
#undef SQLX_ATTRIBUTE
  return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
}

template <HasFields S>
Json object_schema() {
  Json properties = Json::object();
  Json required = Json::array();
  for_each_field<S>([&](const auto& field) {
    const auto* member =
        static_cast<const std::remove_reference_t<decltype(std::declval<S>().*field.member)>*>(
            nullptr);
    Json property = schema_of(member);
    property["description"] = field.doc;
    properties[std::string(field.name)] = std::move(property);
    if (field.required) required.push_back(field.name);
  });
  return {{"type", "object"},
          {"properties", properties},
          {"required", required},
          {"additionalProperties", false}};
}

template <HasFields... S>
Json definitions() {
  Json defs = Json::object();
  ((defs[std::string(Fields<S>::kTitle)] = object_schema<S>()), ...);
  return defs;
}

}  // namespace

void write_snapshot_members(DocumentWriter& writer, const Database& database) {
  writer.key(kFormatKey);
  writer.number(kSnapshotFormat);
  write_members(writer, database);
}

std::string snapshot(const Database& database) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  write_snapshot_members(writer, database);
  writer.end_object();
  out += '\n';
  return out;
}

std::optional<Database> read_snapshot(const Source& source, Diagnostics& diagnostics) {
  Json json;
  try {
    json = Json::parse(source->text);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
    diagnostics.add(Code::kSnapshotSyntax, fmt::format("{} is not valid JSON", source->name),
                    Span{source, at, at + 1});
    return std::nullopt;
  }
  if (!check_format(json, source, diagnostics)) return std::nullopt;
  const std::size_t before = diagnostics.items().size();
  Database database;
  Reader(source, diagnostics).read_object(json, database, kForeignKeys);
  if (diagnostics.items().size() != before) return std::nullopt;
  normalise(database);
  return database;
}

std::string snapshot_json_schema() {
  Json schema = object_schema<Database>();
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "A database schema as sqlx writes it";
  schema["properties"][std::string(kFormatKey)] = {{"const", kSnapshotFormat},
                                                   {"description", "version of this format"}};
  schema["properties"][std::string(kDiagnosticsKey)] = {
      {"type", "array"},
      {"description", "what `sqlx introspect --format json` had to say; ignored on reading"}};
  schema["required"].push_back(kFormatKey);
  schema["$defs"] =
      definitions<ObjectName, LogicalType, Default, SequenceOptions, Identity, Generated,
                  ColumnReference, Column, KeyPart, Key, ForeignKey, Check, Exclusion, Index,
                  Trigger, Policy, PartitionSlice, Partitioning, Table, Enum, Domain, Composite,
                  Sequence, Argument, Routine, Extension, Namespace, Unsupported>();
  Json& part = schema["$defs"][std::string(Fields<KeyPart>::kTitle)];
  part = {{"anyOf", Json::array({{{"type", "string"}}, part})}};
  return schema.dump(2) + '\n';
}

}  // namespace sqlx::ir
