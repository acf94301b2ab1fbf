// The generators, listed in one place: generator.cc. A new one is a row there, a file of its own,
// and a folder of templates/.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

struct Generator {
  std::string_view name;  // for --only
  std::string_view help;  // one line
  void (*run)(const Application& application, const Templates& templates, FileSet& files,
              Diagnostics& diagnostics);
};

[[nodiscard]] std::span<const Generator> generators();

// Renders a template into a file.
template <View V>
void add_rendered(FileSet& files, std::string path, const Templates& templates,
                  std::string_view name, const V& view, File file, Diagnostics& diagnostics) {
  if (templates.render(name, view, file.text, diagnostics))
    files.add(std::move(path), std::move(file), diagnostics);
}

// A file that is copied as it is.
void add_copy(FileSet& files, std::string path, const Templates& templates, std::string_view name,
              File file, Diagnostics& diagnostics);

// The files below templates/`from`, copied to the same places below `to`: ("orm/runtime/", "orm/").
void add_copies(FileSet& files, std::string_view from, std::string_view to,
                const Templates& templates, std::string_view maker, Diagnostics& diagnostics);

// The files of the generator's folder for the engine, or else for its family, or else those that
// most engines share.
void add_engine_files(FileSet& files, std::string_view to, const wirepacks::WirePack& pack,
                      const Templates& templates, std::string_view maker, Diagnostics& diagnostics);

}  // namespace sqlx::generators
