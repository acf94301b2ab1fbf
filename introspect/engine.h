// What an engine's driver offers, and what it is given.
//
// Each engine is a folder of the same shape: `<engine>/connect.cc` (one connection, errors as
// diagnostics), `<engine>/read.cc` (rows → IR), `<engine>/*.sql` (the questions). A driver is a
// shared object of its own, lib/sqlx/engine-<driver>.so, loaded when a URL asks for it: client
// libraries cost more to start than everything else in sqlx together. It exports one function,
// `sqlx_engine`; introspect/introspect.cc is the only caller.
//
// A driver asks a fixed number of set-based questions in one read-only, consistent snapshot,
// whatever the size of the schema.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "introspect/consultation.h"
#include "introspect/url.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::introspect {

// Told what is being done; cli/ draws it.
class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  virtual void step(std::string_view what, std::size_t done, std::size_t total) = 0;
};

struct Request {
  const DatabaseUrl& url;
  const wirepacks::WirePack& pack;
  std::vector<std::string> schemas;          // empty: all that are not the engine's own
  std::chrono::milliseconds timeout{10000};  // to connect, and for each question

  // The URL's connect_timeout, in seconds, comes first; 0 sets none.
  [[nodiscard]] std::chrono::milliseconds patience_to_connect() const {
    const std::chrono::seconds wanted(url.find_number("connect_timeout").value_or(0));
    return wanted.count() == 0 ? timeout : wanted;
  }
};

struct Reading {
  ir::Database database;
  std::size_t round_trips = 0;  // questions asked of the server
};

// What a server says of itself, and which queries it takes.
struct Examination {
  struct Answer {
    bool works = false;
    std::string problem;  // the server's words, if it does not
  };
  std::string pack;             // that describes it: a URL of MySQL may lead to MariaDB
  std::string version;          // "10.11.6"
  std::vector<Answer> answers;  // one a probe
};

// A database of the engine in this very process, which says what the engine takes. Each restart
// forgets what was defined since `add`.
class Sandbox {
 public:
  Sandbox() = default;
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  virtual ~Sandbox() = default;

  virtual void add(
      const ir::Database& schema) = 0;  // without it, tables that are not there are no mistake
  virtual void restart() = 0;

  // Why the engine does not take a statement, in its words; empty if it does. What the statement
  // defines is there for the next one.
  [[nodiscard]] virtual std::string refusal(std::string_view sql) = 0;
};

struct Engine {
  // Nothing, and at least one error, if the schema could not be read. Tables that the user may not
  // read stand in `unsupported` and are told (kUnreadableTable, kNoGrants); an unknown schema of
  // the request is kUnknownSchema.
  std::optional<Reading> (*read)(const Request&, Progress&, Diagnostics&);

  // Asks who the server is, then each probe, which is a query that changes nothing. Nothing, and an
  // error, if it could not be asked.
  std::optional<Examination> (*examine)(const Request&, std::span<const std::string> probes,
                                        Diagnostics&);

  // One light question: a text that is another one after every change of the schema, and may be
  // another one without. `sqlx dev` asks it again and again, over a connection of its own each
  // time, so that a server that was restarted is no matter.
  std::optional<std::string> (*fingerprint)(const Request&, Diagnostics&);

  // A connection that is asked about statements; null, and an error, if there is none. What the
  // request refers to outlives it.
  std::unique_ptr<Consultation> (*consult)(const Request&, Diagnostics&);

  // Null for an engine that is a server.
  std::unique_ptr<Sandbox> (*open_sandbox)() = nullptr;
};

constexpr const char* kEngineSymbol = "sqlx_engine";
using EngineFunction = const Engine* (*)();

}  // namespace sqlx::introspect

// Marks the one function that a driver exports: SQLX_EXPORT const Engine* sqlx_engine(). A pointer,
// since the function has C's linkage.
#define SQLX_EXPORT extern "C" __attribute__((visibility("default")))
