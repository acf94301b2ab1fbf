// What every function that converts a node of libpg_query's has at hand: the statement's text, the
// arena, the diagnostics, and how deep it is.
//
// libpg_query says where some nodes begin, and never where one ends. So the places of what stands
// below a node are collected while it is converted, and the node covers them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/folded_word.h"
#include "base/json.h"
#include "sql/ast/ast.h"
#include "sql/statement_text.h"

namespace sqlx::sql::pg_query {

// Names in the tree are shorter than two words of the processor, mostly: no function has to be
// called for those. Neither is empty.
[[nodiscard]] inline bool is_same_key(std::string_view a, std::string_view b) {
  if (a.size() != b.size() || a.front() != b.front()) return false;
  if (a.size() > 16) return a == b;
  const std::size_t half = std::min<std::size_t>(a.size(), 8);
  const std::size_t rest = a.size() - half;
  return load_bytes(a.data(), half) == load_bytes(b.data(), half) &&
         load_bytes(a.data() + rest, half) == load_bytes(b.data() + rest, half);
}

// Bytes of the text that were seen so far.
struct Extent {
  std::uint32_t begin = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t end = 0;

  void include(std::uint32_t from, std::uint32_t to) {
    begin = std::min(begin, from);
    end = std::max(end, to);
  }
  [[nodiscard]] bool empty() const { return end == 0; }
};

struct Conversion {
  const StatementText& text;
  Arena& arena;
  Diagnostics& diagnostics;
  Extent statement;  // the one that is converted, of perhaps several in the text
  Extent seen = {};  // below the node that is being converted
  std::size_t depth = 0;
  bool failed = false;  // something was reported

  [[nodiscard]] std::string_view source() const { return text.text; }
  [[nodiscard]] std::string_view statement_text() const {
    return source().substr(statement.begin, statement.end - statement.begin);
  }

  // What follows in the text belongs to what was seen: so many tokens; or all up to the parenthesis
  // that closes an empty list or one of which everything else was seen.
  void see_tokens(std::size_t count);
  void see_parentheses();

  // The node, with the place of what was seen.
  template <class T>
  T* placed(T* node) const {
    if (node != nullptr && !seen.empty()) {
      node->begin = seen.begin;
      node->end = seen.end;
    }
    return node;
  }

  // Something in the text that our tree has no place for.
  void report_unknown(std::string message);
  void report_too_deep();
};

// While it lives, the conversion is one level deeper and collects places of its own.
class Level {
 public:
  explicit Level(Conversion& in) : in_(in), outer_(in.seen) {
    in_.seen = {};
    ++in_.depth;
  }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level() {
    if (!in_.seen.empty()) outer_.include(in_.seen.begin, in_.seen.end);
    in_.seen = outer_;
    --in_.depth;
  }

  // Whether there is still room for this level; says so if not.
  [[nodiscard]] bool fits() const {
    if (in_.depth < kMost) return true;
    in_.report_too_deep();
    return false;
  }

 private:
  static constexpr std::size_t kMost = 500;

  Conversion& in_;
  Extent outer_;
};

// `fn` of each element of a JSON array, as a list in the arena; what it gives null for is left out.
template <class T, class Fn>
[[nodiscard]] List<const T*> nodes_of(Arena& arena, const JsonValue* array, Fn fn) {
  if (array == nullptr || array->size == 0) return {};
  const std::span<const T*> items = arena.array<const T*>(array->size);
  std::size_t size = 0;
  for (const JsonValue* item = array->first; item != nullptr; item = item->next) {
    if (const T* made = fn(item)) items[size++] = made;
  }
  return items.first(size);
}

// `{"A_Expr": {…}}`: what kind of node it is, and the node.
[[nodiscard]] inline std::string_view node_kind(const JsonValue& wrapped) {
  return wrapped.first == nullptr ? std::string_view() : wrapped.first->key;
}
[[nodiscard]] inline const JsonValue* node_in(const JsonValue& wrapped) { return wrapped.first; }

// `{"String": {"sval": "a"}}`
[[nodiscard]] std::string_view string_in(const JsonValue& wrapped);

// The elements of `{"List": {"items": […]}}`, or of a bare array.
[[nodiscard]] const JsonValue* items_in(const JsonValue* list);

// A name as libpg_query hands it over, folded: quoted if it cannot be the same word without quotes.
[[nodiscard]] Name name_of(std::string_view text);
[[nodiscard]] Name name_in(const JsonValue& wrapped);
[[nodiscard]] List<Name> names_in(Conversion& in, const JsonValue* list);

// A name as it has to be written: in quotes if need be, its parts joined by dots.
void append_path(std::string& out, List<Name> path);

}  // namespace sqlx::sql::pg_query
