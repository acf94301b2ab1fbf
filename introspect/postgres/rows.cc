#include "introspect/postgres/rows.h"

#include <cassert>
#include <charconv>
#include <pqxx/result>

namespace sqlx::introspect::postgres {
namespace {

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// One item of an array's text, from `at` on: up to a comma or a brace, or within quotes, where a
// backslash escapes what follows.
std::string array_item(std::string_view text, std::size_t& at) {
  const bool is_quoted = text[at] == '"';
  if (is_quoted) ++at;
  const std::string_view ends = is_quoted ? "\"" : ",}";
  std::string item;
  for (; at < text.size() && ends.find(text[at]) == std::string_view::npos; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    item += text[at];
  }
  if (is_quoted) ++at;
  return !is_quoted && item == "NULL" ? std::string() : item;
}

}  // namespace

std::string_view Fields::text() {
  assert(column_ < static_cast<int>(rows_->columns()) &&
         "a row has fewer fields than are read from it");
  const pqxx::field field = (*rows_)[static_cast<pqxx::row::size_type>(row_)][column_++];
  return {field.c_str(), field.size()};
}

std::optional<std::string> Fields::maybe() {
  const bool is_null = (*rows_)[static_cast<pqxx::row::size_type>(row_)][column_].is_null();
  std::string value = string();
  return is_null ? std::nullopt : std::optional(std::move(value));
}

char Fields::letter() {
  const std::string_view field = text();
  return field.empty() ? '\0' : field.front();
}

std::int64_t Fields::number() { return to_number(text()).value_or(0); }

std::optional<std::int64_t> Fields::maybe_number() { return to_number(text()); }

std::vector<std::int64_t> Fields::numbers() {
  std::vector<std::int64_t> values;
  const std::string_view field = text();
  for (std::size_t begin = 0; begin < field.size();) {
    const std::size_t end = std::min(field.find_first_of(" ,}", begin), field.size());
    if (field[begin] == '{') ++begin;
    if (const auto value = to_number(field.substr(begin, end - begin))) values.push_back(*value);
    begin = end + 1;
  }
  return values;
}

// {plain,"in quotes",NULL}. Not by the parser of libpqxx, which gives up on some texts.
std::vector<std::string> Fields::strings() {
  std::vector<std::string> values;
  const std::string field = string();
  for (std::size_t at = 1; at < field.size() && field[at] != '}'; at += field[at] == ',' ? 1 : 0)
    values.push_back(array_item(field, at));
  return values;
}

Rows::Rows(const pqxx::result& result) : result_(std::make_shared<const pqxx::result>(result)) {}

Rows::Iterator Rows::begin() const { return {*result_, 0}; }
Rows::Iterator Rows::end() const { return {*result_, static_cast<int>(result_->size())}; }
std::size_t Rows::size() const { return result_->size(); }

}  // namespace sqlx::introspect::postgres
