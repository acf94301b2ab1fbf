// Types and sequences as statements.
#include <fmt/format.h>

#include <iterator>

#include "sql/ddl_parts.h"

namespace sqlx::sql {

void write_enum(DdlContext& context, const ir::Enum& type) {
  std::string sql = fmt::format("CREATE TYPE {} AS ENUM (", context.words.name(type.name));
  for (const std::string& value : type.values) {
    sql += &value == type.values.data() ? "\n  " : ",\n  ";
    sql += context.words.string(value);
  }
  sql += type.values.empty() ? ")" : "\n)";
  context.script.statement(sql);
}

void write_composite(DdlContext& context, const ir::Composite& type) {
  std::string sql = fmt::format("CREATE TYPE {} AS (", context.words.name(type.name));
  for (const ir::Column& field : type.fields) {
    sql += &field == type.fields.data() ? "\n  " : ",\n  ";
    sql += fmt::format("{} {}", context.words.name(field.name), field.database_type);
    if (!field.collation.empty())
      sql += ' ' + context.words.fill(context.ddl.collation, {.value = field.collation});
  }
  sql += type.fields.empty() ? ")" : "\n)";
  context.script.statement(sql);
}

void write_domain(DdlContext& context, const ir::Domain& domain) {
  std::string sql =
      fmt::format("CREATE DOMAIN {} AS {}", context.words.name(domain.name), domain.database_type);
  if (!domain.collation.empty())
    sql += ' ' + context.words.fill(context.ddl.collation, {.value = domain.collation});
  if (domain.default_value) sql += ' ' + default_clause(context, *domain.default_value);
  if (!domain.nullable) sql += " NOT NULL";
  for (const ir::Check& check : domain.checks) {
    if (!comes_late(check)) sql += "\n  " + check_clause(context, check);
  }
  context.script.statement(sql);
  for (const ir::Check& check : domain.checks) {
    if (!comes_late(check)) continue;
    context.script.statement(fmt::format("ALTER DOMAIN {} ADD {}", context.words.name(domain.name),
                                         check_clause(context, check)));
  }
}

void append_sequence_options(std::string& out, const ir::SequenceOptions& options) {
  fmt::format_to(std::back_inserter(out),
                 "START WITH {} INCREMENT BY {} MINVALUE {} MAXVALUE {} CACHE {}", options.start,
                 options.increment, options.minimum, options.maximum, options.cache);
  if (options.cycle) out += " CYCLE";
}

void write_sequence(DdlContext& context, const ir::Sequence& sequence) {
  std::string sql = fmt::format("CREATE SEQUENCE {}", context.words.name(sequence.name));
  if (!sequence.options.type.empty()) sql += " AS " + sequence.options.type;
  sql += "\n  ";
  append_sequence_options(sql, sequence.options);
  append_comment(sql, context, sequence.comment);
  context.script.statement(sql);
}

}  // namespace sqlx::sql
