// What a pack says about reading, as tables: what each character begins, which words are reserved,
// how tight each operator binds.
//
// Making one takes some microseconds; a command makes it once and parses all its statements with
// it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/parse/keywords.h"
#include "sql/row_limit.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

enum class CharacterClass : std::uint8_t {
  kOther,  // nothing begins with it
  kSpace,
  kWord,  // a letter, `_`, a byte of a character beyond ASCII
  kDigit,
  kQuote,  // '
  kDoubleQuote,
  kNameQuote,  // ` and [
  kSign,
};

struct Binding {
  std::uint8_t level = 0;  // 0: there is no such operator
  wirepacks::Associates associates = wirepacks::Associates::kLeft;
};

// An operator made of signs. `!=` and `==` are other ways to write `<>` and `=`.
struct SignOperator {
  std::string_view written;
  std::string_view name;  // empty: as it is written
  Binding infix;
  Binding prefix;
};

struct WordOperator {
  std::string_view name;  // "IS DISTINCT FROM"
  Binding infix;
  Binding prefix;
  Binding postfix;
};

// One of the pack's row limits, but those that stand around a query, which nobody reads.
struct RowLimitForm {
  std::vector<LimitPiece> pieces;
  wirepacks::RowLimit::Place place = wirepacks::RowLimit::Place::kEnd;
};

enum class Operation : std::uint8_t {  // operators that are words, and those that grammar rules ask
                                       // for by name
  kOr,
  kXor,
  kAnd,
  kNot,
  kIs,
  kIsNull,
  kIsTrue,
  kIsFalse,
  kIsUnknown,
  kIsJson,
  kIsDocument,
  kIsNormalized,
  kIsDistinctFrom,
  kBetween,
  kIn,
  kLike,
  kILike,
  kSimilarTo,
  kRegexp,
  kRlike,
  kGlob,
  kMatch,
  kMemberOf,
  kSoundsLike,
  kOverlaps,
  kDiv,
  kMod,
  kCollate,
  kAtTimeZone,
  kBinary,
  kPrior,
  kOperator,
  kCount
};

class Grammar {
 public:
  explicit Grammar(const wirepacks::WirePack& pack);

  [[nodiscard]] bool has(wirepacks::Feature feature) const {
    return features_[static_cast<std::size_t>(feature)];
  }
  [[nodiscard]] bool is_reserved(Word word) const {
    return reserved_[static_cast<std::size_t>(word)];
  }
  [[nodiscard]] const WordOperator& operation(Operation which) const {
    return words_[static_cast<std::size_t>(which)];
  }

  // Of a sign's `detail`; 0 is none.
  [[nodiscard]] const SignOperator& sign(std::uint16_t which) const { return signs_[which]; }

  // The longest operator that `text` begins with; 0 if there is none.
  [[nodiscard]] std::uint16_t find_sign(std::string_view text) const;

  [[nodiscard]] CharacterClass class_of(char c) const {
    return classes_[static_cast<unsigned char>(c)];
  }
  [[nodiscard]] bool begins_comment(char c) const {
    return begins_comment_[static_cast<unsigned char>(c)];
  }

  // A reserved word of this dialect alone, which no rule of the grammar knows.
  [[nodiscard]] bool is_own_word(std::string_view word) const {
    return has_own_words_ && own_words_->contains(word);
  }

  [[nodiscard]] bool continues_word(char c) const {
    return continues_word_[static_cast<unsigned char>(c)];
  }

  // What the lexer asks besides; parameters by their forms.
  bool question_parameters = false;  // ?
  bool numbered_questions = false;   // ?1
  bool numbered_parameters = false;  // $1
  bool colon_parameters = false;     // :name
  bool at_parameters = false;        // @name
  bool dollar_parameters = false;    // $name
  bool percent_parameters = false;   // %s
  bool open_operators = false;       // any run of signs is an operator, whether known or not
  bool double_quotes_names = false;
  std::uint32_t version = 0;   // as conditional comments write it: 80036
  std::string_view true_word;  // where truth values have names of their own
  std::string_view false_word;
  std::vector<RowLimitForm> row_limits;
  const wirepacks::Lexical* lexical;  // the pack's, which has to live as long

 private:
  void read_characters(const wirepacks::Lexical& lexical_part);
  void read_comments(const wirepacks::Lexical& lexical_part);
  void read_own_words(const wirepacks::WirePack& pack);
  void read_parameters(const wirepacks::Lexical& lexical_part);
  void read_operators(const std::vector<wirepacks::Operator>& operators);
  void add_sign(std::string_view written, std::string_view name, const wirepacks::Operator& row);
  void index_signs();

  wirepacks::Features features_;
  std::bitset<static_cast<std::size_t>(Word::kCount)> reserved_;
  std::array<CharacterClass, 256> classes_{};
  std::array<bool, 256> continues_word_{};
  std::array<bool, 256> begins_comment_{};
  const WordTable* own_words_;
  bool has_own_words_ = false;
  std::array<WordOperator, static_cast<std::size_t>(Operation::kCount)> words_{};
  std::vector<SignOperator> signs_;              // by first character, then the longest first
  std::array<std::uint16_t, 256> first_sign_{};  // of those that begin with a character
};

}  // namespace sqlx::sql
