// Options, in whatever list they stand: WITH (fillfactor = 70), a sequence's, a role.
#include <fmt/format.h>

#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

// sortop = <: in a list of names, as the parser has it.
bool is_operator(const Expr* value) {
  const auto* row = value == nullptr ? nullptr : value->as<Row>();
  const auto* last =
      row == nullptr || row->items.empty() ? nullptr : row->items.back()->as<Column>();
  return last != nullptr &&
         last->path.back().text.find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string_view::npos;
}

Option* option_from(Conversion& in, const JsonValue* wrapped) {
  Level level(in);
  Fields fields(in, "DefElem", *node_in(*wrapped));
  if (fields.text("defaction") != "DEFELEM_UNSPEC")
    in.report_unknown("sqlx does not know how this option is changed");
  auto* made = in.arena.make<Option>();
  made->name = fields.text("defname");
  if (const std::string_view space = fields.text("defnamespace"); !space.empty()) {
    made->name = in.arena.copy(fmt::format("{}.{}", space, made->name));
  }
  if (const JsonValue* argument = fields.find("arg"))
    made->value = option_value(in, *argument, fields.location());
  if (is_operator(made->value))
    in.report_unknown(fmt::format("sqlx does not know the operator of the option {}", made->name));
  return in.placed(made);
}

// How an option of a sequence or extension is said with a value, without one or with TRUE, or with
// FALSE.
struct OptionWords {
  std::string_view name;
  std::string_view with_value;
  std::string_view without;
  std::string_view denied;
};

constexpr OptionWords kExtensionOptions[] = {
    {"cascade", {}, "cascade", {}},
    {"new_version", "version", {}, {}},
    {"schema", "schema", {}, {}},
};

constexpr OptionWords kSequenceOptions[] = {
    {"as", "as", {}, {}},
    {"cache", "cache", {}, {}},
    {"cycle", {}, "cycle", "no cycle"},
    {"increment", "increment", {}, {}},
    {"maxvalue", "maxvalue", "no maxvalue", {}},
    {"minvalue", "minvalue", "no minvalue", {}},
    {"owned_by", "owned by", {}, {}},
    {"restart", "restart", "restart", {}},
    {"sequence_name", "sequence name", {}, {}},
    {"start", "start", {}, {}},
};

// A name, in the words it has: "s.t.a".
const Expr* path_literal(Conversion& in, const Row& path) {
  std::vector<Name> names;
  for (const Expr* part : path.items) names.push_back(part->as<Column>()->path.front());
  std::string words;
  append_path(words, names);
  return string_literal(in, in.arena.copy(words));
}

const Option* option_in_words(Conversion& in, const JsonValue* wrapped,
                              std::span<const OptionWords> rows) {
  Option* made = option_from(in, wrapped);
  for (const OptionWords& row : rows) {
    if (row.name != made->name) continue;
    const Literal* literal = made->value == nullptr ? nullptr : made->value->as<Literal>();
    const bool is_truth = literal != nullptr && literal->literal == LiteralKind::kBoolean;
    made->name = is_truth                 ? (literal->text == "true" ? row.without : row.denied)
                 : made->value == nullptr ? row.without
                                          : row.with_value;
    if (is_truth) made->value = nullptr;
    if (const Row* path = made->value == nullptr ? nullptr : made->value->as<Row>())
      made->value = path_literal(in, *path);
    return made;
  }
  in.report_unknown(fmt::format("sqlx does not know the option {}", made->name));
  return nullptr;
}

}  // namespace

Option* option_of(Conversion& in, std::string_view name, const Expr* value) {
  auto* made = in.arena.make<Option>();
  made->name = name;
  made->value = value;
  return in.placed(made);
}

List<const Option*> options_in(Conversion& in, const JsonValue* list) {
  return nodes_of<Option>(in.arena, items_in(list),
                          [&](const JsonValue* item) { return option_from(in, item); });
}

List<const Option*> sequence_options(Conversion& in, const JsonValue* list) {
  return nodes_of<Option>(in.arena, items_in(list), [&](const JsonValue* item) {
    return option_in_words(in, item, kSequenceOptions);
  });
}

List<const Option*> extension_options(Conversion& in, const JsonValue* list) {
  return nodes_of<Option>(in.arena, items_in(list), [&](const JsonValue* item) {
    return option_in_words(in, item, kExtensionOptions);
  });
}

List<const Option*> with_option(Conversion& in, List<const Option*> options, std::string_view name,
                                std::string_view value) {
  if (value.empty()) return options;
  std::vector<const Option*> all(options.begin(), options.end());
  all.push_back(option_of(in, name, string_literal(in, value)));
  return in.arena.copy(all);
}

Name role_name(Conversion& in, const JsonValue* bare) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"ROLESPEC_CSTRING", ""},
      {"ROLESPEC_CURRENT_ROLE", "CURRENT_ROLE"},
      {"ROLESPEC_CURRENT_USER", "CURRENT_USER"},
      {"ROLESPEC_SESSION_USER", "SESSION_USER"},
      {"ROLESPEC_PUBLIC", "PUBLIC"}};
  if (bare == nullptr) return {};
  Fields fields(in, "RoleSpec", *bare);
  const std::string_view word = choice(in, fields, "roletype", kWords);
  const Name name = fields.name("rolename");
  return word.empty() ? name : Name{word};
}

}  // namespace sqlx::sql::pg_query
