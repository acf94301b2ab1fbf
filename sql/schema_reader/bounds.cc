// Where a partition begins and ends, as the catalog shows it: each constant as one of the type of
// its key's column.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/moments.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::TypeKind;

// "2024-03-01 10:00+02", "…Z": behind the date, where a dash is no part of it.
bool says_zone(std::string_view text) {
  return text.size() > 10 && text.find_first_of("+-Zz", 10) != std::string_view::npos;
}

// The catalog is read in UTC. Without an offset, the time zone of the server decides what was
// meant.
std::string moment_bound(Draft& draft, const Literal& literal, TypeKind kind) {
  const bool zoned = kind == TypeKind::kTimestampZoned;
  std::optional<std::string> text = full_moment(literal.text, zoned);
  if (zoned && (!text || !says_zone(literal.text)))
    draft.tell(literal, "which moment this bound is depends on the time zone of the server");
  if (!text) return quoted(literal.text, '\'');
  if (kind == TypeKind::kDate) return quoted(text->substr(0, 10), '\'');
  if (text->find('.') != std::string::npos) {
    text->erase(text->find_last_not_of('0') + 1);
    if (text->ends_with('.')) text->pop_back();
  }
  return fmt::format("'{}{}'", *text, zoned ? "+00" : "");
}

const ir::Column* key_column(const ir::Table& table, std::size_t at) {
  if (!table.partitioning) return nullptr;
  const std::vector<std::string_view> keys = split(table.partitioning->key, ',');
  return keys.empty() ? nullptr : ir::find_column(table, trim(keys[std::min(at, keys.size() - 1)]));
}

std::string bound_value(Draft& draft, const Expr& value, const ir::Table& table, std::size_t at) {
  if (const auto* word = value.as<Column>()) return upper(word->path.back().text);
  const auto* literal = value.as<Literal>();
  if (literal == nullptr || draft.stored.schemas_are_databases)
    return expression_text(draft, value, &table);
  if (literal->literal == LiteralKind::kNull) return "NULL";
  const ir::Column* column = key_column(table, at);
  const TypeKind kind = column == nullptr ? TypeKind::kOther : column->type.kind;
  if (kind == TypeKind::kTimestampZoned || kind == TypeKind::kTimestamp || kind == TypeKind::kDate)
    return moment_bound(draft, *literal, kind);
  const bool bare = literal->literal != LiteralKind::kString;
  const bool number = kind >= TypeKind::kInt8 && kind <= TypeKind::kFloat64;
  return bare || number ? std::string(literal->text) : quoted(literal->text, '\'');
}

std::string bound_values(Draft& draft, List<const Expr*> values, const ir::Table& parent,
                         std::string_view between) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i)
    texts.push_back(bound_value(draft, *values[i], parent, i));
  return join(texts, between);
}

}  // namespace

std::string slice_bound(Draft& draft, const Partition& slice, const ir::Table& table) {
  const auto list = [&](List<const Expr*> values) {
    return bound_values(draft, values, table, ",");
  };
  if (slice.is_default) return "DEFAULT";
  if (!slice.values.empty()) return fmt::format("VALUES IN ({})", list(slice.values));
  if (slice.to.empty()) return {};
  const std::string most = list(slice.to);
  return most == "MAXVALUE" && slice.to.size() == 1 ? "VALUES LESS THAN MAXVALUE"
                                                    : fmt::format("VALUES LESS THAN ({})", most);
}

std::string partition_bound(Draft& draft, const Partition& bound, const ir::Table& parent) {
  if (bound.is_default) return "DEFAULT";
  const auto list = [&](List<const Expr*> values) {
    return bound_values(draft, values, parent, ", ");
  };
  if (!bound.values.empty()) return fmt::format("FOR VALUES IN ({})", list(bound.values));
  if (!bound.to.empty())
    return fmt::format("FOR VALUES FROM ({}) TO ({})", list(bound.from), list(bound.to));
  const auto number = [](const Expr* value) {
    const auto* literal = value == nullptr ? nullptr : value->as<Literal>();
    return literal == nullptr ? std::string_view() : literal->text;
  };
  return fmt::format("FOR VALUES WITH (modulus {}, remainder {})", number(bound.modulus),
                     number(bound.remainder));
}

}  // namespace sqlx::sql::schema_reader
