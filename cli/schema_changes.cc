#include "cli/schema_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/diagnostic_json.h"
#include "base/document.h"
#include "base/text.h"

namespace sqlx::cli {
namespace {

using ir::ChangeKind;
using ir::Impact;
using ir::SchemaChange;
using ir::Subject;

constexpr std::size_t kMostOfValue = 60;  // a view's query does not belong on a line

std::string shortened(std::string_view text) {
  std::string line = printable(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  if (line.size() <= kMostOfValue) return line;
  std::size_t end = kMostOfValue;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
    --end;  // not within a character
  return line.substr(0, end) + "…";
}

bool is_part_of_table(const SchemaChange& change) {
  return change.subject >= Subject::kColumn && change.subject <= Subject::kPolicy;
}

std::string object_of(const SchemaChange& change) {
  return printable(change.object.schema.empty()
                       ? change.object.name
                       : fmt::format("{}.{}", change.object.schema, change.object.name));
}

char sign_of(ChangeKind kind) {
  return kind == ChangeKind::kAdded ? '+' : kind == ChangeKind::kRemoved ? '-' : '~';
}

std::string value_of(const std::string& text) { return text.empty() ? "none" : shortened(text); }

std::string fields_of(const SchemaChange& change) {
  std::string out;
  for (const ir::FieldChange& field : change.fields) {
    out += out.empty() ? ": " : ", ";
    std::string name = field.field;
    replace_all(name, "database_type", "type");
    replace_all(name, "_", " ");
    out += fmt::format("{} {} → {}", name, value_of(field.before), value_of(field.after));
  }
  return out;
}

void append_line(std::string& out, std::string_view indentation, const SchemaChange& change,
                 const std::string& what) {
  out += fmt::format("{}{} {}{}", indentation, sign_of(change.kind), what, fields_of(change));
  if (change.impact != Impact::kNone) out += fmt::format("  [{}]", to_string(change.impact));
  out += '\n';
}

std::string part_words(const SchemaChange& change) {
  std::string out = fmt::format("{} {}", to_string(change.subject), shortened(change.part));
  if (!change.detail.empty() && change.detail != change.part) out += ' ' + shortened(change.detail);
  return out;
}

std::string object_words(const SchemaChange& change) {
  if (change.subject == Subject::kRoutine)
    return fmt::format("routine {}({})", object_of(change), shortened(change.part));
  if (change.subject == Subject::kUnsupported)
    return fmt::format("{} {}", printable(change.part), object_of(change));
  return fmt::format("{} {}", to_string(change.subject), object_of(change));
}

std::string count_of(std::span<const SchemaChange> changes) {
  std::string out =
      fmt::format("{} {}", changes.size(), changes.size() == 1 ? "change" : "changes");
  for (const Impact impact : {Impact::kBreaking, Impact::kDestructive}) {
    const auto count = std::count_if(changes.begin(), changes.end(), [&](const SchemaChange& each) {
      return each.impact == impact;
    });
    if (count > 0) out += fmt::format(", {} {}", count, to_string(impact));
  }
  return out + '\n';
}

void write_change(DocumentWriter& writer, const SchemaChange& change) {
  const auto member = [&](std::string_view key, std::string_view value) {
    writer.key(key);
    writer.string(value);
  };
  writer.begin_object();
  member("change", to_string(change.kind));
  member("what", to_string(change.subject));
  writer.key("object");
  writer.begin_object();
  if (!change.object.schema.empty()) member("schema", change.object.schema);
  member("name", change.object.name);
  writer.end_object();
  if (!change.part.empty()) member("part", change.part);
  if (!change.detail.empty()) member("detail", change.detail);
  member("impact", to_string(change.impact));
  if (!change.fields.empty()) {
    writer.key("fields");
    writer.begin_array();
    for (const ir::FieldChange& field : change.fields) {
      writer.begin_object();
      member("field", field.field);
      member("before", field.before);
      member("after", field.after);
      writer.end_object();
    }
    writer.end_array();
  }
  writer.end_object();
}

}  // namespace

std::string text_of(std::span<const SchemaChange> changes) {
  if (changes.empty()) return "no differences\n";
  std::string out;
  const ir::ObjectName* table = nullptr;  // under which the last line stands
  for (const SchemaChange& change : changes) {
    if (is_part_of_table(change)) {
      if (table == nullptr || *table != change.object)
        out += fmt::format("~ {}\n", object_of(change));
      append_line(out, "    ", change, part_words(change));
    } else {
      append_line(out, "", change, object_words(change));
    }
    const bool opens = is_part_of_table(change) ||
                       (change.kind == ChangeKind::kChanged &&
                        (change.subject == Subject::kTable || change.subject == Subject::kView));
    table = opens ? &change.object : nullptr;
  }
  return out + count_of(changes);
}

std::string json_of(std::span<const SchemaChange> changes, const Diagnostics& diagnostics) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("changes");
  writer.begin_array();
  for (const SchemaChange& change : changes) write_change(writer, change);
  writer.end_array();
  write_diagnostics_member(writer, diagnostics.items());
  writer.end_object();
  return out + '\n';
}

std::string name_of(const SchemaChange& change) {
  if (!is_part_of_table(change)) return object_words(change);
  return fmt::format("{} {}.{}", to_string(change.subject), object_of(change),
                     shortened(change.part));
}

}  // namespace sqlx::cli
