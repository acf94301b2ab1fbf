// PostgreSQL's own text form of a query tree (what `nodeToString` writes), read into a flat vector.
//
// A view's query is stored in pg_rewrite.ev_action as such a text:
//
//     ({QUERY :commandType 1 :rtable ({RANGETBLENTRY :relid 16386 :eref {ALIAS :aliasname my\ table
//     …} …}) :cteList <> …})
//
//   {LABEL :field value …}    an object         <>          nothing
//   (value …)                 a list            4 [ 1 0 0 0 ]   a datum: length and bytes, which
//   are not kept (i 1 2) (o 23) (b 8 9)    a list of integers, oids, or the members of a set word
//   "word"             a word; a backslash protects the character after it
//
// Fields come and go between versions of the server and change places, so a field is only ever
// asked for by its name and nothing is known here of what objects mean: that is view_columns.cc.
// Reading takes one pass without recursion, and a text that is cut or malformed gives no tree at
// all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sqlx::introspect::postgres {

class Node;

// Holds views into the text that it was read from, which has to outlive it.
class NodeTree {
 public:
  [[nodiscard]] static std::optional<NodeTree> read(std::string_view text);

  [[nodiscard]] Node root() const;

 private:
  friend class Node;
  friend class NodeTreeReader;

  enum class Kind : std::uint8_t { kNothing, kWord, kList, kObject };

  struct Entry {
    Kind kind = Kind::kNothing;
    std::string_view field;  // of which field of its object it is the value
    std::string_view text;   // a word as written, an object's label, a list's prefix
    std::uint32_t first = 0;
    std::uint32_t next = 0;
  };

  std::vector<Entry> entries_ = {Entry{}};  // entry 0 stands for what is not there
};

// A place in a tree, or no place at all: every question may be asked of a node that is not there,
// and answers no. Copied like a pointer; good as long as its tree.
class Node {
 public:
  Node() = default;

  explicit operator bool() const { return id_ != 0; }  // `<>` in a list is there: it takes a place
  [[nodiscard]] bool is_object(std::string_view label) const;
  [[nodiscard]] bool is_list() const;
  [[nodiscard]] bool is(std::string_view word) const;  // the word as written
  [[nodiscard]] std::string_view label() const;        // "" for what is not an object
  [[nodiscard]] std::optional<std::int64_t> number() const;

  [[nodiscard]] Node operator[](std::string_view field) const;
  // for (Node item = list.first(); item; item = item.next())
  [[nodiscard]] Node first() const;
  [[nodiscard]] Node next() const;
  [[nodiscard]] Node at(std::size_t index) const;

  [[nodiscard]] std::uint32_t id() const { return id_; }  // different for each node of a tree
  [[nodiscard]] std::string_view field() const;  // of which field it is the value; "" in a list
  [[nodiscard]] std::string_view written()
      const;  // a word, a label or a list's prefix, as it stands in the text

 private:
  friend class NodeTree;
  Node(const NodeTree* tree, std::uint32_t id) : tree_(tree), id_(id) {}
  [[nodiscard]] const NodeTree::Entry& entry() const;

  const NodeTree* tree_ = nullptr;
  std::uint32_t id_ = 0;
};

}  // namespace sqlx::introspect::postgres
