#include "sql/pg_query/parse.h"

#include <fmt/format.h>
#include <pg_query.h>

#include <charconv>

#include "base/text.h"
#include "sql/misspelt.h"
#include "sql/pg_query/convert.h"
#include "sql/pg_query/nesting.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql {
namespace pg_query {
namespace {

class Parsed {
 public:
  explicit Parsed(const char* text) : result_(pg_query_parse(text)) {}
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  ~Parsed() { pg_query_free_parse_result(result_); }

  [[nodiscard]] const PgQueryError* error() const { return result_.error; }
  [[nodiscard]] std::string_view json() const { return result_.parse_tree; }

 private:
  PgQueryParseResult result_;
};

// Signs of another dialect, on or behind which libpg_query stumbles.
struct Hint {
  char sign;
  std::string_view hint;
};

constexpr Hint kHints[] = {
    {'`',
     "names stand in double quotes here; if the text is of another dialect, say which with --from"},
    {'?', "parameters are written $1, $2 here"},
    {':', "parameters are written $1, $2 here"},
    {'#', "comments begin with -- here"},
};

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (is_letter(text[begin - 1]) || text[begin - 1] == '_')) --begin;
  return text.substr(begin);
}

std::string hint_for(const StatementText& text, const Span& place) {
  const std::string_view before = trim(text.text.substr(0, place.begin));
  const char last = before.empty() ? '\0' : before.back();
  const char first = place.begin < place.end ? text.text[place.begin] : '\0';
  for (const Hint& row : kHints) {
    if (row.sign == first || row.sign == last) return std::string(row.hint);
  }
  return misspelt_keyword(text.text.substr(place.begin, place.end - place.begin),
                          last_word(before));
}

// The byte at which the character of that number begins, counted from 1.
std::size_t byte_of_character(std::string_view text, int number) {
  std::size_t at = 0;
  for (; number > 1 && at < text.size(); --number) at += decode_utf8(text.substr(at)).bytes;
  return at;
}

Span place_of(const StatementText& text, const PgQueryError& error) {
  if (error.cursorpos <= 0) return text.span();
  const std::size_t begin = byte_of_character(text.text, error.cursorpos);
  const std::size_t end = begin < text.text.size() ? token_end(text.text, begin) : begin;
  return text.span(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
}

void report_refusal(const StatementText& text, const PgQueryError& error,
                    Diagnostics& diagnostics) {
  constexpr std::size_t kLongest = 200;
  const std::string_view message = error.message;
  const Span place = place_of(text, error);
  if (message.starts_with("memory exhausted") || message.starts_with("stack depth limit")) {
    diagnostics.add(Code::kTooDeep, "this statement is nested too deeply", place);
    return;
  }
  const Code code = message.starts_with("unterminated") ? Code::kUnclosed : Code::kSyntaxError;
  diagnostics.add(code, shortened(message, kLongest), place, hint_for(text, place));
}

// libpg_query would stop at a NUL byte without a word, and reads anything as UTF-8.
bool is_readable(const StatementText& text, Diagnostics& diagnostics) {
  const std::size_t nul = text.text.find('\0');
  if (nul != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    diagnostics.add(Code::kBadText, "the text holds a NUL byte", text.span(at, at + 1));
  } else if (!is_valid_utf8(text.text)) {
    diagnostics.add(Code::kBadText, "the text is not valid UTF-8", text.span(),
                    "convert it: iconv -t utf-8");
  } else if (const auto at = too_deep_at(text.text)) {
    const auto begin = static_cast<std::uint32_t>(*at);
    diagnostics.add(Code::kTooDeep, "this statement is nested too deeply",
                    text.span(begin, begin + 1));
  } else {
    return true;
  }
  return false;
}

std::uint32_t number_at(const JsonValue& object, std::string_view key) {
  std::uint32_t number = 0;
  for (const JsonValue* member = object.first; member != nullptr; member = member->next) {
    if (member->key == key)
      std::from_chars(member->text.data(), member->text.data() + member->text.size(), number);
  }
  return number;
}

// Where a statement stands, without blanks, comments before it, and the semicolon.
Extent extent_of(std::string_view text, const JsonValue& raw) {
  const std::size_t from = number_at(raw, "stmt_location");
  const std::size_t size = number_at(raw, "stmt_len");
  std::size_t end = size == 0 ? text.size() : from + size;
  const std::size_t begin = skip_blanks(text, from);
  while (end > begin && (is_space(text[end - 1]) || text[end - 1] == ';')) --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

const Node* converted(const StatementText& text, const JsonValue& raw, Arena& arena,
                      Diagnostics& diagnostics) {
  Conversion in{text, arena, diagnostics, extent_of(text.text, raw)};
  const Node* made = statement(in, raw.first);
  return in.failed ? nullptr : made;
}

// {"version": …, "stmts": [{"stmt": …, "stmt_location": …, "stmt_len": …}]}
const JsonValue* raw_statements(const JsonValue* root) {
  const JsonValue* version = root == nullptr ? nullptr : root->first;
  return version == nullptr ? nullptr : version->next;
}

}  // namespace
}  // namespace pg_query

std::optional<List<const Node*>> parse_all_with_pg_query(const StatementText& text, Arena& arena,
                                                         Diagnostics& diagnostics) {
  using namespace pg_query;
  if (!is_readable(text, diagnostics)) return std::nullopt;
  Arena scratch;
  const std::span<char> terminated = scratch.array<char>(text.text.size() + 1);
  std::copy(text.text.begin(), text.text.end(), terminated.begin());
  const Parsed parsed(terminated.data());
  if (parsed.error() != nullptr) {
    report_refusal(text, *parsed.error(), diagnostics);
    return std::nullopt;
  }
  const std::string_view written = parsed.json();
  const std::span<char> json = arena.array<char>(written.size());  // names will be views into it
  std::copy(written.begin(), written.end(), json.begin());
  const JsonValue* statements = raw_statements(read_json(json, scratch));
  if (statements == nullptr) {
    diagnostics.add(Code::kInternal, "the tree that libpg_query made could not be read",
                    text.span());
    return std::nullopt;
  }
  const List<const Node*> made = nodes_of<Node>(arena, statements, [&](const JsonValue* raw) {
    return converted(text, *raw, arena, diagnostics);
  });
  if (made.size() != statements->size) return std::nullopt;
  return made;
}

const Node* parse_with_pg_query(const StatementText& text, Arena& arena, Diagnostics& diagnostics) {
  const std::optional<List<const Node*>> statements =
      parse_all_with_pg_query(text, arena, diagnostics);
  if (!statements) return nullptr;
  if (statements->size() == 1) return statements->front();
  const std::string_view problem = statements->empty()
                                       ? "there is no statement here"
                                       : "there are several statements where one is expected";
  diagnostics.add(Code::kSyntaxError, std::string(problem), text.span());
  return nullptr;
}

}  // namespace sqlx::sql
