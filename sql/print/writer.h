// The printer's pen: words, signs, names and texts of one dialect, appended to one buffer.
//
// Whoever prints says what comes next, never how it is spaced. There is one space before a word,
// except at the start and behind an opening sign, and none before a comma, a closing sign or a dot:
//
//   writer.word("SELECT"); writer.name(a); writer.comma(); writer.name(b);      SELECT a, b
//   writer.word("f"); writer.open_tight(); writer.word("1"); writer.close();     f(1)
//
// Every identifier of the tree goes through `name`, every text through `string`: nothing can leave
// its quotes.
#pragma once

#include <string>
#include <string_view>

#include "sql/ast/ast.h"
#include "sql/print.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

using wirepacks::Feature;

class Writer {
 public:
  // Without `parameter_word` a parameter stays as it was written.
  Writer(std::string& out, const wirepacks::WirePack& pack,
         const ParameterWord* parameter_word = nullptr);

  [[nodiscard]] const wirepacks::WirePack& pack() const { return pack_; }
  [[nodiscard]] bool has(Feature feature) const { return pack_.has(feature); }

  // Anything that one space sets apart: keywords, operators, numbers, text as the user wrote it.
  void word(std::string_view text) {
    space(text.empty() ? 'a' : text.front());
    out_ += text;
  }
  void word_if(bool said, std::string_view text) {
    if (said) word(text);
  }
  void upper_word(std::string_view words);  // "read only" as READ ONLY

  // A sign that clings to what follows: -a
  void prefix(std::string_view sign) {
    word(sign);
    end_of_sign_ = out_.size();
  }
  // A sign that clings to both sides: a.b, a::b
  void joint(std::string_view sign) {
    out_ += sign;
    end_of_sign_ = out_.size();
  }

  void open() {  // a (
    space('(');
    joint("(");
  }
  void open_tight() { joint("("); }  // f(
  void close() { tight(")"); }
  void comma() { tight(","); }
  void tight(std::string_view sign) { out_ += sign; }  // clings to what is before it: a[1]

  void name(const Name& name);
  void quoted_name(std::string_view name);
  void path(List<Name> names);           // a.b.c
  void function_path(List<Name> names);  // words that are reserved elsewhere may be functions
  void string(std::string_view text);
  void parameter(const Parameter& parameter);

  // print(item) for each, commas between them.
  template <class Items, class Print>
  void list(const Items& items, Print print) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) comma();
      first = false;
      print(item);
    }
  }
  template <class Items, class Print>
  void list_in_parentheses(const Items& items, Print print) {
    open();
    list(items, print);
    close();
  }
  void names_in_parentheses(List<Name> names);
  void names_in_parentheses_if_any(List<Name> names) {
    if (!names.empty()) names_in_parentheses(names);
  }

 private:
  void space(char next);
  [[nodiscard]] bool is_word(std::string_view text) const;
  [[nodiscard]] bool keeps_case(std::string_view text) const;
  [[nodiscard]] bool needs_quotes(const Name& name) const;

  std::string& out_;
  const wirepacks::WirePack& pack_;
  const ParameterWord* parameter_word_;
  std::size_t end_of_sign_;  // where no space is wanted, if it is the end of `out_`
};

}  // namespace sqlx::sql
