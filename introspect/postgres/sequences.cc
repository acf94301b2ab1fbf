// Sequences: by themselves, inside identity columns, and behind serial columns.
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

ir::SequenceOptions read_options(Fields& row) {
  ir::SequenceOptions options{.type = row.string()};
  options.start = row.number();
  options.increment = row.number();
  options.minimum = row.number();
  options.maximum = row.number();
  options.cache = row.number();
  options.cycle = row.flag();
  return options;
}

// A column is serial if it owns the sequence and its default does nothing but draw from it.
void mark_serial(ir::Column& column, const ir::ObjectName& sequence, const std::string& drawing) {
  if (column.identity || !column.default_value || column.default_value->sql != drawing) return;
  column.identity = ir::Identity{.kind = ir::IdentityKind::kSerial, .sequence = sequence};
}

void read_sequence(Fields& row, Catalog& catalog) {
  const Oid oid = row.oid();
  ir::Sequence sequence;
  sequence.name.schema = row.string();
  sequence.name.name = row.string();
  sequence.options = read_options(row);
  const char dependency = row.letter();
  Relation* owner = catalog.find_relation(row.oid());
  ir::Column* column = nullptr;
  if (const std::int64_t number = row.number(); owner != nullptr) column = owner->column(number);
  if (dependency == 'i') {
    if (column != nullptr && column->identity) column->identity->options = sequence.options;
    return;
  }
  const bool hidden_owner = owner != nullptr && owner->hidden != Hidden::kNot;
  if (hidden_owner || catalog.is_extension_member(Class::kRelation, oid)) return;
  if (column != nullptr) {
    sequence.owned_by = ir::ColumnReference{owner->table.name, column->name};
    mark_serial(*column, sequence.name, row.string());
  }
  sequence.comment = catalog.comment(Class::kRelation, oid);
  catalog.database.sequences.push_back(std::move(sequence));
}

}  // namespace

void read_sequences(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("sequences")) read_sequence(row, catalog);
}

}  // namespace sqlx::introspect::postgres
