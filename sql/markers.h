// Parameter markers: which value each marker of a statement stands for, and how the target writes
// it.
//
// A value has a number, counted from 1 as the source binds it: the place of a `?`, the number of
// `$2`, the first place of a `:name`. The printer asks for the words, so that a rewrite may move,
// repeat or drop a marker as it pleases: what was printed is looked at afterwards. A target whose
// `?` take values in the order of the text gets another form where it has one, and a warning that
// names the order to bind in where it has not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

class Markers {
 public:
  // `statement`: as it was parsed.
  Markers(const Node& statement, const StatementText& text, const wirepacks::WirePack& from,
          const wirepacks::WirePack& to);

  // One statement of the translation.
  void print(const Node& statement, std::string& into);

  // A warning, if the values must be bound in another order than at the source; an error, if they
  // cannot be counted.
  void tell(Diagnostics& diagnostics) const;

  // The markers of the source in the order in which the target takes their values, statement after
  // statement; empty if it takes them by name.
  [[nodiscard]] std::vector<std::string> bound() const;

 private:
  enum class Way : std::uint8_t { kOrder, kNumber, kName };
  struct Form;
  struct Marker {
    const Parameter* written;
    Way way;
    std::size_t number;
  };

  [[nodiscard]] static const Form* form_of(const wirepacks::WirePack& pack, Way way);
  void number_them();
  [[nodiscard]] Way way_of(std::string_view marker) const;
  [[nodiscard]] const Form* wanted_form() const;
  [[nodiscard]] const Form* other_form(const Form& form) const;
  [[nodiscard]] const Marker* find(const Parameter& parameter) const;
  [[nodiscard]] std::string word(const Marker& marker, const Form& form) const;
  [[nodiscard]] std::string told(std::size_t number) const;
  [[nodiscard]] bool is_whole(const std::vector<std::size_t>& numbers) const;
  void print_as(const Form& form, const Node& statement, std::string& into);

  const StatementText& text_;
  const wirepacks::WirePack& from_;
  const wirepacks::WirePack& to_;
  std::vector<Marker> markers_;       // by their places
  std::vector<const Marker*> first_;  // of each number
  std::size_t highest_ = 0;           // of the numbers
  bool is_countable_ = true;          // no number is out of every engine's reach
  std::vector<std::size_t>
      ranks_;  // number → the one that is written for it, where numbers must not have gaps
  std::vector<std::size_t>
      printed_;  // numbers, in the order of the text, of the statement that is printed
  std::vector<std::vector<std::size_t>>
      bindings_;  // of each statement, in the order in which it takes them; none by name
};

}  // namespace sqlx::sql
