// Type names, in the words that SQL has for them, and casts.
//
// libpg_query hands over the names of the catalog: `int4` of pg_catalog for INTEGER. They become
// words again here; a name that was written without its schema (`int4`, `timestamptz`) stays as it
// was.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql::pg_query {
namespace {

constexpr std::pair<std::string_view, std::string_view> kWords[] = {
    {"bit", "bit"},
    {"bool", "boolean"},
    {"bpchar", "character"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"interval", "interval"},
    {"numeric", "numeric"},
    {"time", "time"},
    {"timestamp", "timestamp"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
};

std::string_view words_of(std::string_view name) {
  for (const auto& [catalog_name, words] : kWords) {
    if (catalog_name == name) return words;
  }
  return {};
}

// Words of the grammar: a type of that name that comes without a schema stood in quotes, and is
// another type.
constexpr std::string_view kGrammarWords[] = {
    "bigint",  "bit",   "boolean", "char",     "character", "dec",       "decimal",
    "double",  "float", "int",     "integer",  "interval",  "national",  "nchar",
    "numeric", "real",  "setof",   "smallint", "time",      "timestamp", "varchar",
};

List<Name> quoted_if_needed(Conversion& in, List<Name> path) {
  const bool is_word =
      path.size() == 1 && std::find(std::begin(kGrammarWords), std::end(kGrammarWords),
                                    path[0].text) != std::end(kGrammarWords);
  return is_word ? in.arena.list<Name>(Name{path[0].text, true}) : path;
}

// What an interval's first modifier says: a set of fields, as bits.
constexpr std::pair<std::string_view, std::string_view> kIntervalFields[] = {
    {"4", "year"},
    {"2", "month"},
    {"8", "day"},
    {"1024", "hour"},
    {"2048", "minute"},
    {"4096", "second"},
    {"6", "year to month"},
    {"1032", "day to hour"},
    {"3080", "day to minute"},
    {"7176", "day to second"},
    {"3072", "hour to minute"},
    {"7168", "hour to second"},
    {"6144", "minute to second"},
    {"32767", ""},
};

void set_interval_fields(Conversion& in, TypeName& into) {
  const Literal* bits = into.arguments[0]->as<Literal>();
  for (const auto& [number, words] : kIntervalFields) {
    if (bits == nullptr || bits->text != number) continue;
    into.interval_fields = words;
    into.arguments = into.arguments.subspan(1);
    return;
  }
  in.report_unknown("sqlx does not know these fields of an interval");
}

// A length of 1 that nobody wrote: that of CHARACTER and BIT. Without it, the catalog's type of
// that name has no limit.
bool is_unwritten(const Expr& argument) { return argument.end == 0; }
bool needs_length(std::string_view words) { return words == "character" || words == "bit"; }

void set_words(Conversion& in, TypeName& into, List<Name> path) {
  into.name = quoted_if_needed(in, path);
  const std::string_view words = path.size() == 2 && path[0].text == "pg_catalog"
                                     ? words_of(path[1].text)
                                     : std::string_view();
  if (words.empty() || (needs_length(words) && into.arguments.empty())) return;
  into.name = in.arena.list<Name>(Name{words});
  if (into.arguments.empty()) return;
  if (words == "interval") return set_interval_fields(in, into);
  if (is_unwritten(*into.arguments[0])) into.arguments = into.arguments.subspan(1);
}

CastForm form_of(Conversion& in, std::int64_t location) {
  if (location < 0) return CastForm::kTyped;
  const auto at = static_cast<std::size_t>(location);
  const std::string_view token = in.source().substr(at, token_end(in.source(), at) - at);
  return token == "::" ? CastForm::kOperator : CastForm::kCast;
}

// N'…' arrives as a text cast to CHARACTER without a length. Without blanks at its end, that is the
// text itself.
bool is_national_text(Conversion& in, const Cast& cast) {
  const Literal* text = cast.operand == nullptr ? nullptr : cast.operand->as<Literal>();
  if (cast.form != CastForm::kTyped || text == nullptr || cast.to == nullptr ||
      text->text.ends_with(' '))
    return false;
  const std::string_view source = in.source().substr(cast.to->begin, 2);
  return cast.to->end != 0 && source.size() == 2 && to_lower(source[0]) == 'n' && source[1] == '\'';
}

}  // namespace

TypeName* type_name(Conversion& in, const JsonValue* bare) {
  if (bare == nullptr) return nullptr;
  Level level(in);
  Fields fields(in, "TypeName", *bare);
  fields.skip({"typemod"});
  auto* made = in.arena.make<TypeName>();
  const List<Name> path = fields.names("names");
  if (path.size() > 1 && path[0].text != "pg_catalog") in.see_tokens(2 * (path.size() - 1));
  made->arguments = expressions(in, fields.find("typmods"));
  if (const JsonValue* bounds = fields.find("arrayBounds"))
    made->dimensions = static_cast<std::uint8_t>(bounds->size);
  set_words(in, *made, path);
  return in.placed(made);
}

Expr* type_cast(Conversion& in, Fields& fields) {
  auto* made = in.arena.make<Cast>();
  made->operand = expression(in, fields.find("arg"));
  made->to = type_name(in, fields.find("typeName"));
  made->form = form_of(in, fields.location());
  if (made->form == CastForm::kTyped && (made->operand == nullptr || !made->operand->is<Literal>()))
    made->form = CastForm::kCast;
  if (made->form == CastForm::kCast) in.see_parentheses();
  if (is_national_text(in, *made)) return string_literal(in, made->operand->as<Literal>()->text);
  return made;
}

}  // namespace sqlx::sql::pg_query
