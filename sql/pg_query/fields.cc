#include "sql/pg_query/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

std::int64_t number_in(const JsonValue& value) {
  std::int64_t number = 0;
  std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
  return number;
}

void see_token(Conversion& in, std::int64_t location) {
  const auto begin = static_cast<std::size_t>(location);
  if (location < 0 || begin >= in.source().size()) return;
  in.seen.include(static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(token_end(in.source(), begin)));
}

}  // namespace

Fields::Fields(Conversion& in, std::string_view node, const JsonValue& object)
    : in_(in), node_(node), object_(object), after_last_(object.first) {
  // A place of 0 is left out; where none is known it is -1, or the node has no such field.
  if (const JsonValue* value = find("location")) {
    location_ = number_in(*value);
    see_token(in, location_);
    after_last_ = object.first;
  }
}

Fields::~Fields() {
  for (const JsonValue* member = object_.first; member != nullptr; member = member->next) {
    if (!member->read)
      in_.report_unknown(
          fmt::format("`{}` of {} says something that sqlx cannot represent", member->key, node_));
  }
}

const JsonValue* Fields::find(std::string_view key) {
  const auto found = [&](const JsonValue* from, const JsonValue* to) -> const JsonValue* {
    for (; from != to; from = from->next) {
      if (is_same_key(from->key, key)) return from;
    }
    return nullptr;
  };
  const JsonValue* value = found(after_last_, nullptr);
  if (value == nullptr) value = found(object_.first, after_last_);
  if (value == nullptr) return nullptr;
  value->read = true;
  after_last_ = value->next;
  return value;
}

std::string_view Fields::text(std::string_view key) {
  const JsonValue* value = find(key);
  return value == nullptr ? std::string_view() : value->text;
}

bool Fields::flag(std::string_view key) { return text(key) == "true"; }

std::int64_t Fields::number(std::string_view key) {
  const JsonValue* value = find(key);
  return value == nullptr ? 0 : number_in(*value);
}

void Fields::skip_all() {
  for (const JsonValue* member = object_.first; member != nullptr; member = member->next)
    member->read = true;
}

}  // namespace sqlx::sql::pg_query
