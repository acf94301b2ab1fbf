// The first look at a script: only statements that define are parsed; of the others, their first
// word says enough.
#include "sql/outlook/outlook.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sql/parse/keywords.h"

namespace sqlx::sql {
namespace {

std::string_view first_word(std::string_view text) {
  text = trim(text);
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return !is_letter(c); });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

template <std::size_t N>
bool is_one_of(const std::array<Word, N>& words, Word word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array kDefining = {Word::kAlter, Word::kComment, Word::kCreate, Word::kDrop,
                                  Word::kRename};
constexpr std::array kFilling = {Word::kCopy, Word::kInsert};
constexpr std::array kChanging = {Word::kDelete, Word::kMerge, Word::kReplace, Word::kTruncate,
                                  Word::kUpdate};

// The last part of a name in a text, as 'public."Orders_seq"'.
std::string last_part(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot != std::string_view::npos) path.remove_prefix(dot + 1);
  if (path.size() > 1 && path.front() == '"' && path.back() == '"')
    path = path.substr(1, path.size() - 2);
  return lower(path);
}

const Option* option_named(List<const Option*> options, std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option* each) { return each->name == name; });
  return found == options.end() ? nullptr : *found;
}

// Counts 1, 2, 3 …, as columns that number their rows do.
bool counts_plainly(List<const Option*> options) {
  const Option* step = option_named(options, "increment");
  const auto* by = step == nullptr || step->value == nullptr ? nullptr : step->value->as<Literal>();
  const bool by_one = step == nullptr || (by != nullptr && by->text == "1");
  return by_one && option_named(options, "cycle") == nullptr;
}

bool has_constraint(const ColumnDefinition& column, ConstraintKind kind) {
  return std::any_of(column.constraints.begin(), column.constraints.end(),
                     [&](const Constraint* each) { return each->constraint == kind; });
}

// What comes behind that cannot be said before it.
bool takes_back(AlterKind action) {
  switch (action) {
    case AlterKind::kRename:
    case AlterKind::kRenameColumn:
    case AlterKind::kRenameConstraint:
    case AlterKind::kChangeColumn:
    case AlterKind::kDropColumn:
    case AlterKind::kDropConstraint:
    case AlterKind::kDropPrimaryKey:
    case AlterKind::kDropForeignKey: return true;
    default: return false;
  }
}

// Says nothing about where its column stands among the others.
bool is_last(const AlterAction& action) { return !action.first && action.after.text.empty(); }

}  // namespace

std::string name_in_use(std::string_view text) {
  std::string_view name = trim(trim(text).substr(3));
  while (name.ends_with(';')) name = trim(name.substr(0, name.size() - 1));
  const bool is_quoted = name.size() > 1 && (name.front() == '`' || name.front() == '"');
  return lower(is_quoted ? name.substr(1, name.size() - 2) : name);
}

Outlook::Outlook(const FrontEnd& front_end, const wirepacks::WirePack& from,
                 const wirepacks::WirePack& to)
    : front_end_(front_end), from_(from), to_(to) {}

void Outlook::restart() {
  plans_.clear();
  sequences_.clear();
  types_.clear();
  waiting_.clear();
  database_.clear();
  has_databases_ = false;
  draws_elsewhere_ = has_rows_ = rolls_back_ = changes_rows_ = is_unchecked_ = false;
}

std::string Outlook::folded(const Name& name) const { return lower(name.text); }

std::string Outlook::key(List<Name> name) const {
  return name.empty() ? std::string() : folded(name.back());
}

// nextval('public.orders_id_seq'::regclass)
std::string Outlook::sequence_of(const Expr* value) const {
  const auto* call = value == nullptr ? nullptr : value->as<Call>();
  if (call == nullptr || call->name.empty() || call->arguments.empty()) return {};
  const auto& drawing = from_.defaults.sequence;
  if (std::find(drawing.begin(), drawing.end(), lower(call->name.back().text)) == drawing.end())
    return {};
  return sequence_named(call->arguments[0]);
}

// 'orders_id_seq'::regclass
std::string Outlook::sequence_named(const Expr* argument) {
  if (const auto* cast = argument->as<Cast>()) argument = cast->operand;
  const auto* text = argument->as<Literal>();
  return text == nullptr ? std::string() : last_part(text->text);
}

// Whether its only purpose is to number the rows of one table that the script makes.
bool Outlook::is_absorbed(const std::string& sequence) const {
  const auto found = sequences_.find(sequence);
  return found != sequences_.end() && found->second.plain && found->second.uses == 1 &&
         !draws_elsewhere_;
}

void Outlook::draw(const std::string& sequence, const std::string& table) {
  const auto found = sequences_.find(sequence);
  if (found == sequences_.end()) return;
  ++found->second.uses;
  found->second.table = table;
}

void Outlook::add_column(const ColumnDefinition& column, Plan* plan) {
  if (plan != nullptr) plan->columns.push_back(folded(column.name));
}

// AUTO_INCREMENT, and REFERENCES behind a column
void Outlook::add_numbers(const ColumnDefinition& column, Plan& plan) const {
  if (has_constraint(column, ConstraintKind::kAutoIncrement))
    plan.counted.push_back(folded(column.name));
  for (const Constraint* each : column.constraints)
    add_references(*each, {folded(column.name)}, plan);
}

void Outlook::add_references(const Constraint& key, const std::vector<std::string>& columns,
                             Plan& plan) const {
  if (key.constraint != ConstraintKind::kForeignKey ||
      key.referenced_columns.size() != columns.size())
    return;
  for (std::size_t i = 0; i < columns.size(); ++i)
    plan.references.push_back(
        {columns[i], this->key(key.references->name), folded(key.referenced_columns[i])});
}

void Outlook::look_at_table(const CreateTable& create) {
  const auto [at, is_new] = plans_.try_emplace(key(create.name));
  Plan& plan = at->second;
  if (!is_new) {
    plan.is_changed = true;
    return;
  }
  plan.order = plans_.size();
  plan.is_changed = create.query != nullptr;  // what comes later cannot stand in CREATE TABLE … AS
  for (const Constraint* each : create.constraints) add_references(*each, columns_of(*each), plan);
  for (const ColumnDefinition* column : create.columns) {
    add_column(*column, &plan);
    add_numbers(*column, plan);
    for (const Constraint* each : column->constraints) {
      if (each->constraint != ConstraintKind::kDefault) continue;
      const std::string sequence = sequence_of(each->value);
      if (sequence.empty()) continue;
      plan.numbers = true;
      draw(sequence, at->first);
    }
  }
}

std::vector<std::string> Outlook::columns_of(const Constraint& constraint) const {
  std::vector<std::string> names;
  for (const OrderItem* part : constraint.columns) {
    if (const auto* column = part->value->as<Column>())
      names.push_back(folded(column->path.back()));
  }
  return names;
}

bool Outlook::speaks_of_columns(const Constraint& constraint, const Plan& plan) const {
  const std::vector<std::string> names = columns_of(constraint);
  const auto is_known = [&](const std::string& name) {
    return std::find(plan.columns.begin(), plan.columns.end(), name) != plan.columns.end();
  };
  return names.size() == constraint.columns.size() &&
         std::all_of(names.begin(), names.end(), is_known);
}

Outlook::Step Outlook::step_of(const AlterAction& action, const Plan& plan) const {
  Step step{.action = action.action, .sequence = {}, .referring = {}};
  if (plan.is_changed) return step;
  const auto is_known = [&](const Name& name) {
    return std::find(plan.columns.begin(), plan.columns.end(), folded(name)) != plan.columns.end();
  };
  switch (action.action) {
    case AlterKind::kAddConstraint:
      step.constraint = action.constraint->constraint;
      step.fits = !changes_rows_ && action.constraint->using_index.text.empty() &&
                  step.constraint != ConstraintKind::kExclude &&
                  speaks_of_columns(*action.constraint, plan);
      if (step.constraint == ConstraintKind::kForeignKey)
        step.referring = columns_of(*action.constraint);
      break;
    case AlterKind::kSetDefault:
      step.sequence = sequence_of(action.value);
      step.numbers = !step.sequence.empty();
      step.fits = is_known(action.name) && (step.numbers || !has_rows_);
      break;
    case AlterKind::kSetNotNull:
    case AlterKind::kDropNotNull: step.fits = is_known(action.name) && !changes_rows_; break;
    case AlterKind::kSetType: step.fits = is_known(action.name) && !has_rows_; break;
    case AlterKind::kAddColumn:  // whatever takes no keys later takes few columns
      step.fits = !to_.has(wirepacks::Feature::kAlterConstraint) && !has_rows_ &&
                  !is_known(action.column->name) && is_last(action);
      break;
    case AlterKind::kAddIdentity:
      step.numbers = true;
      step.fits = is_known(action.name) && counts_plainly(action.constraint->options);
      break;
    case AlterKind::kModifyColumn:
      step.numbers = has_constraint(*action.column, ConstraintKind::kAutoIncrement);
      step.fits = (step.numbers || !has_rows_) && is_known(action.column->name) && is_last(action);
      break;
    case AlterKind::kOptions:  // where the numbers go on
      step.numbers = std::all_of(action.options.begin(), action.options.end(),
                                 [](const Option* each) { return each->name == "auto_increment"; });
      step.fits = step.numbers;
      break;
    default: break;
  }
  return step;
}

void Outlook::look_at_alter(const AlterTable& alter, const StatementText& text) {
  const auto at = alter.table == nullptr || alter.object != ObjectKind::kTable
                      ? plans_.end()
                      : plans_.find(key(alter.table->name));
  if (at == plans_.end()) return;
  Plan& plan = at->second;
  Later later{KeptText(text), {}};
  for (const AlterAction* action : alter.actions) {
    later.steps.push_back(step_of(*action, plan));
    const Step& step = later.steps.back();
    plan.numbers = plan.numbers || (step.numbers && step.fits);
    if (!step.sequence.empty()) draw(step.sequence, at->first);
    if (action->constraint != nullptr)
      add_references(*action->constraint, columns_of(*action->constraint), plan);
    if (action->column != nullptr) add_numbers(*action->column, plan);
    if (action->action == AlterKind::kAddColumn)
      add_column(*action->column, step.fits ? &plan : nullptr);
    plan.is_changed = plan.is_changed || takes_back(action->action);
  }
  plan.later.push_back(std::move(later));
}

void Outlook::look_at_index(const CreateIndex& create) {
  const auto at = plans_.find(key(create.table->name));
  if (at == plans_.end() || create.definition->index != IndexKind::kUnique) return;
  for (const OrderItem* part : create.definition->parts) {
    const auto* column = part->value->as<Column>();
    if (column != nullptr && part->prefix_length == 0)
      at->second.keyed.push_back(folded(column->path.back()));
  }
}

void Outlook::look_at_drop(const Drop& drop) {
  for (const Table* each : drop.names) {
    const auto at = plans_.find(key(each->name));
    if (drop.object == ObjectKind::kTable && at != plans_.end()) at->second.is_changed = true;
  }
}

void Outlook::look_at_sequence(const CreateSequence& sequence) {
  const auto at = sequence.is_alter ? sequences_.find(key(sequence.name))
                                    : sequences_.try_emplace(key(sequence.name)).first;
  if (at == sequences_.end()) return;
  at->second.plain = at->second.plain && counts_plainly(sequence.options);
  const Option* start = option_named(sequence.options, "start");
  const auto* number =
      start == nullptr || start->value == nullptr ? nullptr : start->value->as<Literal>();
  if (number != nullptr) at->second.start = number->text;
}

std::string Outlook::commented(const Comment& comment) const {
  const bool is_column = comment.object == ObjectKind::kColumn && comment.name.size() > 1;
  if (is_column) return key(comment.name.first(comment.name.size() - 1));
  return comment.object == ObjectKind::kTable ? key(comment.name) : std::string();
}

void Outlook::look_at_comment(const Comment& comment) {
  const auto at = plans_.find(commented(comment));
  const auto* text = comment.text == nullptr ? nullptr : comment.text->as<Literal>();
  if (at == plans_.end() || at->second.is_changed || text == nullptr) return;
  at->second.comments[comment.object == ObjectKind::kColumn ? folded(comment.name.back())
                                                            : std::string()] = text->text;
}

// USE shop
void Outlook::look_at_use(std::string_view text) {
  const std::string name = name_in_use(text);
  has_databases_ = has_databases_ || (!database_.empty() && database_ != name);
  database_ = has_databases_ ? std::string() : name;
}

void Outlook::look_at_rename(const Rename& rename) {
  for (const Table* each : rename.from) {
    if (const auto at = plans_.find(key(each->name)); at != plans_.end())
      at->second.is_changed = true;
  }
}

// SET foreign_key_checks = 0
void Outlook::look_for_switch(std::string_view text) {
  const std::string_view name = wirepacks::Stored::find(from_.stored->names, "key_switch");
  is_unchecked_ = is_unchecked_ || (!name.empty() && lower(text).find(name) != std::string::npos);
}

void Outlook::look_at(const StatementText& text) {
  const std::string_view written = first_word(text.text);
  const Word word = find_word(written);
  has_rows_ = has_rows_ || is_one_of(kFilling, word);
  changes_rows_ = changes_rows_ || is_one_of(kChanging, word);
  rolls_back_ = rolls_back_ || word == Word::kRollback;
  const bool defines = is_one_of(kDefining, word);
  if (word == Word::kUse && !has_databases_) look_at_use(text.text);
  if (word == Word::kSet || written.empty())
    look_for_switch(text.text);  // also in conditional comments
  for (const std::string& drawing : from_.defaults.sequence) {
    draws_elsewhere_ =
        draws_elsewhere_ || (!defines && text.text.find(drawing) != std::string_view::npos);
  }
  if (!defines) return;
  arena_.reset();
  Diagnostics later;  // they come when it is translated
  const Node* tree = front_end_.parse(text, arena_, later);
  if (tree == nullptr || later.has_errors()) return;
  if (const auto* create = tree->as<CreateTable>()) look_at_table(*create);
  if (const auto* alter = tree->as<AlterTable>()) look_at_alter(*alter, text);
  if (const auto* index = tree->as<CreateIndex>()) look_at_index(*index);
  if (const auto* drop = tree->as<Drop>()) look_at_drop(*drop);
  if (const auto* sequence = tree->as<CreateSequence>()) look_at_sequence(*sequence);
  if (const auto* rename = tree->as<Rename>()) look_at_rename(*rename);
  if (const auto* comment = tree->as<Comment>()) look_at_comment(*comment);
}

}  // namespace sqlx::sql
