// The schema that `sqlx translate --schema` names: a snapshot, or the URL of a database. Read once,
// however often it is asked for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/diagnostic.h"
#include "cli/commands.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::cli {

class TranslateSchemas {
 public:
  explicit TranslateSchemas(const Run& run) : run_(run) {}

  // Null, and errors, if there is none of that name, or if it is not of the dialect that statements
  // come from. What is returned stays as long as this does.
  [[nodiscard]] const ir::Database* find(const std::string& name, const wirepacks::WirePack& from,
                                         Diagnostics& diagnostics);

 private:
  struct Read {
    std::optional<ir::Database> database;
    Diagnostics diagnostics;
  };
  [[nodiscard]] Read read(const std::string& name, const wirepacks::WirePack& from) const;

  const Run& run_;
  std::map<std::pair<std::string, std::string>, Read> read_;  // by name and dialect
};

}  // namespace sqlx::cli
