// Type names: timestamp(3) with time zone, enum('a', 'b') CHARACTER SET utf8mb4, integer[].
#include <algorithm>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

// Where the arguments stand inside a name of several words: TIMESTAMP (3) WITH TIME ZONE.
std::size_t end_of_first_part(std::string_view name) {
  const std::size_t with = std::min(name.find(" with"), name.find(" WITH"));
  return std::min(with, name.size());
}

// Without blanks, as engines show types.
void print_arguments(Writer& writer, const TypeName& type) {
  if (type.arguments.empty()) return;
  writer.open_tight();
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    if (i > 0) writer.joint(",");
    print(writer, *type.arguments[i]);
  }
  writer.close();
}

void print_labels(Writer& writer, List<std::string_view> labels) {
  if (labels.empty()) return;
  writer.open_tight();
  writer.list(labels, [&](std::string_view label) { writer.string(label); });
  writer.close();
}

bool is_word(const Writer& writer, std::string_view word) {
  return is_plain_word(word) &&
         !(writer.has(Feature::kFreeTypes) && writer.pack().reserved.contains(word));
}

// Where a type may be any words, some of them may have been quoted.
bool is_words(const Writer& writer, std::string_view text) {
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (!is_word(writer, word)) return false;
    text.remove_prefix(word.size() < text.size() ? word.size() + 1 : word.size());
  }
  return true;
}

void print_free_name(Writer& writer, const TypeName& type) {
  writer.quoted_name(type.name.back().text);
  print_arguments(writer, type);
}

// The words of the grammar as they are; what was quoted stays quoted, for "char" is not char.
void print_name(Writer& writer, const TypeName& type) {
  for (const Name& name : type.name.first(type.name.size() - 1)) {
    writer.name(name);
    writer.joint(".");
  }
  const Name& last = type.name.back();
  if (last.quoted) {
    writer.quoted_name(last.text);
    return print_arguments(writer, type);
  }
  if (!is_words(writer, last.text)) return print_free_name(writer, type);
  const std::size_t first = end_of_first_part(last.text);
  writer.word(last.text.substr(0, first));
  if (type.interval_fields.empty()) print_arguments(writer, type);
  writer.tight(last.text.substr(first));
}

void print_interval_fields(Writer& writer, const TypeName& type) {
  if (type.interval_fields.empty()) return;
  writer.upper_word(type.interval_fields);
  print_arguments(writer, type);
}

void print_attributes(Writer& writer, const TypeName& type) {
  writer.word_if(type.is_unsigned, "UNSIGNED");
  writer.word_if(type.zerofill, "ZEROFILL");
  if (!type.charset.empty()) {
    writer.word("CHARACTER SET");
    writer.word(type.charset);
  }
  writer.word_if(type.is_binary, "BINARY");
  if (type.collation.empty()) return;
  writer.word("COLLATE");
  writer.path(type.collation);
}

// INTERVAL '90' MINUTE has its fields behind the text.
void print_typed_literal(Writer& writer, const Cast& cast) {
  if (cast.to->interval_fields.empty()) {
    print(writer, *cast.to);
    return print(writer, *cast.operand);
  }
  print_name(writer, *cast.to);
  print(writer, *cast.operand);
  print_interval_fields(writer, *cast.to);
}

bool is_typed_literal(const Cast& cast) {
  const auto* literal = cast.operand->as<Literal>();
  return cast.form == CastForm::kTyped && literal != nullptr &&
         literal->literal == LiteralKind::kString;
}

// CAST(a AS t), TRY_CAST(a AS t), CONVERT(a, t)
void print_call_of_cast(Writer& writer, const Cast& cast) {
  const bool is_convert = cast.form == CastForm::kConvert;
  writer.word(is_convert ? "CONVERT" : cast.form == CastForm::kTry ? "TRY_CAST" : "CAST");
  writer.open_tight();
  print(writer, *cast.operand);
  if (is_convert) {
    writer.comma();
  } else {
    writer.word("AS");
  }
  print(writer, *cast.to);
  writer.close();
}

}  // namespace

void print(Writer& writer, const TypeName& type) {
  print_name(writer, type);
  print_interval_fields(writer, type);
  print_labels(writer, type.labels);
  for (std::uint8_t i = 0; i < type.dimensions; ++i) writer.tight("[]");
  print_attributes(writer, type);
}

void print(Writer& writer, const Cast& cast) {
  if (is_typed_literal(cast)) return print_typed_literal(writer, cast);
  if (cast.form != CastForm::kOperator) return print_call_of_cast(writer, cast);
  print_operand(writer, *cast.operand,
                sides_of(writer.pack().find_operator("::", wirepacks::OperatorForm::kInfix)).left);
  writer.joint("::");
  print(writer, *cast.to);
}

}  // namespace sqlx::sql
