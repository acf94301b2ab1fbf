#include "sql/print/writer.h"

#include <array>

#include "base/text.h"
#include "sql/dialect_words.h"

namespace sqlx::sql {
namespace {

constexpr auto kIsOperatorSign = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("+-*/<>=~!@#%^&|?:$`"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_operator_sign(char c) { return kIsOperatorSign[static_cast<unsigned char>(c)]; }

constexpr bool is_plain_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

constexpr auto kContinuesWord = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    table[i] = is_letter(c) || is_digit(c) || c == '_' || i >= 0x80;
  }
  return table;
}();

bool continues_word(char c) { return kContinuesWord[static_cast<unsigned char>(c)]; }

}  // namespace

Writer::Writer(std::string& out, const wirepacks::WirePack& pack,
               const ParameterWord* parameter_word)
    : out_(out), pack_(pack), parameter_word_(parameter_word), end_of_sign_(out.size()) {}

// Two signs in a row would be one operator, or begin a comment: `- -a`.
void Writer::space(char next) {
  const bool clings = out_.size() == end_of_sign_;
  if (clings && (out_.empty() || !is_operator_sign(next) || !is_operator_sign(out_.back()))) return;
  out_ += ' ';
}

void Writer::upper_word(std::string_view words) {
  space('a');
  for (const char c : words) out_ += to_upper(c);
}

bool Writer::is_word(std::string_view text) const {
  if (text.empty() || is_digit(text.front())) return false;
  for (const char c : text) {
    if (continues_word(c)) continue;
    if (pack_.lexical.identifier_signs.find(c) == std::string::npos || c == text.front())
      return false;
  }
  return !pack_.lexical.charset_introducers || text.front() != '_';
}

// Whether the dialect takes the word, written without quotes, for this very name.
bool Writer::keeps_case(std::string_view text) const {
  const char folds = pack_.lexical.folds_names.empty() ? 'n' : pack_.lexical.folds_names.front();
  if (folds == 'n') return true;
  for (const char c : text) {
    if (folds == 'l' ? is_upper(c) : is_lower(c)) return false;
  }
  return true;
}

bool Writer::needs_quotes(const Name& name) const {
  if (!is_word(name.text) || pack_.reserved.contains(name.text)) return true;
  return name.quoted && !(is_plain_ascii(name.text) && keeps_case(name.text));
}

void Writer::name(const Name& name) {
  if (needs_quotes(name)) return quoted_name(name.text);
  word(name.text);
}

void Writer::quoted_name(std::string_view name) {
  space('a');
  append_name(out_, name, pack_.lexical);
}

void Writer::path(List<Name> names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) joint(".");
    name(names[i]);
  }
}

void Writer::function_path(List<Name> names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) joint(".");
    if (names[i].quoted) {
      quoted_name(names[i].text);
    } else if (is_word(names[i].text)) {
      word(names[i].text);
    } else {
      name(names[i]);
    }
  }
}

void Writer::string(std::string_view text) {
  space('\'');
  if (!is_plain_ascii(text)) out_ += pack_.literals.foreign_text_prefix;
  append_string(out_, text, pack_.lexical);
}

void Writer::parameter(const Parameter& parameter) {
  if (parameter_word_ == nullptr) return word(parameter.text);
  word((*parameter_word_)(parameter));
}

void Writer::names_in_parentheses(List<Name> names) {
  list_in_parentheses(names, [this](const Name& each) { name(each); });
}

}  // namespace sqlx::sql
