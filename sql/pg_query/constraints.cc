// Constraints of columns, tables and domains.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

const OrderItem* key_column(Conversion& in, const JsonValue* wrapped) {
  auto* made = in.arena.make<OrderItem>();
  made->value = in.placed(column_of(in, name_in(*wrapped)));
  return in.placed(made);
}

List<const OrderItem*> key_columns(Conversion& in, const JsonValue* list) {
  return nodes_of<OrderItem>(in.arena, list,
                             [&](const JsonValue* item) { return key_column(in, item); });
}

void convert_null(Conversion&, Fields&, Constraint& into) {
  into.constraint = ConstraintKind::kNull;
}
void convert_not_null(Conversion&, Fields&, Constraint& into) {
  into.constraint = ConstraintKind::kNotNull;
}

void convert_default(Conversion& in, Fields& fields, Constraint& into) {
  into.constraint = ConstraintKind::kDefault;
  into.value = expression(in, fields.find("raw_expr"));
}

void convert_identity(Conversion& in, Fields& fields, Constraint& into) {
  into.constraint = ConstraintKind::kIdentity;
  into.always = fields.text("generated_when") == "a";
  into.options = sequence_options(in, fields.find("options"));
}

void convert_generated(Conversion& in, Fields& fields, Constraint& into) {
  into.constraint = ConstraintKind::kGenerated;
  into.always = fields.text("generated_when") == "a";
  into.storage = Storage::kStored;
  into.value = expression(in, fields.find("raw_expr"));
}

void convert_check(Conversion& in, Fields& fields, Constraint& into) {
  into.constraint = ConstraintKind::kCheck;
  into.value = expression(in, fields.find("raw_expr"));
  into.no_inherit = fields.flag("is_no_inherit");
  into.not_valid = fields.flag("skip_validation");
}

void convert_key(Conversion& in, Fields& fields, Constraint& into) {
  into.constraint = fields.text("contype") == "CONSTR_PRIMARY" ? ConstraintKind::kPrimaryKey
                                                               : ConstraintKind::kUnique;
  into.columns = key_columns(in, fields.find("keys"));
  into.included = fields.names("including");
  into.nulls_not_distinct = fields.flag("nulls_not_distinct");
  into.using_index = fields.name("indexname");
  into.options = with_option(in, options_in(in, fields.find("options")), "using index tablespace",
                             fields.text("indexspace"));
}

// Each part with its operator: {"List": {"items": [IndexElem, List of names]}}.
void set_exclusions(Conversion& in, const JsonValue* list, Constraint& into) {
  std::vector<const OrderItem*> parts;
  std::vector<std::string_view> operators;
  for (const JsonValue* pair = list == nullptr ? nullptr : list->first; pair != nullptr;
       pair = pair->next) {
    const JsonValue* part = items_in(pair)->first;
    parts.push_back(index_part(in, part));
    operators.push_back(operator_text(in, names_in(in, part->next)));
  }
  into.columns = in.arena.copy(parts);
  into.operators = in.arena.copy(operators);
}

void convert_exclusion(Conversion& in, Fields& fields, Constraint& into) {
  into.constraint = ConstraintKind::kExclude;
  into.method = fields.text("access_method");
  set_exclusions(in, fields.find("exclusions"), into);
  into.included = fields.names("including");
  into.where = expression(in, fields.find("where_clause"));
  into.options = with_option(in, options_in(in, fields.find("options")), "using index tablespace",
                             fields.text("indexspace"));
}

// NO ACTION and MATCH SIMPLE arrive whether or not they were said.
void convert_foreign_key(Conversion& in, Fields& fields, Constraint& into) {
  static constexpr std::pair<std::string_view, ReferenceAction> kActions[] = {
      {"a", ReferenceAction::kUnsaid},
      {"r", ReferenceAction::kRestrict},
      {"c", ReferenceAction::kCascade},
      {"n", ReferenceAction::kSetNull},
      {"d", ReferenceAction::kSetDefault}};
  static constexpr std::pair<std::string_view, MatchType> kMatches[] = {
      {"s", MatchType::kUnsaid}, {"f", MatchType::kFull}, {"p", MatchType::kPartial}};
  into.constraint = ConstraintKind::kForeignKey;
  into.columns = key_columns(in, fields.find("fk_attrs"));
  into.references = relation(in, fields.find("pktable"));
  into.referenced_columns = fields.names("pk_attrs");
  into.match = choice(in, fields, "fk_matchtype", kMatches);
  into.on_update = choice(in, fields, "fk_upd_action", kActions);
  into.on_delete = choice(in, fields, "fk_del_action", kActions);
  into.on_delete_columns = fields.names("fk_del_set_cols");
  into.not_valid = fields.flag("skip_validation");
}

struct Kind {
  std::string_view node;
  void (*convert)(Conversion&, Fields&, Constraint&);
};

constexpr Kind kKinds[] = {
    {"CONSTR_NOTNULL", convert_not_null},    {"CONSTR_DEFAULT", convert_default},
    {"CONSTR_PRIMARY", convert_key},         {"CONSTR_UNIQUE", convert_key},
    {"CONSTR_FOREIGN", convert_foreign_key}, {"CONSTR_CHECK", convert_check},
    {"CONSTR_NULL", convert_null},           {"CONSTR_IDENTITY", convert_identity},
    {"CONSTR_GENERATED", convert_generated}, {"CONSTR_EXCLUSION", convert_exclusion},
};

Deferral deferral_of(Fields& fields) {
  const bool deferrable = fields.flag("deferrable");
  if (fields.flag("initdeferred")) return Deferral::kInitiallyDeferred;
  return deferrable ? Deferral::kDeferrable : Deferral::kUnsaid;
}

// Behind a column's constraint, DEFERRABLE and the like arrive as constraints of their own.
bool add_deferral(std::string_view kind, Constraint& to) {
  if (kind == "CONSTR_ATTR_DEFERRABLE") {
    if (to.deferral != Deferral::kInitiallyDeferred) to.deferral = Deferral::kDeferrable;
  } else if (kind == "CONSTR_ATTR_NOT_DEFERRABLE") {
    to.deferral = Deferral::kNotDeferrable;
  } else if (kind == "CONSTR_ATTR_DEFERRED") {
    to.deferral = Deferral::kInitiallyDeferred;
  } else {
    return kind == "CONSTR_ATTR_IMMEDIATE";  // which is what it is anyway
  }
  return true;
}

Constraint* convert_constraint(Conversion& in, Fields& fields, std::string_view contype) {
  auto* made = in.arena.make<Constraint>();
  fields.skip({"initially_valid"});
  made->name = fields.name("conname");
  made->deferral = deferral_of(fields);
  for (const Kind& row : kKinds) {
    if (row.node != contype) continue;
    row.convert(in, fields, *made);
    return in.placed(made);
  }
  in.report_unknown(fmt::format("sqlx does not know {} here", contype));
  return nullptr;
}

}  // namespace

const Constraint* constraint(Conversion& in, const JsonValue* wrapped) {
  Level level(in);
  Fields fields(in, "Constraint", *node_in(*wrapped));
  return convert_constraint(in, fields, fields.text("contype"));
}

void append_constraints(Conversion& in, const JsonValue* list,
                        std::vector<const Constraint*>& into) {
  Constraint* last = nullptr;
  for (const JsonValue* item = list == nullptr ? nullptr : list->first; item != nullptr;
       item = item->next) {
    Level level(in);
    Fields fields(in, "Constraint", *node_in(*item));
    const std::string_view kind = fields.text("contype");
    if (last != nullptr && add_deferral(kind, *last)) continue;
    last = convert_constraint(in, fields, kind);
    if (last != nullptr) into.push_back(last);
  }
}

}  // namespace sqlx::sql::pg_query
