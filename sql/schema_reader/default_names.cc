// The names that an engine gives to constraints, indexes and sequences that were given none. The
// pack has a pattern for each kind, "{table}_{columns}_key"; where the name is taken, a number
// follows.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

void cut(std::string& name, std::size_t most) {
  if (name.size() <= most) return;
  while (most > 0 && (static_cast<unsigned char>(name[most]) & 0xC0U) == 0x80U) --most;
  name.resize(most);
}

// Table and columns share what the ending leaves of a name's length: the longer of them gives way.
std::string fitted(std::string_view pattern, std::string table, std::string columns,
                   const std::string& ending, std::size_t longest) {
  const bool has_columns = pattern.find("{columns}") != std::string_view::npos;
  if (!has_columns) columns.clear();
  const std::size_t fixed = ending.size() + (has_columns ? 1 : 0);
  while (longest != 0 && table.size() + columns.size() + fixed > longest) {
    std::string& longer = table.size() > columns.size() ? table : columns;
    cut(longer, longer.size() - 1);
  }
  std::string made(pattern);
  replace_all(made, "{table}", table);
  replace_all(made, "{columns}", columns);
  return made;
}

bool is_taken_in(const ir::Table& table, std::string_view name, const Draft& draft) {
  const auto named = [&](const auto& each) { return draft.same(each.name, name); };
  return std::any_of(table.uniques.begin(), table.uniques.end(), named) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), named) ||
         std::any_of(table.checks.begin(), table.checks.end(), named) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), named) ||
         std::any_of(table.exclusions.begin(), table.exclusions.end(), named) ||
         (table.primary_key && named(*table.primary_key));
}

std::string numbered(const Draft& draft, std::string name, std::string_view again,
                     const ir::Table& table, bool in_schema) {
  const auto taken = [&](const std::string& each) {
    return is_taken_in(table, each, draft) ||
           (in_schema && draft.is_taken(table.name.schema, each));
  };
  if (!taken(name)) return name;
  const std::string sign(again.substr(0, again.find_first_of("0123456789")));
  for (int number = again.ends_with('2') ? 2 : 1;; ++number) {
    std::string next = fmt::format("{}{}{}", name, sign, number);
    if (!taken(next)) return next;
  }
}

// "{table}_ibfk_{n}" counts: the next number of that table.
std::string counted(const std::string& pattern, const std::string& table_name,
                    const ir::Table& table, const Draft& draft) {
  for (int number = 1;; ++number) {
    std::string made = pattern;
    replace_all(made, "{table}", table_name);
    replace_all(made, "{n}", std::to_string(number));
    if (!is_taken_in(table, made, draft)) return made;
  }
}

}  // namespace

std::string default_name(const Draft& draft, std::string_view kind, const ir::Table& table,
                         const std::vector<std::string>& columns) {
  const std::string pattern(wirepacks::Stored::find(draft.stored.names, kind));
  if (pattern.empty()) return {};
  if (pattern.find("{n}") != std::string::npos)
    return counted(pattern, table.name.name, table, draft);
  std::string made = pattern;
  if (pattern == "{column}") {
    made = columns.empty() ? std::string() : columns.front();
  } else {
    const std::string ending = pattern.substr(pattern.rfind('}') + 1);
    made = fitted(pattern, table.name.name, join(columns, "_"), ending,
                  static_cast<std::size_t>(draft.pack.lexical.longest_name));
  }
  const bool in_schema = wirepacks::Stored::find(draft.stored.names, "shared") == "schema" &&
                         kind != "check" && kind != "foreign_key";
  return numbered(draft, made, wirepacks::Stored::find(draft.stored.names, "again", "1"), table,
                  in_schema);
}

}  // namespace sqlx::sql::schema_reader
