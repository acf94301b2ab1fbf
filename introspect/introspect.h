// Live database → IR. The door of this room: finds the driver that a URL asks for, lets it read,
// and keeps what was asked for.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "introspect/engine.h"
#include "introspect/url.h"
#include "wirepacks/pack.h"

namespace sqlx::introspect {

struct Options {
  std::vector<std::string> schemas;
  std::vector<std::string> include;  // globs on schema.table; empty: all
  std::vector<std::string> exclude;
  std::chrono::milliseconds timeout{10000};
  bool may_be_empty = false;  // a schema without tables is one, too
  std::string driver_folder;  // where lib/sqlx/engine-….so are
};

// Keeps the tables that --include and --exclude leave; false, and an error, if that is none.
[[nodiscard]] bool keep_wanted(ir::Database& database, const Options& options,
                               Diagnostics& diagnostics);

// Whether the driver of this pack can be loaded; an error if not.
[[nodiscard]] bool has_driver(const wirepacks::WirePack& pack, const std::string& folder,
                              Diagnostics& diagnostics);

[[nodiscard]] std::optional<Examination> examine_server(const DatabaseUrl& url,
                                                        const wirepacks::WirePack& pack,
                                                        const Options& options,
                                                        std::span<const std::string> probes,
                                                        Diagnostics& diagnostics);

// See Engine::fingerprint.
[[nodiscard]] std::optional<std::string> fingerprint_of(const DatabaseUrl& url,
                                                        const wirepacks::WirePack& pack,
                                                        const Options& options,
                                                        Diagnostics& diagnostics);

// See introspect/consultation.h; null, and an error, if the database cannot be reached. `url` and
// `pack` outlive it.
[[nodiscard]] std::unique_ptr<Consultation> consult_database(const DatabaseUrl& url,
                                                             const wirepacks::WirePack& pack,
                                                             const Options& options,
                                                             Diagnostics& diagnostics);

// Null if the engine has none.
[[nodiscard]] std::unique_ptr<Sandbox> open_sandbox(const wirepacks::WirePack& pack,
                                                    const std::string& driver_folder,
                                                    Diagnostics& diagnostics);

[[nodiscard]] std::optional<Reading> read_database(const DatabaseUrl& url,
                                                   const wirepacks::WirePack& pack,
                                                   const Options& options, Progress& progress,
                                                   Diagnostics& diagnostics);

}  // namespace sqlx::introspect
