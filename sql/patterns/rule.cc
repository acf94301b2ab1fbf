#include "sql/patterns/rule.h"

#include <algorithm>

#include "base/text.h"
#include "sql/ast/fields.h"
#include "sql/infer.h"
#include "sql/simplify.h"

namespace sqlx::sql {
namespace {

// Matching.

bool match(const Node* pattern, const Node* node, Bindings& bindings);

bool bind(const Metavariable& variable, const Expr* node, Bindings& bindings) {
  const Expr*& bound = bindings.one[static_cast<std::size_t>(variable.index)];
  if (bound != nullptr) return equal(bound, node);
  bound = node;
  return true;
}

template <class T>
bool match_list(List<const T*> patterns, List<const T*> nodes, Bindings& bindings) {
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if constexpr (std::is_same_v<T, Expr>) {
      if (const auto* variable = patterns[i]->template as<Metavariable>();
          variable != nullptr && variable->variadic) {
        if (i > nodes.size()) return false;
        bindings.many = nodes.subspan(i);
        return true;  // a variadic one is the last
      }
    }
    if (i >= nodes.size() || !match(patterns[i], nodes[i], bindings)) return false;
  }
  return patterns.size() == nodes.size();
}

bool is_variadic(List<const Expr*> patterns) {
  const auto* last = patterns.empty() ? nullptr : patterns.back()->as<Metavariable>();
  return last != nullptr && last->variadic;
}

// By number alone.
bool may_match(List<const Expr*> patterns, List<const Expr*> nodes) {
  return is_variadic(patterns) ? nodes.size() + 1 >= patterns.size()
                               : nodes.size() == patterns.size();
}

bool match_names(List<Name> a, List<Name> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Name& x, const Name& y) { return equal_fold(x.text, y.text); });
}

template <class T>
bool match_value(const T& pattern, const T& value, Bindings& bindings) {
  if constexpr (kIsChild<T>) {
    if (pattern == nullptr || value == nullptr) return pattern == value;
    return match(pattern, value, bindings);
  } else if constexpr (kIsChildren<T>) {
    return match_list(pattern, value, bindings);
  } else if constexpr (std::is_same_v<T, List<Name>>) {
    return match_names(pattern, value);
  } else if constexpr (std::is_same_v<T, Name>) {
    return equal_fold(pattern.text, value.text);
  } else if constexpr (requires { pattern.begin(); }) {
    return std::equal(pattern.begin(), pattern.end(), value.begin(), value.end());
  } else {
    return pattern == value;
  }
}

// Of the clauses that can be carried, those that the pattern has must be there.
bool match_clauses(const Call& pattern, const Call& call, Bindings& bindings) {
  return (!pattern.distinct || call.distinct) &&
         (pattern.filter == nullptr || match_value(pattern.filter, call.filter, bindings)) &&
         (pattern.order_by.empty() || match_list(pattern.order_by, call.order_by, bindings)) &&
         (pattern.nulls == Nullness::kRespect || pattern.nulls == call.nulls);
}

// What is cheap to compare comes first: most calls that are looked at are not the pattern's.
bool match_call(const Call& pattern, const Call& call, Bindings& bindings) {
  return pattern.meaning == call.meaning && pattern.form == call.form &&
         pattern.negated == call.negated && may_match(pattern.arguments, call.arguments) &&
         match_names(pattern.name, call.name) &&
         match_list(pattern.arguments, call.arguments, bindings) &&
         match_list(pattern.within_group, call.within_group, bindings) &&
         match_value(pattern.separator, call.separator, bindings) &&
         match_clauses(pattern, call, bindings);
}

// However it is spelled: CAST(a AS t), a::t.
bool match_cast(const Cast& pattern, const Cast& cast, Bindings& bindings) {
  const bool tries = cast.form == CastForm::kTry;
  return (pattern.form == CastForm::kTry) == tries &&
         match(pattern.operand, cast.operand, bindings) && match(pattern.to, cast.to, bindings);
}

bool match(const Node* pattern, const Node* node, Bindings& bindings) {
  if (const auto* variable = pattern->as<Metavariable>()) {
    return bind(*variable, static_cast<const Expr*>(node), bindings);
  }
  if (pattern->kind != node->kind) return false;
  if (const auto* call = pattern->as<Call>()) return match_call(*call, *node->as<Call>(), bindings);
  if (const auto* cast = pattern->as<Cast>()) return match_cast(*cast, *node->as<Cast>(), bindings);
  return visit(*pattern, [&](const auto& typed) {
    const auto& other = static_cast<decltype(typed)>(*node);
    bool matches = true;
    std::decay_t<decltype(typed)>::fields([&](std::string_view, auto member) {
      matches = matches && match_value(typed.*member, other.*member, bindings);
    });
    return matches;
  });
}

// Filling.

class Filler {
 public:
  Filler(const Bindings& bindings, const Clauses& clauses, const Expr& from, Arena& arena)
      : bindings_(bindings), clauses_(clauses), from_(from), arena_(arena) {}

  const Node* fill(const Node* node) {
    if (const auto* variable = node->as<Metavariable>())
      return bindings_.one[static_cast<std::size_t>(variable->index)];
    if (const auto* call = node->as<Call>()) return fill_call(*call);
    const Node* made =
        map_children(arena_, node, [this](const Node* child) { return fill(child); });
    return made->is<Cast>() ? simplify(static_cast<const Expr*>(typed(made, node)), arena_)
                            : typed(made, node);
  }

 private:
  const Node* fill_call(const Call& call) {
    const bool is_plain = call.order_by.empty() && call.within_group.empty() &&
                          call.separator == nullptr && call.filter == nullptr;
    Call* made = clone(arena_, is_plain ? call : *with_clauses(call));
    made->meaning_memo = nullptr;
    made->arguments = filled(call.arguments);
    made->begin = from_.begin;
    made->end = from_.end;
    if (is_carrier(call)) set_clauses(*made, clauses_);
    infer_type(*made);
    return simplify(made, arena_);
  }

  static bool is_carrier(const Call& call) {
    return call.over != nullptr && call.over->name.text == kCarrier;
  }

  const Call* with_clauses(const Call& call) {
    Call* bare = clone(arena_, call);
    bare->arguments = {};
    return static_cast<const Call*>(
        map_children(arena_, bare, [this](const Node* child) { return fill(child); }));
  }

  List<const Expr*> filled(List<const Expr*> patterns) {
    const std::size_t fixed = patterns.size() - (is_variadic(patterns) ? 1 : 0);
    const std::size_t more = fixed < patterns.size() ? bindings_.many.size() : 0;
    const std::span<const Expr*> all = arena_.array<const Expr*>(fixed + more);
    for (std::size_t i = 0; i < fixed; ++i) all[i] = static_cast<const Expr*>(fill(patterns[i]));
    std::copy_n(bindings_.many.begin(), more, all.begin() + static_cast<std::ptrdiff_t>(fixed));
    return all;
  }

  // Expressions that were made anew get their type; what was bound has its own.
  const Node* typed(const Node* made, const Node* pattern) {
    if (made == pattern || !is_expression(made->kind)) return made;
    auto* expression =
        const_cast<Expr*>(static_cast<const Expr*>(made));  // ours: map_children has just made it
    expression->begin = from_.begin;
    expression->end = from_.end;
    infer_type(*expression);
    return made;
  }

  const Bindings& bindings_;
  const Clauses& clauses_;
  const Expr& from_;
  Arena& arena_;
};

}  // namespace

Clauses clauses_of(const Call& call) {
  return {call.distinct, call.nulls, call.order_by, call.filter, call.over};
}

void set_clauses(Call& call, const Clauses& clauses) {
  call.distinct |= clauses.distinct;
  if (clauses.nulls != Nullness::kRespect) call.nulls = clauses.nulls;
  if (!clauses.order_by.empty()) call.order_by = clauses.order_by;
  if (clauses.filter != nullptr) call.filter = clauses.filter;
  call.over = clauses.over;
}

bool matches(const Rule& rule, const Expr& node, Bindings& bindings) {
  if (const auto* call = node.as<Call>();
      call != nullptr && !rule.carries && !clauses_of(*call).empty()) {
    return false;
  }
  return match(rule.match, &node, bindings);
}

const Expr* fill(const Rule& rule, const Bindings& bindings, const Clauses& clauses,
                 const Expr& from, Arena& arena) {
  return static_cast<const Expr*>(Filler(bindings, clauses, from, arena).fill(rule.make));
}

}  // namespace sqlx::sql
