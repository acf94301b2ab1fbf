// The variables that values may name: those of the environment, then those of `.env`.
//
// `.env` belongs to the whole project and may hold what sqlx does not understand, so it is read
// only when a variable is asked for that the environment lacks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/environment.h"
#include "cli/expand.h"

namespace sqlx::cli {

inline constexpr std::string_view kDotEnvFile = ".env";

class Variables {
 public:
  enum class Origin : bool { kEnvironment, kDotEnv };
  struct Found {
    std::string value;
    Origin origin = Origin::kEnvironment;
  };

  Variables(const Environment& environment, Diagnostics& diagnostics)
      : environment_(environment), diagnostics_(diagnostics) {}

  [[nodiscard]] std::optional<Found> find(std::string_view name);

  // The same as a function, good as long as this is.
  [[nodiscard]] Lookup lookup();

 private:
  const VariableMap& dotenv();

  const Environment& environment_;
  Diagnostics& diagnostics_;
  std::optional<VariableMap> dotenv_;  // once it has been read
};

}  // namespace sqlx::cli
