#include "sql/outlook/counters.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/dialect_words.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const ColumnInfo* counted_column(const TableInfo& table) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [](const ColumnInfo& each) { return each.automatic; });
  return found == table.columns.end() ? nullptr : &*found;
}

// Where the column stands among the values of a row; behind them if it is left out.
std::size_t place_of(const Insert& insert, const TableInfo& table, std::string_view column) {
  if (!insert.columns.empty()) {
    const auto named =
        std::find_if(insert.columns.begin(), insert.columns.end(), [&](const Expr* each) {
          return each->is<Column>() && equal_fold(each->as<Column>()->path.back().text, column);
        });
    return named == insert.columns.end() ? std::string_view::npos
                                         : static_cast<std::size_t>(named - insert.columns.begin());
  }
  return static_cast<std::size_t>(counted_column(table) - table.columns.data());
}

bool draws(const Expr& row, std::size_t place) {
  const auto* values = row.as<Row>();
  if (values == nullptr || place >= values->items.size()) return place == std::string_view::npos;
  const Expr* value = values->items[place];
  const auto* literal = value->as<Literal>();
  return value->is<DefaultValue>() ||
         (literal != nullptr && literal->literal == LiteralKind::kNull);
}

struct Numbers {  // of the rows of an INSERT
  bool drawn = false;
  bool brought = false;
};

Numbers numbers_of(const Insert& insert, const TableInfo& table, std::string_view column) {
  const auto* values = insert.source == nullptr ? nullptr : insert.source->body->as<Values>();
  const std::size_t place = place_of(insert, table, column);
  if (insert.source == nullptr || place == std::string_view::npos)
    return {.drawn = true, .brought = false};
  if (values == nullptr) return {.drawn = false, .brought = true};
  Numbers numbers;
  for (const Expr* row : values->rows)
    (draws(*row, place) ? numbers.drawn : numbers.brought) = true;
  return numbers;
}

}  // namespace

Counters::Counters(const wirepacks::WirePack& from, const wirepacks::WirePack& to)
    : to_(to),
      concerns_(from.family != to.family && from.has(Feature::kAutoIncrement) &&
                !wirepacks::Stored::find(to.stored->names, "counter_follow").empty()) {}

void Counters::restart() {
  tables_.clear();
  places_.clear();
}

Counters::Counted& Counters::put(const Name& name, const std::string& column,
                                 const Catalog& catalog) {
  places_.insert_or_assign(catalog.folded(name), tables_.size());
  return tables_.emplace_back(Counted{.table = std::string(name.text), .column = column});
}

Counters::Counted* Counters::find(List<Name> name, const Catalog& catalog) {
  if (places_.empty() || name.empty()) return nullptr;
  const auto found = places_.find(catalog.folded(name.back()));
  return found == places_.end() ? nullptr : &tables_[found->second];
}

std::string Counters::told(Counted& counted) const {
  counted.behind = false;
  const DialectWords words(to_.lexical);
  const std::string table = words.name(counted.table);
  const std::string column = words.name(counted.column);
  return words.fill(wirepacks::Stored::find(to_.stored->names, "counter_follow"),
                    {.value = table, .object = table, .part = column, .column = counted.column});
}

std::optional<std::string> Counters::catch_up(const Node& statement, const StatementText& text,
                                              const Catalog& catalog, Diagnostics& diagnostics) {
  const auto* insert = concerns_ ? statement.as<Insert>() : nullptr;
  const TableInfo* table = insert == nullptr ? nullptr : catalog.table(insert->target->name);
  const ColumnInfo* column = table == nullptr ? nullptr : counted_column(*table);
  if (column == nullptr) return std::nullopt;
  const Numbers numbers = numbers_of(*insert, *table, column->name);
  if (numbers.drawn && numbers.brought) {
    diagnostics.add(Code::kConditional,
                    fmt::format("the numbers that rows draw do not count on from those that others "
                                "of this INSERT bring along: `{}`",
                                column->name),
                    text.span(statement.begin, statement.end), "write two statements");
  }
  Counted* counted = numbers.drawn ? find(insert->target->name, catalog) : nullptr;
  return counted == nullptr || !counted->behind ? std::nullopt : std::optional(told(*counted));
}

// Rows with numbers of their own; of a table that was there before, what the script draws
// afterwards counts, and nothing else.
void Counters::add(const Insert& insert, const Catalog& catalog) {
  const TableInfo* table = catalog.table(insert.target->name);
  const ColumnInfo* column = table == nullptr ? nullptr : counted_column(*table);
  if (column == nullptr || !numbers_of(insert, *table, column->name).brought) return;
  Counted* counted = find(insert.target->name, catalog);
  if (counted == nullptr) counted = &put(insert.target->name.back(), column->name, catalog);
  counted->behind = true;
}

void Counters::add(const CreateTable& create, const Catalog& catalog) {
  const TableInfo* table = catalog.table(create.name);
  const ColumnInfo* column = table == nullptr || create.persistence == Persistence::kTemporary
                                 ? nullptr
                                 : counted_column(*table);
  remove(create.name, catalog);
  if (column != nullptr && create.columns.size() > 0)
    put(create.name.back(), column->name, catalog).made = true;
}

void Counters::remove(List<Name> name, const Catalog& catalog) {
  Counted* counted = find(name, catalog);
  if (counted == nullptr) return;
  counted->behind = false;
  places_.erase(catalog.folded(name.back()));
}

void Counters::rename(List<Name> from, const Name& to, const Catalog& catalog) {
  Counted* counted = find(from, catalog);
  if (counted == nullptr) return;
  counted->table = to.text;
  auto place = places_.extract(catalog.folded(from.back()));
  place.key() = catalog.folded(to);
  places_.erase(place.key());
  places_.insert(std::move(place));
}

// The column may have another name now, or be gone.
void Counters::follow_alter(const AlterTable& alter, const Catalog& catalog) {
  List<Name> name = alter.table->name;
  for (const AlterAction* action : alter.actions) {
    if (action->action != AlterKind::kRename) continue;
    rename(alter.table->name, action->new_name, catalog);
    name = List<Name>(&action->new_name, 1);
  }
  Counted* counted = find(name, catalog);
  if (counted == nullptr) return;
  const TableInfo* table = catalog.table(name);
  const ColumnInfo* column = table == nullptr ? nullptr : counted_column(*table);
  if (column == nullptr) return remove(name, catalog);
  counted->column = column->name;
}

void Counters::follow(const Node& statement, const Catalog& catalog) {
  if (!concerns_) return;
  if (const auto* insert = statement.as<Insert>()) {
    add(*insert, catalog);
  } else if (const auto* create = statement.as<CreateTable>()) {
    add(*create, catalog);
  } else if (const auto* drop = statement.as<Drop>();
             drop != nullptr && drop->object == ObjectKind::kTable) {
    for (const Table* table : drop->names) remove(table->name, catalog);
  } else if (const auto* rename_tables = statement.as<Rename>()) {
    for (std::size_t i = 0; i < rename_tables->from.size(); ++i)
      rename(rename_tables->from[i]->name, rename_tables->to[i]->name.back(), catalog);
  } else if (const auto* alter = statement.as<AlterTable>()) {
    follow_alter(*alter, catalog);
  } else if (const auto* transaction = statement.as<Transaction>()) {
    const bool takes_back = transaction->transaction == TransactionKind::kRollback ||
                            transaction->transaction == TransactionKind::kRollbackTo;
    if (takes_back) restart();  // some of them may not be there now
  }
}

std::optional<std::string> Counters::next() {
  const auto found = std::find_if(tables_.begin(), tables_.end(),
                                  [](const Counted& each) { return each.made && each.behind; });
  return found == tables_.end() ? std::nullopt : std::optional(told(*found));
}

}  // namespace sqlx::sql
