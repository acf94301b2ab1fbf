#include "generators/validation/condition_reader.h"

#include <algorithm>

#include "base/text.h"
#include "sql/ast/visit.h"
#include "sql/dialect_words.h"
#include "sql/reading/reader.h"

namespace sqlx::generators {
namespace {

using sql::Call;
using sql::CallForm;
using sql::Cast;
using sql::Expr;
using sql::Node;
using sql::Query;
using sql::Select;
using sql::SelectItem;
using sql::StatementText;

// The table's name and columns, which is what a condition may speak of.
ir::Database only(const ir::Table& table, const ir::Database& database) {
  ir::Database made;
  made.engine = database.engine;
  made.default_schema = database.default_schema;
  ir::Table& copy = made.tables.emplace_back();
  copy.name.name = table.name.name;
  copy.columns = table.columns;
  return made;
}

std::optional<Condition::Kind> junction(const Expr& expression) {
  const auto* call = expression.as<Call>();
  if (call == nullptr || call->name.empty()) return std::nullopt;
  if (call->form == CallForm::kInfix && call->name[0].text == "AND") return Condition::Kind::kAnd;
  if (call->form == CallForm::kInfix && call->name[0].text == "OR") return Condition::Kind::kOr;
  if (call->form == CallForm::kPrefix && call->name[0].text == "NOT") return Condition::Kind::kNot;
  return std::nullopt;
}

// Reads the atoms of one text.
class Atoms {
 public:
  Atoms(const sql::Dialect& dialect, sql::Catalog& catalog, const ir::Database& database,
        const StatementText& text, const Query& query, Arena& arena)
      : dialect_(dialect),
        catalog_(catalog),
        database_(database),
        text_(text),
        query_(query),
        arena_(arena) {}

  Condition read(const Expr* expression) {
    const auto kind = junction(*expression);
    if (!kind) return atom(expression);
    Condition made{*kind, {}, nullptr, {}};
    for (const Expr* part : expression->as<Call>()->arguments) made.parts.push_back(read(part));
    return made;
  }

 private:
  // SELECT with this one item instead of its own.
  const Query* selecting(const Expr* expression) {
    const auto* select = query_.body->as<Select>();
    auto* item = clone(arena_, *select->items[0]);
    item->value = expression;
    auto* with_item = clone(arena_, *select);
    with_item->items = arena_.list(static_cast<const SelectItem*>(item));
    auto* made = clone(arena_, query_);
    made->body = with_item;
    return made;
  }

  Condition atom(const Expr* expression) {
    Diagnostics diagnostics;
    sql::Reader reader(dialect_, catalog_, text_, arena_, diagnostics);
    const Node* read =
        reader.read_statement(selecting(static_cast<const Expr*>(without_label_casts(expression))));
    if (!diagnostics.empty())
      return {Condition::Kind::kAtom, {}, nullptr, diagnostics.items().front().message};
    return {Condition::Kind::kAtom, {}, read->as<Query>()->body->as<Select>()->items[0]->value, {}};
  }

  // 'paid'::order_status is 'paid': a label is a text, whatever its enum is called.
  const Node* without_label_casts(const Node* node) {
    const auto* cast = node->as<Cast>();
    if (cast != nullptr && cast->operand->is<sql::Literal>() && is_enum(*cast->to))
      return cast->operand;
    return map_children(arena_, node,
                        [this](const Node* child) { return without_label_casts(child); });
  }

  bool is_enum(const sql::TypeName& type) const {
    if (type.dimensions > 0 || type.name.empty()) return false;
    return std::any_of(database_.enums.begin(), database_.enums.end(), [&](const ir::Enum& each) {
      return each.name.name == type.name.back().text;
    });
  }

  const sql::Dialect& dialect_;
  sql::Catalog& catalog_;
  const ir::Database& database_;
  const StatementText& text_;
  const Query& query_;
  Arena& arena_;
};

const Query* as_select(const Node* statement) {
  const auto* query = statement == nullptr ? nullptr : statement->as<Query>();
  const auto* select =
      query == nullptr || query->body == nullptr ? nullptr : query->body->as<Select>();
  return select != nullptr && select->items.size() == 1 ? query : nullptr;
}

}  // namespace

ConditionReader::ConditionReader(const sql::Dialect& dialect, const sql::FrontEnd& front_end,
                                 const ir::Database& database, const ir::Table& table)
    : dialect_(dialect),
      front_end_(front_end),
      database_(database),
      schema_(only(table, database)),
      catalog_(dialect.pack(), &schema_) {}

Condition ConditionReader::read(std::string_view sql) {
  const sql::DialectWords words(dialect_.pack().lexical);
  const std::string statement =
      "SELECT " + std::string(sql) + "\nFROM " + words.name(schema_.tables[0].name.name);
  const StatementText text(arena_.copy(std::string_view(statement)));
  Diagnostics diagnostics;
  const Query* query = as_select(front_end_.parse(text, arena_, diagnostics));
  if (query == nullptr || !diagnostics.empty()) {
    return {Condition::Kind::kAtom,
            {},
            nullptr,
            diagnostics.empty() ? "it is no expression" : diagnostics.items().front().message};
  }
  return Atoms(dialect_, catalog_, database_, text, *query, arena_)
      .read(query->body->as<Select>()->items[0]->value);
}

}  // namespace sqlx::generators
