#include "sql/parse/grammar.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kOperationNames[] = {
    "OR",
    "XOR",
    "AND",
    "NOT",
    "IS",
    "IS NULL",
    "IS TRUE",
    "IS FALSE",
    "IS UNKNOWN",
    "IS JSON",
    "IS DOCUMENT",
    "IS NORMALIZED",
    "IS DISTINCT FROM",
    "BETWEEN",
    "IN",
    "LIKE",
    "ILIKE",
    "SIMILAR TO",
    "REGEXP",
    "RLIKE",
    "GLOB",
    "MATCH",
    "MEMBER OF",
    "SOUNDS LIKE",
    "OVERLAPS",
    "DIV",
    "MOD",
    "COLLATE",
    "AT TIME ZONE",
    "BINARY",
    "PRIOR",
    "OPERATOR",
};
static_assert(std::size(kOperationNames) == static_cast<std::size_t>(Operation::kCount));

// Signs that are in every grammar, operators or not.
constexpr std::string_view kPunctuation[] = {"(", ")", "[",  "]",  "{",  "}",  ",", ";",
                                             ".", ":", "::", ":=", "=>", "..", "*", "="};

constexpr std::pair<std::string_view, std::string_view> kOtherSpellings[] = {{"!=", "<>"},
                                                                             {"==", "="}};

constexpr std::string_view kOperatorSigns = "+-*/<>=~!@#%^&|`?";  // of operators that users define

void bind(const wirepacks::Operator& row, Binding& infix, Binding& prefix, Binding& postfix) {
  const Binding binding{row.level, row.associates};
  switch (row.form) {
    case wirepacks::OperatorForm::kInfix: infix = binding; break;
    case wirepacks::OperatorForm::kPrefix: prefix = binding; break;
    case wirepacks::OperatorForm::kPostfix: postfix = binding; break;
  }
}

// Two digits for each part, but as many as there are for the first. A version without a last part
// is the newest of its kind.
std::uint32_t comment_version(const wirepacks::Version& version) {
  const auto& [major, minor, patch] = version.parts;
  return static_cast<std::uint32_t>(major * 10000 + minor * 100 + (patch == 0 ? 99 : patch));
}

}  // namespace

Grammar::Grammar(const wirepacks::WirePack& pack)
    : lexical(&pack.lexical), features_(pack.features), own_words_(&pack.reserved) {
  version = comment_version(pack.version);
  for (const std::string& word : pack.lexical.reserved)
    reserved_.set(static_cast<std::size_t>(find_word(word)));
  reserved_.reset(static_cast<std::size_t>(Word::kNone));
  read_operators(pack.operators);
  read_characters(pack.lexical);
  read_comments(pack.lexical);
  read_own_words(pack);
  read_parameters(pack.lexical);
}

void Grammar::read_characters(const wirepacks::Lexical& lexical_part) {
  const auto set = [&](char c, CharacterClass value) {
    classes_[static_cast<unsigned char>(c)] = value;
  };
  for (const SignOperator& each : signs_) {
    if (!each.written.empty()) set(each.written.front(), CharacterClass::kSign);
  }
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const bool is_word = is_letter(c) || c == '_' || i >= 0x80;
    continues_word_[static_cast<std::size_t>(i)] =
        is_word || is_digit(c) || lexical_part.identifier_signs.find(c) != std::string::npos;
    if (is_word) set(c, CharacterClass::kWord);
    if (is_digit(c)) set(c, CharacterClass::kDigit);
    if (is_space(c)) set(c, CharacterClass::kSpace);
  }
  for (const std::string& quotes : lexical_part.identifier_quotes) {
    if (!quotes.empty()) set(quotes.front(), CharacterClass::kNameQuote);
  }
  set('\'', CharacterClass::kQuote);
  set('"', CharacterClass::kDoubleQuote);
  double_quotes_names = !lexical_part.double_quoted_strings;
  if (open_operators) {
    for (const char c : kOperatorSigns) set(c, CharacterClass::kSign);
  }
}

void Grammar::read_comments(const wirepacks::Lexical& lexical_part) {
  const auto mark = [&](std::string_view opening) {
    if (!opening.empty()) begins_comment_[static_cast<unsigned char>(opening.front())] = true;
  };
  for (const std::string& comment : lexical_part.line_comments) mark(comment);
  mark(lexical_part.block_comment);
  mark(lexical_part.conditional_comment);
  if (!lexical_part.conditional_comment.empty()) mark("*/");
}

void Grammar::read_own_words(const wirepacks::WirePack& pack) {
  for (const std::string& word : pack.lexical.reserved)
    has_own_words_ |= find_word(word) == Word::kNone;
  const bool are_words =
      !pack.literals.true_word.empty() && is_letter(pack.literals.true_word.front());
  if (are_words && !equal_fold(pack.literals.true_word, "TRUE")) {
    true_word = pack.literals.true_word;
    false_word = pack.literals.false_word;
  }
  for (const wirepacks::RowLimit& row : pack.row_limits) {
    RowLimitForm form{pieces_of(row.text), row.place};
    if (form.place != wirepacks::RowLimit::Place::kAround && !form.pieces.empty())
      row_limits.push_back(std::move(form));
  }
}

void Grammar::read_parameters(const wirepacks::Lexical& lexical_part) {
  const std::pair<std::string_view, bool*> forms[] = {
      {"?", &question_parameters},  {"?1", &numbered_questions}, {"$1", &numbered_parameters},
      {":name", &colon_parameters}, {"@name", &at_parameters},   {"$name", &dollar_parameters},
      {"%s", &percent_parameters}};
  for (const std::string& parameter : lexical_part.parameters) {
    for (const auto& [form, flag] : forms) *flag |= form == parameter;
  }
}

void Grammar::read_operators(const std::vector<wirepacks::Operator>& operators) {
  signs_.push_back({});
  for (std::string_view sign : kPunctuation) signs_.push_back({sign, {}, {}, {}});
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i].name = kOperationNames[i];
  for (const wirepacks::Operator& row : operators) {
    const auto found =
        std::find(std::begin(kOperationNames), std::end(kOperationNames), row.spelling);
    if (found == std::end(kOperationNames)) {
      add_sign(row.spelling, {}, row);
      continue;
    }
    WordOperator& word = words_[static_cast<std::size_t>(found - std::begin(kOperationNames))];
    bind(row, word.infix, word.prefix, word.postfix);
  }
  open_operators = operation(Operation::kOperator).infix.level != 0;
  index_signs();
}

void Grammar::add_sign(std::string_view written, std::string_view name,
                       const wirepacks::Operator& row) {
  auto found = std::find_if(signs_.begin(), signs_.end(),
                            [&](const SignOperator& each) { return each.written == written; });
  if (found == signs_.end()) {
    signs_.push_back({written, name, {}, {}});
    found = signs_.end() - 1;
  }
  Binding postfix;
  bind(row, found->infix, found->prefix, postfix);
  for (const auto& [other, usual] : kOtherSpellings) {
    if (written == usual) add_sign(other, usual, row);
  }
}

void Grammar::index_signs() {
  std::sort(signs_.begin() + 1, signs_.end(), [](const SignOperator& a, const SignOperator& b) {
    if (a.written.front() != b.written.front()) return a.written.front() < b.written.front();
    return a.written.size() > b.written.size();
  });
  for (std::size_t i = signs_.size() - 1; i > 0; --i) {
    first_sign_[static_cast<unsigned char>(signs_[i].written.front())] =
        static_cast<std::uint16_t>(i);
  }
}

std::uint16_t Grammar::find_sign(std::string_view text) const {
  const std::size_t first = first_sign_[static_cast<unsigned char>(text.front())];
  if (first == 0) return 0;
  for (std::size_t i = first; i < signs_.size() && signs_[i].written.front() == text.front(); ++i) {
    const std::string_view written = signs_[i].written;
    if (written.size() == 1 || text.starts_with(written)) return static_cast<std::uint16_t>(i);
  }
  return 0;
}

}  // namespace sqlx::sql
