// A wire pack: what one dialect is and can do, read from wirepacks/<name>.json.
//
// The pack says what, the code says how: whoever would write `if (engine == …)` asks a field of the pack instead. Packs are embedded
// in the binary and checked when they are read: an unknown key is an error with its JSON path. A pack that `extends` another says only what it has
// besides, or does differently.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"

namespace sqlx::wirepacks {

struct Connection {
  std::vector<std::string> schemes;     // of URLs: "postgresql", "postgres"
  std::string driver;                   // lib/sqlx/engine-<driver>.so
  bool is_file = false;                 // the URL names a file, not a server
  std::uint16_t default_port = 0;
  std::string default_user;             // empty: the operating system's user
  std::vector<std::string> parameters;  // that may stand behind `?` in a URL
};

struct Lexical {
  char identifier_quote = '"';
  bool backslash_escapes = false;  // in strings
};

// Types that are recognised by a part of their name, in this order, when no name fits (SQLite's affinities).
struct TypeFallback {
  std::string contains;
  ir::TypeKind kind = ir::TypeKind::kOther;
};

struct Types {
  std::vector<std::pair<std::string, ir::TypeKind>> names;  // sorted, lower case; "tinyint(1)" may carry its arguments
  std::vector<TypeFallback> fallbacks;
};

// Default expressions that mean something: sorted, lower case.
struct Defaults {
  std::vector<std::string> now;
  std::vector<std::string> uuid;
};

struct WirePack {
  std::string name;   // "postgres", as IRs and the command line name it
  std::string title;  // "PostgreSQL", as people do
  std::string oldest_version;
  Connection connection;
  Lexical lexical;
  Types types;
  Defaults defaults;
};

// Reads one pack's text; `source` is named in messages.
[[nodiscard]] std::optional<WirePack> read_pack(const Source& source, Diagnostics& diagnostics);

// The packs in the binary, sorted by name.
[[nodiscard]] std::vector<WirePack> embedded_packs(Diagnostics& diagnostics);
[[nodiscard]] std::optional<WirePack> embedded_pack(std::string_view name, Diagnostics& diagnostics);

}  // namespace sqlx::wirepacks
