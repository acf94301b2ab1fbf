// The templates, and how a view becomes a text by one of them.
//
// templates/<generator>/<file>.mustache looks like the file that it makes; files without
// `.mustache` are copied as they are. Both are in the binary, and `--templates DIR` puts single
// files of its own in their places. What differs by engine is a file under the engine's name:
// templates/orm/postgres/driver.ts is found by `of_engine("orm", "driver.ts", pack)`, first for the
// pack, then for the family that it belongs to, then without.
//
// Mustache here is smaller and stricter than elsewhere. There are {{name}}, {{#section}},
// {{^inverted}}, {{/section}}, {{! comment}} and {{> partial}}, and:
//   * a name that the view lacks, a section over what has no inside, and a list that is printed are
//     errors with template, line and name, also where no rendering has come by yet;
//   * nothing is escaped: escaping is the view's (generators/escape.h), since only it knows what a
//     text becomes part of;
//   * lines that hold nothing but section marks, comments or one partial leave no line behind;
//   * a partial is a file of the same folder, or with a `/` of templates/; its lines are indented
//     as it is; amid a line it loses its last newline;
//   * `{{{` is an error: put a blank between a brace of the text and one of Mustache.
// Values are never read as templates. Each template is read once, and checked once with each kind
// of view.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/embedded.h"
#include "generators/view.h"
#include "wirepacks/pack.h"

namespace sqlx::generators {

class Templates {
 public:
  // `files` are named by their path below templates/; those of the folder `overrides`, if it is not
  // empty, come before them.
  Templates(std::span<const EmbeddedFile> files, const std::string& overrides,
            Diagnostics& diagnostics);
  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

  // `name` is without `.mustache`: "orm/model.ts". Appends to `out`; false, and errors, if it
  // cannot be rendered with such a view.
  template <View V>
  bool render(std::string_view name, const V& view, std::string& out,
              Diagnostics& diagnostics) const {
    ViewRecord record;
    append_fields(view, record);
    return render_record(name, record, shape_of<V>(), out, diagnostics);
  }

  // A file that is copied as it is; empty, and an error, if there is none.
  [[nodiscard]] std::string_view text(std::string_view name, Diagnostics& diagnostics) const;

  // All files of a folder that are copied as they are, sorted: "orm/runtime/" gives
  // "orm/runtime/pool.ts", ….
  [[nodiscard]] std::vector<std::string> texts_in(std::string_view folder) const;

  // The name under which `file` of a generator is found for an engine: "orm/mysql/driver.ts".
  [[nodiscard]] std::string of_engine(std::string_view generator, std::string_view file,
                                      const wirepacks::WirePack& pack) const;

 private:
  bool render_record(std::string_view name, const ViewRecord& record, const ViewRecord& shape,
                     std::string& out, Diagnostics& diagnostics) const;

  class Library;
  std::unique_ptr<Library>
      library_;  // reads templates when they are first used: one thread at a time
};

// Those in the binary.
[[nodiscard]] std::span<const EmbeddedFile> embedded_templates();

}  // namespace sqlx::generators
