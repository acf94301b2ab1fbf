// What the tests of the parser share: a text in, its tree as one line out.
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

#include "base/text.h"
#include "sql/ast/dump.h"
#include "sql/parse.h"

namespace sqlx::sql {

class TestDialect {
 public:
  explicit TestDialect(std::string_view name, std::string_view version = {})
      : pack_(read(name, version)), grammar_(pack_) {}

  // The tree, lines and indents folded to one space; or the first message.
  std::string statement(std::string_view text) {
    return told(parse_statement(place(text), grammar_, arena_, diagnostics_));
  }
  std::string expression(std::string_view text) {
    return told(parse_expression(place(text), grammar_, arena_, diagnostics_));
  }
  std::string pattern(std::string_view text) {
    return told(parse_pattern(place(text), grammar_, arena_, diagnostics_));
  }
  std::string type(std::string_view text) {
    return told(parse_type(place(text), grammar_, arena_, diagnostics_));
  }

  bool takes(std::string_view text) {
    return parse_statement(place(text), grammar_, arena_, diagnostics_) != nullptr;
  }

  // Operators as in "(a + (b * c))", other nodes by their own text.
  std::string shape(std::string_view text) {
    const Expr* node = parse_expression(place(text), grammar_, arena_, diagnostics_);
    if (node == nullptr) return told(node);
    std::string out;
    append_shape(out, *node);
    return out;
  }

  // What is wrong, with the bytes it is about: "expected FROM, found `x` @ x".
  Diagnostic mistake(std::string_view text) {
    statement(text);
    return last_;
  }
  std::string marked(std::string_view text) {
    const Diagnostic found = mistake(text);
    const Span* span = std::get_if<Span>(&found.where);
    return span == nullptr ? "nowhere"
                           : std::string(text.substr(span->begin, span->end - span->begin));
  }

 private:
  static wirepacks::WirePack read(std::string_view name, std::string_view version) {
    Diagnostics diagnostics;
    std::optional<wirepacks::Version> wanted;
    if (!version.empty()) wanted = wirepacks::read_version(version);
    auto pack = wirepacks::embedded_pack(name, diagnostics, wanted);
    REQUIRE(pack);
    return *pack;
  }

  const StatementText& place(std::string_view text) {
    arena_.reset();
    diagnostics_ = {};
    text_ = {};
    text_.text = text;
    return text_;
  }

  std::string told(const Node* node) {
    last_ = diagnostics_.empty() ? Diagnostic{} : diagnostics_.items().front();
    if (node == nullptr) return last_.message;
    CHECK(diagnostics_.empty());
    std::string out;
    for (const char c : dump(*node)) {
      if (c != '\n' && (c != ' ' || out.back() != ' ')) out += c;
      if (c == '\n') out += ' ';
    }
    return out;
  }

  void append_shape(std::string& out, const Node& node) {
    if (const Call* call = node.as<Call>();
        call != nullptr && call->form != CallForm::kFunction && !call->arguments.empty()) {
      const std::string name = (call->negated ? "NOT " : "") + std::string(call->name.front().text);
      out += '(';
      if (call->form == CallForm::kPrefix) out += name + ' ';
      for (std::size_t i = 0; i < call->arguments.size(); ++i) {
        if (i > 0) out += ' ' + name + ' ';
        append_shape(out, *call->arguments[i]);
      }
      if (call->form == CallForm::kPostfix) out += ' ' + name;
      out += ')';
    } else if (const Between* between = node.as<Between>()) {
      append_all(out, {between->operand, between->low, between->high},
                 between->negated ? " NOT BETWEEN " : " BETWEEN ");
    } else if (const Cast* cast = node.as<Cast>();
               cast != nullptr && cast->form == CastForm::kOperator) {
      append_all(out, {cast->operand}, "");
      out += "::";
    } else if (const Collate* collate = node.as<Collate>()) {
      append_all(out, {collate->operand}, "");
      out += " COLLATE";
    } else {
      out += text_.text.substr(node.begin, node.end - node.begin);
    }
  }

  void append_all(std::string& out, std::initializer_list<const Expr*> parts,
                  std::string_view between) {
    out += '(';
    for (const Expr* const* part = parts.begin(); part != parts.end(); ++part) {
      if (part != parts.begin()) out += between;
      append_shape(out, **part);
    }
    out += ')';
  }

  wirepacks::WirePack pack_;
  Grammar grammar_;
  Arena arena_;
  Diagnostics diagnostics_;
  StatementText text_;
  Diagnostic last_;
};

}  // namespace sqlx::sql
