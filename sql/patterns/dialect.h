// A pack made ready for work: its rows compiled to rules, found by the head of the tree they match.
//
// Made once for each dialect of a run, to read it or to write it. Rules stand in the order of the
// pack, so the first that fits is the one its author meant.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "sql/ast/visit.h"
#include "sql/parse/grammar.h"
#include "sql/patterns/rule.h"

namespace sqlx::sql {

class RuleTable {
 public:
  void add(const Rule& rule) { rules_.push_back(rule); }
  void index();  // when all are there

  // Those whose outermost node looks like this one.
  [[nodiscard]] std::span<const Rule> candidates(const Expr& node) const {
    return kinds_[static_cast<std::size_t>(node.kind)] ? with_head_of(node)
                                                       : std::span<const Rule>();
  }

  // Of the functions that rules match, for "did you mean".
  [[nodiscard]] std::vector<std::string> function_names() const;

 private:
  // The rules of one head; none in a free slot.
  struct Range {
    std::uint32_t head = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  [[nodiscard]] std::span<const Rule> with_head_of(const Expr& node) const;
  [[nodiscard]] std::size_t place_of(std::uint32_t head) const;

  std::vector<Rule> rules_;
  std::vector<Range> ranges_;  // open addressing, at most half full
  KindSet kinds_;              // of outermost nodes
};

class Dialect {
 public:
  enum class Use : std::uint8_t { kReading, kWriting };

  // Nothing if a row of the pack is malformed, which is told. The pack must outlive the dialect.
  [[nodiscard]] static std::unique_ptr<Dialect> make(const wirepacks::WirePack& pack, Use use,
                                                     Diagnostics& diagnostics);

  [[nodiscard]] const wirepacks::WirePack& pack() const { return pack_; }
  [[nodiscard]] const RuleTable& rules() const { return rules_; }

 private:
  Dialect(const wirepacks::WirePack& pack, Use use) : pack_(pack), use_(use), grammar_(pack) {}

  bool add(const wirepacks::FunctionRow& row, Diagnostics& diagnostics);
  bool add_rule(const wirepacks::FunctionRow& row, std::string_view spelled,
                Diagnostics& diagnostics);

  const wirepacks::WirePack& pack_;
  Use use_;
  Grammar grammar_;
  Arena arena_;
  RuleTable rules_;
};

}  // namespace sqlx::sql
