// A view as JSON: the members of an object in the view's order. For data that programs read; what
// people read too has a template.
//
// What is empty or false is left out: a reader takes it for that, and it is most of a large
// document.
#pragma once

#include <string>

#include "generators/view.h"

namespace sqlx::generators {

void append_record_json(std::string& out, const ViewRecord& record);

template <View V>
void append_json(std::string& out, const V& view) {
  ViewRecord record;
  append_fields(view, record);
  append_record_json(out, record);
}

}  // namespace sqlx::generators
