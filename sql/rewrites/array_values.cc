// Arrays that are written out, for a target without arrays: a = ANY (ARRAY[1, 2]) as a IN (1, 2),
// unnest(ARRAY[1, 2]) as two queries of one row, and the length, the elements and the joined text
// of an array as what they are.
//
// A target that has arrays, but another text for them, gets the elements of '{1,2}'::int[] as
// ARRAY[1, 2].
//
// An array that is not known here stays, and is refused.
#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/quantifiers.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

using Elements = std::optional<std::vector<const Expr*>>;

// '{1,2,"a b",NULL}': one level, without escapes.
std::optional<std::vector<std::string>> read_elements(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('{') || !text.ends_with('}') || text.find('\\') != std::string_view::npos)
    return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::vector<std::string> elements;
  if (trim(text).empty()) return elements;
  for (const std::string_view part : split(text, ',')) {
    std::string_view element = trim(part);
    if (element.find_first_of("{}") != std::string_view::npos) return std::nullopt;
    const bool quoted = element.size() > 1 && element.front() == '"' && element.back() == '"';
    if (quoted) element = element.substr(1, element.size() - 2);
    if (element.find('"') != std::string_view::npos || (!quoted && equal_fold(element, "null")))
      return std::nullopt;
    elements.emplace_back(element);
  }
  return elements;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), is_digit);
}

class ArrayValues {
 public:
  explicit ArrayValues(const RewriteContext& context) : context_(context), arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    if (const auto* quantified = node->as<Quantified>()) return with_elements(*quantified);
    if (const auto* call = node->as<Call>()) return call_of(*call);
    if (const auto* subscript = node->as<Subscript>()) return element(*subscript);
    if (const auto* function = node->as<TableFunction>()) return rows(*function);
    if (const auto* cast = node->as<Cast>()) return written_out(*cast);
    return node;
  }

 private:
  Elements elements_of(const Expr* array) {
    while (const auto* cast = array->as<Cast>()) {
      const auto* literal = cast->operand->as<Literal>();
      if (literal != nullptr && literal->literal == LiteralKind::kString &&
          cast->type == TypeClass::kArray)
        return elements_of(*literal, *cast->to);
      array = cast->operand;
    }
    if (const auto* call = array->as<Call>()) return elements_of(*call);
    const auto* written = array->as<Array>();
    if (written == nullptr || written->query != nullptr) return std::nullopt;
    if (std::any_of(written->items.begin(), written->items.end(),
                    [](const Expr* each) { return each->is<Array>(); }))
      return std::nullopt;
    return std::vector<const Expr*>(written->items.begin(), written->items.end());
  }

  // Arrays that are put together from others.
  Elements elements_of(const Call& call) {
    if (call.meaning == Meaning::kStringToArray) return split_text(call);
    if (call.meaning != Meaning::kArrayAppend && call.meaning != Meaning::kArrayConcat)
      return std::nullopt;
    Elements all = elements_of(call.arguments[0]);
    const Elements more = call.arguments[1]->type == TypeClass::kArray
                              ? elements_of(call.arguments[1])
                              : Elements({call.arguments[1]});
    if (!all || !more) return std::nullopt;
    all->insert(all->end(), more->begin(), more->end());
    return all;
  }

  // string_to_array('a,b', ',')
  Elements split_text(const Call& call) {
    const auto* text = call.arguments[0]->as<Literal>();
    const auto* separator = call.arguments[1]->as<Literal>();
    const bool are_texts = text != nullptr && separator != nullptr &&
                           text->literal == LiteralKind::kString &&
                           separator->literal == LiteralKind::kString;
    if (!are_texts || call.arguments.size() != 2 || separator->text.size() != 1)
      return std::nullopt;
    std::vector<const Expr*> parts;
    if (text->text.empty()) return parts;
    for (const std::string_view part : split(text->text, separator->text[0]))
      parts.push_back(string_literal(arena_, part));
    return parts;
  }

  // The name of an array's type is that of its elements.
  Elements elements_of(const Literal& literal, const TypeName& type) {
    const auto texts = read_elements(literal.text);
    if (!texts) return std::nullopt;
    const bool are_numbers = is_number(class_of(logical_type_of(type).kind)) &&
                             std::all_of(texts->begin(), texts->end(), [](const std::string& each) {
                               return is_whole_number(each);
                             });
    std::vector<const Expr*> made;
    for (const std::string& each : *texts)
      made.push_back(are_numbers ? integer_literal(arena_, std::stoll(each))
                                 : string_literal(arena_, each));
    return made;
  }

  // '{a,b}'::text[] as ARRAY['a', 'b']::text[]
  const Node* written_out(const Cast& cast) {
    const auto* literal = cast.operand->as<Literal>();
    const bool is_text = literal != nullptr && literal->literal == LiteralKind::kString &&
                         cast.type == TypeClass::kArray;
    if (!is_text || !context_.pack.has(Feature::kArrays)) return &cast;
    const Elements elements = elements_of(*literal, *cast.to);
    if (!elements) {
      context_.diagnostics.add(
          Code::kNoTranslation,
          fmt::format("{} writes arrays in another way, and not all elements of this one are plain",
                      context_.pack.title),
          context_.place(cast));
      return &cast;
    }
    auto* array = arena_.make<Array>();
    array->items = arena_.copy(*elements);
    array->begin = literal->begin;
    array->end = literal->end;
    infer_type(*array);
    Cast* made = clone(arena_, cast);
    made->operand = array;
    return made;
  }

  // = ANY is IN and <> ALL is NOT IN; every other one is a chain of comparisons.
  const Node* with_elements(const Quantified& quantified) {
    const bool is_any = quantified.quantifier == Quantifier::kAny;
    const bool is_in =
        !quantified.negated && (is_any ? quantified.op == "=" : quantified.op == "<>");
    if (quantified.array == nullptr || context_.pack.has(Feature::kQuantifiedArray))
      return &quantified;
    const Elements elements = elements_of(quantified.array);
    if (!elements) return &quantified;
    if (elements->empty()) return boolean_literal(arena_, !is_any);
    if (is_in) return membership(quantified, arena_.copy(*elements), !is_any);
    return chain(quantified, *elements, is_any);
  }

  const Expr* membership(const Quantified& quantified, List<const Expr*> items, bool negated) {
    auto* made = arena_.make<In>();
    made->operand = quantified.operand;
    made->items = items;
    made->begin = quantified.begin;
    made->end = quantified.end;
    infer_type(*made);
    return negated ? make_call(arena_, Meaning::kNot, {made}, quantified) : made;
  }

  const Node* chain(const Quantified& quantified, const std::vector<const Expr*>& elements,
                    bool is_any) {
    const Meaning meaning = comparison_of(quantified.op);
    if (meaning == Meaning::kNone) return &quantified;
    std::vector<const Expr*> parts;
    for (const Expr* each : elements) {
      const Expr* part = make_call(arena_, meaning, {quantified.operand, each}, quantified);
      parts.push_back(quantified.negated ? make_call(arena_, Meaning::kNot, {part}, quantified)
                                         : part);
    }
    return make_chain(arena_, is_any ? Meaning::kOr : Meaning::kAnd, parts);
  }

  const Node* call_of(const Call& call) {
    if (context_.pack.has(Feature::kArrays) || call.arguments.empty()) return &call;
    if (call.meaning == Meaning::kArrayToString && call.arguments.size() == 2) return joined(call);
    if (call.meaning == Meaning::kArrayPosition && call.arguments.size() == 2) return place(call);
    if (call.meaning != Meaning::kArrayLength) return &call;
    const Elements elements = elements_of(call.arguments[0]);
    return elements ? static_cast<const Node*>(
                          integer_literal(arena_, static_cast<std::int64_t>(elements->size())))
                    : &call;
  }

  // Where the first such element is; NULL if there is none.
  const Node* place(const Call& call) {
    const Elements elements = elements_of(call.arguments[0]);
    if (!elements || elements->empty()) return &call;
    std::vector<const Expr*> choices{call.arguments[1]};
    choices.insert(choices.end(), elements->begin(), elements->end());
    const Expr* found = make_call(arena_, Meaning::kField, arena_.copy(choices), call);
    return make_call(arena_, Meaning::kNullif, {found, integer_literal(arena_, 0)}, call);
  }

  // Of the elements that are written out, or of those that an aggregate gathers.
  const Node* joined(const Call& call) {
    if (const Call* gathered = as_call(call.arguments[0], Meaning::kArrayAgg)) {
      Call* made = clone(arena_, *gathered);
      made->meaning = Meaning::kStringAgg;
      const Expr* value = gathered->arguments[0];
      made->arguments = arena_.list(
          value->type == TypeClass::kText ? value : make_cast(arena_, value, ir::TypeKind::kText),
          call.arguments[1]);
      infer_type(*made);
      return made;
    }
    const Elements elements = elements_of(call.arguments[0]);
    if (!elements || elements->empty()) return &call;
    std::vector<const Expr*> arguments{call.arguments[1]};
    arguments.insert(arguments.end(), elements->begin(), elements->end());
    return make_call(arena_, Meaning::kConcatWs, arena_.copy(arguments), call);
  }

  const Node* element(const Subscript& subscript) {
    const auto* index = subscript.index == nullptr ? nullptr : subscript.index->as<Literal>();
    if (context_.pack.has(Feature::kArrays) || subscript.is_slice || index == nullptr ||
        !is_whole_number(index->text))
      return &subscript;
    const Elements elements = elements_of(subscript.operand);
    if (!elements) return &subscript;
    const auto place = static_cast<std::size_t>(std::stoll(std::string(index->text)));
    return place == 0 || place > elements->size() ? null_literal(arena_) : (*elements)[place - 1];
  }

  // unnest(ARRAY[a, b]) AS t(x) as (SELECT a AS x UNION ALL SELECT b) AS t.
  const Node* rows(const TableFunction& function) {
    const Call* unnest =
        function.calls.size() == 1 ? as_call(function.calls[0], Meaning::kUnnest) : nullptr;
    if (unnest == nullptr || context_.pack.has(Feature::kArrays)) return &function;
    const Elements elements = elements_of(unnest->arguments[0]);
    if (!elements || elements->empty()) return &function;
    std::vector<const Row*> all;
    for (std::size_t i = 0; i < elements->size(); ++i) {
      auto* row = arena_.make<Row>();
      row->items = function.with_ordinality
                       ? arena_.list((*elements)[i],
                                     integer_literal(arena_, static_cast<std::int64_t>(i + 1)))
                       : arena_.list((*elements)[i]);
      all.push_back(row);
    }
    auto* values = arena_.make<Values>();
    values->rows = arena_.copy(all);
    DerivedTable* made =
        make_derived(arena_, make_query(arena_, values),
                     function.alias.text.empty() ? Name{"unnest"} : function.alias);
    made->columns = names_of(function, made->alias);
    made->begin = function.begin;
    made->end = function.end;
    return made;
  }

  List<Name> names_of(const TableFunction& function, Name alias) {
    if (!function.columns.empty()) return function.columns;
    return function.with_ordinality ? arena_.list(alias, Name{"ordinality"}) : arena_.list(alias);
  }

  const RewriteContext& context_;
  Arena& arena_;
};

}  // namespace

const Node* array_values(const Node* node, const RewriteContext& context) {
  return bottom_up<Quantified, Call, Subscript, TableFunction, Cast>(
      node, context, [&](const Node* each) { return ArrayValues(context).rewrite(each); });
}

}  // namespace sqlx::sql
