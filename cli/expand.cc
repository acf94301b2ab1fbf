#include "cli/expand.h"

#include <fmt/format.h>

#include "base/text.h"

namespace sqlx::cli {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr int kMostNested = 16;

class Expander {
 public:
  Expander(std::string_view text, const Lookup& lookup, Unset unset, std::string& out)
      : text_(text), lookup_(lookup), unset_(unset), out_(out) {}

  std::optional<ExpansionProblem> expand(Range part, int depth) {
    std::size_t at = part.begin;
    while (at < part.end) {
      const std::size_t dollar = std::min(text_.find('$', at), part.end);
      out_ += text_.substr(at, dollar - at);
      at = dollar;
      if (starts_at(at, part.end, "$${")) {
        out_ += "${";
        at += 3;
      } else if (starts_at(at, part.end, "${")) {
        const std::size_t close = closing_brace(at, part.end);
        if (close == kNowhere) return not_a_variable({at, part.end});
        if (auto problem = variable({at + 2, close}, depth)) return problem;
        at = close + 1;
      } else if (at < part.end) {
        out_ += text_[at++];
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool starts_at(std::size_t at, std::size_t end, std::string_view what) const {
    return text_.substr(at, end - at).starts_with(what);
  }

  // Of the `${` at `open`; those of a default's own variables are passed over.
  [[nodiscard]] std::size_t closing_brace(std::size_t open, std::size_t end) const {
    int depth = 0;
    for (std::size_t i = open; i < end; ++i) {
      if (starts_at(i, end, "${")) ++depth;
      if (text_[i] == '}' && --depth == 0) return i;
    }
    return kNowhere;
  }

  // NAME or NAME:-default
  std::optional<ExpansionProblem> variable(Range inner, int depth) {
    const std::string_view written = text_.substr(inner.begin, inner.end - inner.begin);
    const std::string_view name = written.substr(0, written.find(":-"));
    const bool has_default = name.size() < written.size();
    const Range whole{inner.begin - 2, inner.end + 1};
    if (!is_plain_word(name) || depth == kMostNested) return not_a_variable(whole);
    const std::optional<std::string> value = lookup_(name);
    if (value && !(has_default && value->empty())) {
      out_ += *value;
      return std::nullopt;
    }
    if (has_default) return expand({inner.begin + name.size() + 2, inner.end}, depth + 1);
    if (unset_ == Unset::kIsEmpty) return std::nullopt;
    return ExpansionProblem{
        fmt::format("the variable `{}` is not set", name),
        fmt::format("set it in the environment or in .env, or write `${{{}:-default}}`", name),
        whole};
  }

  static std::optional<ExpansionProblem> not_a_variable(Range where) {
    return ExpansionProblem{"`${` begins no `${NAME}` or `${NAME:-default}`",
                            "write `$${` for the characters themselves", where};
  }

  std::string_view text_;
  const Lookup& lookup_;
  Unset unset_;
  std::string& out_;
};

}  // namespace

std::optional<ExpansionProblem> expand(std::string_view text, const Lookup& lookup, Unset unset,
                                       std::string& out) {
  return Expander(text, lookup, unset, out).expand({0, text.size()}, 0);
}

}  // namespace sqlx::cli
