// A pack made ready for work: its rows compiled to rules, found by the head of the tree they match.
//
// Made once for each dialect of a run. Rules stand in the order of the pack, so the first that fits is the one its author meant.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "sql/parse/grammar.h"
#include "sql/patterns/rule.h"

namespace sqlx::sql {

class RuleTable {
 public:
  void add(const Rule& rule) { rules_.push_back(rule); }
  void index();  // when all are there

  // Those whose outermost node looks like this one.
  [[nodiscard]] std::span<const Rule> candidates(const Expr& node) const;

 private:
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  std::vector<Rule> rules_;
  std::unordered_map<std::uint32_t, Range> ranges_;
};

class Dialect {
 public:
  // Nothing if a row of the pack is malformed, which is told. The pack must outlive the dialect.
  [[nodiscard]] static std::unique_ptr<Dialect> make(const wirepacks::WirePack& pack, Diagnostics& diagnostics);

  [[nodiscard]] const wirepacks::WirePack& pack() const { return pack_; }
  [[nodiscard]] const RuleTable& reading() const { return reading_; }
  [[nodiscard]] const RuleTable& writing() const { return writing_; }

 private:
  explicit Dialect(const wirepacks::WirePack& pack) : pack_(pack), grammar_(pack) {}

  bool add(const wirepacks::FunctionRow& row, Diagnostics& diagnostics);
  bool add_rule(const wirepacks::FunctionRow& row, std::string_view spelled, bool is_reading, Diagnostics& diagnostics);

  const wirepacks::WirePack& pack_;
  Grammar grammar_;
  Arena arena_;
  RuleTable reading_;
  RuleTable writing_;
};

}  // namespace sqlx::sql
