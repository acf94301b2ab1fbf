// The application that `sqlx dev` works on: is it in step with its schema, and bring it there.
//
// What happens here is what `sqlx generate` does, in this process: all of it, or nothing and
// errors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/config.h"
#include "cli/variables.h"

namespace sqlx::cli {

class DevApplication {
 public:
  explicit DevApplication(const Run& run);

  struct Update {
    bool done = false;  // else `diagnostics` say why not
    std::string
        happened;  // what changed in the schema, and in how many files; empty if nothing did
    Diagnostics diagnostics;
  };

  // Reads configuration and schema, and generates what differs. Where no database is named, the
  // schema is that of the snapshot.
  [[nodiscard]] Update update();

  // Another text after every change of the schema; nothing where there is no database to ask, and
  // with an error where it does not answer.
  [[nodiscard]] std::optional<std::string> fingerprint(Diagnostics& diagnostics);

  // The URL that the server is given, if one is named.
  [[nodiscard]] std::optional<std::string> database_url();

  // A variable of the environment or of `.env`.
  [[nodiscard]] std::optional<std::string> variable(std::string_view name);

  // Files and folders of which a change means that something has to be generated.
  [[nodiscard]] std::vector<std::string> sources();

 private:
  [[nodiscard]] std::optional<Config> config(Variables& variables);

  Run run_;
};

}  // namespace sqlx::cli
