// What all nodes of the SQL tree share: a kind, a place, and a list of fields.
//
// Nodes are trivially destructible structs in an arena (base/arena.h); children are pointers to
// const, lists are spans, names are views into the source text or the arena. A parsed tree is
// read-only: whoever changes something makes a new node and shares the rest (sql/ast/visit.h).
//
// Every node lists its fields once: `fields(fn)` calls fn(name, member). Walking, rebuilding,
// comparing and dumping a tree are written over that list, so a new field is reached by all of
// them. The same structs serve twice: a front-end makes them as the text spells things, and
// sql/reading turns spelled calls into meanings (sql/meanings.def); a printer only ever sees
// spellings again.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "sql/ast/enums.h"

namespace sqlx::sql {

enum class NodeKind : std::uint8_t {
#define SQLX_NODE(type) k##type,
#include "sql/ast/nodes.def"
};

constexpr std::size_t kNodeKinds = 0
#define SQLX_NODE(type) +1
#include "sql/ast/nodes.def"
    ;

[[nodiscard]] std::string_view to_string(NodeKind kind);

// The coarse type of an expression, as far as its words tell; what a column is comes from the
// schema.
enum class TypeClass : std::uint8_t {
  kUnknown,
  kNull,
  kBoolean,
  kInteger,
  kDecimal,
  kFloat,
  kText,
  kBytes,
  kBits,
  kDate,
  kTime,
  kTimestamp,
  kTimestampTz,
  kInterval,
  kJson,
  kUuid,
  kArray,
  kRow,
  kOther
};

struct Name {
  std::string_view text;
  bool quoted = false;

  bool operator==(const Name& other) const { return text == other.text; }
};

template <class T>
using List = std::span<const T>;

// What is known of the values that an expression or a column has.
struct ValueFacts {
  TypeClass type = TypeClass::kUnknown;
  bool nullable = true;     // false only if it is certain
  bool exact_text = false;  // of a text: case counts, whatever the dialect usually does
  bool fractional = false;  // of a time: it may have parts of a second
  std::int8_t scale = -1;   // of a decimal: the digits behind its point, as many as are always
                            // written; -1 if that is not known

  [[nodiscard]] const ValueFacts& facts() const { return *this; }
  void learn(const ValueFacts& facts) { *this = facts; }
};

struct Node : ValueFacts {
  explicit constexpr Node(NodeKind node_kind) : kind(node_kind) {}

  NodeKind kind;
  std::uint32_t begin = 0;  // bytes of the statement's text
  std::uint32_t end = 0;

  template <class T>
  [[nodiscard]] bool is() const {
    return kind == T::kKind;
  }
  template <class T>
  [[nodiscard]] const T* as() const {
    return kind == T::kKind ? static_cast<const T*>(this) : nullptr;
  }
};

struct Expr : Node {
  using Node::Node;

  mutable const Expr* meaning_memo =
      nullptr;  // what sql/reading made of it: an expression is read once
};
struct TableRef : Node {  // Table, DerivedTable, Join, TableFunction, JsonTable
  using Node::Node;
};
struct Body : Node {  // of a query: Select, SetOperation, Values, or a Query in parentheses
  using Node::Node;
};

// The base of a node type: `struct Case : NodeOf<NodeKind::kCase, Expr>`.
template <NodeKind Kind, class Base = Node>
struct NodeOf : Base {
  static constexpr NodeKind kKind = Kind;
  constexpr NodeOf() : Base(Kind) {}
};

}  // namespace sqlx::sql
