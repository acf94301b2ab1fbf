// Comments: as clauses where the dialect has them inline, else as statements that name what they
// speak of.
#include <fmt/format.h>

#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

using Comments = std::vector<std::pair<std::string, std::string>>;

class CommentList {
 public:
  explicit CommentList(const DialectWords& words) : words_(words) {}

  [[nodiscard]] Comments take() { return std::move(comments_); }

  void write(std::string_view kind, std::string_view object, const std::string& comment) {
    comments_.emplace_back(fmt::format("{} {}", kind, object), comment);
  }

  template <class T>
  void objects(std::string_view kind, const std::vector<T>& objects) {
    for (const T& object : objects) write(kind, words_.name(object.name), object.comment);
  }

  // Things that have a name within `owner` only: CONSTRAINT c ON t.
  template <class T>
  void parts(std::string_view kind, const std::vector<T>& parts, std::string_view owner) {
    for (const T& part : parts)
      write(kind, fmt::format("{} ON {}", words_.name(part.name), owner), part.comment);
  }

  void columns(const std::vector<ir::Column>& columns, std::string_view owner) {
    for (const ir::Column& column : columns) {
      write("COLUMN", fmt::format("{}.{}", owner, words_.name(column.name)), column.comment);
    }
  }

  void table(const ir::Table& table) {
    const std::string name = words_.name(table.name);
    write(noun(table.kind), name, table.comment);
    columns(table.columns, name);
    if (table.primary_key) {
      write("CONSTRAINT", fmt::format("{} ON {}", words_.name(table.primary_key->name), name),
            table.primary_key->comment);
    }
    parts("CONSTRAINT", table.uniques, name);
    parts("CONSTRAINT", table.foreign_keys, name);
    parts("CONSTRAINT", table.checks, name);
    parts("CONSTRAINT", table.exclusions, name);
    for (const ir::Index& index : table.indexes) {
      write("INDEX", words_.name(ir::ObjectName{table.name.schema, index.name}), index.comment);
    }
    parts("TRIGGER", table.triggers, name);
    parts("POLICY", table.policies, name);
    for (const ir::Table& partition : table.partitions) this->table(partition);
  }

  void domain(const ir::Domain& domain) {
    const std::string name = words_.name(domain.name);
    write("DOMAIN", name, domain.comment);
    parts("CONSTRAINT", domain.checks, "DOMAIN " + name);
  }

  void composite(const ir::Composite& type) {
    const std::string name = words_.name(type.name);
    write("TYPE", name, type.comment);
    columns(type.fields, name);
  }

  void routine(const ir::Routine& routine) {
    const std::string_view kind = routine.kind == ir::RoutineKind::kProcedure   ? "PROCEDURE"
                                  : routine.kind == ir::RoutineKind::kAggregate ? "AGGREGATE"
                                                                                : "FUNCTION";
    // Only an aggregate may have no arguments at all, and says so with a star.
    const bool any = routine.kind == ir::RoutineKind::kAggregate && routine.signature.empty();
    write(kind, fmt::format("{}({})", words_.name(routine.name), any ? "*" : routine.signature),
          routine.comment);
  }

 private:
  const DialectWords& words_;
  Comments comments_;
};

}  // namespace

void append_comment(std::string& out, const DdlContext& context, const std::string& comment) {
  if (context.ddl.comments != wirepacks::CommentStyle::kInline || comment.empty()) return;
  out += " COMMENT " + context.words.string(comment);
}

Comments comments_of(const ir::Database& database, const DialectWords& words) {
  CommentList list(words);
  for (const ir::Namespace& schema : database.schemas)
    list.write("SCHEMA", words.name(schema.name), schema.comment);
  list.objects("TYPE", database.enums);
  for (const ir::Composite& type : database.composites) list.composite(type);
  for (const ir::Domain& domain : database.domains) list.domain(domain);
  list.objects("SEQUENCE", database.sequences);
  for (const ir::Routine& routine : database.routines) list.routine(routine);
  for (const ir::Table& table : database.tables) list.table(table);
  return list.take();
}

void write_comments(DdlContext& context) {
  if (context.ddl.comments != wirepacks::CommentStyle::kStatement) return;
  for (const auto& [object, comment] : comments_of(context.database, context.words)) {
    if (comment.empty()) continue;
    context.script.statement(
        fmt::format("COMMENT ON {} IS {}", object, context.words.string(comment)));
  }
}

}  // namespace sqlx::sql
