// A database of this engine that is asked for plans, sizes and use: introspect/consultation.h.
#pragma once

#include <memory>

#include "introspect/engine.h"

namespace sqlx::introspect::mysql {

[[nodiscard]] std::unique_ptr<Consultation> consult(const Request& request,
                                                    Diagnostics& diagnostics);

}  // namespace sqlx::introspect::mysql
