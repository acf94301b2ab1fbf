// Constraints: keys, foreign keys, checks of tables and of domains, exclusions.
#include <unordered_map>

#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

struct Constraint {
  Oid oid = 0;
  std::string name;
  char kind = '\0';
  Oid table = 0;
  Oid domain = 0;
  Oid index = 0;
  Oid parent = 0;  // the constraint of a partitioned table that this one was made from
  std::vector<std::int64_t> columns;
  Oid referenced = 0;
  ir::ObjectName referenced_name;
  std::vector<std::int64_t> referenced_columns;
  std::vector<std::string> referenced_names;  // of a table that is not read
  char on_delete = '\0';
  char on_update = '\0';
  char match = '\0';
  std::vector<std::int64_t> on_delete_columns;
  ir::Deferrability deferrability = ir::Deferrability::kImmediate;
  bool valid = true;
  bool enforced = true;
  bool no_inherit = false;
  bool local = true;
  std::string sql;
};

ir::Deferrability deferrability(bool deferrable, bool deferred) {
  if (!deferrable) return ir::Deferrability::kImmediate;
  return deferred ? ir::Deferrability::kInitiallyDeferred : ir::Deferrability::kDeferrable;
}

Constraint read_constraint(Fields& row) {
  Constraint constraint{.oid = row.oid()};
  constraint.name = row.string();
  constraint.kind = row.letter();
  constraint.table = row.oid();
  constraint.domain = row.oid();
  constraint.index = row.oid();
  constraint.parent = row.oid();
  constraint.columns = row.numbers();
  constraint.referenced = row.oid();
  constraint.referenced_name.schema = row.string();
  constraint.referenced_name.name = row.string();
  constraint.referenced_columns = row.numbers();
  constraint.referenced_names = row.strings();
  constraint.on_delete = row.letter();
  constraint.on_update = row.letter();
  constraint.match = row.letter();
  constraint.on_delete_columns = row.numbers();
  const bool deferrable = row.flag();
  constraint.deferrability = deferrability(deferrable, row.flag());
  constraint.valid = row.flag();
  constraint.enforced = row.flag();
  constraint.no_inherit = row.flag();
  constraint.local = row.flag();
  constraint.sql = row.string();
  return constraint;
}

ir::ReferentialAction action(char letter) {
  switch (letter) {
    case 'r': return ir::ReferentialAction::kRestrict;
    case 'c': return ir::ReferentialAction::kCascade;
    case 'n': return ir::ReferentialAction::kSetNull;
    case 'd': return ir::ReferentialAction::kSetDefault;
    default: return ir::ReferentialAction::kNoAction;
  }
}

ir::MatchKind match(char letter) {
  switch (letter) {
    case 'f': return ir::MatchKind::kFull;
    case 'p': return ir::MatchKind::kPartial;
    default: return ir::MatchKind::kSimple;
  }
}

// A constraint that is not enforced is never valid: that need not be said twice.
ir::Attributes attributes(const Constraint& constraint) {
  ir::Attributes result;
  if (!constraint.enforced) {
    ir::set_attribute(result, ir::AttributeKey::kNotEnforced, "true");
  } else if (!constraint.valid) {
    ir::set_attribute(result, ir::AttributeKey::kNotValid, "true");
  }
  return result;
}

class ConstraintReader {
 public:
  explicit ConstraintReader(Catalog& catalog) : catalog_(catalog) {}

  void read(const Rows& rows) {
    for (Fields row : rows) constraints_.push_back(read_constraint(row));
    for (const Constraint& constraint : constraints_)
      table_of_.emplace(constraint.oid, constraint.table);
    for (const Constraint& constraint : constraints_) add(constraint);
  }

 private:
  void add(const Constraint& constraint) {
    if (constraint.domain != 0) {
      catalog_.domain_checks[constraint.domain].push_back(check(constraint));
      return;
    }
    Relation* relation = catalog_.find_relation(constraint.table);
    if (relation == nullptr) return;
    switch (constraint.kind) {
      case 'p': relation->table.primary_key = key(constraint, *relation); return;
      case 'u': relation->table.uniques.push_back(key(constraint, *relation)); return;
      case 'c': relation->table.checks.push_back(check(constraint)); return;
      case 'x': add_exclusion(constraint, *relation); return;
      default: add_foreign_key(constraint, *relation); return;
    }
  }

  // What the index behind a key knows is added by indexes.cc.
  ir::Key key(const Constraint& constraint, const Relation& relation) {
    ir::Key result{.name = constraint.name,
                   .deferrability = constraint.deferrability,
                   .inherited = constraint.parent != 0,
                   .comment = comment(constraint)};
    for (std::string& column : relation.names(constraint.columns)) {
      result.columns.emplace_back().column = std::move(column);
    }
    catalog_.keys.emplace(constraint.index, std::pair(relation.oid, constraint.name));
    return result;
  }

  ir::Check check(const Constraint& constraint) const {
    return {.name = constraint.name,
            .sql = constraint.sql,
            .no_inherit = constraint.no_inherit,
            .inherited = !constraint.local,
            .comment = comment(constraint),
            .attributes = attributes(constraint)};
  }

  void add_exclusion(const Constraint& constraint, Relation& relation) {
    catalog_.exclusion_indexes.insert(constraint.index);
    relation.table.exclusions.push_back({.name = constraint.name,
                                         .sql = constraint.sql,
                                         .columns = relation.names(constraint.columns),
                                         .comment = comment(constraint)});
  }

  // A foreign key that points to a partitioned table has, inside the server, one more of itself for
  // each partition there.
  [[nodiscard]] bool is_shadow(const Constraint& constraint) const {
    const auto parent = table_of_.find(constraint.parent);
    return parent != table_of_.end() && parent->second == constraint.table;
  }

  void add_foreign_key(const Constraint& constraint, Relation& relation) {
    if (is_shadow(constraint)) return;
    const Relation* referenced = catalog_.find_relation(constraint.referenced);
    relation.table.foreign_keys.push_back(
        {.name = constraint.name,
         .columns = relation.names(constraint.columns),
         .references = constraint.referenced_name,
         .referenced_columns = referenced == nullptr
                                   ? constraint.referenced_names
                                   : referenced->names(constraint.referenced_columns),
         .on_delete = action(constraint.on_delete),
         .on_update = action(constraint.on_update),
         .on_delete_columns = relation.names(constraint.on_delete_columns),
         .match = match(constraint.match),
         .deferrability = constraint.deferrability,
         .inherited = constraint.parent != 0,
         .comment = comment(constraint),
         .attributes = attributes(constraint)});
  }

  [[nodiscard]] std::string comment(const Constraint& constraint) const {
    return catalog_.comment(Class::kConstraint, constraint.oid);
  }

  Catalog& catalog_;
  std::vector<Constraint> constraints_;
  std::unordered_map<Oid, Oid> table_of_;  // constraint → table
};

}  // namespace

void read_constraints(const Questions& questions, Catalog& catalog) {
  ConstraintReader(catalog).read(questions.ask("constraints"));
}

}  // namespace sqlx::introspect::postgres
