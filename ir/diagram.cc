#include "ir/diagram.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>
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

// The relation of the other kind that the same key gives at its other end, by its place in
// Relations::all.
std::optional<std::size_t> other_end(const Relations& relations, const Relation& relation) {
  const bool forward = relation.kind == RelationKind::kBelongsTo;
  const std::span<const Relation> there = relations.of(relation.to);
  const auto found = std::find_if(there.begin(), there.end(), [&](const Relation& other) {
    return other.key == relation.key && other.kind != RelationKind::kManyToMany &&
           (other.kind == RelationKind::kBelongsTo) != forward;
  });
  if (found == there.end()) return std::nullopt;
  return relations.first(relation.to) + static_cast<std::size_t>(found - there.begin());
}

// Of the belongs-to at this place in Relations::all.
Edge edge_of(std::size_t place, const Catalog& catalog, const Relations& relations,
             const Names& names) {
  const Relation& relation = relations.all()[place];
  const ForeignKey& key = catalog.foreign_key(relation.key);
  const auto back = other_end(relations, relation);
  const bool to_one_row = back && relations.all()[*back].kind == RelationKind::kHasOne;
  return {.from = relation.from,
          .to = relation.to,
          .from_foot = to_one_row ? Foot::kZeroOrOne : Foot::kMany,
          .to_foot = relation.optional ? Foot::kZeroOrOne : Foot::kOne,
          .label = names.relations[place],
          .from_column = *catalog.find_column(relation.from, key.columns.front()),
          .to_column = *catalog.find_column(relation.to, key.referenced_columns.front())};
}

std::vector<Edge> edges_of(const Catalog& catalog, const Relations& relations, const Names& names) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < relations.all().size(); ++i) {
    if (relations.all()[i].kind == RelationKind::kBelongsTo)
      edges.push_back(edge_of(i, catalog, relations, names));
  }
  return edges;
}

// Those that begin or end at the table, each once.
std::vector<Edge> edges_at(TableId table, const Catalog& catalog, const Relations& relations,
                           const Names& names) {
  std::vector<Edge> edges;
  std::size_t place = relations.first(table);
  for (const Relation& relation : relations.of(table)) {
    const std::size_t here = place++;
    if (relation.kind == RelationKind::kManyToMany) continue;
    const bool forward = relation.kind == RelationKind::kBelongsTo;
    if (!forward && relation.to == table) continue;  // its other end is here, too
    const auto back = forward ? here : other_end(relations, relation);
    if (back) edges.push_back(edge_of(*back, catalog, relations, names));
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

// ----------------------------------------------------------------------------------------- Mermaid

// What Mermaid's strings cannot hold; `#` begins one of its entities.
std::string mermaid_string(std::string_view text) {
  return '"' +
         escaped(text,
                 [](char c) -> std::string_view {
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
                 }) +
         '"';
}

// Where Mermaid would read the mark of a key.
bool begins_like_mark(std::string_view text) {
  return starts_with_fold(text, "pk") || starts_with_fold(text, "fk") ||
         starts_with_fold(text, "uk");
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

// A column's name, if it is one that Mermaid can read, and else the field's, which is. A key mark
// is none.
std::string mermaid_attribute(const std::string& column, const std::string& field) {
  const std::string& name = is_plain_word(column) ? column : field;
  return name.size() == 2 && begins_like_mark(name) ? name + '_' : name;
}

// Words of Mermaid's own have no underscore at their end.
std::string mermaid_id(const TableNames& names) { return names.model + '_'; }

void append_mermaid_name(std::string& out, const Table& table, const TableNames& names) {
  out += fmt::format("    {}[{}]", mermaid_id(names),
                     mermaid_string(table.name.name.empty() ? "(unnamed)" : label_of(table)));
}

void append_mermaid_entity(std::string& out, const Table& table, const TableNames& names) {
  append_mermaid_name(out, table, names);
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

void append_mermaid_edge(std::string& out, const Edge& edge, const Names& names) {
  out += fmt::format("    {} {}--{} {} : {}\n", mermaid_id(names.tables[index(edge.to)]),
                     mermaid_left(edge.to_foot), mermaid_right(edge.from_foot),
                     mermaid_id(names.tables[index(edge.from)]), mermaid_string(edge.label));
}

constexpr std::string_view kMermaidHead = "erDiagram\n";

// ---------------------------------------------------------------------------------------- Graphviz

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
  out += fmt::format(
      "  \"{}\" [label=<\n    <table border=\"0\" cellborder=\"1\" cellspacing=\"0\" "
      "cellpadding=\"4\">\n",
      names.model);
  out += fmt::format("      <tr><td colspan=\"3\" bgcolor=\"#e8eef7\"><b>{}</b></td></tr>\n",
                     html(label_of(table) + ' '));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const std::string type =
        html(shortened(column.database_type, kLongestType)) + (column.nullable ? "?" : "");
    out += fmt::format(
        "      <tr><td align=\"left\" port=\"c{}\">{}</td><td "
        "align=\"left\">{}</td><td>{}</td></tr>\n",
        i, html(column.name + ' '), type, fmt::join(key_marks(table, column.name), " "));
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
  std::string out(kMermaidHead);
  for (const TableId id : catalog.table_ids())
    append_mermaid_entity(out, catalog.table(id), names.tables[index(id)]);
  for (const Edge& edge : edges_of(catalog, relations, names))
    append_mermaid_edge(out, edge, names);
  return out;
}

std::string mermaid_overview(const Catalog& catalog, const Relations& relations,
                             const Names& names) {
  std::string out(kMermaidHead);
  for (const TableId id : catalog.table_ids()) {
    append_mermaid_name(out, catalog.table(id), names.tables[index(id)]);
    out += '\n';
  }
  for (const Edge& edge : edges_of(catalog, relations, names))
    append_mermaid_edge(out, edge, names);
  return out;
}

std::string mermaid_around(TableId table, const Catalog& catalog, const Relations& relations,
                           const Names& names) {
  std::string out(kMermaidHead);
  append_mermaid_entity(out, catalog.table(table), names.tables[index(table)]);
  std::set<TableId> drawn = {table};
  const std::vector<Edge> edges = edges_at(table, catalog, relations, names);
  for (const Edge& edge : edges) {
    const TableId other = edge.from == table ? edge.to : edge.from;
    if (!drawn.insert(other).second) continue;
    append_mermaid_name(out, catalog.table(other), names.tables[index(other)]);
    out += '\n';
  }
  for (const Edge& edge : edges) append_mermaid_edge(out, edge, names);
  return out;
}

std::string dot(const Catalog& catalog, const Relations& relations, const Names& names) {
  std::string out(kDotHead);
  for (const TableId id : catalog.table_ids())
    append_dot_node(out, catalog.table(id), names.tables[index(id)]);
  for (const Edge& edge : edges_of(catalog, relations, names)) {
    out += fmt::format("  \"{}\":c{} -> \"{}\":c{} [arrowtail={}, arrowhead={}, label=\"{}\"];\n",
                       names.tables[index(edge.from)].model, edge.from_column.index,
                       names.tables[index(edge.to)].model, edge.to_column.index,
                       dot_arrow(edge.from_foot), dot_arrow(edge.to_foot), edge.label);
  }
  return out + "}\n";
}

std::string mermaid(const Database& database) {
  return by_rule(static_cast<DrawFunction>(mermaid), database);
}
std::string dot(const Database& database) {
  return by_rule(static_cast<DrawFunction>(dot), database);
}

}  // namespace sqlx::ir
