#include "sql/patterns/compile.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/ast/fields.h"
#include "sql/infer.h"
#include "sql/parse.h"

namespace sqlx::sql {
namespace {

using wirepacks::FunctionRow;
using wirepacks::WirePack;

constexpr std::string_view kVariadic = "...";

// What `means` is written in: calls, casts and literals, nothing else.
const Grammar& middle() {
  static const WirePack kPack;
  static const Grammar kMiddle(kPack);
  return kMiddle;
}

class Compiler {
 public:
  Compiler(const FunctionRow& row, const Grammar& grammar, std::string_view dialect, Arena& arena,
           Diagnostics& diagnostics)
      : row_(row), grammar_(grammar), dialect_(dialect), arena_(arena), diagnostics_(diagnostics) {}

  std::optional<Rule> compile(std::string_view spelled, bool is_reading) {
    if (!row_.refuses.empty())
      return compile_refusal(is_reading ? spelled : row_.means, is_reading ? grammar_ : middle(),
                             is_reading);
    const Expr* spelling = parse(spelled, grammar_);
    const Expr* meaning = parse(row_.means, middle());
    if (spelling == nullptr || meaning == nullptr) return std::nullopt;
    const Expr* match = with_variables(is_reading ? spelling : meaning, true);
    const Expr* make = with_variables(is_reading ? meaning : spelling, false);
    (is_reading ? make : match) = with_meanings(is_reading ? make : match);
    if (failed_ || !add_conditions()) return std::nullopt;
    const bool carries = mark_carrier(make, is_reading);
    return Rule{match, make, carries, arena_.copy(variables_), row_.fidelity, row_.note, {}};
  }

 private:
  std::optional<Rule> compile_refusal(std::string_view text, const Grammar& grammar,
                                      bool is_reading) {
    const Expr* match = parse(text, grammar);
    if (match == nullptr) return std::nullopt;
    match = with_variables(match, true);
    if (!is_reading) match = with_meanings(match);
    if (failed_ || !add_conditions()) return std::nullopt;
    return Rule{match,         nullptr,   true,        arena_.copy(variables_),
                row_.fidelity, row_.note, row_.refuses};
  }

  const Expr* parse(std::string_view text, const Grammar& grammar) {
    const StatementText source{text, dialect_, 1};
    Diagnostics problems;
    const Expr* parsed = parse_pattern(source, grammar, arena_, problems);
    if (parsed == nullptr)
      fail(fmt::format("`{}` cannot be read: {}", text,
                       problems.empty() ? "" : problems.items()[0].message));
    return parsed;
  }

  void fail(std::string message) {
    failed_ = true;
    diagnostics_.add(Code::kPackMalformed, fmt::format("wirepacks/{}.json: functions: `{}`: {}",
                                                       dialect_, row_.means, message));
  }

  // Plain names become metavariables. The side that is matched declares them, the other may only
  // use them.
  const Expr* with_variables(const Expr* tree, bool declares) {
    return static_cast<const Expr*>(replace_names(tree, declares));
  }

  const Node* replace_names(const Node* node, bool declares) {
    if (const auto* column = node->as<Column>();
        column != nullptr && column->path.size() == 1 && !column->path[0].quoted) {
      return variable(column->path[0].text, declares);
    }
    return map_children(arena_, node,
                        [&](const Node* child) { return replace_names(child, declares); });
  }

  const Node* variable(std::string_view name, bool declares) {
    const bool variadic = name.ends_with(kVariadic);
    if (variadic) name.remove_suffix(kVariadic.size());
    auto found = std::find_if(variables_.begin(), variables_.end(),
                              [&](const RuleVariable& each) { return each.name == name; });
    if (found == variables_.end()) {
      if (!declares) fail(fmt::format("`{}` stands on one side only", name));
      if (variables_.size() == kMostVariables) fail("too many metavariables");
      variables_.push_back({name, variadic, {}});
      found = variables_.end() - 1;
    }
    auto* made = arena_.make<Metavariable>();
    made->index = std::min<std::int64_t>(found - variables_.begin(), kMostVariables - 1);
    made->variadic = variadic;
    return made;
  }

  // Function calls become what they mean; types and literals get their class.
  const Expr* with_meanings(const Expr* tree) {
    return static_cast<const Expr*>(replace_calls(tree));
  }

  const Node* replace_calls(const Node* node) {
    const Node* mapped =
        map_children(arena_, node, [&](const Node* child) { return replace_calls(child); });
    if (const auto* call = mapped->as<Call>()) return meaning_call(*call);
    if (const auto* type = mapped->as<TypeName>()) return middle_type(*type);
    if (!is_expression(mapped->kind)) return mapped;
    return visit(*mapped, [&](const auto& typed) -> const Node* {
      auto* made = clone(arena_, typed);
      if constexpr (std::is_base_of_v<Expr, std::decay_t<decltype(typed)>>) infer_type(*made);
      return made;
    });
  }

  const Node* meaning_call(const Call& call) {
    Call* made = clone(arena_, call);
    const auto meaning =
        call.name.size() == 1 ? meaning_named(lower(call.name[0].text)) : std::nullopt;
    const bool is_not = meaning == Meaning::kNot;  // not(a) is read as the operator
    if (!meaning || (call.form != CallForm::kFunction && !is_not)) {
      fail(fmt::format("`{}` is not a meaning", call.name.empty() ? "" : call.name.back().text));
      return made;
    }
    made->meaning = *meaning;
    made->form = CallForm::kFunction;
    made->name = {};
    return made;
  }

  const Node* middle_type(const TypeName& type) {
    TypeName* made = clone(arena_, type);
    const auto kind = type.name.size() == 1
                          ? ir::enum_from_name<ir::TypeKind>(std::string(type.name[0].text))
                          : std::nullopt;
    if (!kind) {
      fail(fmt::format("`{}` is not a logical type",
                       type.name.empty() ? "" : type.name.back().text));
      return made;
    }
    made->type = class_of(*kind);
    return made;
  }

  bool add_conditions() {
    for (const auto& where : row_.where) {
      const auto& [name, text] = where;
      const auto found =
          std::find_if(variables_.begin(), variables_.end(),
                       [&](const RuleVariable& each) { return each.name == where.first; });
      if (found == variables_.end()) continue;  // of another spelling of this row
      const auto condition = read_condition(text);
      if (!condition) {
        fail(fmt::format("`where` asks that `{}` be `{}`, which means nothing", name, text));
        return false;
      }
      found->condition = *condition;
    }
    return true;
  }

  // The calls marked with OVER _, else the outermost one, if it is a function's.
  bool mark_carrier(const Expr*& make, bool is_reading) {
    if (is_marked(*make)) return true;
    const auto* root = make->as<Call>();
    if (root == nullptr) return false;
    const bool takes =
        is_reading ? info(root->meaning).role != Role::kScalar : root->form == CallForm::kFunction;
    if (!takes) return false;
    auto* window = arena_.make<Window>();
    window->name.text = kCarrier;
    Call* marked = clone(arena_, *root);
    marked->over = window;
    make = marked;
    return true;
  }

  static bool is_marked(const Node& node) {
    const auto* window = node.as<Window>();
    if (window != nullptr) return window->name.text == kCarrier;
    bool found = false;
    for_each_child(node, [&](const Node& child) { found = found || is_marked(child); });
    return found;
  }

  const FunctionRow& row_;
  const Grammar& grammar_;
  std::string_view dialect_;
  Arena& arena_;
  Diagnostics& diagnostics_;
  std::vector<RuleVariable> variables_;
  bool failed_ = false;
};

}  // namespace

std::optional<Rule> compile_rule(const FunctionRow& row, std::string_view spelled, bool is_reading,
                                 const Grammar& grammar, std::string_view dialect, Arena& arena,
                                 Diagnostics& diagnostics) {
  return Compiler(row, grammar, dialect, arena, diagnostics).compile(spelled, is_reading);
}

}  // namespace sqlx::sql
