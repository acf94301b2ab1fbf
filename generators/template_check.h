// Do the marks of a template fit the names of a view? For the .cc files of this room only.
#pragma once

#include <span>

#include "base/diagnostic.h"
#include "generators/template_text.h"
#include "generators/view.h"

namespace sqlx::generators {

// kTemplateName for each mark that does not. Branches that no rendering takes are looked at like
// all others.
bool check_template(std::span<const TemplateToken> tokens, const ViewRecord& shape,
                    Diagnostics& diagnostics);

// The field of that name; null if there is none.
[[nodiscard]] const ViewField* find_field(const ViewRecord& record, std::string_view name);

}  // namespace sqlx::generators
