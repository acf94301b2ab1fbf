// Whether a semicolon ends its statement or stands in the body of a routine: `CREATE TRIGGER …
// BEGIN …; …; END`.
//
// It is told the words and signs of a statement in their order, quotes and comments left out, and
// counts what opens and closes:
//
//     CREATE PROCEDURE p() BEGIN IF a THEN SELECT CASE b WHEN 1 THEN 2 END; END IF; END;
//                          +1    +1               +1                   -1   -1      -1  ends here
//
// Bodies in dollar quotes need no counting, nor does a script whose client was given another
// delimiter. IF, CASE and REPEAT are functions and expressions, too, so they open something only
// where a statement may begin; an END that does not fit what was counted is believed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sqlx::sql {

class BodyNesting {
 public:
  // A new statement, of which this is the first word.
  void start(std::string_view word);

  // False: the statement has no body, and nothing more has to be told.
  [[nodiscard]] bool is_watching() const { return place_ != Place::kNone; }

  void word(std::string_view word);
  void sign(char sign);
  void value() { sign('\''); }  // a string or a quoted name

  // Inside a body, that is.
  [[nodiscard]] bool is_open() const { return !open_.empty(); }

 private:
  enum class Place : std::uint8_t { kNone, kKind, kDefiner, kCompound, kBody, kRule };
  enum class Block : std::uint8_t { kBegin, kIf, kLoop, kCase, kCaseValue, kParenthesis };
  enum class Word : std::uint8_t {
    kOther,
    kBegin,
    kEnd,
    kIf,
    kLoop,
    kCase,
    kThen,
    kRoutine,
    kRule,
    kModifier,
    kDefiner,
    kHeaderEnd,
    kName,
    kNot
  };
  struct Row {
    std::string_view text;
    Word word;
  };
  static const Row kWords[];

  static Word find(std::string_view text);
  void find_kind(Word word);
  void inside(Word word);
  void close();
  void settle(Word next);
  [[nodiscard]] bool may_begin_statement() const;

  Place place_ = Place::kNone;
  int words_left_ = 0;  // of a DEFINER clause
  std::vector<Block> open_;
  bool has_closed_ = false;  // the last word was END, and closed:
  Block closed_ = Block::kBegin;
  Word last_word_ = Word::kOther;  // kOther if a sign came after it:
  char last_sign_ = 0;
};

}  // namespace sqlx::sql
