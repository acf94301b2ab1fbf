// Columns that number their rows: SERIAL, GENERATED … AS IDENTITY, AUTO_INCREMENT and keys that are
// row numbers, each as the target says it.
//
// In the middle there is one identity constraint with its sequence's options; a counter in a
// table's options is its start. Such numbers have a sign where there are no others, and so have the
// columns that refer to them.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "ir/enum_names.h"
#include "sql/build.h"
#include "sql/counter_statements.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/referenced_columns.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_kind(const Constraint* constraint, ConstraintKind kind) {
  return constraint->constraint == kind;
}

class Identity {
 public:
  Identity(const CreateTable& create, const RewriteContext& context)
      : create_(create), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    if (create_.columns.empty()) return &create_;
    std::vector<const ColumnDefinition*> columns;
    for (const ColumnDefinition* column : create_.columns) columns.push_back(rewritten(*column));
    CreateTable* made = clone(arena_, create_);
    made->columns = arena_.copy(columns);
    if (key_moved_) made->constraints = without(create_.constraints, {ConstraintKind::kPrimaryKey});
    made->options = options();
    return made;
  }

 private:
  std::string_view written_type(const ColumnDefinition& column) const {
    const TypeName* type = column.to;
    if (type == nullptr || type->end <= type->begin || type->end > context_.text.text.size())
      return {};
    return trim(context_.text.text.substr(type->begin, type->end - type->begin));
  }

  bool is_serial(const ColumnDefinition& column) const {
    const std::string_view words = written_type(column);
    return std::any_of(context_.from.serial_types.begin(), context_.from.serial_types.end(),
                       [&](const std::string& serial) { return equal_fold(words, serial); });
  }

  static bool has(List<const Constraint*> constraints, ConstraintKind kind) {
    return std::any_of(constraints.begin(), constraints.end(),
                       [&](const Constraint* each) { return is_kind(each, kind); });
  }

  // PRIMARY KEY (column), among the table's constraints.
  bool is_table_key(const ColumnDefinition& column) const {
    return std::any_of(
        create_.constraints.begin(), create_.constraints.end(), [&](const Constraint* key) {
          if (!is_kind(key, ConstraintKind::kPrimaryKey) || key->columns.size() != 1) return false;
          const auto* named = key->columns[0]->value->as<Column>();
          return named != nullptr && equal_fold(named->path.back().text, column.name.text);
        });
  }

  // A key that is the row's number without being told so.
  bool is_row_number(const ColumnDefinition& column) const {
    const bool numbers =
        context_.from.ddl.primary_key_inline && context_.from.has(Feature::kAutoIncrement);
    return numbers && equal_fold(written_type(column), "integer") &&
           (has(column.constraints, ConstraintKind::kPrimaryKey) || is_table_key(column));
  }

  List<const Constraint*> without(List<const Constraint*> constraints,
                                  std::initializer_list<ConstraintKind> kinds) {
    std::vector<const Constraint*> kept;
    for (const Constraint* each : constraints) {
      if (std::find(kinds.begin(), kinds.end(), each->constraint) == kinds.end())
        kept.push_back(each);
    }
    return arena_.copy(kept);
  }

  const ColumnDefinition* rewritten(const ColumnDefinition& column) {
    const auto own = std::find_if(
        column.constraints.begin(), column.constraints.end(),
        [](const Constraint* each) { return is_kind(each, ConstraintKind::kIdentity); });
    identity_ = own == column.constraints.end() ? nullptr : *own;
    counts_ = has(column.constraints, ConstraintKind::kAutoIncrement) || is_row_number(column);
    if (identity_ == nullptr && !counts_ && !is_serial(column))
      return refers_to_numbers(column) ? &integer(column) : &column;
    if (context_.pack.has(Feature::kIdentity)) return as_identity(column);
    if (context_.pack.ddl.primary_key_inline) return as_row_number(column);
    if (!context_.pack.has(Feature::kAutoIncrement) && context_.pack.has(Feature::kSequences))
      return as_sequence(column);
    return as_counter(column);
  }

  bool refers_to_numbers(const ColumnDefinition& column) const {
    const bool is_wide = column.to != nullptr && column.to->name.size() == 1 &&
                         column.to->name[0].text == ir::enum_name(ir::TypeKind::kUint64);
    if (!is_wide || !context_.pack.has(Feature::kIdentity)) return false;
    const auto leads = [&](const Constraint* key, std::size_t part) {
      return is_kind(key, ConstraintKind::kForeignKey) && leads_to_number(*key, part);
    };
    if (std::any_of(column.constraints.begin(), column.constraints.end(),
                    [&](const Constraint* key) { return leads(key, 0); }))
      return true;
    return std::any_of(
        create_.constraints.begin(), create_.constraints.end(), [&](const Constraint* key) {
          const auto part =
              std::find_if(key->columns.begin(), key->columns.end(), [&](const OrderItem* each) {
                const auto* named = each->value->as<Column>();
                return named != nullptr && equal_fold(named->path.back().text, column.name.text);
              });
          return part != key->columns.end() &&
                 leads(key, static_cast<std::size_t>(part - key->columns.begin()));
        });
  }

  // What is not known is one, most likely: a number with a sign may refer to any other.
  bool leads_to_number(const Constraint& written, std::size_t part) const {
    const Constraint& key = *with_referenced_columns(written, context_, &create_);
    const TableInfo* table = context_.catalog.table(key.references->name);
    if (table == nullptr || part >= key.referenced_columns.size()) return true;
    const ColumnInfo* column = table->column(key.referenced_columns[part].text);
    return column == nullptr || column->automatic || column->refers;
  }

  Constraint* constraint(ConstraintKind kind) {
    auto* made = arena_.make<Constraint>();
    made->constraint = kind;
    return made;
  }

  const ColumnDefinition* with(const ColumnDefinition& column, List<const Constraint*> kept,
                               std::initializer_list<const Constraint*> added) {
    std::vector<const Constraint*> all(kept.begin(), kept.end());
    all.insert(all.end(), added.begin(), added.end());
    ColumnDefinition* made = clone(arena_, column);
    made->constraints = arena_.copy(all);
    return made;
  }

  static constexpr auto kReplaced = {ConstraintKind::kIdentity, ConstraintKind::kAutoIncrement,
                                     ConstraintKind::kDefault, ConstraintKind::kNull};

  const ColumnDefinition* as_identity(const ColumnDefinition& column) {
    Constraint* made =
        identity_ == nullptr ? constraint(ConstraintKind::kIdentity) : clone(arena_, *identity_);
    if (const Expr* start = start_of_table()) {
      made->options = arena_.list(option("start with", start));
    } else if (counts_ && wirepacks::Stored::find(context_.pack.stored->names, "counter_follow")
                              .empty()) {  // else sql/outlook/counters.h tells the column
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("`{}` does not count on from values that are inserted into it",
                      column.name.text),
          context_.place(column));
    }
    return with(integer(column), without(column.constraints, kReplaced), {made});
  }

  // DEFAULT of the next number of a sequence, which is made in front of the table. It takes the
  // place of the one that a dropped table has left.
  const ColumnDefinition* as_sequence(const ColumnDefinition& column) {
    if (create_.query != nullptr) return &column;
    const Expr* start = identity_ == nullptr ? start_of_table() : start_of(identity_);
    if (start == nullptr && counts_) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format("`{}` does not count on from values that are inserted into it",
                      column.name.text),
          context_.place(column));
    }
    auto* sequence = arena_.make<CreateSequence>();
    sequence->if_not_exists = create_.if_not_exists;
    sequence->or_replace = !create_.if_not_exists;
    sequence->persistence = create_.persistence;
    std::vector<Name> path(create_.name.begin(), create_.name.end());
    path.back() =
        Name{arena_.copy(fmt::format("{}_{}_seq", path.back().text, column.name.text)), true};
    sequence->name = arena_.copy(path);
    if (start != nullptr) sequence->options = arena_.list(option("start with", start));
    sequence->begin = create_.begin;
    sequence->end = create_.end;
    context_.before.push_back(sequence);
    Constraint* next = constraint(ConstraintKind::kDefault);
    next->value =
        make_call(arena_, Meaning::kNextValue, {string_literal(arena_, quoted_path(path))}, column);
    return with(column, without(column.constraints, kReplaced), {next});
  }

  // As the text that a function reads names from.
  static std::string quoted_path(const std::vector<Name>& path) {
    std::string text;
    for (const Name& name : path) {
      std::string part(name.text);
      replace_all(part, "\"", "\"\"");
      text += fmt::format("{}\"{}\"", text.empty() ? "" : ".", part);
    }
    return text;
  }

  // AUTO_INCREMENT beside a key, which it needs.
  const ColumnDefinition* as_counter(const ColumnDefinition& column) {
    start_ = start_of(identity_);
    const bool has_key = is_table_key(column) ||
                         has(column.constraints, ConstraintKind::kPrimaryKey) ||
                         has(column.constraints, ConstraintKind::kUnique);
    const Constraint* counter = constraint(ConstraintKind::kAutoIncrement);
    const List<const Constraint*> kept = without(column.constraints, kReplaced);
    if (has_key) return with(column, kept, {counter});
    return with(column, kept, {counter, constraint(ConstraintKind::kUnique)});
  }

  // PRIMARY KEY AUTOINCREMENT on the very column.
  const ColumnDefinition* as_row_number(const ColumnDefinition& column) {
    const Expr* start = identity_ == nullptr ? start_of_table() : start_of(identity_);
    if (start != nullptr && !is_literal(start, "1") && create_.query == nullptr)
      counter_from(start);
    const bool is_key =
        is_table_key(column) || has(column.constraints, ConstraintKind::kPrimaryKey);
    if (!is_key) {
      context_.diagnostics.add(
          Code::kNoTranslation,
          fmt::format("{} numbers only the rows of a primary key", context_.pack.title),
          context_.place(column));
      return &column;
    }
    key_moved_ = is_table_key(column);
    const List<const Constraint*> kept =
        without(without(column.constraints, kReplaced),
                {ConstraintKind::kPrimaryKey, ConstraintKind::kNotNull});
    return with(
        integer(column), kept,
        {constraint(ConstraintKind::kPrimaryKey), constraint(ConstraintKind::kAutoIncrement)});
  }

  void counter_from(const Expr* start) {
    const auto* literal = start->as<Literal>();
    if (const Node* statement = literal == nullptr || create_.persistence == Persistence::kTemporary
                                    ? nullptr
                                    : counting_from(literal->text))
      return context_.after.push_back(statement);
    context_.diagnostics.add(
        Code::kConditional,
        fmt::format("numbers begin at 1, or behind the largest that is there, not at {}",
                    literal == nullptr ? "" : literal->text),
        context_.place(create_));
  }

  const Node* counting_from(std::string_view digits) {
    std::int64_t next = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), next);
    if (error != std::errc() || end != digits.data() + digits.size() || next < 1) return nullptr;
    return count_from(create_.name.back().text, next, context_.pack, arena_);
  }

  // An unsigned or narrow number is a whole one, which is what is counted with.
  ColumnDefinition& integer(const ColumnDefinition& column) {
    ColumnDefinition* made = clone(arena_, column);
    if (column.to == nullptr) return *made;
    const std::string_view kind = column.to->name.back().text;
    const bool is_wide = kind == "uint32" || kind == "uint64" || kind == "int64";
    TypeName* type = clone(arena_, *column.to);
    type->name = arena_.list(Name{is_wide ? "int64" : "int32"});
    type->arguments = {};
    made->to = type;
    return *made;
  }

  const Option* option(std::string_view name, const Expr* value) {
    auto* made = arena_.make<Option>();
    made->name = name;
    made->value = value;
    return made;
  }

  const Expr* start_of_table() const {
    for (const Option* each : create_.options) {
      if (each->name == "auto_increment" && !is_literal(each->value, "1") &&
          !is_literal(each->value, "0"))
        return each->value;
    }
    return nullptr;
  }

  const Expr* start_of(const Constraint* identity) {
    if (identity == nullptr) return nullptr;
    const Expr* start = nullptr;
    for (const Option* each : identity->options) {
      if (each->name == "start" || each->name == "start with") start = each->value;
      const bool is_step = each->name == "increment" || each->name == "increment by";
      if (is_step && !is_literal(each->value, "1")) {
        context_.diagnostics.add(Code::kNoTranslation,
                                 fmt::format("{} counts in steps of one", context_.pack.title),
                                 context_.place(*identity));
      }
    }
    return start;
  }

  List<const Option*> options() {
    std::vector<const Option*> kept;
    const bool takes = context_.pack.has(Feature::kTableOptions);
    for (const Option* each : create_.options) {
      if (each->name != "auto_increment" || takes) kept.push_back(each);
    }
    if (takes && start_ != nullptr) kept.push_back(option("auto_increment", start_));
    return arena_.copy(kept);
  }

  const CreateTable& create_;
  const RewriteContext& context_;
  Arena& arena_;
  const Constraint* identity_ = nullptr;  // of the column at hand
  bool counts_ = false;                   // values that are inserted move its counter
  bool key_moved_ = false;
  const Expr* start_ = nullptr;
};

}  // namespace

const Node* identity(const Node* node, const RewriteContext& context) {
  const auto* create = node->as<CreateTable>();
  return create == nullptr || context.from.family == context.pack.family
             ? node
             : Identity(*create, context).rewrite();
}

}  // namespace sqlx::sql
