// Reads one JSON object of a wire pack, strictly: a key nobody asked for is an error with its path, and so is a value of the wrong type.
//
// For the .cc files of this room only: nlohmann's types stay out of every other header.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/text.h"
#include "ir/enum_names.h"
#include "wirepacks/json_place.h"
#include "wirepacks/version.h"

namespace sqlx::wirepacks {

using Json = nlohmann::ordered_json;

// One object of the pack: every key must be asked for, or the pack is malformed.
class ObjectReader {
 public:
  ObjectReader(const Json& json, std::string path, const Source& source, Diagnostics& diagnostics)
      : json_(json), path_(std::move(path)), source_(source), diagnostics_(diagnostics) {
    if (!json.is_object()) report(fmt::format("`{}` should be an object", path_));
  }
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  // Tells of keys that nobody asked for, once everything has been asked for.
  void refuse_unknown() {
    if (!json_.is_object()) return;
    for (const auto& [key, value] : json_.items()) {
      if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
        report(fmt::format("unknown key `{}`", at(key)), did_you_mean(key, known_), key);
      }
    }
  }

  // The value at `key`, or null if it is not there.
  const Json* find(const std::string& key) {
    known_.push_back(key);
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }

  // Whether a row with `since` and `until` holds for this version; a row without them always does.
  [[nodiscard]] bool holds_for(const Version& version) {
    std::string since, until;
    value("since", since);
    value("until", until);
    return (since.empty() || version >= read_version(since)) && (until.empty() || version < read_version(until));
  }

  template <class T>
  void value(const std::string& key, T& into) {
    const Json* json = find(key);
    if (json == nullptr) return;
    try {
      json->get_to(into);
    } catch (const Json::exception&) {
      report(fmt::format("`{}` has the wrong type: {}", at(key), json->type_name()), {}, key);
    }
  }

  void character(const std::string& key, char& into) {
    std::string text(1, into);
    value(key, text);
    if (text.size() != 1) report(fmt::format("`{}` should be one character", at(key)), {}, key);
    into = text.empty() ? into : text.front();
  }

  template <class Body>
  void object(const std::string& key, Body body) {
    if (const Json* json = find(key)) {
      ObjectReader inner(*json, at(key), source_, diagnostics_);
      body(inner);
      inner.refuse_unknown();
    }
  }

  // One element of the list at `key`, which is an object.
  template <class Body>
  void element(const std::string& key, const Json& json, Body body) {
    const auto index = &json - &json_.at(key).front();
    ObjectReader inner(json, at(fmt::format("{}[{}]", key, index)), source_, diagnostics_);
    body(inner);
    inner.refuse_unknown();
  }

  // One of a few words, which name the enumerators in order.
  template <class E>
  void word(const std::string& key, const std::vector<std::string>& words, E& into) {
    std::string text = words.at(static_cast<std::size_t>(into));
    value(key, text);
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return report(fmt::format("`{}` should be one of {}", at(key), join(words, ", ")), did_you_mean(text, words), key);
    into = static_cast<E>(found - words.begin());
  }

  // All members, for objects whose keys are data.
  template <class Body>
  void members(Body body) {
    if (!json_.is_object()) return;
    for (const auto& [key, value] : json_.items()) {
      known_.push_back(key);
      body(key, value);
    }
  }

  ir::TypeKind type_kind(const std::string& name) {
    const auto kind = ir::enum_from_name<ir::TypeKind>(name);
    if (!kind) report(fmt::format("`{}`: `{}` is not a logical type", path_, name), {}, name);
    return kind.value_or(ir::TypeKind::kOther);
  }

  // Members whose keys are names of an enumeration: { "auto_increment": "AUTO_INCREMENT" }.
  template <class E, class Body>
  void named_members(Body body) {
    members([&](const std::string& key, const Json& value) {
      const auto name = ir::enum_from_name<E>(key);
      if (!name) return report(fmt::format("`{}` means nothing here", at(key)), {}, key);
      body(*name, value.get<std::string>());
    });
  }

  // `key` is that of the member which is wrong, if it is one.
  void report(std::string message, std::string hint = {}, const std::string& key = {}) {
    diagnostics_.add(Code::kPackMalformed, fmt::format("{}: {}", source_->name, message),
                     json_place(source_, key.empty() ? path_ : at(key)), std::move(hint));
  }

 private:
  [[nodiscard]] std::string at(const std::string& key) const {
    return path_.empty() ? key : path_ + '.' + key;
  }

  const Json& json_;
  std::string path_;
  const Source& source_;
  Diagnostics& diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace sqlx::wirepacks
