#include "introspect/postgres/node_tree.h"

#include <charconv>
#include <limits>

namespace sqlx::introspect::postgres {
namespace {

// Not is_space(): other control characters are part of a word.
constexpr bool separates(char c) { return c == ' ' || c == '\n' || c == '\t'; }
constexpr bool is_bracket(char c) { return c == '(' || c == ')' || c == '{' || c == '}'; }

// The prefixes that say what a list holds; anything else in a list is a value, since names in lists
// are quoted.
constexpr bool is_list_prefix(std::string_view word) {
  return word == "i" || word == "o" || word == "b" || word == "x";
}

}  // namespace

class NodeTreeReader {
 public:
  NodeTreeReader(std::string_view text, NodeTree& tree) : text_(text), tree_(tree) {}

  bool read() {
    std::string_view token;
    while (next_token(token)) {
      if (!take(token)) return false;
      if (open_.empty()) return !next_token(token) && !malformed_;
    }
    return false;
  }

 private:
  // A list or object whose end has not been seen. The bottom one is not needed: a tree is one
  // value.
  struct Open {
    std::uint32_t id = 0;
    std::uint32_t last = 0;  // its newest child
    std::string_view field;  // a field name that waits for its value
    bool waiting = false;
  };

  bool next_token(std::string_view& token) {
    while (at_ < text_.size() && separates(text_[at_])) ++at_;
    if (at_ == text_.size()) return false;
    const std::size_t begin = at_;
    if (is_bracket(text_[at_])) {
      ++at_;
    } else {
      skip_word();
    }
    token = text_.substr(begin, at_ - begin);
    return !malformed_;
  }

  void skip_word() {
    while (at_ < text_.size() && !separates(text_[at_]) && !is_bracket(text_[at_])) {
      const std::size_t bytes = text_[at_] == '\\' ? 2 : 1;
      malformed_ = text_.size() - at_ < bytes;
      if (malformed_) return;
      at_ += bytes;
    }
  }

  bool take(std::string_view token) {
    switch (token.front()) {
      case '(': return open(NodeTree::Kind::kList, {});
      case '{': return open_object();
      case ')': return close(NodeTree::Kind::kList);
      case '}': return close(NodeTree::Kind::kObject);
      default: return take_word(token);
    }
  }

  bool open_object() {
    std::string_view label;
    return next_token(label) && !is_bracket(label.front()) && open(NodeTree::Kind::kObject, label);
  }

  bool open(NodeTree::Kind kind, std::string_view text) {
    const std::uint32_t id = add(kind, text);
    open_.push_back({.id = id});
    return true;
  }

  bool close(NodeTree::Kind kind) {
    if (open_.empty() || open_.back().waiting || tree_.entries_[open_.back().id].kind != kind)
      return false;
    open_.pop_back();
    return true;
  }

  bool take_word(std::string_view word) {
    if (!open_.empty()) {
      Open& owner = open_.back();
      NodeTree::Entry& entry = tree_.entries_[owner.id];
      if (entry.kind == NodeTree::Kind::kObject && !owner.waiting) return take_field(word);
      if (entry.kind == NodeTree::Kind::kList && owner.last == 0 && entry.text.empty() &&
          is_list_prefix(word)) {
        entry.text = word;
        return true;
      }
    }
    add(word == "<>" ? NodeTree::Kind::kNothing : NodeTree::Kind::kWord, word);
    return true;
  }

  // A field's first value is taken whatever it looks like: a column may be called ":resjunk", and
  // is written so. What follows a value and is no field is a datum's bytes, or a further value that
  // is of no use here.
  bool take_field(std::string_view word) {
    if (word == "[") return skip_datum();
    if (word.front() != ':') return true;
    open_.back().field = word.substr(1);
    open_.back().waiting = true;
    return true;
  }

  bool skip_datum() {
    std::string_view token;
    while (next_token(token) && !is_bracket(token.front())) {
      if (token == "]") return true;
    }
    return false;
  }

  std::uint32_t add(NodeTree::Kind kind, std::string_view text) {
    const auto id = static_cast<std::uint32_t>(tree_.entries_.size());
    tree_.entries_.push_back({.kind = kind, .text = text});
    if (open_.empty()) return id;
    Open& owner = open_.back();
    tree_.entries_[id].field = owner.field;
    owner.field = {};
    owner.waiting = false;
    (owner.last == 0 ? tree_.entries_[owner.id].first : tree_.entries_[owner.last].next) = id;
    owner.last = id;
    return id;
  }

  std::string_view text_;
  NodeTree& tree_;
  std::size_t at_ = 0;
  bool malformed_ = false;
  std::vector<Open> open_;
};

std::optional<NodeTree> NodeTree::read(std::string_view text) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max())
    return std::nullopt;  // ids are 32 bits
  NodeTree tree;
  if (!NodeTreeReader(text, tree).read()) return std::nullopt;
  return tree;
}

Node NodeTree::root() const { return entries_.size() > 1 ? Node(this, 1) : Node(); }

const NodeTree::Entry& Node::entry() const {
  static constexpr NodeTree::Entry kNowhere{};
  return tree_ == nullptr ? kNowhere : tree_->entries_[id_];
}

bool Node::is_object(std::string_view label) const {
  return entry().kind == NodeTree::Kind::kObject && entry().text == label;
}

bool Node::is_list() const { return entry().kind == NodeTree::Kind::kList; }

bool Node::is(std::string_view word) const {
  return entry().kind == NodeTree::Kind::kWord && entry().text == word;
}

std::string_view Node::label() const {
  return entry().kind == NodeTree::Kind::kObject ? entry().text : std::string_view();
}

std::optional<std::int64_t> Node::number() const {
  if (entry().kind != NodeTree::Kind::kWord) return std::nullopt;
  const std::string_view digits = entry().text;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

Node Node::operator[](std::string_view field) const {
  if (entry().kind != NodeTree::Kind::kObject) return {};
  for (Node child = first(); child; child = child.next()) {
    if (child.entry().field == field) return child;
  }
  return {};
}

Node Node::first() const { return {tree_, entry().first}; }
Node Node::next() const { return {tree_, entry().next}; }

Node Node::at(std::size_t index) const {
  Node item = first();
  for (; item && index > 0; --index) item = item.next();
  return item;
}

std::string_view Node::field() const { return entry().field; }
std::string_view Node::written() const { return entry().text; }

}  // namespace sqlx::introspect::postgres
