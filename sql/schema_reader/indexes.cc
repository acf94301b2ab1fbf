// Indexes: CREATE INDEX, KEY (…) inside CREATE TABLE, ADD INDEX.
#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::AttributeKey;
using wirepacks::StoredText;

// What an expression is called inside the name of an index: by its function, or "expr".
std::string naming_word(const Draft& draft, const OrderItem& part, const ir::KeyPart& made) {
  if (!made.column.empty()) return made.column;
  const Expr* value = part.value;
  while (const auto* cast = value->as<Cast>()) value = cast->operand;
  const auto* call = value->as<Call>();
  const bool is_function = call != nullptr && call->form == CallForm::kFunction;
  return is_function ? draft.name(call->name.back()) : "expr";
}

std::string option_text(const Option& option) {
  const auto* value = option.value == nullptr ? nullptr : option.value->as<Literal>();
  if (value == nullptr) return std::string(option.name);
  return std::string(option.name) + '=' + std::string(value->text);
}

void set_options(Draft& draft, List<const Option*> options, ir::Index& index) {
  std::vector<std::string> others;
  for (const Option* option : options) {
    const auto* value = option->value == nullptr ? nullptr : option->value->as<Literal>();
    if (option->name == "comment" && value != nullptr) {
      index.comment = value->text;
    } else if (option->name == "parser" && value != nullptr) {
      draft.keep_unsupported("parser of an index", {{}, index.name}, std::string(value->text));
    } else if (option->name == "invisible" || option->name == "ignored") {
      ir::set_attribute(index.attributes, AttributeKey::kInvisible, "true");
    } else if (option->name == "tablespace" && value != nullptr) {
      draft.keep_unsupported("tablespace", {{}, index.name}, std::string(value->text));
    } else if (draft.stored.expressions == StoredText::kTyped) {
      others.push_back(option_text(*option));
    }
  }
  if (!others.empty())
    ir::set_attribute(index.attributes, AttributeKey::kOptions, join(others, ", "));
}

std::string method_of(const Draft& draft, const IndexDefinition& definition,
                      const ir::Table& table) {
  if (definition.index == IndexKind::kFulltext) return "fulltext";
  if (definition.index == IndexKind::kSpatial) return "spatial";
  const std::string method = lower(definition.method);
  const std::string* engine = ir::find_attribute(table.attributes, AttributeKey::kEngine);
  const bool in_memory = engine != nullptr && equal_fold(*engine, "memory");
  if (method.empty()) return {};
  if (draft.stored.unique_indexes_are_keys)
    return (method == "hash") == in_memory && in_memory ? "" : in_memory ? method : "";
  return method == "btree" ? std::string() : method;
}

ir::Key to_key(ir::Index index) {
  return {.name = std::move(index.name),
          .columns = std::move(index.parts),
          .comment = std::move(index.comment),
          .attributes = std::move(index.attributes)};
}

bool has_only_columns(const ir::Index& index) {
  return std::all_of(index.parts.begin(), index.parts.end(),
                     [](const ir::KeyPart& part) { return part.expression.empty(); });
}

// Some engines number the indexes of each table by themselves, others those of a schema.
bool is_taken(const Draft& draft, const ir::Table& table, const std::string& name) {
  if (!draft.stored.schemas_are_databases) return draft.is_taken(table.name.schema, name);
  const auto named = [&](const auto& each) { return draft.same(each.name, name); };
  return std::any_of(table.indexes.begin(), table.indexes.end(), named) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), named);
}

}  // namespace

ir::KeyPart key_part(Draft& draft, const OrderItem& part, ir::Table& table) {
  ir::KeyPart made;
  const Expr* value = part.value;
  if (const auto* collate = value->as<Collate>()) {
    made.collation = collation_words(draft, collate->collation);
    value = collate->operand;
  }
  const auto* column = value->as<Column>();
  const auto* text = value->as<Literal>();  // a name in quotes that could be a string
  if (column != nullptr || (text != nullptr && text->literal == LiteralKind::kString)) {
    made.column = column != nullptr ? draft.name(column->path.back()) : std::string(text->text);
    if (const ir::Column* known = draft.find_column(table, made.column)) {
      made.column = known->name;
      const std::string own = known->collation.empty() ? "BINARY" : known->collation;
      if (equal_fold(made.collation, own)) made.collation.clear();
    } else if (draft.stored.rowid_keys) {
      made.expression = std::exchange(made.column, {});
    }
  } else {
    made.expression = expression_text(draft, *value, &table);
    const auto* call = value->as<Call>();
    const bool is_call =
        call != nullptr && (call->form == CallForm::kFunction || call->form == CallForm::kSyntax);
    if (draft.stored.expressions == StoredText::kTyped && !is_call)
      made.expression = '(' + made.expression + ')';
  }
  made.descending = part.direction == Direction::kDescending;
  const bool first = part.nulls == Nulls::kFirst;
  if (part.nulls != Nulls::kUnsaid && first != made.descending)
    made.nulls = first ? ir::NullsOrder::kFirst : ir::NullsOrder::kLast;
  for (const Name& each : part.operator_class) {
    if (each.text == "pg_catalog" ||
        (!made.operator_class.empty() && made.operator_class != each.text))
      continue;
    made.operator_class = draft.name(part.operator_class.back());
  }
  if (part.prefix_length > 0) made.prefix_length = static_cast<std::int32_t>(part.prefix_length);
  return made;
}

void add_index(Draft& draft, const IndexDefinition& definition, ir::Table& table) {
  ir::Index made{.name = draft.name(definition.name),
                 .unique = definition.index == IndexKind::kUnique};
  made.method = method_of(draft, definition, table);
  std::vector<std::string> words;
  for (const OrderItem* part : definition.parts) {
    made.parts.push_back(key_part(draft, *part, table));
    words.push_back(naming_word(draft, *part, made.parts.back()));
    if (definition.index != IndexKind::kPlain && definition.index != IndexKind::kUnique)
      made.parts.back().prefix_length.reset();
  }
  for (const Name& each : definition.included) {
    made.included_columns.push_back(draft.name(each));
    words.push_back(made.included_columns.back());
  }
  made.nulls_not_distinct = definition.nulls_not_distinct;
  if (definition.where != nullptr)
    made.predicate = expression_text(draft, *definition.where, &table);
  set_options(draft, definition.options, made);
  if (made.name.empty()) made.name = default_name(draft, "index", table, words);
  if (made.unique && draft.stored.unique_indexes_are_keys && has_only_columns(made)) {
    ir::Key key = to_key(std::move(made));
    set_long_key_option(draft, table, key);
    table.uniques.push_back(std::move(key));
  } else {
    table.indexes.push_back(std::move(made));
  }
}

void create_index(Draft& draft, const CreateIndex& statement) {
  ir::Table* table = draft.find_table(statement.table->name);
  if (table == nullptr)
    return draft.tell(*statement.table, "this index is on a table that the file does not make");
  const std::string name = draft.name(statement.definition->name);
  const bool taken = !name.empty() && is_taken(draft, *table, name);
  if (taken && !statement.if_not_exists)
    draft.tell(statement, "the file makes this index twice", "the first one is kept");
  if (taken) return;
  add_index(draft, *statement.definition, *table);
  if (!statement.table->only) return add_to_partitions(draft, *table);
  if (!table->partitions.empty())
    draft.lone_indexes.push_back(
        {table->name, table->indexes.back().name, std::string(draft.statement())});
}

}  // namespace sqlx::sql::schema_reader
