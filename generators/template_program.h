// One template, ready to be rendered, with its partials in it. For the .cc files of this room only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "generators/template_text.h"
#include "generators/view.h"

namespace sqlx::generators {

class TemplateProgram {
 public:
  // `tokens` have neither comments nor partials any more.
  explicit TemplateProgram(std::vector<TemplateToken> tokens);
  TemplateProgram(TemplateProgram&&) noexcept;
  ~TemplateProgram();

  // kTemplateName for every mark that does not fit this kind of view; a kind is looked at once.
  bool check(const ViewRecord& shape, Diagnostics& diagnostics);

  // Of a view whose kind was checked.
  void render(const ViewRecord& record, std::string& out);

 private:
  class Mustache;

  std::vector<TemplateToken> tokens_;
  std::vector<const ViewRecord*> fitting_;  // kinds of views that were checked and are right
  std::unique_ptr<Mustache> mustache_;
};

}  // namespace sqlx::generators
