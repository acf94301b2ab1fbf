// Where a partition begins and ends, as the catalog shows it: each constant as one of the type of its key's column.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/text.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::TypeKind;

// Digits and the sign behind them, one by one: "2024-03-01 10:00:00.5+02".
class MomentReader {
 public:
  explicit MomentReader(std::string_view text) : text_(trim(text)) {}

  [[nodiscard]] bool at_end() const { return text_.empty(); }

  bool accept(char sign) {
    if (!text_.starts_with(sign)) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool number(int& into) {
    const auto [end, fault] = std::from_chars(text_.data(), text_.data() + text_.size(), into);
    if (fault != std::errc() || text_.empty() || !is_digit(text_.front())) return false;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return true;
  }

  // ".5", with its point; empty if there is none
  std::string fraction() {
    if (!text_.starts_with('.')) return {};
    const std::size_t end = std::min(text_.find_first_not_of("0123456789", 1), text_.size());
    std::string digits(text_.substr(0, end));
    text_.remove_prefix(end);
    while (digits.ends_with('0')) digits.pop_back();
    return digits == "." ? std::string() : digits;
  }

 private:
  std::string_view text_;
};

struct Moment {
  std::chrono::sys_seconds at;
  std::string fraction;
  bool has_offset = false;
};

bool read_date(MomentReader& in, Moment& into) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!in.number(year) || !in.accept('-') || !in.number(month) || !in.accept('-') || !in.number(day)) return false;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  into.at = std::chrono::sys_days(date);
  return date.ok() && year > 999 && year < 10000;
}

// hours[:minutes[:seconds]]
bool read_clock(MomentReader& in, std::chrono::seconds& into) {
  int parts[3] = {0, 0, 0};
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && !in.accept(':')) break;
    if (!in.number(parts[i])) return false;
  }
  into = std::chrono::hours(parts[0]) + std::chrono::minutes(parts[1]) + std::chrono::seconds(parts[2]);
  return true;
}

bool read_offset(MomentReader& in, Moment& into) {
  const bool east = in.accept('+');
  std::chrono::seconds offset{0};
  if (!east && !in.accept('-')) {
    into.has_offset = in.accept('Z') || in.accept('z');
    return true;
  }
  if (!read_clock(in, offset)) return false;
  into.at -= east ? offset : -offset;
  into.has_offset = true;
  return true;
}

// Only what is written as ISO 8601 has it; other forms stay as they are.
std::optional<Moment> read_moment(std::string_view text) {
  MomentReader in(text);
  Moment made;
  if (!read_date(in, made)) return std::nullopt;
  if (in.accept(' ') || in.accept('T')) {
    std::chrono::seconds clock{0};
    if (!read_clock(in, clock)) return std::nullopt;
    made.at += clock;
    made.fraction = in.fraction();
    in.accept(' ');
  }
  if (!read_offset(in, made) || !in.at_end()) return std::nullopt;
  return made;
}

// The catalog is read in UTC. Without an offset, the time zone of the server decides what was meant.
std::string moment_bound(Draft& draft, const Literal& literal, TypeKind kind) {
  const std::optional<Moment> moment = read_moment(literal.text);
  const bool zoned = kind == TypeKind::kTimestampZoned;
  if (zoned && (!moment || !moment->has_offset))
    draft.tell(literal, "which moment this bound is depends on the time zone of the server");
  if (!moment) return quoted(literal.text, '\'');
  if (kind == TypeKind::kDate) return fmt::format("'{:%Y-%m-%d}'", moment->at);
  return fmt::format("'{:%Y-%m-%d %H:%M:%S}{}{}'", moment->at, moment->fraction, zoned ? "+00" : "");
}

const ir::Column* key_column(const ir::Table& table, std::size_t at) {
  const std::vector<std::string_view> keys = split(table.partitioning ? table.partitioning->key : "", ',');
  return keys.empty() ? nullptr : ir::find_column(table, trim(keys[std::min(at, keys.size() - 1)]));
}

std::string bound_value(Draft& draft, const Expr& value, const ir::Table& table, std::size_t at) {
  if (const auto* word = value.as<Column>()) return upper(word->path.back().text);
  const auto* literal = value.as<Literal>();
  if (literal == nullptr || draft.stored.schemas_are_databases) return expression_text(draft, value, &table);
  if (literal->literal == LiteralKind::kNull) return "NULL";
  const ir::Column* column = key_column(table, at);
  const TypeKind kind = column == nullptr ? TypeKind::kOther : column->type.kind;
  if (kind == TypeKind::kTimestampZoned || kind == TypeKind::kTimestamp || kind == TypeKind::kDate) return moment_bound(draft, *literal, kind);
  const bool bare = literal->literal != LiteralKind::kString;
  const bool number = kind >= TypeKind::kInt8 && kind <= TypeKind::kFloat64;
  return bare || number ? std::string(literal->text) : quoted(literal->text, '\'');
}

std::string bound_values(Draft& draft, List<const Expr*> values, const ir::Table& parent, std::string_view between) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) texts.push_back(bound_value(draft, *values[i], parent, i));
  return join(texts, between);
}

}  // namespace

std::string slice_bound(Draft& draft, const Partition& slice, const ir::Table& table) {
  const auto list = [&](List<const Expr*> values) { return bound_values(draft, values, table, ","); };
  if (slice.is_default) return "DEFAULT";
  if (!slice.values.empty()) return fmt::format("VALUES IN ({})", list(slice.values));
  if (slice.to.empty()) return {};
  const std::string most = list(slice.to);
  return most == "MAXVALUE" && slice.to.size() == 1 ? "VALUES LESS THAN MAXVALUE"
                                                    : fmt::format("VALUES LESS THAN ({})", most);
}

std::string partition_bound(Draft& draft, const Partition& bound, const ir::Table& parent) {
  if (bound.is_default) return "DEFAULT";
  const auto list = [&](List<const Expr*> values) { return bound_values(draft, values, parent, ", "); };
  if (!bound.values.empty()) return fmt::format("FOR VALUES IN ({})", list(bound.values));
  if (!bound.to.empty()) return fmt::format("FOR VALUES FROM ({}) TO ({})", list(bound.from), list(bound.to));
  const auto number = [](const Expr* value) {
    const auto* literal = value == nullptr ? nullptr : value->as<Literal>();
    return literal == nullptr ? std::string_view() : literal->text;
  };
  return fmt::format("FOR VALUES WITH (modulus {}, remainder {})", number(bound.modulus), number(bound.remainder));
}

}  // namespace sqlx::sql::schema_reader
