// The order of clauses that stand once each, as behind CREATE TABLE: whoever reads them in a loop
// asks for each whether it may still come.
#pragma once

#include <initializer_list>
#include <vector>

#include "sql/parse/keywords.h"

namespace sqlx::sql {

class ClauseOrder {
 public:
  ClauseOrder(std::initializer_list<Word> left) : left_(left) {}

  // Whether a clause that begins with this word may stand here; of words that are not listed
  // nothing is known. It and those before it are over then.
  [[nodiscard]] bool takes(Word word) {
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (left_[i] != word) continue;
      if (i < over_) return false;
      over_ = i + 1;
    }
    return true;
  }

 private:
  std::vector<Word> left_;
  std::size_t over_ = 0;  // so many of them
};

}  // namespace sqlx::sql
