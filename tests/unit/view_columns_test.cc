// introspect/postgres: stored query trees of views, and what they say of the views' columns.
//
// The trees are real ones, view_trees/pg<version>.trees; what should be found stands beside each
// view in view_trees/views.sql.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "base/text.h"
#include "embedded/view_trees.h"
#include "introspect/postgres/node_tree.h"
#include "introspect/postgres/view_columns.h"

namespace sqlx::introspect::postgres {
namespace {

struct Relation {
  std::string name;
  std::vector<std::string> columns;  // of a table; `!` after one that is NOT NULL
  std::string tree;                  // of a view
};

using Relations = std::map<std::uint32_t, Relation>;

Relations relations_of(std::string_view captured) {
  Relations relations;
  for (const std::string_view line : split(trim(captured), '\n')) {
    const auto fields = split(line, '\t');
    REQUIRE(fields.size() == 4);
    Relation relation{.name = std::string(fields[2])};
    if (fields[0] == "view") {
      relation.tree = fields[3];
    } else {
      for (const std::string_view column : split(fields[3], ','))
        relation.columns.emplace_back(trim(column));
    }
    relations[static_cast<std::uint32_t>(std::stoul(std::string(fields[1])))] = relation;
  }
  return relations;
}

// name of the view → the line before it, without its mark
std::map<std::string, std::string> expectations_of(std::string_view sql) {
  constexpr std::string_view kMark = "--= ";
  constexpr std::string_view kCreate = "CREATE VIEW ";
  std::map<std::string, std::string> expectations;
  std::string_view expected;
  for (const std::string_view line : split(sql, '\n')) {
    if (line.starts_with(kMark)) expected = line.substr(kMark.size());
    if (!line.starts_with(kCreate)) continue;
    const std::string_view rest = line.substr(kCreate.size());
    expectations[std::string(rest.substr(0, rest.find(' ')))] = expected;
  }
  return expectations;
}

std::string column_name(const Relations& relations, ColumnId id, bool& not_null) {
  const Relation& table = relations.at(id.relation);
  std::string name = table.columns.at(static_cast<std::size_t>(id.column) - 1);
  not_null = name.ends_with('!');
  if (not_null) name.pop_back();
  return table.name + "." + name;
}

std::string describe(const Relations& relations, const ViewColumn& column) {
  bool ignored = false;
  return (column.base ? column_name(relations, *column.base, ignored) : "-") +
         (column.nullable ? "" : "!");
}

Views resolved_views(const Relations& relations) {
  Views views;
  for (const auto& [oid, relation] : relations) {
    if (relation.tree.empty()) continue;
    INFO(relation.name);
    const auto columns = view_columns(relation.tree);
    REQUIRE(columns);
    views[oid] = *columns;
  }
  resolve(views, [&](ColumnId id) {
    bool not_null = false;
    static_cast<void>(column_name(relations, id, not_null));
    return not_null;
  });
  return views;
}

std::string_view embedded_file(std::string_view name) {
  const auto files = embedded::view_trees();
  const auto found = std::ranges::find(files, name, &EmbeddedFile::name);
  REQUIRE(found != files.end());
  return found->text;
}

std::vector<Relations> captures() {
  std::vector<Relations> all;
  for (const EmbeddedFile& file : embedded::view_trees()) {
    if (file.name.ends_with(".trees")) all.push_back(relations_of(file.text));
  }
  return all;
}

void check_expectations(const Relations& relations) {
  const auto expectations = expectations_of(embedded_file("views.sql"));
  const Views views = resolved_views(relations);
  CHECK(views.size() == expectations.size());
  for (const auto& [oid, columns] : views) {
    std::vector<std::string> found;
    for (const ViewColumn& column : columns) found.push_back(describe(relations, column));
    INFO(relations.at(oid).name);
    CHECK(join(found, " ") == expectations.at(relations.at(oid).name));
  }
}

TEST_CASE(
    "a view's columns are traced to their tables, and are not NULL only where that is certain") {
  for (const Relations& relations : captures()) check_expectations(relations);
}

// Labels before PostgreSQL 15.
std::string_view old_label(std::string_view label) {
  constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
      {"RANGETBLENTRY", "RTE"}, {"COALESCEEXPR", "COALESCE"}, {"MINMAXEXPR", "MINMAX"},
      {"CASEEXPR", "CASE"},     {"CASEWHEN", "WHEN"},
  };
  const auto* found =
      std::ranges::find(kLabels, label, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(kLabels) ? label : found->second;
}

// The same tree as another version might write it: fields in the opposite order between fields that
// nobody knows, and old labels.
void write_differently(Node node, std::string& out) {
  if (!node.is_list() && node.label().empty()) {
    out += node.written();
    return;
  }
  std::vector<std::string> items;
  for (Node item = node.first(); item; item = item.next()) {
    std::string& text =
        items.emplace_back(node.is_list() ? "" : ":" + std::string(item.field()) + "\n\t");
    write_differently(item, text);
    if (item.field() == "constvalue" && !item.written().starts_with('<')) text += " [ 1 -2 3 ]";
  }
  if (!node.is_list()) std::ranges::reverse(items);
  out += node.is_list() ? "(" : "{";
  out += node.is_list() ? node.written() : old_label(node.label());
  for (const std::string& item : items) out += " " + item;
  out += node.is_list() ? ")" : " :varnullingrels (b) :news {NEWS :a (x 1) :b 4 [ 1 0 ] :c <>}}";
}

TEST_CASE("only the names of fields matter, not their order, and not what else there is") {
  for (Relations& relations : captures()) {
    for (auto& [oid, relation] : relations) {
      if (relation.tree.empty()) continue;
      const auto tree = NodeTree::read(relation.tree);
      REQUIRE(tree);
      std::string other;
      write_differently(tree->root(), other);
      relation.tree = other;
    }
    check_expectations(relations);
  }
}

std::string tree_of(std::string_view view) {
  const Relations relations = captures().front();
  for (const auto& [oid, relation] : relations) {
    if (relation.name == view) return relation.tree;
  }
  FAIL("no such view");
  return {};
}

std::vector<bool> nullable(std::string_view tree) {
  const auto columns = view_columns(tree);
  REQUIRE(columns);
  std::vector<bool> answers;
  for (const ViewColumn& column : *columns) answers.push_back(column.nullable);
  return answers;
}

TEST_CASE("a column of a join is that of its side") {
  // PostgreSQL 12 writes SELECT * FROM a LEFT JOIN b so: entry 5 is the join.
  std::string tree = tree_of("left_join");
  const std::size_t at = tree.find(":targetList");
  for (const auto& [side, joined] :
       {std::pair("{VAR :varno 3 :varattno 1", "{VAR :varno 5 :varattno 1"),
        std::pair("{VAR :varno 4 :varattno 1", "{VAR :varno 5 :varattno 5")}) {
    const std::size_t variable = tree.find(side, at);
    REQUIRE(variable != std::string::npos);
    tree.replace(variable, std::string_view(side).size(), joined);
  }
  CHECK(nullable(tree) == std::vector<bool>{false, true});
}

// A view that shows one expression over the table 7, which is entry 1.
std::string tiny_view(std::string_view expression, std::string_view more = "") {
  return "({QUERY :commandType 1 :rtable ({RTE :rtekind 0 :relid 7 :relkind r}) :jointree "
         "{FROMEXPR :fromlist "
         "({RANGETBLREF :rtindex 1})} :targetList ({TARGETENTRY :expr " +
         std::string(expression) + " :resno 1 :resorigtbl 7 :resorigcol 2 :resjunk false}) " +
         std::string(more) + "})";
}

std::optional<ViewColumn> tiny_column(std::string_view expression, std::string_view more = "") {
  const auto columns = view_columns(tiny_view(expression, more));
  if (!columns || columns->size() != 1) return std::nullopt;
  return columns->front();
}

constexpr std::string_view kVariable = "{VAR :varno 1 :varattno 2 :varlevelsup 0}";

TEST_CASE("what a column's nullability depends on is named") {
  const ViewColumn expected{.base = ColumnId{7, 2}, .nullable = false, .not_null_if = {{7, 2}}};
  CHECK(tiny_column(kVariable) == expected);
  const std::string two =
      "({CASEWHEN :result {VAR :varno 1 :varattno 3 :varlevelsup 0}} {CASEWHEN :result " +
      std::string(kVariable) + "})";
  const auto column =
      tiny_column("{CASEEXPR :args " + two + " :defresult {CONST :constisnull false}}");
  REQUIRE(column);
  CHECK(column->not_null_if == std::vector<ColumnId>{{7, 2}, {7, 3}});
}

TEST_CASE("whatever is not understood is nullable") {
  const auto [expression, more] = GENERATE(table<std::string_view, std::string_view>({
      {"{VAR :varno 1 :varattno 2 :varnullingrels (b 3) :varlevelsup 0}",
       ""},  // PostgreSQL 16: an outer join above it
      {"{VAR :varno 1 :varattno 2 :varlevelsup 1}", ""},
      {"{VAR :varno 1 :varattno 2}", ""},
      {"{VAR :varno 1 :varattno 0 :varlevelsup 0}", ""},
      {"{VAR :varno 1 :varattno -1 :varlevelsup 0}", ""},
      {"{VAR :varno 1 :varattno 99999999999999999999 :varlevelsup 0}", ""},
      {"{VAR :varno 2 :varattno 2 :varlevelsup 0}", ""},
      {"{VAR :varno 0 :varattno 2 :varlevelsup 0}", ""},
      {"{VAR :varno -1 :varattno 2 :varlevelsup 0}", ""},
      {"{FUNCEXPR :funcid 1 :args ({CONST :constisnull false})}", ""},
      {"{AGGREF :aggfnoid 2108}", ""},
      {"{CONST :constisnull true}", ""},
      {"{CONST}", ""},
      {"{COALESCEEXPR :args <>}", ""},
      {"{BOOLEXPR :args <>}", ""},
      {"{CASEEXPR :args <> :defresult <>}", ""},
      {"{CONST :constisnull false}", ":groupingSets ({GROUPINGSET :kind 0})"},
      {"<>", ""},
      {"word", ""},
      {"(i 1 2)", ""},
  }));
  INFO(expression);
  const auto column = tiny_column(expression, more);
  REQUIRE(column);
  CHECK(column->nullable);
}

TEST_CASE("a tree that refers to itself ends") {
  const std::string query =
      "({QUERY :commandType 1 :rtable ({RTE :rtekind 2 :joinaliasvars ({COALESCE :args (" +
      std::string(kVariable) + " " +
      "{VAR :varno 1 :varattno 1 :varlevelsup 0} {VAR :varno 1 :varattno 1 :varlevelsup 0})})}) "
      ":jointree {RANGETBLREF :rtindex 1} "
      ":targetList ({TARGETENTRY :expr {VAR :varno 1 :varattno 1 :varlevelsup 0} :resno 1 :resjunk "
      "false})})";
  CHECK(nullable(query) == std::vector<bool>{true});
}

TEST_CASE("a tree may be nested as deep as it likes") {
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "{RELABELTYPE :arg ";
  CHECK_FALSE(NodeTree::read(deep));
  deep += "{CONST :constisnull false}" + std::string(300'000, '}');
  CHECK(NodeTree::read(deep));
  CHECK(tiny_column(deep)->nullable);
}

TEST_CASE("what is not a view's tree gives nothing") {
  for (const char* text :
       {"", " ", "<>", "(", ")", "{", "}", "{}", "()", "(<>)", "({QUERY :commandType 2})",
        "({QUERY})", "\\", "({QUERY :commandType 1} {QUERY :commandType 1})",
        "{QUERY :commandType 1}", "({QUERY :commandType)"}) {
    INFO(text);
    CHECK_FALSE(view_columns(text));
  }
  CHECK_FALSE(view_columns(tiny_view(kVariable) + " x"));
  CHECK_FALSE(view_columns(tiny_view(kVariable, ":jointree {MYSTERY} :rtable <>")) ==
              view_columns(tiny_view("<>")));
  CHECK_FALSE(view_columns("({QUERY :commandType 1 :jointree {MYSTERY}})"));
}

TEST_CASE("words, lists and data are read as PostgreSQL writes them") {
  const auto tree = NodeTree::read(
      "({A :name :b :b a\\ \\{b :c 4 [ 1 -2 ] :d (b 8 9) :e (\"i\" <> \"x\\ y\") :f <> :g -5})");
  REQUIRE(tree);
  const Node object = tree->root().first();
  CHECK(object.is_object("A"));
  CHECK(object["name"].is(":b"));  // a value may look like a field
  CHECK(object["b"].written() == "a\\ \\{b");
  CHECK(object["c"].number() == 4);
  CHECK(object["d"].at(1).number() == 9);
  CHECK_FALSE(object["d"].at(2));
  CHECK(object["e"].at(0).is("\"i\""));
  CHECK(object["e"].at(1));
  CHECK(object["e"].at(2).written() == "\"x\\ y\"");
  CHECK(object["f"]);
  CHECK_FALSE(object["f"].number());
  CHECK(object["g"].number() == -5);
  CHECK_FALSE(object["h"]);
  CHECK_FALSE(object["h"]["i"].first().next());
}

TEST_CASE("a tree that was cut anywhere is none") {
  const std::string tree = tree_of("lateral_left");
  for (std::size_t length = 0; length < tree.size(); ++length) {
    if (NodeTree::read(std::string_view(tree).substr(0, length)))
      FAIL("read after " << length << " bytes");
  }
}

std::string mutated(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes("(){}<>[]\\\": 01239-x\0", 20);
  const auto pick = [&](std::size_t below) { return random() % below; };
  for (std::size_t edits = 1 + pick(4); edits > 0; --edits) {
    const std::size_t at = pick(text.size());
    const std::size_t length = std::min<std::size_t>(text.size() - at, pick(60));
    switch (pick(4)) {
      case 0: text[at] = kBytes[pick(kBytes.size())]; break;
      case 1: text.insert(at, 1, kBytes[pick(kBytes.size())]); break;
      case 2: text.insert(pick(text.size()), text.substr(at, length)); break;
      default: text.erase(at, std::min(length, text.size() - 1)); break;
    }
  }
  return text;
}

TEST_CASE("a damaged tree does no harm") {
  std::mt19937 random(20250217);
  std::size_t read = 0;
  const Relations relations = captures().front();
  for (const auto& [oid, relation] : relations) {
    for (int i = 0; i < 60 && !relation.tree.empty(); ++i) {
      if (view_columns(mutated(relation.tree, random))) ++read;
    }
  }
  CHECK(read > 0);  // so some of the damage got as far as the analysis
}

TEST_CASE("views over views are followed to their tables, and circles end") {
  const auto shows = [](ColumnId id) {
    return ViewColumn{.base = id, .nullable = false, .not_null_if = {id}};
  };
  Views views;
  views[10] = {shows({7, 2}), shows({7, 3}), {.nullable = true}, {.nullable = false}};
  views[11] = {shows({10, 1}), shows({10, 2}), shows({10, 3}), shows({10, 4}), shows({10, 5})};
  views[20] = {shows({21, 1})};
  views[21] = {shows({20, 1})};
  resolve(views, [](ColumnId id) { return id == ColumnId{7, 2}; });
  const ViewColumn certain{.base = ColumnId{7, 2}, .nullable = false};
  CHECK(views[10] ==
        std::vector<ViewColumn>{certain, {.base = ColumnId{7, 3}}, {}, {.nullable = false}});
  CHECK(views[11] ==
        std::vector<ViewColumn>{certain, {.base = ColumnId{7, 3}}, {}, {.nullable = false}, {}});
  CHECK(views[20] == std::vector<ViewColumn>{{}});
  CHECK(views[21] == std::vector<ViewColumn>{{}});
}

TEST_CASE("a long chain of views ends") {
  Views views;
  for (std::uint32_t oid = 1; oid <= 50'000; ++oid) {
    views[oid] = {{.base = ColumnId{oid + 1, 1}, .nullable = false, .not_null_if = {{oid + 1, 1}}}};
  }
  resolve(views, [](ColumnId) { return true; });
  CHECK(views[1].front().nullable);
  CHECK_FALSE(views[50'000].front().nullable);
}

}  // namespace
}  // namespace sqlx::introspect::postgres
