#include "wirepacks/syntax_reader.h"

#include <tuple>

namespace sqlx::wirepacks {
namespace {

struct FeatureName {
  std::string_view name;
  std::string_view words;
};

constexpr FeatureName kFeatures[] = {
#define SQLX_FEATURE(enumerator, name, words) {name, words},
#include "wirepacks/features.def"
#undef SQLX_FEATURE
};

std::vector<std::string> feature_names() {
  std::vector<std::string> names;
  for (const FeatureName& feature : kFeatures) names.emplace_back(feature.name);
  return names;
}

void set_feature(ObjectReader& json, std::string_view key, std::string_view name, bool has,
                 Features& into) {
  const Feature feature = read_feature_name(json, key, name);
  if (feature != Feature::kCount) into.set(static_cast<std::size_t>(feature), has);
}

void read_level(ObjectReader& json, std::uint8_t level, std::vector<Operator>& into) {
  Associates associates = Associates::kLeft;
  json.word("associates", {"left", "right", "none"}, associates);
  for (const auto& [key, form] :
       {std::pair{"infix", OperatorForm::kInfix}, std::pair{"prefix", OperatorForm::kPrefix},
        std::pair{"postfix", OperatorForm::kPostfix}}) {
    std::vector<std::string> spellings;
    json.value(key, spellings);
    for (std::string& spelling : spellings)
      into.push_back({std::move(spelling), form, level, associates});
  }
}

// The name is looked up even if the row does not hold for this version: a mistake in it should not
// wait for another.
void read_feature(ObjectReader& json, const Json& row, std::size_t index, const Version& version,
                  Features& into) {
  if (row.is_string())
    return set_feature(json, fmt::format("features[{}]", index), row.text, true, into);
  json.element("features", index, row, [&](ObjectReader& inner) {
    std::string name;
    inner.value("name", name);
    const Feature feature = read_feature_name(inner, "name", name);
    if (inner.holds_for(version) && feature != Feature::kCount)
      into.set(static_cast<std::size_t>(feature));
  });
}

void read_function(ObjectReader& json, const Version& version, std::vector<FunctionRow>& into) {
  FunctionRow row;
  json.value("means", row.means);
  json.value("writes", row.writes);
  json.value("reads", row.reads);
  json.value("emulates", row.emulates);
  json.object("where", [&](ObjectReader& inner) {
    inner.members([&](std::string_view name, const Json& value) {
      row.where.emplace_back(name, inner.text(value));
    });
  });
  std::string needs;
  json.value("needs", needs);
  if (!needs.empty()) row.needs = read_feature_name(json, "needs", needs);
  json.word("fidelity", {"exact", "conditional", "lossy"}, row.fidelity);
  json.value("note", row.note);
  json.value("refuses", row.refuses);
  if (json.holds_for(version)) into.push_back(std::move(row));
}

}  // namespace

Feature read_feature_name(ObjectReader& json, std::string_view key, std::string_view name) {
  for (std::size_t i = 0; i < std::size(kFeatures); ++i) {
    if (kFeatures[i].name == name) return static_cast<Feature>(i);
  }
  json.report(fmt::format("`{}` is not a feature", name), did_you_mean(name, feature_names()), key);
  return Feature::kCount;
}

// A group goes from its first feature to that of the next one.
std::string_view group(Feature feature) {
  constexpr std::pair<Feature, std::string_view> kGroups[] = {
      {Feature::kIfNotExists, "definitions"},
      {Feature::kInsertReturning, "changing rows"},
      {Feature::kBooleanType, "expressions"}};
  for (const auto& [first, name] : kGroups) {
    if (feature >= first) return name;
  }
  return "queries";
}

std::string_view to_string(Feature feature) {
  return kFeatures[static_cast<std::size_t>(feature)].name;
}

std::string_view words(Feature feature) {
  return kFeatures[static_cast<std::size_t>(feature)].words;
}

void read_lexical(ObjectReader& json, Lexical& into) {
  json.character("identifier_quote", into.identifier_quote);
  json.value("identifier_quotes", into.identifier_quotes);
  json.value("double_quoted_strings", into.double_quoted_strings);
  json.value("double_quoted_fallback", into.double_quoted_fallback);
  json.value("backslash_escapes", into.backslash_escapes);
  json.character("escape_sign", into.escape_sign);
  json.value("escape_strings", into.escape_strings);
  json.value("unicode_strings", into.unicode_strings);
  json.value("dollar_strings", into.dollar_strings);
  json.value("byte_strings", into.byte_strings);
  json.value("number_strings", into.number_strings);
  json.value("charset_introducers", into.charset_introducers);
  json.value("adjacent_strings", into.adjacent_strings);
  json.value("continued_strings", into.continued_strings);
  json.value("line_comments", into.line_comments);
  json.value("block_comment", into.block_comment);
  json.value("block_comment_end", into.block_comment_end);
  json.value("nested_comments", into.nested_comments);
  json.value("conditional_comment", into.conditional_comment);
  json.value("own_comment", into.own_comment);
  json.value("foreign_comment_versions", into.foreign_comment_versions);
  json.value("parameters", into.parameters);
  json.value("identifier_signs", into.identifier_signs);
  json.value("digits_begin_names", into.digits_begin_names);
  json.value("folds_names", into.folds_names);
  json.value("longest_name", into.longest_name);
  json.value("reserved", into.reserved);
  std::sort(into.reserved.begin(), into.reserved.end());
}

void read_literals(ObjectReader& json, Literals& into) {
  json.value("bytes", into.bytes);
  json.value("bits", into.bits);
  json.value("true", into.true_word);
  json.value("false", into.false_word);
  json.value("no_limit", into.no_limit);
  json.value("foreign_text_prefix", into.foreign_text_prefix);
}

void read_words(ObjectReader& json, Words& into) {
  json.value("table_alias", into.table_alias);
  json.value("except", into.except);
  json.value("no_table", into.no_table);
  json.value("begin", into.begin);
  json.value("add_column", into.add_column);
  json.value("set_type", into.set_type);
  json.value("temporary", into.temporary);
  json.value("merge_end", into.merge_end);
  json.value("stored", into.stored);
  json.value("virtual", into.generated_virtual);
  json.value("within_group", into.within_group);
}

// As with operators: a pack that has some says all.
void read_row_limits(ObjectReader& json, const Version& version, std::vector<RowLimit>& into) {
  const Json* rows = json.list("row_limits");
  if (rows == nullptr) return;
  into.clear();
  json.elements("row_limits", *rows, [&](ObjectReader& inner) {
    RowLimit limit;
    inner.value("writes", limit.text);
    inner.word("place", {"end", "select", "around"}, limit.place);
    inner.value("unordered", limit.unordered);
    if (inner.holds_for(version)) into.push_back(std::move(limit));
  });
}

void read_operators(ObjectReader& json, std::vector<Operator>& into) {
  const Json* levels = json.list("operators");
  if (levels == nullptr) return;
  into.clear();
  std::uint8_t level = 0;
  json.elements("operators", *levels,
                [&](ObjectReader& inner) { read_level(inner, ++level, into); });
  std::sort(into.begin(), into.end(), [](const Operator& a, const Operator& b) {
    return std::tie(a.spelling, a.form) < std::tie(b.spelling, b.form);
  });
}

void read_features(ObjectReader& json, const Version& version, Features& into) {
  std::vector<std::string> gone;
  json.value("features_gone", gone);
  for (const std::string& name : gone) set_feature(json, "features_gone", name, false, into);
  const Json* rows = json.list("features");
  if (rows == nullptr) return;
  std::size_t index = 0;
  for (const Json& row : *rows) read_feature(json, row, index++, version, into);
}

void read_functions(ObjectReader& json, const Version& version, std::vector<FunctionRow>& into) {
  const Json* rows = json.list("functions");
  if (rows == nullptr) return;
  std::vector<FunctionRow> own;
  own.reserve(rows->size + into.size());
  json.elements("functions", *rows,
                [&](ObjectReader& inner) { read_function(inner, version, own); });
  std::move(into.begin(), into.end(), std::back_inserter(own));
  into = std::move(own);
}

void read_time_format(ObjectReader& json, TimeFormat& into) {
  into = {};
  std::string escape;
  json.value("escape", escape);
  if (!escape.empty()) into.escape = escape[0];
  json.object("tokens", [&](ObjectReader& inner) {
    inner.members([&](std::string_view spelling, const Json& part) {
      into.tokens.push_back({std::string(spelling), inner.text(part)});
    });
  });
}

void read_type_spellings(ObjectReader& json, std::vector<TypeSpelling>& into) {
  json.members([&](std::string_view name, const Json& spellings) {
    const ir::TypeKind kind = json.type_kind(name);
    std::erase_if(into, [&](const TypeSpelling& each) { return each.kind == kind; });
    for (std::string& spelling : json.texts(spellings)) into.push_back({kind, std::move(spelling)});
  });
}

}  // namespace sqlx::wirepacks
