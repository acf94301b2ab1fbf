// What watches over rows: triggers, and policies of row-level security.
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

std::string_view command(char letter) {
  switch (letter) {
    case 'r': return "select";
    case 'a': return "insert";
    case 'w': return "update";
    case 'd': return "delete";
    default: return "all";
  }
}

void read_trigger(Fields& row, Catalog& catalog) {
  const Oid oid = row.oid();
  Relation* relation = catalog.find_relation(row.oid());
  if (relation == nullptr || catalog.is_extension_member(Class::kTrigger, oid)) return;
  ir::Trigger& trigger = relation->table.triggers.emplace_back();
  trigger.name = row.string();
  trigger.sql = row.string();
  trigger.enabled = row.letter() != 'D';
  trigger.comment = catalog.comment(Class::kTrigger, oid);
}

void read_policy(Fields& row, Catalog& catalog) {
  const Oid oid = row.oid();
  Relation* relation = catalog.find_relation(row.oid());
  if (relation == nullptr) return;
  ir::Policy& policy = relation->table.policies.emplace_back();
  policy.name = row.string();
  policy.command = command(row.letter());
  policy.permissive = row.flag();
  policy.roles = row.strings();
  policy.using_sql = row.string();
  policy.check_sql = row.string();
  policy.comment = catalog.comment(Class::kPolicy, oid);
}

}  // namespace

void read_triggers(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("triggers")) read_trigger(row, catalog);
}

void read_policies(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("policies")) read_policy(row, catalog);
}

}  // namespace sqlx::introspect::postgres
