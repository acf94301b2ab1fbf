#include "wirepacks/pack.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "embedded/pack_files.h"
#include "ir/enum_names.h"
#include "wirepacks/object_reader.h"
#include "wirepacks/stored.h"
#include "wirepacks/syntax_reader.h"

namespace sqlx::wirepacks {
namespace {

void read_connection(ObjectReader& json, Connection& into) {
  json.value("schemes", into.schemes);
  json.value("driver", into.driver);
  json.value("is_file", into.is_file);
  json.value("default_port", into.default_port);
  json.value("default_user", into.default_user);
  json.value("parameters", into.parameters);
  json.value("whole_numbers", into.whole_numbers);
  json.value("protocol", into.protocol);
  json.value("authentication", into.authentication);
  json.value("tls_modes", into.tls_modes);
  json.value("tls_parameter", into.tls_parameter);
  json.value("default_tls", into.default_tls);
  json.value("version_query", into.version_query);
}

// A name that an extended pack has already means what the extending one says.
void set_type(Types& into, std::string name, ir::TypeKind kind) {
  const auto found = std::find_if(into.names.begin(), into.names.end(),
                                  [&](const auto& row) { return row.first == name; });
  if (found != into.names.end()) {
    found->second = kind;
  } else {
    into.names.emplace_back(std::move(name), kind);
  }
}

void read_types(ObjectReader& json, Types& into) {
  json.members([&](std::string_view kind, const Json& names) {
    for (std::string& name : json.texts(names))
      set_type(into, std::move(name), json.type_kind(kind));
  });
  std::sort(into.names.begin(), into.names.end());
}

void read_fallbacks(ObjectReader& json, Types& into) {
  json.members([&](std::string_view contains, const Json& kind) {
    into.fallbacks.push_back({std::string(contains), json.type_kind(kind.text)});
  });
}

void read_defaults(ObjectReader& json, Defaults& into) {
  json.value("now", into.now);
  json.value("uuid", into.uuid);
  json.value("sequence", into.sequence);
  std::sort(into.now.begin(), into.now.end());
  std::sort(into.uuid.begin(), into.uuid.end());
}

// As with types: an extending pack may say a clause in other words.
void set_clause(std::vector<Clause>& into, Clause clause) {
  const auto found = std::find_if(into.begin(), into.end(),
                                  [&](const Clause& each) { return each.key == clause.key; });
  if (found != into.end()) {
    *found = std::move(clause);
  } else {
    into.push_back(std::move(clause));
  }
}

void read_clause_list(ObjectReader& json, std::string_view key, std::vector<Clause>& into) {
  json.object(key, [&](ObjectReader& inner) {
    inner.named_members<ir::AttributeKey>([&](ir::AttributeKey attribute, std::string text) {
      set_clause(into, {attribute, std::move(text)});
    });
  });
}

void read_clauses(ObjectReader& json, std::string_view key, Clauses& into) {
  json.object(key, [&](ObjectReader& inner) {
    read_clause_list(inner, "modifiers", into.modifiers);
    read_clause_list(inner, "options", into.options);
    read_clause_list(inner, "endings", into.endings);
    read_clause_list(inner, "statements", into.statements);
  });
}

void read_ddl_words(ObjectReader& json, Ddl& into) {
  json.value("before", into.before);
  json.value("after", into.after);
  json.value("delimiter", into.delimiter);
  json.value("bare_defaults", into.bare_defaults);
  json.value("implied_action", into.implied_action);
  json.value("implied_method", into.implied_method);
  json.value("collation", into.collation);
  json.value("not_null_types", into.not_null_types);
  json.value("rewrites", into.rewrites);
  json.value("late_kinds", into.late_kinds);
  json.value("left_out", into.left_out);
  json.value("written_elsewhere", into.written_elsewhere);
  json.value("option_separator", into.option_separator);
}

void read_ddl_places(ObjectReader& json, Ddl& into) {
  json.value("foreign_keys_inline", into.foreign_keys_inline);
  json.value("indexes_inline", into.indexes_inline);
  json.value("primary_key_inline", into.primary_key_inline);
  json.value("partitioning_last", into.partitioning_last);
  json.value("default_schema_implied", into.default_schema_implied);
  json.value("index_method_last", into.index_method_last);
  json.value("index_names_schema", into.index_names_schema);
  json.value("generated_untyped", into.generated_untyped);
  json.value("default_calls_bare", into.default_calls_bare);
  json.value("view_columns", into.view_columns);
  json.value("default_in_parentheses", into.default_in_parentheses);
}

void read_alter(ObjectReader& json, Alter& into) {
  json.word("style", {"none", "parts", "whole", "rebuild"}, into.style);
  json.value("before", into.before);
  json.value("after", into.after);
  json.value("drop_primary_key", into.drop_primary_key);
  json.value("drop_unique", into.drop_unique);
  json.value("drop_foreign_key", into.drop_foreign_key);
  json.value("drop_check", into.drop_check);
  json.value("drop_index", into.drop_index);
  json.value("drop_trigger", into.drop_trigger);
  json.value("drop_routine", into.drop_routine);
  json.value("number_from", into.number_from);
  json.value("rebuild_begin", into.rebuild_begin);
  json.value("rebuild_copy", into.rebuild_copy);
  json.value("rebuild_numbers", into.rebuild_numbers);
  json.value("rebuild_end", into.rebuild_end);
  json.value("check_references", into.check_references);
  json.value("checks_of_columns", into.checks_of_columns);
  read_clause_list(json, "table_set", into.table_set);
  read_clause_list(json, "table_unset", into.table_unset);
  read_clause_list(json, "column_unset", into.column_unset);
}

void read_ddl(ObjectReader& json, Ddl& into) {
  read_ddl_words(json, into);
  read_ddl_places(json, into);
  json.object("alter", [&](ObjectReader& inner) { read_alter(inner, into.alter); });
  json.word("comments", {"none", "inline", "statement"}, into.comments);
  json.object("identity", [&](ObjectReader& inner) {
    inner.named_members<ir::IdentityKind>([&](ir::IdentityKind kind, std::string text) {
      into.identity.emplace_back(kind, std::move(text));
    });
  });
  json.object("index_kinds", [&](ObjectReader& inner) {
    inner.members([&](std::string_view method, const Json& word) {
      into.index_kinds.emplace_back(method, inner.text(word));
    });
  });
  read_clauses(json, "table", into.table);
  read_clauses(json, "foreign_table", into.foreign_table);
  read_clauses(json, "virtual_table", into.virtual_table);
  read_clauses(json, "view", into.view);
  read_clauses(json, "materialized_view", into.materialized_view);
  read_clauses(json, "column", into.column);
  read_clauses(json, "foreign_column", into.foreign_column);
  read_clauses(json, "key", into.key);
  read_clauses(json, "index", into.index);
}

// Begins with another pack: what this one says is added to its types, and takes the place of
// everything else.
void extend(ObjectReader& json, const std::string& base, WirePack& pack, const FindBase& find_base,
            Diagnostics& diagnostics) {
  if (auto found = find_base(base, diagnostics)) {
    pack = std::move(*found);
  } else {
    json.report(fmt::format("`extends` names `{}`, which is not a pack", base),
                did_you_mean(base, embedded_names()), "extends");
  }
}

void read_probes(ObjectReader& json, std::vector<Probe>& into) {
  const Json* rows = json.list("probes");
  if (rows == nullptr) return;
  into.clear();
  json.elements("probes", *rows, [&](ObjectReader& inner) {
    std::string feature;
    Probe probe;
    inner.value("feature", feature);
    inner.value("sql", probe.sql);
    probe.feature = read_feature_name(inner, "feature", feature);
    into.push_back(std::move(probe));
  });
}

// An extending pack's own come first, and one of the same name takes the other's place.
void read_advice(ObjectReader& json, const Version& version, std::vector<Advice>& into) {
  const Json* rows = json.list("advice");
  if (rows == nullptr) return;
  std::vector<Advice> own;
  json.elements("advice", *rows, [&](ObjectReader& inner) {
    Advice advice;
    inner.value("name", advice.name);
    inner.value("about", advice.about);
    inner.value("finds", advice.finds);
    inner.value("says", advice.says);
    if (inner.holds_for(version)) own.push_back(std::move(advice));
  });
  std::erase_if(into, [&](const Advice& old) {
    return std::any_of(own.begin(), own.end(),
                       [&](const Advice& each) { return each.name == old.name; });
  });
  std::move(into.begin(), into.end(), std::back_inserter(own));
  into = std::move(own);
}

void read_session(ObjectReader& json, Session& into) {
  json.value("settings_left_out", into.settings_left_out);
  json.value("settings_left_out_with", into.settings_left_out_with);
  json.value("commands_left_out", into.commands_left_out);
  json.value("telling_words", into.telling_words);
  json.value("clauses_left_out", into.clauses_left_out);
  json.value("time_zone", into.time_zone);
  json.value("set_utc", into.set_utc);
  json.value("setting_call", into.setting_call);
  json.value("transaction_modes", into.transaction_modes);
  json.value("isolation", into.isolation);
  json.value("recursion_steps", into.recursion_steps);
}

void read_members(ObjectReader& json, WirePack& pack, const std::optional<Version>& wanted,
                  const FindBase& find_base, Diagnostics& diagnostics) {
  std::string base;
  json.value("extends", base);
  if (!base.empty()) extend(json, base, pack, find_base, diagnostics);
  json.value("name", pack.name);
  if (pack.name.empty()) json.report("a pack needs a `name`");
  if (base.empty() || pack.is_abstract) pack.family = pack.name;
  json.value("family", pack.family);
  json.value("title", pack.title);
  pack.is_abstract = false;
  json.value("abstract", pack.is_abstract);
  json.value("aliases", pack.aliases);
  json.value("oldest_version", pack.oldest_version);
  json.value("default_version", pack.default_version);
  pack.version = wanted.value_or(read_version(pack.default_version));
  json.object("connection", [&](ObjectReader& inner) { read_connection(inner, pack.connection); });
  json.value("parser", pack.parser);
  json.object("lexical", [&](ObjectReader& inner) { read_lexical(inner, pack.lexical); });
  json.object("literals", [&](ObjectReader& inner) { read_literals(inner, pack.literals); });
  json.object("words", [&](ObjectReader& inner) { read_words(inner, pack.words); });
  read_row_limits(json, pack.version, pack.row_limits);
  read_operators(json, pack.operators);
  read_features(json, pack.version, pack.features);
  read_functions(json, pack.version, pack.functions);
  json.object("time_format",
              [&](ObjectReader& inner) { read_time_format(inner, pack.time_format); });
  json.value("rewrites", pack.rewrites);
  json.object("column_types",
              [&](ObjectReader& inner) { read_type_spellings(inner, pack.column_types); });
  json.object("cast_types",
              [&](ObjectReader& inner) { read_type_spellings(inner, pack.cast_types); });
  json.object("types", [&](ObjectReader& inner) { read_types(inner, pack.types); });
  json.object("type_fallbacks", [&](ObjectReader& inner) { read_fallbacks(inner, pack.types); });
  json.value("unsigned_integers", pack.types.unsigned_integers);
  json.value("row_ids", pack.row_ids);
  json.value("serial_types", pack.serial_types);
  json.value("default_schema", pack.default_schema);
  json.value("row_address", pack.row_address);
  json.object("session", [&](ObjectReader& inner) { read_session(inner, pack.session); });
  json.object("defaults", [&](ObjectReader& inner) { read_defaults(inner, pack.defaults); });
  json.object("ddl", [&](ObjectReader& inner) { read_ddl(inner, pack.ddl); });
  json.object("stored",
              [&](ObjectReader& inner) { pack.stored = read_stored(inner, *pack.stored); });
  read_probes(json, pack.probes);
  read_advice(json, pack.version, pack.advice);
}

// Tables over the lists, for those who look up a word at a time.
void index_words(WirePack& pack) {
  pack.reserved = {};
  for (const std::string& word : pack.lexical.reserved) pack.reserved.add(word, 0);
  pack.operator_words = {};
  for (std::size_t i = 0; i < pack.operators.size(); ++i) {
    pack.operator_words.add(pack.operators[i].spelling, static_cast<std::uint16_t>(i));
  }
}

// The tree is views into a copy of the text.
const Json* parse(std::string_view text, Arena& arena, std::size_t& fault) {
  if (!is_valid_utf8(text)) return nullptr;
  const std::span<char> copy = arena.array<char>(text.size());
  std::copy(text.begin(), text.end(), copy.begin());
  return read_json(copy, arena, &fault);
}

Source source_of(const EmbeddedFile& file) {
  return make_source(fmt::format("wirepacks/{}", file.name), std::string(file.text));
}

}  // namespace

const Operator* WirePack::find_operator(std::string_view spelling, OperatorForm form) const {
  const auto first = operator_words.find(spelling);
  if (!first) {
    const bool is_word = spelling.empty() || is_letter(spelling.front());
    return is_word ? nullptr : find_operator("OPERATOR", form);
  }
  for (std::size_t i = *first;
       i < operators.size() && operators[i].spelling == operators[*first].spelling; ++i) {
    if (operators[i].form == form) return &operators[i];
  }
  return nullptr;
}

std::optional<WirePack> read_pack(const Source& source, Diagnostics& diagnostics,
                                  std::optional<Version> version, const FindBase& find_base) {
  const FindBase embedded = [&](std::string_view name, Diagnostics& told) {
    return embedded_pack(name, told, version);
  };
  const std::size_t before = diagnostics.items().size();
  WirePack pack;
  Arena arena;
  std::size_t fault = 0;
  if (const Json* json = parse(source->text, arena, fault)) {
    ObjectReader root(*json, source, diagnostics);
    read_members(root, pack, version, find_base ? find_base : embedded, diagnostics);
    root.refuse_unknown();
  } else {
    diagnostics.add(Code::kPackMalformed, fmt::format("{} is not valid JSON", source->name),
                    Span{source, fault, fault + 1});
  }
  if (diagnostics.items().size() != before) return std::nullopt;
  index_words(pack);
  return pack;
}

std::string pack_name(std::string_view text) {
  Arena arena;
  std::size_t fault = 0;
  const Json* json = parse(text, arena, fault);
  const Json* name = json == nullptr || !json->is_object() ? nullptr : find_member(*json, "name");
  return name == nullptr || !name->is_string() ? std::string() : std::string(name->text);
}

std::vector<std::string> embedded_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded::pack_files())
    names.emplace_back(file.name.substr(0, file.name.rfind('.')));
  return names;
}

std::vector<WirePack> embedded_packs(Diagnostics& diagnostics) {
  std::vector<WirePack> packs;
  for (const EmbeddedFile& file : embedded::pack_files()) {
    auto pack = read_pack(source_of(file), diagnostics);
    if (pack && !pack->is_abstract) packs.push_back(std::move(*pack));
  }
  return packs;
}

std::optional<WirePack> embedded_pack(std::string_view name, Diagnostics& diagnostics,
                                      std::optional<Version> version) {
  const std::string file_name = fmt::format("{}.json", name);
  for (const EmbeddedFile& file : embedded::pack_files()) {
    if (file.name == file_name) return read_pack(source_of(file), diagnostics, version);
  }
  return std::nullopt;
}

}  // namespace sqlx::wirepacks
