// What a policy compares a column with: `open`, `{claim: sub}`, `{gte: 18, lt: 65}`, `{in: [open,
// paid]}`, `{isNull: true}`, as a filter of the ORM.
//
// A value is written in the file as text; the column's type says what it is. One that the column
// can never hold is an error.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/yaml_node.h"
#include "ir/schema.h"

namespace sqlx::generators {

class PolicyValues {
 public:
  PolicyValues(const ir::Column& column, Diagnostics& diagnostics)
      : column_(column), diagnostics_(diagnostics) {}

  // `path` is what messages call the place.
  [[nodiscard]] std::string comparison(const YamlNode& node, std::string_view path);
  [[nodiscard]] bool has_claims() const { return has_claims_; }

 private:
  std::string operation(const YamlEntry& entry, std::string_view path);
  std::string operand(const YamlNode& node, std::string_view path);
  std::string list(const YamlNode& node, std::string_view path);
  std::string literal(const YamlNode& node, std::string_view path);
  std::string wrong(const YamlNode& node, std::string_view path, std::string_view expected);

  const ir::Column& column_;
  Diagnostics& diagnostics_;
  bool has_claims_ = false;
};

}  // namespace sqlx::generators
