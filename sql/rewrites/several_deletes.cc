// DELETE a, b FROM a JOIN b ON … for a target that empties one table at a time. The rows are chosen
// once, by their keys, before any of them goes: in one statement where WITH may change rows, else
// through a table that lives as long as the statements around it.
//
//   WITH doomed_rows AS (SELECT a.id AS key1, b.id AS key2 FROM a JOIN b ON …),
//        emptied1 AS (DELETE FROM a WHERE a.id IN (SELECT key1 FROM doomed_rows))
//   DELETE FROM b WHERE b.id IN (SELECT key2 FROM doomed_rows)
#include <fmt/format.h>

#include "sql/build_query.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_keys.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

constexpr std::string_view kRows = "doomed_rows";

class SeveralDeletes {
 public:
  SeveralDeletes(const Delete& statement, const RewriteContext& context)
      : statement_(statement), context_(context), arena_(context.arena) {}

  const Node* rewrite() {
    for (const Table* target : statement_.targets) {
      if (!add(*target)) return &statement_;
    }
    return context_.pack.has(Feature::kWithChanges) ? in_one_statement() : through_a_table();
  }

 private:
  // Whether the rows of the table are told apart.
  bool add(const Table& target) {
    const Table* table = nullptr;
    for (const TableRef* each : statement_.from) {
      if (table == nullptr) table = find_table(*each, target.name.back().text);
    }
    const auto key = table == nullptr ? std::vector<const Expr*>() : key_of(*table, context_);
    if (key.empty()) return false;
    std::vector<const Expr*> chosen;
    for (const Expr* each : key) {
      const Name name = numbered("key", items_.size() + 1);
      items_.push_back(make_item(arena_, each, name));
      chosen.push_back(make_column(arena_, name));
    }
    auto* emptied = arena_.make<Delete>();
    emptied->target = table;
    emptied->where = is_among(
        key, make_query(arena_, select_columns(arena_, chosen, arena_.list(rows()))), arena_);
    deletes_.push_back(emptied);
    return true;
  }

  Name numbered(std::string_view word, std::size_t number) {
    return Name{arena_.copy(std::string_view(fmt::format("{}{}", word, number)))};
  }

  const TableRef* rows() { return make_table(arena_, arena_.list(Name{kRows})); }

  const Query* doomed() {
    Query* query =
        make_query(arena_, make_select(arena_, items_, statement_.from, statement_.where));
    query->with = statement_.with;
    return query;
  }

  const CommonTable* common(Name name, const Node* statement) {
    auto* made = arena_.make<CommonTable>();
    made->name = name;
    made->statement = statement;
    return made;
  }

  const Node* in_one_statement() {
    std::vector<const CommonTable*> tables{common(Name{kRows}, doomed())};
    for (std::size_t i = 0; i + 1 < deletes_.size(); ++i)
      tables.push_back(common(numbered("emptied", i + 1), deletes_[i]));
    auto* with = arena_.make<With>();
    with->tables = arena_.copy(tables);
    deletes_.back()->with = with;
    return deletes_.back();
  }

  const Node* through_a_table() {
    auto* create = arena_.make<CreateTable>();
    create->persistence = Persistence::kTemporary;
    create->name = arena_.list(Name{kRows});
    create->query = doomed();
    context_.before.push_back(create);
    context_.before.insert(context_.before.end(), deletes_.begin(), deletes_.end() - 1);
    auto* drop = arena_.make<Drop>();
    drop->names = arena_.list(rows()->as<Table>());
    context_.after.push_back(drop);
    return deletes_.back();
  }

  const Delete& statement_;
  const RewriteContext& context_;
  Arena& arena_;
  std::vector<const SelectItem*> items_;
  std::vector<Delete*> deletes_;
};

}  // namespace

const Node* several_deletes(const Node* node, const RewriteContext& context) {
  const auto* statement = node->as<Delete>();
  const bool has_several = statement != nullptr && statement->targets.size() > 1;
  return has_several && !context.pack.has(Feature::kDeleteSeveral)
             ? SeveralDeletes(*statement, context).rewrite()
             : node;
}

}  // namespace sqlx::sql
