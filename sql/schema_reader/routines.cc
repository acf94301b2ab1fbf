// Functions and procedures: arguments, result and what is said between them and the body. The body
// stays as it was written.
//
// Only for engines whose routines have their body in a text; anything else is kept as it is, among
// the unsupported facts.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sql/parse.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/statement_words.h"
#include "sql/schema_reader/texts.h"
#include "wirepacks/types.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::ArgumentMode;

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

constexpr auto kModes = std::to_array<Word<ArgumentMode>>({{"IN", ArgumentMode::kIn},
                                                           {"OUT", ArgumentMode::kOut},
                                                           {"INOUT", ArgumentMode::kInOut},
                                                           {"VARIADIC", ArgumentMode::kVariadic}});
constexpr auto kVolatilities =
    std::to_array<Word<ir::Volatility>>({{"IMMUTABLE", ir::Volatility::kImmutable},
                                         {"STABLE", ir::Volatility::kStable},
                                         {"VOLATILE", ir::Volatility::kVolatile}});
// Words that end the result's type.
constexpr auto kOptionWords = std::to_array<std::string_view>(
    {"LANGUAGE", "AS",        "IMMUTABLE", "STABLE",   "VOLATILE",  "STRICT", "CALLED",
     "RETURNS",  "SECURITY",  "EXTERNAL",  "PARALLEL", "COST",      "ROWS",   "SET",
     "WINDOW",   "LEAKPROOF", "NOT",       "SUPPORT",  "TRANSFORM", "BEGIN",  "RETURN"});
// Types of several words, which begin like a name and a type.
constexpr auto kTypeWords = std::to_array<std::string_view>(
    {"double", "character", "char", "bit", "timestamp", "time", "interval", "national"});

template <class Value, std::size_t N>
const Value* value_of(const std::array<Word<Value>, N>& rows, const StatementWord& word) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return word.is(row.word); });
  return found == rows.end() ? nullptr : &found->value;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, const StatementWord& word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view each) { return word.is(each); });
}

class RoutineReader {
 public:
  RoutineReader(Draft& draft, std::string_view sql)
      : draft_(draft), sql_(sql), words_(statement_words(sql, draft.pack)) {}

  bool read(ir::Routine& routine) {
    std::size_t open = 0;
    while (open < words_.size() && words_[open].text != "(") ++open;
    if (open == words_.size()) return false;
    const std::size_t end = behind_parentheses(words_, open);
    if (!read_arguments(open + 1, end - 1, ArgumentMode::kIn, routine)) return false;
    std::size_t at = end;
    if (routine.kind != ir::RoutineKind::kProcedure && !read_result(at, routine)) return false;
    read_options(at, routine);
    if (body_.empty() || routine.language.empty()) return false;
    finish(routine);
    return true;
  }

 private:
  // One argument for each comma outside of inner parentheses.
  bool read_arguments(std::size_t from, std::size_t to, ArgumentMode mode, ir::Routine& routine) {
    const int depth = from < words_.size() ? words_[from].depth : 0;
    for (std::size_t begin = from; begin < to;) {
      std::size_t end = begin;
      while (end < to && !(words_[end].text == "," && words_[end].depth == depth)) ++end;
      if (!read_argument(begin, end, mode, routine)) return false;
      begin = end + 1;
    }
    return true;
  }

  // [mode] [name] type [{DEFAULT | =} expression]
  bool read_argument(std::size_t from, std::size_t to, ArgumentMode mode, ir::Routine& routine) {
    ir::Argument argument{.mode = mode};
    if (const ArgumentMode* said = value_of(kModes, words_[from]);
        said != nullptr && from + 1 < to) {
      argument.mode = *said;
      ++from;
    }
    std::size_t end = from;
    while (end < to && !words_[end].is("DEFAULT") && words_[end].text != "=" &&
           words_[end].text != ":")
      ++end;
    const bool has_name = from + 1 < end && words_[from + 1].text != "(" &&
                          words_[from + 1].text != "[" && words_[from + 1].text != "." &&
                          !is_one_of(kTypeWords, words_[from]);
    if (has_name) argument.name = bare_name(words_[from++].text, draft_.pack);
    DeclaredType type;
    if (!read_type(text_between(sql_, words_, from, end), type)) return false;
    argument.database_type = std::move(type.words);
    argument.type = std::move(type.type);
    if (end < to) {
      const std::size_t value = words_[end].text == ":" ? end + 2 : end + 1;
      argument.default_sql = default_of(text_between(sql_, words_, value, to), argument);
    }
    routine.arguments.push_back(std::move(argument));
    return true;
  }

  std::string default_of(std::string_view text, const ir::Argument& argument) {
    Arena arena;
    Diagnostics ignored;
    const Expr* value = parse_expression(StatementText(text), draft_.pack, arena, ignored);
    const ir::Column column{.type = argument.type, .database_type = argument.database_type};
    return value == nullptr || ignored.has_errors() ? std::string(text)
                                                    : default_text(draft_, *value, column);
  }

  // The catalog keeps no length of an argument's type.
  bool read_type(std::string_view text, DeclaredType& into) {
    Arena arena;
    Diagnostics ignored;
    const TypeName* type =
        text.empty() ? nullptr : parse_type(StatementText(text), draft_.pack, arena, ignored);
    if (type == nullptr || ignored.has_errors()) return false;
    into = declared_type(draft_, *type);
    const std::size_t open = into.words.find('(');
    if (open != std::string::npos) into.words.erase(open, into.words.find(')') + 1 - open);
    const bool is_named =
        into.type.name || (!into.type.element.empty() && into.type.element[0].name);
    if (!is_named) into.type = wirepacks::logical_type(draft_.pack, into.words);
    return true;
  }

  // RETURNS [SETOF] type | RETURNS TABLE (…); without it, what the OUT arguments are
  bool read_result(std::size_t& at, ir::Routine& routine) {
    if (at >= words_.size() || !words_[at].is("RETURNS")) return result_of_arguments(routine);
    ++at;
    if (at < words_.size() && words_[at].is("TABLE")) return read_table(at, routine);
    if (at < words_.size() && words_[at].is("SETOF")) {
      routine.returns_set = true;
      ++at;
    }
    const std::size_t from = at;
    while (at < words_.size() && (words_[at].depth > 0 || !is_one_of(kOptionWords, words_[at])))
      ++at;
    DeclaredType type;
    if (!read_type(text_between(sql_, words_, from, at), type)) return false;
    if (type.words == "trigger" || type.words == "event_trigger")
      routine.kind = ir::RoutineKind::kTriggerFunction;
    routine.database_result = (routine.returns_set ? "SETOF " : "") + type.words;
    routine.result = std::move(type.type);
    return true;
  }

  bool read_table(std::size_t& at, ir::Routine& routine) {
    const std::size_t open = at + 1;
    at = behind_parentheses(words_, open);
    const std::size_t before = routine.arguments.size();
    if (!read_arguments(open + 1, at - 1, ArgumentMode::kTable, routine)) return false;
    std::vector<std::string> columns;
    for (std::size_t i = before; i < routine.arguments.size(); ++i)
      columns.push_back(shown_name(draft_, {{}, routine.arguments[i].name}) + ' ' +
                        routine.arguments[i].database_type);
    routine.returns_set = true;
    routine.database_result = fmt::format("TABLE({})", join(columns, ", "));
    const bool one = columns.size() == 1;
    routine.result =
        one ? routine.arguments.back().type : wirepacks::logical_type(draft_.pack, "record");
    return true;
  }

  bool result_of_arguments(ir::Routine& routine) {
    std::vector<const ir::Argument*> out;
    for (const ir::Argument& each : routine.arguments) {
      if (each.mode == ArgumentMode::kOut || each.mode == ArgumentMode::kInOut)
        out.push_back(&each);
    }
    if (out.empty()) return false;
    routine.database_result = out.size() == 1 ? out[0]->database_type : "record";
    routine.result =
        out.size() == 1 ? out[0]->type : wirepacks::logical_type(draft_.pack, "record");
    return true;
  }

  void read_options(std::size_t at, ir::Routine& routine) {
    for (; at < words_.size(); ++at) {
      const StatementWord& word = words_[at];
      const bool has_next = at + 1 < words_.size();
      if (word.is("LANGUAGE") && has_next) {
        const std::string_view name = words_[++at].text;
        routine.language =
            lower(name.starts_with('\'') ? bare_string(name) : bare_name(name, draft_.pack));
      } else if (const ir::Volatility* said = value_of(kVolatilities, word)) {
        routine.volatility = *said;
      } else if (word.is("STRICT") || (word.is("RETURNS") && has_next)) {
        routine.strict = true;
        if (word.is("RETURNS")) at += 5;
      } else if (word.is("CALLED")) {
        at += 4;
      } else if (word.is("SECURITY") && has_next) {
        if (words_[++at].is("DEFINER")) flags_ += " SECURITY DEFINER";
      } else if (word.is("LEAKPROOF")) {
        flags_ += " LEAKPROOF";
      } else if (word.is("PARALLEL") && has_next) {
        const std::string safety = upper(words_[++at].text);
        if (safety != "UNSAFE") parallel_ = " PARALLEL " + safety;
      } else if ((word.is("COST") || word.is("ROWS")) && has_next) {
        costs_ += fmt::format(" {} {}", upper(word.text), words_[at + 1].text);
        ++at;
      } else if (word.is("SET") && has_next) {
        at = read_setting(at + 1);
      } else if (word.is("AS") && has_next) {
        body_ = bare_string(words_[++at].text);
      }
    }
  }

  // SET name {TO | =} value, …
  std::size_t read_setting(std::size_t at) {
    const std::string name = lower(words_[at].text);
    at += 2;
    std::vector<std::string> values;
    for (; at < words_.size(); at += 2) {
      const std::string_view value = words_[at].text;
      const bool is_text = value.starts_with('\'');
      values.push_back(quoted(is_text ? bare_string(value) : bare_name(value, draft_.pack), '\''));
      if (at + 1 >= words_.size() || words_[at + 1].text != ",") break;
    }
    settings_ += fmt::format(" SET {} TO {}\n", name, join(values, ", "));
    return at;
  }

  std::string argument_list(const ir::Routine& routine) const {
    std::vector<std::string> texts;
    for (const ir::Argument& each : routine.arguments) {
      if (each.mode == ArgumentMode::kTable) continue;
      std::string text;
      for (const auto& row : kModes) {
        const bool shown = each.mode == row.value && (each.mode != ArgumentMode::kIn ||
                                                      routine.kind == ir::RoutineKind::kProcedure);
        if (shown) text = std::string(row.word) + ' ';
      }
      if (!each.name.empty()) text += shown_name(draft_, {{}, each.name}) + ' ';
      text += each.database_type;
      if (!each.default_sql.empty()) text += " DEFAULT " + each.default_sql;
      texts.push_back(std::move(text));
    }
    return join(texts, ", ");
  }

  void finish(ir::Routine& routine) const {
    std::vector<std::string> inputs;
    for (const ir::Argument& each : routine.arguments) {
      if (each.mode != ArgumentMode::kOut && each.mode != ArgumentMode::kTable)
        inputs.push_back(each.database_type);
    }
    routine.signature = join(inputs, ", ");
    const std::string_view kind =
        routine.kind == ir::RoutineKind::kProcedure ? "PROCEDURE" : "FUNCTION";
    std::string text = fmt::format("CREATE OR REPLACE {} {}({})\n", kind,
                                   shown_name(draft_, routine.name), argument_list(routine));
    if (!routine.database_result.empty())
      text += fmt::format(" RETURNS {}\n", routine.database_result);
    text += fmt::format(" LANGUAGE {}\n", routine.language);
    std::string flags;
    for (const auto& row : kVolatilities) {
      if (routine.volatility == row.value && routine.volatility != ir::Volatility::kVolatile)
        flags += ' ' + std::string(row.word);
    }
    flags += parallel_;
    if (routine.strict) flags += " STRICT";
    flags += flags_ + costs_;
    if (!flags.empty()) text += flags + '\n';
    routine.definition =
        fmt::format("{}{}AS ${}${}${}$", text, settings_, lower(kind), body_, lower(kind));
  }

  Draft& draft_;
  std::string_view sql_;
  StatementWords words_;
  std::string parallel_;
  std::string flags_;
  std::string costs_;
  std::string settings_;
  std::string body_;
};

}  // namespace

// COMMENT ON {FUNCTION | PROCEDURE} name (types) IS 'text'
bool comment_on_routine(Draft& draft, std::string_view sql) {
  const StatementWords words = statement_words(sql, draft.pack);
  const std::size_t is = find_word(words, "IS");
  std::size_t open = 0;
  while (open < words.size() && words[open].text != "(") ++open;
  if (words.size() < 6 || !words[0].is("COMMENT") || is + 1 >= words.size() || open > is ||
      open < 4)
    return false;
  const std::string name = bare_name(words[open - 1].text, draft.pack);
  const bool has_arguments = open + 1 < words.size() && words[open + 1].text != ")";
  std::size_t count = has_arguments ? 1 : 0;
  for (std::size_t i = open; i < is; ++i)
    count += words[i].text == "," && words[i].depth == 1 ? 1 : 0;
  for (ir::Routine& each : draft.database.routines) {
    if (each.name.name != name || each.arguments.size() < count) continue;
    each.comment = words[is + 1].is("NULL") ? std::string() : bare_string(words[is + 1].text);
    return true;
  }
  return false;
}

bool read_routine(Draft& draft, std::string_view sql, ir::Routine& routine) {
  if (draft.stored.expressions != wirepacks::StoredText::kTyped) return false;
  if (!RoutineReader(draft, sql).read(routine)) return false;
  std::erase_if(draft.database.routines, [&](const ir::Routine& each) {
    return each.name == routine.name && each.signature == routine.signature;
  });
  draft.database.routines.push_back(routine);
  return true;
}

}  // namespace sqlx::sql::schema_reader
