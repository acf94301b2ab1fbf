#include "cli/init_files.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/config.h"
#include "cli/config_keys.h"
#include "cli/variables.h"

namespace sqlx::cli {
namespace {

// In double quotes, as cli/dotenv.h reads them.
std::string dotenv_value(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '$') out += '\\';
    out += c;
  }
  return out + '"';
}

// What the command line chose has to be chosen again each time that the schema is read.
std::string config_file(const InitSubject& subject, const SchemaSource& source) {
  std::vector<ConfigValue> values = {{"name", config_text(subject.name)}};
  if (!source.schemas.empty()) values.push_back({"schemas", config_list(source.schemas)});
  if (!source.include.empty()) values.push_back({"include", config_list(source.include)});
  if (!source.exclude.empty()) values.push_back({"exclude", config_list(source.exclude)});
  if (!source.timeout.empty()) values.push_back({"timeout", config_text(source.timeout)});
  if (!subject.templates.empty()) values.push_back({"templates", config_text(subject.templates)});
  return commented_config(values);
}

std::string env_example(const InitSubject& subject, std::string_view server_settings) {
  const std::string& url = subject.url_elsewhere;
  return fmt::format(
      "# Copy this to .env, which git ignores, and fill it in.\n{}DATABASE_URL={}\n{}",
      url.empty() ? "#" : "", dotenv_value(url.empty() ? "URL of the database" : url),
      server_settings);
}

std::string env(const InitSubject& subject) {
  return fmt::format("# For this machine: git ignores this file.{}\nDATABASE_URL={}\n",
                     subject.has_secret ? " Put the password in; sqlx never writes one." : "",
                     dotenv_value(subject.url));
}

}  // namespace

std::string with_placeholder(std::string shown_url) {
  replace_all(shown_url, "***", "PASSWORD");
  return shown_url;
}

InitFiles init_files(const InitSubject& subject, const SchemaSource& source,
                     std::string_view server_settings) {
  InitFiles files = {{std::string(kConfigFile), config_file(subject, source)},
                     {".env.example", env_example(subject, server_settings)}};
  if (!subject.url.empty()) files.emplace_back(kDotEnvFile, env(subject));
  return files;
}

}  // namespace sqlx::cli
