// A pack as JSON again, folded to its version: without `extends`, `since` and `until`. Read back,
// it is the same pack.
#pragma once

#include "base/document.h"
#include "wirepacks/pack.h"

namespace sqlx::wirepacks {

void write_pack(DocumentWriter& writer, const WirePack& pack);

}  // namespace sqlx::wirepacks
