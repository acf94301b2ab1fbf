#include "cli/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>  // yaml-cpp reads streams only
#include <utility>

#include "base/text.h"

namespace sqlx::cli {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kTextTag = "tag:yaml.org,2002:str";
constexpr std::size_t kMostBytes = 4U << 20U;    // of a file
constexpr std::size_t kMostWeight = 32U << 20U;  // of the tree, roughly in bytes
constexpr std::size_t kNodeWeight = 128;
constexpr std::size_t kMostDepth = 32;

// Thrown through yaml-cpp, caught in parse_yaml below.
struct Refused {
  std::string message;
  Span where;
  std::string hint = {};
};

// The events of one document, put together. yaml-cpp calls OnSequenceStart and OnMapStart before it
// descends, so that the bound on depth is also one on its own recursion.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const Redacted& shown, std::size_t offset)
      : text_(text), shown_(shown), offset_(offset) {}

  YamlNode root;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0)
      throw Refused{"there is a second document", rest_of_line(mark),
                    "one file is one configuration"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node = node_at(YamlNode::Kind::kNull, mark);
    if (!open_.empty() && open_.back().key)
      node.where = open_.back().key->where;  // the mark is that of what comes next
    add(std::move(node), anchor, kNodeWeight);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(tag, mark);
    YamlNode node;
    node.kind = YamlNode::Kind::kText;
    node.text = value;
    const std::size_t begin = begin_of_scalar(mark);
    node.where = shown_.span(begin, end_of_scalar(begin, value));
    add(std::move(node), anchor, kNodeWeight + value.size());
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end())
      throw Refused{"an alias stands inside of what it names", rest_of_line(mark)};
    add(YamlNode(found->second.node), YAML::NullAnchor, found->second.weight);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override {
    merge(open_.back().node);
    close();
  }

 private:
  struct Container {
    YamlNode node;
    YAML::anchor_t anchor = YAML::NullAnchor;
    std::size_t weight_before = 0;
    std::optional<YamlNode> key;  // of a map, while its value is awaited
    std::set<std::string> keys = {};
  };
  struct Anchored {
    YamlNode node;
    std::size_t weight = 0;
  };

  [[nodiscard]] std::size_t position(const YAML::Mark& mark) const {
    return mark.is_null() ? text_.size()
                          : std::min(offset_ + static_cast<std::size_t>(mark.pos), text_.size());
  }

  [[nodiscard]] Span rest_of_line(const YAML::Mark& mark) const {
    const std::size_t begin = position(mark);
    const std::size_t end = std::min(text_.find('\n', begin), text_.size());
    return shown_.span(begin, begin + trim(text_.substr(begin, end - begin)).size());
  }

  // yaml-cpp tells only where a value begins, its anchor and tag included.
  [[nodiscard]] std::size_t begin_of_scalar(const YAML::Mark& mark) const {
    std::size_t begin = position(mark);
    while (begin < text_.size() && (text_[begin] == '&' || text_[begin] == '!')) {
      begin = std::min(text_.find_first_of(" \t\r\n", begin), text_.size());
      begin = std::min(text_.find_first_not_of(" \t\r\n", begin), text_.size());
    }
    return begin;
  }

  [[nodiscard]] std::size_t end_of_scalar(std::size_t begin, const std::string& value) const {
    if (text_.substr(begin).starts_with(value) && !value.empty()) return begin + value.size();
    const std::size_t line_end = std::min(text_.find('\n', begin), text_.size());
    const std::string_view line = text_.substr(begin, line_end - begin);
    const bool is_quoted = line.starts_with('"') || line.starts_with('\'');
    const std::size_t close = is_quoted ? closing_quote(line) : kNowhere;
    return begin + (close != kNowhere ? close + 1 : trim(line).size());
  }

  static std::size_t closing_quote(std::string_view line) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == '\\' && line.front() == '"') {
        ++i;
      } else if (line[i] == line.front()) {
        return i;
      }
    }
    return kNowhere;
  }

  [[nodiscard]] YamlNode node_at(YamlNode::Kind kind, const YAML::Mark& mark) const {
    YamlNode node;
    node.kind = kind;
    node.where = rest_of_line(mark);
    return node;
  }

  // "?" and "!" are what yaml-cpp gives to plain and to quoted values.
  void refuse_tag(const std::string& tag, const YAML::Mark& mark) const {
    if (tag.empty() || tag == "?" || tag == "!" || tag == kTextTag) return;
    throw Refused{"a value has a tag", rest_of_line(mark),
                  "tags mean nothing here: remove what begins with `!`"};
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_tag(tag, mark);
    if (open_.size() == kMostDepth) {
      throw Refused{fmt::format("values are nested more than {} deep", kMostDepth),
                    shown_.span(position(mark), position(mark) + 1)};
    }
    if (expects_key())
      throw Refused{"a key is a list or a map", rest_of_line(mark), "a key is one word"};
    open_.push_back({.node = node_at(kind, mark), .anchor = anchor, .weight_before = weight_});
  }

  void close() {
    Container container = std::move(open_.back());
    open_.pop_back();
    const std::size_t inside = weight_ - container.weight_before;
    weight_ = container.weight_before;
    add(std::move(container.node), container.anchor, inside + kNodeWeight);
  }

  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().node.kind == YamlNode::Kind::kMap && !open_.back().key;
  }

  void add(YamlNode node, YAML::anchor_t anchor, std::size_t weight) {
    weight_ += anchor == YAML::NullAnchor ? weight : 2 * weight;
    if (weight_ > kMostWeight)
      throw Refused{"the values, with what their aliases stand for, are too many", node.where};
    if (anchor != YAML::NullAnchor) anchors_.insert_or_assign(anchor, Anchored{node, weight});
    if (open_.empty()) {
      root = std::move(node);
    } else if (expects_key()) {
      add_key(std::move(node));
    } else {
      add_value(std::move(node));
    }
  }

  void add_key(YamlNode node) {
    Container& map = open_.back();
    if (node.kind != YamlNode::Kind::kText)
      throw Refused{"a key is empty", node.where, "a key is one word"};
    if (!map.keys.insert(node.text).second) {
      throw Refused{fmt::format("the key `{}` stands twice", node.text), node.where,
                    "keep one of the two"};
    }
    map.key = std::move(node);
  }

  void add_value(YamlNode node) {
    Container& container = open_.back();
    if (container.node.kind == YamlNode::Kind::kList) {
      container.node.items.push_back(std::move(node));
    } else {
      container.node.entries.push_back({std::move(*container.key), std::move(node)});
      container.key.reset();
    }
  }

  // `<<: *other` takes the entries of another map that this one lacks; of a list of maps, the first
  // that has a key gives it.
  void merge(YamlNode& map) {
    const auto at = std::find_if(map.entries.begin(), map.entries.end(),
                                 [](const YamlEntry& e) { return e.key.text == "<<"; });
    if (at == map.entries.end()) return;
    YamlNode from = std::move(at->value);
    map.entries.erase(at);
    std::vector<YamlNode> maps = std::move(from.items);
    if (from.kind != YamlNode::Kind::kList) maps.push_back(std::move(from));
    for (YamlNode& other : maps) {
      if (other.kind != YamlNode::Kind::kMap)
        throw Refused{"`<<` takes an alias of a map", other.where};
      for (YamlEntry& entry : other.entries) {
        if (open_.back().keys.insert(entry.key.text).second)
          map.entries.push_back(std::move(entry));
      }
    }
  }

  std::string_view text_;
  const Redacted& shown_;
  std::size_t offset_;  // of what yaml-cpp reads in text_
  std::vector<Container> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t weight_ = 0;
  int documents_ = 0;
};

// What yaml-cpp would misread in silence.
std::optional<Refused> check_bytes(std::string_view text, const Redacted& shown) {
  if (text.size() > kMostBytes) return Refused{"the file is larger than 4 MiB", shown.span(0, 0)};
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode_utf8(text.substr(at));
    if (!next.valid)
      return Refused{"the file is not UTF-8", shown.span(at, at + 1), "save it as UTF-8"};
    const bool is_line_or_tab = next.value == '\n' || next.value == '\r' || next.value == '\t';
    if ((next.value < 0x20 && !is_line_or_tab) || next.value == 0x7F) {
      return Refused{"there is a control character", shown.span(at, at + 1),
                     "write it as an escape in double quotes: \"\\x07\""};
    }
    at += next.bytes;
  }
  return std::nullopt;
}

YamlNode parse(std::string_view text, const Redacted& shown) {
  const std::size_t offset = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  TreeBuilder builder(text, shown, offset);
  try {
    std::istringstream stream{std::string(text.substr(offset))};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    const std::size_t at =
        error.mark.is_null() ? text.size() : offset + static_cast<std::size_t>(error.mark.pos);
    throw Refused{error.msg, shown.span(std::min(at, text.size()), std::min(at + 1, text.size()))};
  }
  return std::move(builder.root);
}

}  // namespace

std::optional<YamlNode> parse_yaml(std::string_view text, const Redacted& shown,
                                   Diagnostics& diagnostics) {
  const auto refuse = [&](const Refused& refused) {
    diagnostics.add(Code::kConfigSyntax, fmt::format("{}: {}", shown.source->name, refused.message),
                    refused.where, refused.hint);
    return std::nullopt;
  };
  if (const auto refused = check_bytes(text, shown)) return refuse(*refused);
  try {
    return parse(text, shown);
  } catch (const Refused& refused) {
    return refuse(refused);
  }
}

}  // namespace sqlx::cli
