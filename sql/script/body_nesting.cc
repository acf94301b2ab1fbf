#include "sql/script/body_nesting.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql {
namespace {

constexpr int kMostDefinerWords = 8;

}  // namespace

// What the words mean to us. A header's end is what may stand right before a body that has no
// BEGIN.
constexpr BodyNesting::Row BodyNesting::kWords[] = {
    {"BEGIN", Word::kBegin},
    {"END", Word::kEnd},
    {"IF", Word::kIf},
    {"LOOP", Word::kLoop},
    {"WHILE", Word::kLoop},
    {"REPEAT", Word::kLoop},
    {"CASE", Word::kCase},
    {"THEN", Word::kThen},
    {"ELSE", Word::kThen},
    {"ATOMIC", Word::kThen},
    {"DO", Word::kHeaderEnd},
    {"ROW", Word::kHeaderEnd},
    {"DETERMINISTIC", Word::kHeaderEnd},
    {"SQL", Word::kHeaderEnd},
    {"DATA", Word::kHeaderEnd},
    {"INVOKER", Word::kHeaderEnd},
    {"DEFINER", Word::kDefiner},
    {"FUNCTION", Word::kRoutine},
    {"PROCEDURE", Word::kRoutine},
    {"TRIGGER", Word::kRoutine},
    {"EVENT", Word::kRoutine},
    {"PACKAGE", Word::kRoutine},
    {"RULE", Word::kRule},
    {"OR", Word::kModifier},
    {"REPLACE", Word::kModifier},
    {"TEMP", Word::kModifier},
    {"TEMPORARY", Word::kModifier},
    {"AGGREGATE", Word::kModifier},
    {"CONSTRAINT", Word::kModifier},
    {"ON", Word::kName},
    {"NOT", Word::kNot},
};

BodyNesting::Word BodyNesting::find(std::string_view text) {
  const auto* const found = std::find_if(std::begin(kWords), std::end(kWords), [&](const Row& row) {
    return equal_fold(row.text, text);
  });
  return found == std::end(kWords) ? Word::kOther : found->word;
}

void BodyNesting::start(std::string_view word) {
  open_.clear();
  has_closed_ = false;
  last_word_ = Word::kOther;
  last_sign_ = 0;
  const bool defines = equal_fold(word, "CREATE") || equal_fold(word, "ALTER");
  place_ = defines ? Place::kKind : equal_fold(word, "BEGIN") ? Place::kCompound : Place::kNone;
}

// CREATE [OR REPLACE] [DEFINER = …] [TEMPORARY] TRIGGER …; anything else has no body.
void BodyNesting::find_kind(Word word) {
  if (word == Word::kRoutine) {
    place_ = Place::kBody;
  } else if (word == Word::kRule) {
    place_ = Place::kRule;
  } else if (word == Word::kDefiner) {
    place_ = Place::kDefiner;
    words_left_ = kMostDefinerWords;
  } else if (place_ == Place::kDefiner) {
    if (--words_left_ == 0) place_ = Place::kNone;
  } else if (word != Word::kModifier) {
    place_ = Place::kNone;
  }
}

bool BodyNesting::may_begin_statement() const {
  if (!open_.empty() && open_.back() == Block::kCaseValue) return false;
  if (last_sign_ != 0) return last_sign_ == ':' || last_sign_ == (open_.empty() ? ')' : ';');
  const Word last = last_word_;
  return last == Word::kHeaderEnd ||
         (open_.empty() ? last == Word::kDefiner
                        : last == Word::kBegin || last == Word::kThen || last == Word::kLoop);
}

// END, and what was open. Which of several it closes is said by the word behind it.
void BodyNesting::close() {
  if (open_.empty()) return;
  closed_ = open_.back();
  open_.pop_back();
  has_closed_ = true;
}

// `END IF` closes an IF and `END` alone none: if the count has gone wrong, this puts it right.
void BodyNesting::settle(Word next) {
  if (!has_closed_) return;
  has_closed_ = false;
  const bool says_more = next == Word::kIf || next == Word::kLoop || next == Word::kCase;
  const bool needs_more =
      closed_ == Block::kIf || closed_ == Block::kLoop || closed_ == Block::kCase;
  if (says_more && closed_ == Block::kBegin) open_.push_back(closed_);
  while (needs_more && !says_more && !open_.empty() && closed_ != Block::kBegin) {
    closed_ = open_.back();
    open_.pop_back();
  }
}

void BodyNesting::inside(Word word) {
  const bool ends_block =
      has_closed_ && (word == Word::kIf || word == Word::kLoop || word == Word::kCase);
  settle(word);
  if (ends_block) return;
  if (word == Word::kEnd) return close();
  const bool begins = may_begin_statement();
  if (word == Word::kBegin) {
    const bool is_name =
        last_sign_ == 0 && (last_word_ == Word::kRoutine || last_word_ == Word::kName);
    if (open_.empty() ? !is_name : begins) open_.push_back(Block::kBegin);
  } else if (word == Word::kCase) {
    open_.push_back(begins ? Block::kCase : Block::kCaseValue);
  } else if (begins && (word == Word::kIf || word == Word::kLoop)) {
    open_.push_back(word == Word::kIf ? Block::kIf : Block::kLoop);
  }
}

void BodyNesting::word(std::string_view text) {
  const bool is_part_of_name = last_sign_ == '.' || last_sign_ == '@';
  const Word found = is_part_of_name ? Word::kOther : find(text);
  switch (place_) {
    case Place::kNone:
    case Place::kRule: break;
    case Place::kKind:
    case Place::kDefiner: find_kind(found); break;
    case Place::kCompound:  // BEGIN NOT ATOMIC …; BEGIN alone opens a transaction
      place_ = found == Word::kNot ? Place::kBody : Place::kNone;
      if (place_ == Place::kBody) open_.push_back(Block::kBegin);
      break;
    case Place::kBody: inside(found); break;
  }
  last_word_ = found;
  last_sign_ = 0;
}

void BodyNesting::sign(char sign) {
  settle(Word::kOther);
  last_sign_ = sign;
  if (place_ == Place::kKind || place_ == Place::kCompound) place_ = Place::kNone;
  if (place_ != Place::kRule) return;
  if (sign == '(') open_.push_back(Block::kParenthesis);
  if (sign == ')' && !open_.empty()) open_.pop_back();
}

}  // namespace sqlx::sql
