// What foreign keys do when the row that they refer to goes or changes, for targets that can say
// less of it.
#pragma once

#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/ast/definitions.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

// All that NO ACTION and RESTRICT do is refuse, which is what a foreign key does anyway.
[[nodiscard]] inline bool only_refuses(ReferenceAction action) {
  return action == ReferenceAction::kUnsaid || action == ReferenceAction::kNoAction ||
         action == ReferenceAction::kRestrict;
}

// `when` is DELETE or UPDATE. Words that change nothing go without a word.
inline void leave_out(ReferenceAction& action, std::string_view when, const Constraint& key,
                      const RewriteContext& context) {
  if (!only_refuses(action)) {
    context.diagnostics.add(Code::kLossy,
                            fmt::format("{} has no ON {} {}: what is referred to stays while it is",
                                        context.pack.title, when, upper(to_string(action))),
                            context.place(key));
  }
  action = ReferenceAction::kUnsaid;
}

}  // namespace sqlx::sql
