// Function calls, those with a syntax of their own, and windows.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/pg_query/convert.h"

namespace sqlx::sql::pg_query {
namespace {

using Arguments = List<const Expr*>;

Expr* syntax_call(Conversion& in, std::string_view name, Arguments arguments) {
  return call_of(in, CallForm::kSyntax, name, arguments);
}

template <const auto& Name>
Expr* same_arguments(Conversion& in, Arguments arguments) {
  return syntax_call(in, Name, arguments);
}

Expr* extract(Conversion& in, Arguments arguments) {
  const Literal* field = arguments[0]->as<Literal>();
  if (field == nullptr || arguments.size() != 2) return nullptr;
  Literal* lowered = in.arena.make<Literal>(*field);
  lowered->text = in.arena.copy(lower(field->text));
  return syntax_call(in, "extract", in.arena.list<const Expr*>(lowered, arguments[1]));
}

// Without FROM, libpg_query adds `FROM 1` and converts the length.
Expr* substring(Conversion& in, Arguments arguments) {
  const Cast* cast = arguments.size() == 3 ? arguments[2]->as<Cast>() : nullptr;
  const bool is_unwritten = cast != nullptr && cast->to->end == 0;
  if (is_unwritten)
    arguments = in.arena.list<const Expr*>(arguments[0], arguments[1], cast->operand);
  return syntax_call(in, "substring", arguments);
}

Expr* position(Conversion& in, Arguments arguments) {
  if (arguments.size() != 2) return nullptr;
  return syntax_call(in, "position", in.arena.list<const Expr*>(arguments[1], arguments[0]));
}

// (value) or (value, characters)
template <const auto& Side>
Expr* trim_side(Conversion& in, Arguments arguments) {
  const Expr* side = string_literal(in, Side);
  if (arguments.size() == 1)
    return syntax_call(in, "trim", in.arena.list<const Expr*>(side, arguments[0]));
  if (arguments.size() != 2) return nullptr;
  return syntax_call(in, "trim", in.arena.list<const Expr*>(side, arguments[0], arguments[1]));
}

Expr* at_time_zone(Conversion& in, Arguments arguments) {
  if (arguments.size() != 2) return nullptr;
  return call_of(in, CallForm::kInfix, "AT TIME ZONE",
                 in.arena.list<const Expr*>(arguments[1], arguments[0]));
}

Expr* overlaps(Conversion& in, Arguments arguments) {
  if (arguments.size() != 4) return nullptr;
  const auto pair = [&](std::size_t from) {
    auto* row = in.arena.make<Row>();
    row->items = arguments.subspan(from, 2);
    row->begin = row->items[0]->begin;
    row->end = row->items[1]->end;
    return row;
  };
  return call_of(in, CallForm::kInfix, "OVERLAPS", in.arena.list<const Expr*>(pair(0), pair(2)));
}

// IS NFC NORMALIZED
Expr* is_normalized(Conversion& in, Arguments arguments) {
  const Literal* form = arguments.size() == 2 ? arguments[1]->as<Literal>() : nullptr;
  const std::string words =
      form == nullptr ? "IS NORMALIZED" : fmt::format("IS {} NORMALIZED", form->text);
  return call_of(in, CallForm::kPostfix, in.arena.copy(words), arguments.first(1));
}

constexpr std::string_view kBoth = "both", kLeading = "leading", kTrailing = "trailing";
constexpr std::string_view kNormalize = "normalize", kOverlay = "overlay",
                           kCollationFor = "collation_for";

struct Syntax {
  std::string_view function;  // that libpg_query makes of it
  Expr* (*convert)(Conversion&, Arguments);
};

constexpr Syntax kSyntaxes[] = {
    {"extract", extract},
    {"substring", substring},
    {"position", position},
    {"btrim", trim_side<kBoth>},
    {"ltrim", trim_side<kLeading>},
    {"rtrim", trim_side<kTrailing>},
    {"timezone", at_time_zone},
    {"overlay", same_arguments<kOverlay>},
    {"overlaps", overlaps},
    {"pg_collation_for", same_arguments<kCollationFor>},
    {"normalize", same_arguments<kNormalize>},
    {"is_normalized", is_normalized},
};

Expr* special_syntax(Conversion& in, std::string_view function, Arguments arguments) {
  for (const Syntax& row : kSyntaxes) {
    if (row.function != function || arguments.empty()) continue;
    if (Expr* made = row.convert(in, arguments)) return made;
  }
  in.report_unknown(fmt::format("sqlx does not know this syntax of {}", function));
  return nullptr;
}

Arguments arguments_of(Conversion& in, Fields& fields) {
  if (fields.flag("agg_star")) return in.arena.list<const Expr*>(in.placed(in.arena.make<Star>()));
  const Arguments arguments = expressions(in, fields.find("args"));
  in.see_parentheses();
  if (!fields.flag("func_variadic") || arguments.empty()) return arguments;
  std::vector<const Expr*> copy(arguments.begin(), arguments.end());
  copy.back() = in.placed(
      call_of(in, CallForm::kPrefix, "VARIADIC", in.arena.list<const Expr*>(copy.back())));
  return in.arena.copy(copy);
}

Expr* plain_call(Conversion& in, Fields& fields, List<Name> name, Arguments arguments) {
  auto* made = in.arena.make<Call>();
  made->name = name;
  made->arguments = arguments;
  made->distinct = fields.flag("agg_distinct");
  const List<const OrderItem*> order = order_items(in, fields.find("agg_order"));
  (fields.flag("agg_within_group") ? made->within_group : made->order_by) = order;
  made->filter = expression(in, fields.find("agg_filter"));
  made->over = window(in, fields.find("over"));
  return made;
}

// Words that stand without parentheses, and whether a precision may follow.
struct ValueFunction {
  std::string_view op;
  std::string_view word;
  bool has_precision = false;
};

constexpr ValueFunction kValueFunctions[] = {
    {"SVFOP_CURRENT_DATE", "CURRENT_DATE"},
    {"SVFOP_CURRENT_TIME", "CURRENT_TIME"},
    {"SVFOP_CURRENT_TIME_N", "CURRENT_TIME", true},
    {"SVFOP_CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"},
    {"SVFOP_CURRENT_TIMESTAMP_N", "CURRENT_TIMESTAMP", true},
    {"SVFOP_LOCALTIME", "LOCALTIME"},
    {"SVFOP_LOCALTIME_N", "LOCALTIME", true},
    {"SVFOP_LOCALTIMESTAMP", "LOCALTIMESTAMP"},
    {"SVFOP_LOCALTIMESTAMP_N", "LOCALTIMESTAMP", true},
    {"SVFOP_CURRENT_ROLE", "CURRENT_ROLE"},
    {"SVFOP_CURRENT_USER", "CURRENT_USER"},
    {"SVFOP_USER", "USER"},
    {"SVFOP_SESSION_USER", "SESSION_USER"},
    {"SVFOP_CURRENT_CATALOG", "CURRENT_CATALOG"},
    {"SVFOP_CURRENT_SCHEMA", "CURRENT_SCHEMA"},
};

Arguments precision(Conversion& in, std::int64_t value) {
  auto* made = in.arena.make<Literal>();
  made->literal = LiteralKind::kInteger;
  made->text = in.arena.copy(fmt::to_string(value));
  return in.arena.list<const Expr*>(in.placed(made));
}

// The bits of a frame, as PostgreSQL's parser sets them.
enum FrameBit : std::uint32_t {
  kNonDefault = 0x1,
  kRange = 0x2,
  kRows = 0x4,
  kGroups = 0x8,
  kStartUnboundedPreceding = 0x20,
  kEndUnboundedPreceding = 0x40,
  kStartUnboundedFollowing = 0x80,
  kEndUnboundedFollowing = 0x100,
  kStartCurrentRow = 0x200,
  kEndCurrentRow = 0x400,
  kStartOffsetPreceding = 0x800,
  kEndOffsetPreceding = 0x1000,
  kStartOffsetFollowing = 0x2000,
  kEndOffsetFollowing = 0x4000,
  kExcludeCurrentRow = 0x8000,
  kExcludeGroup = 0x10000,
  kExcludeTies = 0x20000
};

// The row whose bit is set, the first if none is.
template <class T, std::size_t Size>
T by_bit(std::uint32_t bits, const std::pair<std::uint32_t, T> (&table)[Size]) {
  for (const auto& [bit, value] : table) {
    if ((bits & bit) != 0) return value;
  }
  return table[0].second;
}

void set_frame(Window& into, std::uint32_t bits) {
  static constexpr std::pair<std::uint32_t, FrameMode> kModes[] = {
      {kRange, FrameMode::kRange}, {kRows, FrameMode::kRows}, {kGroups, FrameMode::kGroups}};
  static constexpr std::pair<std::uint32_t, FrameBound> kStarts[] = {
      {kStartUnboundedPreceding, FrameBound::kUnboundedPreceding},
      {kStartUnboundedFollowing, FrameBound::kUnboundedFollowing},
      {kStartCurrentRow, FrameBound::kCurrentRow},
      {kStartOffsetPreceding, FrameBound::kPreceding},
      {kStartOffsetFollowing, FrameBound::kFollowing}};
  static constexpr std::pair<std::uint32_t, FrameBound> kEnds[] = {
      {kEndCurrentRow, FrameBound::kCurrentRow},
      {kEndUnboundedPreceding, FrameBound::kUnboundedPreceding},
      {kEndUnboundedFollowing, FrameBound::kUnboundedFollowing},
      {kEndOffsetPreceding, FrameBound::kPreceding},
      {kEndOffsetFollowing, FrameBound::kFollowing}};
  static constexpr std::pair<std::uint32_t, FrameExclude> kExcludes[] = {
      {0, FrameExclude::kNone},
      {kExcludeCurrentRow, FrameExclude::kCurrentRow},
      {kExcludeGroup, FrameExclude::kGroup},
      {kExcludeTies, FrameExclude::kTies}};
  into.has_frame = (bits & kNonDefault) != 0;
  into.mode = by_bit(bits, kModes);
  into.start = by_bit(bits, kStarts);
  into.finish = by_bit(bits, kEnds);
  into.exclude = by_bit(bits, kExcludes);
}

}  // namespace

Expr* function_call(Conversion& in, Fields& fields) {
  const List<Name> name = fields.names("funcname");
  if (name.size() > 1 && fields.text("funcformat") == "COERCE_EXPLICIT_CALL")
    in.see_tokens(2 * (name.size() - 1));
  const Arguments arguments = arguments_of(in, fields);
  if (fields.text("funcformat") == "COERCE_SQL_SYNTAX") {
    return in.failed ? nullptr : special_syntax(in, name.back().text, arguments);
  }
  return plain_call(in, fields, name, arguments);
}

Expr* value_function(Conversion& in, Fields& fields) {
  const std::string_view op = fields.text("op");
  const std::int64_t digits = fields.number("typmod");
  for (const ValueFunction& row : kValueFunctions) {
    if (row.op != op) continue;
    if (!row.has_precision) return call_of(in, CallForm::kWord, row.word, {});
    return call_of(in, CallForm::kFunction, row.word, precision(in, digits));
  }
  in.report_unknown(fmt::format("sqlx does not know {}", op));
  return nullptr;
}

Expr* coalesce(Conversion& in, Fields& fields) {
  return call_of(in, CallForm::kFunction, "coalesce", expressions(in, fields.find("args")));
}

Expr* greatest_or_least(Conversion& in, Fields& fields) {
  const std::string_view name = fields.text("op") == "IS_LEAST" ? "least" : "greatest";
  return call_of(in, CallForm::kFunction, name, expressions(in, fields.find("args")));
}

Expr* grouping_call(Conversion& in, Fields& fields) {
  return call_of(in, CallForm::kFunction, "grouping", expressions(in, fields.find("args")));
}

const Window* window(Conversion& in, const JsonValue* bare) {
  if (bare == nullptr) return nullptr;
  Level level(in);
  Fields fields(in, "WindowDef", *bare);
  auto* made = in.arena.make<Window>();
  made->name = fields.name("name");
  made->base = fields.name("refname");
  made->partition_by = expressions(in, fields.find("partitionClause"));
  made->order_by = order_items(in, fields.find("orderClause"));
  set_frame(*made, static_cast<std::uint32_t>(fields.number("frameOptions")));
  made->start_offset = expression(in, fields.find("startOffset"));
  made->finish_offset = expression(in, fields.find("endOffset"));
  return in.placed(made);
}

}  // namespace sqlx::sql::pg_query
