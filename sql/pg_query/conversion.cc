#include "sql/pg_query/conversion.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

bool stays_unquoted(std::string_view text) {
  return is_plain_word(text) &&
         std::none_of(text.begin(), text.end(), [](char c) { return is_upper(c); });
}

}  // namespace

void Conversion::see_tokens(std::size_t count) {
  TokenReader tokens(source(), seen.end);
  for (; count != 0 && !seen.empty(); --count) {
    if (!tokens.next().empty()) seen.end = static_cast<std::uint32_t>(tokens.end());
  }
}

void Conversion::see_parentheses() {
  if (seen.empty()) return;
  TokenReader tokens(source(), seen.end);
  std::string_view token = tokens.next();
  while (token == "(" || token == "*") token = tokens.next();
  if (token == ")") seen.end = static_cast<std::uint32_t>(tokens.end());
}

void Conversion::report_unknown(std::string message) {
  if (std::exchange(failed, true)) return;  // what stands above an unknown node is not at fault
  const Extent& place = seen.empty() ? statement : seen;
  diagnostics.add(Code::kSyntaxUnsupported, std::move(message), text.span(place.begin, place.end),
                  "please report it, with the statement");
}

void Conversion::report_too_deep() {
  if (std::exchange(failed, true)) return;
  diagnostics.add(Code::kTooDeep, "this statement is nested too deeply",
                  text.span(statement.begin, statement.end));
}

std::string_view string_in(const JsonValue& wrapped) {
  const JsonValue* node = node_in(wrapped);
  return node == nullptr || node->first == nullptr ? std::string_view() : node->first->text;
}

const JsonValue* items_in(const JsonValue* list) {
  if (list == nullptr || list->kind == JsonKind::kArray) return list;
  const JsonValue* node = node_in(*list);
  return node == nullptr ? nullptr : node->first;
}

Name name_of(std::string_view text) { return {text, !text.empty() && !stays_unquoted(text)}; }
Name name_in(const JsonValue& wrapped) { return name_of(string_in(wrapped)); }

List<Name> names_in(Conversion& in, const JsonValue* list) {
  const JsonValue* items = items_in(list);
  if (items == nullptr || items->size == 0) return {};
  const std::span<Name> names = in.arena.array<Name>(items->size);
  std::size_t at = 0;
  for (const JsonValue* item = items->first; item != nullptr; item = item->next)
    names[at++] = name_in(*item);
  return names;
}

void append_path(std::string& out, List<Name> path) {
  for (const Name& name : path) {
    if (!out.empty() && &name != path.data()) out += '.';
    if (name.quoted) {
      append_quoted(out, name.text, '"');
    } else {
      out += name.text;
    }
  }
}

}  // namespace sqlx::sql::pg_query
