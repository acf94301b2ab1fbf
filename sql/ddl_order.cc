#include "sql/ddl_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "sql/name_scan.h"

namespace sqlx::sql {
namespace {

using Names = std::vector<std::string>;

void add_type(Names& needs, const ir::LogicalType& type) {
  if (type.name) needs.push_back(ir::identity(*type.name));
  for (const ir::LogicalType& element : type.element) add_type(needs, element);
}

void add_columns(Names& needs, const std::vector<ir::Column>& columns) {
  for (const ir::Column& column : columns) {
    add_type(needs, column.type);
    if (column.identity && column.identity->sequence)
      needs.push_back(ir::identity(*column.identity->sequence));
  }
}

Unit unit_of(const ir::Enum& type) {
  return {.object = &type, .identity = ir::identity(type.name)};
}

Unit unit_of(const ir::Composite& type) {
  Unit unit{.object = &type, .identity = ir::identity(type.name)};
  add_columns(unit.needs, type.fields);
  return unit;
}

Unit unit_of(const ir::Domain& domain) {
  Unit unit{.object = &domain, .identity = ir::identity(domain.name), .needs = domain.depends_on};
  add_type(unit.needs, domain.type);
  return unit;
}

Unit unit_of(const ir::Sequence& sequence) {
  return {.object = &sequence, .identity = ir::identity(sequence.name)};
}

// What names a routine does not say which of that name: it needs all of them.
std::string identity_of_overloads(const ir::ObjectName& name) { return ir::identity(name) + "(…)"; }

Unit unit_of(const ir::Unsupported& item, char identifier_quote) {
  Unit unit{.object = &item, .identity = ir::identity(item.name)};
  for (const ir::ObjectName& name : names_in(item.sql, identifier_quote)) {
    unit.needs.push_back(ir::identity(name));
    unit.needs.push_back(identity_of_overloads(name));
  }
  return unit;
}

Unit unit_of(const ir::Routine& routine) {
  Unit unit{.object = &routine, .identity = ir::identity(routine), .needs = routine.depends_on};
  for (const ir::Argument& argument : routine.arguments) add_type(unit.needs, argument.type);
  if (routine.result) add_type(unit.needs, *routine.result);
  return unit;
}

Unit unit_of(const ir::Table& table) {
  Unit unit{.object = &table, .identity = ir::identity(table.name)};
  (ir::is_view(table) ? unit.needs : unit.wants) = table.depends_on;
  add_columns(unit.needs, table.columns);
  for (const ir::ObjectName& parent : table.inherits) unit.needs.push_back(ir::identity(parent));
  return unit;
}

void add_table(std::vector<Unit>& units, const ir::Table& table, const ir::Table* parent) {
  Unit& unit = units.emplace_back(unit_of(table));
  unit.parent = parent;
  if (parent != nullptr) unit.needs.push_back(ir::identity(parent->name));
  for (const ir::Table& partition : table.partitions) add_table(units, partition, &table);
}

template <class T>
void add_all(std::vector<Unit>& units, const std::vector<T>& objects) {
  for (const T& object : objects) units.push_back(unit_of(object));
}

bool has_kind(const std::vector<std::string>& kinds, const ir::Unsupported& item) {
  return std::find(kinds.begin(), kinds.end(), item.kind) != kinds.end();
}

std::vector<Unit> all_units(const ir::Database& database, const wirepacks::WirePack& pack) {
  std::vector<Unit> units;
  for (const ir::Unsupported& item : database.unsupported) {
    const bool is_left = item.sql.empty() || has_kind(pack.ddl.late_kinds, item) ||
                         has_kind(pack.ddl.left_out, item);
    if (!is_left) units.push_back(unit_of(item, pack.lexical.identifier_quote));
  }
  add_all(units, database.enums);
  add_all(units, database.composites);
  add_all(units, database.domains);
  add_all(units, database.sequences);
  add_all(units, database.routines);
  for (const ir::Table& table : database.tables) add_table(units, table, nullptr);
  return units;
}

bool is_view(const Unit& unit) {
  const auto* table = std::get_if<const ir::Table*>(&unit.object);
  return table != nullptr && ir::is_view(**table);
}

// Kahn's algorithm. A need that nobody provides (a built-in type, an object of an extension) is no
// need.
class Sorter {
 public:
  Sorter(std::vector<Unit> units, Diagnostics& diagnostics)
      : units_(std::move(units)), diagnostics_(diagnostics), open_(units_.size()) {
    for (std::size_t i = 0; i < units_.size(); ++i) add_provider(i);
    for (std::size_t i = 0; i < units_.size(); ++i) find_needs(i);
    for (std::size_t i = 0; i < units_.size(); ++i) offer(i);
  }

  std::vector<Unit> sorted() {
    std::vector<Unit> order;
    order.reserve(units_.size());
    while (order.size() < units_.size()) {
      if (ready_.empty()) cut_a_cycle();
      const std::size_t next = ready_.begin()->second;
      ready_.erase(ready_.begin());
      finish(next);
      order.push_back(std::move(units_[next]));
    }
    return order;
  }

 private:
  struct Open {
    std::set<std::size_t> needs;  // not yet written
    std::set<std::size_t> wants;
    std::vector<std::size_t> needed_by;
    bool taken = false;
  };

  void add_provider(std::size_t unit) {
    providers_.emplace(units_[unit].identity, unit);
    const auto* routine = std::get_if<const ir::Routine*>(&units_[unit].object);
    if (routine != nullptr) providers_.emplace(identity_of_overloads((*routine)->name), unit);
  }

  void find_needs(std::size_t unit) {
    find(unit, units_[unit].needs, open_[unit].needs);
    find(unit, units_[unit].wants, open_[unit].wants);
  }

  void find(std::size_t unit, const Names& names, std::set<std::size_t>& into) {
    for (const std::string& name : names) {
      const auto [first, last] = providers_.equal_range(name);
      for (auto it = first; it != last; ++it) {
        if (it->second != unit && into.insert(it->second).second)
          open_[it->second].needed_by.push_back(unit);
      }
    }
  }

  void offer(std::size_t unit) {
    Open& open = open_[unit];
    if (open.taken || !open.needs.empty() || !open.wants.empty()) return;
    take(unit);
  }

  void take(std::size_t unit) {
    open_[unit].taken = true;
    const std::size_t rank = units_[unit].object.index() + (is_view(units_[unit]) ? 1U : 0U);
    ready_.emplace(rank, unit);
  }

  void finish(std::size_t unit) {
    for (const std::size_t other : open_[unit].needed_by) {
      open_[other].needs.erase(unit);
      open_[other].wants.erase(unit);
      offer(other);
    }
  }

  // Follows what is missing from any unit that waits, until a unit comes twice.
  std::vector<std::size_t> find_a_cycle() const {
    std::vector<std::size_t> path;
    const auto waiting =
        std::find_if(open_.begin(), open_.end(), [](const Open& open) { return !open.taken; });
    auto at = static_cast<std::size_t>(waiting - open_.begin());
    auto seen = path.end();
    while ((seen = std::find(path.begin(), path.end(), at)) == path.end()) {
      path.push_back(at);
      at = open_[at].needs.empty() ? *open_[at].wants.begin() : *open_[at].needs.begin();
    }
    path.erase(path.begin(), seen);
    return path;
  }

  void cut_a_cycle() {
    const std::vector<std::size_t> cycle = find_a_cycle();
    const auto bare = std::find_if(cycle.begin(), cycle.end(),
                                   [&](std::size_t unit) { return open_[unit].needs.empty(); });
    if (bare == cycle.end()) report(cycle);
    const std::size_t first = bare == cycle.end() ? cycle.front() : *bare;
    units_[first].bare = bare != cycle.end();
    take(first);
  }

  void report(const std::vector<std::size_t>& cycle) {
    Names names;
    for (const std::size_t unit : cycle) names.push_back(printable(units_[unit].identity));
    diagnostics_.add(Code::kDdlIncomplete,
                     fmt::format("these objects need each other, so none can be created first: {}",
                                 enumerate(names)),
                     {}, "create one of them in a simpler form first, and replace it at the end");
  }

  std::vector<Unit> units_;
  Diagnostics& diagnostics_;
  std::vector<Open> open_;
  std::multimap<std::string, std::size_t> providers_;
  std::set<std::pair<std::size_t, std::size_t>> ready_;  // class, position
};

}  // namespace

std::vector<Unit> units_in_order(const ir::Database& database, const wirepacks::WirePack& pack,
                                 Diagnostics& diagnostics) {
  return Sorter(all_units(database, pack), diagnostics).sorted();
}

}  // namespace sqlx::sql
