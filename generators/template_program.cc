// Rendering with kainjow's Mustache, which follows sections through views of ours.
//
// The library has ideas of its own about blank lines, braces and missing names; so it gets a
// template without any text: each piece is a variable `$0`, `$1`, …, whose value is handed over as
// it is. It asks for values by a context, and ours looks them up in view records as they are
// opened: no tree of the library's values is built.
#include "generators/template_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <functional>
#include <kainjow/mustache.hpp>

#include "generators/template_check.h"

namespace sqlx::generators {
namespace {

namespace km = kainjow::mustache;
using Kind = TemplateToken::Kind;
using FieldKind = ViewField::Kind;

struct Pieces {
  std::string marks;           // {{&$0}}{{#columns}}{{&name}}{{&$1}}{{/columns}}
  std::deque<km::data> texts;  // $0, $1
};

void append_mark(std::string& out, const TemplateToken& token) {
  static constexpr std::string_view kSigns = " &#^/!>";  // in the order of Kind
  out += fmt::format("{{{{{}{}}}}}", kSigns[static_cast<std::size_t>(token.kind)], token.text);
}

Pieces pieces_of(const std::vector<TemplateToken>& tokens) {
  Pieces pieces;
  std::string text;
  const auto end_text = [&] {
    if (text.empty()) return;
    pieces.marks += fmt::format("{{{{&${}}}}}", pieces.texts.size());
    pieces.texts.emplace_back(text);
    text.clear();
  };
  for (const TemplateToken& token : tokens) {
    if (token.is_text()) {
      text += token.text;
    } else {
      end_text();
      append_mark(pieces.marks, token);
    }
  }
  end_text();
  return pieces;
}

// A view that is open, or a section that only asks and has no names.
struct Frame {
  ViewRecord record;
  std::size_t index = 0;
  std::size_t count = 0;  // of the list that it is in; 0: in none
};

// The library walks a list of its values and pushes each: these stand for the items, and tell which
// one it is by where they are.
struct OpenList {
  OpenList(const ViewField& opened, std::size_t at_depth)
      : field(opened), depth(at_depth), items(km::data::type::list) {
    auto& list =
        const_cast<km::list&>(items.list_value());  // it would copy each one that it is given
    list.reserve(field.count);
    for (std::size_t i = 0; i < field.count; ++i) list.emplace_back(true);
  }

  [[nodiscard]] bool holds(const km::data* item) const {
    const km::list& all = items.list_value();
    return !all.empty() && !std::less<>()(item, all.data()) &&
           std::less<>()(item, all.data() + all.size());
  }

  ViewField field;
  std::size_t depth;  // how many frames are around it
  km::data items;
};

class ViewContext final : public km::basic_context<std::string> {
 public:
  ViewContext(const ViewRecord& root, const std::deque<km::data>& texts) : texts_(texts) {
    enter().record = root;
  }

  void push(const km::data* data) override {
    while (!lists_.empty() && lists_.back().depth > depth_) lists_.pop_back();
    Frame& frame = enter();
    if (lists_.empty() || !lists_.back().holds(data)) return;
    const OpenList& list = lists_.back();
    frame.index = static_cast<std::size_t>(data - list.items.list_value().data());
    frame.count = list.field.kind == FieldKind::kNested ? 0 : list.field.count;
    list.field.open(list.field.items, frame.index, frame.record);
  }

  void pop() override { --depth_; }

  const km::data* get(const std::string& name) const override {
    if (name[0] == '$') return &texts_[number_of(name)];
    if (name[0] == '@') return position(name);
    for (std::size_t i = depth_; i-- > 0;) {
      if (const ViewField* field = find_field(frames_[i].record, name)) return value_of(*field);
    }
    return nullptr;  // the check has seen to it that this is never reached
  }

  const km::data* get_partial(const std::string&) const override { return nullptr; }

 private:
  Frame& enter() {
    if (depth_ == frames_.size()) frames_.emplace_back();
    Frame& frame = frames_[depth_++];
    frame.record.clear();
    frame.index = frame.count = 0;
    return frame;
  }

  static std::size_t number_of(const std::string& name) {
    std::size_t number = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    return number;
  }

  const km::data* position(const std::string& name) const {
    for (std::size_t i = depth_; i-- > 0;) {
      const Frame& frame = frames_[i];
      if (frame.count > 0)
        return flag(name == "@first" ? frame.index == 0 : frame.index + 1 == frame.count);
    }
    return &no_;
  }

  const km::data* value_of(const ViewField& field) const {
    switch (field.kind) {
      case FieldKind::kText: return text(std::string(field.text));
      case FieldKind::kNumber: return text(std::to_string(field.number));
      case FieldKind::kFlag: return flag(field.flag);
      case FieldKind::kList:
      case FieldKind::kTexts:
      case FieldKind::kNested: return list(field);
    }
    return nullptr;
  }

  // An empty one prints nothing and opens no section: to the library, that is false.
  const km::data* text(const std::string& value) const {
    if (value.empty()) return &no_;
    text_ = km::data(value);
    return &text_;
  }

  const km::data* flag(bool value) const { return value ? &yes_ : &no_; }

  const km::data* list(const ViewField& field) const {
    if (field.count == 0) return &no_;
    while (!lists_.empty() && lists_.back().depth >= depth_) lists_.pop_back();
    return &lists_.emplace_back(field, depth_).items;
  }

  const std::deque<km::data>& texts_;
  std::deque<Frame> frames_;  // those from depth_ on are kept for their memory
  std::size_t depth_ = 0;
  mutable std::deque<OpenList> lists_;
  mutable km::data text_;
  km::data yes_ = km::data(true);
  km::data no_ = km::data(false);
};

}  // namespace

class TemplateProgram::Mustache {
 public:
  explicit Mustache(Pieces pieces) : texts_(std::move(pieces.texts)), mustache_(pieces.marks) {}

  void render(const ViewRecord& record, std::string& out) {
    ViewContext context(record, texts_);
    Appender appender{out};
    mustache_.render(context, appender);
  }

 private:
  // What the library takes for a stream.
  struct Appender {
    std::string& out;
    Appender& operator<<(const std::string& text) {
      out += text;
      return *this;
    }
  };

  std::deque<km::data> texts_;
  km::mustache mustache_;
};

TemplateProgram::TemplateProgram(std::vector<TemplateToken> tokens) : tokens_(std::move(tokens)) {}
TemplateProgram::TemplateProgram(TemplateProgram&&) noexcept = default;
TemplateProgram::~TemplateProgram() = default;

bool TemplateProgram::check(const ViewRecord& shape, Diagnostics& diagnostics) {
  if (std::find(fitting_.begin(), fitting_.end(), &shape) != fitting_.end()) return true;
  if (!check_template(tokens_, shape, diagnostics)) return false;
  fitting_.push_back(&shape);
  return true;
}

void TemplateProgram::render(const ViewRecord& record, std::string& out) {
  if (!mustache_) mustache_ = std::make_unique<Mustache>(pieces_of(tokens_));
  mustache_->render(record, out);
}

}  // namespace sqlx::generators
