#include "generators/docs_facts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "generators/openapi_text.h"
#include "generators/orm_names.h"
#include "generators/validation/column_types.h"
#include "ir/enum_names.h"
#include "ir/key_marks.h"
#include "ir/naming.h"

namespace sqlx::generators {
namespace {

// set_null: what SQL calls SET NULL.
std::string words(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

// ----------------------------------------------------------------------------------- parts of keys

std::string_view nulls_words(ir::NullsOrder nulls) {
  constexpr auto kWords = std::to_array<std::string_view>({"", " nulls first", " nulls last"});
  return kWords[static_cast<std::size_t>(nulls)];
}

std::string part_text(const ir::KeyPart& part) {
  std::string out = part.column.empty() ? fmt::format("({})", part.expression) : part.column;
  if (part.prefix_length) out += fmt::format("({})", *part.prefix_length);
  if (!part.collation.empty()) out += " collate " + part.collation;
  if (!part.operator_class.empty()) out += ' ' + part.operator_class;
  if (part.descending) out += " desc";
  return out + std::string(nulls_words(part.nulls));
}

std::string parts_text(const std::vector<ir::KeyPart>& parts,
                       const std::vector<std::string>& included) {
  std::vector<std::string> texts;
  texts.reserve(parts.size());
  for (const ir::KeyPart& part : parts) texts.push_back(part_text(part));
  std::string out = fmt::format("({})", fmt::join(texts, ", "));
  if (!included.empty()) out += fmt::format(" include ({})", fmt::join(included, ", "));
  return out;
}

std::string_view deferral_words(ir::Deferrability deferrability) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"", " deferrable", " deferrable initially deferred"});
  return kWords[static_cast<std::size_t>(deferrability)];
}

std::string key_text(const ir::Key& key) {
  const std::string_view nulls = key.nulls_not_distinct ? " nulls not distinct" : "";
  return fmt::format("{}{}{}", parts_text(key.columns, key.included_columns), nulls,
                     deferral_words(key.deferrability));
}

std::string index_text(const ir::Index& index) {
  std::string out = parts_text(index.parts, index.included_columns);
  if (!index.method.empty()) out = fmt::format("{} {}", index.method, out);
  if (index.nulls_not_distinct) out += " nulls not distinct";
  if (!index.predicate.empty()) out += " where " + index.predicate;
  return out;
}

std::string policy_text(const ir::Policy& policy) {
  std::string out = fmt::format("{} {} to {}", policy.permissive ? "permissive" : "restrictive",
                                policy.command, fmt::join(policy.roles, ", "));
  if (!policy.using_sql.empty()) out += fmt::format(" using ({})", policy.using_sql);
  if (!policy.check_sql.empty()) out += fmt::format(" with check ({})", policy.check_sql);
  return out;
}

// "on delete cascade, on update set null"; what is done anyway is not told.
std::string reference_rules(const ir::ForeignKey& key) {
  std::vector<std::string> rules;
  const auto add = [&](std::string_view event, ir::ReferentialAction action) {
    if (action != ir::ReferentialAction::kNoAction)
      rules.push_back(fmt::format("on {} {}", event, words(ir::enum_name(action))));
  };
  add("delete", key.on_delete);
  add("update", key.on_update);
  if (key.match != ir::MatchKind::kSimple)
    rules.push_back(fmt::format("match {}", ir::enum_name(key.match)));
  if (key.deferrability != ir::Deferrability::kImmediate)
    rules.emplace_back(trim(deferral_words(key.deferrability)));
  return fmt::format("{}", fmt::join(rules, ", "));
}

// Where a new row says nothing.
std::string value_of(const ir::Column& column) {
  if (column.generated)
    return fmt::format("generated {}: {}", column.generated->stored ? "and stored" : "when read",
                       column.generated->sql);
  std::string value = column.default_value ? column.default_value->sql : "";
  if (column.identity && value.empty()) value = words(ir::enum_name(column.identity->kind));
  if (!column.on_update.empty())
    value += fmt::format("{}on update {}", value.empty() ? "" : ", ", column.on_update);
  return value;
}

// The labels of a column, or of an array's elements.
const std::vector<std::string>& labels_in(const ir::LogicalType& type,
                                          const ir::Database& database) {
  return type.element.empty() ? labels_of(type, database)
                              : labels_in(type.element.front(), database);
}

// --------------------------------------------------------------------------------------- one table

class Builder {
 public:
  Builder(const Application& application, ir::TableId id, const Quoting& quoting)
      : application_(application),
        id_(id),
        table_(application.catalog.table(id)),
        quoting_(quoting) {}

  TableFacts build() {
    const LinkFacts link = link_to(id_);
    TableFacts facts{.page = link.page,
                     .name = link.name,
                     .schema = quoting_.code(table_.name.schema),
                     .kind = words(ir::enum_name(table_.kind))};
    facts.model = application_.names_of(id_).model;
    if (!table_.columns.empty())
      facts.path = quoting_.code("/api/" + url_segment(table_.name.name));
    facts.comment = text(table_.comment);
    for (const ir::Column& column : table_.columns) facts.columns.push_back(column_facts(column));
    for (std::uint32_t i = 0; i < table_.foreign_keys.size(); ++i)
      facts.foreign_keys.push_back(foreign_key_facts({id_, i}));
    add_rules(facts.rules);
    add_relations(facts.relations);
    facts.definition = table_.definition;
    return facts;
  }

 private:
  // Nothing stays nothing: empty backticks would be something.
  [[nodiscard]] std::string code(std::string_view sql) const {
    return sql.empty() ? std::string() : quoting_.code(sql);
  }
  [[nodiscard]] std::string text(std::string_view told) const {
    return told.empty() ? std::string() : quoting_.text(told);
  }

  [[nodiscard]] std::vector<std::string> codes(const std::vector<std::string>& names) const {
    std::vector<std::string> out;
    out.reserve(names.size());
    for (const std::string& name : names) out.push_back(quoting_.code(name));
    return out;
  }

  [[nodiscard]] std::string shown(const ir::ObjectName& name) const {
    const bool is_usual = name.schema.empty() || ir::in_default_schema(application_.database, name);
    return quoting_.code(is_usual ? name.name : name.schema + '.' + name.name);
  }

  [[nodiscard]] LinkFacts link_to(ir::TableId id) const {
    return {shown(application_.catalog.table(id).name),
            model_file(application_.names_of(id).model)};
  }

  [[nodiscard]] ColumnFacts column_facts(const ir::Column& column) const {
    ColumnFacts facts{.name = quoting_.code(column.name),
                      .type = code(column.database_type),
                      .nullable = column.nullable};
    facts.value = code(value_of(column));
    for (const std::string_view mark : ir::key_marks(table_, column.name))
      facts.marks.emplace_back(mark);
    facts.labels = codes(labels_in(column.type, application_.database));
    facts.comment = text(column.comment);
    return facts;
  }

  [[nodiscard]] ForeignKeyFacts foreign_key_facts(ir::ForeignKeyId key_id) const {
    const ir::ForeignKey& key = application_.catalog.foreign_key(key_id);
    const std::optional<ir::TableId> target = application_.catalog.find_table(key.references);
    ForeignKeyFacts facts{.name = code(key.name),
                          .columns = codes(key.columns),
                          .table = {shown(key.references), ""}};
    if (target) facts.table = link_to(*target);
    facts.referenced = codes(key.referenced_columns);
    facts.rules = reference_rules(key);
    facts.optional =
        std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
          const ir::Column* column = ir::find_column(table_, name);
          return column != nullptr && column->nullable;
        });
    const auto all = application_.relations.all();
    facts.one = std::any_of(all.begin(), all.end(), [&](const ir::Relation& relation) {
      return relation.kind == ir::RelationKind::kHasOne && relation.key == key_id;
    });
    facts.comment = text(key.comment);
    return facts;
  }

  void add_rules(std::vector<RuleFacts>& rules) const {
    const auto add = [&](std::string_view kind, const std::string& name, const std::string& sql,
                         const std::string& comment) {
      rules.push_back({std::string(kind), code(name), code(sql), text(comment)});
    };
    if (table_.primary_key)
      add("primary key", table_.primary_key->name, key_text(*table_.primary_key),
          table_.primary_key->comment);
    for (const ir::Key& key : table_.uniques) add("unique", key.name, key_text(key), key.comment);
    for (const ir::Check& check : table_.checks) add("check", check.name, check.sql, check.comment);
    for (const ir::Exclusion& exclusion : table_.exclusions)
      add("exclusion", exclusion.name, exclusion.sql, exclusion.comment);
    for (const ir::Index& index : table_.indexes)
      add(index.unique ? "unique index" : "index", index.name, index_text(index), index.comment);
    for (const ir::Trigger& trigger : table_.triggers)
      add("trigger", trigger.name, trigger.sql, trigger.comment);
    for (const ir::Policy& policy : table_.policies)
      add("policy", policy.name, policy_text(policy), policy.comment);
  }

  void add_relations(std::vector<RelationFacts>& relations) const {
    constexpr auto kKinds =
        std::to_array<std::string_view>({"belongs to", "has one", "has many", "many to many"});
    std::size_t at = application_.relations.first(id_);
    for (const ir::Relation& relation : application_.relations.of(id_)) {
      RelationFacts facts{.name = quoting_.code(application_.names.relations[at++]),
                          .kind = std::string(kKinds[static_cast<std::size_t>(relation.kind)]),
                          .table = link_to(relation.to)};
      facts.by = codes(application_.catalog.foreign_key(relation.key).columns);
      if (relation.far_key) facts.through = link_to(relation.far_key->table);
      relations.push_back(std::move(facts));
    }
  }

  const Application& application_;
  ir::TableId id_;
  const ir::Table& table_;
  const Quoting& quoting_;
};

}  // namespace

TableFacts table_facts(const Application& application, ir::TableId table, const Quoting& quoting) {
  return Builder(application, table, quoting).build();
}

}  // namespace sqlx::generators
