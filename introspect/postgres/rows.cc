#include "introspect/postgres/rows.h"

#include <cassert>
#include <charconv>
#include <pqxx/array>
#include <pqxx/result>

namespace sqlx::introspect::postgres {
namespace {

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string_view Fields::text() {
  assert(column_ < static_cast<int>(rows_->columns()) && "a row has fewer fields than are read from it");
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

std::vector<std::string> Fields::strings() {
  std::vector<std::string> values;
  const std::string field = string();
  if (field.empty()) return values;  // NULL
  pqxx::array_parser parser(field.c_str());  // bytes of UTF-8 beyond ASCII are never special
  for (auto item = parser.get_next(); item.first != pqxx::array_parser::done; item = parser.get_next()) {
    if (item.first == pqxx::array_parser::null_value) values.emplace_back();
    if (item.first == pqxx::array_parser::string_value) values.push_back(std::move(item.second));
  }
  return values;
}

Rows::Rows(const pqxx::result& result)
    : result_(std::make_shared<const pqxx::result>(result)) {}

Rows::Iterator Rows::begin() const { return {*result_, 0}; }
Rows::Iterator Rows::end() const { return {*result_, static_cast<int>(result_->size())}; }
std::size_t Rows::size() const { return result_->size(); }

}  // namespace sqlx::introspect::postgres
