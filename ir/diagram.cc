#include "ir/diagram.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "ir/key_marks.h"

namespace sqlx::ir {
namespace {

constexpr std::size_t kLongestType = 40;

// One end of a line between two tables.
enum class Foot : std::uint8_t { kOne, kZeroOrOne, kMany };

struct Edge {
  TableId from{};  // the table with the foreign key
  TableId to{};
  Foot from_foot = Foot::kMany;
  Foot to_foot = Foot::kOne;
  std::string_view label;  // what `from` calls it
  ColumnId from_column;    // the first ones of the key
  ColumnId to_column;
};

std::vector<Edge> edges_of(const Catalog& catalog, const Relations& relations, const Names& names) {
  std::set<ForeignKeyId> to_one_row;
  for (const Relation& relation : relations.all()) {
    if (relation.kind == RelationKind::kHasOne) to_one_row.insert(relation.key);
  }
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < relations.all().size(); ++i) {
    const Relation& relation = relations.all()[i];
    if (relation.kind != RelationKind::kBelongsTo) continue;
    const ForeignKey& key = catalog.foreign_key(relation.key);
    edges.push_back({.from = relation.from,
                     .to = relation.to,
                     .from_foot = to_one_row.contains(relation.key) ? Foot::kZeroOrOne : Foot::kMany,
                     .to_foot = relation.optional ? Foot::kZeroOrOne : Foot::kOne,
                     .label = names.relations[i],
                     .from_column = *catalog.find_column(relation.from, key.columns.front()),
                     .to_column = *catalog.find_column(relation.to, key.referenced_columns.front())});
  }
  return edges;
}

std::string label_of(const Table& table) {
  return table.name.schema.empty() ? table.name.name : table.name.schema + '.' + table.name.name;
}

// `text` made printable, each character that `escape` knows replaced.
template <class Escape>
std::string escaped(std::string_view text, Escape escape) {
  std::string out;
  for (const char c : printable(text)) {
    const std::string_view replacement = escape(c);
    if (replacement.empty()) {
      out += c;
    } else {
      out += replacement;
    }
  }
  return out;
}

// --------------------------------------------------------------------------------------------------------- Mermaid

// What Mermaid's strings cannot hold; `#` begins one of its entities.
std::string mermaid_string(std::string_view text) {
  return '"' + escaped(text, [](char c) -> std::string_view {
    switch (c) {
      case '"': return "#quot;";
      case '#': return "#35;";
      case '%': return "#37;";
      case '\\': return "#92;";
      case '<': return "#lt;";
      case '>': return "#gt;";
      case '`': return "#96;";
      case '~': return "#126;";
      default: return {};
    }
  }) + '"';
}

// Where Mermaid would read the mark of a key.
bool begins_like_mark(std::string_view text) {
  return starts_with_fold(text, "pk") || starts_with_fold(text, "fk") || starts_with_fold(text, "uk");
}

// Letters, digits and a few signs; it begins with a letter, but not as a key's mark does.
std::string mermaid_type(std::string_view type) {
  std::string out;
  for (const char c : type.substr(0, kLongestType)) {
    const bool fine = is_letter(c) || is_digit(c) || c == '(' || c == ')' || c == '[' || c == ']';
    out += fine ? c : '_';
  }
  return out.empty() || !is_letter(out.front()) || begins_like_mark(out) ? "t" + out : out;
}

// A column's name, if it is one that Mermaid can read, and else the field's, which is. A key mark is none.
std::string mermaid_attribute(const std::string& column, const std::string& field) {
  const std::string& name = is_plain_word(column) ? column : field;
  return name.size() == 2 && begins_like_mark(name) ? name + '_' : name;
}

// Words of Mermaid's own have no underscore at their end.
std::string mermaid_id(const TableNames& names) { return names.model + '_'; }

void append_mermaid_entity(std::string& out, const Table& table, const TableNames& names) {
  out += fmt::format("    {}[{}]", mermaid_id(names), mermaid_string(table.name.name.empty() ? "(unnamed)" : label_of(table)));
  if (table.columns.empty()) {
    out += '\n';
    return;
  }
  out += " {\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const std::string name = mermaid_attribute(column.name, names.fields[i]);
    out += fmt::format("        {} {}", mermaid_type(column.database_type), name);
    const auto marks = key_marks(table, column.name);
    if (!marks.empty()) out += fmt::format(" {}", fmt::join(marks, ", "));
    if (name != column.name && !column.name.empty()) out += ' ' + mermaid_string(column.name);
    out += '\n';
  }
  out += "    }\n";
}

std::string_view mermaid_left(Foot foot) {
  switch (foot) {
    case Foot::kOne: return "||";
    case Foot::kZeroOrOne: return "|o";
    case Foot::kMany: return "}o";
  }
  return {};
}

std::string_view mermaid_right(Foot foot) {
  switch (foot) {
    case Foot::kOne: return "||";
    case Foot::kZeroOrOne: return "o|";
    case Foot::kMany: return "o{";
  }
  return {};
}

// -------------------------------------------------------------------------------------------------------- Graphviz

std::string html(std::string_view text) {
  return escaped(text, [](char c) -> std::string_view {
    switch (c) {
      case '<': return "&lt;";
      case '>': return "&gt;";
      case '&': return "&amp;";
      case '"': return "&quot;";
      case '\'': return "&#39;";
      default: return {};
    }
  });
}

void append_dot_node(std::string& out, const Table& table, const TableNames& names) {
  out += fmt::format("  \"{}\" [label=<\n    <table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n", names.model);
  out += fmt::format("      <tr><td colspan=\"3\" bgcolor=\"#e8eef7\"><b>{}</b></td></tr>\n", html(label_of(table) + ' '));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const std::string type = html(shortened(column.database_type, kLongestType)) + (column.nullable ? "?" : "");
    out += fmt::format("      <tr><td align=\"left\" port=\"c{}\">{}</td><td align=\"left\">{}</td><td>{}</td></tr>\n", i,
                       html(column.name + ' '), type, fmt::join(key_marks(table, column.name), " "));
  }
  out += "    </table>>];\n";
}

std::string_view dot_arrow(Foot foot) {
  switch (foot) {
    case Foot::kOne: return "teetee";
    case Foot::kZeroOrOne: return "teeodot";
    case Foot::kMany: return "crowodot";
  }
  return {};
}

constexpr std::string_view kDotHead = R"(digraph schema {
  graph [rankdir=LR, fontname="Helvetica"];
  node [shape=plaintext, fontname="Helvetica", fontsize=10];
  edge [dir=both, fontname="Helvetica", fontsize=9];
)";

template <class Draw>
std::string by_rule(Draw draw, const Database& database) {
  const Catalog catalog(database);
  const Relations relations(catalog);
  return draw(catalog, relations, assign_names(catalog, relations));
}

using DrawFunction = std::string (*)(const Catalog&, const Relations&, const Names&);

}  // namespace

std::string mermaid(const Catalog& catalog, const Relations& relations, const Names& names) {
  std::string out = "erDiagram\n";
  for (const TableId id : catalog.table_ids()) append_mermaid_entity(out, catalog.table(id), names.tables[index(id)]);
  for (const Edge& edge : edges_of(catalog, relations, names)) {
    out += fmt::format("    {} {}--{} {} : {}\n", mermaid_id(names.tables[index(edge.to)]), mermaid_left(edge.to_foot),
                       mermaid_right(edge.from_foot), mermaid_id(names.tables[index(edge.from)]), mermaid_string(edge.label));
  }
  return out;
}

std::string dot(const Catalog& catalog, const Relations& relations, const Names& names) {
  std::string out(kDotHead);
  for (const TableId id : catalog.table_ids()) append_dot_node(out, catalog.table(id), names.tables[index(id)]);
  for (const Edge& edge : edges_of(catalog, relations, names)) {
    out += fmt::format("  \"{}\":c{} -> \"{}\":c{} [arrowtail={}, arrowhead={}, label=\"{}\"];\n", names.tables[index(edge.from)].model,
                       edge.from_column.index, names.tables[index(edge.to)].model, edge.to_column.index, dot_arrow(edge.from_foot),
                       dot_arrow(edge.to_foot), edge.label);
  }
  return out + "}\n";
}

std::string mermaid(const Database& database) { return by_rule(static_cast<DrawFunction>(mermaid), database); }
std::string dot(const Database& database) { return by_rule(static_cast<DrawFunction>(dot), database); }

}  // namespace sqlx::ir
