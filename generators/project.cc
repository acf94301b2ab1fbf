#include "generators/project.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/package_name.h"
#include "generators/server_alerts.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "project";
constexpr std::string_view kDriverPackages =
    "driver-packages.txt";  // every engine that applications run on has it

struct PackageView {
  std::string name;
  std::string range;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("range", range);
  }
  bool operator<(const PackageView& other) const { return name < other.name; }
};

struct ReadmeView {
  std::string title;
  std::string engine;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("title", title);
    fn("engine", engine);
  }
};

struct CiView {
  std::vector<std::string> services;  // lines of YAML

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("services", services);
  }
};

struct ManifestView {
  std::string name;
  std::vector<PackageView> dependencies;
  std::vector<PackageView> dev_dependencies;
  std::vector<std::string> scripts;  // of packages that are built when they are installed
  bool has_scripts = false;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("scripts", scripts);
    fn("hasScripts", has_scripts);
    fn("dependencies", dependencies);
    fn("devDependencies", dev_dependencies);
  }
};

// Lines `name range`, as the templates have them.
void append_packages(std::vector<PackageView>& into, std::string_view lines) {
  for (const std::string_view line : split(lines, '\n')) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) continue;
    into.push_back({json_string(line.substr(0, blank)), json_string(line.substr(blank + 1))});
  }
  std::sort(into.begin(), into.end());
}

ManifestView manifest_of(const Application& application, const Templates& templates,
                         Diagnostics& diagnostics) {
  const auto lines = [&](std::string_view file) {
    return templates.text(templates.of_engine(kMaker, file, application.pack), diagnostics);
  };
  ManifestView view{.name = json_string(package_name(application.settings.name)),
                    .dependencies = {},
                    .dev_dependencies = {},
                    .scripts = {}};
  append_packages(view.dependencies, lines(kDriverPackages));
  append_packages(view.dependencies, templates.text("project/server-packages.txt", diagnostics));
  append_packages(view.dev_dependencies, lines("driver-dev-packages.txt"));
  append_packages(view.dev_dependencies, templates.text("project/dev-packages.txt", diagnostics));
  for (const std::string_view package : split(lines("driver-scripts.txt"), '\n')) {
    if (!package.empty()) view.scripts.push_back(json_string(package));
  }
  view.has_scripts = !view.scripts.empty();
  if (application.settings.zod)
    append_packages(view.dependencies, templates.text("project/zod-packages.txt", diagnostics));
  if (sends_email(application.settings.alerts)) {
    append_packages(view.dependencies, templates.text("project/email-packages.txt", diagnostics));
    append_packages(view.dev_dependencies,
                    templates.text("project/email-dev-packages.txt", diagnostics));
  }
  return view;
}

CiView ci_of(const Application& application, const Templates& templates, Diagnostics& diagnostics) {
  CiView view;
  const std::string_view services =
      templates.text(templates.of_engine(kMaker, "ci-services.yml", application.pack), diagnostics);
  for (const std::string_view line : split(services, '\n')) {
    if (!line.empty()) view.services.emplace_back(line);
  }
  return view;
}

}  // namespace

bool has_project(const wirepacks::WirePack& pack, const Templates& templates) {
  Diagnostics ignored;
  static_cast<void>(templates.text(templates.of_engine(kMaker, kDriverPackages, pack), ignored));
  return !ignored.has_errors();
}

void generate_project(const Application& application, const Templates& templates, FileSet& files,
                      Diagnostics& diagnostics) {
  const File generated{.maker = kMaker};
  add_rendered(files, "package.json", templates, "project/package.json",
               manifest_of(application, templates, diagnostics), generated, diagnostics);
  add_copy(files, "tsconfig.json", templates, "project/tsconfig.json", generated, diagnostics);
  add_copy(files, "eslint.config.js", templates, "project/eslint.config.js", generated,
           diagnostics);
  add_copy(files, ".sqlx/.gitignore", templates, "project/sqlx-gitignore", generated, diagnostics);

  const File users{.maker = kMaker, .owner = Owner::kUser};
  const ReadmeView readme{.title = markdown_text(application.settings.name),
                          .engine = application.pack.title};
  add_rendered(files, "README.md", templates, "project/README.md", readme, users, diagnostics);
  add_rendered(files, ".github/workflows/ci.yml", templates, "project/ci.yml",
               ci_of(application, templates, diagnostics), users, diagnostics);
  add_copy(files, ".gitignore", templates, "project/gitignore", users, diagnostics);
}

}  // namespace sqlx::generators
