#include "generators/view_json.h"

#include "base/document.h"

namespace sqlx::generators {
namespace {

bool says_nothing(const ViewField& field) {
  switch (field.kind) {
    case ViewField::Kind::kText: return field.text.empty();
    case ViewField::Kind::kNumber: return false;
    case ViewField::Kind::kFlag: return !field.flag;
    case ViewField::Kind::kList:
    case ViewField::Kind::kTexts:
    case ViewField::Kind::kNested: return field.count == 0;
  }
  return false;
}

void write_record(DocumentWriter& out, const ViewRecord& record);

ViewRecord item_of(const ViewField& field, std::size_t index) {
  ViewRecord item;
  field.open(field.items, index, item);
  return item;
}

void write_list(DocumentWriter& out, const ViewField& field) {
  out.begin_array();
  for (std::size_t i = 0; i < field.count; ++i) {
    const ViewRecord item = item_of(field, i);
    if (field.kind == ViewField::Kind::kTexts) {
      out.string(item.front().text);
    } else {
      write_record(out, item);
    }
  }
  out.end_array();
}

void write_value(DocumentWriter& out, const ViewField& field) {
  switch (field.kind) {
    case ViewField::Kind::kText: return out.string(field.text);
    case ViewField::Kind::kNumber: return out.number(field.number);
    case ViewField::Kind::kFlag: return out.boolean(field.flag);
    case ViewField::Kind::kList:
    case ViewField::Kind::kTexts: return write_list(out, field);
    case ViewField::Kind::kNested: return write_record(out, item_of(field, 0));
  }
}

void write_record(DocumentWriter& out, const ViewRecord& record) {
  out.begin_object();
  for (const ViewField& field : record) {
    if (says_nothing(field)) continue;
    out.key(field.name);
    write_value(out, field);
  }
  out.end_object();
}

}  // namespace

void append_record_json(std::string& out, const ViewRecord& record) {
  JsonWriter writer(out);
  write_record(writer, record);
  out += '\n';
}

}  // namespace sqlx::generators
