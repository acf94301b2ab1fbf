// Functions, procedures, aggregates and window functions.
#include "base/text.h"
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

constexpr Oid kTrigger = 2279;  // pseudo-types, the same in every server
constexpr Oid kEventTrigger = 3838;

ir::RoutineKind routine_kind(char letter, Oid result) {
  switch (letter) {
    case 'p': return ir::RoutineKind::kProcedure;
    case 'a': return ir::RoutineKind::kAggregate;
    case 'w': return ir::RoutineKind::kWindow;
    default: break;
  }
  const bool is_trigger = result == kTrigger || result == kEventTrigger;
  return is_trigger ? ir::RoutineKind::kTriggerFunction : ir::RoutineKind::kFunction;
}

ir::ArgumentMode argument_mode(const std::string& letter) {
  switch (letter.empty() ? 'i' : letter.front()) {
    case 'o': return ir::ArgumentMode::kOut;
    case 'b': return ir::ArgumentMode::kInOut;
    case 'v': return ir::ArgumentMode::kVariadic;
    case 't': return ir::ArgumentMode::kTable;
    default: return ir::ArgumentMode::kIn;
  }
}

ir::Volatility volatility(char letter) {
  switch (letter) {
    case 'i': return ir::Volatility::kImmutable;
    case 's': return ir::Volatility::kStable;
    default: return ir::Volatility::kVolatile;
  }
}

std::string signature(const std::vector<std::int64_t>& types, const Types& known) {
  std::vector<std::string> words;
  words.reserve(types.size());
  for (const std::int64_t type : types) words.emplace_back(known.words(static_cast<Oid>(type)));
  return join(words, ", ");
}

// The server keeps modes and all types only where some argument is not IN, names only where one has
// a name.
void read_arguments(Fields& row, ir::Routine& routine, Types& types) {
  const std::vector<std::int64_t> inputs = row.numbers();
  std::vector<std::int64_t> all = row.numbers();
  const std::vector<std::string> modes = row.strings();
  const std::vector<std::string> names = row.strings();
  const std::vector<std::string> defaults = row.strings();
  routine.signature = signature(inputs, types);
  if (all.empty()) all = inputs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto type = static_cast<Oid>(all[i]);
    ir::Argument& argument = routine.arguments.emplace_back();
    argument.type = types.resolve(type);
    argument.database_type = types.words(type);
    if (i < modes.size()) argument.mode = argument_mode(modes[i]);
    if (i < names.size()) argument.name = names[i];
    if (i < defaults.size()) argument.default_sql = defaults[i];
  }
}

void read_result(Fields& row, ir::Routine& routine, char kind, Types& types) {
  const Oid type = row.oid();
  routine.kind = routine_kind(kind, type);
  routine.database_result = row.string();
  routine.returns_set = row.flag();
  if (routine.kind == ir::RoutineKind::kProcedure) {
    routine.database_result.clear();
    return;
  }
  routine.result = types.resolve(type);
}

void read_routine(Fields& row, Catalog& catalog) {
  const Oid oid = row.oid();
  ir::Routine routine;
  routine.name.schema = row.string();
  routine.name.name = row.string();
  const char kind = row.letter();
  read_arguments(row, routine, catalog.types);
  read_result(row, routine, kind, catalog.types);
  routine.volatility = volatility(row.letter());
  routine.strict = row.flag();
  routine.language = row.string();
  routine.definition = std::string(trim(row.text()));
  routine.comment = catalog.comment(Class::kRoutine, oid);
  catalog.routine_at.emplace(oid, catalog.database.routines.size());
  catalog.database.routines.push_back(std::move(routine));
}

}  // namespace

void read_routines(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("routines")) read_routine(row, catalog);
}

}  // namespace sqlx::introspect::postgres
