// The files that `sqlx init` writes besides what is generated: sqlx.yaml with every option, `.env`
// and `.env.example`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/schema_source.h"

namespace sqlx::cli {

using InitFiles = std::vector<std::pair<std::string, std::string>>;  // by path

struct InitSubject {
  std::string name;           // of the application
  std::string url;            // of its database, without password; empty if it has none yet
  std::string url_elsewhere;  // the same for who works on another machine
  bool has_secret = false;    // the URL that was given has a password
  std::string templates;      // a folder of templates, as seen from the application's; empty: none
};

// `server_settings` is what `.env.example` says of the server's variables.
[[nodiscard]] InitFiles init_files(const InitSubject& subject, const SchemaSource& source,
                                   std::string_view server_settings);

// A password of the URL as it is shown, `***`, gives way to a word that says what belongs there.
[[nodiscard]] std::string with_placeholder(std::string shown_url);

}  // namespace sqlx::cli
