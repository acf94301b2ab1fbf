// Options: ENGINE = InnoDB, WITH (fillfactor = 70), START WITH 1.
//
// A value that is a bare word in the tree is a string literal there. It is written bare again, but for the options whose value is a text.
#include <algorithm>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

// Sorted.
constexpr std::string_view kTextOptions[] = {
    "comment", "compression", "connection", "data directory", "delimiter", "encoding", "encryption", "engine_attribute",
    "escape", "index directory", "null", "password", "quote", "secondary_engine_attribute", "version",
};
static_assert(std::is_sorted(std::begin(kTextOptions), std::end(kTextOptions)));

// Options of a table that are clauses of their own where others stand in parentheses.
bool is_clause(const Option& option) {
  return option.name == "using" || option.name == "tablespace" || option.name == "server" || option.name == "strict" ||
         option.name == "without rowid";
}

}  // namespace

bool stands_before_view(const Option& option) {
  return option.name == "algorithm" || option.name == "definer" || option.name == "sql security";
}

void print_option_value(Writer& writer, const Option& option) {
  const auto* literal = option.value->as<Literal>();
  const bool is_word = literal != nullptr && literal->literal == LiteralKind::kString && literal->charset.empty() &&
                       is_plain_word(literal->text) &&
                       !std::binary_search(std::begin(kTextOptions), std::end(kTextOptions), option.name);
  if (is_word) return writer.word(literal->text);
  print(writer, *option.value);
}

namespace {

void print_option(Writer& writer, const Option& option, OptionStyle style) {
  if (style == OptionStyle::kParentheses) {
    writer.word(option.name);
  } else {
    writer.upper_word(option.name);
  }
  if (option.value == nullptr) return;
  writer.word_if(style == OptionStyle::kEquals || style == OptionStyle::kParentheses, "=");
  print_option_value(writer, option);
}

// WITHOUT ROWID, STRICT where the dialect sets a table's options apart by commas.
bool has_commas(const Writer& writer) { return writer.pack().ddl.option_separator.starts_with(','); }

void print_in_order(Writer& writer, List<const Option*> options, OptionStyle style, bool with_commas) {
  bool first = true;
  for (const Option* option : options) {
    if (!first && with_commas) writer.comma();
    first = false;
    print_option(writer, *option, style);
  }
}

void print_clauses(Writer& writer, List<const Option*> options) {
  bool first = true;
  for (const Option* option : options) {
    if (!is_clause(*option)) continue;
    if (!first && has_commas(writer)) writer.comma();
    first = false;
    print_option(writer, *option, OptionStyle::kSpaced);
  }
}

void print_storage_parameters(Writer& writer, List<const Option*> options) {
  bool first = true;
  for (const Option* option : options) {
    if (is_clause(*option) || stands_before_view(*option)) continue;
    if (!first) {
      writer.comma();
    } else {
      writer.word("WITH");
      writer.open();
    }
    first = false;
    print_option(writer, *option, OptionStyle::kParentheses);
  }
  if (!first) writer.close();
}

}  // namespace

void print(Writer& writer, const Option& option) { print_option(writer, option, OptionStyle::kEquals); }

void print_options(Writer& writer, List<const Option*> options, OptionStyle style) {
  if (options.empty()) return;
  if (style == OptionStyle::kEquals || style == OptionStyle::kSpaced) return print_in_order(writer, options, style, false);
  writer.open();
  print_in_order(writer, options, style, true);
  writer.close();
}

// Either every option is a clause of its own, or most are in WITH (…).
void print_table_options(Writer& writer, List<const Option*> options) {
  if (writer.has(Feature::kTableOptions)) {
    return print_in_order(writer, options, OptionStyle::kEquals, has_commas(writer));
  }
  print_storage_parameters(writer, options);
  print_clauses(writer, options);
}

// Behind a view's name, whatever the dialect's tables do: WITH (security_barrier = true).
void print_view_options(Writer& writer, List<const Option*> options) {
  print_storage_parameters(writer, options);
  print_clauses(writer, options);
}

// Those of a key or an index: COMMENT 'x' where tables have options of their own, else WITH (…).
void print_key_options(Writer& writer, List<const Option*> options) {
  if (writer.has(Feature::kTableOptions)) return print_options(writer, options, OptionStyle::kSpaced);
  print_table_options(writer, options);
}

}  // namespace sqlx::sql
