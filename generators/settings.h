// What sqlx.yaml says about the application that is generated. cli/config_keys.cc reads it; a new
// key is a member here and a row there.
#pragma once

#include <string>
#include <vector>

#include "base/yaml_node.h"
#include "generators/alert_rule.h"

namespace sqlx::generators {

struct Settings {
  std::string name = "app";  // of the application: package.json, README
  bool zod = false;          // `validation: zod`: Zod schemas beside the validators
  YamlNode policies;  // as written: generators/server_policies.cc checks it against the schema
  std::vector<AlertRule> alerts;

  bool operator==(const Settings&) const = default;
};

}  // namespace sqlx::generators
