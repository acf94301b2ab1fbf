#include "generators/merge_json.h"

#include <nlohmann/json.hpp>

namespace sqlx::generators {
namespace {

using Json = nlohmann::ordered_json;
using Value = std::optional<Json>;  // nothing: the key is not there

struct Conflict {};

std::string written(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

// Nothing for what would be written in another way: comments, short lists on one line, keys that
// are there twice.
Value read(std::string_view text) {
  Json document = Json::parse(text, nullptr, false);
  return document.is_object() && written(document) == text ? Value(std::move(document))
                                                           : std::nullopt;
}

Value member(const Value& object, const std::string& key) {
  if (!object || !object->is_object()) return std::nullopt;
  const auto found = object->find(key);
  return found == object->end() ? std::nullopt : Value(*found);
}

bool is_object(const Value& value) { return value && value->is_object(); }

// Behind the key that stands before it in `generated`, which has been looked at already; without
// one, at the front.
void insert_like(Json& into, const Json& generated, const std::string& key, const Json& value) {
  std::string before;
  for (const auto& [each, ignored] : generated.items()) {
    if (each == key) break;
    if (into.contains(each)) before = each;
  }
  Json out = Json::object();
  if (before.empty()) out[key] = value;
  for (const auto& [each, old] : into.items()) {
    out[each] = old;
    if (each == before) out[key] = value;
  }
  into = std::move(out);
}

Value merge(const Value& base, const Value& edited, const Value& generated);

// The user's keys in the user's order, then those that are new.
Json merge_objects(const Value& base, const Json& edited, const Json& generated) {
  Json out = Json::object();
  for (const auto& [key, value] : edited.items()) {
    if (Value merged = merge(member(base, key), value, member(generated, key)))
      out[key] = std::move(*merged);
  }
  for (const auto& [key, value] : generated.items()) {
    if (edited.contains(key)) continue;
    if (Value merged = merge(member(base, key), std::nullopt, value))
      insert_like(out, generated, key, *merged);
  }
  return out;
}

// Throws Conflict, which does not leave this file.
Value merge(const Value& base, const Value& edited, const Value& generated) {
  if (edited == base) return generated;
  if (generated == base || edited == generated) return edited;
  if (is_object(edited) && is_object(generated)) return merge_objects(base, *edited, *generated);
  throw Conflict();
}

}  // namespace

std::optional<std::string> merge_json(std::string_view base, std::string_view edited,
                                      std::string_view generated) {
  const Value old = read(base);
  const Value theirs = read(edited);
  const Value ours = read(generated);
  if (!old || !theirs || !ours) return std::nullopt;
  try {
    return written(merge_objects(old, *theirs, *ours));
  } catch (const Conflict&) {
    return std::nullopt;
  }
}

}  // namespace sqlx::generators
