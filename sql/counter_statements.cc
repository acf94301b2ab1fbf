#include "sql/counter_statements.h"

#include <string>

#include "sql/dialect_words.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kCommand = "COUNT";  // no statement of any dialect begins with it

}  // namespace

const Node* count_from(std::string_view table, std::int64_t next, const wirepacks::WirePack& pack,
                       Arena& arena) {
  const std::string_view words = wirepacks::Stored::find(pack.stored->names, "counter_start");
  if (words.empty()) return nullptr;
  const std::string last = std::to_string(next - 1);
  auto* made = arena.make<Utility>();
  made->command = kCommand;
  made->text = arena.copy(
      std::string_view(DialectWords(pack.lexical).fill(words, {.value = table, .part = last})));
  return made;
}

bool is_counting(const Node& statement) {
  const auto* utility = statement.as<Utility>();
  return utility != nullptr && utility->command == kCommand;
}

}  // namespace sqlx::sql
