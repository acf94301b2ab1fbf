// Reads one JSON object of a wire pack, strictly: a key nobody asked for is an error with its path,
// and so is a value of the wrong type.
//
// For the .cc files of this room only. Keys are literals, or stand in the JSON, and so outlive the
// reader; where an object stands is put together when somebody has to be told.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/json.h"
#include "base/text.h"
#include "ir/enum_names.h"
#include "wirepacks/json_place.h"
#include "wirepacks/version.h"

namespace sqlx::wirepacks {

using Json = JsonValue;

// Whether the value has the type of `into`, which then has the value.
inline bool read_value(const Json& json, std::string& into) {
  into = json.text;
  return json.is_string();
}

inline bool read_value(const Json& json, bool& into) {
  into = json.text == "true";
  return json.kind == JsonKind::kBoolean;
}

template <std::unsigned_integral Number>
bool read_value(const Json& json, Number& into) {
  const char* end = json.text.data() + json.text.size();
  return json.kind == JsonKind::kNumber &&
         std::from_chars(json.text.data(), end, into) == std::from_chars_result{end, std::errc()};
}

template <class T>
bool read_value(const Json& json, std::vector<T>& into) {
  into.clear();
  into.reserve(json.size);
  for (const Json& each : json) {
    if (!read_value(each, into.emplace_back())) return false;
  }
  return json.is_array();
}

template <class T>
bool read_value(const Json& json, std::map<std::string, T>& into) {
  into.clear();
  for (const Json& each : json) {
    if (!read_value(each, into[std::string(each.key)])) return false;
  }
  return json.is_object();
}

// One object of the pack: every key must be asked for, or the pack is malformed.
class ObjectReader {
 public:
  ObjectReader(const Json& json, const Source& source, Diagnostics& diagnostics)
      : ObjectReader(json, nullptr, {}, {}, source, diagnostics) {}
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  // Tells of keys that nobody asked for, once everything has been asked for.
  void refuse_unknown() {
    if (!json_.is_object()) return;
    for (const Json& member : json_) {
      if (member.read) continue;
      report(fmt::format("unknown key `{}`", at(member.key)),
             did_you_mean(member.key, std::vector<std::string>(known_.begin(), known_.end())),
             member.key);
    }
  }

  // The value at `key`, or null if it is not there.
  const Json* find(std::string_view key) {
    known_.push_back(key);
    const Json* found = json_.is_object() ? find_member(json_, key) : nullptr;
    if (found != nullptr) found->read = true;
    return found;
  }

  // The list at `key`, or null if it is not there.
  const Json* list(std::string_view key) {
    const Json* found = find(key);
    if (found == nullptr || found->is_array()) return found;
    report_type(*found, key);
    return nullptr;
  }

  // Whether a row with `since` and `until` holds for this version; a row without them always does.
  [[nodiscard]] bool holds_for(const Version& version) {
    std::string since, until;
    value("since", since);
    value("until", until);
    return (since.empty() || version >= read_version(since)) &&
           (until.empty() || version < read_version(until));
  }

  template <class T>
  void value(std::string_view key, T& into) {
    if (const Json* json = find(key)) read(*json, key, into);
  }

  // The text that a member is.
  [[nodiscard]] std::string text(const Json& member) {
    std::string made;
    read(member, member.key, made);
    return made;
  }

  // Those of a list.
  [[nodiscard]] std::vector<std::string> texts(const Json& member) {
    std::vector<std::string> made;
    read(member, member.key, made);
    return made;
  }

  void character(std::string_view key, char& into) {
    std::string text(1, into);
    value(key, text);
    if (text.size() != 1) report(fmt::format("`{}` should be one character", at(key)), {}, key);
    into = text.empty() ? into : text.front();
  }

  template <class Body>
  void object(std::string_view key, Body body) {
    if (const Json* json = find(key)) {
      ObjectReader inner(*json, this, key, {}, source_, diagnostics_);
      body(inner);
      inner.refuse_unknown();
    }
  }

  // The element of the list at `key`, which is an object.
  template <class Body>
  void element(std::string_view key, std::size_t index, const Json& json, Body body) {
    ObjectReader inner(json, this, key, index, source_, diagnostics_);
    body(inner);
    inner.refuse_unknown();
  }

  // Every element of such a list.
  template <class Body>
  void elements(std::string_view key, const Json& list, Body body) {
    std::size_t index = 0;
    for (const Json& each : list) element(key, index++, each, body);
  }

  // One of a few words, which name the enumerators in order.
  template <class E>
  void word(std::string_view key, std::initializer_list<std::string_view> words, E& into) {
    const Json* json = find(key);
    if (json == nullptr) return;
    const auto* const found =
        std::find(words.begin(), words.end(), json->is_string() ? json->text : std::string_view());
    if (found == words.end()) {
      const std::vector<std::string> all(words.begin(), words.end());
      return report(fmt::format("`{}` should be one of {}", at(key), join(all, ", ")),
                    did_you_mean(json->text, all), key);
    }
    into = static_cast<E>(found - words.begin());
  }

  // All members, for objects whose keys are data.
  template <class Body>
  void members(Body body) {
    if (!json_.is_object()) return;
    for (const Json& member : json_) {
      member.read = true;
      body(member.key, member);
    }
  }

  ir::TypeKind type_kind(std::string_view name) {
    const auto kind = ir::enum_from_name<ir::TypeKind>(name);
    if (!kind) report(fmt::format("`{}`: `{}` is not a logical type", path(), name), {}, name);
    return kind.value_or(ir::TypeKind::kOther);
  }

  // Members whose keys are names of an enumeration: { "auto_increment": "AUTO_INCREMENT" }.
  template <class E, class Body>
  void named_members(Body body) {
    members([&](std::string_view key, const Json& value) {
      const auto name = ir::enum_from_name<E>(key);
      if (!name) return report(fmt::format("`{}` means nothing here", at(key)), {}, key);
      body(*name, text(value));
    });
  }

  // `key` is that of the member which is wrong, if it is one.
  void report(std::string message, std::string hint = {}, std::string_view key = {}) {
    diagnostics_.add(Code::kPackMalformed, fmt::format("{}: {}", source_->name, message),
                     json_place(source_, key.empty() ? path() : at(key)), std::move(hint));
  }

 private:
  ObjectReader(const Json& json, const ObjectReader* outer, std::string_view key,
               std::optional<std::size_t> index, const Source& source, Diagnostics& diagnostics)
      : json_(json),
        outer_(outer),
        key_(key),
        index_(index),
        source_(source),
        diagnostics_(diagnostics) {
    if (!json.is_object()) report(fmt::format("`{}` should be an object", path()));
  }

  template <class T>
  void read(const Json& json, std::string_view key, T& into) {
    if (!read_value(json, into)) report_type(json, key);
  }

  void report_type(const Json& json, std::string_view key) {
    constexpr std::string_view kNames[] = {"null",   "boolean", "number",
                                           "string", "array",   "object"};
    report(fmt::format("`{}` has the wrong type: {}", at(key),
                       kNames[static_cast<std::size_t>(json.kind)]),
           {}, key);
  }

  [[nodiscard]] std::string path() const {
    if (outer_ == nullptr) return {};
    return index_ ? fmt::format("{}[{}]", outer_->at(key_), *index_) : outer_->at(key_);
  }

  [[nodiscard]] std::string at(std::string_view key) const {
    const std::string outside = path();
    return outside.empty() ? std::string(key) : fmt::format("{}.{}", outside, key);
  }

  const Json& json_;
  const ObjectReader* outer_;  // null: this is the pack itself
  std::string_view key_;       // in the outer one
  std::optional<std::size_t> index_;
  const Source& source_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> known_;
};

}  // namespace sqlx::wirepacks
