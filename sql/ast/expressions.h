// Nodes that have a value, and the pieces that only stand inside them.
//
// `Call` is the heart: operators and functions are the same thing, told apart only by how they are
// spelled. As parsed, a call has a `name` and a `form`; once read, it has a `meaning` and its name
// is empty. `NOT LIKE`, `NOT IN`, `NOT BETWEEN` and `IS NOT …` are the positive form, `negated`;
// reading turns that into a `not` around it.
#pragma once

#include "sql/ast/node.h"
#include "sql/meaning.h"

namespace sqlx::sql {

struct Query;
struct Window;
struct OrderItem;
struct When;
struct TypeName;

// `text`: a number as written; a string's or bit string's characters, bytes' bytes, without quotes
// and escapes; "true" or "false".
struct Literal : NodeOf<NodeKind::kLiteral, Expr> {
  LiteralKind literal = LiteralKind::kNull;
  std::string_view text;
  std::string_view charset;  // _utf8mb4'…', N'…'

  static constexpr void fields(auto&& field) {
    field("kind", &Literal::literal);
    field("text", &Literal::text);
    field("charset", &Literal::charset);
  }
};

// INTERVAL amount unit. A fixed interval of several units has no amount: it is months, days and
// microseconds, as PostgreSQL keeps them.
struct Interval : NodeOf<NodeKind::kInterval, Expr> {
  const Expr* amount = nullptr;
  IntervalUnit unit = IntervalUnit::kSecond;  // of the amount
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t microseconds = 0;

  static constexpr void fields(auto&& field) {
    field("amount", &Interval::amount);
    field("unit", &Interval::unit);
    field("months", &Interval::months);
    field("days", &Interval::days);
    field("microseconds", &Interval::microseconds);
  }
};

struct Column : NodeOf<NodeKind::kColumn, Expr> {
  List<Name> path;  // [[schema.]table.]column

  static constexpr void fields(auto&& field) { field("path", &Column::path); }
};

// `*` or `t.*`; also the argument of count(*).
struct Star : NodeOf<NodeKind::kStar, Expr> {
  List<Name> path;

  static constexpr void fields(auto&& field) { field("path", &Star::path); }
};

struct Parameter : NodeOf<NodeKind::kParameter, Expr> {
  std::string_view text;  // as written: "?", "$1", ":name"

  static constexpr void fields(auto&& field) { field("text", &Parameter::text); }
};

struct Variable : NodeOf<NodeKind::kVariable, Expr> {
  std::string_view text;  // as written: "@x", "@@session.sql_mode"

  static constexpr void fields(auto&& field) { field("text", &Variable::text); }
};

struct DefaultValue : NodeOf<NodeKind::kDefaultValue, Expr> {
  static constexpr void fields(auto&& /*field*/) {}
};

// A place in a pack's pattern that stands for any expression, or for any number of arguments:
// sql/patterns.
struct Metavariable : NodeOf<NodeKind::kMetavariable, Expr> {
  std::int64_t index = 0;
  bool variadic = false;

  static constexpr void fields(auto&& field) {
    field("index", &Metavariable::index);
    field("variadic", &Metavariable::variadic);
  }
};

struct Call : NodeOf<NodeKind::kCall, Expr> {
  Meaning meaning = Meaning::kNone;
  CallForm form = CallForm::kFunction;
  bool negated = false;  // infix and postfix only
  bool distinct = false;
  Nullness nulls = Nullness::kRespect;
  List<Name> name;  // a function's, or an operator in capitals as one name: "||", "LIKE", "IS NULL"
  List<const Expr*> arguments;
  List<const OrderItem*> order_by;  // inside the parentheses
  List<const OrderItem*> within_group;
  const Expr* separator = nullptr;  // GROUP_CONCAT(… SEPARATOR x)
  const Expr* filter = nullptr;
  const Window* over = nullptr;  // a window with only `name` for OVER w

  static constexpr void fields(auto&& field) {
    field("meaning", &Call::meaning);
    field("form", &Call::form);
    field("negated", &Call::negated);
    field("distinct", &Call::distinct);
    field("nulls", &Call::nulls);
    field("name", &Call::name);
    field("arguments", &Call::arguments);
    field("order_by", &Call::order_by);
    field("within_group", &Call::within_group);
    field("separator", &Call::separator);
    field("filter", &Call::filter);
    field("over", &Call::over);
  }
};

struct Case : NodeOf<NodeKind::kCase, Expr> {
  const Expr* operand = nullptr;
  List<const When*> whens;
  const Expr* otherwise = nullptr;

  static constexpr void fields(auto&& field) {
    field("operand", &Case::operand);
    field("whens", &Case::whens);
    field("otherwise", &Case::otherwise);
  }
};

struct When : NodeOf<NodeKind::kWhen> {
  const Expr* condition = nullptr;
  const Expr* result = nullptr;

  static constexpr void fields(auto&& field) {
    field("condition", &When::condition);
    field("result", &When::result);
  }
};

struct Cast : NodeOf<NodeKind::kCast, Expr> {
  CastForm form = CastForm::kCast;
  const Expr* operand = nullptr;
  const TypeName* to = nullptr;

  static constexpr void fields(auto&& field) {
    field("form", &Cast::form);
    field("operand", &Cast::operand);
    field("to", &Cast::to);
  }
};

struct Collate : NodeOf<NodeKind::kCollate, Expr> {
  const Expr* operand = nullptr;
  List<Name> collation;

  static constexpr void fields(auto&& field) {
    field("operand", &Collate::operand);
    field("collation", &Collate::collation);
  }
};

struct In : NodeOf<NodeKind::kIn, Expr> {
  bool negated = false;
  const Expr* operand = nullptr;
  List<const Expr*> items;
  const Query* query = nullptr;  // instead of items

  static constexpr void fields(auto&& field) {
    field("negated", &In::negated);
    field("operand", &In::operand);
    field("items", &In::items);
    field("query", &In::query);
  }
};

struct Between : NodeOf<NodeKind::kBetween, Expr> {
  bool negated = false;
  bool symmetric = false;
  const Expr* operand = nullptr;
  const Expr* low = nullptr;
  const Expr* high = nullptr;

  static constexpr void fields(auto&& field) {
    field("negated", &Between::negated);
    field("symmetric", &Between::symmetric);
    field("operand", &Between::operand);
    field("low", &Between::low);
    field("high", &Between::high);
  }
};

struct Exists : NodeOf<NodeKind::kExists, Expr> {
  const Query* query = nullptr;

  static constexpr void fields(auto&& field) { field("query", &Exists::query); }
};

struct Subquery : NodeOf<NodeKind::kSubquery, Expr> {
  const Query* query = nullptr;

  static constexpr void fields(auto&& field) { field("query", &Subquery::query); }
};

// operand op ANY (query or array)
struct Quantified : NodeOf<NodeKind::kQuantified, Expr> {
  const Expr* operand = nullptr;
  std::string_view op;   // in capitals; "=" for IN of an array
  bool negated = false;  // NOT LIKE ALL (…)
  Quantifier quantifier = Quantifier::kAny;
  const Query* query = nullptr;
  const Expr* array = nullptr;  // instead of the query

  static constexpr void fields(auto&& field) {
    field("operand", &Quantified::operand);
    field("op", &Quantified::op);
    field("negated", &Quantified::negated);
    field("quantifier", &Quantified::quantifier);
    field("query", &Quantified::query);
    field("array", &Quantified::array);
  }
};

struct Row : NodeOf<NodeKind::kRow, Expr> {
  bool is_explicit = false;  // ROW(…)
  List<const Expr*> items;

  static constexpr void fields(auto&& field) {
    field("explicit", &Row::is_explicit);
    field("items", &Row::items);
  }
};

struct Array : NodeOf<NodeKind::kArray, Expr> {
  List<const Expr*> items;
  const Query* query = nullptr;  // ARRAY(SELECT …)

  static constexpr void fields(auto&& field) {
    field("items", &Array::items);
    field("query", &Array::query);
  }
};

// operand[index] or operand[index:upper]
struct Subscript : NodeOf<NodeKind::kSubscript, Expr> {
  const Expr* operand = nullptr;
  const Expr* index = nullptr;
  const Expr* upper = nullptr;
  bool is_slice = false;

  static constexpr void fields(auto&& field) {
    field("operand", &Subscript::operand);
    field("index", &Subscript::index);
    field("upper", &Subscript::upper);
    field("is_slice", &Subscript::is_slice);
  }
};

// (operand).name
struct FieldAccess : NodeOf<NodeKind::kFieldAccess, Expr> {
  const Expr* operand = nullptr;
  Name name;  // "*" for all

  static constexpr void fields(auto&& field) {
    field("operand", &FieldAccess::operand);
    field("name", &FieldAccess::name);
  }
};

// A type as written. Reading fills `type` (as an expression of this type has it); the words stay.
struct TypeName : NodeOf<NodeKind::kTypeName> {
  List<Name> name;                // "double precision" is one name
  List<const Expr*> arguments;    // (10, 2)
  List<std::string_view> labels;  // ENUM('a', 'b'), SET(…)
  bool is_unsigned = false;
  bool zerofill = false;
  bool is_binary = false;            // CHAR … BINARY
  std::uint8_t dimensions = 0;       // of an array
  std::string_view interval_fields;  // "day to second", in lower case
  std::string_view charset;
  List<Name> collation;
  const TypeName* written =
      nullptr;  // of a name in the middle (type_names.h): as the source has it

  static constexpr void fields(auto&& field) {
    field("name", &TypeName::name);
    field("arguments", &TypeName::arguments);
    field("labels", &TypeName::labels);
    field("unsigned", &TypeName::is_unsigned);
    field("zerofill", &TypeName::zerofill);
    field("binary", &TypeName::is_binary);
    field("dimensions", &TypeName::dimensions);
    field("interval_fields", &TypeName::interval_fields);
    field("charset", &TypeName::charset);
    field("collation", &TypeName::collation);
  }
};

struct OrderItem : NodeOf<NodeKind::kOrderItem> {
  const Expr* value = nullptr;
  Direction direction = Direction::kUnsaid;
  Nulls nulls = Nulls::kUnsaid;
  std::string_view op;             // USING <op>
  List<Name> operator_class;       // in an index
  std::int64_t prefix_length = 0;  // in an index: name(10)

  static constexpr void fields(auto&& field) {
    field("value", &OrderItem::value);
    field("direction", &OrderItem::direction);
    field("nulls", &OrderItem::nulls);
    field("op", &OrderItem::op);
    field("operator_class", &OrderItem::operator_class);
    field("prefix_length", &OrderItem::prefix_length);
  }
};

// A window's definition or, inside OVER, just the name of one.
struct Window : NodeOf<NodeKind::kWindow> {
  Name name;  // WINDOW name AS (…), or OVER name
  Name base;  // (base PARTITION BY …)
  List<const Expr*> partition_by;
  List<const OrderItem*> order_by;
  bool has_frame = false;
  FrameMode mode = FrameMode::kRange;
  FrameBound start = FrameBound::kUnboundedPreceding;
  const Expr* start_offset = nullptr;
  FrameBound finish = FrameBound::kCurrentRow;
  const Expr* finish_offset = nullptr;
  FrameExclude exclude = FrameExclude::kNone;

  static constexpr void fields(auto&& field) {
    field("name", &Window::name);
    field("base", &Window::base);
    field("partition_by", &Window::partition_by);
    field("order_by", &Window::order_by);
    field("has_frame", &Window::has_frame);
    field("mode", &Window::mode);
    field("start", &Window::start);
    field("start_offset", &Window::start_offset);
    field("finish", &Window::finish);
    field("finish_offset", &Window::finish_offset);
    field("exclude", &Window::exclude);
  }
};

}  // namespace sqlx::sql
