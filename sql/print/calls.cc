// Calls of functions with all that may stand behind them, calls with words of their own, and
// windows.
#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "sql/print/parts.h"
#include "sql/syntax_calls.h"

namespace sqlx::sql {
namespace {

void print_order_in_group(Writer& writer, List<const OrderItem*> items) {
  writer.word("WITHIN GROUP");
  writer.open();
  print_list_clause(writer, "ORDER BY", items);
  writer.close();
}

void print_filter(Writer& writer, const Expr& filter) {
  writer.word("FILTER");
  writer.open();
  print_clause(writer, "WHERE", &filter);
  writer.close();
}

bool is_only_a_name(const Window& window) {
  return !window.name.text.empty() && window.base.text.empty() && window.partition_by.empty() &&
         window.order_by.empty() && !window.has_frame;
}

void print_over(Writer& writer, const Window& window) {
  writer.word("OVER");
  if (is_only_a_name(window)) return writer.name(window.name);
  print_window_body(writer, window);
}

// Whether its ORDER BY stands behind the parentheses here.
bool orders_behind(const Writer& writer, const Call& call) {
  const std::vector<std::string>& names = writer.pack().words.within_group;
  return !call.order_by.empty() && !names.empty() &&
         std::any_of(names.begin(), names.end(), [&](const std::string& name) {
           return equal_fold(name, call.name.back().text);
         });
}

void print_behind_parentheses(Writer& writer, const Call& call) {
  if (!call.within_group.empty()) print_order_in_group(writer, call.within_group);
  if (orders_behind(writer, call)) print_order_in_group(writer, call.order_by);
  if (call.filter != nullptr) print_filter(writer, *call.filter);
  writer.word_if(call.nulls == Nullness::kIgnore, "IGNORE NULLS");
  if (call.over != nullptr) print_over(writer, *call.over);
}

// f([DISTINCT] a, b [ORDER BY c] [SEPARATOR d])
void print_arguments(Writer& writer, const Call& call) {
  writer.open_tight();
  writer.word_if(call.distinct, "DISTINCT");
  print_list(writer, call.arguments);
  if (!orders_behind(writer, call)) print_list_clause(writer, "ORDER BY", call.order_by);
  print_clause(writer, "SEPARATOR", call.separator);
  writer.close();
}

// The part of EXTRACT may be any text: 'epoc~' is no word.
bool are_words(std::string_view text) {
  const std::vector<std::string_view> words = split(text, ' ');
  return std::all_of(words.begin(), words.end(), is_plain_word);
}

// What fills the places of a syntax call's form, one after the other.
class Places {
 public:
  Places(Writer& writer, const Call& call, std::string_view form)
      : writer_(writer), all_(call.arguments), left_(call.arguments) {
    for (std::size_t at = form.find('{'); at != std::string_view::npos; at = form.find('{', at + 1))
      ++places_;
  }

  void fill(std::string_view place) {
    --places_;
    if (place == "...") return fill_rest();
    if (!place.empty() && is_digit(place.front()))
      return print(writer_, *all_[static_cast<std::size_t>(place.front() - '0')]);
    const Expr& argument = *left_.front();
    left_ = left_.subspan(1);
    if (place.empty()) return print(writer_, argument);
    if (place == "operand") return print_operand(argument);
    if (place == "row") return print_items(argument);
    if (place == "type") return print_typed(argument);
    print_word(argument, place == "WORD");
  }

 private:
  void fill_rest() {
    print_list(writer_, left_.first(left_.size() - places_));
    left_ = left_.last(places_);
  }

  void print_operand(const Expr& argument) {
    const wirepacks::Operator* in =
        writer_.pack().find_operator("IN", wirepacks::OperatorForm::kInfix);
    print_operand_of_predicate(writer_, argument, sides_of(in).right);
  }

  // What is no literal, row or cast where one belongs is written as it is: the engine will say so.
  void print_word(const Expr& argument, bool in_capitals) {
    const auto* literal = argument.as<Literal>();
    const bool is_no_word =
        literal == nullptr || literal->text.size() > 63 || !are_words(literal->text);
    if (literal == nullptr || (in_capitals && is_no_word)) return print(writer_, argument);
    if (in_capitals) return writer_.upper_word(literal->text);
    writer_.word(literal->text);
  }

  void print_items(const Expr& argument) {
    const auto* row = argument.as<Row>();
    if (row == nullptr) return print(writer_, argument);
    print_list(writer_, row->items);
  }

  void print_typed(const Expr& argument) {
    const auto* cast = argument.as<Cast>();
    if (cast == nullptr) return print(writer_, argument);
    print(writer_, *cast->operand);
    print_clause(writer_, "AS", cast->to);
  }

  Writer& writer_;
  List<const Expr*> all_;
  List<const Expr*> left_;
  std::size_t places_ = 0;
};

bool is_sign(char c) { return c == '(' || c == ')' || c == ','; }

void print_sign(Writer& writer, char sign, bool stands_apart) {
  if (sign == ')') return writer.close();
  if (sign == ',') return writer.comma();
  if (stands_apart) return writer.open();
  writer.open_tight();
}

// The next word, sign or place of a form.
std::string_view next_piece(std::string_view form) {
  if (is_sign(form.front())) return form.substr(0, 1);
  if (form.front() == '{') return form.substr(0, form.find('}') + 1);
  return form.substr(0, form.find_first_of(" (),"));
}

void print_form(Writer& writer, const Call& call, std::string_view form) {
  Places places(writer, call, form);
  bool stands_apart = false;
  while (!form.empty()) {
    const std::string_view piece = next_piece(form);
    if (is_sign(piece.front())) {
      print_sign(writer, piece.front(), stands_apart);
    } else if (piece.front() == '{') {
      places.fill(piece.substr(1, piece.size() - 2));
    } else {
      writer.word(piece);
    }
    form.remove_prefix(piece.size());
    stands_apart = form.starts_with(' ');
    if (stands_apart) form.remove_prefix(1);
  }
}

// A name that no table knows is written as a function, which says at least what it is.
void print_call_by_name(Writer& writer, const Call& call) {
  const SyntaxCall* syntax = call.form == CallForm::kSyntax
                                 ? find_syntax_call(call.name.back().text, call.arguments.size())
                                 : nullptr;
  if (syntax != nullptr) return print_form(writer, call, syntax->form);
  writer.function_path(call.name);
  if (call.form != CallForm::kWord || !call.arguments.empty()) print_arguments(writer, call);
}

void print_bound(Writer& writer, FrameBound bound, const Expr* offset) {
  if (offset != nullptr) print(writer, *offset);
  writer.upper_word(to_string(bound));
}

void print_frame(Writer& writer, const Window& window) {
  writer.upper_word(to_string(window.mode));
  writer.word("BETWEEN");
  print_bound(writer, window.start, window.start_offset);
  writer.word("AND");
  print_bound(writer, window.finish, window.finish_offset);
  if (window.exclude == FrameExclude::kNone) return;
  writer.word("EXCLUDE");
  writer.upper_word(to_string(window.exclude));
}

}  // namespace

void print(Writer& writer, const Call& call) {
  assert(!call.name.empty() && "a meaning has no spelling yet");
  switch (call.form) {
    case CallForm::kInfix:
    case CallForm::kPrefix:
    case CallForm::kPostfix: return print_operation(writer, call);
    case CallForm::kFunction:
    case CallForm::kWord:
    case CallForm::kSyntax: break;
  }
  print_call_by_name(writer, call);
  print_behind_parentheses(writer, call);
}

void print_window_body(Writer& writer, const Window& window) {
  writer.open();
  if (!window.base.text.empty()) writer.name(window.base);
  print_list_clause(writer, "PARTITION BY", window.partition_by);
  print_list_clause(writer, "ORDER BY", window.order_by);
  if (window.has_frame) print_frame(writer, window);
  writer.close();
}

void print(Writer& writer, const Window& window) {
  writer.name(window.name);
  writer.word("AS");
  print_window_body(writer, window);
}

void print(Writer& writer, const OrderItem& item) {
  print(writer, *item.value);
  if (!item.op.empty()) {
    writer.word("USING");
    writer.word(item.op);
  }
  print_order(writer, item);
}

void print_order(Writer& writer, const OrderItem& item) {
  writer.word_if(item.direction == Direction::kAscending, "ASC");
  writer.word_if(item.direction == Direction::kDescending, "DESC");
  writer.word_if(item.nulls == Nulls::kFirst, "NULLS FIRST");
  writer.word_if(item.nulls == Nulls::kLast, "NULLS LAST");
}

}  // namespace sqlx::sql
