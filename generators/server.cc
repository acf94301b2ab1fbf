#include "generators/server.h"

#include "generators/generator.h"
#include "generators/package_name.h"
#include "generators/server_alerts.h"
#include "generators/server_policies.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "server";

struct DeployView {
  std::string name;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
  }
};

// What it is delivered with, and what is the user's to write on: written once.
void add_users(const Application& application, const Templates& templates, FileSet& files,
               Diagnostics& diagnostics) {
  const DeployView deployed{.name = deployed_name(application.settings.name)};
  const File users{.text = {}, .maker = kMaker, .owner = Owner::kUser};
  add_copy(files, "app/routes.ts", templates, "app/routes.ts", users, diagnostics);
  add_copy(files, "app/graphql.ts", templates, "app/graphql.ts", users, diagnostics);
  add_copy(files, "app/hooks/README.md", templates, "app/hooks.md", users, diagnostics);
  add_copy(files, "Dockerfile", templates, "deploy/Dockerfile", users, diagnostics);
  add_copy(files, ".dockerignore", templates, "deploy/dockerignore", users, diagnostics);
  add_rendered(files, "compose.yaml", templates,
               templates.of_engine("deploy", "compose.yaml", application.pack), deployed, users,
               diagnostics);
  add_rendered(files, "deploy/kubernetes.yaml", templates,
               templates.of_engine("deploy", "kubernetes.yaml", application.pack), deployed, users,
               diagnostics);
}

// The package for mail is there only where somebody is told by mail, and so is what uses it.
void add_dashboard(const Application& application, const Templates& templates, FileSet& files,
                   Diagnostics& diagnostics) {
  const AlertsView alerts = alerts_view(application.settings.alerts);
  add_copies(files, "server/dashboard/", "server/dashboard/", templates, kMaker, diagnostics);
  add_rendered(files, "server/alerts.ts", templates, "server/alerts.ts", alerts,
               {.text = {}, .maker = kMaker}, diagnostics);
  if (alerts.has_email)
    add_copies(files, "server/email/", "server/dashboard/alerts/", templates, kMaker, diagnostics);
}

}  // namespace

void generate_server(const Application& application, const Templates& templates, FileSet& files,
                     Diagnostics& diagnostics) {
  add_copies(files, "api/runtime/", "api/runtime/", templates, kMaker, diagnostics);
  add_copies(files, "server/common/", "server/", templates, kMaker, diagnostics);
  add_copies(files, "server/development/", "server/development/", templates, kMaker, diagnostics);
  add_dashboard(application, templates, files, diagnostics);
  add_engine_files(files, "server/engine/", application.pack, templates, kMaker, diagnostics);
  add_rendered(files, "server/policies.ts", templates, "server/policies.ts",
               policies_view(application, diagnostics), {.text = {}, .maker = kMaker}, diagnostics);
  add_users(application, templates, files, diagnostics);
}

}  // namespace sqlx::generators
