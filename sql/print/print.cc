// The entry of printing: every kind of node goes to the function that knows it (sql/print.h says
// what comes out).
#include "sql/print.h"

#include "sql/ast/fields.h"
#include "sql/print/parts.h"

namespace sqlx::sql {

void print(Writer& writer, const Node& node) {
  visit(node, [&writer](const auto& typed) { print(writer, typed); });
}

void append_sql(std::string& out, const Node& node, const wirepacks::WirePack& pack) {
  Writer writer(out, pack);
  print(writer, node);
}

void append_sql(std::string& out, const Node& node, const wirepacks::WirePack& pack,
                ParameterWord parameter_word) {
  Writer writer(out, pack, &parameter_word);
  print(writer, node);
}

std::string to_sql(const Node& node, const wirepacks::WirePack& pack) {
  std::string out;
  append_sql(out, node, pack);
  return out;
}

}  // namespace sqlx::sql
