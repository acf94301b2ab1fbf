// CREATE TABLE.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/view_columns.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::AttributeKey;

// What a name is made of: an expression has none of its own.
std::vector<std::string> words_of(const std::vector<ir::KeyPart>& parts) {
  std::vector<std::string> words;
  words.reserve(parts.size());
  for (const ir::KeyPart& part : parts) words.push_back(part.column.empty() ? "expr" : part.column);
  return words;
}

// DEFAULT CHARSET, CHARACTER SET: one thing. The collation follows from it, unless it is said too.
struct Charset {
  std::string charset;
  std::string collation;
};

void set_charset(Draft& draft, Charset written, ir::Table& table) {
  const auto& charsets = draft.stored.charsets;
  if (!written.collation.empty())
    written.collation = full_collation(draft, lower(written.collation));
  if (written.collation.empty() && !written.charset.empty()) {
    const std::string charset = lower(written.charset);
    written.collation =
        std::string(wirepacks::Stored::find(charsets, charset, charset + "_general_ci"));
  }
  if (written.collation.empty() || written.collation == draft.database.collation) return;
  ir::set_attribute(table.attributes, AttributeKey::kCharset,
                    written.collation.substr(0, written.collation.find('_')));
  ir::set_attribute(table.attributes, AttributeKey::kCollation, written.collation);
}

// The names that the IR has a place for, and those that say nothing about the schema.
bool set_known_option(Draft& draft, const Option& option, ir::Table& table, Charset& charset) {
  const std::string value = option_words(option);
  const std::string_view name = option.name;
  if (name.ends_with("charset") || name.ends_with("character set")) {
    charset.charset = value;
  } else if (name.ends_with("collate")) {
    charset.collation = value;
  } else if (name == "comment") {
    table.comment = value;
  } else if (name == "engine" || name == "type") {
    const std::string folded = "engine=" + lower(value);
    const auto& implied = draft.stored.implied;
    if (std::find(implied.begin(), implied.end(), folded) == implied.end())
      ir::set_attribute(table.attributes, AttributeKey::kEngine, value);
  } else if (name == "row_format") {
    ir::set_attribute(table.attributes, AttributeKey::kRowFormat, upper(value));
  } else if (name == "without rowid") {
    ir::set_attribute(table.attributes, AttributeKey::kWithoutRowid, "true");
  } else if (name == "strict") {
    ir::set_attribute(table.attributes, AttributeKey::kStrict, "true");
  } else if (name == "server") {
    ir::set_attribute(table.attributes, AttributeKey::kForeignServer, value);
  } else if (name == "with system versioning") {
    ir::set_attribute(table.attributes, AttributeKey::kSystemVersioned, "true");
  } else if (name == "using") {
    if (value != "heap") ir::set_attribute(table.attributes, AttributeKey::kAccessMethod, value);
  } else {
    return name == "auto_increment" || name == "with oids" || name == "without oids";
  }
  return true;
}

void set_options(Draft& draft, List<const Option*> options, ir::Table& table) {
  Charset charset;
  std::vector<std::string> others;
  const bool is_foreign = table.kind == ir::TableKind::kForeignTable;
  for (const Option* option : options) {
    if (set_known_option(draft, *option, table, charset)) continue;
    if (option->name.starts_with("toast.")) continue;  // of another table, which holds what is long
    if (option->name == "tablespace") {
      draft.keep_unsupported("tablespace", table.name, option_words(*option));
    } else if (is_foreign) {
      others.push_back(fmt::format("{} {}", option->name, quoted(option_words(*option), '\'')));
    } else {
      others.push_back(fmt::format("{}={}", option->name, option_words(*option)));
    }
  }
  set_charset(draft, std::move(charset), table);
  if (others.empty()) return;
  const auto place = [&](const std::string& option) {
    const auto& order = draft.stored.option_order;
    return std::find(order.begin(), order.end(), option.substr(0, option.find('='))) -
           order.begin();
  };
  std::stable_sort(others.begin(), others.end(),
                   [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  const std::string_view between = draft.stored.charset.empty() ? ", " : " ";
  ir::set_attribute(table.attributes, AttributeKey::kOptions, join(others, between));
}

std::string expression_list(Draft& draft, List<const OrderItem*> keys, const ir::Table& table) {
  std::vector<std::string> texts;
  for (const OrderItem* key : keys) {
    std::string text = expression_text(draft, *key->value, &table);
    for (const Name& each : key->operator_class) text += ' ' + draft.name(each);
    texts.push_back(std::move(text));
  }
  return join(texts, draft.stored.schemas_are_databases ? "," : ", ");
}

void set_partitioning(Draft& draft, const Partitioning& by, ir::Table& table) {
  std::string strategy(to_string(by.strategy));
  if (by.linear) strategy = "linear " + strategy;
  if (by.by_columns) strategy += " columns";
  table.partitioning =
      ir::Partitioning{.strategy = strategy, .key = expression_list(draft, by.keys, table)};
  for (const Partition* slice : by.partitions)
    table.partitioning->slices.push_back(
        {.name = draft.name(slice->name), .bound = slice_bound(draft, *slice, table)});
  const auto* count = by.count == nullptr ? nullptr : by.count->as<Literal>();
  const std::size_t unnamed =
      count == nullptr || !by.partitions.empty() ? 0 : std::stoul("0" + std::string(count->text));
  for (std::size_t i = 0; i < std::min<std::size_t>(unnamed, 8192); ++i)
    table.partitioning->slices.push_back({.name = fmt::format("p{}", i)});
  if (by.sub != nullptr) {
    draft.keep_unsupported(
        "subpartitions", table.name,
        fmt::format("SUBPARTITION BY {} ({})", upper(to_string(by.sub->strategy)),
                    expression_list(draft, by.sub->keys, table)));
  }
}

bool includes(std::string_view options, std::string_view part, bool all_by_default) {
  if (options.find(fmt::format("excluding {}", part)) != std::string_view::npos) return false;
  return all_by_default || options.find("including all") != std::string_view::npos ||
         options.find(fmt::format("including {}", part)) != std::string_view::npos;
}

void copy_like(Draft& draft, const Table& other, std::string_view options, ir::Table& table) {
  const ir::Table* found = draft.find_table(other.name);
  if (found == nullptr)
    return draft.tell(other, "the file does not make the table that this one is like");
  const bool all = draft.stored.unique_indexes_are_keys;  // LIKE takes everything but foreign keys
  const ir::Table source = *found;
  for (ir::Column column : source.columns) {
    column.inherited = false;
    if (!includes(options, "defaults", all)) column.default_value.reset();
    if (!includes(options, "identity", all)) column.identity.reset();
    if (!includes(options, "generated", all)) column.generated.reset();
    if (!includes(options, "comments", all)) column.comment.clear();
    table.columns.push_back(std::move(column));
  }
  if (includes(options, "constraints", all))
    table.checks.insert(table.checks.end(), source.checks.begin(), source.checks.end());
  if (all) {
    table.attributes = source.attributes;
    table.comment = source.comment;
  }
  if (!includes(options, "indexes", all)) return;
  const auto again = [&](std::string_view kind, const std::string& name,
                         const std::vector<ir::KeyPart>& parts) {
    return all ? name : default_name(draft, kind, table, words_of(parts));
  };
  if (source.primary_key) {
    ir::Key key = *source.primary_key;
    key.name = again("primary_key", key.name, key.columns);
    table.primary_key = std::move(key);
  }
  for (ir::Key key : source.uniques) {
    key.name = again("unique", key.name, key.columns);
    table.uniques.push_back(std::move(key));
  }
  for (ir::Index index : source.indexes) {
    index.name = again("index", index.name, index.parts);
    table.indexes.push_back(std::move(index));
  }
}

void inherit(Draft& draft, const CreateTable& statement, ir::Table& table) {
  for (const Table* each : statement.inherits) {
    const ir::Table* parent = draft.find_table(each->name);
    if (parent == nullptr) {
      draft.tell(*each, "the file does not make the table that this one inherits from");
      continue;
    }
    table.inherits.push_back(parent->name);
    copy_columns_of_parent(table, *parent);
  }
}

void set_module(Draft& draft, const CreateTable& statement, ir::Table& table) {
  std::vector<std::string> arguments;
  for (const std::string_view each : statement.module_arguments) arguments.emplace_back(trim(each));
  std::string words(statement.module);
  if (!arguments.empty()) words += '(' + join(arguments, ", ") + ')';
  ir::set_attribute(table.attributes, AttributeKey::kModule, words);
  draft.tell(statement,
             fmt::format("the columns of `{}` are known to its module only", table.name.name),
             "read the database itself to have them");
}

void add_elements(Draft& draft, const CreateTable& statement, ir::Table& table) {
  for (std::size_t i = 0; i < statement.like.size(); ++i) {
    copy_like(draft, *statement.like[i],
              i < statement.like_options.size() ? statement.like_options[i] : "", table);
  }
  for (const ColumnDefinition* column : statement.columns) add_column(draft, *column, table);
  for (const Constraint* constraint : statement.constraints)
    add_constraint(draft, *constraint, table);
  for (const IndexDefinition* index : statement.indexes) add_index(draft, *index, table);
  if (statement.query != nullptr) add_columns_of_query(draft, *statement.query, table);
}

void copy_checks_of_parent(ir::Table& table, const ir::Table& parent) {
  for (ir::Check check : parent.checks) {
    const auto there = std::find_if(table.checks.begin(), table.checks.end(),
                                    [&](const ir::Check& own) { return own.name == check.name; });
    if (check.no_inherit || there != table.checks.end()) continue;
    check.inherited = true;
    check.comment.clear();
    table.checks.push_back(std::move(check));
  }
}

ir::TableKind kind_of(const CreateTable& statement) {
  if (statement.is_virtual) return ir::TableKind::kVirtualTable;
  return statement.object == ObjectKind::kForeignTable ? ir::TableKind::kForeignTable
                                                       : ir::TableKind::kTable;
}

}  // namespace

// Keys and indexes of a partitioned table that each of its partitions gets too, unless it has the
// same already.
void copy_keys_of_parent(Draft& draft, ir::Table& table, const ir::Table& parent) {
  const auto has = [](const auto& own, const auto& same) {
    return std::any_of(own.begin(), own.end(), same);
  };
  if (parent.primary_key && !table.primary_key) {
    ir::Key key = *parent.primary_key;
    key.name = default_name(draft, "primary_key", table, words_of(key.columns));
    key.inherited = true;
    table.primary_key = std::move(key);
  }
  for (ir::Key key : parent.uniques) {
    if (has(table.uniques, [&](const ir::Key& each) { return each.columns == key.columns; }))
      continue;
    key.name = default_name(draft, "unique", table, words_of(key.columns));
    key.inherited = true;
    table.uniques.push_back(std::move(key));
  }
  for (ir::Index index : parent.indexes) {
    if (has(table.indexes, [&](const ir::Index& each) {
          return each.parts == index.parts && each.method == index.method;
        }))
      continue;
    index.name = default_name(draft, "index", table, words_of(index.parts));
    index.inherited = true;
    table.indexes.push_back(std::move(index));
  }
  for (ir::ForeignKey key : parent.foreign_keys) {
    if (has(table.foreign_keys, [&](const ir::ForeignKey& each) {
          return each.columns == key.columns && each.references == key.references;
        }))
      continue;
    key.inherited = true;
    table.foreign_keys.push_back(std::move(key));
  }
}

// What a partitioned table is given, its partitions have too, and theirs.
void add_to_partitions(Draft& draft, ir::Table& table) {
  for (ir::Table& partition : table.partitions) {
    copy_checks_of_parent(partition, table);
    copy_keys_of_parent(draft, partition, table);
    add_to_partitions(draft, partition);
  }
}

void copy_columns_of_parent(ir::Table& table, const ir::Table& parent) {
  for (const ir::Column& each : parent.columns) {
    const auto there = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const ir::Column& own) { return own.name == each.name; });
    if (there != table.columns.end()) {  // merged with that of another parent
      there->nullable = there->nullable && each.nullable;
      if (!there->default_value) there->default_value = each.default_value;
      continue;
    }
    ir::Column column = each;
    column.inherited = true;
    column.comment.clear();
    column.identity.reset();
    table.columns.push_back(std::move(column));
  }
  copy_checks_of_parent(table, parent);
}

void create_table(Draft& draft, const CreateTable& statement) {
  if (statement.persistence == Persistence::kTemporary) return;  // gone with the session
  ir::Table table{.name = draft.new_name(statement.name), .kind = kind_of(statement)};
  if (draft.find_table(table.name) != nullptr) {
    if (statement.if_not_exists) return;
    if (!statement.or_replace)
      return draft.tell(statement, "the file makes this table twice", "the first one is kept");
    std::erase_if(draft.database.tables,
                  [&](const ir::Table& each) { return each.name == table.name; });
  }
  if (statement.persistence == Persistence::kUnlogged)
    ir::set_attribute(table.attributes, AttributeKey::kUnlogged, "true");
  set_options(draft, statement.options, table);
  inherit(draft, statement, table);
  ir::Table* parent =
      statement.partition_of == nullptr ? nullptr : draft.find_table(statement.partition_of->name);
  if (parent != nullptr) {
    copy_columns_of_parent(table, *parent);
    if (statement.bound != nullptr)
      table.partition_bound = partition_bound(draft, *statement.bound, *parent);
  }
  add_elements(draft, statement, table);
  if (statement.is_virtual) set_module(draft, statement, table);
  if (statement.partition_by != nullptr) set_partitioning(draft, *statement.partition_by, table);
  if (parent != nullptr) {
    copy_keys_of_parent(draft, table, *parent);
    parent->partitions.push_back(std::move(table));
  } else {
    draft.database.tables.push_back(std::move(table));
  }
}

}  // namespace sqlx::sql::schema_reader
