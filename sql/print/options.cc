// Options: ENGINE = InnoDB, WITH (fillfactor = 70), START 1.
//
// A value that was a bare word is a string literal in the tree, like one that was a text. Which it
// is again is decided by the option: some take a text, some a name, some hold words that stand as
// they are; of all others a plain word is written bare.
#include <algorithm>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

enum class ValueKind : std::uint8_t { kWord, kText, kName, kRole, kAsWritten };

struct OptionRow {
  std::string_view name;
  ValueKind value = ValueKind::kWord;
  bool is_clause = false;  // stands alone where others are in WITH (…)
  std::string_view words;  // if they are not the name in capitals

  constexpr bool operator<(const OptionRow& other) const { return name < other.name; }
};

constexpr OptionRow kOptions[] = {
    {"as", ValueKind::kAsWritten},
    {"authorization", ValueKind::kRole},
    {"cluster on", ValueKind::kName, true},
    {"comment", ValueKind::kText},
    {"compression", ValueKind::kText},
    {"connection", ValueKind::kText},
    {"connection_limit", ValueKind::kWord, false, "CONNECTION LIMIT"},
    {"data directory", ValueKind::kText},
    {"definer", ValueKind::kAsWritten},
    {"delimiter", ValueKind::kText},
    {"encoding", ValueKind::kText},
    {"encryption", ValueKind::kText},
    {"engine_attribute", ValueKind::kText},
    {"escape", ValueKind::kText},
    {"increment", ValueKind::kWord, false, "INCREMENT BY"},
    {"index directory", ValueKind::kText},
    {"lc_collate", ValueKind::kText},
    {"lc_ctype", ValueKind::kText},
    {"locale", ValueKind::kText},
    {"null", ValueKind::kText},
    {"owned by", ValueKind::kAsWritten},
    {"owner", ValueKind::kRole},
    {"parser", ValueKind::kName, false, "WITH PARSER"},
    {"password", ValueKind::kText},
    {"quote", ValueKind::kText},
    {"replica identity", ValueKind::kAsWritten, true},
    {"schema", ValueKind::kName},
    {"secondary_engine_attribute", ValueKind::kText},
    {"sequence name", ValueKind::kAsWritten},
    {"server", ValueKind::kName, true},
    {"set logged", ValueKind::kWord, true},
    {"set unlogged", ValueKind::kWord, true},
    {"start", ValueKind::kWord, false, "START WITH"},
    {"strict", ValueKind::kWord, true},
    {"system_versioned", ValueKind::kWord, true, "WITH SYSTEM VERSIONING"},
    {"tablespace", ValueKind::kName, true},
    {"template", ValueKind::kName},
    {"using", ValueKind::kName, true},
    {"using index tablespace", ValueKind::kName, true},
    {"version", ValueKind::kText},
    {"without rowid", ValueKind::kWord, true},
};
static_assert(std::is_sorted(std::begin(kOptions), std::end(kOptions)));

OptionRow row_of(const Option& option) {
  const auto* found =
      std::lower_bound(std::begin(kOptions), std::end(kOptions), OptionRow{option.name});
  const bool is_found = found != std::end(kOptions) && found->name == option.name;
  return is_found ? *found : OptionRow{option.name};
}

bool is_clause(const Option& option) { return row_of(option).is_clause; }

// CURRENT_USER is no name, though it stands for one.
void print_role(Writer& writer, std::string_view role) {
  if (writer.pack().reserved.contains(role)) return writer.word(role);
  writer.name({role, true});
}

// Whether the dialect would read another word.
bool is_folded(const Writer& writer, std::string_view word) {
  return writer.pack().lexical.folds_names == "lower" &&
         std::any_of(word.begin(), word.end(), is_upper);
}

void print_text_of(Writer& writer, std::string_view text, ValueKind kind) {
  switch (kind) {
    case ValueKind::kWord:
      return is_plain_word(text) && !is_folded(writer, text) ? writer.word(text)
                                                             : writer.string(text);
    case ValueKind::kText: return writer.string(text);
    case ValueKind::kName: return writer.name({text, true});
    case ValueKind::kRole: return print_role(writer, text);
    case ValueKind::kAsWritten: return writer.word(text);
  }
}

// A list in parentheses was read as a row, which is written otherwise where a value of rows is
// meant.
void print_value(Writer& writer, const Expr& value) {
  if (const auto* row = value.as<Row>()) return print_list_in_parentheses(writer, row->items);
  print(writer, value);
}

void print_words_of(Writer& writer, const Option& option, OptionStyle style) {
  const std::string_view words = row_of(option).words;
  if (!words.empty()) return writer.word(words);
  if (style == OptionStyle::kParentheses) return writer.word(option.name);
  writer.upper_word(option.name);
}

void print_option(Writer& writer, const Option& option, OptionStyle style) {
  print_words_of(writer, option, style);
  if (option.value == nullptr) return;
  writer.word_if(style == OptionStyle::kEquals || style == OptionStyle::kParentheses, "=");
  print_option_value(writer, option);
}

// WITHOUT ROWID, STRICT where the dialect sets a table's options apart by commas.
bool has_commas(const Writer& writer) {
  return writer.pack().ddl.option_separator.starts_with(',');
}

// Those that are told apart by `is_wanted`, with commas between or not.
template <class Wanted>
void print_some(Writer& writer, List<const Option*> options, OptionStyle style, bool with_commas,
                Wanted is_wanted) {
  bool first = true;
  for (const Option* option : options) {
    if (!is_wanted(*option)) continue;
    if (!first && with_commas) writer.comma();
    first = false;
    print_option(writer, *option, style);
  }
}

void print_all(Writer& writer, List<const Option*> options, OptionStyle style, bool with_commas) {
  print_some(writer, options, style, with_commas, [](const Option&) { return true; });
}

bool is_storage_parameter(const Option& option) {
  return !is_clause(option) && !stands_before_view(option);
}

void print_storage_parameters(Writer& writer, std::string_view words, List<const Option*> options) {
  if (std::none_of(options.begin(), options.end(),
                   [](const Option* option) { return is_storage_parameter(*option); }))
    return;
  writer.word(words);
  writer.open();
  print_some(writer, options, OptionStyle::kParentheses, true, is_storage_parameter);
  writer.close();
}

// USING method stands before WITH, what else is a clause behind it.
void print_clauses(Writer& writer, List<const Option*> options, bool is_method) {
  print_some(writer, options, OptionStyle::kSpaced, has_commas(writer), [&](const Option& option) {
    return is_clause(option) && (option.name == "using") == is_method;
  });
}

void print_parameters_and_clauses(Writer& writer, List<const Option*> options) {
  print_clauses(writer, options, true);
  print_storage_parameters(writer, "WITH", options);
  print_clauses(writer, options, false);
}

}  // namespace

bool stands_before_view(const Option& option) {
  return option.name == "algorithm" || option.name == "definer" || option.name == "sql security";
}

void print_option_value(Writer& writer, const Option& option) {
  const auto* literal = option.value->as<Literal>();
  const bool is_text =
      literal != nullptr && literal->literal == LiteralKind::kString && literal->charset.empty();
  if (is_text) return print_text_of(writer, literal->text, row_of(option).value);
  print_value(writer, *option.value);
}

void print(Writer& writer, const Option& option) {
  print_option(writer, option, OptionStyle::kEquals);
}

void print_options(Writer& writer, List<const Option*> options, OptionStyle style) {
  if (options.empty()) return;
  if (style == OptionStyle::kEquals || style == OptionStyle::kSpaced)
    return print_all(writer, options, style, false);
  writer.open();
  print_all(writer, options, style, true);
  writer.close();
}

// Either every option is a clause of its own, or most are in WITH (…).
void print_table_options(Writer& writer, List<const Option*> options) {
  if (writer.has(Feature::kTableOptions))
    return print_all(writer, options, OptionStyle::kEquals, has_commas(writer));
  print_parameters_and_clauses(writer, options);
}

// Behind a view's name, whatever the dialect's tables do: WITH (security_barrier = true).
void print_view_options(Writer& writer, List<const Option*> options) {
  print_parameters_and_clauses(writer, options);
}

// Those of a key or an index: COMMENT 'x' where tables have options of their own, else WITH (…).
void print_key_options(Writer& writer, List<const Option*> options) {
  if (writer.has(Feature::kTableOptions))
    return print_options(writer, options, OptionStyle::kSpaced);
  print_parameters_and_clauses(writer, options);
}

// Of ALTER: SET (fillfactor = 70), SET TABLESPACE x; of a column also SET STORAGE x.
void print_changed_options(Writer& writer, List<const Option*> options, bool of_column) {
  if (writer.has(Feature::kTableOptions))
    return print_all(writer, options, OptionStyle::kEquals, false);
  const Option& first = *options.front();
  const bool is_word = of_column && (first.name == "storage" || first.name == "statistics" ||
                                     first.name == "compression");
  if (!is_clause(first) && !is_word) return print_storage_parameters(writer, "SET", options);
  writer.word_if(first.name == "tablespace" || is_word, "SET");
  writer.upper_word(first.name);
  if (first.value == nullptr) return;
  const auto* literal = is_word ? first.value->as<Literal>() : nullptr;
  if (literal != nullptr && literal->literal == LiteralKind::kString)
    return writer.word(literal->text);
  print_option_value(writer, first);
}

// Of a foreign table or one of its columns: OPTIONS (name 'text').
void print_foreign_options(Writer& writer, List<const Option*> options) {
  if (const bool none = std::all_of(options.begin(), options.end(),
                                    [](const Option* option) { return is_clause(*option); });
      none)
    return;
  writer.word("OPTIONS");
  writer.open();
  bool first = true;
  for (const Option* option : options) {
    if (is_clause(*option)) continue;
    if (!first) writer.comma();
    first = false;
    writer.name({option->name, true});
    if (option->value != nullptr) print_value(writer, *option->value);
  }
  writer.close();
}

// What a type is made of: names of types and functions, as they were.
void print_type_options(Writer& writer, List<const Option*> options) {
  writer.list_in_parentheses(options, [&](const Option* option) {
    writer.word(option->name);
    if (option->value == nullptr) return;
    writer.word("=");
    const auto* literal = option->value->as<Literal>();
    if (literal == nullptr) return print_value(writer, *option->value);
    print_text_of(writer, literal->text, ValueKind::kWord);
  });
}

}  // namespace sqlx::sql
