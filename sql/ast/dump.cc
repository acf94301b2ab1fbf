#include "sql/ast/dump.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sql/ast/fields.h"

namespace sqlx::sql {
namespace {

void append_value(std::string& out, std::string_view text) {
  append_quoted(out, printable(text), '"');
}
void append_value(std::string& out, const Name& name) { append_value(out, name.text); }
void append_value(std::string& out, bool value) { out += value ? "yes" : "no"; }
void append_value(std::string& out, std::int64_t value) { out += fmt::to_string(value); }
void append_value(std::string& out, std::uint8_t value) { out += fmt::to_string(value); }

template <class T>
requires std::is_enum_v<T>
void append_value(std::string& out, T value) { out += fmt::format("{}", to_string(value)); }

void append_line(std::string& out, std::size_t indent) {
  out += '\n';
  out.append(indent, ' ');
}

template <class T>
void append_field(std::string& out, std::string_view name, const T& value, const T& usual,
                  std::size_t indent) {
  if constexpr (kIsChild<T>) {
    if (value == nullptr) return;
    append_line(out, indent);
    out += name;
    out += ' ';
    append_dump(out, *value, indent);
  } else if constexpr (kIsChildren<T>) {
    for (const auto* child : value)
      append_field(out, name, child, static_cast<decltype(child)>(nullptr), indent);
  } else if constexpr (requires { value.size(); } && !std::is_same_v<T, std::string_view>) {
    if (value.empty()) return;
    out += fmt::format(" {}", name);
    for (const auto& item : value) {
      out += ' ';
      append_value(out, item);
    }
  } else {
    if (value == usual) return;
    out += fmt::format(" {} ", name);
    append_value(out, value);
  }
}

}  // namespace

std::string_view to_string(NodeKind kind) {
  static constexpr std::string_view kNames[] = {
#define SQLX_NODE(type) #type,
#include "sql/ast/nodes.def"
  };
  return kNames[static_cast<std::size_t>(kind)];
}

void append_dump(std::string& out, const Node& node, std::size_t indent) {
  out += '(';
  out += to_string(node.kind);
  visit(node, [&](const auto& typed) {
    const std::decay_t<decltype(typed)> usual;
    std::decay_t<decltype(typed)>::fields([&](std::string_view name, auto member) {
      append_field(out, name, typed.*member, usual.*member, indent + 2);
    });
  });
  out += ')';
}

std::string dump(const Node& node) {
  std::string out;
  append_dump(out, node);
  return out;
}

}  // namespace sqlx::sql
