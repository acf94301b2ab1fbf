#include "sql/reading/session_only.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql {
namespace {

bool has_word(const std::vector<std::string>& words, std::string_view wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return equal_fold(word, wanted); });
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

class SessionSettings {
 public:
  explicit SessionSettings(const wirepacks::Session& session) : session_(session) {}

  bool leaves_out(const Node& node) const {
    if (const auto* set = node.as<Set>()) return is_left_out(set->name, source_of(*set));
    if (const auto* utility = node.as<Utility>()) return is_left_out(*utility);
    if (const auto* query = node.as<Query>()) return calls_setting(*query);
    if (const auto* alter = node.as<AlterTable>()) {
      return std::all_of(alter->actions.begin(), alter->actions.end(),
                         [](const AlterAction* action) { return action->action == AlterKind::kKeys || action->action == AlterKind::kOwner; });
    }
    return false;
  }

 private:
  // The values' texts, as far as they are one.
  static std::string source_of(const Set& set) {
    std::string all;
    for (const Expr* value : set.values) {
      if (const auto* literal = value->as<Literal>()) all += lower(literal->text);
      if (const auto* variable = value->as<Variable>()) all += lower(variable->text);
      all += ' ';
    }
    return all;
  }

  bool is_left_out(List<Name> name, std::string_view value) const {
    return !name.empty() && is_left_out(name.back().text, value);
  }

  // A variable of one's own that keeps a setting's value is of no use without the setting.
  bool is_left_out(std::string_view name, std::string_view value) const {
    if (tells(value)) return false;
    if (name.starts_with('@') && !name.starts_with("@@")) return value.starts_with("@@");
    return has_word(session_.settings_left_out, plain_setting(name));
  }

  bool tells(std::string_view value) const {
    return std::any_of(session_.telling_words.begin(), session_.telling_words.end(),
                       [&](const std::string& word) { return value.find(word) != std::string_view::npos; });
  }

  bool is_left_out(const Utility& utility) const {
    if (utility.command != "SET") return has_word(session_.commands_left_out, utility.command);
    const std::vector<std::string_view> parts = settings_in(utility.text.substr(utility.command.size()));
    return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
      const std::size_t equals = part.find_first_of(":=");
      if (equals == std::string_view::npos) return false;
      const std::size_t value = part.find_first_not_of(":= ", equals);
      return is_left_out(trim(part.substr(0, equals)), value == std::string_view::npos ? std::string() : lower(part.substr(value)));
    });
  }

  // SELECT set_config('search_path', '', false)
  bool calls_setting(const Query& query) const {
    const auto* select = query.body == nullptr ? nullptr : query.body->as<Select>();
    if (session_.setting_call.empty() || select == nullptr || !select->from.empty() || select->items.size() != 1) return false;
    const auto* call = select->items[0]->value->as<Call>();
    if (call == nullptr || call->name.empty() || call->arguments.empty() || !equal_fold(call->name.back().text, session_.setting_call)) return false;
    const auto* setting = call->arguments[0]->as<Literal>();
    return setting != nullptr && has_word(session_.settings_left_out, setting->text);
  }

  const wirepacks::Session& session_;
};

}  // namespace

bool is_session_only(const Node& statement, const wirepacks::WirePack& pack) { return SessionSettings(pack.session).leaves_out(statement); }

}  // namespace sqlx::sql
