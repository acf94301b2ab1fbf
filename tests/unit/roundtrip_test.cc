// Parse ∘ print is the identity: texts of every dialect, in tests/translate/roundtrip/, keep their
// tree, and between them they have every field of every node. So no field is forgotten by the
// printer.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <set>

#include "base/text.h"
#include "sql/ast/dump.h"
#include "sql/ast/fields.h"
#include "sql/ast/visit.h"
#include "sql/front_end.h"
#include "sql/parse.h"
#include "sql/print.h"
#include "tests/unit/named.h"
#include "tests/unit/statement_files.h"

namespace sqlx::sql {
namespace {

enum class ReadBy : std::uint8_t { kOurParser, kFrontEnd };

class Dialect {
 public:
  explicit Dialect(std::string_view name, ReadBy reader = ReadBy::kOurParser)
      : pack_(pack_of(name)), grammar_(pack_), front_end_(pack_), reader_(reader) {}

  const Node* parse(std::string_view text) {
    Diagnostics diagnostics;
    StatementText statement;
    statement.text = arena_.copy(text);
    statement.file = "text";
    const Node* tree = reader_ == ReadBy::kFrontEnd
                           ? front_end_.parse(statement, arena_, diagnostics)
                           : parse_statement(statement, grammar_, arena_, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.items()) UNSCOPED_INFO(diagnostic.message);
    return tree;
  }
  [[nodiscard]] std::string print(const Node& tree) const { return to_sql(tree, pack_); }

 private:
  static wirepacks::WirePack pack_of(std::string_view name) {
    Diagnostics diagnostics;
    return wirepacks::embedded_pack(name, diagnostics).value();
  }

  wirepacks::WirePack pack_;
  Grammar grammar_;
  FrontEnd front_end_;
  ReadBy reader_;
  Arena arena_;
};

// `postgres_later` has what libpg_query is too old for.
constexpr std::string_view kFiles[] = {"mariadb", "mysql", "postgres", "postgres_later", "sqlite"};

std::string_view dialect_of(std::string_view file) { return file.substr(0, file.find('_')); }

void check_round_trip(Dialect& dialect, const std::string& text) {
  INFO(text);
  const Node* tree = dialect.parse(text);
  CHECK(tree != nullptr);
  if (tree == nullptr) return;
  const std::string printed = dialect.print(*tree);
  INFO("printed: " << printed);
  const Node* again = dialect.parse(printed);
  CHECK(again != nullptr);
  if (again == nullptr) return;
  CHECK(dialect.print(*again) == printed);
  if (!equal(tree, again)) CHECK(dump(*again) == dump(*tree));
}

TEST_CASE("what is parsed and printed is parsed as the same") {
  for (const std::string_view file : kFiles) {
    INFO(file);
    Dialect dialect(dialect_of(file));
    for (const std::string& text : statements_of(file)) check_round_trip(dialect, text);
  }
}

TEST_CASE("what libpg_query parses and is printed is parsed as the same") {
  Dialect dialect("postgres", ReadBy::kFrontEnd);
  for (const std::string& text : statements_of("postgres")) check_round_trip(dialect, text);
}

template <class T>
void add_fields(const T& node, std::set<std::string>& seen) {
  const T usual;
  T::fields([&](std::string_view name, auto member) {
    const auto& value = node.*member;
    bool is_said = false;
    if constexpr (requires { value.empty(); }) {
      is_said = !value.empty();
    } else {
      is_said = value != usual.*member;
    }
    if (is_said) seen.insert(fmt::format("{}.{}", to_string(node.kind), name));
  });
}

void add_tree(const Node& node, std::set<std::string>& seen) {
  visit(node, [&](const auto& typed) { add_fields(typed, seen); });
  for_each_child(node, [&](const Node& child) { add_tree(child, seen); });
}

std::set<std::string> all_fields() {
  std::set<std::string> names;
#define SQLX_NODE(type) \
  type::fields(         \
      [&](std::string_view name, auto) { names.insert(fmt::format("{}.{}", #type, name)); });
#include "sql/ast/nodes.def"
  return names;
}

TEST_CASE("the texts have every field of every node") {
  // What no text says: meanings, and what only a rewrite makes.
  std::set<std::string> missing = all_fields();
  for (const char* name : {"Call.meaning", "Interval.months", "Interval.days",
                           "Interval.microseconds", "Query.limit_percent", "Select.qualify",
                           "Call.nulls", "Metavariable.index", "Metavariable.variadic"}) {
    CHECK(missing.erase(name) == 1);
  }
  for (const std::string_view file : kFiles) {
    Dialect dialect(dialect_of(file));
    std::set<std::string> seen;
    for (const std::string& text : statements_of(file)) {
      if (const Node* tree = dialect.parse(text)) add_tree(*tree, seen);
    }
    for (const std::string& field : seen) missing.erase(field);
  }
  const std::vector<std::string> names(missing.begin(), missing.end());
  CHECK(join(names, "\n") == "");
}

}  // namespace
}  // namespace sqlx::sql
