#include "wirepacks/pack_writer.h"

#include <algorithm>
#include <map>

#include "ir/enum_names.h"

namespace sqlx::wirepacks {
namespace {

constexpr std::string_view kAssociates[] = {"left", "right", "none"};
constexpr std::string_view kForms[] = {"infix", "prefix", "postfix"};
constexpr std::string_view kFidelities[] = {"exact", "conditional", "lossy"};
constexpr std::string_view kPlaces[] = {"end", "select", "around"};
constexpr std::string_view kComments[] = {"none", "inline", "statement"};

// Members of one object; what is empty or false is left out, as it is in packs.
class Members {
 public:
  explicit Members(DocumentWriter& out) : out_(out) {}

  void text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out_.key(key);
    out_.string(value);
  }
  void flag(std::string_view key, bool value, bool usual = false) {
    if (value == usual) return;
    out_.key(key);
    out_.boolean(value);
  }
  void number(std::string_view key, std::int64_t value) {
    if (value == 0) return;
    out_.key(key);
    out_.number(value);
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    list(key, values, [&](const std::string& value) { out_.string(value); });
  }
  template <class Items, class Write>
  void list(std::string_view key, const Items& items, Write write) {
    if (items.empty()) return;
    out_.key(key);
    out_.begin_array();
    for (const auto& item : items) write(item);
    out_.end_array();
  }
  template <class Write>
  void object(std::string_view key, bool is_there, Write write) {
    if (!is_there) return;
    out_.key(key);
    out_.begin_object();
    write();
    out_.end_object();
  }

 private:
  DocumentWriter& out_;
};

void write_connection(DocumentWriter& out, const Connection& connection) {
  Members members(out);
  members.texts("schemes", connection.schemes);
  members.text("driver", connection.driver);
  members.flag("is_file", connection.is_file);
  members.number("default_port", connection.default_port);
  members.text("default_user", connection.default_user);
  members.texts("parameters", connection.parameters);
  members.texts("whole_numbers", connection.whole_numbers);
  members.text("protocol", connection.protocol);
  members.texts("authentication", connection.authentication);
  members.texts("tls_modes", connection.tls_modes);
  members.text("tls_parameter", connection.tls_parameter);
  members.text("default_tls", connection.default_tls);
  members.text("version_query", connection.version_query);
}

void write_lexical(DocumentWriter& out, const Lexical& lexical) {
  Members members(out);
  members.text("identifier_quote", std::string(1, lexical.identifier_quote));
  members.texts("identifier_quotes", lexical.identifier_quotes);
  members.flag("double_quoted_strings", lexical.double_quoted_strings);
  members.flag("double_quoted_fallback", lexical.double_quoted_fallback);
  members.flag("backslash_escapes", lexical.backslash_escapes);
  members.text("escape_sign", std::string(1, lexical.escape_sign));
  members.flag("escape_strings", lexical.escape_strings);
  members.flag("unicode_strings", lexical.unicode_strings);
  members.flag("dollar_strings", lexical.dollar_strings);
  members.flag("byte_strings", lexical.byte_strings);
  members.flag("number_strings", lexical.number_strings);
  members.flag("charset_introducers", lexical.charset_introducers);
  members.flag("adjacent_strings", lexical.adjacent_strings);
  members.flag("continued_strings", lexical.continued_strings, true);
  members.texts("line_comments", lexical.line_comments);
  members.text("block_comment", lexical.block_comment);
  members.text("block_comment_end", lexical.block_comment_end);
  members.flag("nested_comments", lexical.nested_comments);
  members.text("conditional_comment", lexical.conditional_comment);
  members.text("own_comment", lexical.own_comment);
  members.list("foreign_comment_versions", lexical.foreign_comment_versions,
               [&](std::uint32_t version) { out.number(version); });
  members.texts("parameters", lexical.parameters);
  members.text("identifier_signs", lexical.identifier_signs);
  members.flag("digits_begin_names", lexical.digits_begin_names);
  members.text("folds_names", lexical.folds_names);
  members.number("longest_name", lexical.longest_name);
  members.texts("reserved", lexical.reserved);
}

void write_literals(DocumentWriter& out, const Literals& literals) {
  Members members(out);
  members.text("bytes", literals.bytes);
  members.text("bits", literals.bits);
  members.text("true", literals.true_word);
  members.text("false", literals.false_word);
  members.text("no_limit", literals.no_limit);
  members.text("foreign_text_prefix", literals.foreign_text_prefix);
}

// A word that is nothing is one, too.
void write_words(DocumentWriter& out, const Words& words) {
  const std::pair<std::string_view, const std::string*> texts[] = {
      {"table_alias", &words.table_alias}, {"except", &words.except},
      {"no_table", &words.no_table},       {"begin", &words.begin},
      {"add_column", &words.add_column},   {"set_type", &words.set_type},
      {"temporary", &words.temporary},     {"merge_end", &words.merge_end},
      {"stored", &words.stored},           {"virtual", &words.generated_virtual}};
  for (const auto& [key, text] : texts) {
    out.key(key);
    out.string(*text);
  }
  Members(out).texts("within_group", words.within_group);
}

void write_row_limit(DocumentWriter& out, const RowLimit& limit) {
  out.begin_object();
  Members members(out);
  members.text("writes", limit.text);
  if (limit.place != RowLimit::Place::kEnd)
    members.text("place", kPlaces[static_cast<std::size_t>(limit.place)]);
  members.text("unordered", limit.unordered);
  out.end_object();
}

// The rows of one level, which stand apart in the pack's own order.
void write_level(DocumentWriter& out, const std::vector<Operator>& operators, std::uint8_t level) {
  std::map<OperatorForm, std::vector<std::string>> spellings;
  Associates associates = Associates::kLeft;
  for (const Operator& each : operators) {
    if (each.level != level) continue;
    spellings[each.form].push_back(each.spelling);
    associates = each.associates;
  }
  out.begin_object();
  Members members(out);
  for (const auto& [form, texts] : spellings)
    members.texts(kForms[static_cast<std::size_t>(form)], texts);
  if (associates != Associates::kLeft)
    members.text("associates", kAssociates[static_cast<std::size_t>(associates)]);
  out.end_object();
}

void write_operators(DocumentWriter& out, const std::vector<Operator>& operators) {
  if (operators.empty()) return;
  std::uint8_t highest = 0;
  for (const Operator& each : operators) highest = std::max(highest, each.level);
  out.key("operators");
  out.begin_array();
  for (std::uint8_t level = 1; level <= highest; ++level) write_level(out, operators, level);
  out.end_array();
}

void write_features(DocumentWriter& out, const Features& features) {
  if (features.none()) return;
  out.key("features");
  out.begin_array();
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (features[i]) out.string(to_string(static_cast<Feature>(i)));
  }
  out.end_array();
}

void write_function(DocumentWriter& out, const FunctionRow& row) {
  out.begin_object();
  Members members(out);
  members.text("means", row.means);
  members.text("writes", row.writes);
  members.texts("reads", row.reads);
  members.text("emulates", row.emulates);
  members.object("where", !row.where.empty(), [&] {
    for (const auto& [name, condition] : row.where) members.text(name, condition);
  });
  if (row.needs) members.text("needs", to_string(*row.needs));
  members.text("refuses", row.refuses);
  if (row.fidelity != Fidelity::kExact)
    members.text("fidelity", kFidelities[static_cast<std::size_t>(row.fidelity)]);
  members.text("note", row.note);
  out.end_object();
}

void write_time_format(DocumentWriter& out, const TimeFormat& format) {
  Members members(out);
  if (format.escape != 0) members.text("escape", std::string(1, format.escape));
  members.object("tokens", !format.tokens.empty(), [&] {
    for (const TimeFormat::Token& token : format.tokens) members.text(token.spelling, token.part);
  });
}

// Spellings of one kind keep their order, which is that of trying them.
void write_spellings(DocumentWriter& out, std::string_view key,
                     const std::vector<TypeSpelling>& spellings) {
  std::map<ir::TypeKind, std::vector<std::string>> by_kind;
  for (const TypeSpelling& each : spellings) by_kind[each.kind].push_back(each.text);
  Members members(out);
  members.object(key, !by_kind.empty(), [&] {
    for (const auto& [kind, texts] : by_kind) members.texts(ir::enum_name(kind), texts);
  });
}

void write_types(DocumentWriter& out, const Types& types) {
  std::map<ir::TypeKind, std::vector<std::string>> by_kind;
  for (const auto& [name, kind] : types.names) by_kind[kind].push_back(name);
  Members members(out);
  members.object("types", !by_kind.empty(), [&] {
    for (const auto& [kind, names] : by_kind) members.texts(ir::enum_name(kind), names);
  });
  members.object("type_fallbacks", !types.fallbacks.empty(), [&] {
    for (const TypeFallback& fallback : types.fallbacks) {
      out.key(fallback.contains);
      out.string(ir::enum_name(fallback.kind));
    }
  });
  members.flag("unsigned_integers", types.unsigned_integers, true);
}

void write_clause_list(DocumentWriter& out, std::string_view key,
                       const std::vector<Clause>& clauses) {
  Members(out).object(key, !clauses.empty(), [&] {
    for (const Clause& clause : clauses) {
      out.key(ir::enum_name(clause.key));
      out.string(clause.text);
    }
  });
}

void write_clauses(DocumentWriter& out, std::string_view key, const Clauses& clauses) {
  const bool has_some = !clauses.modifiers.empty() || !clauses.options.empty() ||
                        !clauses.endings.empty() || !clauses.statements.empty();
  Members(out).object(key, has_some, [&] {
    write_clause_list(out, "modifiers", clauses.modifiers);
    write_clause_list(out, "options", clauses.options);
    write_clause_list(out, "endings", clauses.endings);
    write_clause_list(out, "statements", clauses.statements);
  });
}

void write_ddl_words(DocumentWriter& out, const Ddl& ddl) {
  Members members(out);
  members.texts("before", ddl.before);
  members.texts("after", ddl.after);
  members.text("delimiter", ddl.delimiter);
  members.texts("bare_defaults", ddl.bare_defaults);
  members.text("implied_action", ddl.implied_action);
  members.text("implied_method", ddl.implied_method);
  members.text("collation", ddl.collation);
  members.texts("not_null_types", ddl.not_null_types);
  members.texts("rewrites", ddl.rewrites);
  members.texts("late_kinds", ddl.late_kinds);
  members.texts("left_out", ddl.left_out);
  members.texts("written_elsewhere", ddl.written_elsewhere);
  members.text("option_separator", ddl.option_separator);
  members.text("comments", kComments[static_cast<std::size_t>(ddl.comments)]);
}

void write_ddl_places(DocumentWriter& out, const Ddl& ddl) {
  Members members(out);
  members.flag("foreign_keys_inline", ddl.foreign_keys_inline);
  members.flag("indexes_inline", ddl.indexes_inline);
  members.flag("primary_key_inline", ddl.primary_key_inline);
  members.flag("partitioning_last", ddl.partitioning_last);
  members.flag("default_schema_implied", ddl.default_schema_implied);
  members.flag("index_method_last", ddl.index_method_last);
  members.flag("index_names_schema", ddl.index_names_schema);
  members.flag("generated_untyped", ddl.generated_untyped);
  members.flag("default_calls_bare", ddl.default_calls_bare);
  members.flag("view_columns", ddl.view_columns);
  members.flag("default_in_parentheses", ddl.default_in_parentheses);
}

void write_alter(DocumentWriter& out, const Alter& alter) {
  constexpr std::string_view kStyles[] = {"none", "parts", "whole", "rebuild"};
  Members(out).object("alter", alter.style != AlterStyle::kNone, [&] {
    Members members(out);
    members.text("style", kStyles[static_cast<std::size_t>(alter.style)]);
    members.texts("before", alter.before);
    members.texts("after", alter.after);
    members.text("drop_primary_key", alter.drop_primary_key);
    members.text("drop_unique", alter.drop_unique);
    members.text("drop_foreign_key", alter.drop_foreign_key);
    members.text("drop_check", alter.drop_check);
    members.text("drop_index", alter.drop_index);
    members.text("drop_trigger", alter.drop_trigger);
    members.text("drop_routine", alter.drop_routine);
    members.text("number_from", alter.number_from);
    members.texts("rebuild_begin", alter.rebuild_begin);
    members.texts("rebuild_copy", alter.rebuild_copy);
    members.texts("rebuild_numbers", alter.rebuild_numbers);
    members.texts("rebuild_end", alter.rebuild_end);
    members.text("check_references", alter.check_references);
    members.flag("checks_of_columns", alter.checks_of_columns);
    write_clause_list(out, "table_set", alter.table_set);
    write_clause_list(out, "table_unset", alter.table_unset);
    write_clause_list(out, "column_unset", alter.column_unset);
  });
}

void write_ddl(DocumentWriter& out, const Ddl& ddl) {
  write_ddl_words(out, ddl);
  write_ddl_places(out, ddl);
  Members members(out);
  members.object("identity", !ddl.identity.empty(), [&] {
    for (const auto& [kind, text] : ddl.identity) members.text(ir::enum_name(kind), text);
  });
  members.object("index_kinds", !ddl.index_kinds.empty(), [&] {
    for (const auto& [method, word] : ddl.index_kinds) members.text(method, word);
  });
  write_clauses(out, "table", ddl.table);
  write_clauses(out, "foreign_table", ddl.foreign_table);
  write_clauses(out, "virtual_table", ddl.virtual_table);
  write_clauses(out, "view", ddl.view);
  write_clauses(out, "materialized_view", ddl.materialized_view);
  write_clauses(out, "column", ddl.column);
  write_clauses(out, "foreign_column", ddl.foreign_column);
  write_clauses(out, "key", ddl.key);
  write_clauses(out, "index", ddl.index);
  write_alter(out, ddl.alter);
}

void write_pairs(DocumentWriter& out, Members& members, std::string_view key,
                 const WordPairs& pairs) {
  members.object(key, !pairs.empty(), [&] {
    Members inner(out);
    for (const auto& [word, text] : pairs) inner.text(word, text);
  });
}

void write_stored(DocumentWriter& out, const Stored& stored) {
  constexpr std::string_view kExpressions[] = {"as_written", "quoted", "typed"};
  Members members(out);
  members.text("expressions", kExpressions[static_cast<std::size_t>(stored.expressions)]);
  write_pairs(out, members, "types", stored.types);
  write_pairs(out, members, "type_arguments", stored.type_arguments);
  write_pairs(out, members, "names", stored.names);
  write_pairs(out, members, "ranges", stored.ranges);
  write_pairs(out, members, "charsets", stored.charsets);
  members.texts("carried_charsets", stored.carried_charsets);
  members.texts("option_order", stored.option_order);
  members.texts("implied", stored.implied);
  members.text("encoding", stored.encoding);
  members.text("charset", stored.charset);
  members.text("implied_action", stored.implied_action);
  for (const auto& [key, flag] : std::initializer_list<std::pair<std::string_view, bool>>{
           {"types_as_written", stored.types_as_written},
           {"schemas_are_databases", stored.schemas_are_databases},
           {"key_columns_not_null", stored.key_columns_not_null},
           {"rowid_keys", stored.rowid_keys},
           {"primary_key_unnamed", stored.primary_key_unnamed},
           {"unique_indexes_are_keys", stored.unique_indexes_are_keys},
           {"foreign_keys_make_indexes", stored.foreign_keys_make_indexes},
           {"names_ignore_case", stored.names_ignore_case},
           {"transactional", stored.transactional},
           {"foreign_keys_find_parents_late", stored.foreign_keys_find_parents_late}}) {
    members.flag(key, flag);
  }
}

void write_session(DocumentWriter& out, const Session& session) {
  Members members(out);
  members.texts("settings_left_out", session.settings_left_out);
  members.object("settings_left_out_with", !session.settings_left_out_with.empty(), [&] {
    for (const auto& [name, values] : session.settings_left_out_with) members.texts(name, values);
  });
  members.texts("commands_left_out", session.commands_left_out);
  members.texts("telling_words", session.telling_words);
  members.texts("clauses_left_out", session.clauses_left_out);
  members.text("time_zone", session.time_zone);
  members.text("set_utc", session.set_utc);
  members.text("setting_call", session.setting_call);
  members.texts("transaction_modes", session.transaction_modes);
  members.text("isolation", session.isolation);
  members.number("recursion_steps", session.recursion_steps);
}

void write_advice(DocumentWriter& out, const Advice& advice) {
  out.begin_object();
  Members members(out);
  members.text("name", advice.name);
  members.text("about", advice.about);
  members.text("finds", advice.finds);
  members.text("says", advice.says);
  out.end_object();
}

void write_probe(DocumentWriter& out, const Probe& probe) {
  out.begin_object();
  Members members(out);
  members.text("feature", to_string(probe.feature));
  members.text("sql", probe.sql);
  out.end_object();
}

}  // namespace

void write_pack(DocumentWriter& writer, const WirePack& pack) {
  writer.begin_object();
  Members members(writer);
  members.text("name", pack.name);
  members.text("family", pack.family);
  members.text("title", pack.title);
  members.flag("abstract", pack.is_abstract);
  members.texts("aliases", pack.aliases);
  members.text("oldest_version", pack.oldest_version);
  members.text("default_version", to_string(pack.version));
  members.object("connection", true, [&] { write_connection(writer, pack.connection); });
  members.text("parser", pack.parser);
  members.object("lexical", true, [&] { write_lexical(writer, pack.lexical); });
  members.object("literals", true, [&] { write_literals(writer, pack.literals); });
  members.object("words", true, [&] { write_words(writer, pack.words); });
  members.list("row_limits", pack.row_limits,
               [&](const RowLimit& limit) { write_row_limit(writer, limit); });
  write_operators(writer, pack.operators);
  write_features(writer, pack.features);
  members.list("functions", pack.functions,
               [&](const FunctionRow& row) { write_function(writer, row); });
  members.object("time_format", !pack.time_format.tokens.empty(),
                 [&] { write_time_format(writer, pack.time_format); });
  members.texts("rewrites", pack.rewrites);
  write_spellings(writer, "column_types", pack.column_types);
  write_spellings(writer, "cast_types", pack.cast_types);
  write_types(writer, pack.types);
  members.texts("serial_types", pack.serial_types);
  members.text("default_schema", pack.default_schema);
  members.texts("row_address", pack.row_address);
  members.object("session", true, [&] { write_session(writer, pack.session); });
  members.object("defaults", true, [&] {
    members.texts("now", pack.defaults.now);
    members.texts("uuid", pack.defaults.uuid);
    members.texts("sequence", pack.defaults.sequence);
  });
  members.object("ddl", true, [&] { write_ddl(writer, pack.ddl); });
  members.object("stored", true, [&] { write_stored(writer, *pack.stored); });
  members.list("probes", pack.probes, [&](const Probe& probe) { write_probe(writer, probe); });
  members.list("advice", pack.advice, [&](const Advice& advice) { write_advice(writer, advice); });
  writer.end_object();
}

}  // namespace sqlx::wirepacks
