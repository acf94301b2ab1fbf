// Tables, views and partitions: what is said of a table as a whole.
#include <fmt/format.h>

#include "base/text.h"
#include "introspect/mysql/read.h"
#include "introspect/mysql/sql_text.h"

namespace sqlx::introspect::mysql {
namespace {

using ir::AttributeKey;

constexpr std::string_view kUsualEngine = "InnoDB";

// "row_format=DYNAMIC stats_persistent=0 partitioned": the row format is a fact of its own, and
// that it is partitioned is said elsewhere.
void read_options(ir::Table& table, std::string_view options) {
  constexpr std::string_view kRowFormat = "row_format=";
  std::vector<std::string> others;
  for (const std::string_view option : split(options, ' ')) {
    if (starts_with_fold(option, kRowFormat)) {
      set_attribute(table.attributes, AttributeKey::kRowFormat,
                    std::string(option.substr(kRowFormat.size())));
    } else if (!option.empty() && option != "partitioned") {
      others.emplace_back(option);
    }
  }
  if (!others.empty()) set_attribute(table.attributes, AttributeKey::kOptions, join(others, " "));
}

void read_attributes(ir::Table& table, const ir::Database& database, const Rows& rows) {
  if (rows.view("engine") != kUsualEngine)
    set_attribute(table.attributes, AttributeKey::kEngine, rows.text("engine"));
  if (const std::string collation = rows.text("collation_name"); collation != database.collation) {
    set_attribute(table.attributes, AttributeKey::kCharset, charset_of(collation));
    set_attribute(table.attributes, AttributeKey::kCollation, collation);
  }
  if (rows.view("table_type") == "SYSTEM VERSIONED")
    set_attribute(table.attributes, AttributeKey::kSystemVersioned, "true");
  read_options(table, rows.view("options"));
}

// A sound view's comment is the word VIEW, a broken one's says what is wrong: it is kept until the
// view's text is read.
std::string comment_of(const Rows& rows, bool view) {
  const std::string comment = rows.text("comment");
  return view && comment == "VIEW" ? std::string() : comment;
}

// "RANGE COLUMNS", "2000" → VALUES LESS THAN (2000); nothing for a hash
std::string bound_of(std::string_view method, const std::string& bound) {
  if (bound.empty()) return {};
  if (method == "RANGE" && bound == "MAXVALUE") return "VALUES LESS THAN MAXVALUE";
  if (method.starts_with("RANGE")) return fmt::format("VALUES LESS THAN ({})", bound);
  if (bound == "MAXVALUE") return "DEFAULT";
  return fmt::format("VALUES IN ({})", bound);
}

// The sizes of subpartitions are told by the last of each partition: one row of each name is
// enough.
void keep_subpartitions(Catalog& catalog, const ir::Table& table, const Rows& rows) {
  catalog.add_unsupported("subpartitions", table.name,
                          fmt::format("SUBPARTITION BY {} ({})", rows.view("subpartition_method"),
                                      catalog.text(rows.view("subpartition_expression"))));
}

}  // namespace

std::string charset_of(std::string_view collation) {
  return std::string(collation.substr(0, collation.find('_')));
}

void read_tables(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    if (!catalog.wants(rows.view("table_schema"))) continue;
    const ir::ObjectName name = catalog.name(rows, "table_schema", "table_name");
    const std::string_view type = rows.view("table_type");
    if (type == "SEQUENCE") {
      catalog.add_sequence({.name = name, .comment = rows.text("comment")});
      continue;
    }
    ir::Table table{.name = name,
                    .kind = type == "VIEW" ? ir::TableKind::kView : ir::TableKind::kTable};
    table.comment = comment_of(rows, is_view(table));
    table.row_estimate = rows.number("row_estimate");
    if (!is_view(table)) read_attributes(table, catalog.database(), rows);
    catalog.add_table(std::move(table));
  }
}

void read_views(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    ir::Table* view = catalog.find_table(rows);
    if (view == nullptr) continue;
    const std::string_view definition = rows.view("definition");
    if (!view->comment.empty()) {
      catalog.leave_out({"view that does not work", view->name,
                         "it names something that is gone, or its definer lacks a right",
                         fmt::format("CREATE VIEW {} AS {}", quote_name(view->name.name),
                                     catalog.broken_text(definition))});
      continue;
    }
    view->definition = catalog.text(definition, view->depends_on);
    catalog.keep_lost_characters(view->name, "definition", definition);
    if (definition.empty())
      catalog.add_unsupported("view without SHOW VIEW privilege", view->name,
                              "its definition cannot be seen");
    if (rows.view("check_option") != "NONE")
      set_attribute(view->attributes, AttributeKey::kCheckOption, lower(rows.view("check_option")));
    if (rows.view("security") == "INVOKER")
      set_attribute(view->attributes, AttributeKey::kDefiner, "invoker");
    const std::string algorithm = rows.text("algorithm");
    if (!algorithm.empty() && algorithm != "UNDEFINED")
      set_attribute(view->attributes, AttributeKey::kOptions, "ALGORITHM=" + algorithm);
  }
}

void read_partitions(Catalog& catalog, Rows& rows) {
  const ir::Table* previous = nullptr;
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    const bool first = std::exchange(previous, table) != table;
    const std::string method = rows.text("method");
    if (method == "SYSTEM_TIME") {
      if (first)
        catalog.add_unsupported("partitions by system time", table->name,
                                "the catalog does not tell their interval");
      continue;
    }
    if (first)
      table->partitioning =
          ir::Partitioning{.strategy = lower(method),
                           .key = catalog.text(rows.view("expression"), table->depends_on)};
    if (first && !rows.is_null("subpartition_name")) keep_subpartitions(catalog, *table, rows);
    std::vector<ir::PartitionSlice>& slices = table->partitioning->slices;
    const std::string name = rows.text("partition_name");
    if (!slices.empty() && slices.back().name == name) continue;
    slices.push_back({.name = name, .bound = bound_of(method, rows.text("bound"))});
    if (const std::string comment = rows.text("comment"); !comment.empty()) {
      catalog.add_unsupported("comment of a partition", table->name,
                              fmt::format("{}: {}", name, comment));
    }
  }
}

}  // namespace sqlx::introspect::mysql
