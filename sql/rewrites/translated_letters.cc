// translate(a, 'xyz', 'XY') as replace(replace(replace(a, 'x', 'X'), 'y', 'Y'), 'z', ''), for a
// target that has no such function.
//
// One after the other is the same as all at once only while no letter that was put in is looked for
// later; else it stays as it is, and is refused.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::size_t kMostLetters = 16;

std::vector<std::string_view> letters_of(std::string_view text) {
  std::vector<std::string_view> letters;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    letters.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return letters;
}

const Literal* string_of(const Expr* value) {
  const auto* literal = value->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

// Whether what is put in for an earlier letter would be found again.
bool chains(const std::vector<std::string_view>& from, const std::vector<std::string_view>& to) {
  for (std::size_t i = 0; i < from.size() && i < to.size(); ++i) {
    if (std::find(from.begin() + static_cast<std::ptrdiff_t>(i) + 1, from.end(), to[i]) !=
        from.end())
      return true;
  }
  return false;
}

const Expr* replaced(const Call& call, Arena& arena) {
  const Literal* from = string_of(call.arguments[1]);
  const Literal* to = string_of(call.arguments[2]);
  if (from == nullptr || to == nullptr) return &call;
  const auto letters = letters_of(from->text);
  const auto others = letters_of(to->text);
  if (letters.empty() || letters.size() > kMostLetters || chains(letters, others)) return &call;
  const Expr* made = call.arguments[0];
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool is_again =
        std::find(letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(i), letters[i]) !=
        letters.begin() + static_cast<std::ptrdiff_t>(i);
    if (is_again) continue;  // the first one counts
    const std::string_view with = i < others.size() ? others[i] : std::string_view();
    made = make_call(arena, Meaning::kReplace,
                     {made, string_literal(arena, letters[i]), string_literal(arena, with)}, call);
  }
  return made;
}

}  // namespace

const Node* translated_letters(const Node* node, const RewriteContext& context) {
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    return call->meaning == Meaning::kTranslate ? replaced(*call, context.arena) : each;
  });
}

}  // namespace sqlx::sql
