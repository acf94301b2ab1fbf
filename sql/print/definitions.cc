// CREATE of everything but tables, DROP, COMMENT ON.
#include <algorithm>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

void print_create(Writer& writer, bool or_replace) {
  writer.word("CREATE");
  writer.word_if(or_replace, "OR REPLACE");
}

void print_named(Writer& writer, bool if_not_exists, List<Name> name) {
  writer.word_if(if_not_exists, "IF NOT EXISTS");
  writer.path(name);
}

void print_before_view(Writer& writer, List<const Option*> options) {
  for (const Option* option : options) {
    if (!stands_before_view(*option)) continue;
    writer.upper_word(option->name);
    writer.word_if(option->name != "sql security", "=");
    print_option_value(writer, *option);
  }
}

void print_check_option(Writer& writer, std::string_view check) {
  if (check.empty()) return;
  writer.word("WITH");
  writer.upper_word(check);
  writer.word("CHECK OPTION");
}

void print_labels(Writer& writer, List<std::string_view> labels) {
  writer.word("AS ENUM");
  writer.list_in_parentheses(labels, [&](std::string_view label) { writer.string(label); });
}

void print_attributes(Writer& writer, List<const ColumnDefinition*> attributes) {
  writer.word("AS");
  writer.list_in_parentheses(attributes,
                             [&](const ColumnDefinition* attribute) { print(writer, *attribute); });
}

void print_type_body(Writer& writer, const CreateType& type) {
  switch (type.definition) {
    case TypeDefinition::kEnum: return print_labels(writer, type.labels);
    case TypeDefinition::kComposite: return print_attributes(writer, type.attributes);
    case TypeDefinition::kDomain:
      print_clause(writer, "AS", type.base);
      return print_constraints(writer, type.constraints);
    case TypeDefinition::kRange:
      writer.word("AS RANGE");
      return print_type_options(writer, type.options);
  }
}

// INSERT OR UPDATE OF a, b
void print_events(Writer& writer, const CreateTrigger& trigger) {
  bool first = true;
  for (const std::string_view event : trigger.events) {
    writer.word_if(!first, "OR");
    first = false;
    writer.upper_word(event);
    if (event != "update" || trigger.columns.empty()) continue;
    writer.word("OF");
    writer.list(trigger.columns, [&](const Name& column) { writer.name(column); });
  }
}

void print_dropped(Writer& writer, const Drop& drop) {
  print_list_clause(writer, "", drop.names);
  if (!drop.has_arguments) return;
  writer.open_tight();
  writer.list(drop.arguments, [&](const TypeName* type) { print(writer, *type); });
  writer.close();
}

// (a, b) INCLUDE (c) WITH (…) WHERE …
void print_index_body(Writer& writer, const IndexDefinition& index) {
  const bool method_last = writer.pack().ddl.index_method_last;
  if (!method_last) print_index_method(writer, index.method);
  print_index_parts(writer, index.parts);
  if (method_last) print_index_method(writer, index.method);
  print_included(writer, index.included);
  writer.word_if(index.nulls_not_distinct, "NULLS NOT DISTINCT");
  print_key_options(writer, index.options);
  print_clause(writer, "WHERE", index.where);
}

void print_index_kind(Writer& writer, IndexKind kind) {
  if (kind != IndexKind::kPlain) writer.upper_word(to_string(kind));
}

// CREATE INDEX schema.name ON table, where an index says its schema for both.
void print_schema_of_index(Writer& writer, const CreateIndex& create) {
  const List<Name> path = create.table->name;
  writer.name(path.front());
  writer.joint(".");
  writer.name(create.definition->name);
  writer.word("ON");
  writer.name(path.back());
}

void print_name_and_table(Writer& writer, const CreateIndex& create) {
  if (writer.pack().ddl.index_names_schema && create.table->name.size() > 1)
    return print_schema_of_index(writer, create);
  if (!create.definition->name.text.empty()) writer.name(create.definition->name);
  print_clause(writer, "ON", create.table);
}

}  // namespace

void print_behavior(Writer& writer, DropBehavior behavior) {
  if (behavior != DropBehavior::kUnsaid) writer.upper_word(to_string(behavior));
}

void print_included(Writer& writer, List<Name> included) {
  if (included.empty()) return;
  writer.word("INCLUDE");
  writer.names_in_parentheses(included);
}

void print_index_method(Writer& writer, std::string_view method) {
  if (method.empty()) return;
  writer.word("USING");
  writer.word(method);
}

// KEY name (a, b), inside a table.
void print(Writer& writer, const IndexDefinition& index) {
  print_index_kind(writer, index.index);
  writer.word("KEY");
  if (!index.name.text.empty()) writer.name(index.name);
  print_index_body(writer, index);
}

void print(Writer& writer, const CreateIndex& create) {
  const IndexDefinition& index = *create.definition;
  print_create(writer, create.or_replace);
  print_index_kind(writer, index.index);
  writer.word("INDEX");
  writer.word_if(create.concurrently, "CONCURRENTLY");
  writer.word_if(create.if_not_exists, "IF NOT EXISTS");
  print_name_and_table(writer, create);
  print_index_body(writer, index);
}

void print(Writer& writer, const CreateView& view) {
  print_create(writer, view.or_replace);
  print_before_view(writer, view.options);
  print_persistence(writer, view.persistence);
  writer.word_if(view.recursive, "RECURSIVE");
  writer.word_if(view.materialized, "MATERIALIZED");
  writer.word("VIEW");
  print_named(writer, view.if_not_exists, view.name);
  writer.names_in_parentheses_if_any(view.columns);
  print_view_options(writer, view.options);
  print_clause(writer, "AS", view.query);
  print_check_option(writer, view.check_option);
  writer.word_if(view.with_no_data, "WITH NO DATA");
}

void print(Writer& writer, const CreateSchema& schema) {
  print_create(writer, schema.or_replace);
  writer.upper_word(to_string(schema.object));
  writer.word_if(schema.if_not_exists, "IF NOT EXISTS");
  if (!schema.name.text.empty()) writer.name(schema.name);
  print_options(writer, schema.options, OptionStyle::kSpaced);
}

void print(Writer& writer, const CreateSequence& sequence) {
  if (sequence.is_alter) {
    writer.word("ALTER");
  } else {
    print_create(writer, sequence.or_replace);
    print_persistence(writer, sequence.persistence);
  }
  writer.word("SEQUENCE");
  writer.word_if(sequence.if_not_exists, sequence.is_alter ? "IF EXISTS" : "IF NOT EXISTS");
  writer.path(sequence.name);
  print_options(writer, sequence.options, OptionStyle::kSpaced);
}

void print(Writer& writer, const CreateType& type) {
  writer.word(type.definition == TypeDefinition::kDomain ? "CREATE DOMAIN" : "CREATE TYPE");
  writer.path(type.name);
  print_type_body(writer, type);
}

void print(Writer& writer, const CreateTrigger& trigger) {
  print_create(writer, trigger.or_replace);
  writer.word("TRIGGER");
  print_named(writer, trigger.if_not_exists, trigger.name);
  if (!trigger.timing.empty()) writer.upper_word(trigger.timing);
  print_events(writer, trigger);
  print_clause(writer, "ON", trigger.table);
  writer.word_if(trigger.each_row, "FOR EACH ROW");
  if (trigger.when != nullptr) {
    writer.word("WHEN");
    print_in_parentheses(writer, *trigger.when);
  }
  writer.word_if(!trigger.body.empty(), trigger.body);
}

void print(Writer& writer, const CreateRoutine& routine) { writer.word(routine.text); }

void print(Writer& writer, const Drop& drop) {
  writer.word("DROP");
  writer.word_if(drop.temporary, "TEMPORARY");
  writer.upper_word(to_string(drop.object));
  writer.word_if(drop.concurrently, "CONCURRENTLY");
  writer.word_if(drop.if_exists, "IF EXISTS");
  print_dropped(writer, drop);
  print_clause(writer, "ON", drop.on);
  print_behavior(writer, drop.behavior);
}

void print(Writer& writer, const Comment& comment) {
  writer.word("COMMENT ON");
  writer.upper_word(to_string(comment.object));
  writer.path(comment.name);
  print_clause(writer, "ON", comment.on);
  writer.word("IS");
  if (comment.text == nullptr) return writer.word("NULL");
  print(writer, *comment.text);
}

}  // namespace sqlx::sql
