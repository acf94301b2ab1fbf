#include "sql/markers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <numeric>
#include <unordered_map>

#include "base/text.h"
#include "sql/ast/visit.h"
#include "sql/print.h"

namespace sqlx::sql {

// As packs list them under `lexical.parameters`.
struct Markers::Form {
  std::string_view name;
  Way way;
  std::string_view sign;
  bool has_gaps;  // `?7` may stand alone; whoever writes `$7` has $1 to $6, too
};

namespace {

constexpr std::size_t kHighest = 65'535;  // of the engines' limits the highest

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

void collect(const Node& node, std::vector<const Parameter*>& found) {
  if (const auto* parameter = node.as<Parameter>()) found.push_back(parameter);
  for_each_child(node, [&](const Node& child) { collect(child, found); });
}

std::vector<const Parameter*> parameters_in(const Node& statement) {
  std::vector<const Parameter*> found;
  collect(statement, found);
  std::sort(found.begin(), found.end(),
            [](const Parameter* a, const Parameter* b) { return a->begin < b->begin; });
  return found;
}

bool counts_up(const std::vector<std::size_t>& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != i + 1) return false;
  }
  return true;
}

std::vector<std::size_t> sorted_once(std::vector<std::size_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace

const Markers::Form* Markers::form_of(const wirepacks::WirePack& pack, Way way) {
  static constexpr Form kForms[] = {
      {"?", Way::kOrder, "?", false},    {"%s", Way::kOrder, "%s", false},
      {"?1", Way::kNumber, "?", true},   {"$1", Way::kNumber, "$", false},
      {":name", Way::kName, ":", false}, {"@name", Way::kName, "@", false},
      {"$name", Way::kName, "$", false}};
  for (const std::string& name : pack.lexical.parameters) {
    const auto is_it = [&](const Form& form) { return form.name == name && form.way == way; };
    const auto* found = std::find_if(std::begin(kForms), std::end(kForms), is_it);
    if (found != std::end(kForms)) return found;
  }
  return nullptr;
}

Markers::Markers(const Node& statement, const StatementText& text, const wirepacks::WirePack& from,
                 const wirepacks::WirePack& to)
    : text_(text), from_(from), to_(to) {
  for (const Parameter* each : parameters_in(statement))
    markers_.push_back({each, way_of(each->text), 0});
  number_them();
}

// `$1` is a name where the dialect knows no numbers behind that sign.
Markers::Way Markers::way_of(std::string_view marker) const {
  if (marker == "?" || marker == "%s") return Way::kOrder;
  const Form* numbers = form_of(from_, Way::kNumber);
  const bool is_numbered = numbers != nullptr && marker.starts_with(numbers->sign) &&
                           is_number(marker.substr(numbers->sign.size()));
  return is_numbered ? Way::kNumber : Way::kName;
}

// As SQLite counts where forms are mixed: a `?` and a new name are one more than the highest so
// far.
void Markers::number_them() {
  std::unordered_map<std::string_view, std::size_t> names;
  for (Marker& marker : markers_) {
    const std::string_view written = marker.written->text;
    if (marker.way == Way::kNumber) {
      std::from_chars(written.data() + 1, written.data() + written.size(), marker.number);
    } else {
      marker.number = marker.way == Way::kName ? names.emplace(written, highest_ + 1).first->second
                                               : highest_ + 1;
    }
    highest_ = std::max(highest_, marker.number);
    is_countable_ = is_countable_ && marker.number > 0 && marker.number <= kHighest;
  }
  if (!is_countable_) return;
  first_.resize(highest_ + 1);
  for (const Marker& marker : markers_) {
    if (first_[marker.number] == nullptr) first_[marker.number] = &marker;
  }
}

// The form that is nearest to what the source has.
const Markers::Form* Markers::wanted_form() const {
  const auto all_are = [&](Way way) {
    return std::all_of(markers_.begin(), markers_.end(),
                       [&](const Marker& each) { return each.way == way; });
  };
  static constexpr Way kOrders[][3] = {{Way::kOrder, Way::kNumber, Way::kName},
                                       {Way::kName, Way::kNumber, Way::kOrder},
                                       {Way::kNumber, Way::kOrder, Way::kName}};
  const auto& order = all_are(Way::kOrder)  ? kOrders[0]
                      : all_are(Way::kName) ? kOrders[1]
                                            : kOrders[2];
  for (const Way way : order) {
    if (const Form* form = form_of(to_, way)) return form;
  }
  return nullptr;
}

// Which says what one in the order of the text cannot say.
const Markers::Form* Markers::other_form(const Form& form) const {
  if (form.way != Way::kOrder) return nullptr;
  const Form* numbered = form_of(to_, Way::kNumber);
  return numbered != nullptr ? numbered : form_of(to_, Way::kName);
}

const Markers::Marker* Markers::find(const Parameter& parameter) const {
  const auto found = std::lower_bound(
      markers_.begin(), markers_.end(), parameter.begin,
      [](const Marker& marker, std::uint32_t begin) { return marker.written->begin < begin; });
  const bool is_it = found != markers_.end() && found->written->begin == parameter.begin &&
                     found->written->text == parameter.text;
  return is_it ? &*found : nullptr;  // a word of a type is made like a marker
}

std::string Markers::word(const Marker& marker, const Form& form) const {
  switch (form.way) {
    case Way::kOrder: break;
    case Way::kNumber:
      return fmt::format("{}{}", form.sign, ranks_.empty() ? marker.number : ranks_[marker.number]);
    case Way::kName:
      if (marker.way != Way::kName) return fmt::format("{}p{}", form.sign, marker.number);
      return fmt::format("{}{}", form.sign, marker.written->text.substr(1));
  }
  return std::string(form.sign);
}

void Markers::print_as(const Form& form, const Node& statement, std::string& into) {
  printed_.clear();
  append_sql(into, statement, to_, [&](const Parameter& parameter) {
    const Marker* marker = find(parameter);
    if (marker == nullptr) return std::string(parameter.text);
    printed_.push_back(marker->number);
    return word(*marker, form);
  });
}

// None that the source has is missing.
bool Markers::is_whole(const std::vector<std::size_t>& numbers) const {
  return counts_up(numbers) && numbers.size() == highest_;
}

void Markers::print(const Node& statement, std::string& into) {
  const Form* form = wanted_form();
  if (form == nullptr || !is_countable_) return append_sql(into, statement, to_);
  const std::size_t begin = into.size();
  const auto again = [&](const Form& other) {
    into.resize(begin);
    form = &other;
    print_as(other, statement, into);
  };
  print_as(*form, statement, into);
  if (printed_.empty()) return;
  if (const Form* other = other_form(*form); other != nullptr && !is_whole(printed_)) again(*other);
  if (form->way == Way::kName) return;
  if (form->way == Way::kOrder) {
    bindings_.push_back(printed_);
    return;
  }
  std::vector<std::size_t> numbers = sorted_once(printed_);
  if (form->has_gaps) {
    numbers.resize(highest_);
    std::iota(numbers.begin(), numbers.end(), 1);
  } else if (!counts_up(numbers)) {
    ranks_.assign(highest_ + 1, 0);
    for (std::size_t i = 0; i < numbers.size(); ++i) ranks_[numbers[i]] = i + 1;
    again(*form);
    ranks_.clear();
  }
  bindings_.push_back(std::move(numbers));
}

// A value of the source as its reader would call it.
std::string Markers::told(std::size_t number) const {
  const Marker* first = first_[number];
  if (first == nullptr || first->way == Way::kOrder) return fmt::format("?{}", number);
  return std::string(first->written->text);
}

std::vector<std::string> Markers::bound() const {
  std::vector<std::string> all;
  for (const std::vector<std::size_t>& numbers : bindings_) {
    for (const std::size_t number : numbers) all.push_back(told(number));
  }
  return all;
}

void Markers::tell(Diagnostics& diagnostics) const {
  if (!is_countable_) {
    diagnostics.add(Code::kNoTranslation,
                    fmt::format("parameters have numbers from 1 to {}", kHighest), text_.span());
    return;
  }
  const bool is_same = std::all_of(bindings_.begin(), bindings_.end(),
                                   [&](const auto& numbers) { return is_whole(numbers); });
  if (is_same) return;
  std::string orders;
  for (const std::vector<std::size_t>& numbers : bindings_) {
    std::vector<std::string> words;
    words.reserve(numbers.size());
    for (const std::size_t number : numbers) words.push_back(told(number));
    fmt::format_to(std::back_inserter(orders), "{}{}", orders.empty() ? "" : "; then ",
                   fmt::join(words, ", "));
  }
  const Parameter& first = *markers_.front().written;
  diagnostics.add(Code::kConditional,
                  fmt::format("{} takes the values in another order here: {}", to_.title, orders),
                  text_.span(first.begin, first.end),
                  bindings_.size() > 1 ? "each statement of the translation has values of its own"
                                       : "bind them in this order");
}

}  // namespace sqlx::sql
