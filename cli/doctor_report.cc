#include "cli/doctor_report.h"

#include <fmt/format.h>

#include "base/diagnostic_json.h"
#include "base/document.h"
#include "base/text.h"

namespace sqlx::cli {
namespace {

using wirepacks::Feature;

constexpr std::size_t kColumns = 100;
constexpr std::string_view kGroups[] = {"queries", "expressions", "changing rows", "definitions"};

std::vector<Feature> features_of(std::string_view group) {
  std::vector<Feature> found;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Feature::kCount); ++i) {
    if (wirepacks::group(static_cast<Feature>(i)) == group)
      found.push_back(static_cast<Feature>(i));
  }
  return found;
}

// "  can     FULL JOIN, LATERAL,": a list with its name in front, in lines of a readable length.
void append_wrapped(std::string& out, std::string_view name,
                    const std::vector<std::string>& items) {
  if (items.empty()) return;
  constexpr std::size_t kIndent = 11;
  std::string line = fmt::format("  {:9}", name);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i] + (i + 1 < items.size() ? "," : "");
    if (line.size() > kIndent && line.size() + item.size() + 1 > kColumns) {
      out += line + '\n';
      line.assign(kIndent, ' ');
    }
    line += line.size() > kIndent ? " " + item : item;
  }
  out += line + '\n';
}

void append_features(std::string& out, const wirepacks::WirePack& pack) {
  for (const std::string_view group : kGroups) {
    std::vector<std::string> can;
    std::vector<std::string> cannot;
    for (const Feature feature : features_of(group))
      (pack.has(feature) ? can : cannot).emplace_back(words(feature));
    out += fmt::format("{}\n", group);
    append_wrapped(out, "can", can);
    append_wrapped(out, "cannot", cannot);
  }
}

// Of the probe for this feature: what the server did with it.
std::optional<bool> tried(const DoctorReport::Server& server, Feature feature) {
  for (std::size_t i = 0; i < server.answers.size(); ++i) {
    if (server.pack->probes[i].feature == feature) return server.answers[i].works;
  }
  return std::nullopt;
}

void write_text(DocumentWriter& writer, std::string_view key, std::string_view text) {
  writer.key(key);
  writer.string(text);
}

void write_texts(DocumentWriter& writer, std::string_view key,
                 const std::vector<std::string>& texts) {
  writer.key(key);
  writer.begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

// How one talks to such a server.
void write_connection(DocumentWriter& writer, const wirepacks::Connection& connection) {
  writer.key("connection");
  writer.begin_object();
  write_text(writer, "protocol", connection.protocol);
  writer.key("default_port");
  writer.number(connection.default_port);
  write_texts(writer, "authentication", connection.authentication);
  write_text(writer, "tls_parameter", connection.tls_parameter);
  write_texts(writer, "tls_modes", connection.tls_modes);
  write_text(writer, "default_tls", connection.default_tls);
  write_text(writer, "version_query", connection.version_query);
  writer.end_object();
}

void append_fact(std::string& out, std::string_view name, const std::string& fact) {
  if (!fact.empty()) out += fmt::format("{:11} {}\n", name, fact);
}

std::string tls_of(const wirepacks::Connection& connection) {
  if (connection.tls_modes.empty()) return {};
  return fmt::format("{}={}, {} if nothing is said", connection.tls_parameter,
                     join(connection.tls_modes, "|"), connection.default_tls);
}

void append_connection(std::string& out, const wirepacks::Connection& connection) {
  append_fact(out, "protocol", connection.protocol);
  append_fact(out, "usual port",
              connection.default_port == 0 ? "" : fmt::to_string(connection.default_port));
  append_fact(out, "logins", join(connection.authentication, ", "));
  append_fact(out, "TLS", tls_of(connection));
}

void write_findings(DocumentWriter& writer, std::string_view key,
                    const std::vector<Finding>& findings) {
  writer.key(key);
  writer.begin_array();
  for (const Finding& finding : findings) {
    writer.begin_object();
    write_text(writer, "name", finding.name);
    write_text(writer, "found", finding.found);
    write_text(writer, "advice", finding.advice);
    writer.end_object();
  }
  writer.end_array();
}

// "node        v20.1.0", or what to do.
void append_findings(std::string& out, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    out += fmt::format("{:11} {}", finding.name, finding.found.empty() ? "missing" : finding.found);
    if (!finding.advice.empty()) out += ": " + finding.advice;
    out += '\n';
  }
}

void write_dialects(DocumentWriter& writer, const DoctorReport& report) {
  writer.key("wirepacks");
  writer.begin_array();
  for (const DoctorReport::Dialect& dialect : report.dialects) {
    writer.begin_object();
    write_text(writer, "name", dialect.name);
    write_text(writer, "default_version", dialect.version);
    writer.key("driver");
    writer.boolean(dialect.has_driver);
    writer.end_object();
  }
  writer.end_array();
}

void write_feature(DocumentWriter& writer, const DoctorReport::Server& server, Feature feature) {
  writer.begin_object();
  write_text(writer, "name", to_string(feature));
  write_text(writer, "group", wirepacks::group(feature));
  writer.key("expected");
  writer.boolean(server.pack->has(feature));
  writer.key("works");
  const std::optional<bool> works = tried(server, feature);
  works ? writer.boolean(*works) : writer.null();
  writer.end_object();
}

void write_server(DocumentWriter& writer, const DoctorReport::Server& server) {
  writer.begin_object();
  write_text(writer, "url", server.url);
  write_text(writer, "wirepack", server.pack->name);
  write_text(writer, "title", server.pack->title);
  write_text(writer, "version", server.version);
  write_connection(writer, server.pack->connection);
  writer.key("features");
  writer.begin_array();
  for (const std::string_view group : kGroups) {
    for (const Feature feature : features_of(group)) write_feature(writer, server, feature);
  }
  writer.end_array();
  writer.end_object();
}

}  // namespace

void report_differences(const DoctorReport::Server& server, Diagnostics& diagnostics) {
  if (server.tells_version && !server.tells_version->works) {
    Diagnostic& told =
        diagnostics.add(Code::kServerDiffers,
                        fmt::format("the wire pack's way to ask {} for its version does not work",
                                    server.pack->title));
    told.notes.push_back(
        {fmt::format("it was tried with: {}", server.pack->connection.version_query), {}});
    told.notes.push_back({server.tells_version->problem, {}});
  }
  for (std::size_t i = 0; i < server.answers.size(); ++i) {
    const wirepacks::Probe& probe = server.pack->probes[i];
    const introspect::Examination::Answer& answer = server.answers[i];
    if (server.pack->has(probe.feature) == answer.works) continue;
    Diagnostic& told = diagnostics.add(
        Code::kServerDiffers,
        answer.works
            ? fmt::format("the wire pack says that {} {} lacks {}, and the server has it",
                          server.pack->title, server.version, words(probe.feature))
            : fmt::format("the wire pack says that {} {} has {}, and the server refuses it",
                          server.pack->title, server.version, words(probe.feature)));
    told.notes.push_back({fmt::format("it was tried with: {}", probe.sql), {}});
    if (!answer.works) told.notes.push_back({answer.problem, {}});
  }
}

std::string as_text(const DoctorReport& report) {
  std::vector<std::string> packs;
  std::vector<std::string> drivers;
  for (const DoctorReport::Dialect& dialect : report.dialects) {
    packs.push_back(fmt::format("{} {}", dialect.name, dialect.version));
    if (dialect.has_driver) drivers.push_back(dialect.name);
  }
  std::string out = fmt::format("wire packs  {}\ndrivers     {}\n", join(packs, ", "),
                                drivers.empty() ? "none" : join(drivers, ", "));
  append_findings(out, report.tools);
  append_findings(out, report.application);
  if (!report.server) return out;
  const DoctorReport::Server& server = *report.server;
  out += fmt::format("server      {} {} at {}\n", server.pack->title, server.version,
                     printable(server.url));
  append_connection(out, server.pack->connection);
  out += fmt::format("probes      {} tried\n\n", server.answers.size());
  append_features(out, *server.pack);
  return out;
}

std::string as_json(const DoctorReport& report, const Diagnostics& diagnostics) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  write_dialects(writer, report);
  write_findings(writer, "tools", report.tools);
  write_findings(writer, "application", report.application);
  writer.key("server");
  report.server ? write_server(writer, *report.server) : writer.null();
  write_diagnostics_member(writer, diagnostics.items());
  writer.end_object();
  return out + '\n';
}

}  // namespace sqlx::cli
