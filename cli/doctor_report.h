// What `sqlx doctor` has found, and how it is printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "cli/installed_tools.h"
#include "introspect/engine.h"
#include "wirepacks/pack.h"

namespace sqlx::cli {

struct DoctorReport {
  struct Dialect {
    std::string name;
    std::string version;  // its default one
    bool has_driver = false;
  };
  struct Server {
    std::string url;  // without its password
    std::string version;
    const wirepacks::WirePack* pack;                               // folded to that version
    std::vector<introspect::Examination::Answer> answers;          // to the pack's probes
    std::optional<introspect::Examination::Answer> tells_version;  // to the pack's version query
  };
  std::vector<Dialect> dialects;
  std::vector<Finding> tools;
  std::vector<Finding> application;  // empty: there is none here
  std::optional<Server> server;
};

// Where the server proved to be other than its pack says.
void report_differences(const DoctorReport::Server& server, Diagnostics& diagnostics);

[[nodiscard]] std::string as_text(const DoctorReport& report);
[[nodiscard]] std::string as_json(const DoctorReport& report, const Diagnostics& diagnostics);

}  // namespace sqlx::cli
