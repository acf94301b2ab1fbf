// One column: its type, whether it may be NULL, where its values come from; and what stands behind
// its type but belongs to the table: keys, checks.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "wirepacks/types.h"

namespace sqlx::sql::schema_reader {
namespace {

using ir::AttributeKey;
using wirepacks::StoredText;

bool holds_text(const ir::Column& column) {
  switch (column.type.kind) {
    case ir::TypeKind::kText:
    case ir::TypeKind::kChar:
    case ir::TypeKind::kEnum:
    case ir::TypeKind::kSet:
    case ir::TypeKind::kJson: return true;
    default: return false;
  }
}

std::string charset_of(std::string_view collation) {
  return std::string(collation.substr(0, collation.find('_')));
}

// The collation of a column where that is not its table's.
void set_collation(const Draft& draft, std::string collation, const ir::Table& table,
                   ir::Column& column) {
  if (collation.empty()) return;
  if (draft.stored.charset.empty()) {
    if (!equal_fold(collation, "binary") || !draft.stored.rowid_keys)
      column.collation = std::move(collation);
    return;
  }
  collation = full_collation(draft, lower(collation));
  const std::string* own = ir::find_attribute(table.attributes, AttributeKey::kCollation);
  const std::string usual = own == nullptr ? draft.database.collation : *own;
  if (collation == usual || !holds_text(column)) return;
  column.collation = collation;
  if (charset_of(collation) != charset_of(usual))
    ir::set_attribute(column.attributes, AttributeKey::kCharset, charset_of(collation));
}

std::string written_collation(const Draft& draft, const ColumnDefinition& definition,
                              const ir::Table& table) {
  std::string charset(definition.to->charset);
  std::string collation =
      definition.to->collation.empty() ? "" : collation_words(draft, definition.to->collation);
  for (const Constraint* each : definition.constraints) {
    if (each->constraint == ConstraintKind::kCollate)
      collation = collation_words(draft, each->collation);
    const auto* value = each->value == nullptr ? nullptr : each->value->as<Literal>();
    if (each->constraint == ConstraintKind::kOption && each->option == "character set" &&
        value != nullptr)
      charset = value->text;
  }
  charset = lower(charset);
  const std::string type = lower(definition.to->name.back().text);
  const bool is_national =
      type.starts_with("national") || type.starts_with("nchar") || type.starts_with("nvarchar");
  if (charset.empty() && is_national && !draft.stored.charset.empty()) charset = "utf8mb3";
  if (collation.empty() && charset.empty() && definition.to->is_binary) {
    const std::string* own = ir::find_attribute(table.attributes, AttributeKey::kCollation);
    return charset_of(own == nullptr ? draft.database.collation : *own) + "_bin";
  }
  if (collation.empty() && !charset.empty()) {
    collation = std::string(
        wirepacks::Stored::find(draft.stored.charsets, charset, charset + "_general_ci"));
    if (definition.to->is_binary) collation = charset_of(collation) + "_bin";
  }
  return collation;
}

bool is_null(const Expr& value) {
  const auto* literal = value.as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kNull;
}

void set_option(Draft& draft, const Constraint& constraint, ir::Column& column) {
  const auto* value = constraint.value == nullptr ? nullptr : constraint.value->as<Literal>();
  const std::string text = value == nullptr ? std::string() : std::string(value->text);
  const auto set = [&](AttributeKey key, std::string with) {
    ir::set_attribute(column.attributes, key, std::move(with));
  };
  if (constraint.option == "invisible") return set(AttributeKey::kInvisible, "true");
  if (constraint.option == "srid" || constraint.option == "ref_system_id")
    return set(AttributeKey::kSpatialReference, text);
  if (constraint.option == "compressed") return set(AttributeKey::kAutoCompression, "compressed");
  if (constraint.option == "without system versioning")
    return set(AttributeKey::kSystemVersioned, "without");
  if (constraint.option.starts_with("storage "))
    return set(AttributeKey::kStorage, std::string(constraint.option.substr(8)));
  if (constraint.option.starts_with("compression "))
    return set(AttributeKey::kAutoCompression, std::string(constraint.option.substr(12)));
  const bool says_nothing = constraint.option == "visible" || constraint.option == "character set";
  if (!says_nothing)
    draft.tell(constraint,
               fmt::format("sqlx does not know what `{}` says of a column", constraint.option));
}

void apply(Draft& draft, const Constraint& constraint, ir::Column& column, const ir::Table& table) {
  switch (constraint.constraint) {
    case ConstraintKind::kNotNull:
      column.nullable = false;
      if (constraint.on_conflict != ConflictAction::kUnsaid &&
          constraint.on_conflict != ConflictAction::kAbort)
        ir::set_attribute(column.attributes, AttributeKey::kConflict,
                          std::string(to_string(constraint.on_conflict)));
      return;
    case ConstraintKind::kNull: column.nullable = true; return;
    case ConstraintKind::kDefault: set_default(draft, *constraint.value, column); return;
    case ConstraintKind::kGenerated:
      column.generated = ir::Generated{expression_text(draft, *constraint.value, &table),
                                       constraint.storage == Storage::kStored};
      return;
    case ConstraintKind::kIdentity: set_identity(draft, constraint, column); return;
    case ConstraintKind::kAutoIncrement:
      column.identity = ir::Identity{.kind = ir::IdentityKind::kAutoIncrement};
      return;
    case ConstraintKind::kComment:
      if (const auto* text = constraint.value->as<Literal>()) column.comment = text->text;
      return;
    case ConstraintKind::kOnUpdate:
      column.on_update = default_text(draft, *constraint.value, column);
      return;
    case ConstraintKind::kOption: set_option(draft, constraint, column); return;
    default: return;  // collations are read with the type, keys and checks by the table
  }
}

bool belongs_to_table(ConstraintKind kind) {
  return kind == ConstraintKind::kPrimaryKey || kind == ConstraintKind::kUnique ||
         kind == ConstraintKind::kCheck || kind == ConstraintKind::kForeignKey;
}

std::int64_t most_of(std::string_view type) {
  if (type == "smallint") return INT16_MAX;
  return type == "integer" ? INT32_MAX : INT64_MAX;
}

// serial: an integer that is NOT NULL, with a sequence that goes with the column.
void make_serial(Draft& draft, const std::string& column_type, ir::Column& column,
                 const ir::Table& table) {
  column.nullable = false;
  if (wirepacks::Stored::find(draft.stored.names, "sequence").empty()) return;
  ir::Sequence sequence{
      .name = {table.name.schema, default_name(draft, "sequence", table, {column.name})}};
  sequence.options = {.type = column_type, .maximum = most_of(column_type)};
  sequence.owned_by = ir::ColumnReference{table.name, column.name};
  column.default_value = wirepacks::read_default(draft.pack, drawing_from(sequence.name));
  column.identity = ir::Identity{.kind = ir::IdentityKind::kSerial, .sequence = sequence.name};
  draft.database.sequences.push_back(std::move(sequence));
}

// A document type that is a text with a check: the check comes along.
void add_document_check(Draft& draft, ir::Column& column, ir::Table& table) {
  const std::string_view pattern = wirepacks::Stored::find(draft.stored.names, "document_check");
  if (pattern.empty()) return;
  std::string sql(pattern);
  replace_all(sql, "{column}", quoted(column.name, draft.pack.lexical.identifier_quote));
  table.checks.push_back({.name = column.name, .sql = std::move(sql)});
}

}  // namespace

std::string full_collation(const Draft& draft, const std::string& collation) {
  const std::string prefix = charset_of(collation) + '_';
  const std::string_view renamed = wirepacks::Stored::find(draft.stored.charsets, prefix);
  return renamed.empty() ? collation : std::string(renamed) + collation.substr(prefix.size());
}

std::string drawing_from(const ir::ObjectName& sequence) {
  const auto word = [](const std::string& each) {
    return is_plain_word(each) && lower(each) == each ? each : quoted(each, '"');
  };
  std::string name = word(sequence.schema) + '.' + word(sequence.name);
  replace_all(name, "'", "''");
  return fmt::format("nextval('{}'::regclass)", name);
}

void set_default(Draft& draft, const Expr& value, ir::Column& column) {
  column.default_value.reset();
  const bool lasts = draft.stored.expressions == StoredText::kTyped &&
                     column.type.length;  // NULL::character varying
  if (is_null(value) && !lasts) return;
  const auto* word = value.as<Column>();
  if (word != nullptr &&
      draft.stored.expressions == StoredText::kAsWritten) {  // a name is a text there
    column.default_value =
        ir::Default{default_text(draft, value, column), ir::DefaultKind::kLiteral,
                    std::string(word->path.back().text)};
    return;
  }
  column.default_value = wirepacks::read_default(draft.pack, default_text(draft, value, column));
}

ir::SequenceOptions sequence_options(Draft& draft, List<const Option*> options,
                                     ir::SequenceOptions made, bool is_new) {
  bool has_start = !is_new;
  bool has_minimum = false;
  bool has_maximum = false;
  const auto number = [](const Option& option, std::int64_t usual) {
    const Expr* value = option.value;
    std::string digits;
    if (const auto* sign = value == nullptr ? nullptr : value->as<Call>();
        sign != nullptr && !sign->arguments.empty()) {
      digits = "-";
      value = sign->arguments[0];
    }
    if (const auto* literal = value == nullptr ? nullptr : value->as<Literal>())
      digits += literal->text;
    std::from_chars(digits.data(), digits.data() + digits.size(), usual);
    return usual;
  };
  for (const Option* option : options) {
    const auto* word = option->value == nullptr ? nullptr : option->value->as<Literal>();
    const bool is_false = word != nullptr && (word->text == "false" || word->text == "0");
    if (option->name == "as" && word != nullptr) {
      made.type =
          std::string(wirepacks::Stored::find(draft.stored.types, lower(word->text), word->text));
    } else if (option->name == "increment" || option->name == "increment by") {
      made.increment = number(*option, made.increment);
    } else if (option->name == "start" || option->name == "start with") {
      made.start = number(*option, made.start);
      has_start = true;
    } else if (option->name == "minvalue" && option->value != nullptr) {
      made.minimum = number(*option, made.minimum);
      has_minimum = true;
    } else if (option->name == "maxvalue" && option->value != nullptr) {
      made.maximum = number(*option, made.maximum);
      has_maximum = true;
    } else if (option->name == "cache") {
      made.cache = number(*option, made.cache);
    } else if (option->name == "cycle") {
      made.cycle = !is_false;
    } else if (option->name == "no cycle") {
      made.cycle = false;
    }
  }
  const bool falls = made.increment < 0;
  if (is_new && !has_maximum) made.maximum = falls ? -1 : most_of(made.type);
  if (is_new && !has_minimum) made.minimum = falls ? -most_of(made.type) - 1 : 1;
  if (!has_start) made.start = falls ? made.maximum : made.minimum;
  return made;
}

void set_identity(Draft& draft, const Constraint& constraint, ir::Column& column) {
  column.nullable = false;
  column.identity = ir::Identity{.kind = constraint.always ? ir::IdentityKind::kAlways
                                                           : ir::IdentityKind::kByDefault};
  column.identity->options =
      sequence_options(draft, constraint.options, {.type = column.database_type}, true);
}

ir::Column read_column(Draft& draft, const ColumnDefinition& definition, ir::Table& table) {
  ir::Column made{.name = draft.name(definition.name)};
  if (definition.to == nullptr) {
    made.type = wirepacks::logical_type(draft.pack, "");
  } else {
    DeclaredType declared = declared_type(draft, *definition.to);
    made.type = std::move(declared.type);
    made.database_type = std::move(declared.words);
    if (!wirepacks::Stored::find(draft.stored.names, "document_check").empty() &&
        equal_fold(definition.to->name.back().text, "json")) {
      made.type = {.kind = ir::TypeKind::kJson};
      ir::Column text{.type = {.kind = ir::TypeKind::kText}};
      set_collation(draft, "utf8mb4_bin", table, text);
      made.collation = text.collation;
      made.attributes = text.attributes;
    }
    set_collation(draft, written_collation(draft, definition, table), table, made);
    if (definition.to->zerofill)
      ir::set_attribute(made.attributes, AttributeKey::kZerofill, "true");
    if (!declared.serial.empty()) make_serial(draft, made.database_type, made, table);
  }
  for (const Constraint* constraint : definition.constraints)
    apply(draft, *constraint, made, table);
  if (made.identity && !made.default_value &&
      made.identity->kind == ir::IdentityKind::kAutoIncrement)
    made.nullable = made.nullable && draft.stored.rowid_keys;
  return made;
}

void add_table_parts(Draft& draft, const ColumnDefinition& definition, const std::string& column,
                     ir::Table& table) {
  for (const Constraint* constraint : definition.constraints) {
    if (belongs_to_table(constraint->constraint)) add_constraint(draft, *constraint, table, column);
  }
  ir::Column* added = draft.find_column(table, column);
  const bool checked = std::any_of(table.checks.begin(), table.checks.end(),
                                   [&](const ir::Check& each) { return each.name == column; });
  if (added != nullptr && !checked && added->type.kind == ir::TypeKind::kJson)
    add_document_check(draft, *added, table);
}

void add_column(Draft& draft, const ColumnDefinition& definition, ir::Table& table) {
  ir::Column made = read_column(draft, definition, table);
  const std::string name = made.name;
  if (ir::Column* inherited = draft.find_column(table, name)) {  // merged with the parent's
    made.nullable = made.nullable && inherited->nullable;
    const auto says_default = [](const Constraint* each) {
      return each->constraint == ConstraintKind::kDefault;
    };
    const bool has_own =
        std::any_of(definition.constraints.begin(), definition.constraints.end(), says_default);
    if (!has_own) made.default_value = inherited->default_value;
    *inherited = std::move(made);
  } else {
    table.columns.push_back(std::move(made));
  }
  add_table_parts(draft, definition, name, table);
}

}  // namespace sqlx::sql::schema_reader
