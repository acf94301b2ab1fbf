#include "introspect/postgres/questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "embedded/postgres_queries.h"

namespace sqlx::introspect::postgres {
namespace {

struct Newcomer {
  int since;                   // major version of the server
  std::string_view text;       // in the .sql file
  std::string_view otherwise;  // what an older server gets
};

// From new to old: what one row puts in, a later one may take out.
constexpr auto kNewcomers = std::to_array<Newcomer>({
    {18, "k.conenforced", "true"},
    {17, "d.datlocale", "d.daticulocale"},
    {17, "c.colllocale", "c.colliculocale"},
    {16, "c.collicurules", "NULL::text"},
    {15, "d.daticulocale", "NULL::text"},
    {15, "c.colliculocale", "NULL::text"},
    {15, "i.indnullsnotdistinct", "false"},
    {15, "k.confdelsetcols", "NULL::smallint[]"},
    {14, "a.attcompression", "''::\"char\""},
    {14, "r.rngmultitypid", "0"},
    {13, "t.tgparentid", "0"},
});

// A query has its time limit from the server, which can say what it waited for; ours ends a little
// later.
constexpr auto kServerShare = 0.9;

}  // namespace

void Questions::limit_to(std::span<const Oid> schemas) {
  schemas_ = fmt::format("'{{{}}}'", fmt::join(schemas, ","));
}

std::string Questions::text(std::string_view name) const {
  const auto files = embedded::postgres_queries();
  const std::string file_name = fmt::format("{}.sql", name);
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const EmbeddedFile& f) { return f.name == file_name; });
  std::string sql(file->text);
  for (const Newcomer& newcomer : kNewcomers) {
    if (session_.server_version() / 10000 < newcomer.since)
      replace_all(sql, newcomer.text, newcomer.otherwise);
  }
  replace_all(sql, "'{2200}'", schemas_);
  const auto limit =
      static_cast<std::int64_t>(static_cast<double>(timeout_.count()) * kServerShare);
  replace_all(sql, "_timeout = 10000",
              fmt::format("_timeout = {}", std::max<std::int64_t>(limit, 1)));
  return sql;
}

Rows Questions::ask(std::string_view name) const { return session_.ask(name, text(name)); }

}  // namespace sqlx::introspect::postgres
