#include "sql/name_scan.h"

#include <string>

#include "base/text.h"

namespace sqlx::sql {
namespace {

bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class NameScanner {
 public:
  NameScanner(std::string_view sql, char quote) : rest_(sql), quote_(quote) {}

  std::vector<ir::ObjectName> scan() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == quote_) {
        add(take_quoted());
      } else if (c == '\'') {
        take_quoted();
      } else if (is_word(c)) {
        add(take_word());
      } else {
        rest_.remove_prefix(1);
      }
    }
    return std::move(names_);
  }

 private:
  std::string take_word() {
    std::string word;
    while (!rest_.empty() && is_word(rest_.front())) take_one(word);
    return word;
  }

  std::string take_quoted() {
    const char quote = rest_.front();
    std::string text;
    for (rest_.remove_prefix(1); !rest_.empty(); take_one(text)) {
      if (rest_.front() != quote) continue;
      rest_.remove_prefix(1);
      if (!rest_.starts_with(quote)) break;
    }
    return text;
  }

  void take_one(std::string& text) {
    text += rest_.front();
    rest_.remove_prefix(1);
  }

  void add(std::string name) {
    ir::ObjectName object{.schema = std::move(schema_), .name = std::move(name)};
    schema_.clear();
    if (rest_.starts_with('.')) schema_ = object.name;
    names_.push_back(std::move(object));
  }

  std::string_view rest_;
  char quote_;
  std::string schema_;  // the name before the dot
  std::vector<ir::ObjectName> names_;
};

}  // namespace

std::vector<ir::ObjectName> names_in(std::string_view sql, char identifier_quote) {
  return NameScanner(sql, identifier_quote).scan();
}

}  // namespace sqlx::sql
