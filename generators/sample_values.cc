#include "generators/sample_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

#include "base/text.h"
#include "generators/domains.h"
#include "generators/escape.h"
#include "generators/validation/column_types.h"

namespace sqlx::generators {
namespace {

using ir::TypeKind;

// What of the checks' words a sample takes.
enum class Said : std::uint8_t { kNothing, kNumbers, kMoments };

struct Row {
  TypeKind kind;
  std::string_view call;
  Said said = Said::kNothing;
};

// Kinds whose samples need nothing but what the checks say.
constexpr Row kRows[] = {
    {TypeKind::kBoolean, "boolean"},
    {TypeKind::kInt8, "tiny", Said::kNumbers},
    {TypeKind::kInt16, "integer", Said::kNumbers},
    {TypeKind::kInt24, "integer", Said::kNumbers},
    {TypeKind::kInt32, "integer", Said::kNumbers},
    {TypeKind::kInt64, "bigint", Said::kNumbers},
    {TypeKind::kUint8, "tiny", Said::kNumbers},
    {TypeKind::kUint16, "integer", Said::kNumbers},
    {TypeKind::kUint24, "integer", Said::kNumbers},
    {TypeKind::kUint32, "integer", Said::kNumbers},
    {TypeKind::kUint64, "bigint", Said::kNumbers},
    {TypeKind::kFloat32, "float", Said::kNumbers},
    {TypeKind::kFloat64, "float", Said::kNumbers},
    {TypeKind::kMoney, "money"},
    {TypeKind::kBytes, "bytes"},
    {TypeKind::kDate, "date", Said::kMoments},
    {TypeKind::kTime, "time", Said::kMoments},
    {TypeKind::kTimeZoned, "time", Said::kMoments},
    {TypeKind::kTimestamp, "timestamp", Said::kMoments},
    {TypeKind::kTimestampZoned, "moment", Said::kMoments},
    {TypeKind::kInterval, "interval"},
    {TypeKind::kYear, "year"},
    {TypeKind::kUuid, "uuid"},
    {TypeKind::kJson, "json"},
    {TypeKind::kXml, "xml"},
    {TypeKind::kMacAddress, "mac"},
    {TypeKind::kTextSearch, "words"},
    {TypeKind::kAny, "integer", Said::kNumbers},
};

// The quoted texts and the numbers of a condition, each once.
struct Words {
  std::set<std::string> texts;
  std::set<std::string> numbers;
};

bool is_number(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  return !digits.empty() && digits.find_first_not_of(".0123456789") == std::string_view::npos;
}

void collect(std::string_view sql, Words& into) {
  while (!sql.empty()) {
    if (sql.front() == '\'') {
      std::string text;
      sql.remove_prefix(1);
      while (!sql.empty() && (sql.front() != '\'' || sql.substr(0, 2) == "''")) {
        if (sql.front() == '\'') sql.remove_prefix(1);
        text += sql.front();
        sql.remove_prefix(1);
      }
      into.texts.insert(text);
      if (is_number(text)) into.numbers.insert(text);
      if (!sql.empty()) sql.remove_prefix(1);
    } else if (is_digit(sql.front())) {
      const std::size_t size = std::min(sql.find_first_not_of(".0123456789"), sql.size());
      into.numbers.emplace(sql.substr(0, size));
      sql.remove_prefix(size);
    } else {
      const std::size_t size =
          is_letter(sql.front()) || sql.front() == '_'
              ? std::min(sql.find_first_not_of(
                             "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
                         sql.size())
              : 1;
      sql.remove_prefix(size);
    }
  }
}

bool is_of_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// The name stands in the condition, and not just within another word.
bool mentions(const std::string& sql, const std::string& name) {
  const std::string text = lower(sql);
  const std::string word = lower(name);
  for (std::size_t at = text.find(word); at != std::string::npos && !word.empty();
       at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_of_word(text[at - 1]);
    const bool ends = at + word.size() == text.size() || !is_of_word(text[at + word.size()]);
    if (begins && ends) return true;
  }
  return false;
}

Words words_of(const ir::Column& column, const ir::Table& table, const ir::Database& database) {
  Words words;
  for (const ir::Check& check : table.checks) {
    if (mentions(check.sql, column.name)) collect(check.sql, words);
  }
  for (const ir::Domain* domain = find_domain(database, column.type); domain != nullptr;
       domain = find_domain(database, domain->type)) {
    for (const ir::Check& check : domain->checks) collect(check.sql, words);
  }
  return words;
}

std::string list_of(const std::set<std::string>& texts) {
  constexpr std::size_t kMost = 24;
  std::vector<std::string> items;
  for (const std::string& text : texts) {
    if (items.size() < kMost) items.push_back(ts_string(text));
  }
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string labels_call(const ir::LogicalType& type, const Application& application) {
  std::vector<std::string> labels;
  for (const std::string& label : labels_of(type, application.database))
    labels.push_back(ts_string(label));
  return fmt::format("samples.label([{}])", fmt::join(labels, ", "));
}

// A value's type, the database's words for it, what it is called, and what the checks say of it.
struct Sampled {
  const ir::LogicalType& type;
  std::string_view database_type;
  std::string_view field;
  const Words& words;
};

std::string call_of(const Sampled& value, const Application& application);

std::string call_of_part(const Sampled& whole, const ir::LogicalType& type,
                         const Application& application) {
  return call_of({type, whole.database_type, whole.field, whole.words}, application);
}

std::string range_call(const Sampled& value, const Application& application) {
  const bool is_multiple = value.database_type.find("multirange") != std::string_view::npos;
  return fmt::format("samples.{}({})", is_multiple ? "multirange" : "range",
                     call_of_part(value, value.type.element.at(0), application));
}

std::string composite_call(const Sampled& value, const Application& application) {
  const auto& composites = application.database.composites;
  const ir::LogicalType& type = without_domains(application.database, value.type);
  const auto found =
      std::find_if(composites.begin(), composites.end(),
                   [&](const ir::Composite& each) { return type.name && each.name == *type.name; });
  if (found == composites.end()) return "samples.none()";
  const ir::TypeNames& names =
      application.names.composites[static_cast<std::size_t>(found - composites.begin())];
  static const Words kNothing;
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < found->fields.size(); ++i) {
    const ir::Column& field = found->fields[i];
    fields.push_back(fmt::format(
        "{}: {}", ts_key(names.members[i]),
        call_of({field.type, field.database_type, names.members[i], kNothing}, application)));
  }
  return fields.empty() ? "samples.composite({})"
                        : fmt::format("samples.composite({{ {} }})", fmt::join(fields, ", "));
}

// Those of the texts that may be a day or a time: a condition over several columns has others, too.
std::set<std::string> moments_of(const Words& words) {
  std::set<std::string> moments;
  std::copy_if(words.texts.begin(), words.texts.end(), std::inserter(moments, moments.end()),
               [](const std::string& text) { return !text.empty() && is_digit(text.front()); });
  return moments;
}

std::set<std::string> said_of(Said kind, const Words& words) {
  switch (kind) {
    case Said::kNothing: return {};
    case Said::kNumbers: return words.numbers;
    case Said::kMoments: return moments_of(words);
  }
  return {};
}

std::string scalar_call(const Row& row, const Words& words) {
  const std::set<std::string> said = said_of(row.said, words);
  return said.empty() ? fmt::format("samples.{}()", row.call)
                      : fmt::format("samples.{}({})", row.call, list_of(said));
}

std::string text_call(const Sampled& value) {
  const auto& [type, database_type, field, words] = value;
  const std::string length = type.length ? fmt::format("{}", *type.length) : "undefined";
  if (words.texts.empty() && words.numbers.empty())
    return fmt::format("samples.text({}{})", ts_string(field), type.length ? ", " + length : "");
  const std::string numbers = words.numbers.empty() ? "" : ", " + list_of(words.numbers);
  return fmt::format("samples.text({}, {}, {}{})", ts_string(field), length, list_of(words.texts),
                     numbers);
}

std::string decimal_call(const ir::LogicalType& type, const Words& words) {
  return fmt::format("samples.decimal({}, {}, {})",
                     type.precision ? fmt::format("{}", *type.precision) : "undefined",
                     type.scale.value_or(0), list_of(words.numbers));
}

// A type may be for addresses of one length only.
std::string address_call(std::string_view database_type) {
  for (const std::string_view type : {"inet4", "inet6"}) {
    if (contains_fold(database_type, type)) return fmt::format("samples.{}()", type);
  }
  return "samples.inet()";
}

std::string call_of(const Sampled& value, const Application& application) {
  const ir::LogicalType& type = value.type;
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                 [&](const Row& each) { return each.kind == type.kind; });
  // Without unsigned types of its own an engine has numbers of objects only, which wrap around.
  if (type.kind == TypeKind::kUint32 && !application.pack.has(wirepacks::Feature::kUnsigned))
    return scalar_call({type.kind, "natural", Said::kNumbers}, value.words);
  if (row != std::end(kRows)) return scalar_call(*row, value.words);
  switch (type.kind) {
    case TypeKind::kText:
    case TypeKind::kChar: return text_call(value);
    case TypeKind::kDecimal: return decimal_call(type, value.words);
    case TypeKind::kEnum:
    case TypeKind::kSet: return labels_call(type, application);
    case TypeKind::kArray:
      return fmt::format("samples.array({})", call_of_part(value, type.element.at(0), application));
    case TypeKind::kRange: return range_call(value, application);
    case TypeKind::kComposite: return composite_call(value, application);
    case TypeKind::kGeometry:
      return fmt::format("samples.shape({})", ts_string(lower(value.database_type.substr(
                                                  0, value.database_type.find_first_of("([ ")))));
    case TypeKind::kInet: return address_call(value.database_type);
    case TypeKind::kBit: return fmt::format("samples.bits({})", type.length.value_or(1));
    case TypeKind::kVarBit: return "samples.bits(1)";
    default: return "samples.none()";
  }
}

}  // namespace

std::string sample_call(const ir::Column& column, std::string_view field, const ir::Table& table,
                        const Application& application) {
  const Words words = words_of(column, table, application.database);
  return call_of({column.type, column.database_type, field, words}, application);
}

}  // namespace sqlx::generators
