// A declared type in the words of the catalog: "int4" is "integer", "varchar(20)" is "character
// varying(20)", an enum has its schema in front. What the words mean is wirepacks/types.h; what the
// user defined is looked up among what the DDL made.
#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "wirepacks/types.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::TypeKind;

std::string argument_words(const Expr& argument) {
  if (const auto* literal = argument.as<Literal>()) return std::string(literal->text);
  if (const auto* column = argument.as<Column>()) return std::string(column->path.back().text);
  const auto* sign = argument.as<Call>();
  if (sign == nullptr || sign->arguments.size() != 1) return {};
  return std::string(sign->name.back().text) + argument_words(*sign->arguments[0]);
}

std::string join_arguments(const TypeName& type) {
  std::vector<std::string> words;
  for (const Expr* each : type.arguments) words.push_back(argument_words(*each));
  return join(words, ",");
}

std::string label_list(const TypeName& type, bool escapes) {
  std::vector<std::string> labels;
  for (const std::string_view label : type.labels) {
    std::string text(label);
    if (escapes) replace_all(text, "\\", "\\\\");
    labels.push_back(quoted(text, '\''));
  }
  return join(labels, ",");
}

// "timestamp without time zone" takes its precision behind the first word.
std::string with_arguments(std::string name, const std::string& arguments) {
  if (arguments.empty()) return name;
  const std::size_t zone = name.find(" with");
  if (zone == std::string::npos) return name + '(' + arguments + ')';
  return name.substr(0, zone) + '(' + arguments + ')' + name.substr(zone);
}

// "float(24)" is another type than "float(53)": such a row names the type and how many digits it
// reaches, "float(24)".
std::string_view stored_name(const Draft& draft, const std::string& name,
                             const std::string& arguments) {
  for (const auto& [declared, kept] : draft.stored.types) {
    const std::size_t open = declared.find('(');
    if (open == std::string::npos || declared.substr(0, open) != name || arguments.empty())
      continue;
    const std::string most = declared.substr(open + 1, declared.size() - open - 2);
    const bool fits =
        arguments.size() < most.size() || (arguments.size() == most.size() && arguments <= most);
    if (fits) return kept;
  }
  return wirepacks::Stored::find(draft.stored.types, name);
}

std::string usual_arguments(const Draft& draft, const std::string& name, std::string arguments,
                            bool is_unsigned) {
  if (arguments.empty()) {
    const std::string key = is_unsigned ? name + " unsigned" : name;
    return std::string(wirepacks::Stored::find(draft.stored.type_arguments, key));
  }
  // "numeric(5)" is shown with its scale.
  const std::string_view rest = wirepacks::Stored::find(draft.stored.type_arguments, name + "(n)");
  if (!rest.empty() && arguments.find(',') == std::string::npos) arguments += rest;
  return arguments;
}

std::string quoted_if_needed(const std::string& name) {
  const bool plain = is_plain_word(name) && lower(name) == name;
  return plain ? name : quoted(name, '"');
}

ir::LogicalType array_of(ir::LogicalType type, int dimensions) {
  if (dimensions == 0) return type;
  ir::LogicalType array{.kind = TypeKind::kArray};  // the catalog has one dimension for all
  array.element.push_back(std::move(type));
  return array;
}

// An enum, domain, composite or row type of the file; nothing if there is none of that name.
std::optional<ir::LogicalType> user_type(Draft& draft, List<Name> path, ir::ObjectName& name) {
  const auto find = [&](const auto& items, auto make) -> std::optional<ir::LogicalType> {
    const ir::ObjectName wanted = draft.known_name(path, items);
    for (const auto& item : items) {
      if (item.name != wanted) continue;
      name = wanted;
      ir::LogicalType type = make(item);
      type.name = wanted;
      return type;
    }
    return std::nullopt;
  };
  if (auto found = find(draft.database.enums,
                        [](const ir::Enum&) { return ir::LogicalType{.kind = TypeKind::kEnum}; }))
    return found;
  if (auto found = find(draft.database.domains, [](const ir::Domain& each) { return each.type; }))
    return found;
  const auto range = [](const RangeType& each) {
    return ir::LogicalType{.kind = TypeKind::kRange, .element = {each.bounds}};
  };
  if (auto found = find(draft.ranges, range)) return found;
  const auto row = [](const auto&) { return ir::LogicalType{.kind = TypeKind::kComposite}; };
  if (auto found = find(draft.database.composites, row)) return found;
  return find(draft.database.tables, row);
}

DeclaredType type_of_user(Draft& draft, const TypeName& type) {
  DeclaredType made;
  ir::ObjectName name;
  const std::string arguments = join_arguments(type);
  if (auto found = user_type(draft, type.name, name)) {
    made.type = std::move(*found);
  } else {
    name = draft.new_name(type.name);
    made.type = wirepacks::logical_type(draft.pack, with_arguments(lower(name.name), arguments));
  }
  made.words =
      with_arguments(quoted_if_needed(name.schema) + '.' + quoted_if_needed(name.name), arguments);
  for (int i = 0; i < std::min<int>(type.dimensions, 1); ++i) made.words += "[]";
  made.type = array_of(std::move(made.type), type.dimensions);
  return made;
}

bool is_serial(const Draft& draft, const std::string& name) {
  const auto& serial = draft.pack.serial_types;
  return std::find(serial.begin(), serial.end(), name) != serial.end();
}

std::string words_of(const Draft& draft, const TypeName& type, const std::string& name) {
  const std::string arguments = type.labels.empty()
                                    ? join_arguments(type)
                                    : label_list(type, draft.pack.lexical.backslash_escapes);
  std::string kept(stored_name(draft, name, arguments));
  if (kept.empty()) kept = name;
  std::string words;
  const bool carries_arguments = kept.find('(') != std::string::npos;
  const bool is_unsigned = type.is_unsigned || type.zerofill;
  if (carries_arguments) {
    words = kept;
  } else if (kept.ends_with('!')) {  // takes none, whatever was written
    words = kept.substr(0, kept.size() - 1);
  } else {
    words = with_arguments(kept, usual_arguments(draft, kept, arguments, is_unsigned));
  }
  if (is_unsigned) words += " unsigned";
  if (type.zerofill) words += " zerofill";
  return words;
}

std::string plain_name(const TypeName& type) {
  std::string name = lower(type.name.back().text);
  if (!type.interval_fields.empty()) name += ' ' + std::string(type.interval_fields);
  return name;
}

// The words as they stand, with one blank between them where there are any.
DeclaredType type_as_written(const Draft& draft, const TypeName& type) {
  DeclaredType made{.words = std::string(draft.written(type)), .type = {}, .serial = {}};
  const std::string_view plain = wirepacks::Stored::find(draft.stored.types, lower(made.words));
  if (!plain.empty()) made.words = plain;
  const bool in_quotes = made.words.size() > 1 &&
                         std::string_view("\"[`'").find(made.words[0]) != std::string_view::npos;
  if (in_quotes && type.arguments.empty()) made.words = type.name.back().text;
  made.type = wirepacks::logical_type(draft.pack, made.words);
  return made;
}

}  // namespace

DeclaredType declared_type(Draft& draft, const TypeName& type) {
  if (draft.stored.types_as_written) return type_as_written(draft, type);
  const std::string name = plain_name(type);
  if (type.name.size() == 1 && type.name[0].quoted &&
      !stored_name(draft, quoted(name, '"'), {}).empty()) {
    const std::string words = quoted(name, '"');
    return {.words = words, .type = wirepacks::logical_type(draft.pack, words), .serial = {}};
  }
  const bool is_ours = type.name.size() > 1 || type.name.back().quoted ||
                       (draft.stored.expressions == wirepacks::StoredText::kTyped &&
                        stored_name(draft, name, {}).empty());
  if (is_ours && !is_serial(draft, name)) return type_of_user(draft, type);
  DeclaredType made;
  made.words = words_of(draft, type, name);
  if (is_serial(draft, name)) made.serial = name;
  made.type = wirepacks::logical_type(draft.pack, made.words);
  if (const std::string_view element = wirepacks::Stored::find(draft.stored.ranges, made.words);
      !element.empty())
    made.type = {.kind = TypeKind::kRange,
                 .element = {wirepacks::logical_type(draft.pack, element)}};
  if (!type.labels.empty()) made.type.values.assign(type.labels.begin(), type.labels.end());
  if (type.dimensions > 0) made.words += "[]";
  made.type = array_of(std::move(made.type), type.dimensions);
  return made;
}

}  // namespace sqlx::sql::schema_reader
