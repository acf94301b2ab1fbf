#include "generators/validation/condition_code.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "generators/validation/value_code.h"

namespace sqlx::generators {
namespace {

class Writer {
 public:
  Writer(std::span<const RowColumn> columns, const wirepacks::WirePack& pack, ConditionCode& into)
      : columns_(columns), pack_(pack), into_(into) {}

  std::string write(const Condition& condition) {
    switch (condition.kind) {
      case Condition::Kind::kAnd: return call("and", condition);
      case Condition::Kind::kOr: return call("or", condition);
      case Condition::Kind::kNot: return call("not", condition);
      case Condition::Kind::kAtom: return atom(condition);
    }
    return {};
  }

 private:
  std::string call(std::string_view function, const Condition& condition) {
    std::vector<std::string> parts;
    for (const Condition& part : condition.parts) parts.push_back(write(part));
    into_.imports.emplace(function);
    return fmt::format("{}({})", function, fmt::join(parts, ", "));
  }

  std::string atom(const Condition& condition) {
    ++into_.atoms;
    if (condition.meaning == nullptr) return left(condition.refusal);
    ValueCode values(columns_, pack_);
    const auto made = values.truth(*condition.meaning);
    if (!made) return left(values.refusal());
    into_.imports.insert(values.imports().begin(), values.imports().end());
    into_.fields.insert(values.fields().begin(), values.fields().end());
    return *made;
  }

  std::string left(const std::string& why) {
    into_.left.push_back(why);
    return "undefined";
  }

  std::span<const RowColumn> columns_;
  const wirepacks::WirePack& pack_;
  ConditionCode& into_;
};

}  // namespace

ConditionCode condition_code(const Condition& condition, std::span<const RowColumn> columns,
                             const wirepacks::WirePack& pack) {
  ConditionCode made;
  made.text = Writer(columns, pack, made).write(condition);
  return made;
}

}  // namespace sqlx::generators
