#include "sql/reading/session_only.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"

namespace sqlx::sql {
namespace {

bool has_word(const std::vector<std::string>& words, std::string_view wanted) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return equal_fold(word, wanted); });
}

// "@@SESSION.sql_mode" is sql_mode.
std::string_view plain_setting(std::string_view name) {
  if (name.starts_with("@@")) name.remove_prefix(2);
  for (const std::string_view scope : {"session", "local", "global"}) {
    if (name.size() <= scope.size() || !equal_fold(name.substr(0, scope.size()), scope)) continue;
    const std::string_view rest = name.substr(scope.size());
    if (rest[0] == '.' || rest[0] == ' ') return trim(rest.substr(1));
  }
  return name;
}

// The parts of `a = 1, b = 'x,y'`.
std::vector<std::string_view> settings_in(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  char quote = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char sign = text[i];
    if (quote != 0) {
      if (sign == quote) quote = 0;
      continue;
    }
    if (sign == '\'' || sign == '"' || sign == '`') quote = sign;
    depth += static_cast<int>(sign == '(') - static_cast<int>(sign == ')');
    if (sign != ',' || depth != 0) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

// Those of `"$user", public`, in lower case.
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::string_view part : split(text, ',')) {
    part = trim(part);
    if (part.size() > 1 && part.front() == '"' && part.back() == '"')
      part = part.substr(1, part.size() - 2);
    names.push_back(lower(part));
  }
  return names;
}

class SessionSettings {
 public:
  explicit SessionSettings(const wirepacks::Session& session) : session_(session) {}

  bool leaves_out(const Node& node) const {
    if (const auto* set = node.as<Set>())
      return !set->name.empty() && is_left_out(set->name.back().text, values_of(*set));
    if (const auto* utility = node.as<Utility>()) return is_left_out(*utility);
    if (const auto* query = node.as<Query>()) return calls_setting(*query);
    if (const auto* create = node.as<CreateSchema>())
      return create->object ==
             ObjectKind::kExtension;  // its types and functions are told where they are used
    if (const auto* alter = node.as<AlterTable>()) {
      return std::all_of(
          alter->actions.begin(), alter->actions.end(), [](const AlterAction* action) {
            return action->action == AlterKind::kKeys || action->action == AlterKind::kOwner;
          });
    }
    return false;
  }

 private:
  // In lower case; what is neither a literal nor a variable is no value that is known.
  static std::vector<std::string> values_of(const Set& set) {
    std::vector<std::string> all;
    for (const Expr* value : set.values) {
      const auto* literal = value->as<Literal>();
      const auto* variable = value->as<Variable>();
      all.push_back(literal != nullptr    ? lower(literal->text)
                    : variable != nullptr ? lower(variable->text)
                                          : "?");
    }
    return all;
  }

  // A variable of one's own that keeps a setting's value is of no use without the setting.
  bool is_left_out(std::string_view name, const std::vector<std::string>& values) const {
    if (std::any_of(values.begin(), values.end(),
                    [this](const std::string& value) { return tells(value); }))
      return false;
    if (name.starts_with('@') && !name.starts_with("@@"))
      return !values.empty() && values[0].starts_with("@@");
    const std::string setting = lower(plain_setting(name));
    if (setting == session_.time_zone)
      return !values.empty() && values[0].starts_with('@');  // as it was before
    const auto usual = session_.settings_left_out_with.find(setting);
    if (usual == session_.settings_left_out_with.end())
      return has_word(session_.settings_left_out, setting);
    return std::all_of(values.begin(), values.end(),
                       [&](const std::string& value) { return has_word(usual->second, value); });
  }

  bool tells(std::string_view value) const {
    return std::any_of(
        session_.telling_words.begin(), session_.telling_words.end(),
        [&](const std::string& word) { return value.find(word) != std::string_view::npos; });
  }

  bool is_left_out(const Utility& utility) const {
    const auto is_said = [&](const std::string& clause) {
      return contains_fold(utility.text, clause);
    };
    if (utility.command != "SET") {
      return has_word(session_.commands_left_out, utility.command) ||
             (utility.command.starts_with("ALTER") &&
              std::any_of(session_.clauses_left_out.begin(), session_.clauses_left_out.end(),
                          is_said));
    }
    const std::vector<std::string_view> parts =
        settings_in(utility.text.substr(utility.command.size()));
    return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
      const std::size_t equals = part.find_first_of(":=");
      if (equals == std::string_view::npos) return false;
      const std::size_t value = part.find_first_not_of(":= ", equals);
      return is_left_out(
          trim(part.substr(0, equals)),
          {value == std::string_view::npos ? std::string() : lower(part.substr(value))});
    });
  }

  // SELECT set_config('search_path', '', false)
  bool calls_setting(const Query& query) const {
    const auto* select = query.body == nullptr ? nullptr : query.body->as<Select>();
    if (session_.setting_call.empty() || select == nullptr || !select->from.empty() ||
        select->items.size() != 1)
      return false;
    const auto* call = select->items[0]->value->as<Call>();
    if (call == nullptr || call->name.empty() || call->arguments.empty() ||
        !equal_fold(call->name.back().text, session_.setting_call))
      return false;
    const auto* setting = call->arguments[0]->as<Literal>();
    const auto* value = call->arguments.size() < 2 ? nullptr : call->arguments[1]->as<Literal>();
    return setting != nullptr && value != nullptr &&
           is_left_out(setting->text, names_in(value->text));
  }

  const wirepacks::Session& session_;
};

// SET time_zone = '+00:00', in a comment for some versions as well
std::optional<std::pair<std::string, std::string>> single_setting(const Node& node) {
  if (const auto* set = node.as<Set>();
      set != nullptr && !set->name.empty() && set->values.size() == 1) {
    const auto* value = set->values[0]->as<Literal>();
    if (value != nullptr)
      return std::pair(lower(plain_setting(set->name.back().text)), lower(value->text));
  }
  const auto* utility = node.as<Utility>();
  if (utility == nullptr || utility->command != "SET") return std::nullopt;
  const std::string_view all = utility->text.substr(utility->command.size());
  const std::size_t equals = all.find('=');
  if (settings_in(all).size() != 1 || equals == std::string_view::npos) return std::nullopt;
  std::string_view value = trim(all.substr(equals + 1));
  if (value.size() > 1 && value.front() == '\'' && value.back() == '\'')
    value = value.substr(1, value.size() - 2);
  return std::pair(lower(plain_setting(trim(all.substr(0, equals)))), lower(value));
}

// Rows of the table in which the engine keeps its counters, as dumps have them: other engines count
// on behind the largest number that is there.
bool is_about_counters(const Node& statement, const wirepacks::WirePack& pack) {
  const auto* insert = statement.as<Insert>();
  const auto* remove = statement.as<Delete>();
  const Table* target = insert != nullptr   ? insert->target
                        : remove != nullptr ? remove->target
                                            : nullptr;
  const std::string_view counters = wirepacks::Stored::find(pack.stored->names, "counters");
  return target != nullptr && !counters.empty() && target->name.size() == 1 &&
         equal_fold(target->name[0].text, counters);
}

}  // namespace

bool is_session_only(const Node& statement, const wirepacks::WirePack& pack) {
  return SessionSettings(pack.session).leaves_out(statement) || is_about_counters(statement, pack);
}

bool sets_utc(const Node& statement, const wirepacks::WirePack& pack) {
  constexpr auto kUtc = std::to_array<std::string_view>({"+00:00", "-00:00", "utc", "gmt", "0"});
  const auto setting = single_setting(statement);
  if (!setting || pack.session.time_zone.empty()) return false;
  std::string name = setting->first;
  std::erase(name, ' ');  // SET TIME ZONE is the setting timezone
  return name == pack.session.time_zone &&
         std::find(kUtc.begin(), kUtc.end(), setting->second) != kUtc.end();
}

}  // namespace sqlx::sql
