// What a database type is in TypeScript: the type that a read gives, the type that a write takes,
// the condition that `where` takes, and the codec that carries its values
// (templates/orm/<engine>/types.ts exports one of each name).
#pragma once

#include <string>
#include <string_view>

#include "generators/application.h"

namespace sqlx::generators {

struct TypeScriptType {
  std::string output = {};          // string[]
  std::string input = {};           // readonly string[]
  std::string match = {};           // orm.MatchArray<string>
  std::string match_nullable = {};  // the same where the value may be NULL
  std::string codec = {};           // t.array(t.text)
  bool numeric = false;             // it can be summed
  bool uses_enums = false;          // `enums.` stands in it
  bool uses_composites = false;
};

// Where enums and composite types are looked up by the file that the type stands in:
// `enums.OrderStatus`; empty in that file itself.
struct TypePrefixes {
  std::string_view enums = "enums.";
  std::string_view composites = "composites.";
};

// `labels_type` is the name that the type's own labels have, where it lists them itself.
[[nodiscard]] TypeScriptType typescript_type(const Application& application,
                                             const ir::LogicalType& type,
                                             std::string_view labels_type,
                                             const TypePrefixes& prefixes = {});

}  // namespace sqlx::generators
