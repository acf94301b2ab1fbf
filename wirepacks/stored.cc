#include "wirepacks/stored.h"

#include <algorithm>

#include "wirepacks/object_reader.h"

namespace sqlx::wirepacks {
namespace {

// What the extended pack says of the same word gives way.
void read_pairs(ObjectReader& json, std::string_view key, WordPairs& into) {
  json.object(key, [&](ObjectReader& inner) {
    inner.members([&](std::string_view word, const Json& value) {
      std::string text = inner.text(value);
      const auto found = std::find_if(into.begin(), into.end(),
                                      [&](const auto& row) { return row.first == word; });
      if (found == into.end()) {
        into.emplace_back(word, std::move(text));
      } else {
        found->second = std::move(text);
      }
    });
  });
}

void read_facts(ObjectReader& json, Stored& stored) {
  json.word("expressions", {"as_written", "quoted", "typed"}, stored.expressions);
  read_pairs(json, "types", stored.types);
  read_pairs(json, "type_arguments", stored.type_arguments);
  read_pairs(json, "names", stored.names);
  read_pairs(json, "ranges", stored.ranges);
  read_pairs(json, "charsets", stored.charsets);
  json.value("carried_charsets", stored.carried_charsets);
  json.value("option_order", stored.option_order);
  json.value("implied", stored.implied);
  json.value("encoding", stored.encoding);
  json.value("charset", stored.charset);
  json.value("implied_action", stored.implied_action);
  json.value("types_as_written", stored.types_as_written);
  json.value("schemas_are_databases", stored.schemas_are_databases);
  json.value("key_columns_not_null", stored.key_columns_not_null);
  json.value("rowid_keys", stored.rowid_keys);
  json.value("primary_key_unnamed", stored.primary_key_unnamed);
  json.value("unique_indexes_are_keys", stored.unique_indexes_are_keys);
  json.value("foreign_keys_make_indexes", stored.foreign_keys_make_indexes);
  json.value("names_ignore_case", stored.names_ignore_case);
  json.value("transactional", stored.transactional);
  json.value("foreign_keys_find_parents_late", stored.foreign_keys_find_parents_late);
}

}  // namespace

std::string_view Stored::find(const WordPairs& pairs, std::string_view word,
                              std::string_view usual) {
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](const auto& row) { return row.first == word; });
  return found == pairs.end() ? usual : std::string_view(found->second);
}

std::shared_ptr<const Stored> read_stored(ObjectReader& json, const Stored& base) {
  auto made = std::make_shared<Stored>(base);
  read_facts(json, *made);
  return made;
}

}  // namespace sqlx::wirepacks
