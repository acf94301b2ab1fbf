// MariaDB's sequences. Only MariaDB 11.5 and later list their options in information_schema; every
// version shows those of one sequence as the only row of a table with its name, so all are asked
// for in one UNION. It begins with no row at all, so that the question is asked, and the number of
// questions stays the same, whatever the schema.
#include <fmt/format.h>

#include "base/text.h"
#include "introspect/mysql/read.h"
#include "introspect/mysql/sql_text.h"

namespace sqlx::introspect::mysql {

std::string sequences_query(Catalog& catalog, const Connection& connection) {
  std::string sql =
      "SELECT NULL AS table_schema, NULL AS table_name, NULL AS start_value, NULL AS increment, "
      "NULL AS minimum_value, NULL AS maximum_value, NULL AS cache_size, NULL AS cycle_option "
      "FROM DUAL WHERE FALSE";
  for (const ir::Sequence& sequence : catalog.database().sequences) {
    if (catalog.is_left_out(sequence.name)) continue;
    const std::string& schema =
        sequence.name.schema.empty() ? catalog.server().chosen : sequence.name.schema;
    sql += fmt::format(
        "\nUNION ALL SELECT {} AS table_schema, {} AS table_name, start_value, increment, "
        "minimum_value, "
        "maximum_value, cache_size, cycle_option FROM {}.{}",
        connection.literal(schema), connection.literal(sequence.name.name), quote_name(schema),
        quote_name(sequence.name.name));
  }
  return sql;
}

void read_sequences(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    ir::Sequence* sequence = catalog.find_sequence(rows);
    if (sequence == nullptr) continue;
    ir::SequenceOptions& options = sequence->options;
    options.start = rows.number("start_value").value_or(options.start);
    options.increment = rows.number("increment").value_or(options.increment);
    options.minimum = rows.number("minimum_value").value_or(options.minimum);
    options.maximum = rows.number("maximum_value").value_or(options.maximum);
    options.cache = rows.number("cache_size").value_or(options.cache);
    options.cycle = rows.yes("cycle_option");
  }
}

}  // namespace sqlx::introspect::mysql
