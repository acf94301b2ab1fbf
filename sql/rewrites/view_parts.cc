// Views: how they run and whose rights they have is left out; what cannot be replaced is dropped
// first.
#include "sql/build_query.h"
#include "sql/rewrites/exact_names.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

using wirepacks::Feature;

namespace {

const Node* drop_view(const CreateView& view, const RewriteContext& context) {
  const Table* name = make_table(context.arena, view.name);
  auto* drop = context.arena.make<Drop>();
  drop->object = ObjectKind::kView;
  drop->if_exists = true;
  drop->names = context.arena.list(name);
  return drop;
}

bool has_check_options(const wirepacks::WirePack& pack) {
  for (const wirepacks::Clause& clause : pack.ddl.view.endings) {
    if (clause.key == ir::AttributeKey::kCheckOption) return true;
  }
  return false;
}

}  // namespace

const Node* view_parts(const Node* node, const RewriteContext& context) {
  const auto* view = node->as<CreateView>();
  if (view == nullptr || context.from.family == context.pack.family) return node;
  CreateView* made = clone(context.arena, *view);
  made->name = exact_path(view->name, context);
  made->columns = exact_path(view->columns, context);
  made->options = {};
  if (!view->check_option.empty() && !has_check_options(context.pack)) {
    context.diagnostics.add(Code::kFeatureMissing, context.pack.title + " has no WITH CHECK OPTION",
                            context.place(*view));
  }
  if (view->or_replace && !context.pack.has(Feature::kOrReplaceView)) {
    context.before.push_back(drop_view(*view, context));
    made->or_replace = false;
  }
  if (view->if_not_exists && !context.pack.has(Feature::kViewIfNotExists) &&
      context.catalog.is_free(view->name)) {
    made->if_not_exists = false;
  } else if (view->if_not_exists && !context.pack.has(Feature::kViewIfNotExists) &&
             context.pack.has(Feature::kOrReplaceView)) {
    context.diagnostics.add(Code::kConditional, "a view of that name is replaced, if there is one",
                            context.place(*view));
    made->if_not_exists = false;
    made->or_replace = true;
  }
  return made;
}

}  // namespace sqlx::sql
