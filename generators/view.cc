#include "generators/view.h"

namespace sqlx::generators {
namespace {

void open_text(const void* items, std::size_t index, ViewRecord& into) {
  into.push_back({.name = ".", .text = static_cast<const std::string*>(items)[index]});
}

}  // namespace

const ViewRecord& text_shape() {
  static const ViewRecord kShape = {{.name = "."}};
  return kShape;
}

void FieldCollector::add_texts(std::string_view name, const std::string* texts, std::size_t count) {
  into_.push_back({.name = name,
                   .kind = ViewField::Kind::kTexts,
                   .items = texts,
                   .count = count,
                   .open = &open_text,
                   .shape = &text_shape});
}

}  // namespace sqlx::generators
