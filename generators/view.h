// What a template may print: a plain struct that lists its members.
//
//     struct ColumnView {
//       std::string name;
//       bool nullable = false;
//       template <class Fn>
//       void fields(Fn&& fn) const {
//         fn("name", name);
//         fn("nullable", nullable);
//       }
//     };
//
// A view holds exactly what the template prints: names cased and escaped (generators/escape.h),
// lists sorted, decisions made. A member is
//   * a text or a number:        {{name}}; {{#name}}…{{/name}} if the text is not empty
//   * a flag:                    {{#nullable}}…{{/nullable}}, {{^nullable}}…{{/nullable}}
//   * a vector of views:         {{#columns}}{{name}}{{^@last}}, {{/@last}}{{/columns}}
//   * a vector of texts:         {{#lines}}{{.}}{{/lines}}
//   * a view, or an optional:    {{#key}}…{{/key}}
// @first and @last are known in every list. Names of the views around are known inside, too. A view
// is default constructible and lists the same fields always: the names are checked against a
// default one, whatever branches a rendering takes.
//
// Nothing is copied: a `ViewRecord` borrows from its view, and members of lists are opened when
// they are reached.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sqlx::generators {

struct ViewField;
using ViewRecord = std::vector<ViewField>;

struct ViewField {
  enum class Kind : std::uint8_t { kText, kNumber, kFlag, kList, kTexts, kNested };

  std::string_view name;
  Kind kind = Kind::kText;
  std::string_view text = {};
  std::int64_t number = 0;
  bool flag = false;

  // Of what holds others.
  const void* items = nullptr;
  std::size_t count = 0;
  void (*open)(const void* items, std::size_t index, ViewRecord& into) = nullptr;
  const ViewRecord& (*shape)() = nullptr;  // of each of them
};

template <class T>
concept View = std::default_initializable<T> && requires(const T& view) {
  view.fields([](std::string_view, auto&) {});
};

template <View V>
void append_fields(const V& view, ViewRecord& into);

// The fields of a default one: which names there are, and of which kinds.
template <View V>
const ViewRecord& shape_of() {
  static const V kExample{};
  static const ViewRecord kShape = [] {
    ViewRecord record;
    append_fields(kExample, record);
    return record;
  }();
  return kShape;
}

// Of a list of texts, each of which is `{{.}}`.
const ViewRecord& text_shape();

// Takes members, and no temporaries: it borrows them.
class FieldCollector {
 public:
  explicit FieldCollector(ViewRecord& into) : into_(into) {}

  void operator()(std::string_view name, const std::string& text) {
    into_.push_back({.name = name, .text = text});
  }
  void operator()(std::string_view name, const std::string_view& text) {
    into_.push_back({.name = name, .text = text});
  }
  template <class T>
  requires(!std::is_lvalue_reference_v<T>) void operator()(std::string_view name,
                                                           T&& temporary) = delete;
  void operator()(std::string_view name, const std::vector<std::string>& texts) {
    add_texts(name, texts.data(), texts.size());
  }

  template <class T>
  requires std::integral<T>
  void operator()(std::string_view name, const T& value) {
    if constexpr (std::same_as<T, bool>) {
      into_.push_back({.name = name, .kind = ViewField::Kind::kFlag, .flag = value});
    } else {
      into_.push_back({.name = name,
                       .kind = ViewField::Kind::kNumber,
                       .number = static_cast<std::int64_t>(value)});
    }
  }

  template <View V>
  void operator()(std::string_view name, const std::vector<V>& views) {
    add_views<V>(name, ViewField::Kind::kList, views.data(), views.size());
  }

  template <View V>
  void operator()(std::string_view name, const std::optional<V>& view) {
    add_views<V>(name, ViewField::Kind::kNested, view ? &*view : nullptr, view ? 1 : 0);
  }

  template <View V>
  void operator()(std::string_view name, const V& view) {
    add_views<V>(name, ViewField::Kind::kNested, &view, 1);
  }

 private:
  template <View V>
  void add_views(std::string_view name, ViewField::Kind kind, const V* views, std::size_t count) {
    const auto open = [](const void* items, std::size_t index, ViewRecord& into) {
      append_fields(static_cast<const V*>(items)[index], into);
    };
    into_.push_back({.name = name,
                     .kind = kind,
                     .items = views,
                     .count = count,
                     .open = open,
                     .shape = &shape_of<V>});
  }

  void add_texts(std::string_view name, const std::string* texts, std::size_t count);

  ViewRecord& into_;
};

template <View V>
void append_fields(const V& view, ViewRecord& into) {
  view.fields(FieldCollector(into));
}

}  // namespace sqlx::generators
