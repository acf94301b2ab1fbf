#include "sql/translate.h"

#include <fmt/format.h>

#include <cassert>

#include "sql/counter_statements.h"
#include "sql/front_end.h"
#include "sql/markers.h"
#include "sql/outlook/counters.h"
#include "sql/outlook/left_behind.h"
#include "sql/outlook/outlook.h"
#include "sql/outlook/undone.h"
#include "sql/print.h"
#include "sql/reading/reader.h"
#include "sql/reading/session_only.h"
#include "sql/rewrites/rewrites.h"
#include "sql/script/comments.h"
#include "sql/spelling/own_statements.h"
#include "sql/spelling/speller.h"

namespace sqlx::sql {

struct Translator::State {
  std::unique_ptr<Dialect> from;
  std::unique_ptr<Dialect> to;
  Catalog catalog;
  std::vector<const Rewrite*> rewrites;
  FrontEnd front_end;
  TranslateOptions options;
  Arena arena;
  std::vector<const Node*> statements;  // what one statement has become
  std::vector<const Node*> rewritten;
  NodeList listed;
  const wirepacks::WirePack& source;
  const wirepacks::WirePack& target;
  Outlook outlook{front_end, source, target};
  LeftBehind left_behind{target};
  Undone undone{source, target};
  Counters counters{source, target};
  std::size_t finished = 0;  // of what waits for the end

  [[nodiscard]] bool is_ready() const { return from != nullptr && to != nullptr; }
  [[nodiscard]] bool is_other_family() const { return from->pack().family != to->pack().family; }
  void rewrite(const StatementText& text, Diagnostics& diagnostics);
  void list_nodes();
  bool apply(const Rewrite& rewrite, const RewriteContext& context);
  [[nodiscard]] bool has_markers() const;
  bool is_refused(const Node& statement, const StatementText& text, Diagnostics& diagnostics) const;
  void print(std::string& into) const;
  void print_with_markers(const Node& tree, const StatementText& text, Translated& into) const;
  const Node* parse(const StatementText& text, Diagnostics& diagnostics);
  [[nodiscard]] bool is_needed(const Node* statement);
  void translate(const Node& tree, const StatementText& text, Translated& into);
};

namespace {

Outcome outcome_of(const Diagnostics& diagnostics) {
  Outcome outcome = Outcome::kExact;
  for (const Diagnostic& each : diagnostics.items()) {
    if (each.severity == Severity::kError) return Outcome::kUnsupported;
    if (each.code == Code::kConditional) outcome = std::max(outcome, Outcome::kConditional);
    if (each.code == Code::kLossy) outcome = std::max(outcome, Outcome::kLossy);
  }
  return outcome;
}

// But keeps its room.
void forget(Translated& translated) {
  translated.sql.clear();
  translated.fidelity = Outcome::kExact;
  translated.diagnostics = {};
  translated.transformations.clear();
  translated.parameters.clear();
}

std::vector<const Rewrite*> rewrites_of(const wirepacks::WirePack& pack, Diagnostics& diagnostics) {
  std::vector<const Rewrite*> rewrites;
  for (const std::string& name : pack.rewrites) {
    if (const Rewrite* rewrite = rewrite_named(name)) {
      rewrites.push_back(rewrite);
    } else {
      diagnostics.add(Code::kPackMalformed,
                      fmt::format("wirepacks/{}.json: there is no rewrite `{}`", pack.name, name));
    }
  }
  return rewrites;
}

}  // namespace

// Each rewrite sees what those before it have made of the statement.
void Translator::State::rewrite(const StatementText& text, Diagnostics& diagnostics) {
  std::vector<const Node*> before;
  std::vector<const Node*> after;
  const RewriteContext context{from->pack(), to->pack(), catalog, text,  arena,
                               diagnostics,  before,     after,   listed};
  for (const Rewrite* each : rewrites) {
    if ((each->kinds & listed.kinds).any()) {
      if (apply(*each, context)) list_nodes();
    } else {
      assert(!apply(*each, context));  // or its row in list.def lacks a kind
    }
  }
}

void Translator::State::list_nodes() {
  listed.nodes.clear();
  listed.kinds.reset();
  for (const Node* statement : statements) listed.add(*statement);
  if (statements.size() != 1) listed.nodes.clear();
}

// Whether anything has changed.
bool Translator::State::apply(const Rewrite& rewrite, const RewriteContext& context) {
  bool changed = false;
  rewritten.clear();
  for (const Node* statement : statements) {
    const Node* made = rewrite.run(statement, context);
    changed |= made != statement;
    rewritten.insert(rewritten.end(), context.before.begin(), context.before.end());
    if (made != nullptr) rewritten.push_back(made);
    rewritten.insert(rewritten.end(), context.after.begin(), context.after.end());
    changed |= !context.before.empty() || !context.after.empty();
    context.before.clear();
    context.after.clear();
  }
  if (changed) statements.swap(rewritten);
  return changed;
}

// What is kept as written can only be said in its own dialect.
bool Translator::State::is_refused(const Node& statement, const StatementText& text,
                                   Diagnostics& diagnostics) const {
  if (!is_other_family() || is_counting(statement) || !is_own_statement(statement)) return false;
  diagnostics.add(Code::kNoTranslation,
                  fmt::format("this statement of {} has no translation to {}", from->pack().title,
                              to->pack().title),
                  text.span(statement.begin, statement.end));
  return true;
}

void Translator::State::print(std::string& into) const {
  for (const Node* statement : statements) {
    if (!into.empty()) into += ";\n";
    append_sql(into, *statement, to->pack());
  }
}

// A dialect's own markers stay as they are.
bool Translator::State::has_markers() const {
  return listed.kinds.test(static_cast<std::size_t>(NodeKind::kParameter)) &&
         from->pack().name != to->pack().name;
}

void Translator::State::print_with_markers(const Node& tree, const StatementText& text,
                                           Translated& into) const {
  Markers markers(tree, text, from->pack(), to->pack());
  for (const Node* statement : statements) {
    if (!into.sql.empty()) into.sql += ";\n";
    markers.print(*statement, into.sql);
  }
  markers.tell(into.diagnostics);
  into.parameters = markers.bound();
}

const Node* Translator::State::parse(const StatementText& text, Diagnostics& diagnostics) {
  arena.reset();
  return front_end.parse(text, arena, diagnostics);
}

// Whether there is anything to say at the target.
bool Translator::State::is_needed(const Node* statement) {
  if (statement == nullptr) return false;
  return !is_other_family() ||
         !(left_behind.drops_nothing(*statement) || is_session_only(*statement, source));
}

void Translator::State::translate(const Node& tree, const StatementText& text, Translated& into) {
  Reader reader(*from, catalog, text, arena, into.diagnostics);
  const Node* read = reader.read_statement(&tree);
  if (into.diagnostics.has_errors() || is_refused(*read, text, into.diagnostics)) return;
  statements.assign(1, read);
  list_nodes();
  const bool has_marker = has_markers();
  rewrite(text, into.diagnostics);
  for (const Node*& statement : statements)
    statement = Speller(*to, !is_other_family(), text, arena, into.diagnostics).write(statement);
  into.fidelity = outcome_of(into.diagnostics);
  if (into.fidelity != Outcome::kUnsupported)
    has_marker ? print_with_markers(tree, text, into) : print(into.sql);
  if (has_marker && into.fidelity != Outcome::kUnsupported)
    into.fidelity = outcome_of(into.diagnostics);
  reader.follow(tree);  // last: names in the statements are those of the catalog, which it changes
}

Translator::Translator(const wirepacks::WirePack& from, const wirepacks::WirePack& to,
                       const ir::Database* schema, TranslateOptions options,
                       Diagnostics& diagnostics)
    : state_(new State{Dialect::make(from, Dialect::Use::kReading, diagnostics),
                       Dialect::make(to, Dialect::Use::kWriting, diagnostics),
                       Catalog(from, schema),
                       rewrites_of(to, diagnostics),
                       FrontEnd(from),
                       options,
                       Arena(),
                       {},
                       {},
                       {},
                       from,
                       to}) {}

Translator::Translator(Translator&&) noexcept = default;
Translator::~Translator() = default;

void Translator::carry_comment(std::string_view comment, std::string& into) const {
  if (state_->is_ready())
    append_comment(into, comment, state_->from->pack().lexical, state_->to->pack().lexical);
}

void Translator::look_at(const StatementText& text) { state_->outlook.look_at(text); }

void Translator::restart() {
  state_->catalog.restart();
  state_->outlook.restart();
  state_->left_behind.restart();
  state_->undone.restart();
  state_->counters.restart();
  state_->finished = 0;
}

void Translator::translate(const StatementText& text, Translated& into) {
  forget(into);
  into.fidelity = Outcome::kUnsupported;
  if (!state_->is_ready()) return;
  State& state = *state_;
  const Node* tree = state.parse(text, into.diagnostics);
  if (tree == nullptr) return;
  state.catalog.use(state.outlook.database());
  state.undone.follow(*tree, text, into.diagnostics);
  const Node* completed = state.outlook.completed(tree, text, state.arena, into.diagnostics);
  if (!state.is_needed(completed)) {
    into.fidelity = outcome_of(into.diagnostics);
  } else if (state.left_behind.concerns(*completed, text, into.diagnostics)) {
    state.left_behind.note(*completed, text, false);
  } else if (state.is_other_family() && sets_utc(*completed, state.source)) {
    into.sql = state.target.session.set_utc;
    into.fidelity = outcome_of(into.diagnostics);
  } else {
    const std::optional<std::string> first =
        state.counters.catch_up(*tree, text, state.catalog, into.diagnostics);
    state.translate(*completed, text, into);
    if (into.fidelity != Outcome::kUnsupported) state.counters.follow(*tree, state.catalog);
    if (first && !into.sql.empty()) into.sql = fmt::format("{};\n{}", *first, into.sql);
    state.left_behind.note(*completed, text, into.fidelity != Outcome::kUnsupported);
  }
}

bool Translator::finish(Translated& into, StatementText& text) {
  forget(into);
  State& state = *state_;
  if (state.finished == state.outlook.waiting().size()) {
    if (const auto statement = state.counters.next()) {
      into.sql = *statement;
      return true;
    }
    const bool is_told = state.undone.finish(text, into.diagnostics);
    into.fidelity = outcome_of(into.diagnostics);
    return is_told;
  }
  const Outlook::Waiting& waiting = state.outlook.waiting()[state.finished++];
  text = waiting.text.view();
  const Node* tree = state.parse(text, into.diagnostics);
  if (tree == nullptr || !tree->is<CreateTable>()) return false;
  state.translate(*Outlook::late_keys(*tree->as<CreateTable>(), waiting, state.arena), text, into);
  return true;
}

}  // namespace sqlx::sql
