#include "generators/template_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace sqlx::generators {
namespace {

using FieldKind = ViewField::Kind;
using Kind = TemplateToken::Kind;

bool is_list(FieldKind kind) { return kind == FieldKind::kList || kind == FieldKind::kTexts; }
bool has_inside(FieldKind kind) { return is_list(kind) || kind == FieldKind::kNested; }
bool is_printed(FieldKind kind) { return kind == FieldKind::kText || kind == FieldKind::kNumber; }

std::string_view words_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::kText: return "a text";
    case FieldKind::kNumber: return "a number";
    case FieldKind::kFlag: return "a flag";
    case FieldKind::kList: return "a list";
    case FieldKind::kTexts: return "a list of texts";
    case FieldKind::kNested: return "a view";
  }
  return "";
}

// What is open around a mark.
struct Frame {
  const ViewRecord* names;  // null: a section that only asks
  bool of_list;
};

class Checker {
 public:
  Checker(const ViewRecord& shape, Diagnostics& diagnostics)
      : frames_{{&shape, false}}, diagnostics_(diagnostics) {}

  void check(const TemplateToken& token) {
    switch (token.kind) {
      case Kind::kVariable: return check_variable(token);
      case Kind::kSection: return open(token, true);
      case Kind::kInverted: return open(token, false);
      case Kind::kEnd: return frames_.pop_back();
      case Kind::kText:
      case Kind::kComment:
      case Kind::kPartial: return;
    }
  }

 private:
  void check_variable(const TemplateToken& token) {
    if (token.text.starts_with('@'))
      return wrong(token, fmt::format("`{}` is a flag, not a text", token.text),
                   "use it as a section");
    const ViewField* field = find(token);
    if (field == nullptr || is_printed(field->kind)) return;
    wrong(token, fmt::format("`{}` is {}, not a text", token.text, words_of(field->kind)),
          fmt::format("{{{{#{0}}}}}…{{{{/{0}}}}} opens it", token.text));
  }

  void open(const TemplateToken& token, bool inside) {
    Frame frame{nullptr, false};
    if (token.text.starts_with('@')) {
      check_position(token);
    } else if (const ViewField* field = find(token);
               field != nullptr && inside && has_inside(field->kind)) {
      frame = {&field->shape(), is_list(field->kind)};
    } else if (field != nullptr && field->kind == FieldKind::kNumber) {
      wrong(token, fmt::format("`{}` is a number, and no section", token.text),
            "let the view say what is asked about it");
    }
    frames_.push_back(frame);
  }

  void check_position(const TemplateToken& token) {
    const bool in_list = std::any_of(frames_.begin(), frames_.end(),
                                     [](const Frame& frame) { return frame.of_list; });
    if (token.text != "@first" && token.text != "@last") {
      wrong(token, fmt::format("there is no `{}`", token.text), "there are @first and @last");
    } else if (!in_list) {
      wrong(token, fmt::format("`{}` stands outside any list", token.text), "");
    }
  }

  const ViewField* find(const TemplateToken& token) {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      const ViewField* field =
          frame->names == nullptr ? nullptr : find_field(*frame->names, token.text);
      if (field != nullptr) return field;
    }
    const std::vector<std::string> known = names();
    std::string hint = did_you_mean(token.text, known);
    if (hint.empty()) hint = fmt::format("the names here are {}", enumerate(known, 20));
    wrong(token, fmt::format("the view has no `{}`", token.text), std::move(hint));
    return nullptr;
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      if (frame->names == nullptr) continue;
      for (const ViewField& field : *frame->names) names.emplace_back(field.name);
    }
    return names;
  }

  void wrong(const TemplateToken& token, std::string message, std::string hint) {
    diagnostics_.add(Code::kTemplateName, std::move(message), token.where, std::move(hint));
  }

  std::vector<Frame> frames_;
  Diagnostics& diagnostics_;
};

}  // namespace

const ViewField* find_field(const ViewRecord& record, std::string_view name) {
  const auto found = std::find_if(record.begin(), record.end(),
                                  [&](const ViewField& field) { return field.name == name; });
  return found == record.end() ? nullptr : &*found;
}

bool check_template(std::span<const TemplateToken> tokens, const ViewRecord& shape,
                    Diagnostics& diagnostics) {
  Diagnostics found;
  Checker checker(shape, found);
  for (const TemplateToken& token : tokens) checker.check(token);
  diagnostics.append(found);
  return !found.has_errors();
}

}  // namespace sqlx::generators
